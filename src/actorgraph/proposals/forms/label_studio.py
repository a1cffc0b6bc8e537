"""Label Studio: a JSON list of tasks with marked regions and relations between them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.annotations import relation
from actorgraph.proposals.forms.fields import read_json
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span

MAKER = "Label Studio"


def read(path: Path) -> Iterator[Proposal]:
    """Yield the relations of a file. Raises ProposalError."""
    tasks = read_json(path)
    if not isinstance(tasks, list):
        raise ProposalError("is not a list of tasks", where=path, remedy="export as JSON")
    for number, task in enumerate(tasks):
        try:
            yield from _of_task(task, number)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"task {number} is not complete: {error!r}"
            raise ProposalError(what, where=path, remedy="export as JSON") from error


def _of_task(task: Mapping[str, Any], number: int) -> Iterator[Proposal]:
    given = task["data"]
    text = str(given["text"])
    name = str(given.get("file") or given.get("article") or "")
    for annotation in task.get("annotations") or ():
        results = annotation.get("result") or ()
        regions = {item["id"]: item["value"] for item in results if "id" in item}
        for place, item in enumerate(results):
            if item.get("type") == "relation":
                proposal = _relation(item, regions, text, f"{number}.{place}")
                yield replace(proposal, article=name)


def _relation(
    item: Mapping[str, Any], regions: Mapping[str, Any], text: str, identifier: str
) -> Proposal:
    first, second = item["from_id"], item["to_id"]
    if item.get("direction") == "left":
        first, second = second, first
    ends = [("agent", *_region(regions[first])), ("target", *_region(regions[second]))]
    labels = item.get("labels") or ["related"]
    marked = relation(str(labels[0]), ends, ends[0][2])
    return marked.proposal(text, maker=MAKER, identifier=identifier)


def _region(value: Mapping[str, Any]) -> tuple[str, Span]:
    span = Span(int(value["start"]), int(value["end"]))
    return str(value["text"]).strip(), span
