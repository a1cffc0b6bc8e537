"""Who acts where the grammar's subject is a thing: `filed a lawsuit accusing Chad`."""

from collections.abc import Iterator

from actorgraph.claims.relatives import subject_of
from actorgraph.claims.subjects import clause_subject
from actorgraph.claims.supporting_verbs import UNDERGOING
from actorgraph.language.document import Token
from actorgraph.language.grammar import OBJECTS, behind, is_reciprocal
from actorgraph.language.lists import all_coordinated, coordinated
from actorgraph.vocabulary.lexicon import frames


def stand_ins(doer: Token, verb: Token) -> Iterator[Token]:
    """Yield those who act if the subject that the grammar finds is a thing.

    `filed a lawsuit accusing Chad`, `spent millions to help Chad`.
    """
    if is_reciprocal(doer):
        # `accused each other of spying`
        yield from clause_subject(doer.head)
    elif verb.dep in ("acl", "relcl") and doer is verb.head:
        described = subject_of(doer)
        if described is not None:
            yield from coordinated(described)
        elif verb.tag == "VBG" and doer.having("prep"):
            # `a picture of the party celebrating`
            yield from all_coordinated(behind(doer, "of"))
        elif verb.tag == "VBG" and doer.dep == "dobj" and not _is_of_others(doer.head):
            yield from clause_subject(doer.head)
    elif doer.dep in OBJECTS and verb.head in (doer.head, *doer.having("prep")):
        # `spent millions to help`, `has no intention of helping`
        yield from clause_subject(doer.head)


def _is_of_others(verb: Token) -> bool:
    """`dismissed a lawsuit accusing Chad`, `received one`: others have made it."""
    kinds = {frame.kind for frame in frames().get(verb.lemma, ())}
    return "Reject" in kinds or verb.lemma in UNDERGOING
