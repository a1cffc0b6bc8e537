"""The grammar book: each section of tests/spec/*.md is a text and the claims that it must yield.

A section is a title (what the grammar sees), a quoted text, and a list. An item names a class and,
behind bars, what the claim or actor must have: `Coerce | agent=police | target=student |
factuality=Asserted`. Names are compared without case and article with every name of the actor.
`actor Person | name=…` requires an actor, `not …` its absence. A title that ends in `(not yet)` is
a known failure.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

from actorgraph.actors import Actor
from actorgraph.claims import Claim, Relation
from actorgraph.text.article import Article
from tests.sentences import read

BOOK = Path(__file__).parent / "spec"


# The fields of claims that name actors, as the book calls them.
KEYS = {
    "agent": "agents",
    "possible": "possible_agents",
    "target": "targets",
    "recipient": "recipients",
    "place": "places",
    "by": "attributed_to",
    "holder": "holders",
}


class Section(NamedTuple):
    title: str
    text: str
    items: list[str]


def sections() -> Iterator[Section]:
    for page in sorted(BOOK.glob("*.md")):
        if page.stem == "times":  # it lists times, not claims: tests/test_times_book.py reads it
            continue
        for part in re.split(r"^## ", page.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = part.partition("\n")
            text = "\n".join(line[2:] for line in body.splitlines() if line.startswith("> "))
            items = [line[2:].strip() for line in body.splitlines() if line.startswith("- ")]
            assert text, f"{page.name}: {title} has no text"
            assert items, f"{page.name}: {title} expects nothing"
            yield Section(f"{page.stem}: {title}", text, items)


def fold(name: str) -> str:
    return re.sub(r"^(the|a|an)\s+", "", " ".join(name.casefold().split()))


def names(actor: Actor) -> set[str]:
    return {fold(name) for name in (actor.name, *actor.aliases)}


def cast(actors: tuple[Actor, ...], keys: tuple[int, ...], wanted: str) -> bool:
    """Return whether the actors under these keys are exactly the ones named, in any order."""
    left = [fold(name) for name in wanted.split(",") if name.strip() not in ("", "nobody")]
    if len(left) != len(keys):
        return False
    return all(any(name in names(actors[key]) for key in keys) for name in left)


def carries(
    article: Article, actors: tuple[Actor, ...], claim: Claim, key: str, wanted: str
) -> bool:
    if key in KEYS:
        return cast(actors, getattr(claim, KEYS[key]), wanted)
    if key in ("subject", "object"):
        return cast(actors, (getattr(claim, key),), wanted)
    if key in ("content", "quotation"):
        spans = getattr(claim, "content" if key == "content" else "quotations")
        return wanted in [article.quote(span) for span in spans]
    if key == "time":
        return claim.time is not None and claim.time.edtf == wanted  # type: ignore[attr-defined]
    return str(getattr(claim, key)) == wanted


def found(section: Section, item: str) -> bool:
    article, actors, _, claims, _ = read(section.text)
    kind, *pairs = [part.strip() for part in item.split("|")]
    asked = dict(pair.split("=", 1) for pair in pairs)
    if kind.startswith("actor"):
        fits = [a for a in actors if kind.split()[1] in a.kinds and fold(asked["name"]) in names(a)]
        fits = [a for a in fits if fold(asked.get("alias", a.name)) in names(a)]
        flags = [key for key in asked if key not in ("name", "alias")]
        return any(all(str(getattr(actor, key)) == asked[key] for key in flags) for actor in fits)
    candidates = [c for c in claims if c.kind == kind]
    return any(all(carries(article, actors, c, k, v) for k, v in asked.items()) for c in candidates)


def describe(section: Section) -> str:
    """Return the actors and claims that were found, for the message of a failure."""
    article, actors, _, claims, _ = read(section.text)
    lines = [f"actor {a.key} {a.kind} {a.name} {a.aliases}" for a in actors]
    for claim in claims:
        parts = [claim.kind, claim.rule, claim.factuality, f"negated={claim.negated}"]
        for field in KEYS.values():
            keys = getattr(claim, field, ())
            parts.append(f"{field}={[actors[key].name for key in keys]}")
        parts += [article.quote(span) for span in getattr(claim, "content", ())]
        if isinstance(claim, Relation):
            parts += [actors[claim.subject].name, actors[claim.object].name, str(claim.title)]
        lines.append(" ".join(parts))
    return "\n".join(lines)


def cases() -> Iterator[ParameterSet]:
    """A section that the rules cannot read yet must fail, so that nobody overlooks its success."""
    for section in sections():
        known = pytest.mark.xfail(reason="known failure", strict=True)
        marks = [known] if section.title.endswith("(not yet)") else []
        yield pytest.param(section, marks=marks, id=section.title)


@pytest.mark.parametrize("section", cases())
def test_section(section: Section) -> None:
    wrong = [
        item
        for item in section.items
        if found(section, item.removeprefix("not ")) == item.startswith("not ")
    ]
    assert not wrong, f"{section.text}\nfailed: {wrong}\nfound:\n{describe(section)}"
