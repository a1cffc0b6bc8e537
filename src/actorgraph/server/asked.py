"""The named questions as records, with SPARQL that any editor takes."""

import re
from typing import Any

from actorgraph.query import Question, record
from actorgraph.vocabulary.vocab import ontology


def described(question: Question) -> dict[str, Any]:
    """Return a named question as a record; its SPARQL declares the prefixes it uses."""
    return {**record(question), "sparql": declared(question.sparql)}


def declared(sparql: str) -> str:
    """Return SPARQL with a declaration of each prefix that the ontology has for it."""
    used = set(re.findall(r"\b([a-z]+):(?=[A-Za-z])", sparql))
    lines = [
        f"PREFIX {name}: <{iri}>\n"
        for name, iri in sorted(ontology().prefixes.items())
        if name in used
    ]
    return "".join([*lines, sparql])
