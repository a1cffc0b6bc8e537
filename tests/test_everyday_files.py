"""Files as people have them: encodings, dates, languages, pages, mail, feeds, documents."""

import io
import json
from pathlib import Path

import pytest

from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.sources import Corpus
from actorgraph.errors import ArticleError
from actorgraph.stores.graph_files import read_graphs
from actorgraph.text.article import Article
from actorgraph.text.days import as_edtf
from actorgraph.text.decoding import decode
from actorgraph.text.forms.documents import read_markdown
from actorgraph.text.forms.recognition import form_of
from actorgraph.text.languages import check_language
from actorgraph.text.reading import read_bytes, read_text

TELLS = "The ferry operator dismissed nine sailors in Port Linden, the union said on Sunday."
MORE = "A judge will hear their complaint next week, and the company has not answered questions."


def page(body: str, head: str = "") -> bytes:
    """Return a page with a heading and two paragraphs around the given ones."""
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ferry sailors dismissed</title>{head}</head><body><article>
<h1>Ferry sailors dismissed</h1>{body}<p>{TELLS}</p><p>{MORE}</p></article></body></html>"""
    return html.encode()


def lines(article: Article) -> list[str]:
    return [article.quote(block.span) for block in article.blocks]


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-05-09T08:00:00.000Z", "2022-05-09"),
        ("2022-05-09 08:00:00", "2022-05-09"),
        ("Mon, 09 May 2022 08:00:00 GMT", "2022-05-09"),
        ("May 9, 2022", "2022-05-09"),
        ("9 May 2022", "2022-05-09"),
        ("19/05/2022", "2022-05-19"),
        ("05/19/2022", "2022-05-19"),
        ("09.05.2022 08:00", "2022-05-09"),
        ("20220509", "2022-05-09"),
        ("1652083200", "2022-05-09"),
        ("1652083200000", "2022-05-09"),
        ("2022-05~", "2022-05~"),
        # Two days are possible, and one year.
        ("09/05/2022", "2022"),
        ("last May", None),
        ("2022-15-40", None),
        ("", None),
    ],
)
def test_a_date_in_a_common_form_is_a_day(written: str, day: str | None) -> None:
    assert as_edtf(written) == day


# ── bytes ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Peña".encode(), "Peña"),
        (b"Pe\xc3\xb1a and Mu\xc3\xb1oz, \xff", "Peña and Muñoz, \ufffd"),
        (b'<meta charset="iso-8859-1">Pe\xf1a', '<meta charset="iso-8859-1">Peña'),
        (b'<meta charset="utf-8">' + b"a" * 200 + b"\xff", None),
    ],
)
def test_bytes_are_decoded_as_far_as_their_encoding_is_clear(
    content: bytes, text: str | None
) -> None:
    expected = content.decode(errors="replace") if text is None else text
    assert decode(content, "a") == expected


def test_the_remedy_names_the_encoding_and_the_option_reads_it() -> None:
    content = "Señor Peña met Núñez in Logroño.".encode("windows-1252")
    with pytest.raises(ArticleError, match="--encoding windows-1252"):
        decode(content, "a")
    assert "Logroño" in decode(content, "a", "windows-1252")
    with pytest.raises(ArticleError, match="not a known encoding"):
        decode(content, "a", "klingon")
    with pytest.raises(ArticleError, match="is not"):
        decode("Müller".encode("utf-16"), "a", "ascii")


def test_the_charset_of_a_sender_counts_unless_the_bytes_are_utf_8() -> None:
    assert decode("Núñez".encode("windows-1252"), "a", charset="windows-1252") == "Núñez"
    assert decode("Núñez".encode(), "a", charset="windows-1252") == "Núñez"


def test_accents_are_composed_and_signs_without_width_left_out() -> None:
    article = read_text("Jose\u0301 Mu\u0308ller met the may\u00ador of Lin\u200bden.")
    assert article.text == "José Müller met the mayor of Linden."


# ── languages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Werft entließ neun Matrosen, und der Richter hörte am Montag ihre Klage.", "German"),
        ("Le ministre a dit que la police avait arrêté deux hommes dans la ville.", "French"),
        ("El presidente dijo que la policía había detenido a dos hombres el lunes.", "Spanish"),
    ],
)
def test_what_is_not_english_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(ArticleError, match=language):
        read_text(text)
    assert read_text(text, language="en").text == text


@pytest.mark.parametrize(
    "text",
    [
        TELLS,
        "Police arrest nine sailors in Port Linden",
        "Ada Thorn, Per Holm, Mara Quill, Jun Okada, Lea Brandt, Ola Nyström, Íñigo Díaz",
        "Die.",
    ],
)
def test_english_and_what_is_too_short_to_tell_are_read(text: str) -> None:
    check_language(text, "a")


def test_another_language_cannot_be_asked_for() -> None:
    with pytest.raises(ArticleError, match="not a language that is read"):
        read_text(TELLS, language="de")


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2022-05-09T06:00Z">', "", "2022-05-09"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2022-05-09", "dateModified": "2024-01-01"}]}</script>'
            '<meta property="article:modified_time" content="2024-01-01">',
            "",
            "2022-05-09",
        ),
        # The comment is of another day.
        (
            '<script type="application/ld+json">{"@type": "Article", "datePublished": '
            '"2022-05-09", "comment": {"datePublished": "2023-02-02"}}</script>',
            "",
            "2022-05-09",
        ),
        ("", '<span class="date">19/05/2022 07:00 | Updated 21/05/2022</span>', "2022-05-19"),
        (
            "",
            '<blockquote class="date">May 1, 2020</blockquote><p class="byline">By Ada Thorn, '
            "May 9, 2022</p>",
            "2022-05-09",
        ),
    ],
)
def test_the_day_of_a_page_is_that_of_publication(head: str, body: str, published: str) -> None:
    assert read_bytes(page(body, head), name="a.html").published == published


@pytest.mark.parametrize(
    "head",
    ['<meta name="copyright" content="2015">', '<meta property="og:site_name" content="2015">'],
)
def test_a_year_is_not_a_publisher(head: str) -> None:
    assert read_bytes(page("", head), name="a.html").publisher is None


def test_the_title_is_the_heading_without_the_site() -> None:
    head = '<meta property="og:title" content="Ferry sailors dismissed | Linden Post Sea">'
    assert read_bytes(page("", head), name="a.html").title == "Ferry sailors dismissed"
    named = page("").replace(b"Ferry sailors dismissed", b"Sailors leave the state of N.D.")
    article = read_bytes(named, name="a.html")
    assert article.title == "Sailors leave the state of N.D."
    assert article.blocks[0].kind == "title"


def test_what_is_hidden_is_not_read_unless_it_is_the_article() -> None:
    hidden = '<p hidden>Two men drowned.</p><p style="display: none">Three men drowned.</p>'
    text = read_bytes(page(hidden), name="a.html").text
    assert "drowned" not in text
    whole = page("").replace(b"<article>", b'<article style="display:none">')
    assert "ferry operator" in read_bytes(whole, name="a.html").text


def test_quotations_keep_their_marks_and_embedded_posts_their_author() -> None:
    quoted = (
        "<p>The captain wrote:</p><blockquote><p>They lied.</p><p>They knew.</p></blockquote>"
        '<blockquote class="twitter-tweet"><p>The company threatened us.</p>&mdash; Ada Thorn '
        '(@thorn) <a href="https://x.example">May 9, 2022</a></blockquote>'
        "<p>Asked why, he said: <q>Money.</q> He then left for the night.</p>"
    )
    found = lines(read_bytes(page(quoted), name="a.html"))
    assert "“They lied." in found
    assert "“They knew.”" in found
    assert "Ada Thorn: “The company threatened us.”" in found
    assert any("“Money.”" in line for line in found)


def test_a_page_that_is_one_block_quotation_is_not_a_quotation() -> None:
    whole = page("").replace(b"<article>", b"<article><blockquote>")
    whole = whole.replace(b"</article>", b"</blockquote></article>")
    assert "“" not in read_bytes(whole, name="a.html").text


def test_a_layout_table_and_a_lead_keep_their_paragraphs() -> None:
    table = b"<table><tr><td><p>" + TELLS.encode() + b"</p></td></tr></table>"
    laid_out = page("").replace(f"<p>{TELLS}</p>".encode(), table)
    assert lines(read_bytes(laid_out, name="a.html"))[:2] == ["Ferry sailors dismissed", TELLS]
    lead = "Nine men lost their work in Port Linden on Saturday after a night of talks."
    led = page("").replace(
        b"</h1>", f'</h1></article><div class="lead">{lead}</div><article>'.encode()
    )
    assert lead in lines(read_bytes(led, name="a.html"))


# ── mail, feeds, JSON, documents ──────────────────────────────────────────────────────────────────

MAIL = f"""From: Ada Thorn <ada@post.example>
To: desk@post.example
Subject: Ferry sailors dismissed
Date: Mon, 09 May 2022 08:00:00 +0000
Content-Type: text/plain; charset=utf-8

