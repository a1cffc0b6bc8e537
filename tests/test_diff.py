"""Two versions of one article: which claims were added, dropped, reworded or changed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from actorgraph.links.changes import Change, changes
from actorgraph.pipeline import build
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text

HEAD = "News of the harbour\n\n"
BEFORE = HEAD + "The police arrested Ada Lund on 3 May 2021. Jonas Berg praised the Harbour Fund."


def version(text: str) -> MemoryStore:
    return build(read_text(text, published="2021-05-04")).store


def changed(before: str, after: str) -> list[Change]:
    return changes(version(before), version(after))


def kinds(found: list[Change]) -> list[str]:
    return [change.kind for change in found]


def test_the_same_text_has_no_changes() -> None:
    assert changed(BEFORE, BEFORE) == []


def test_a_text_that_only_shifts_has_no_changes() -> None:
    later = BEFORE.replace(HEAD, HEAD + "It rained in the morning, and the wind rose.\n\n")
    assert changed(BEFORE, later) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "before", "after"),
    [
        (
            "The police arrested",
            "The police may have arrested",
            "re-hedged",
            "Asserted",
            "Possible",
        ),
        ("on 3 May 2021", "on 2 May 2021", "re-dated", "2021-05-03", "2021-05-02"),
        ("The police arrested", "The police did not arrest", "denied", "", ""),
    ],
)
def test_what_changed_in_a_claim(old: str, new: str, kind: str, before: str, after: str) -> None:
    found = changed(BEFORE, BEFORE.replace(old, new))
    assert [(c.kind, c.before, c.after) for c in found] == [(kind, before, after)]
    assert len(found[0].claims) == 2
    reverse = changed(BEFORE.replace(old, new), BEFORE)
    assert kinds(reverse) == ["undenied" if kind == "denied" else kind]


def test_whose_word_a_claim_is() -> None:
    found = changed(
        BEFORE, BEFORE.replace("on 3 May 2021.", "on 3 May 2021, the Harbour Fund said.")
    )
    assert [(c.kind, c.before, c.after) for c in found if c.kind == "re-attributed"] == [
        ("re-attributed", "own voice", "Harbour Fund")
    ]
    assert kinds([c for c in found if c.kind != "re-attributed"]) == ["added"], (
        "the statement itself is new"
    )


def test_a_claim_more_and_a_claim_less() -> None:
    more = BEFORE + " Eva Stone visited Oslo."
    assert kinds(changed(BEFORE, more)) == ["added"]
    assert kinds(changed(more, BEFORE)) == ["dropped"]
    assert "Eva Stone visited Oslo" in str(changed(BEFORE, more)[0])


def test_another_person_in_the_same_words_is_another_claim() -> None:
    found = changed(HEAD + "Ada Lund met Eva Stone.", HEAD + "Jonas Berg helped Paul Reed.")
    assert sorted(kinds(found)) == ["added", "dropped"]


def test_claims_made_twice_are_matched_one_to_one() -> None:
    twice = HEAD + "Ada Lund met Eva Stone. Later, Ada Lund met Eva Stone again."
    assert changed(twice, twice) == []
    assert kinds(changed(twice, HEAD + "Ada Lund met Eva Stone.")) == ["dropped"]


def test_the_command(tmp_path: Path) -> None:
    for name, text in (
        ("a", BEFORE),
        ("b", BEFORE.replace("police arrested", "police may have arrested")),
    ):
        build(read_text(text, published="2021-05-04")).save(tmp_path / name)

    def diff(*arguments: str) -> subprocess.CompletedProcess[str]:
        names = [name if name.startswith("-") else str(tmp_path / name) for name in arguments]
        line = [sys.executable, "-W", "ignore", "-m", "actorgraph.cli", "diff", *names]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    same = diff("a", "a")
    assert (same.returncode, same.stdout) == (0, "the same claims\n")
    other = diff("a", "b")
    assert other.returncode == 1
    assert other.stdout.startswith("re-hedged: Asserted → Possible  “")
    listed = json.loads(diff("a", "b", "--json").stdout)
    assert [(c["kind"], c["before"], c["after"]) for c in listed] == [
        ("re-hedged", "Asserted", "Possible")
    ]
    lost = diff("a", "nowhere")
    assert (lost.returncode, lost.stdout, lost.stderr.count("\n")) == (2, "", 1)
