"""Families by their surname in the plural: `the Nordmanns` of Ola and Kari Nordmann."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from actorgraph.language.document import Token
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.runs import TAKING_PART
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer

PLURAL_ENDINGS = ("s", "es")


def family_named_by(
    token: Token,
    surnames: AbstractSet[str],
) -> Mention | None:
    """Read `the Nordmanns` as a family, if somebody in the article is called Nordmann."""
    if not surnames or token.dep not in TAKING_PART or token.text in surnames:
        return None
    if token.text in gazetteer().names or surnames.isdisjoint(singulars(token.text)):
        return None
    span = Span(min([token.span.begin, *_begins_before(token)]), token.span.end)
    return Mention(span, token.index, "Group", "nominal", token.text, plural=True)


def singulars(name: str) -> Iterator[str]:
    """Yield the surnames of which a name may be the plural: `Jones` of `Joneses`."""
    for ending in PLURAL_ENDINGS:
        if name.endswith(ending) and name[:1].isupper():
            yield name.removesuffix(ending)


def _begins_before(token: Token) -> Iterator[int]:
    for child in token.having("det", "predet", "nummod"):
        if child.index < token.index:
            yield child.span.begin
