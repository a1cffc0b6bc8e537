"""Short texts, read once and kept: what the tests of rules and grammar share."""

from functools import cache
from typing import NamedTuple

from actorgraph.actors import Actor, resolve
from actorgraph.claims import Claim, Gap, Scene, find_claims, find_gaps, set_scene
from actorgraph.language.document import Document, Token
from actorgraph.language.parsing import parse
from actorgraph.language.quotations import find_quotations
from actorgraph.mentions import find_mentions
from actorgraph.text.article import Article
from actorgraph.text.reading import read_text
from actorgraph.times.find import find_times

PUBLISHED = "2017-08-15"


class Read(NamedTuple):
    """An article as read, with its claims and gaps."""

    article: Article
    actors: tuple[Actor, ...]
    scene: Scene
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]


@cache
def read_article(text: str) -> Read:
    """Read a text whose first paragraph is the headline."""
    article = read_text(text, published=PUBLISHED)
    document = parse(article)
    quotations = find_quotations(document)
    actors = resolve(document, find_mentions(document, quotations), quotations)
    scene = set_scene(document, actors, quotations, find_times(article))
    claims = find_claims(scene)
    return Read(article, actors, scene, claims, find_gaps(scene, claims))


def read(text: str) -> Read:
    """Read a text below a headline that says nothing."""
    return read_article(f"A headline\n\n{text}")


@cache
def parsed(text: str) -> Document:
    """Parse a text below a headline that says nothing."""
    return parse(read_text(f"A headline\n\n{text}", published=PUBLISHED))


def word(text: str, form: str) -> Token:
    """Return the first word of this form; `form#2` is the second one."""
    form, _, number = form.partition("#")
    tokens = read(text).scene.document.tokens
    return [token for token in tokens if token.text == form][int(number or 1) - 1]


def texts(tokens: list[Token]) -> list[str]:
    """Return words as written."""
    return [token.text for token in tokens]
