"""Verbs of office: `Ola Nordmann, who heads the charity`, `a delegation led by …`."""

from collections.abc import Iterator
from itertools import product

from actorgraph.claims.claim import Relation
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.modality import modality
from actorgraph.claims.relations.relation import NAMED_BODIES, make_relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import prepositions
from actorgraph.vocabulary.vocab import AG, carrying, local_name

# `Ada Lund led Norway to the title` is what she did, not her office.
GOALS = ("against", "into", "past", "through", "to")


def offices_of_verbs(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that verbs of office show, where they are stated as facts."""
    kinds = {frame: local_name(relation) for relation, frame in carrying(AG.verbFrame)}
    lemmas = {frame.split()[0] for frame in kinds}
    for token in scene.document.tokens:
        if token.pos == "VERB" and token.lemma in lemmas and _is_fact(scene, token):
            clause = read_clause(token)
            for frame, kind in kinds.items():
                yield from _of_frame(scene, clause, frame, kind)


def _is_fact(scene: Scene, verb: Token) -> bool:
    if verb.lemma == "lead" and prepositions(verb, *GOALS):
        return False
    how = modality(scene.document, verb)
    return how.factuality == "Asserted" and not how.negated


def _of_frame(scene: Scene, clause: Clause, frame: str, kind: str) -> Iterator[Relation]:
    verb, _, preposition = frame.partition(" ")
    if verb != clause.verb.lemma:
        return
    bodies = clause.objects
    if preposition:
        bodies = clause.obliques.get(preposition, ())
    holders = [doer for doer in clause.doers if scene.is_of(doer, *_holders(kind))]
    named = [body for body in bodies if scene.is_of(body, *NAMED_BODIES)]
    for holder, body in product(holders, named):
        yield make_relation(
            "verb of office",
            kind,
            scene.by_head[holder.index],
            scene.by_head[body.index],
            frame,
            clause.evidence,
        )


def _holders(kind: str) -> tuple[str, ...]:
    """Return the classes of whoever may have a relation: bodies may own, too."""
    if kind == "OwnerOf":
        return ("Person", *NAMED_BODIES)
    return ("Person",)