{TELLS}
"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Linden Post</title>
<item><title>Ferry sailors dismissed</title><link>https://post.example/a</link>
<pubDate>Mon, 09 May 2022 08:00:00 GMT</pubDate>
<description><![CDATA[<p>{TELLS}</p><script>x</script>]]></description></item>
MORE</channel></rss>"""
SECOND = f"<item><title>Hearing</title><description>{MORE}</description></item>"
SERVICE = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": None, "name": "Linden Post"},
            "title": "Ferry sailors dismissed",
            "publishedAt": "2022-05-09T08:00:00Z",
            "content": TELLS,
        }
    ],
}


def document() -> bytes:
    docx = pytest.importorskip("docx")
    written = docx.Document()
    written.add_heading("Ferry sailors dismissed")
    written.add_paragraph(TELLS)
    target = io.BytesIO()
    written.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", MAIL.encode()),
        ("a.rss", FEED.replace("MORE", "").encode()),
        ("a.json", json.dumps(SERVICE).encode()),
        ("a.md", f"# Ferry sailors dismissed\n\nThe **ferry**{TELLS[9:]}".encode()),
        ("a.docx", None),
    ],
)
def test_one_article_is_read_from_each_form(name: str, content: bytes | None) -> None:
    if name.endswith(".rss"):
        pytest.importorskip("feedparser")
    article = read_bytes(document() if content is None else content, name=name)
    assert lines(article) == ["Ferry sailors dismissed", TELLS]
    assert article.original_sha256
    if name in {"a.eml", "a.rss", "a.json"}:
        assert article.published == "2022-05-09"
    if name in {"a.rss", "a.json"}:
        assert article.publisher == "Linden Post"


def test_a_feed_of_two_is_for_ingest(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    content = FEED.replace("MORE", SECOND).encode()
    with pytest.raises(ArticleError, match=r"2 articles.*ingest"):
        read_bytes(content, name="a.rss")
    (tmp_path / "a.rss").write_bytes(content)
    found = list(Corpus(tmp_path / "a.rss"))
    assert [source.name for source in found if isinstance(source, Source)] == ["a.rss:1", "a.rss:2"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"%PDF-1.7 broken", "a PDF that cannot be read"),
        (b"PK\x03\x04 broken", "a broken archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"WARC/1.0\r\n", "a web archive"),
        (b'{"a": 1}', "JSON without an article"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_kind(content: bytes, kind: str) -> None:
    with pytest.raises(ArticleError, match=kind):
        read_bytes(content, name="a.txt")


@pytest.mark.parametrize("text", [TELLS, "{sic} is what the captain wrote.", "To: all sailors"])
def test_a_text_is_not_taken_for_another_form(text: str) -> None:
    assert form_of(text.encode(), "a.txt") is None


def test_markdown_keeps_its_quotations() -> None:
    text = next(read_markdown("# A\n\n> They lied.\n\nThe end, *he* said.")).text
    assert text.split("\n\n") == ["A", "“They lied.”", "The end, he said."]


# ── tables ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        "text,published\n{0},2022-05-09\n",
        "text;published\n{0};2022-05-09 08:00:00\n",
        "\ufeffContent\tpublishedAt\n{0}\t2022-05-09T08:00:00.000Z\n",
        "body|date\n{0}|9 May 2022\n",
    ],
)
def test_a_table_is_read_whatever_separates_its_columns(content: str, tmp_path: Path) -> None:
    text = TELLS.replace(",", "")
    (tmp_path / "a.csv").write_text(content.format(text), "utf-8")
    (source,) = Corpus(tmp_path / "a.csv")
    assert isinstance(source, Source)
    assert (source.content.decode(), source.published) == (text, "2022-05-09")


def test_nested_names_and_unread_dates_of_json_lines(tmp_path: Path) -> None:
    row = {"content": TELLS, "source": {"name": "Linden Post"}, "date": "some day"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    warned: list[str] = []
    (source,) = Corpus(tmp_path / "a.jsonl", warn=warned.append)
    assert isinstance(source, Source)
    assert (source.publisher, source.published) == ("Linden Post", None)
    assert any("some day" in line for line in warned)


def test_a_column_that_is_given_is_the_only_one_that_counts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,story\nno,"{TELLS}"\n', "utf-8")
    (source,) = Corpus(tmp_path / "a.csv", columns={"text": "story"})
    assert isinstance(source, Source)
    assert source.content.decode() == TELLS
    (failure,) = Corpus(tmp_path / "a.csv", columns={"text": "none"})
    assert isinstance(failure, Failure)


# ── graph files ───────────────────────────────────────────────────────────────────────────────────

TURTLE = "<https://example.org/a> a <https://w3id.org/actorgraph/ontology#Article> .\n"


def test_a_graph_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())
    assert read_graphs(tmp_path / "a.ttl")
