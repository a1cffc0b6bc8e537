"""Groups that are folded into one card: people at risk, governments without a name, others."""

from collections.abc import Iterable

from actorgraph.views.page.events import Cast, Row
from actorgraph.vocabulary.lexicon import word_set

AT_RISK = "risk"
BODIES = "bodies"
GROUPS = "groups"
UNNAMED_BODIES = ("Government", "Organisation")
DETERMINERS = ("the ", "a ", "an ", "some ", "their ", "its ", "his ", "her ")


def sort_of(cast: Cast) -> dict[int, str]:
    """Return the sort of every actor that may be folded, by its number."""
    at_risk = people_at_risk(cast)
    sorts = dict.fromkeys(sorted(at_risk), AT_RISK)
    for number, actor in enumerate(cast.actors):
        if number in at_risk:
            continue
        kind = actor["kind"]
        is_unnamed = kind in UNNAMED_BODIES and actor.get("unnamed")
        if kind != "Group" and not is_unnamed:
            continue
        sorts[number] = GROUPS
        if kind == "Government" or _is_government(actor["label"]):
            sorts[number] = BODIES
    return sorts


def people_at_risk(cast: Cast) -> frozenset[int]:
    """Return all that the graph protects, and the groups that are only a part of them.

    A group that harms somebody is never one of them, whatever it is called.
    """
    actors = cast.actors
    protected = {number for number, actor in enumerate(actors) if actor.get("protected")}
    groups = [actors[number] for number in protected if actors[number]["kind"] == "Group"]
    names: set[str] = set()
    for group in groups:
        names.update(_names(group))
    harming = _harming(cast)
    for number, actor in enumerate(actors):
        if actor["kind"] != "Group" or number in harming:
            continue
        if any(_is_part(name, names) for name in _names(actor)):
            protected.add(number)
    return frozenset(protected)


def _harming(cast: Cast) -> set[int]:
    harming: set[int] = set()
    for event in cast.events:
        if cast.claims[event.claim].get("polarity") == "harm" and event.reached:
            harming.update(event.doers)
    return harming


def _is_part(name: str, names: set[str]) -> bool:
    """Return whether a name is one of these, or counts some of them: `a dozen of the men`."""
    if name in names:
        return True
    part, of, whole = name.partition(" of ")
    return bool(part and of) and _plain(whole) in names


def _names(actor: Row) -> Iterable[str]:
    return [_plain(name) for name in (actor["label"], *actor.get("aliases", ()))]


def _plain(name: str) -> str:
    """Return a description without its article, in small letters."""
    folded = name.casefold()
    for word in DETERMINERS:
        folded = folded.removeprefix(word)
    return folded


def _is_government(label: str) -> bool:
    """Return whether a group's last noun is that of governments: `foreign governments`."""
    before_of = label.casefold().partition(" of ")[0]
    words = before_of.split()
    return bool(words) and not word_set("governmentNouns").isdisjoint(_singulars(words[-1]))


def _singulars(word: str) -> tuple[str, ...]:
    """Return what a plural may be the plural of."""
    if word.endswith("ies"):
        return word, f"{word.removesuffix('ies')}y"
    return word, word.removesuffix("s")
