"""What the words of a name tell of its bearer: `King …` is a person, `… Agreement` a document, `Fort …` a place."""

from actorgraph.vocabulary.gazetteer import first_names, head_kinds

# Nouns that head the names of what states agree on or enact; `report` and `review` also head newspapers' names.
INSTRUMENTS = frozenset(
    "act accord agreement amendment bill charter code constitution convention covenant declaration directive "  # noqa: SIM905
    "law laws memorandum ordinance pact protocol resolution statute treaty".split()
)
# A convention of a party or a nation is an assembly.
PARTIES = frozenset(["national", "democratic", "republican", "party"])
# Titles that stay with the name: `Queen Sonja`, `Pope Clement`.
CROWNED = frozenset(
    [
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "emperor",
        "empress",
        "tsar",
        "sheikh",
        "sultan",
        "ayatollah",
    ]
)
# Words with which the names of places begin.
TERRAIN = frozenset(
    ["fort", "mount", "lake", "cape", "port", "camp", "gulf", "isle", "strait", "bay", "rio", "san"]
)
# Words with which the names of troops end.
TROOPS = frozenset(
    [
        "battalion",
        "brigade",
        "brigades",
        "corps",
        "division",
        "fleet",
        "guard",
        "regiment",
        "squadron",
        "wing",
    ]
)
# Words with which the names of firms and media end; as common nouns they describe no body.
TRADES = frozenset(
    "aid airlines airways capital chronicle co daily energy entertainment express foods gas gazette healthcare "  # noqa: SIM905
    "herald holdings inc industries journal ltd mail media motors news observer oil partners petroleum "
    "pharmaceuticals pictures radio records resources stores studios systems technologies telegraph "
    "television times today tribune tv".split()
)
# A name of more words than this is rather a body's that is called after somebody.
LONGEST_PERSON = 4


def told_by_words(words: list[str], kind: str) -> str:
    """Return the class that a name of several words, in lower case, tells against the parser's `kind`; empty for none."""
    first, last = words[0], words[-1]
    heads = set(head_kinds().get(last, ()))
    body = any("Organisation" in head_kinds().get(word, ()) for word in words)
    if (
        last in INSTRUMENTS
        and kind in ("Organisation", "")
        and "of" not in words
        and not PARTIES & set(words)
    ):
        return "Document"
    if first in CROWNED and not heads and kind != "Group":
        return "Person"
    if (
        first in first_names()
        and _may_be_person(words, kind)
        and not (body or heads & {"Place", "Document"})
    ):
        return "Person"
    if kind == "Person" and last in TRADES and first not in first_names():
        return "Organisation"
    if kind != "Person" and (
        "Organisation" in heads or "Organisation" in head_kinds().get(first, ())
    ):
        return "Organisation"
    if kind in ("Organisation", "") and last in TROOPS:
        return "Organisation"
    ground = (first in TERRAIN and kind == "Organisation" and not heads) or (
        not kind and "Place" in heads
    )
    return "Place" if ground else ""


def _may_be_person(words: list[str], kind: str) -> bool:
    joined = {"&", "and", "-", "/"} & set(words) or words[-1] in TRADES
    return kind == "Person" or not (joined or len(words) > LONGEST_PERSON or kind == "Group")
