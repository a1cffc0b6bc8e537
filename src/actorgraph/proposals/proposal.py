"""A proposed claim: what some other reader says that an article says, in one documented form."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from actorgraph.errors import ProposalError

CERTAINTIES = ("asserted", "alleged", "possible", "intended", "requested")
LISTS = ("who", "whom", "recipients")
NUMBERS = ("begin", "end", "confidence")
FLAGS = ("denied",)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as its maker puts it.

    `kind` is a class of ours, or empty; `verb` is what was done, in the maker's words. `who`,
    `whom` and `recipients` name actors as the maker does. `certainty` is one of CERTAINTIES, or
    empty where the maker has no such notion and the claim reads as a plain fact. `source` names who
    says so; empty is the article itself. `quotation` is the words that it rests on, at `begin` to
    `end` in code points if the maker gives them, else -1. `article` names the text by file name,
    title or SHA-256, empty if there is only one. `maker` is who made it, with version; `identifier`
    is its name in the maker's own file.
    """

    kind: str = ""
    verb: str = ""
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    certainty: str = ""
    denied: bool = False
    source: str = ""
    quotation: str = ""
    begin: int = -1
    end: int = -1
    time: str = ""
    confidence: float = -1.0
    article: str = ""
    maker: str = ""
    identifier: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody it was done or said to."""
        return (*self.whom, *self.recipients)

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who takes part, as the maker names them."""
        return (*self.who, *self.parties)

    @property
    def is_plain(self) -> bool:
        """Whether it reads as a plain fact in the article's own voice."""
        return self.certainty in ("", "asserted") and not self.source

    def __str__(self) -> str:
        parts = [", ".join(self.who), self.verb or self.kind, ", ".join(self.parties)]
        return " · ".join(part for part in parts if part)

    def to_json(self) -> dict[str, Any]:
        """Return its fields without the empty ones, as `read_proposal` reads them."""
        empty = asdict(Proposal())
        given = asdict(self)
        return {name: given[name] for name in NAMES if given[name] != empty[name]}


NAMES = tuple(field.name for field in fields(Proposal))


def read_proposal(record: object, where: object) -> Proposal:
    """Return the proposal of a JSON object. Raises ProposalError if it is not one."""
    if not isinstance(record, dict):
        raise ProposalError("a claim is not an object", where=where, remedy='write {"who": …}')
    unknown = sorted(set(map(str, record)) - set(NAMES))
    if unknown:
        raise ProposalError(
            f"a claim has an unknown field {unknown[0]!r}",
            where=where,
            remedy=f"use {', '.join(NAMES)}",
        )
    values = dict(_values(record, where))
    proposal = Proposal(**values)
    if proposal.certainty and proposal.certainty not in CERTAINTIES:
        raise ProposalError(
            f"unknown certainty {proposal.certainty!r}",
            where=where,
            remedy=f"use one of {', '.join(CERTAINTIES)}",
        )
    if not (proposal.verb or proposal.kind):
        raise ProposalError("a claim has neither verb nor kind", where=where, remedy="give one")
    return proposal


def _values(record: Mapping[str, Any], where: object) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if value is None:
            continue
        if name in LISTS:
            yield name, _names(name, value, where)
        elif name in NUMBERS:
            yield name, _number(name, value, where)
        elif name in FLAGS:
            _check(name, isinstance(value, bool), where, "true or false")
            yield name, value
        else:
            _check(name, isinstance(value, str), where, "a text")
            yield name, value.strip()


def _names(name: str, value: object, where: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    is_list = isinstance(names, list) and all(isinstance(item, str) for item in names)
    _check(name, is_list, where, "a list of texts")
    assert isinstance(names, list)
    return tuple(item.strip() for item in names if item.strip())


def _number(name: str, value: object, where: object) -> float | int:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    _check(name, is_number, where, "a number")
    assert isinstance(value, int | float)
    if name == "confidence":
        return float(value)
    # An offset is a whole number, and no text is longer than this.
    _check(name, value == value // 1 and abs(value) < 1 << 40, where, "a whole number")
    return int(value)


def _check(name: str, is_right: bool, where: object, wanted: str) -> None:
    if not is_right:
        raise ProposalError(f"{name} is not {wanted}", where=where, remedy=f"give {wanted}")
