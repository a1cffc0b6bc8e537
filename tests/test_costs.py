"""Reading costs what the text is long: patterns, names, pages, and a deadline for the rest."""

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner

import actorgraph as ag
from actorgraph.actors.spellings import sound_alike, sounds
from actorgraph.cli import cli
from actorgraph.deadline import check, within
from actorgraph.errors import ArticleError
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.pipeline import extract
from actorgraph.sparql import LEXEME, MOST_CHARACTERS, scan
from actorgraph.text.article import Span
from actorgraph.text.reading import read_bytes, read_text
from actorgraph.text.spans import SpanIndex
from tests import patterns
from tests.sentences import parsed

COMPILED = patterns.compiled()
# The lexicon is read by patterns, too, but its text is our own.
INLINE = {
    place: re.compile(source)
    for place, source in patterns.inline().items()
    if not place.startswith("vocabulary/")
}
# Patterns that are only matched at one place, not looked for all over a text.
ANCHORED = (
    ":CLOSED",
    ":OPENED",
    ":SHORT_VERB",
    "interviews:LABEL",
    "interviews:MARK",
    ":SIGNED",
    ":MADE",
    "placeholders:WORDS",
    "times.context:",
    "times.find:DAY_BEHIND",
    "times.forms:FORMS",
    ":LEXEME",
    ":_WITHOUT_PREFIX",
    ":_ADDRESS",
    ":_MARKUP",
    "markup:_ATTRIBUTE",
    "rdfxml:NAME",
    "long:LOCAL",
    "notice_patterns:FURNITURE",
    "redaction.kin:",
    "parts:ENGINES",
    "first_rows:OF_ONE_PROPERTY",
    "elsewhere:VALUE",
)
# The longest text, in characters, that some modules give their patterns.
BOUNDED = {"actorgraph.text.notice_patterns": 600, "actorgraph.text.datelines": 200}


@pytest.mark.parametrize("name", sorted({**COMPILED, **INLINE}))
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = {**COMPILED, **INLINE}[name]
    anchored = any(part in name for part in ANCHORED)
    longest = BOUNDED.get(name.partition(":")[0], patterns.LONG[-1])
    assert patterns.slow_piece(pattern, anchored=anchored, longest=longest) == ""


@pytest.mark.parametrize("source", [r"(?:a|aa)+b", r"(?:<!--.*?-->\s*)*<html", r"\s+x"])
def test_a_slow_pattern_is_found(source: str) -> None:
    assert patterns.slow_piece(re.compile(source))


def seconds(function: Callable[[], object]) -> float:
    """Return the processor time that a call takes."""
    begin = time.process_time()
    function()
    return time.process_time() - begin


@pytest.mark.parametrize(
    "head",
    [b"<!--a-->", b"<!-- a --> ", b"<!--", b"<?xml a>", b"<!-->-->", b" <!--a-->\n"],
)
def test_comments_before_a_text_are_read_at_once(head: bytes) -> None:
    text = head * 600 + b"\nThe minister said that Russia arrested Petrov."
    assert seconds(lambda: read_bytes(text)) < 2


@pytest.mark.parametrize("piece", [".", "a.", "-", "a", ".-", "9.", "'", '"', "\\", "<", "#", "@a"])
def test_a_query_is_taken_apart_at_once(piece: str) -> None:
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    assert seconds(lambda: list(scan(text))) < 5


def test_a_query_is_taken_apart_as_by_its_pattern() -> None:
    dice = random.Random(3)
    parts = ['"', "'", '"""', "\\", "a", ".", "-", ":", "<", ">", "?x", "@en", "#", "\n", " ", "1"]
    for _ in range(2000):
        text = "".join(dice.choices(parts, k=dice.randrange(16)))
        expected = [(lexeme.span(), lexeme.lastgroup) for lexeme in LEXEME.finditer(text)]
        assert [(lexeme.span(), lexeme.lastgroup) for lexeme in scan(text)] == expected


# Texts that grow with a number.
def _name(number: int) -> str:
    dice = random.Random(number)
    syllables = [
        "".join(dice.choices(kind)) for _ in range(6) for kind in ("bdfgklmnprtv", "aeiou")
    ]
    return f"{''.join(syllables[:6])} {''.join(syllables[6:])}".title()


def _names(count: int) -> list[str]:
    return [_name(number) for number in range(count)]


def _in_pairs(count: int, between: str, end: str) -> str:
    names = _names(2 * count)
    pairs = zip(names[::2], names[1::2], strict=True)
    return "Talks\n\n" + end.join(f"{first} {between} {second}." for first, second in pairs)


