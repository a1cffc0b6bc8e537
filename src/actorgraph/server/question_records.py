"""The named questions as JSON records, with SPARQL that any editor accepts."""

from typing import Any

from actorgraph.query import Question, record, with_prefixes


def question_record(question: Question) -> dict[str, Any]:
    """Return a named question as a record; its SPARQL declares the prefixes it uses."""
    return {**record(question), "sparql": with_prefixes(question.sparql)}
