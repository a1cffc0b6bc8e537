"""A description next to a name: `Lithuania's foreign minister, Linas Linkevicius`."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from actorgraph.actors.apposition import is_joined_office, subject_of
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import in_chief, is_of_a_field, titled
from actorgraph.claims.relations.relation import (
    BODIES,
    NAMED_BODIES,
    OWNERS,
    is_denied,
    make_relation,
    shown_of,
)
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    FINITE_TAGS,
    before,
    below,
    is_plural,
    objects_of,
    prepositions,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import word_set

# `a journalist with the paper`, `director at the institute`, `minister of the republic`
BODY_PREPOSITIONS = ("of", "at", "with", "for", "from", "in", "to")
# A place behind them is where somebody is: `a spokesman in Oslo`, `the envoy to Chad`.
LOOSE_PREPOSITIONS = ("in", "to")
# Where somebody works, whatever they lead there.
AT = ("at", "with", "for")
# `professor of law at the institute`
BEHIND_A_FIELD = ("at", "with", "of")
HYPHENS = ("-", "–")
# In characters, between a name and its description: a comma and a space.
NEAREST = 2


class _Office(NamedTuple):
    """A word for an office with its title, the relation that it shows, and its description."""

    word: Token
    span: Span
    title: str
    kind: str


def described(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that descriptions of persons show."""
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form == "nominal" and mention.kind in ("Person", "Group"):
            yield from _of_description(scene, token, mention)
        if mention.form == "pronoun" and _is_named_person(scene, token):
            yield from _of_pronoun(scene, token)


def _of_description(scene: Scene, token: Token, mention: Mention) -> Iterator[Relation]:
    title, kind = titled(token)
    if not kind or is_denied(token) or in_chief(token.head.head) == [token]:
        return
    if kind == "PartOf" and mention.kind == "Person":
        # Nobody is an organ: `the council's Ada Lund`.
        return
    office = _Office(token, mention.span, title, kind)
    yield from _of_office(scene, office, _holders(scene, token))


def _of_pronoun(scene: Scene, pronoun: Token) -> Iterator[Relation]:
    """`She is the president of the charity`: what is said of a pronoun is no mention of its own."""
    verb = pronoun.head
    # Not `she would be the president`.
    is_said = verb.lemma == "be" and verb.tag in FINITE_TAGS and not verb.having("mark")
    if pronoun.dep != "nsubj" or not is_said:
        return
    for word in all_coordinated(verb.having("attr")):
        title, kind = titled(word)
        if kind not in ("", "PartOf") and not is_denied(word) and not is_plural(word):
            yield from _of_office(scene, _Office(word, word.span, title, kind), [pronoun])


def _of_office(scene: Scene, office: _Office, holders: list[Token]) -> Iterator[Relation]:
    word, title = office.word, office.title
    for body in _bodies_named(scene, word, title):
        shown = shown_of(scene.by_head[body.index], _kind_at(office.kind, word, body), title)
        if not shown or not _fits(scene, word, body, shown, holders):
            continue
        names = [scene.mentions[holder.index].span for holder in holders]
        evidence = around(office.span, scene.mentions[body.index].span, *names)
        for holder in holders:
            yield make_relation(
                "apposition",
                shown,
                scene.by_head[holder.index],
                scene.by_head[body.index],
                title,
                evidence,
            )


def _fits(
    scene: Scene,
    office: Token,
    body: Token,
    shown: str,
    holders: list[Token],
) -> bool:
    """Return whether a body is the one of an office, given how it hangs on it."""
    is_named = holders != [office]
    if body.head.lemma in LOOSE_PREPOSITIONS and not is_named:
        # `the leaders in Oslo`
        return scene.is_of(body, "Organisation")
    if not is_plural(office) or is_named:
        return True
    if shown in ("HeadOf", "PartOf"):
        return False
    # `German lawmakers` says where they are from, `the EU's lawmakers` whose they are.
    is_of_state = scene.is_of(body, "Government")
    if not is_of_state or body.dep == "pobj" or office.lemma in word_set("stateGroups"):
        return True
    # `U.S. service members`
    kind = " ".join(word.text for word in [*before(office, "compound"), office]).casefold()
    return any(kind.endswith(f"{group}s") for group in word_set("stateGroups"))


def _kind_at(kind: str, office: Token, body: Token) -> str:
    """Return what an office shows at a body: a `director at the institute` need not lead it."""
    if kind == "HeadOf" and is_of_a_field(office) and body.head.lemma in AT:
        return "WorksFor"
    return kind


def _bodies_named(scene: Scene, token: Token, title: str) -> list[Token]:
    """Return the body that a title belongs to; of a plural title those joined to it as well."""
    bodies = _bodies(scene, token)
    # `Minister of State`: the field of an office is not its body.
    bodies = [body for body in bodies if f"of {body.text}" not in title]
    first = bodies[:1]
    if not is_plural(token):
        return first
    # `politicians of the party and the union`
    return [body for body in all_coordinated(first) if scene.is_of(body, *BODIES)]


