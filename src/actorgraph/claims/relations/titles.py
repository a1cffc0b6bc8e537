"""A title before a name: `German chancellor Astrid Holm`."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import tenure, titled
from actorgraph.claims.relations.relation import BODIES, OWNERS, make_relation, shown_of
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import before, behind, below, extent, is_plural, left_of
from actorgraph.mentions import Mention
from actorgraph.text.article import Span

TITLE_POS = ("NOUN", "PROPN")
BEFORE_A_TITLE = (*OWNERS, "npadvmod")
OF_AN_OFFICE = ("of", "at")
# In words: a name with more hanging on it is not shown from its first word on.
LONGEST_NAME = 12


def titled_names(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of persons whose title, and whose body, is before their name."""
    for name, mention, person in named_persons(scene):
        for word in [*words_before(scene, name, mention), *_shared(name)]:
            title, kind = titled(word)
            if not kind or word.pos not in TITLE_POS:
                continue
            body = _body(scene, word, title, name)
            if body is None:
                continue
            kind = shown_of(body, kind, title)
            if not kind:
                continue
            yield make_relation(
                "title before a name",
                kind,
                person,
                body,
                with_tenure(title, word, name),
                _evidence(word, name, mention),
            )


def named_persons(scene: Scene) -> Iterator[tuple[Token, Mention, Actor]]:
    """Yield the head word of each name of a person, with its mention and the person."""
    for head, mention in scene.mentions.items():
        actor = scene.by_head[head]
        if mention.form == "name" and actor.kind == "Person":
            yield scene.document.tokens[head], mention, actor


def words_before(scene: Scene, name: Token, mention: Mention) -> list[Token]:
    """Return the words that hang on a name and are before it, not part of it.

    Parsers may hang a title on a first name: `President Jean-Pierre Holm`.
    """
    parts = [word for word in scene.document.words(mention.span) if word is not name]
    words = [*before(name), *(word for part in parts for word in before(part))]
    return [word for word in words if word.span not in mention.span]


def _shared(name: Token) -> list[Token]:
    """Return the titles of several names: `lawmakers` for Ada of `lawmakers Ola and Ada`."""
    if name.dep != "conj":
        return []
    return [word for word in before(name.head, "compound") if is_plural(word)]


def _evidence(word: Token, name: Token, mention: Mention) -> Span:
    first = name
    words = name.subtree()
    if len(words) < LONGEST_NAME:
        first = words[0]
    title = extent(word.subtree())
    begin = min(title.begin, first.span.begin)
    return Span(begin, mention.span.end)


def with_tenure(title: str, word: Token, name: Token) -> str:
    """Return a title with what parsers hang on the name: `former` of `former chancellor Merkel`."""
    adjectives = left_of(word.index, name.having("amod"))
    words = [adjective.text for adjective in adjectives if tenure(adjective.text)]
    return " ".join([*words, title])


def _bodies_behind(word: Token, title: str) -> list[Token]:
    """Return the words behind a title that are not its field: not `Secretary of State`."""
    return [noun for noun in behind(word, *OF_AN_OFFICE) if f"of {noun.text}" not in title]


def _body(scene: Scene, word: Token, title: str, name: Token) -> Actor | None:
    """Return the state or body before a title or the name of its holder, the nearest first."""
    # `the German Chancellor Merkel`: parsers may hang the adjective on the name.
    on_the_name = left_of(word.index, name.children)
    near = [each for each in [*word.children, *on_the_name] if each.dep in BEFORE_A_TITLE]
    # `the CIA station chief`, `Green Party co-leader`
    further = below(left_of(word.index, near), *BEFORE_A_TITLE)
    # `President of Ukraine Ola Nordmann`
    governed = left_of(name.index, _bodies_behind(word, title))
    for body in [*near, *reversed(further), *governed]:
        if scene.is_of(body, *BODIES):
            return scene.actor(body)
    return None
