"""Relations: who heads, serves, represents or belongs to what, by title, apposition and name."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from actorgraph.claims.claim import Relation
from actorgraph.claims.clause import read_clause
from actorgraph.claims.membership import memberships
from actorgraph.claims.modality import modality
from actorgraph.claims.offices import entry, tenure, titled
from actorgraph.claims.pairs import pairs
from actorgraph.claims.scene import Scene, extent
from actorgraph.language.document import Token
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, titles
from actorgraph.vocabulary.vocab import AG, carrying, local_name

UNDERSTOOD = "title, state understood"
OBJECT_KINDS = ("Organisation", "Government", "Group")
# `a journalist with the paper`, `director at the institute`, `minister of the republic`
BODY_PREPOSITIONS = ("of", "at", "with", "for", "from", "in", "to")


def relations(scene: Scene) -> Iterator[Relation]:
    """Yield each relation once, with every place that says it as evidence."""
    found: dict[tuple[str, int, int], Relation] = {}
    for relation in [
        *_titled_names(scene),
        *_described(scene),
        *_verbal(scene),
        *_parts(scene),
        *memberships(scene),
        *pairs(scene),
        *_understood(scene),
    ]:
        key = relation.kind, relation.subject, relation.object
        held = {o for k, s, o in found if k == relation.kind and s == relation.subject}
        written = (
            held and relation.rule == UNDERSTOOD
        )  # what is written beats what is only understood
        if relation.subject != relation.object and not written:
            found.setdefault(key, relation)
    yield from found.values()


def _relation(
    kind: str, subject: int, body: int, title: str, evidence: Span, rule: str
) -> Relation:
    return Relation(
        kind=kind,
        subject=subject,
        object=body,
        title=title,
        office=entry(title),
        tenure=tenure(title),
        evidence=(evidence,),
        rule=rule,
        confidence=0.85,
    )


# ── a title before a name: `German chancellor Angela Merkel` ──────────────────────────────────────────────────────


def _titled_names(scene: Scene) -> Iterator[Relation]:
    for head, mention in scene.mentions.items():
        actor, token = scene.by_head[head], scene.document.tokens[head]
        if mention.form != "name" or actor.kinds[0] != "Person":
            continue
        before = [
            c
            for c in token.children
            if c.index < head and c.span not in mention.span and c.pos in ("NOUN", "PROPN")
        ]
        for word in before:
            title, kind = titled(word)
            title = " ".join(
                [
                    *(
                        c.text
                        for c in token.having("amod")
                        if c.index < word.index and tenure(c.text)
                    ),
                    title,
                ]
            )
            body = _body_before(scene, word, token) if kind else None
            if kind and body is not None:
                evidence = Span(
                    min(extent(word.subtree()).begin, _first(token).span.begin), mention.span.end
                )
                yield _relation(kind, actor.key, body, title, evidence, "title before a name")


def _first(token: Token) -> Token:
    return min(token.subtree(), key=lambda t: t.index) if len(token.subtree()) < 12 else token


def _body_before(scene: Scene, title: Token, name: Token) -> int | None:
    """Return the state or body whose name or adjective stands before a title or its bearer."""
    for child in [
        *title.children,
        *(c for c in name.children if c is not title and c.index < title.index),
    ]:
        actor = scene.actor(child)
        if (
            actor
            and child.dep in ("amod", "compound", "nmod", "poss", "npadvmod")
            and actor.kinds[0] in OBJECT_KINDS
        ):
            return actor.key
    return None


# ── a description beside a name: `Lithuania's foreign minister, Linas Linkevicius` ────────────────────────────────


def _described(scene: Scene) -> Iterator[Relation]:
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form != "nominal" or mention.kind not in ("Person", "Group"):
            continue
        title, kind = titled(token)
        bodies = (
            [t for t in _bodies(scene, token, mention) if f"of {t.text}" not in title]
            if kind
            else []
        )
        bearers = _bearers(scene, token)
        denied = token.dep == "attr" and bool(token.head.having("neg"))
        if not kind or not bodies or not bearers or denied:
            continue
        spans = [mention.span, bodies[0].span, *(scene.mentions[b.index].span for b in bearers)]
        evidence = Span(min(span.begin for span in spans), max(span.end for span in spans))
        for bearer in bearers:
            for body in bodies[:1]:
                yield _relation(
                    kind,
                    scene.by_head[bearer.index].key,
                    scene.by_head[body.index].key,
                    title,
                    evidence,
                    "apposition",
                )


def _bodies(scene: Scene, token: Token, mention: Mention) -> list[Token]:
    """Return the bodies that a title belongs to: its possessor, the state before it, or behind a preposition."""
    prepositions = [p for p in token.having("prep") if p.lemma in BODY_PREPOSITIONS]
    # A professor of something at somewhere works there; a minister of something of a state is that state's.
    prepositions.sort(key=lambda p: not any(_is_body(scene, o) for o in p.having("pobj")))
    prepositions += [
        q
        for p in prepositions
        for o in p.having("pobj")
        if not _is_body(scene, o)
        for q in o.having("prep")
        if q.lemma in ("at", "with", "of")
    ]
    behind = [t for p in prepositions for t in p.having("pobj")]
    # `journalists with the newspaper Novaya Gazeta`
    named = [a for t in behind for a in t.having("appos")]
    before = [c for c in token.children if c.dep in ("poss", "amod", "compound", "nmod")]
    adverbial = [
        t
        for t in [*named, *behind, *before]
        if (a := scene.actor(t)) and a.kinds[0] in OBJECT_KINDS
    ]
    owner = [t for t in adverbial if t.dep == "poss" and scene.by_head[t.index].kinds[0] != "Group"]
    others = sorted(
        (t for t in adverbial if t not in owner),
        key=lambda t: scene.by_head[t.index].kinds[0] == "Group",
    )
    return owner + others if not behind else adverbial


def _is_body(scene: Scene, token: Token) -> bool:
    """Tell whether a word names a body beyond doubt: a field of study is often taken for one."""
    actor = scene.actor(token)
    if actor is None or actor.kinds[0] not in ("Organisation", "Government") or actor.unnamed:
        return False
    known = any(
        "Organisation" in head_kinds().get(word, ()) for word in actor.name.casefold().split()
    )
    return bool(known or actor.wikidata or actor.name.isupper())


def _bearers(scene: Scene, token: Token) -> list[Token]:
    """Return the named persons that a description is of."""
    near = [*token.having("appos"), *([token.head] if token.dep == "appos" else [])]
    if token.dep in ("appos", "npadvmod", "dep") or not near:
        near += _named_just_before(scene, token)
    found = [
        t
        for t in near
        if (actor := scene.actor(t)) and actor.kinds[0] == "Person" and not actor.unnamed
    ]
    if token.tag in ("NNS", "NNPS"):
        return found
    # The cast has joined the description to its bearer; `Thailand's foreign minister` holds an office unnamed.
    actor = scene.actor(token)
    return found[:1] or ([token] if actor and actor.kinds[0] == "Person" else [])


def _named_just_before(scene: Scene, token: Token) -> list[Token]:
    """`A and B, journalists with …`: the names that end right before the description."""
    begin = scene.mentions[token.index].span.begin
    names = [
        m
        for m in scene.mentions.values()
        if m.form == "name" and m.kind == "Person" and 0 < begin - m.span.end <= 2
    ]
    found = [scene.document.tokens[m.head] for m in names]
    firsts = [t.head for t in found if t.dep == "conj"]
    return [*firsts, *found] if token.tag in ("NNS", "NNPS") else found


# ── verbs: `Ola Nordmann, who heads the charity`, `a delegation led by …` ────────────────────────────────────────


def _verbal(scene: Scene) -> Iterator[Relation]:
    frames = {frame: local_name(relation) for relation, frame in carrying(AG.verbFrame)}
    for token in scene.document.tokens:
        if token.pos != "VERB" or token.lemma not in {frame.split()[0] for frame in frames}:
            continue
        clause = read_clause(token)
        how = modality(scene.document, token)
        for frame, kind in frames.items():
            verb, _, preposition = frame.partition(" ")
            bodies = clause.obliques.get(preposition, ()) if preposition else clause.objects
            if verb != token.lemma or how.negated or how.factuality != "Asserted":
                continue
            for doer in clause.doers:
                for body in bodies:
                    person, held = scene.actor(doer), scene.actor(body)
                    if (
                        person
                        and held
                        and person.kinds[0] == "Person"
                        and held.kinds[0] in ("Organisation", "Government")
                    ):
                        yield _relation(
                            kind, person.key, held.key, frame, clause.evidence, "verb of office"
                        )


# ── the state understood: `President Ola Nordmann` in an article about Norway ────────────────────────────────────


def _understood(scene: Scene) -> Iterator[Relation]:
    """Tie a title of state without a state to the one state that the article is about; weaker than what is written."""
    state = _state_of_the_article(scene)
    kinds = {title: local_name(relation) for relation, title in carrying(AG.titleOfState)}
    for head, mention in scene.mentions.items() if state is not None else ():
        actor, token = scene.by_head[head], scene.document.tokens[head]
        if mention.form != "name" or actor.kinds[0] != "Person" or state is None:
            continue
        for word in [c for c in token.children if c.index < head and c.span not in mention.span]:
            title, kind = titled(word)
            key = title.casefold() if title.casefold() in kinds else word.lemma
            foreign = any(
                c.dep in ("amod", "compound", "poss") and scene.actor(c)
                for c in [*token.children, *word.children]
            )
            if kind and key in kinds and not foreign and not token.having("prep"):
                evidence = Span(
                    min(extent(word.subtree()).begin, mention.span.begin), mention.span.end
                )
                relation = _relation(kinds[key], actor.key, state, title, evidence, UNDERSTOOD)
                yield replace(relation, confidence=0.5)


def _state_of_the_article(scene: Scene) -> int | None:
    """Return the state that the article speaks of at least three times and half as often again as of any other."""
    counts = sorted(
        (
            (len(actor.mentions), actor.key)
            for actor in scene.actors
            if actor.kinds[0] == "Government" and actor.wikidata in _sovereign()
        ),
        reverse=True,
    )
    if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[1][0] * 3 > counts[0][0] * 2):
        return None
    return counts[0][1]


@cache
def _sovereign() -> frozenset[str]:
    """Return the identities of the states that are part of no other."""
    return frozenset(
        e.wikidata
        for e in gazetteer().names.values()
        if e.kind == "Government" and e.home == e.wikidata
    )


# ── organs of a state: `the Indonesian Navy`, `North Korea's main news agency KCNA` ───────────────────────────────


def _parts(scene: Scene) -> Iterator[Relation]:
    organs = {title for title, kind in titles().items() if kind == "PartOf"}
    for head, mention in scene.mentions.items():
        actor, token = scene.by_head[head], scene.document.tokens[head]
        last = scene.document.words(mention.span)[-1].text.casefold()
        if actor.kinds[0] not in ("Organisation", "Government") or not (
            {token.lemma, last} & organs
        ):
            continue
        for child in token.children:
            owner = scene.actor(child)
            inside = _state_within(scene, child)
            key = owner.key if owner and owner.kinds[0] == "Government" else inside
            if (
                key is not None
                and key != actor.key
                and child.dep in ("poss", "amod", "compound", "nmod")
            ):
                yield _relation(
                    "PartOf", actor.key, key, token.text, mention.span, "organ of a state"
                )
                break


def _state_within(scene: Scene, token: Token) -> int | None:
    """Return the state whose adjective or name is part of an organ's own name: `US State Department`."""
    table = gazetteer()
    entry = table.demonyms.get(token.text) or table.names.get(token.text)
    if entry is None or entry.kind != "Government":
        return None
    return next((actor.key for actor in scene.actors if actor.wikidata == entry.wikidata), None)
