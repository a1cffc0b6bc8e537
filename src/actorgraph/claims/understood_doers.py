"""Who must have done what an event noun names: `accused Chad of an attack`."""

from actorgraph.claims.clause import read_clause
from actorgraph.claims.own_words import negation
from actorgraph.claims.subjects import clause_subject, subject_heads
from actorgraph.claims.supporting_verbs import partaking_verb, sharing_noun
from actorgraph.language.document import Token
from actorgraph.language.grammar import has_passive_mark, is_verb
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.governors import shows
from actorgraph.vocabulary.lexicon import frames, kinds_with, word_set

# `jailed for the murder of Ada Lund`
JUDGING = kinds_with("is done for an action")
# Who was convicted of it did it, as the court sees it.
CONVICTING = ("convict of",)
# `flown abroad for interrogation`
UNDERGONE = word_set("undergoneNouns")
FOR_AN_ACTION = ("for", "over")
# `congratulated her on her victory`
PRAISING = ("commend", "compliment", "congratulate")
# Verbs of who owns up: `claimed responsibility for the attack`.
ANSWERING = word_set("answerableVerbs")
# Verbs whose subject is to do what their object names: `threatened strikes`.
COMMITTING = word_set("committingVerbs")


def understood_doers(noun: Token) -> list[Token]:
    """Return the accused, those who take part, who answer for it, or who say that they will do it.

    Empty if the verb above tells nothing of the kind.
    """
    return _accused(noun) or _involved(noun) or _answerable(noun) or _committed(noun)


def _accused(noun: Token) -> list[Token]:
    """Return the accused of `accused Chad of an attack`, `Chad was charged with murder`.

    Whoever is punished or praised for it did it, too: `jailed the man for the murder of Ada Lund`.
    """
    preposition = noun.head
    above = preposition.head
    if noun.dep != "pobj" or not is_verb(above) or noun.lemma in UNDERGONE:
        return []
    if f"{above.lemma} {preposition.lemma}" in CONVICTING:
        return list(read_clause(above).objects)
    judged = judged_for(noun)
    if judged:
        return judged
    if not shows(f"{above.lemma} {preposition.lemma}", "Alleged"):
        return []
    return list(read_clause(above).objects)


def judged_for(noun: Token) -> list[Token]:
    """Return whoever is punished or praised for what a noun names: `thanked her for her help`."""
    preposition = noun.head
    above = preposition.head
    if noun.dep != "pobj" or not is_verb(above) or noun.lemma in UNDERGONE:
        return []
    if preposition.lemma in FOR_AN_ACTION and _judges(above):
        return list(read_clause(above).objects)
    if preposition.lemma == "on" and above.lemma in PRAISING:
        return list(read_clause(above).objects)
    return []


def _involved(noun: Token) -> list[Token]:
    """Return who takes part: `his role in the attack`, `denied involvement in the attack`."""
    verb = partaking_verb(noun)
    share = sharing_noun(noun)
    if verb is None and share is not None:
        owners = all_coordinated(share.having("poss"))
        if owners or share.dep != "dobj":
            return owners
        verb = share.head
    if verb is None:
        return []
    return clause_subject(verb)


def _answerable(noun: Token) -> list[Token]:
    """Return who says or denies that they did it: `claimed responsibility for the attack`."""
    preposition = noun.head
    answer = preposition.head
    if noun.dep != "pobj" or preposition.lemma != "for" or answer.lemma != "responsibility":
        return []
    verb = answer.head
    if not is_verb(verb) or verb.lemma not in ANSWERING or negation(verb):
        # `Nobody claimed responsibility`
        return []
    return clause_subject(verb)


def _committed(noun: Token) -> list[Token]:
    """Return who says that they will do it: `threatened strikes`, `promised elections`."""
    verb = noun.head
    if noun.dep != "dobj" or not is_verb(verb) or has_passive_mark(verb):
        return []
    if verb.lemma not in COMMITTING or noun.having("poss"):
        return []
    if noun.lemma == "strike":
        # Of workers or of aircraft: the noun alone does not say.
        return []
    return subject_heads(verb)


def _judges(verb: Token) -> bool:
    """Return whether a verb says what is done to somebody for what they did: `jail`, `praise`."""
    return any(frame.kind in JUDGING for frame in frames().get(verb.lemma, ()))
