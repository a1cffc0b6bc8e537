"""brat's standoff files: NAME.ann next to NAME.txt, with events, relations and attributes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.annotations import Marked, relation
from actorgraph.proposals.forms.fields import read_text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span

MAKER = "brat"


@dataclass(slots=True)
class _Marks:
    """The lines of a file by kind."""

    path: Path
    words: dict[str, tuple[str, str, Span]] = field(default_factory=dict)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    relations: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    attributes: dict[str, set[str]] = field(default_factory=dict)

    def stretch(self, name: str, seen: frozenset[str] = frozenset()) -> tuple[str, str, Span]:
        """Return the label, words and span of a mark; of an event, those of its trigger.

        Raises ProposalError if there is none, or if marks mean each other in a circle.
        """
        if name in self.words:
            return self.words[name]
        if name in self.events and name not in seen:
            _, parts = self.events[name]
            return self.stretch(parts[0][1], seen | {name})
        raise ProposalError(f"no mark {name}", where=self.path, remedy="check the file")


def read(path: Path) -> Iterator[Proposal]:
    """Yield the events and relations of a file. Raises ProposalError."""
    text = read_text(path.with_suffix(".txt"))
    marks = _Marks(path)
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            _read_line(line, marks)
        except (ValueError, IndexError) as error:
            what = "a line is not brat's standoff"
            raise ProposalError(what, where=f"{path}:{number}", remedy="check it") from error
    article = path.with_suffix(".txt").name
    for name, marked in _events(marks):
        _check_offsets(marked, text, path)
        yield replace(marked.proposal(text, maker=MAKER, identifier=name), article=article)


def _read_line(line: str, marks: _Marks) -> None:
    if not line.strip() or line[0] in "#*N":
        return
    name, _, rest = line.partition("\t")
    if name[0] == "T":
        marks.words[name] = _stretch(rest)
    elif name[0] == "E":
        parts = _pairs(rest)
        marks.events[name] = (parts[0][0], parts)
    elif name[0] == "R":
        label, _, ends = rest.partition(" ")
        marks.relations[name] = (label, _pairs(ends))
    elif name[0] in "AM":
        _read_attribute(rest, marks)


def _stretch(rest: str) -> tuple[str, str, Span]:
    about, _, words = rest.partition("\t")
    label, _, offsets = about.partition(" ")
    # A mark in several pieces reaches from the first to the last.
    numbers = [int(number) for number in offsets.replace(";", " ").split()]
    return label, words, Span(numbers[0], numbers[-1])


def _read_attribute(rest: str, marks: _Marks) -> None:
    label, of, *value = rest.split()
    values = {label.casefold(), *(part.casefold() for part in value)}
    marks.attributes.setdefault(of, set()).update(values)


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    for part in text.split():
        role, colon, name = part.partition(":")
        if not colon:
            raise ValueError(part)
        pairs.append((role, name))
    return pairs


def _events(marks: _Marks) -> Iterator[tuple[str, Marked]]:
    for name, (label, parts) in marks.events.items():
        _, words, span = marks.stretch(parts[0][1])
        marked = Marked(label, words, span, marks=marks.attributes.get(name, set()))
        for role, other in parts[1:]:
            _, argument, place = marks.stretch(other)
            marked.arguments.append((role, argument, place))
        yield name, marked
    for name, (label, parts) in marks.relations.items():
        ends = [(role, *marks.stretch(other)[1:]) for role, other in parts]
        if ends:
            yield name, relation(label, ends, ends[0][2])


def _check_offsets(marked: Marked, text: str, path: Path) -> None:
    for span in (marked.span, *(span for _, _, span in marked.arguments)):
        if not 0 <= span.begin < span.end <= len(text):
            what = f"offsets {span.begin} {span.end} are outside the text"
            raise ProposalError(what, where=path, remedy="check that the text is the same")
