"""Factuality and negation: each source of either, and the sentences next to it."""

import pytest

from actorgraph.claims.embedding import links
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
        ("Chad is ready to attack Niger.", "attack", "Intended", "ready"),
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
        ("The refusal to attack Niger angered Norway.", "attack", True),
        # Nothing is denied.
        ("Norway asked whether or not Chad attacked Niger.", "attacked", False),
        ("Norway asked whether Chad did not attack Niger.", "attack", True),
        ("Chad's no vote angered Norway.", "vote", False),
        ("Chad's no vote angered Norway.", "angered", False),
        ("The refusal of Chad's request angered Norway.", "request", False),
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
    ("text", "form", "above", "entries"),
    [
        ("Chad attacked Niger.", "attacked", [], []),
        ("Chad wants to help attack Niger.", "attack", ["help", "wants"], ["help bare", "want to"]),
        ("Chad agreed to pay.", "pay", ["agreed"], ["agree to"]),
        ("Chad is ready to pay.", "pay", ["ready", "is"], ["be ready to", ""]),
        ("Norway accused Chad of attacking Niger.", "attacking", ["accused"], ["accuse of"]),
        ("The rebels claimed responsibility for the attack.", "attack", ["claimed"], None),
        ("Norway called for an attack on Chad.", "attack", ["called"], ["call for"]),
        # A clause with a subject of its own is not embedded, unless the table has the verb.
        ("Norway joked that Chad attacked Niger.", "attacked", [], []),
        ("Norway said that Chad attacked Niger.", "attacked", ["said"], ["say that"]),
        ("Norway fears that Chad attacked Niger.", "attacked", ["fears"], ["fear that"]),
        # A relative clause is a fact of its own.
        ("The soldiers who attacked Niger left.", "attacked", [], []),
    ],
)
def test_links_go_up_to_what_is_asserted(
    text: str, form: str, above: list[str], entries: list[str] | None
) -> None:
    found = list(links(word(text, form)))
    assert texts([link.above for link in found]) == above
    if entries is not None:
        assert [link.entry for link in found] == entries


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        # Implicatives and their denials.
        ("Chad managed to attack Niger.", "attack", "Asserted"),
        ("Chad did not manage to attack Niger.", "attack", "Asserted not"),
        ("Chad did not fail to attack Niger.", "attack", "Asserted"),
        ("Chad did not refuse to help Niger.", "help", "Possible"),
        ("Chad never stopped attacking Niger.", "attacking", "Asserted"),
        ("Chad forced Niger to leave.", "leave", "Asserted"),
        ("Chad has yet to attack Niger.", "attack", "Asserted not"),
        ("Chad was too weak to attack Niger.", "attack", "Asserted not"),
        ("The law allows Niger to leave.", "leave", "Possible"),
        ("Chad allowed Niger to leave.", "leave", "Asserted"),
        # What is taken to have happened.
        ("Norway criticised Chad for attacking Niger.", "attacking", "Asserted"),
        ("Chad did not condemn the attack on Niger.", "attack", "Asserted"),
        ("The minister was convicted of murdering a judge.", "murdering", "Asserted"),
        # Allegations, beliefs and denials, with their sources.
        ("The minister is wanted for attacking a judge.", "attacking", "Alleged"),
        ("Norway accused Chad of the murder of the judge.", "murder", "Alleged by"),
        ("Norway accused Chad of refusing to help Niger.", "help", "Alleged not by"),
        ("The minister pleaded guilty to attacking a judge.", "attacking", "Asserted by"),
        ("The minister pleaded not guilty to attacking a judge.", "attacking", "Asserted not by"),
        ("Norway denied reports that the army killed the president.", "killed", "Asserted not by"),
        ("A conspiracy theory holds that the army killed the president.", "killed", "Alleged"),
        ("Jurors were told that the man had stabbed a nurse.", "stabbed", "Alleged"),
        ("Norway fears that Chad attacked Niger.", "attacked", "Possible by"),
        # Plans, aims, requests.
        ("Chad announced plans to attack Niger.", "attack", "Intended by"),
        ("Chad promised not to attack Niger.", "attack", "Intended not"),
        ("Petrax hired a gunman to shoot the judge.", "shoot", "Intended"),
        ("Norway left ahead of the attack on Niger.", "attack", "Intended"),
        ("The general ordered that the prisoners be shot.", "shot", "Requested"),
        ("Norway is seeking the extradition of the minister.", "extradition", "Requested"),
        ("Norway warned Chad not to attack Niger.", "attack", "Requested not"),
        # Conditions and people in general.
        ("Had the police arrested the man, he would have left.", "arrested", "Possible"),
        ("Anyone who attacks Niger will be jailed.", "attacks", "Possible"),
        ("Chad would attack Niger if Norway left.", "attack", "Possible"),
        ("Chad said it would attack Niger.", "attack", "Intended"),
        # A plan is as open as the clause that may, should or might have it.
        ("Chad may try to attack Niger.", "attack", "Possible"),
        ("If Chad tries to attack Niger, Norway will leave.", "attack", "Possible"),
        ("Norway urged Chad to try to leave.", "leave", "Requested"),
        # What can be done, had to be done, will be allowed.
        ("It is possible to attack Niger.", "attack", "Possible"),
        ("It is not possible to attack Niger.", "attack", "Asserted not"),
        ("It was impossible to attack Niger.", "attack", "Asserted not"),
        ("Norway had to attack Niger.", "attack", "Asserted"),
        ("Norway said that Chad had to leave.", "leave", "Requested"),
        ("Norway has to attack Niger.", "attack", "Requested"),
        ("The deal will allow Chad to leave.", "leave", "Possible"),
        ("Chad will be able to attack Niger.", "attack", "Possible"),
        ("The tanks were used to attack Niger.", "attack", "Asserted"),
        ("Chad was brave enough to attack Niger.", "attack", "Asserted"),
        ("It is vital that the soldiers leave.", "leave", "Requested"),
        ("The soldiers had difficulty leaving.", "leaving", "Intended"),
        ("The soldiers went in, only to leave again.", "leave", "Asserted"),
        ("The striker came on to score twice.", "score", "Asserted"),
        # What somebody thinks, promises or is suspected of.
        ("Norway thinks that Chad attacked Niger.", "attacked", "Asserted by"),
        ("Norway does not think that Chad attacked Niger.", "attacked", "Possible not by"),
        ("Norway welcomed the announcement that Chad would leave.", "leave", "Intended"),
        ("The minister is suspected to have attacked a judge.", "attacked", "Alleged"),
        ("Six sailors are feared to have drowned.", "drowned", "Possible"),
        ("Chad once attacked Niger.", "attacked", "Asserted"),
        # Negations end where they end.
        ("The army did not kill the hostages but freed the guards.", "freed", "Asserted"),
        ("Chad attacked Niger rather than help Norway.", "help", "Asserted not"),
        ("The minister neither resigned nor apologised to us.", "apologised", "Asserted not"),
        ("Chad did not leave after attacking Niger.", "attacking", "Asserted"),
        ("Police made no arrests.", "arrests", "Asserted not"),
    ],
)
def test_certainty_is_inherited(text: str, form: str, expected: str) -> None:
    how = modality(read(text).scene.document, word(text, form))
    words = [how.factuality, *["not"] * how.negated, *["by"] * bool(how.sources)]
    assert " ".join(words) == expected


@pytest.mark.parametrize(
    ("text", "form", "sources"),
    [
        ("Norway accused Chad of attacking Niger.", "attacking", ["Norway"]),
        ("Chad was accused by Norway of attacking Niger.", "attacking", ["Norway"]),
        ("Chad was accused of attacking Niger.", "attacking", []),
        ("Norway urged Chad to attack Niger.", "attack", []),
    ],
)
def test_the_accuser_is_the_source(text: str, form: str, sources: list[str]) -> None:
    how = modality(read(text).scene.document, word(text, form))
    assert texts(list(how.sources)) == sources
