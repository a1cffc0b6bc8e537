"""The circumstances of an action: who takes part, where and when, how sure, who says so."""

from dataclasses import replace

from actorgraph.claims.claim import Action
from actorgraph.claims.modality import modality
from actorgraph.claims.parties import Parties
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.times.tense import tense_of
from actorgraph.times.time import Time

# In characters, of a date in EDTF: `2017-08-16`, `2017-08`.
DAY = 10
MONTH = 7


def with_circumstances(scene: Scene, action: Action, teller: Token, parties: Parties) -> Action:
    """Return an action with its parties and what the clause of `teller` shows of it.

    `teller` is the verb that tells the action, or its event noun.
    """
    how = modality(scene.document, teller)
    sources = scene.keys(how.sources)
    time = scene.time_of(teller)
    factuality = how.factuality
    if factuality == "Asserted" and how.sources and not sources:
        # `Many think that Chad attacked`: what nobody in particular holds is left open.
        factuality = "Possible"
    elif factuality == "Asserted" and _is_ahead(scene, teller, time):
        factuality = "Intended"
    return replace(
        action,
        marker=how.marker,
        governors=how.governors,
        agents=tuple(parties.agents),
        possible_agents=tuple(parties.possible_agents),
        targets=tuple(parties.targets),
        recipients=tuple(parties.recipients),
        places=tuple(parties.places),
        time=time,
        factuality=factuality,
        negated=how.negated,
        attributed_to=sources,
    )


def _is_ahead(scene: Scene, teller: Token, time: Time | None) -> bool:
    """`They meet on Friday`, `the vote on Friday`: after the day of publication, it is planned."""
    published = scene.document.article.published or ""
    if time is None or not time.first_day or len(published) < DAY:
        return False
    if not _is_timetabled(teller, time) or not _is_beside(scene, teller, time):
        return False
    return time.first_day > published[:DAY]


def _is_timetabled(teller: Token, time: Time) -> bool:
    if teller.pos == "NOUN":
        # A year may be a name: `the release of Workshop '31`.
        return len(time.edtf or "") >= MONTH
    # `is ready to meet on Friday`: the time is that of meeting.
    return tense_of(teller) == "present" and not teller.having("xcomp")


def _is_beside(scene: Scene, teller: Token, time: Time) -> bool:
    """Return whether the sentence of a word has the time itself."""
    sentence = scene.document.sentences[teller.sentence]
    return time.span is not None and time.span in sentence.span
