"""Nouns that say something, whatever the noun: `the announcer said`, `the cable says`."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import is_plural
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.event_nouns import NO_EVENT, noun_frames
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import kinds_of_things, speech_verbs, word_set


def is_speaker(token: Token) -> bool:
    """Return whether a word is the subject of a verb of saying with a clause that it says."""
    verb = token.head
    if token.dep != "nsubj" or verb.pos != "VERB":
        return False
    if verb.lemma not in speech_verbs():
        return False
    return bool(verb.having("ccomp"))


def is_source(token: Token) -> bool:
    """`according to an online posting`, but not `according to plan`."""
    if token.dep != "pobj" or token.pos != "NOUN" or token.head.lemma != "to":
        return False
    if not is_lemma_in(token.head.head, "accordingWords") or token.having("appos"):
        return False
    if is_lemma_in(token, "yardstickNouns"):
        return False
    # `according to its announcement` tells of an event.
    kinds = {frame.kind for frame in noun_frames().get(token.lemma, ())}
    return kinds <= {NO_EVENT}


def kind_of_speaker(token: Token) -> Kind:
    """Return the kind of a word that says something, whatever the word: `the announcer said …`."""
    if token.pos not in ("NOUN", "PROPN"):
        # `many say that …`
        if is_lemma_in(token, "severalSpeakers") and token.tag != "PRP":
            return "Group"
        return ""
    if token.lemma in word_set("correctionNouns"):
        # `Correction: An earlier version said that …`
        return ""
    # `the report says that …`
    if token.lemma.casefold() in word_set("writtenWorks"):
        return "Document"
    thing = _kind_of_thing(token)
    if thing is not None:
        return thing
    if is_plural(token):
        return "Group"
    named_after = any(word.pos == "PROPN" for word in token.having("compound", "poss"))
    # `the Nordmann campaign said`
    if is_lemma_in(token, "speakingBodies") and (named_after or not token.having("poss")):
        return "Organisation"
    return "Person"


def _kind_of_thing(token: Token) -> Kind | None:
    """Return the kind of a noun that means no person: `the cable says`, `the palace said`.

    What was written or done is a document, `the inquiry found`; time and money say nothing. None
    where a noun may mean a person.
    """
    kinds = kinds_of_things().get(token.lemma.casefold(), frozenset())
    if not kinds or "person" in kinds or is_lemma_in(token, "speakingBodies"):
        return None
    if "group" in kinds:
        return "Group" if is_plural(token) else "Organisation"
    if kinds & word_set("kindsOfSources"):
        return "Document"
    return "Organisation" if kinds & {"place", "thing"} else ""
