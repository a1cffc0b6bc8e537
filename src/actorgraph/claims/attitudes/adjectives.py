"""Attitudes of adjectives: `Chad is willing to …`, `the minister is critical of …`."""

from actorgraph.claims.attitudes.attitude import make_attitude, opened_by, without_added
from actorgraph.claims.claim import Attitude
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated, subjects
from actorgraph.vocabulary.lexicon import cues

PREDICATIVE = ("acomp", "oprd", "advcl", "conj", "xcomp")
ADJECTIVAL_TAGS = ("JJ", "VBN", "VBD")


def attitude_of_adjective(scene: Scene, word: Token) -> Attitude | None:
    """Return the attitude that an adjective or participle expresses; None if no frame fits."""
    if word.tag not in ADJECTIVAL_TAGS and word.pos != "ADJ":
        return None
    frames = cues("cueAdjective")
    # A participle is listed as written (`worried`), other adjectives by their lemma.
    for frame in (*frames.get(word.text.casefold(), ()), *frames.get(word.lemma, ())):
        heads: list[Token] = []
        for particle in frame.particles:
            heads.extend(opened_by(word, particle))
        holders = _holders(scene, word)
        content = without_added(heads)
        if holders and content and not word.having("agent"):
            return make_attitude(scene, frame, word, holders, content, "attitude adjective")
    return None


def _holders(scene: Scene, word: Token) -> list[Token]:
    own = subjects(word)
    if not own and word.dep in PREDICATIVE:
        own = subjects(word.head)
    return scene.actor_heads(coordinated(own[0])) if own else []
