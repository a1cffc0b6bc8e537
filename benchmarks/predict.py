"""Write what the tool reads in a public gold set's texts, in that set's own prediction format.

    python benchmarks/predict.py NAME IN.jsonl OUT.jsonl [--gold-mentions]

Only `id` and `text` of each line are read. Names: dwie, ecbplus, gum_news, polnear, qanom, re3d.
With --gold-mentions the event mentions of ecbplus are taken as given, and only their clusters are
told.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formats import dwie, ecbplus, gum_news, plover, polnear, qanom, re3d
from given_text import in_given_text

from actorgraph.actors import Actor, resolve
from actorgraph.claims import Claim, Scene, find_claims, set_scene
from actorgraph.errors import ActorgraphError
from actorgraph.language.document import Document
from actorgraph.language.parsing import parse
from actorgraph.language.quotations import Quotation, find_quotations
from actorgraph.mentions import Mention, find_mentions
from actorgraph.text.article import Article
from actorgraph.text.reading import read_text
from actorgraph.times.find import find_times
from actorgraph.times.time import TimeMention


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the line knows of one text."""

    article: Article
    document: Document
    quotations: tuple[Quotation, ...]
    times: tuple[TimeMention, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    scene: Scene


FORMATS: dict[str, Callable[[Reading], dict[str, Any]]] = {
    "dwie": dwie.predict,
    "gum_news": gum_news.predict,
    "plover_cameo": plover.predict_cameo,
    "polnear": polnear.predict,
    "qanom": qanom.predict,
    "re3d": re3d.predict,
}


# The sets whose texts come with spans to be told about.
GIVEN: dict[str, Callable[[Reading, dict[str, Any]], dict[str, Any]]] = {
    "plover_plv": plover.predict_plv
}

# The set whose texts are read together, for its clusters cross them.
TOGETHER = {"ecbplus": ecbplus.predict_all}


def reading(text: str, given: list[list[int]] | None = None) -> Reading:
    return reading_of(read_text(text), given)


def reading_of(article: Article, given: list[list[int]] | None = None) -> Reading:
    document = parse(article)
    quotations, times = find_quotations(document), find_times(article)
    mentions = find_mentions(document, quotations)
    if given:
        mentions = plover.with_given(document, mentions, given)
    actors = resolve(document, mentions, quotations)
    scene = set_scene(document, actors, quotations, times)
    claims = find_claims(scene)
    return Reading(article, document, quotations, times, mentions, actors, claims, scene)


def rows(source: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in source.read_text("utf-8").split("\n") if line.strip()]


def readings(items: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], Reading]]:
    return [(item, reading(item["text"])) for item in items]


def predictions(name: str, items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        try:
            yield {"id": item["id"], **prediction(name, item)}
        except ActorgraphError as error:
            print(f"{item['id']}: {error}", file=sys.stderr)
            yield {"id": item["id"], "entities": [], "relations": []}


def predicted(name: str, items: list[dict[str, Any]], *, given: bool) -> Iterator[dict[str, Any]]:
    if name in TOGETHER:
        return TOGETHER[name](readings(items), given=given)
    return predictions(name, items)


def prediction(name: str, item: dict[str, Any]) -> dict[str, Any]:
    if name in GIVEN:
        spans = [span for role in ("source", "target") if (span := item["gold"][0][role])]
        return GIVEN[name](reading(item["text"], spans), item)
    read = reading(item["text"])
    return in_given_text(FORMATS[name](read), read.article.text, item["text"])


def main() -> int:
    given = "--gold-mentions" in sys.argv
    words = [word for word in sys.argv[1:] if word != "--gold-mentions"]
    names = FORMATS | GIVEN | TOGETHER
    if len(words) != 3 or words[0] not in names or (given and words[0] not in TOGETHER):
        print(
            f"predict: give one of {', '.join(names)}, a file to read and a file to write",
            file=sys.stderr,
        )
        return 2
    name, source, target = words[0], Path(words[1]), Path(words[2])
    beside = target.with_name(f".{target.name}.part")
    found = predicted(name, rows(source), given=given)
    with beside.open("w", encoding="utf-8") as out:
        for prediction in found:
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    beside.replace(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