def _bodies(scene: Scene, token: Token) -> list[Token]:
    """Return the bodies that a title belongs to, the likeliest first.

    `the charity's chair`, `the German chancellor`, `the chair of the charity`.
    """
    offices = [token, *in_chief(token), *_other_offices(token)]
    if is_joined_office(token):
        offices.append(token.head)
    governing = [preposition for office in offices for preposition in _prepositions(scene, office)]
    behind = [_of_the_office(scene, token, word) for word in objects_of(governing)]
    # `journalists with the newspaper Novaya Gazeta`
    named = below(behind, "appos")
    # `the president of the Lombardy region`, `a Left party MP`
    described = [word for word in [*behind, *token.having("compound")] if word.pos != "PROPN"]
    within = below(described, "compound", "nmod")
    words = [*named, *behind, *_owners(token), *within]
    bodies = [word for word in words if scene.is_of(word, *BODIES)]
    if not behind or _is_of_a_state(scene, token):
        bodies.sort(key=partial(_rank, scene, token))
    # `the leader of Hamas, the political group`
    bodies.sort(key=partial(_is_described, scene))
    return bodies


def _is_of_a_state(scene: Scene, token: Token) -> bool:
    """`the US secretary of the Treasury` is the state's, whatever its field."""
    is_portfolio = token.lemma in word_set("portfolioOffices")
    return is_portfolio and any(scene.is_of(owner, "Government") for owner in _owners(token))


def _of_the_office(scene: Scene, office: Token, noun: Token) -> Token:
    """Return the body before the name of who has the office: `a spokesman for Petrax Ola Moe`."""
    person = scene.actor(noun)
    if person is None or person.kind != "Person" or person is not scene.actor(office):
        return noun
    bodies = [word for word in noun.having("compound") if scene.is_of(word, *NAMED_BODIES)]
    return bodies[0] if bodies else noun


def _owners(token: Token) -> list[Token]:
    """Return what possesses or modifies an office, but for a speaker's own: `our president`."""
    return [
        word
        for word in token.having(*OWNERS)
        if word.text.casefold() not in word_set("firstPersonPossessives") and not _is_prefixed(word)
    ]


def _is_prefixed(word: Token) -> bool:
    """`the pro-Moscow adviser`"""
    return any(child.text in HYPHENS for child in word.children)


def _other_offices(token: Token) -> list[Token]:
    """`chief executive and treasurer of the charity`: the other offices of the same holder."""
    return [
        other
        for other in token.having("conj")
        if other.tag == token.tag and not other.having("det", "poss") and titled(other)[1]
    ]


def _is_described(scene: Scene, body: Token) -> bool:
    # `his Japanese counterpart`
    return scene.is_of(body, "Group", "Person")


def _rank(scene: Scene, office: Token, body: Token) -> int:
    """Rank bodies: possessors, then modifiers, then groups of people, then what is behind."""
    if scene.is_of(body, "Group"):
        return 2
    if body.index > office.index:
        return 3
    return 0 if body.dep == "poss" else 1


def _prepositions(scene: Scene, token: Token) -> list[Token]:
    """Return the prepositions that a body may follow, those of undoubted bodies first.

    A professor of something at somewhere works there; a minister of something of a state is that
    state's.
    """
    undoubted: list[Token] = []
    doubtful: list[Token] = []
    for preposition in prepositions(token, *BODY_PREPOSITIONS):
        if any(_is_undoubted(scene, noun) for noun in preposition.having("pobj")):
            undoubted.append(preposition)
        else:
            doubtful.append(preposition)
    behind_fields: list[Token] = []
    for noun in objects_of([*undoubted, *doubtful]):
        if not _is_undoubted(scene, noun):
            behind_fields.extend(prepositions(noun, *BEHIND_A_FIELD))
    return undoubted + doubtful + behind_fields


def _is_undoubted(scene: Scene, token: Token) -> bool:
    """Return whether a word surely names a body: a field of study is often taken for one."""
    actor = scene.actor(token)
    if actor is None or actor.kind not in NAMED_BODIES or actor.unnamed:
        return False
    if actor.wikidata or actor.name.isupper():
        return True
    # `the Harbour Trust`
    words = actor.name.casefold().split()
    return any("Organisation" in head_kinds().get(word, ()) for word in words)


def _holders(scene: Scene, token: Token) -> list[Token]:
    """Return the persons that a description is of."""
    near = token.having("appos")
    if is_joined_office(token):
        first = token.head
        if first.index in scene.mentions:
            # `Ada Lund, founder and director of the charity`
            return _holders(scene, first)
        subject = subject_of(first)
        if subject is not None and _is_named_person(scene, subject):
            # `She is founder and director of the charity.`
            return [subject]
    if token.dep == "appos":
        near.append(token.head)
    if token.dep in ("appos", "npadvmod", "dep") or not near:
        near += _named_just_before(scene, token)
    named = [word for word in near if _is_named_person(scene, word)]
    if is_plural(token):
        # `members of the parliament`
        return named or [token]
    if named:
        return named[:1]
    # `Thailand's foreign minister`, unnamed or named elsewhere
    return [token]


def _is_named_person(scene: Scene, token: Token) -> bool:
    actor = scene.actor(token)
    return actor is not None and actor.kind == "Person" and not actor.unnamed


def _named_just_before(scene: Scene, token: Token) -> list[Token]:
    """Return the names that end right before a description: `A and B, journalists with …`."""
    begin = scene.mentions[token.index].span.begin
    names: list[Token] = []
    for mention in scene.ending_in(Span(begin - NEAREST, begin)):
        if mention.form == "name" and mention.kind == "Person":
            names.append(scene.document.tokens[mention.head])
    if not is_plural(token):
        return names
    firsts = [name.head for name in names if name.dep == "conj"]
    return firsts + names
