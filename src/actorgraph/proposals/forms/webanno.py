"""WebAnno TSV 3, as INCEpTION exports it: a line for each token, columns for spans and relations.

A relation's columns are on the token at which it ends, with the token at which it begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.annotations import relation
from actorgraph.proposals.forms.fields import read_text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span

MAKER = "INCEpTION"
FORMAT = "#FORMAT=WebAnno TSV 3"
NOTHING = ("_", "*", "")
NUMBERED = re.compile(r"^(.*?)(?:\[(\d+)\])?$")


@dataclass(slots=True)
class _Table:
    """What the lines say: the text, the marked spans by token, and the relations."""

    path: Path
    spans: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    marked: dict[str, Span] = field(default_factory=dict)
    groups: dict[str, Span] = field(default_factory=dict)
    found: list[tuple[str, str, str]] = field(default_factory=list)


def read(path: Path) -> Iterator[Proposal]:
    """Yield the relations of a file. Raises ProposalError."""
    lines = read_text(path).splitlines()
    if not lines or not lines[0].startswith(FORMAT):
        raise ProposalError("is not WebAnno TSV 3", where=path, remedy="export it as such")
    table = _Table(path)
    sentences = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#T_"):
            _read_layer(line, table)
        elif line.startswith("#Text="):
            sentences.append(line.removeprefix("#Text="))
        elif line and not line.startswith("#"):
            try:
                _read_token(line.split("\t"), table)
            except (ValueError, IndexError) as error:
                what = "a line does not fit the layers"
                raise ProposalError(what, where=f"{path}:{number}", remedy="check it") from error
    text = "\n".join(sentences)
    yield from _proposals(table, text)


def _read_layer(line: str, table: _Table) -> None:
    """Read a layer's header: `#T_RL=custom.Relation|label|BT_custom.Span`."""
    kind, _, layer = line.removeprefix("#T_").partition("=")
    names = layer.split("|")
    table.widths.append(max(len(names) - 1, 1))
    (table.relations if kind == "RL" else table.spans).append(names[0])


def _read_token(cells: list[str], table: _Table) -> None:
    name, offsets = cells[0], cells[1]
    begin, _, end = offsets.partition("-")
    if not _is_token(name):
        # A part of a token, such as `1-1.1`, lies inside the token.
        return
    place = Span(int(begin), int(end))
    table.places[name] = place
    column = 3
    layers = [*((False, width) for width in table.widths[: len(table.spans)])]
    layers += [(True, width) for width in table.widths[len(table.spans) :]]
    for is_relation, width in layers:
        values = cells[column : column + width]
        column += width
        if is_relation:
            _note_relations(name, values, table)
        else:
            _note_span(name, values, place, table)


def _note_span(name: str, values: list[str], place: Span, table: _Table) -> None:
    """Note a token that is marked; tokens with the same number are one span."""
    match = NUMBERED.match(values[0]) if values else None
    if match is None or (match[1] in NOTHING and match[2] is None):
        return
    number = match[2]
    if number is None:
        table.marked[name] = place
        return
    known = table.groups.get(number)
    joined = place if known is None else Span(known.begin, place.end)
    table.groups[number] = joined
    table.marked.setdefault(f"[{number}]", joined)
    table.marked[f"[{number}]"] = joined
    table.marked[name] = joined


def _is_token(name: str) -> bool:
    """Return whether a line's name is that of a whole token: `1-3`."""
    sentence, _, token = name.partition("-")
    return sentence.isdecimal() and token.isdecimal()


def _note_relations(name: str, values: list[str], table: _Table) -> None:
    if len(values) < 2 or values[-1] in NOTHING:
        return
    labels, origins = values[0].split("|"), values[-1].split("|")
    for label, origin in zip(labels, origins, strict=False):
        table.found.append((label, origin, name))


def _proposals(table: _Table, text: str) -> Iterator[Proposal]:
    for number, (label, origin, name) in enumerate(table.found):
        begin, end = _end(origin, 0, table), _end(origin, 1, table) or table.marked.get(name)
        if begin is None or end is None:
            what = f"a relation ends at {origin}, which is not marked"
            raise ProposalError(what, where=table.path, remedy="export it again")
        ends = [
            ("agent", text[begin.begin : begin.end], begin),
            ("target", text[end.begin : end.end], end),
        ]
        marked = relation(label, ends, begin)
        yield marked.proposal(text, maker=MAKER, identifier=str(number))


def _end(origin: str, place: int, table: _Table) -> Span | None:
    """Return the span at one end of a relation such as `1-1[3_5]`, whose numbers are spans'."""
    token, _, numbers = origin.partition("[")
    parts = numbers.rstrip("]").split("_")
    if len(parts) > place and f"[{parts[place]}]" in table.marked:
        return table.marked[f"[{parts[place]}]"]
    return table.marked.get(token) if place == 0 else None