SHAPES: dict[str, Callable[[int], str]] = {
    "a list of names": lambda n: f"The ministers met {', '.join(_names(2 * n))} and Ada Lund.",
    "names that share a surname": lambda n: ". ".join(
        f"{name.split()[0]} Lund left" for name in _names(2 * n)
    ),
    "names that share a first name": lambda n: ". ".join(
        f"Ada {name.split()[0]} left" for name in _names(2 * n)
    ),
    "surnames after full names": lambda n: "\n".join(
        f"{name} left. {name.split()[1]} sang." for name in _names(n)
    ),
    "acronyms": lambda n: "\n".join(
        f"The {name} Union ({''.join(part[:2] for part in name.split()).upper()}) left."
        for name in _names(n)
    ),
    "sentences with two names": lambda n: _in_pairs(n, "met", "\n"),
    "such sentences in one paragraph": lambda n: _in_pairs(n, "arrested", " "),
    "pronouns": lambda n: "\n".join(f"{name} left. He said he sang." for name in _names(n)),
    "descriptions": lambda n: "\n".join(
        f"{name} left. The minister met the network of the victims." for name in _names(n)
    ),
    "groups": lambda n: (
        "Dahl left. Young gay workers sang. The report fell. The authors left. " * n
    ),
    "one person again and again": lambda n: "Anna Dahl met the minister. She said she left. " * n,
    "quotations": lambda n: "\n".join(
        f"“The talks have failed again,” said {name}." for name in _names(n)
    ),
    "turns of an interview": lambda n: "\n\n".join(
        f"{speaker}: The council has “read the report” by now."
        for speaker in ["HOLM", "BRANDT"] * n
    ),
    "times": lambda n: "Norway attacked Chad on 3 May 2015. Chad left in 2016. " * n,
    "headlines": lambda n: "\n\n".join(
        f"{name}: Talks have failed\n\n{name} met the mayor of the town in the morning and "
        "then left for the airport."
        for name in _names(n)
    ),
    "said that": lambda n: "Ivan said that " * 8 * n + "Russia arrested Petrov.",
    "somebody's mother's": lambda n: "Ivan's" + " mother's" * 8 * n + " friend arrested Petrov.",
    "siblings": lambda n: " ".join(
        f"Peter and Susan {name.split()[0]} left." for name in _names(n)
    ),
    "two leaders": lambda n: "Norway met Chad. The two leaders left. " * n,
    "forms of address": lambda n: "He met " + "Mr. " * 8 * n,
    "capitals": lambda n: "NORWAY URGED ICELAND TO LEAVE " * 2 * n,
    "brackets": lambda n: "He (the minister [of Oslo " * n + "left.",
    "quotation marks left open": lambda n: "\u201cHe said, \u2018No. " * 2 * n,
    "initials": lambda n: "J.R.R. Lund met U.S. officials, e.g. A. B. Dahl. " * n,
    "characters that combine": lambda n: "Jose\u0301 me\u200bt A\u0301da. " * 2 * n,
    "rows of a table": lambda n: "Norway\t12\t3 %\nChad\t1,000\t5 p.m.\n" * n,
    "bullets": lambda n: "\u2022 Norway left\n- Chad; 1. Niger\n" * n,
    "addresses": lambda n: "Write to a.b@c.example or https://a.example/b?c=d&e. " * n,
    "known states": lambda n: "Norway, Chad, Niger, Google and Paris met the US Navy. " * n,
}
# Long enough that sentences no longer grow.
SIZE = 60
LARGER = {"said that": 100, "somebody's mother's": 80, "a list of names": 150}
# Where the text is twice as long, linear is 2 and quadratic is 4; a sort a little over 2.
GROWTH = 2.6


