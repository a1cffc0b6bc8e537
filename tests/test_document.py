"""The door to spaCy: exact offsets, and texts that would choke the tokenizer end in seconds."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.errors import ActorgraphError, ModelError
from actorgraph.language.parsing import FAST_MODEL, parse
from actorgraph.pipeline import build
from actorgraph.text.reading import read_text

# A deadline far above what any of these takes; it only tells seconds from minutes.
DEADLINE = 60.0
BOMBS = {
    "punctuation": "!?." * 5461,
    "one token": "a" * 1_000_000,
    "one sentence": "and then she said so " * 4000,
    "one sentence of deeds": "and Sweden helped the refugees " * 2000,
    "quotation marks": '" ' * 2000,
    "brackets": "(" * 16_000,
    "emoji": "🎣" * 5000,
    "zero width": "a\u200b" * 5000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_text_bomb_ends_in_seconds(name: str) -> None:
    begun = time.monotonic()
    text = (
        f"A headline\n\nNorway sheltered the fishermen. {BOMBS[name]}\n\n"
        "Sweden helped the refugees."
    )
    graph = build(read_text(text), model=FAST_MODEL)
    assert time.monotonic() - begun < DEADLINE
    assert "Norway" in graph.to_turtle()
    assert "Sweden" in graph.to_turtle()


def test_offsets_survive_curly_marks_emoji_and_bidi_controls() -> None:
    article = read_text("A headline\n\n“Wir 🎣 gehen,”\u202e said Anna\u2069 Schmidt’s brother.")
    document = parse(article, model=FAST_MODEL)
    straight = str.maketrans("“”’", '""\'')
    assert document.tokens
    for token in document.tokens:
        assert article.quote(token.span).translate(straight) == token.text


def test_a_closing_mark_without_a_space_is_cut() -> None:
    document = parse(read_text('A headline\n\n"It is not enough,"he said.'), model=FAST_MODEL)
    assert "he" in [token.text for token in document.tokens]


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        parse(read_text("A headline\n\nA text."), model="no_such_model")


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        article = read_text(text)
    except ActorgraphError:
        return
    graph = build(article, model=FAST_MODEL)
    assert graph.to_turtle()
