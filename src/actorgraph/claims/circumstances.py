"""The circumstances of an action: who takes part, where and when, how sure, who says so."""

from dataclasses import replace

from actorgraph.claims.claim import Action
from actorgraph.claims.modality import modality
from actorgraph.claims.parties import Parties
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token


def with_circumstances(scene: Scene, action: Action, teller: Token, parties: Parties) -> Action:
    """Return an action with its parties and what the clause of `teller` shows of it.

    `teller` is the verb that tells the action, or its event noun.
    """
    how = modality(scene.document, teller)
    sources = scene.keys(how.sources)
    # `Many think that Chad attacked`: what nobody in particular holds is left open.
    is_left_open = how.factuality == "Asserted" and bool(how.sources) and not sources
    return replace(
        action,
        marker=how.marker,
        governors=how.governors,
        agents=tuple(parties.agents),
        possible_agents=tuple(parties.possible_agents),
        targets=tuple(parties.targets),
        recipients=tuple(parties.recipients),
        places=tuple(parties.places),
        time=scene.time_of(teller),
        factuality="Possible" if is_left_open else how.factuality,
        negated=how.negated,
        attributed_to=sources,
    )
