"""The vocabulary of grammar, each query on its smallest sentences."""

from collections.abc import Callable

import pytest

from actorgraph.language import grammar, lists
from actorgraph.language.document import Token
from tests.sentences import read, texts, word


@pytest.mark.parametrize(
    ("query", "text", "form", "expected"),
    [
        (grammar.is_verb, "Chad attacked Niger.", "attacked", True),
        (grammar.is_verb, "Chad was ready.", "was", True),
        (grammar.is_verb, "The attack failed.", "attack", False),
        (grammar.is_plural, "The ministers left.", "ministers", True),
        (grammar.is_plural, "The Chechens left.", "Chechens", True),
        (grammar.is_plural, "The minister left.", "minister", False),
        (grammar.is_infinitive, "Chad wants to help Niger.", "help", True),
        (grammar.is_infinitive, "Chad may help Niger.", "help", False),
        (grammar.has_to, "Chad wants to help Niger.", "help", True),
        (grammar.has_to, "Chad gave it to Niger.", "gave", False),
        (grammar.has_passive_mark, "Niger was attacked.", "attacked", True),
        (grammar.has_passive_mark, "Chad attacked Niger.", "attacked", False),
        (grammar.has_passive_mark, "A man arrested in Oslo left.", "arrested", False),
        (grammar.is_passive, "Niger was attacked.", "attacked", True),
        (grammar.is_passive, "A man arrested in Oslo left.", "arrested", True),
        (grammar.is_passive, "Ada Lund was tried and sentenced.", "sentenced", True),
        (grammar.is_passive, "Chad has attacked Niger.", "attacked", False),
        (grammar.is_passive, "Chad agreed and paid.", "paid", False),
        (grammar.is_relative, "The man who left was ill.", "who", True),
        (grammar.is_relative, "The talks which failed are over.", "which", True),
        (grammar.is_relative, "Chad left.", "Chad", False),
        (grammar.heads_a_clause, "Chad attacked Niger.", "attacked", True),
        (grammar.heads_a_clause, "Chad has attacked Niger.", "has", False),
        (grammar.heads_a_clause, "The smiling minister left.", "smiling", False),
        (grammar.is_joined_verb, "Chad agreed and paid.", "paid", True),
        (grammar.is_joined_verb, "Chad agreed and paid.", "agreed", False),
        (grammar.is_joined_verb, "Chad met France and Germany.", "Germany", False),
    ],
)
def test_what_a_word_is(
    query: Callable[[Token], bool], text: str, form: str, expected: bool
) -> None:
    assert query(word(text, form)) is expected


@pytest.mark.parametrize(
    ("query", "text", "form", "expected"),
    [
        (grammar.subjects, "Chad attacked Niger.", "attacked", ["Chad"]),
        (grammar.subjects, "Niger was attacked.", "attacked", ["Niger"]),
        (grammar.subjects, "Chad wants to help.", "help", []),
        (grammar.prepositions, "Chad met with Niger on Friday.", "met", ["with", "on"]),
        (grammar.prepositions, "Chad attacked Niger.", "attacked", []),
        (lists.coordinated, "France, Germany and Lithuania left.", "France", 3),
        (lists.coordinated, "France left.", "France", ["France"]),
        (lists.coordinated, "Chad agreed and paid.", "Chad", ["Chad"]),
        (grammar.before, "The new foreign minister left.", "minister", 3),
        (grammar.before, "Ministers left.", "Ministers", []),
    ],
)
def test_what_is_found_around_a_word(
    query: Callable[[Token], list[Token]], text: str, form: str, expected: list[str] | int
) -> None:
    found = texts(query(word(text, form)))
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_words_behind_prepositions() -> None:
    met = word("Chad met with Niger for talks.", "met")
    assert texts(grammar.behind(met, "with")) == ["Niger"]
    assert texts(grammar.behind(met, "for", "with")) == ["Niger", "talks"]
    assert texts(grammar.behind(met)) == ["Niger", "talks"]
    assert grammar.behind(met, "against") == []


def test_prepositions_by_their_lemma() -> None:
    met = word("Chad met with Niger on Friday.", "met")
    assert texts(grammar.prepositions(met, "on")) == ["on"]


def test_children_of_several_words() -> None:
    text = "The old minister and the young soldier left."
    both = [word(text, "minister"), word(text, "soldier")]
    assert texts(grammar.below(both, "amod")) == ["old", "young"]
    assert texts(grammar.below(both, "dobj")) == []


def test_words_of_several_phrases_are_kept_in_their_order() -> None:
    text = "The old minister left the talks."
    phrases = [word(text, "talks"), word(text, "minister")]
    assert texts(grammar.words_of(phrases)) == ["the", "talks", "The", "old", "minister"]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Chad wants to help Niger.", "help", "wants"),
        ("Chad insisted on helping Niger.", "Niger", "helping"),
        ("Chad left.", "left", None),
    ],
)
def test_the_verb_above(text: str, form: str, expected: str | None) -> None:
    verb = grammar.verb_above(word(text, form))
    assert (verb.text if verb else None) == expected


def test_verbs_above_come_nearest_first() -> None:
    above = grammar.verbs_above(word("Norway said that Chad wants to help Niger.", "Niger"))
    assert texts(list(above)) == ["help", "wants", "said"]


def test_north_and_south_share_a_name() -> None:
    heads = lists.coordinated(word("North and South Korea held talks.", "Korea"))
    assert "Korea" in texts(heads)


def test_all_coordinated_takes_each_phrase_apart() -> None:
    text = "France and Germany met Chad and Niger."
    heads = [word(text, "France"), word(text, "Chad")]
    assert texts(lists.all_coordinated(heads)) == ["France", "Germany", "Chad", "Niger"]


def test_words_with_a_lemma() -> None:
    tokens = read("Ministers met the minister.").scene.document.tokens
    assert texts(grammar.with_lemma(tokens, "minister")) == ["Ministers", "minister"]
    assert grammar.any_lemma(tokens, ("minister",))
    assert not grammar.any_lemma(tokens, ("ministers",))


def test_left_and_right_of_a_word() -> None:
    text = "Chad met Niger in Oslo."
    tokens = word(text, "met").subtree()
    place = word(text, "Niger").index
    assert texts(grammar.left_of(place, tokens)) == ["Chad", "met"]
    assert texts(grammar.right_of(place, tokens)) == ["in", "Oslo", "."]
    assert texts(grammar.without_marks(tokens))[-1] == "Oslo"


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Chad, Niger and Norway left.", "left", "Chad, Niger and Norway left"),
        ("“Chad left,” she said.", "left", "Chad left"),
        ("Chad left (for Oslo).", "for", "for Oslo"),
    ],
)
def test_an_extent_has_no_marks_at_its_edges(text: str, form: str, expected: str) -> None:
    article = read(text).article
    assert article.quote(grammar.extent(word(text, form).subtree())) == expected


def test_an_extent_takes_words_in_any_order() -> None:
    text = "Chad met Niger in Oslo."
    tokens = word(text, "met").subtree()
    assert grammar.extent(tokens[::-1]) == grammar.extent(tokens)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Chad pointed out that it rained.", "pointed", "pointed out"),
        ("Chad said that it rained.", "said", "said"),
        ("Chad called the talks off.", "called", "called"),
    ],
)
def test_a_verb_with_its_particle(text: str, form: str, expected: str) -> None:
    assert read(text).article.quote(grammar.with_particle(word(text, form))) == expected
