"""Reading: the text stays as it is, its blocks are told apart, and bad input is one line."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from actorgraph.errors import ArticleError
from actorgraph.text.article import Article, Span
from actorgraph.text.reading import LIMIT, LINES, read, read_text

TEXT = """\
Harbour strike enters third week
Monday, May 18, 2015
Dockers in Port Linden have stopped work again, their union said on Sunday, and no ship has \
left since.
Talks that failed
The owners refused to meet the union's leaders, who had asked for a mediator from the \
ministry of labour.
Subscribe now for €1 a week
Already a subscriber? Log in
"Join us today," the union's leader, Mara Quill, told the crews of the tugs, who have so \
far kept out of the dispute.
"""


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.quote(block.span)[:20]) for block in article.blocks]


def test_blocks_of_a_report() -> None:
    assert kinds(read_text(TEXT)) == [
        ("title", "Harbour strike enter"),
        ("dateline", "Monday, May 18, 2015"),
        ("paragraph", "Dockers in Port Lind"),
        ("heading", "Talks that failed"),
        ("paragraph", "The owners refused t"),
        ("notice", "Subscribe now for €1"),
        ("notice", "Already a subscriber"),
        ("paragraph", '"Join us today," the'),
    ]


def test_a_dateline_dates_the_article_unless_a_date_is_given() -> None:
    assert read_text(TEXT).published == "2015-05-18"
    assert read_text(TEXT, published="2015-05~").published == "2015-05~"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Friday, August 21, 2015", "2015-08-21"),
        ("18 May 2015", "2015-05-18"),
        ("Published: 3rd March 2021, 14:05 CET", "2021-03-03"),
        ("2019-11-30", "2019-11-30"),
        ("Updated on Sept. 4, 2020 at 9:30 a.m.", "2020-09-04"),
        ("By Ada Thorn, Port Linden, 2 January 2018", "2018-01-02"),
        ("By Ada Thorn and Per Holm", None),
    ],
)
def test_datelines_and_bylines(line: str, date: str | None) -> None:
    article = read_text(
        f"Harbour strike enters third week\n{line}\nDockers have stopped work again on Sunday."
    )
    assert [block.kind for block in article.blocks] == ["title", "dateline", "paragraph"]
    assert article.published == date


@pytest.mark.parametrize(
    "line",
    [
        "On 18 May 2015, the owners closed the gates and sent for the police.",
        "By Friday the police had arrested four of the dockers.",
        "The strike began on Monday, May 18, 2015",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(line: str) -> None:
    article = read_text(f"Harbour strike enters third week\n{line}\nDockers have stopped work.")
    assert "dateline" not in {block.kind for block in article.blocks}
    assert article.published is None


def test_a_notice_before_the_title_is_not_the_title() -> None:
    assert read_text("Advertisement\n" + TEXT).title == "Harbour strike enters third week"


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    article = read_text("The gates stayed shut.\nThe owners had closed them at noon.")
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]
    assert article.title == "The gates stayed shut. The owners had closed them at noon."


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    text = (
        "Harbour strike enters third week\n\n"
        "Dockers in Port Linden have stopped work again, their union said\n"
        "on Sunday, and no ship has left the harbour since that day.\n\n"
        "The owners refused to meet the leaders of the union, who asked\n"
        "for a mediator from the ministry of labour.\n"
    )
    article = read_text(text)
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph"]
    assert article.quote(article.blocks[1].span).endswith("since that day.")


def test_line_ends_and_the_mark_are_mended_before_any_offset_exists(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert read(path) == read_text(TEXT)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_decides(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).text == TEXT


# The first text that may not be English loads the model that knows.
@settings(deadline=None)
@given(st.text())
def test_every_block_lies_in_the_text_and_none_overlaps(text: str) -> None:
    assume(any(character.isalpha() for character in text))
    try:
        article = read_text(text)
    except ArticleError:  # control characters: their own test is below
        reject()
    # What has no width is left out, and accents are composed.
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in "\u00ad\u200b\u2060\ufeff":
        plain = plain.replace(character, "")
    assert article.text == unicodedata.normalize("NFC", plain)
    ends = [0]
    for block in article.blocks:
        assert ends[-1] <= block.span.begin < block.span.end <= len(article.text)
        assert article.quote(block.span).strip()
        ends.append(block.span.end)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Harbour strike | Linden Post</title>
<meta property="og:site_name" content="Linden Post">\
<meta property="article:published_time" content="2015-05-18T09:00:00Z">
<link rel="canonical" href="https://example.org/strike"></head><body>\
<nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Harbour strike enters third week</h1>
<p>Dockers in Port Linden have stopped work again, their union said on Sunday, and no ship has \
left the harbour since.</p>
<p>The owners refused to meet the union's leaders, who had asked for a mediator from the \
ministry of labour in March.</p>
<p>Mara Quill, who leads the union, told reporters that the crews of the tugs would join the \
strike within the week.</p>
</article><footer>© 2015 Linden Post. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "strike.html"
    path.write_text(PAGE, "utf-8")
    article = read(path)
    assert article.title == "Harbour strike enters third week"
    assert (article.published, article.publisher) == ("2015-05-18", "Linden Post")
    assert article.url == "https://example.org/strike"
    assert "Mara Quill" in article.text
    assert "Sport" not in article.text
    assert read(path, published="2015", publisher="Another").publisher == "Another"


def test_a_page_says_its_own_charset(tmp_path: Path) -> None:
    path = tmp_path / "strike.html"
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace(
        "Mara Quill", "Mära Quill"
    )
    path.write_bytes(page.replace("©", "").encode("iso-8859-1"))
    assert "Mära Quill" in read(path).text


BAD = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\n", "empty"),
    "no word": ("… — !".encode(), "empty"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "nulls in a text": (b"The ship left.\x00\x01" * 5, "binary"),
    "only nulls": (b"\x00" * 200, "binary"),
    "control characters": (b"\x01\x02\x03 ship " * 40, "binary"),
    "UTF-16 without its mark": (TEXT.encode("utf-16le"), "iconv -f utf-16le"),
    "UTF-16 the other way round": (TEXT.encode("utf-16be"), "iconv -f utf-16be"),
    "Latin-1": (
        "Der Hafen ist geschlossen, sagte Frau Müller am Dienstag in Köln.\n".encode("latin-1") * 5,
        "iconv -f ",
    ),
    "broken UTF-8": ("Mütter".encode()[:2] + b" left the harbour at noon on Friday", "iconv"),
    "over the limit": (b"word " * (LIMIT // 5 + 1), "over the limit of 5 MB"),
    "a list without end": (b"ship\n" * (LINES + 2), "more than 100,000 lines"),
    "a page without an article": (
        b"<!doctype html><html><body><script>1</script></body></html>",
        "no article",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_content_is_one_line_that_says_what_next(case: str, tmp_path: Path) -> None:
    content, expected = BAD[case]
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        read(path)
    message = str(caught.value)
    assert expected in message
    assert str(path) in message
    assert "\n" not in message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ArticleError, match="cannot be read"):
        read("a\0b.txt")


@pytest.mark.parametrize("published", ["August 2017", "2017-13", "yesterday", "", "2017-08-32"])
def test_a_date_that_is_no_edtf(published: str) -> None:
    with pytest.raises(ArticleError, match="EDTF"):
        read_text(TEXT, published=published)


@pytest.mark.parametrize(
    "published", ["2017", "2017-08", "2017-08-25", "2017-21", "2017-07-31~", "2017?"]
)
def test_dates_in_edtf(published: str) -> None:
    assert read_text(TEXT, published=published).published == published


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "javascript:alert(1)",
        "http://[::",
        "https://a b",
        "https://a/%zz",
        "",
        "http://a:b/",
        "http://a@b:c@d/",
        "http:///a",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ArticleError, match="URL"):
        read_text(TEXT, url=url)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ArticleError, match="surrogate"):
        read_text("The ship \ud800 left.")


def test_one_token_of_a_megabyte_is_one_block() -> None:
    assert read_text("a" * 1_000_000).blocks[0].span == Span(0, 1_000_000)
