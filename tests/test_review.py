"""A reviewer's decisions about identities: saved to a file, used by builds, shown by explain."""

from pathlib import Path

import pytest

from actorgraph.errors import ReviewError
from actorgraph.pipeline import Graph, build
from actorgraph.text.reading import read_text
from actorgraph.text.review import NAME, Decision, refuse, write_decisions
from actorgraph.text.review_file import Review, read_decisions
from tests.conftest import SAMPLE, Run

TEXT = """Two doctors in Norway

Anna Petrova praised Norway. Boris Petrova met the victims of the war. \
The Kremlin rejected the proposal, and Russia left.
"""


def built(*decisions: Decision) -> Graph:
    return build(read_text(TEXT), decisions=decisions)


def names(graph: Graph) -> set[frozenset[str]]:
    return {called for called, _ in graph.cast().values()}


def together(graph: Graph, *wanted: str) -> bool:
    return any(set(wanted) <= called for called in names(graph))


def test_same_joins_and_nothing_else_changes() -> None:
    assert not together(built(), "Anna Petrova", "Boris Petrova")
    joined = built(Decision("same", "Anna Petrova", "Boris Petrova"))
    assert together(joined, "Anna Petrova", "Boris Petrova")
    assert len(joined.cast()) == len(built().cast()) - 1


def test_different_parts_and_leaves_the_identity_with_the_first() -> None:
    assert together(built(), "Russia", "Kremlin")
    parted = built(Decision("different", "Russia", "Kremlin"))
    assert not together(parted, "Russia", "Kremlin")
    assert parted.to_turtle().count("wd:Q159") == built().to_turtle().count("wd:Q159")


def test_unlink_takes_identity_and_iri() -> None:
    assert "actor/Q20" in built().to_turtle() or "id:Q20" in built().to_turtle()
    unlinked = built(
        Decision("unlink", "Norway", by="the desk", note="a horse", date="2017-08-01")
    ).to_turtle()
    assert "Q20 " not in unlinked
    assert "the desk" in unlinked
    assert "a horse" in unlinked


def test_a_mention_is_named_by_its_offset() -> None:
    begin = read_text(TEXT).text.index("Kremlin")
    assert not together(
        built(Decision("different", "Russia", f"Kremlin @{begin}")), "Russia", "Kremlin"
    )
    assert built(Decision("unlink", f"Norway @{begin}")).to_turtle() == built().to_turtle()


def test_people_at_risk_are_never_tied(tmp_path: Path) -> None:
    graph = built()
    with pytest.raises(ReviewError, match="never tied"):
        refuse(Decision("same", "victims", "Anna Petrova"), graph.cast())
    forced = built(Decision("same", "victims", "Anna Petrova"))
    assert not together(forced, "victims", "Anna Petrova")


def test_a_decision_that_fits_nobody_is_reported() -> None:
    lost = Decision("same", "Nobody Here", "Anna Petrova")
    graph = built(lost, Decision("unlink", "Norway"))
    assert graph.unheeded([lost, Decision("unlink", "Norway")]) == [lost]


def test_file_is_written_and_read_back(tmp_path: Path) -> None:
    made = (
        Decision("same", 'A "quoted" name', "Ünïcode\n🎣", by="x"),
        Decision("unlink", "B", note="[[decision]]"),
    )
    (tmp_path / NAME).write_text(write_decisions(made), encoding="utf-8")
    assert read_decisions(tmp_path) == made
    review = Review(made)
    assert review.without(review.entry(1)).decisions == made[1:]
    with pytest.raises(ReviewError, match="no decision 3"):
        review.entry(3)


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        'other = "x"',
        '[[decision]]\nkind = "same"\nfirst = "A"',
        '[[decision]]\nkind = "merge"\nfirst = "A"\nsecond = "B"',
        '[[decision]]\nkind = "unlink"\nfirst = 3',
        '[[decision]]\nkind = "unlink"\nfirst = "A"\nwho = "me"',
        "decision = 3",
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError) as caught:
        read_decisions(tmp_path)
    assert "\n" not in str(caught.value)
    assert NAME in str(caught.value)


def test_decisions_survive_a_rebuild(tmp_path: Path, run: Run) -> None:
    build_it = ("build", SAMPLE, "-o", tmp_path, "--published", "2017-08")
    folder = tmp_path / "article"
    assert run(*build_it).returncode == 0
    done = run("review", folder, "--unlink", "Germany", "--by", "the desk")
    assert (done.returncode, done.stdout) == (0, '1  unlink "Germany" (the desk)\n')
    assert run(*build_it).returncode == 0
    first = (folder / "graph.ttl").read_bytes()
    assert run(*build_it).returncode == 0
    assert (folder / "graph.ttl").read_bytes() == first
    told = run("explain", "Germany", folder).stdout
    assert 'unlink "Germany" (the desk)' in told
    assert "linked to" not in told
    assert run("check", folder).returncode == 0
    assert run("review", folder, "--undo", "1").stdout == ""
    assert run(*build_it).returncode == 0
    assert "linked to     Q183" in run("explain", "germany", folder).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--same", "victims", "Germany"),
        ("--unlink", "Nobody Here"),
        ("--undo", "7"),
        ("--same", "A"),
    ],
)
def test_a_bad_decision_is_one_line_and_writes_nothing(
    tmp_path: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    assert run("build", SAMPLE, "-o", tmp_path, "--published", "2017-08").returncode == 0
    done = run("review", tmp_path / "article", *arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "article" / NAME).exists()
