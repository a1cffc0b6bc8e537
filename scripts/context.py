"""Write `ontology/context.jsonld`, the published context of our JSON-LD, from the ontology."""

import json
from pathlib import Path

from actorgraph.views.exports.jsonld import context

PLACE = Path(__file__).parent.parent / "ontology" / "context.jsonld"


def text() -> str:
    """Return the file's text: the context that every export carries."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), "utf-8")