def calls(function: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a call calls: its work, on every machine."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_twice_as_long_takes_twice_the_work(shape: str) -> None:
    size = LARGER.get(shape, SIZE)
    articles = [read_text(SHAPES[shape](count)) for count in (2, size, 2 * size)]
    # The first one fills the tables.
    _, first, second = [calls(partial(extract, each, model=FAST_MODEL)) for each in articles]
    assert second < GROWTH * first


def test_a_list_of_two_thousand_names_is_read_in_seconds() -> None:
    article = read_text(SHAPES["a list of names"](1000))
    assert seconds(lambda: extract(article)) < 15


def test_a_list_in_one_chain_of_words_does_not_end_the_process() -> None:
    text = "He met " + " and ".join(["Mr. Dahl"] * 1500) + "."
    assert extract(read_text(text), model=FAST_MODEL).triples


def _page(content: str) -> bytes:
    prose = (
        "<p>Norway said on Monday that Russia had arrested Ivan Petrov in the town of Oslo.</p>" * 5
    )
    return f"<html><body><article>{prose}{content}</article></body></html>".encode()


@pytest.mark.parametrize(
    "content",
    [
        f"<p {' '.join(f'a{number}=x' for number in range(200_000))}>a</p>",
        f"<p {' '.join(f'a{number}' for number in range(200_000))}>a</p>",
        "<p>a" + "<br>" * 900_000,
        "<p>a</p>" * 100_000,
        "<b>" * 100_000,
        f"<p {' '.join(f'a{number}=x' for number in range(1000))}>a</p>" * 30,
        "<!" * 100_000,
    ],
)
def test_a_page_with_endless_markup_is_refused(content: str) -> None:
    page = _page(content)
    begin = time.process_time()
    with pytest.raises(ArticleError, match=r"tags.*\.txt"):
        read_bytes(page, name="a.html")
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "content",
    [
        "<p class='a' id=b data-x=\"<>\">c</p>" * 2000,
        f"<script>{'if (a<b && c < d) e; ' * 30_000}</script>",
        f"<!-- {'<br>' * 14_000} -->",
        f"<p title='{'a b ' * 20_000}'>c</p>",
        "a < b and " * 30_000,
        "<!--" * 10_000,
    ],
)
def test_a_page_with_usual_markup_is_read(content: str) -> None:
    assert "Petrov" in read_bytes(_page(content), name="a.html").text


def test_a_deadline_ends_the_reading_with_one_line() -> None:
    with pytest.raises(ArticleError, match=r"^Norway left\.: .*longer than 1e-06 seconds; .*time"):
        ag.build(read_text("Norway left."), deadline=1e-6)
    assert ag.build(read_text("Norway left."), deadline=None, model=FAST_MODEL)


def test_a_deadline_holds_in_a_thread_and_only_there() -> None:
    failures: list[ArticleError] = []

    def work() -> None:
        try:
            ag.build(read_text("Norway left."), deadline=1e-6)
        except ArticleError as error:
            failures.append(error)

    with within(600, "outside"):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        check()
    assert len(failures) == 1


def test_of_two_deadlines_the_earlier_one_holds() -> None:
    with pytest.raises(ArticleError, match="outer"), within(0, "outer"), within(600, "inner"):
        check()
    with pytest.raises(ArticleError, match="inner"), within(600, "outer"), within(0, "inner"):
        check()
    check()


def test_long_stages_look_at_the_deadline() -> None:
    # Each part of the text is short; what is late is found before the next sentence.
    article = read_text("Ada Lund met Bo Berg. He left. " * 300)
    with pytest.raises(ArticleError), within(0.05, "a.txt"):
        extract(article, model=FAST_MODEL)


def test_the_command_ends_at_the_deadline_and_writes_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Norway attacked Chad.")
    command = [sys.executable, "-m", "actorgraph", "build", str(article), "--fast"]
    command += ["-o", str(tmp_path / "out"), "--deadline", "0.000001"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "a.txt" in result.stderr
    assert "--deadline" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_help_names_the_default_deadline() -> None:
    output = CliRunner().invoke(cli, ["build", "--help"]).output
    assert "--deadline SECONDS" in output
    assert "600" in output


def test_an_index_of_spans_answers_as_a_search_through_all() -> None:
    dice = random.Random(1)
    for _ in range(300):
        begins = [dice.randrange(40) for _ in range(dice.randrange(12))]
        spans = sorted(
            (Span(begin, begin + dice.randrange(1, 12)) for begin in begins),
            key=lambda span: span.begin,
        )
        index = SpanIndex(spans, lambda span: span)
        begin = dice.randrange(40)
        asked = Span(begin, begin + dice.randrange(1, 12))
        assert index.overlapping(asked) == [span for span in spans if span.overlaps(asked)]
        assert index.within(asked) == [span for span in spans if span in asked]
        assert index.holding(asked) == [span for span in spans if asked in span]
        assert (asked in index) == any(asked in span for span in spans)


def test_names_that_sound_alike_have_one_sound() -> None:
    dice = random.Random(2)
    names = ["Muammar Gaddafi", "Moammar Gadhafi", "Gadhafi", "Tamirov", "Tamyrov", "Ana Tamirov"]
    names += ["".join(dice.choices("tamirovy", k=7)) for _ in range(200)]
    for name in names:
        for other in names:
            if sound_alike(name, other):
                assert sounds(other) in (sounds(name), sounds(name)[-1:])


def test_the_sentences_next_to_a_span() -> None:
    document = parsed("Norway left. Chad sang. Niger won.")
    for begin in range(len(document.article.text)):
        span = Span(begin, begin + 6)
        near = [each for each in document.sentences if each.span.overlaps(span)]
        assert document.sentences_overlapping(span) == near
