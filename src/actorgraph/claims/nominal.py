"""Event nouns: `the arrest of X by Y`, `their meetings with Z`, `Russia's invasion of W`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Action
from actorgraph.claims.modality import WEAKEST_FIRST, modality
from actorgraph.claims.scene import Scene, extent
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated
from actorgraph.vocabulary.lexicon import NounFrame, frames, markers, noun_frames, object_role

# Classes in which `the N of X` is done to X, and those in which X does it (`the protest of the students`).
DONE_TO = frozenset(["Coerce", "Assault", "Accuse", "Sanction"])
DONE_BY = frozenset(
    [
        "Agree",
        "Consult",
        "Cooperate",
        "Protest",
        "Retreat",
        "Request",
        "Reject",
        "Threaten",
        "Support",
    ]
)
AGAINST = ("against", "on", "upon")
WITH = ("with", "between")


def event_nouns(scene: Scene) -> Iterator[Action]:
    """Yield an action for every event noun that binds both a doer and somebody else, or somebody it is done to."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            if token.pos == "NOUN" and token.lemma in noun_frames():
                action = _action(scene, token)
                if action:
                    yield action


def _action(scene: Scene, noun: Token) -> Action | None:
    frame = next(
        (f for f in noun_frames()[noun.lemma] if f.particle is None or _behind(noun, f.particle)),
        None,
    )
    if frame is None or _of_a_light_verb(noun):
        return None
    agents = scene.keys(_doers(scene, noun, frame))
    others = [key for key in scene.keys(_others(scene, noun, frame)) if key not in agents]
    # A bare noun ("the arrest", "an attack in May") names an event of which this sentence tells nothing.
    if not others or not (agents or frame.kind in DONE_TO):
        return None
    role = "recipients" if object_role(frame.kind) == "recipient" else "targets"
    factuality, negated = _modality(scene, noun)
    return Action(
        kind=frame.kind,
        evidence=(extent(noun.subtree()),),
        rule="event noun",
        verb=noun.lemma,
        cue=noun.span,
        frame=frame.text,
        agents=agents,
        factuality=factuality,
        negated=negated,
        targets=tuple(others) if role == "targets" else (),
        recipients=tuple(others) if role == "recipients" else (),
    )


def _behind(noun: Token, *words: str) -> list[Token]:
    return [
        t
        for p in noun.children
        if p.dep in ("prep", "agent") and p.lemma in words
        for head in p.having("pobj")
        for t in coordinated(head)
    ]


def _doers(scene: Scene, noun: Token, frame: NounFrame) -> list[Token]:
    owners = [t for owner in noun.having("poss") for t in coordinated(owner)]
    adjectives = [c for c in noun.having("amod", "compound", "nmod") if _is_state(scene, c)]
    # Parsers hang `by Chad` of `the arrest of the journalist by Chad` on the journalist.
    by = [
        *_behind(noun, "by"),
        *(t for object_ in _behind(noun, "of") for t in _behind(object_, "by")),
    ]
    found = [*by, *owners, *adjectives]
    if frame.kind in DONE_BY:
        found += _behind(noun, "of", "between")
    return [t for t in found if scene.keys([t])]


def _is_state(scene: Scene, token: Token) -> bool:
    actor = scene.actor(token)
    return actor is not None and actor.kinds[0] in ("Government", "Organisation")


def _others(scene: Scene, noun: Token, frame: NounFrame) -> list[Token]:
    heads = [
        *_behind(noun, *AGAINST),
        *_behind(noun, *WITH),
        *(_behind(noun, frame.particle) if frame.particle else ()),
    ]
    if frame.kind in DONE_TO:
        heads += _behind(noun, "of")
    people = [t for head in heads for t in scene.affected(head)]
    return [t for t in people if not {"Place", "Document"} & set(scene.by_head[t.index].kinds[:1])]


def _of_a_light_verb(noun: Token) -> bool:
    """Tell whether a verb has taken this noun into its own frame: `carry out an attack on X`."""
    verb = (
        noun.head
        if noun.dep in ("dobj", "attr", "nsubjpass")
        else noun.head.head
        if noun.dep == "pobj"
        else noun
    )
    return any(noun.lemma in frame.objects for frame in frames().get(verb.lemma, ()))


def _modality(scene: Scene, noun: Token) -> tuple[str, bool]:
    """Take a noun's factuality from its adjectives and from the verb that it is the object of."""
    table, raising = markers("marker"), markers("raising")
    found = {kind for c in noun.having("amod") for kind in table.get(c.lemma, ())}
    negated = any(c.lemma == "no" for c in noun.having("det"))
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if verb is not None and (
        noun.dep == "dobj" or (noun.dep == "pobj" and noun.head.lemma == "for")
    ):
        found |= set(raising.get(verb.lemma, ())[:1])
        if noun.dep == "dobj":
            how = modality(scene.document, verb)
            found.add(how.factuality)
            negated |= how.negated
    return next((kind for kind in WEAKEST_FIRST if kind in found), "Asserted"), negated
