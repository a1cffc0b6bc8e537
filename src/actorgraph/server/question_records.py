"""The named questions as JSON records, with SPARQL that any editor accepts."""

import re
from typing import Any

from actorgraph.query import Question, record
from actorgraph.vocabulary.vocab import ontology

PREFIX_IN_USE = re.compile(r"\b([a-z]+):(?=[A-Za-z])")


def question_record(question: Question) -> dict[str, Any]:
    """Return a named question as a record; its SPARQL declares the prefixes it uses."""
    return {**record(question), "sparql": with_prefixes(question.sparql)}


def with_prefixes(sparql: str) -> str:
    """Return SPARQL with a declaration of each prefix of the ontology that it uses."""
    # Our own engine knows the prefixes; other editors and endpoints do not.
    used = set(PREFIX_IN_USE.findall(sparql))
    declarations = [
        f"PREFIX {name}: <{iri}>\n"
        for name, iri in sorted(ontology().prefixes.items())
        if name in used
    ]
    return "".join([*declarations, sparql])
