"""Attitudes of adjectives: `Chad is willing to …`, `the minister is critical of …`."""

from collections.abc import Iterator

from actorgraph.claims.attitudes.attitude import make_attitude, opened_by, without_added
from actorgraph.claims.claim import Attitude
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import subjects
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import Frame, cues

PREDICATIVE = ("acomp", "oprd", "advcl", "conj", "xcomp")
ADJECTIVAL_TAGS = ("JJ", "VBN", "VBD")


def attitude_of_adjective(scene: Scene, word: Token) -> Attitude | None:
    """Return the attitude that an adjective or participle expresses; None if no frame fits."""
    if word.tag not in ADJECTIVAL_TAGS and word.pos != "ADJ":
        return None
    holders = _holders(scene, word)
    if not holders or word.having("agent"):
        return None
    for frame in _frames(word):
        heads: list[Token] = []
        for particle in frame.particles:
            heads.extend(opened_by(word, particle))
        content = without_added(heads)
        if content:
            return make_attitude("attitude adjective", scene, frame, word, holders, content)
    return None


def _frames(word: Token) -> Iterator[Frame]:
    """Yield the frames of an adjective; a participle is listed as written: `worried`."""
    frames = cues("cueAdjective")
    yield from frames.get(word.text.casefold(), ())
    yield from frames.get(word.lemma, ())


def _holders(scene: Scene, word: Token) -> list[Token]:
    own = subjects(word)
    if not own and word.dep in PREDICATIVE:
        own = subjects(word.head)
    return scene.actor_heads(all_coordinated(own[:1]))
