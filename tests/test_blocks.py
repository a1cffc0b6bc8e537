"""Blocks, datelines and notices: what each line of a text is."""

import pytest

from actorgraph.text.article import Article, Block, Span, as_iri
from actorgraph.text.blocks import find_blocks
from actorgraph.text.datelines import find_date, is_dateline
from actorgraph.text.notices import features, find_notices

NEWS = (
    "The owners refused to meet the union's leaders, "
    "who had asked for a mediator from the ministry."
)


def kinds(*lines: str) -> list[str]:
    blocks, _ = find_blocks("\n".join(lines))
    return [block.kind for block in blocks]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Harbour strike enters third week", "title"),
        ("Who is to pay for the harbour?", "title"),
        ("Stop the strike now!", "title"),
        ("The gates of the harbour stayed shut.", "paragraph"),
        ("The gates stayed shut,", "paragraph"),
        ("The gates stayed shut.”", "paragraph"),
        ("a" * 200, "title"),
        ("a" * 201, "paragraph"),
        ("Who " + "really " * 12 + "is to pay?", "paragraph"),
    ],
)
def test_the_first_line(line: str, kind: str) -> None:
    assert kinds(line, NEWS)[0] == kind


def test_an_only_line_is_not_a_title() -> None:
    assert kinds("Harbour strike enters third week") == ["paragraph"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Talks that failed", "heading"),
        ("2015 and after", "heading"),
        ("“Never again”", "heading"),
        ("talks that failed", "paragraph"),
        ("– talks", "paragraph"),
        ("The talks failed.", "paragraph"),
        ("Talks " * 14, "paragraph"),
        ("Who pays?", "paragraph"),
    ],
)
def test_a_line_above_a_paragraph(line: str, kind: str) -> None:
    assert kinds("Harbour strike", NEWS, line, NEWS)[2] == kind


def test_a_short_question_above_a_long_paragraph_is_a_heading() -> None:
    assert kinds("Harbour strike", NEWS, "Who pays?", NEWS * 2)[2] == "heading"


def test_a_line_above_a_shorter_one_is_not_a_heading() -> None:
    assert kinds("Harbour strike", NEWS, "Talks that failed", "They did.")[2] == "paragraph"


def test_the_last_line_is_not_a_heading() -> None:
    assert kinds("Harbour strike", NEWS, "Talks that failed")[2] == "paragraph"


def test_white_space_at_the_edges_is_left_out() -> None:
    text = "\n  \n  Harbour strike \n\n\t" + NEWS + "\u2028"
    blocks, _ = find_blocks(text)
    assert [text[block.span.begin : block.span.end] for block in blocks] == [
        "Harbour strike",
        NEWS,
    ]


def wrapped(width: int) -> str:
    words = NEWS.split()
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize(("width", "count"), [(70, 2), (20, 10)])
def test_lines_broken_at_a_margin(width: int, count: int) -> None:
    blocks, _ = find_blocks("\n\n".join([wrapped(width)] * 2))
    assert len(blocks) == count


def test_wide_lines_are_not_broken_at_a_margin() -> None:
    line = "word " * 30
    assert len(kinds(line, line, "", line, line)) == 4


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Friday, August 21, 2015", "2015-08-21"),
        ("Aug. 21, 2015", "2015-08-21"),
        ("Sept. 4th 2020", "2020-09-04"),
        ("18 May 2015", "2015-05-18"),
        ("the 3rd March, 2021", "2021-03-03"),
        ("2019-11-30T12:00", "2019-11-30"),
        ("30 February 2015", None),
        ("2015-13-01", None),
        ("Foo 18, 2015", None),
        ("May 2015", None),
        ("no date", None),
    ],
)
def test_the_date_in_a_line(line: str, date: str | None) -> None:
    assert find_date(line) == date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("18 May 2015", True),
        ("Published on 18 May 2015 at 14:05 CET", True),
        ("Last updated: May 18, 2015 9.30 a.m.", True),
        ("Port Linden, 18 May 2015", True),
        ("By Ada Thorn", True),
        ("BY Ada Thorn, Per Holm and Mara Quill", True),
        ("By Friday", False),
        ("By Ada", False),
        ("The strike began on 18 May 2015", False),
        ("Port Linden", False),
        ("18 May 2015 " + "Linden " * 13, False),
        ("18 May 2015 " + "x" * 200, False),
    ],
)
def test_datelines(line: str, expected: bool) -> None:
    assert is_dateline(line) is expected


def test_only_the_first_lines_may_be_datelines() -> None:
    lines = ["Harbour strike", *[NEWS] * 3, "18 May 2015", NEWS, "19 May 2015", NEWS]
    blocks, published = find_blocks("\n".join(lines))
    assert [block.kind for block in blocks].count("dateline") == 1
    assert published == "2015-05-18"


@pytest.mark.parametrize(
    ("line", "feature", "points"),
    [
        ("Advertisement", "furniture", 5),
        ("Read more: the strike", "furniture", 4),
        ("The strike", "furniture", 0),
        ("Join us", "addressed", 2),
        ("Already a member?", "addressed", 2),
        ("Keep what is yours", "addressed", 3),
        ("This website is new", "addressed", 1),
        ("The strike", "addressed", 0),
        ("Cookies and terms and consent", "about_site", 4),
        ("Our newsletter", "about_site", 3),
        ("Join us", "manner", 1),
        ("Join us " * 10, "manner", 0),
        ("Join us " * 20, "manner", -1),
        ("Join us " * 40, "manner", -3),
        ("She said so", "reports", 4),
        ("Norway voted", "reports", 3),
        ('"Join us."', "reports", 2),
        ("The strike", "declarative", 2),
        ("Strike", "declarative", 1),
        ("Join the strike", "declarative", 0),
    ],
)
def test_what_speaks_for_and_against_a_notice(line: str, feature: str, points: int) -> None:
    assert getattr(features(line), feature) == points


def test_who_addresses_nobody_needs_a_notice_next_to_it() -> None:
    weak = "Cookies and consent"
    assert features(weak).score < 4
    assert find_notices([NEWS, weak, NEWS]) == [False, False, False]


def test_weak_notices_count_in_a_row_with_a_sure_one() -> None:
    weak = "Join us"
    assert features(weak).score == 3
    assert find_notices([weak, "Subscribe now", weak, weak, NEWS]) == [True] * 4 + [False]


def test_a_line_without_end_is_not_weighed() -> None:
    assert find_notices(["Subscribe now " * 100]) == [False]


def test_spans() -> None:
    span = Span(3, 6)
    assert Span(3, 6) in span
    assert Span(4, 5) in span
    assert Span(4, 7) not in span
    assert span.overlaps(Span(5, 9))
    assert not span.overlaps(Span(6, 9))
    assert Span(1, 2) < span


def test_the_title_of_an_article() -> None:
    blocks = (Block("title", Span(0, 3)), Block("paragraph", Span(4, 8)))
    assert Article("One two", blocks).title == "One"
    assert Article("one " * 20, ()).title == "one " * 11 + "one"
    assert Article("", ()).sha256.startswith("e3b0c442")


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://a.org/b?c=d#e", "https://a.org/b?c=d#e"),
        ("https://a.org/b c", "https://a.org/b%20c"),
        ("https://a.org/<>", "https://a.org/%3C%3E"),
        ("https://a.org/%20", "https://a.org/%20"),
    ],
)
def test_an_address_as_an_iri(url: str, iri: str) -> None:
    assert as_iri(url) == iri
