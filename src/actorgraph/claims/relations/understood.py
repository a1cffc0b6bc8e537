"""The state or firm understood: `President Ola Nordmann` in an article about Norway."""

from collections import defaultdict
from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import entry, titled
from actorgraph.claims.relations.relation import has_members, make_relation
from actorgraph.claims.relations.titles import named_persons, with_tenure, words_before
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent, left_of
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import relations_by, sovereign, titles
from actorgraph.vocabulary.lexicon import word_set

UNDERSTOOD = "title, state understood"
UNDERSTOOD_FIRM = "title, firm understood"
FEWEST_MENTIONS = 3
# So many times as often as the next state, a state is alone in an article.
ALONE = 5
OWNERS = ("amod", "compound", "poss")


def understood_offices(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of titles of state without a state to the state of the article."""
    state, is_alone = _state_of_the_article(scene)
    if state is None:
        return
    found: list[Relation] = []
    for name, mention, person in named_persons(scene):
        for word in words_before(scene, name, mention):
            title, kind = _title_of_state(word)
            if not kind or _names_a_body(scene, name, word):
                continue
            if kind == "HeadOf" and not is_alone:
                # `President Ola Nordmann` in a report on Chad may head any state.
                continue
            spoken = with_tenure(title, word, name)
            found.append(_relation(kind, person, state, spoken, word, mention))
    yield from _without_rivals(found)


def _without_rivals(found: list[Relation]) -> Iterator[Relation]:
    """Yield the relations that may all be true: a state has one president at a time."""
    former = {relation.subject for relation in found if relation.tenure}
    heads: dict[str | None, set[int]] = defaultdict(set)
    for relation in found:
        if relation.kind == "HeadOf" and relation.subject not in former:
            heads[relation.office].add(relation.subject)
    for relation in found:
        if relation.subject in former or len(heads[relation.office]) < 2:
            yield relation


def understood_posts(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of posts in a firm without a firm to the firm of the article."""
    firm, _ = _foremost([actor for actor in scene.actors if _is_firm(actor)])
    if firm is None:
        return
    for name, mention, person in named_persons(scene):
        for word in words_before(scene, name, mention):
            title, kind = titled(word)
            if entry(title) not in word_set("postsInFirms") or _names_a_body(scene, name, word):
                continue
            yield _relation(kind, person, firm, title, word, mention, UNDERSTOOD_FIRM)


def _relation(
    kind: str,
    person: Actor,
    body: Actor,
    title: str,
    word: Token,
    mention: Mention,
    rule: str = UNDERSTOOD,
) -> Relation:
    begin = min(extent(word.subtree()).begin, mention.span.begin)
    return make_relation(rule, kind, person, body, title, Span(begin, mention.span.end))


def _title_of_state(word: Token) -> tuple[str, str]:
    """Return the title of state that a word ends and its relation; both empty if it ends none."""
    title, is_title = titled(word)
    kinds = relations_by("titleOfState")
    # A `state premier` is not a `premier`.
    kind = kinds.get(entry(title) or "")
    if not is_title or kind is None:
        return "", ""
    return title, kind


def _names_a_body(scene: Scene, name: Token, title: Token) -> bool:
    """`the French President Ola Nordmann`, `President Ola Nordmann of the charity`."""
    owners = [*name.having(*OWNERS), *title.having(*OWNERS)]
    if scene.actor_heads(owners) or name.having("prep"):
        return True
    # `EU parliament president`
    words = left_of(title.index, title.subtree())
    return bool(scene.actor_heads(words))


def _state_of_the_article(scene: Scene) -> tuple[Actor | None, bool]:
    """Return the state that an article is about, and whether it is there almost alone.

    It is mentioned at least three times, and half as often again as any other.
    """
    return _foremost([actor for actor in scene.actors if _is_sovereign(actor)])


def _foremost(bodies: list[Actor]) -> tuple[Actor | None, bool]:
    bodies.sort(key=_mentioned, reverse=True)
    if not bodies or len(bodies[0].mentions) < FEWEST_MENTIONS:
        return None, False
    first, *others = bodies
    for rival in others[:1]:
        if 3 * len(rival.mentions) > 2 * len(first.mentions):
            return None, False
        return first, ALONE * len(rival.mentions) <= len(first.mentions)
    return first, True


def _mentioned(actor: Actor) -> tuple[int, int]:
    return len(actor.mentions), actor.key


def _is_firm(actor: Actor) -> bool:
    """Return whether an actor may be a firm: a named body, but for parties, clubs and organs."""
    if actor.kind != "Organisation" or actor.unnamed or actor.where or has_members(actor):
        return False
    return not any(titles().get(word) == "PartOf" for word in actor.name.casefold().split())


def _is_sovereign(actor: Actor) -> bool:
    return actor.kind == "Government" and actor.wikidata in sovereign()
