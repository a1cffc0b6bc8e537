"""The page on which claims are judged one after the other, and the one for many at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from actorgraph.vocabulary.vocab import DCT
from actorgraph.workbench.claims import LEVEL_WORDS, read_claims
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.lately import last_claim, lately, readable
from actorgraph.workbench.queued_case import Case
from actorgraph.workbench.rendering import page
from actorgraph.workbench.review_case import open_case
from actorgraph.workbench.review_queue import (
    ARTICLES_AT_A_TIME,
    STATES,
    Progress,
    Queue,
    Wanted,
    counts_by,
    following,
    queue_of,
)
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

SECTION = "review"
LISTED_BEFORE = 2
LISTED_AFTER = 9
AT_ONCE = 12  # claims that one decision may cover
MARKS_OF_VERDICTS = {"accepted": "✓", "rejected": "✗", "corrected": "✎", "unsure": "?"}


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in the list at the left: `mark` is its verdict as a sign, or its confidence."""

    case: Case
    address: str
    mark: str
    is_now: bool = False

    @property
    def about(self) -> str:
        """How sure it is, and by which rule it was found."""
        return " · ".join(part for part in (LEVEL_WORDS[self.case.level], self.case.rule) if part)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its words and how many claims have it."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Room:
    """All that the page has around the claim."""

    wanted: Wanted
    progress: Progress
    lines: tuple[Line, ...]
    filters: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    is_whole: bool
    article_count: int

    @property
    def percent(self) -> int:
        """How much is decided, for the bar."""
        return round(100 * self.progress.decided / max(self.progress.total, 1))


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the claim that an address names, or the next one of its queue."""
    queue = queue_of(desk)
    wanted = Wanted.of(visit)
    cases = queue.cases(wanted)
    if visit.first("as") == "list":
        return _show_several(desk, visit, queue, wanted, cases)
    case = _chosen(visit, queue, wanted, cases)
    if case is None and visit.first("claim"):
        return NOT_HERE
    opened = open_case(desk, case) if case else None
    room = _room(desk, queue, wanted, cases, case)
    return _filled(
        desk,
        visit,
        wanted,
        room=room,
        opened=opened,
        title=opened.card.heading if opened else "All decided",
        address=wanted.address(claim=case.code) if case else wanted.address(),
        **_ways(queue, wanted, cases, case),
    )


def warm(desk: Desk) -> None:
    """Read the queue, and all that the page of a claim needs of the ontology."""
    queue = queue_of(desk)
    cases = queue.cases(Wanted())
    queue.progress(Wanted(), cases)
    for case in cases[:1]:
        open_case(desk, case)


def _show_several(
    desk: Desk, visit: Visit, queue: Queue, wanted: Wanted, cases: Sequence[Case]
) -> Answer:
    shown = list(islice(queue.with_state(cases, wanted.state), AT_ONCE))
    reading = read_claims(desk, [case.iri for case in shown])
    cards = []
    for case in shown:
        claim = reading.claim(case.code)
        if claim is not None:
            cards.append((reading.card(claim), case))
    return _filled(
        desk,
        visit,
        wanted,
        room=_room(desk, queue, wanted, cases, None),
        several=cards,
        title="Several at once",
        address=wanted.address(**{"as": "list"}),
    )


def _filled(
    desk: Desk,
    visit: Visit,
    wanted: Wanted,
    *,
    room: Room,
    title: str,
    address: str,
    **more: object,
) -> Answer:
    values: dict[str, Any] = {
        "opened": None,
        "several": None,
        "next_address": "",
        "before_address": "",
        "go_on": wanted.address(),
        **more,
    }
    last = last_claim(desk, visit.reader)
    return page(
        "review",
        visit,
        section=SECTION,
        room=room,
        heading=title,
        address=address,
        undo_to=wanted.address(claim=last) if last else address,
        lately=lately(desk, visit.reader),
        readable=readable,
        level_words=LEVEL_WORDS,
        **values,
    )


def _chosen(visit: Visit, queue: Queue, wanted: Wanted, cases: Sequence[Case]) -> Case | None:
    """Return the claim that an address names, else the next to judge; None if all are decided."""
    code = visit.first("claim")
    if code:
        return queue.case(code)
    rest = following(cases, visit.first("after"))
    return next(queue.with_state(rest, wanted.state), None)


def _ways(queue: Queue, wanted: Wanted, cases: Sequence[Case], case: Case | None) -> dict[str, str]:
    """Return the addresses after a decision, of the next claim and of the one before."""
    if case is None:
        return {}
    after = next(queue.with_state(following(cases, case.code), wanted.state), None)
    place = _place(cases, case)
    before = cases[place - 1] if place else None
    return {
        "go_on": wanted.address(after=case.code),
        "next_address": wanted.address(claim=after.code) if after else "",
        "before_address": wanted.address(claim=before.code) if before else "",
    }


def _room(
    desk: Desk, queue: Queue, wanted: Wanted, cases: Sequence[Case], case: Case | None
) -> Room:
    return Room(
        wanted=wanted,
        progress=queue.progress(wanted, cases),
        lines=tuple(_lines(queue, wanted, cases, case)),
        filters=_filters(desk, queue, wanted),
        is_whole=queue.is_whole(wanted),
        article_count=min(len(desk.articles), ARTICLES_AT_A_TIME),
    )


def _lines(
    queue: Queue, wanted: Wanted, cases: Sequence[Case], case: Case | None
) -> Iterator[Line]:
    """Yield the claims around one: two before it, whatever was decided, and those that follow."""
    place = 0
    if case is not None:
        place = _place(cases, case)
        for before in cases[max(0, place - LISTED_BEFORE) : place]:
            yield _line(queue, wanted, before)
        yield _line(queue, wanted, case, is_now=True)
    others = (other for other in cases[place:] if other is not case)
    for after in islice(queue.with_state(others, wanted.state), LISTED_AFTER):
        yield _line(queue, wanted, after)


def _place(cases: Sequence[Case], case: Case) -> int:
    """Return the place of a case; 0 also for one that the filters leave out."""
    return cases.index(case) if case in cases else 0


def _line(queue: Queue, wanted: Wanted, case: Case, *, is_now: bool = False) -> Line:
    verdict = queue.state(case)
    mark = MARKS_OF_VERDICTS.get(verdict, f"{case.confidence:.2f}")
    return Line(case, wanted.address(claim=case.code), mark, is_now)


def _filters(
    desk: Desk, queue: Queue, wanted: Wanted
) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    """Return the filters: name, words for everything, and the choices."""
    everything = queue.cases(Wanted())
    articles = counts_by(everything, "article")
    levels = counts_by(everything, "level")
    kinds = counts_by(everything, "kind")
    kind_words = {case.kind: case.kind_words for case in everything}
    named = {code: _title(desk, code) for code in {*articles, wanted.article} - {""}}
    states = tuple(Choice(name, words, name == wanted.state) for name, words in STATES.items())
    return (
        ("state", "", states),
        ("article", "All articles", _choices(wanted.article, articles, named)),
        ("sure", "However sure", _choices(wanted.sure, levels, LEVEL_WORDS)),
        ("kind", "All kinds", _choices(wanted.kind, kinds, kind_words)),
    )


def _choices(
    chosen: str, counts: Mapping[str, int], words: Mapping[str, str]
) -> tuple[Choice, ...]:
    choices = []
    # What is chosen stays in the list, even where nothing has it any more.
    for value in dict.fromkeys([*counts, *filter(None, [chosen])]):
        number = f" ({counts.get(value, 0):,})"
        choices.append(Choice(value, words.get(value, value) + number, value == chosen))
    return tuple(choices)


def _title(desk: Desk, code: str) -> str:
    node = individual(f"article/{code}")
    return (desk.value(node, DCT.title) if node else "") or "An article"
