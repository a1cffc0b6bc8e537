"""Factuality and negation: each source of either, and the sentences next to it."""

import pytest

from actorgraph.claims.embedding import levels
from actorgraph.claims.modality import FACTUALITIES, modality
from tests.sentences import read, texts, word


@pytest.mark.parametrize(
    ("text", "form", "factuality", "marker"),
    [
        ("Chad attacked Niger.", "attacked", "Asserted", ""),
        # Words of the clause.
        ("Chad may attack Niger.", "attack", "Possible", "may"),
        ("Chad will attack Niger.", "attack", "Intended", "will"),
        ("Chad reportedly attacked Niger.", "attacked", "Alleged", "reportedly"),
        ("Chad would have attacked Niger.", "attacked", "Possible", "would"),
        ("Chad asked how to attack Niger.", "attack", "Possible", "to"),
        # Around the clause.
        ("There is no evidence that Chad attacked Niger.", "attacked", "Possible", "evidence"),
        ("It is unclear whether Chad attacked Niger.", "attacked", "Possible", "unclear"),
        ("Norway asked whether Chad attacked Niger.", "attacked", "Possible", "whether"),
        ("It is not clear that Chad attacked Niger.", "attacked", "Possible", "clear"),
        # The verb above.
        ("Chad wants to attack Niger.", "attack", "Intended", "wants"),
        ("Norway wants Chad to attack Niger.", "attack", "Requested", "wants"),
        ("Chad is said to have attacked Niger.", "attacked", "Alleged", "said"),
        ("Chad is ready to attack Niger.", "attack", "Intended", "is"),
        ("Chad is going to attack Niger.", "attack", "Intended", "going"),
        ("Chad went on to attack Niger.", "attack", "Asserted", ""),
        ("Chad bought weapons to attack Niger.", "attack", "Intended", "bought"),
        # A condition, a question.
        ("If Chad attacks Niger, Norway will leave.", "attacks", "Possible", "if"),
        ("Did Chad attack Niger?", "attack", "Possible", "?"),
        # What is joined shares what is above both.
        ("Chad may attack Niger and leave Norway.", "leave", "Possible", "may"),
    ],
)
def test_factuality(text: str, form: str, factuality: str, marker: str) -> None:
    how = modality(read(text).scene.document, word(text, form))
    assert (how.factuality, how.marker) == (factuality, marker)


@pytest.mark.parametrize(
    ("text", "form", "negated"),
    [
        ("Chad did not attack Niger.", "attack", True),
        ("Chad never attacked Niger.", "attacked", True),
        ("No soldier attacked Niger.", "attacked", True),
        ("Nobody attacked Niger.", "attacked", True),
        ("Chad attacked nobody.", "attacked", True),
        ("Neither Chad nor Norway attacked Niger.", "attacked", True),
        ("Chad almost attacked Niger.", "attacked", True),
        ("Chad attacked Niger.", "attacked", False),
        # Denied from above.
        ("Chad denied that it attacked Niger.", "attacked", True),
        ("Chad refused to attack Niger.", "attack", True),
        ("Chad failed to attack Niger.", "attack", True),
        ("Norway prevented Chad from attacking Niger.", "attacking", True),
        ("Norway warned Chad against attacking Niger.", "attacking", True),
        ("It is not true that Chad attacked Niger.", "attacked", True),
        ("It is false that Chad attacked Niger.", "attacked", True),
        ("It is true that Chad attacked Niger.", "attacked", False),
        ("Norway does not believe that Chad attacked Niger.", "attacked", True),
        ("Norway believes that Chad attacked Niger.", "attacked", False),
        # Nothing is denied.
        ("Norway accused Chad of attacking Niger.", "attacking", False),
        ("Chad wants to attack Niger.", "attack", False),
    ],
)
def test_negation(text: str, form: str, negated: bool) -> None:
    assert modality(read(text).scene.document, word(text, form)).negated is negated


def test_cannot_says_that_it_is_not_done() -> None:
    text = "Chad cannot attack Niger."
    how = modality(read(text).scene.document, word(text, "attack"))
    assert (how.factuality, how.negated) == ("Asserted", True)


def test_may_not_is_still_only_possible() -> None:
    text = "Chad may not attack Niger."
    how = modality(read(text).scene.document, word(text, "attack"))
    assert (how.factuality, how.negated) == ("Possible", True)


def test_the_factuality_furthest_from_the_fact_wins() -> None:
    text = "Chad reportedly wants to attack Niger."
    how = modality(read(text).scene.document, word(text, "attack"))
    assert how.factuality == "Alleged"
    assert FACTUALITIES.index("Alleged") < FACTUALITIES.index("Intended")


@pytest.mark.parametrize(
    ("text", "form", "chain"),
    [
        ("Chad attacked Niger.", "attacked", ["attacked"]),
        ("Chad wants to help attack Niger.", "attack", ["attack", "help", "wants"]),
        ("Chad agreed to pay.", "pay", ["pay", "agreed"]),
        # A clause with a subject of its own is not embedded.
        ("Norway knows that Chad attacked Niger.", "attacked", ["attacked"]),
        # A relative clause is a fact of its own.
        ("The soldiers who attacked Niger left.", "attacked", ["attacked"]),
    ],
)
def test_levels_go_up_to_what_is_asserted(text: str, form: str, chain: list[str]) -> None:
    found = list(levels(word(text, form)))
    assert texts([level.verb for level in found]) == chain
    assert found[-1].above is None
