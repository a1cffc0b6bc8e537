"""A title before a name: `German chancellor Angela Merkel`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import tenure, titled
from actorgraph.claims.relations.relation import BODIES, make_relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import before, extent
from actorgraph.text.article import Span

OWNERS = ("amod", "compound", "nmod", "poss", "npadvmod")
# In words: a name with more hanging on it is not shown from its first word on.
LONGEST_NAME = 12


def titled_names(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of persons whose title, and whose body, is before their name."""
    for head, mention in scene.mentions.items():
        actor = scene.by_head[head]
        if mention.form != "name" or actor.kind != "Person":
            continue
        name = scene.document.tokens[head]
        for word in words_before(name, mention.span):
            title, kind = titled(word)
            body = _body(scene, word, name) if kind else None
            if body is not None and word.pos in ("NOUN", "PROPN"):
                begin = min(extent(word.subtree()).begin, _first(name).span.begin)
                evidence = Span(begin, mention.span.end)
                whole = _with_tenure(title, word, name)
                yield make_relation(kind, actor.key, body, whole, evidence, "title before a name")


def words_before(name: Token, written: Span) -> list[Token]:
    """Return the words that hang on a name and are before it, not part of it."""
    return [word for word in before(name) if word.span not in written]


def _with_tenure(title: str, word: Token, name: Token) -> str:
    """Return a title with what parsers hang on the name: `former` of `former chancellor Merkel`."""
    adjectives = [child.text for child in name.having("amod") if child.index < word.index]
    return " ".join([*filter(tenure, adjectives), title])


def _first(name: Token) -> Token:
    words = name.subtree()
    return words[0] if len(words) < LONGEST_NAME else name


def _body(scene: Scene, title: Token, name: Token) -> int | None:
    """Return the state or body before a title or the name of its holder."""
    on_the_name = [word for word in name.children if _is_before(word, title)]
    for child in [*title.children, *on_the_name]:
        actor = scene.actor(child)
        if actor and child.dep in OWNERS and actor.kind in BODIES:
            return actor.key
    return None


def _is_before(word: Token, title: Token) -> bool:
    return word is not title and word.index < title.index
