"""How sure the source is of the event that a noun names: `an alleged attack`, `no arrests`.

A noun takes the certainty of the words next to it, of the noun or verb that it depends on
(`the threat of sanctions`, `called for the release`), and, if a verb only says that it happens, of
that verb's clause (`did not launch an attack`).
"""

from collections.abc import Iterator

from actorgraph.claims.modality import CONTRADICTING, FACTUALITIES, Modality, modality
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import is_verb
from actorgraph.vocabulary.lexicon import markers, word_set

AVERTING = word_set("avertingVerbs")
CAUSING = word_set("causingVerbs")
OCCURRING = word_set("occurringVerbs")
PHASES = word_set("eventPhaseVerbs")
PUT_OFF = word_set("postponingVerbs")
MISSING = word_set("missingNouns")
TAKING_PART = word_set("involvementNouns")
# Of the factualities that a verb above a clause shows, those that it shows of its object, too.
OF_OBJECTS = ("Requested", "Intended")


def noun_modality(document: Document, noun: Token, light_verb: Token | None) -> Modality:
    """Read how the event of a noun is put: its factuality, and whether it is denied."""
    shown = dict(_shown(noun))
    denials = list(_denials(noun))
    verb = light_verb or _telling_verb(noun)
    negated = bool(denials)
    if verb is not None:
        how = modality(document, verb)
        shown.setdefault(how.factuality, how.marker)
        negated |= how.negated
        denials = [how.marker] if how.negated and not denials else denials
    kind = next((kind for kind in FACTUALITIES if kind in shown), "Asserted")
    words = [shown.get(kind, ""), *denials]
    unique = dict.fromkeys(word for word in words if word)
    return Modality(kind, negated, " ".join(unique))


def _shown(noun: Token) -> Iterator[tuple[str, str]]:
    """Yield the factualities that the words around a noun show, each with its word."""
    for adjective in noun.having("amod"):
        # `an alleged attack`
        for kind in markers("marker").get(adjective.lemma, ())[:1]:
            yield kind, adjective.text
    for holder, entry in _holders(noun):
        for kind in markers("raising").get(entry, ())[:1]:
            yield kind, holder.text
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and is_verb(verb):
        yield from _shown_by_verb(verb)


def _shown_by_verb(verb: Token) -> Iterator[tuple[str, str]]:
    # `demanded the arrest`, `planned an attack`
    for kind in markers("raising").get(verb.lemma, ()):
        if kind in OF_OBJECTS:
            yield kind, verb.text
            break
    if verb.lemma in PUT_OFF:
        # `postponed the visit`
        yield "Intended", verb.text


def _holders(noun: Token) -> Iterator[tuple[Token, str]]:
    """Yield what governs a noun by a preposition, with the lexicon's entry for both."""
    if noun.dep != "pobj":
        return
    preposition = noun.head
    holder = preposition.head
    if holder is preposition:
        return
    yield holder, f"{holder.lemma} {preposition.lemma}"
    if holder.pos == "NOUN":
        # `the threat of sanctions`
        yield holder, f"the {holder.lemma}"
        if holder.lemma in TAKING_PART and holder.dep == "dobj":
            # `denied any role in the attack`
            yield from _holders(holder)


def _denials(noun: Token) -> Iterator[str]:
    """Yield the words that say that the event does not happen."""
    for determiner in noun.having("det"):
        if determiner.lemma == "no":
            yield determiner.text
    above = noun.head
    if noun.dep == "pobj":
        if above.lemma == "without":
            yield above.text
        if above.head.lemma in MISSING and above.lemma == "of":
            # `the absence of talks`
            yield above.head.text
    verb = _denying_verb(noun)
    if verb is not None:
        yield verb.text


def _denying_verb(noun: Token) -> Token | None:
    """`prevented the attack`, `denied the attack`, `denied involvement in the attack`."""
    if noun.dep == "pobj" and noun.head.head.lemma in TAKING_PART:
        noun = noun.head.head
    verb = noun.head
    if noun.dep not in ("dobj", "nsubjpass") or not is_verb(verb):
        return None
    if verb.lemma in AVERTING or verb.lemma in CONTRADICTING:
        return verb
    return None


def _telling_verb(noun: Token) -> Token | None:
    """Return the verb that says whether it happens: `the attack did not take place`."""
    verb = noun.head
    if noun.dep in ("nsubj", "nsubjpass") and verb.lemma in OCCURRING:
        return verb
    if noun.dep == "dobj" and verb.lemma in CAUSING:
        return verb
    if noun.dep == "pobj" and verb.head.lemma in CAUSING and verb.lemma in ("to", "in", "about"):
        # `may lead to the arrest`
        return verb.head
    return None
