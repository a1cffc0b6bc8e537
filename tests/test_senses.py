"""One verb or noun, several classes: by its object, its particle and what the text is about."""

import pytest

from actorgraph.claims.claim import Action
from tests.sentences import read


def kinds(text: str) -> dict[str, str]:
    """The classes of the actions of a text, by verb or noun."""
    actions = [claim for claim in read(text).claims if isinstance(claim, Action)]
    return {action.verb.split()[0]: action.kind for action in actions}


@pytest.mark.parametrize(
    ("sentence", "verb", "kind"),
    [
        ("Ada Lund mined gold in Chad.", "mine", "Act"),
        ("The army mined the road in Chad.", "mine", "Assault"),
        ("Ada Lund provided a reason.", "provide", "Act"),
        ("Norway provided food to Chad.", "provide", "Aid"),
        ("Norway turned back the refugees.", "turn", "Coerce"),
        ("Norway turned down the offer.", "turn", "Reject"),
        ("Ada Lund turned back.", "turn", "Move"),
        ("Norway postponed the concert.", "postpone", "Act"),
        ("Police pursued the gunman.", "pursue", "Coerce"),
        ("Ada Lund pursued a career in Oslo.", "pursue", "Act"),
        ("Ada Lund talked about the film.", "talk", "Act"),
        ("Ada Lund talked to the minister.", "talk", "Consult"),
        ("Norway recalled its ambassador.", "recall", "Sanction"),
        ("The firm recalled the cars.", "recall", "Act"),
        ("Ada Lund received a sentence of six years.", "receive", "Coerce"),
        ("The nurses tested the cars near Oslo.", "test", "Act"),
        ("The president spoke to the crowd.", "speak", "Act"),
        ("Norway prohibited the party.", "prohibit", "Sanction"),
        ("The rebels kidnapped the nurses.", "kidnap", "Assault"),
        ("The court ruled against the firm.", "rule", "Publish"),
        ("Ada Lund struggled with the officer.", "struggle", "Assault"),
        ("Ada Lund struggled with the plan.", "struggle", "Act"),
        ("Hackers attacked the website.", "attack", "Coerce"),
        ("Hackers attacked the nurses.", "attack", "Assault"),
        ("The ministers discussed the issue in Oslo.", "discuss", "Consult"),
    ],
)
def test_the_object_decides(sentence: str, verb: str, kind: str) -> None:
    assert kinds(sentence)[verb] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A flood killed six farmers in Chad.", "Death"),
        ("Six farmers were killed in a landslide in Chad.", "Death"),
        ("Six farmers were killed when the bridge collapsed in Chad.", "Death"),
        ("The earthquake struck Chad on Sunday. Six farmers were killed.", "Death"),
        ("Six farmers were killed in an attack in Chad.", "Assault"),
        ("Soldiers fired during the storm. Six farmers were killed.", "Assault"),
        ("Ada Lund killed six farmers during the storm.", "Assault"),
    ],
)
def test_nature_kills_by_no_attack(text: str, kind: str) -> None:
    assert kinds(text)["kill"] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Lund won in the north. Voters in Chad had gone to the polls.", "Elect"),
        ("Ada Lund won a prize before the referendum.", "Act"),
        ("Ada Lund won in the north.", "Act"),
    ],
)
def test_who_won_what(text: str, kind: str) -> None:
    assert kinds(text)["win"] == kind


@pytest.mark.parametrize(
    ("text", "noun", "kind"),
    [
        ("Norway condemned the release of the report by Ada Lund.", "release", "Publish"),
        ("Norway condemned the release of the prisoners by Chad.", "release", "Retreat"),
        ("Norway praised Chad's fight against corruption.", "fight", "Act"),
        ("Norway condemned the kidnapping of the nurses.", "kidnapping", "Assault"),
        ("Norway praised the removal of the sanctions by Chad.", "removal", "Concede"),
        ("Norway praised the removal of the minister by Chad.", "removal", "Sanction"),
    ],
)
def test_what_follows_decides_the_class_of_a_noun(text: str, noun: str, kind: str) -> None:
    assert kinds(text)[noun] == kind


def test_a_set_date_is_light() -> None:
    assert kinds("Ada Lund is set to visit Chad.").keys() == {"visit"}
