"""How sure the source is: modals, hedges, embedding verbs, conditionals, questions and negation.

A verb is read from its own clause up to the clause that its source asserts. On each level the
sources below are asked in their order; the first to show a factuality gives the word for it. Of
several factualities, the one that is furthest from the fact wins.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actorgraph.claims.doubt import denied, doubted
from actorgraph.claims.embedding import Level, levels, shown_by_verb_above
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import any_lemma, below, is_infinitive, subjects, with_lemma
from actorgraph.vocabulary.lexicon import markers, word_set

# The first of these that is shown wins.
FACTUALITIES = ("Alleged", "Possible", "Requested", "Intended", "Asserted")
# A claim is asserted unless something else is shown.
ASSERTED = {"Asserted": ""}
DENYING = word_set("denyingVerbs")
UNDONE = word_set("undonePrepositions")
CONTRADICTING = word_set("contradictingVerbs")
KEEPING = word_set("keepingVerbs")
OPEN = word_set("openQuestionWords")
NOBODY = word_set("nobodyWords")
CONDITIONAL = word_set("conditionWords")
ALLEGING = word_set("allegingAdjectives")


@dataclass(frozen=True, slots=True)
class Modality:
    """The factuality of a claim, whether its source denies it, and the words that say so."""

    factuality: str
    negated: bool
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a clause shows its factuality; `read` returns the word for each one shown."""

    name: str
    read: Callable[[Level], dict[str, str]]
    example: str


def modality(document: Document, verb: Token) -> Modality:
    """Read how a clause is put: its factuality, and whether it is denied."""
    chain = list(levels(verb))
    denials, negated = _denials(chain)
    shown = _shown(chain)
    opening = _opening(document, chain)
    if opening:
        shown.setdefault("Possible", opening)
    if negated and shown.keys() <= {"Asserted", "Possible"} and _has_can(chain):
        # `cannot` says that it is not done; what is negated is no longer merely possible.
        shown = dict(ASSERTED)
    kind = next(kind for kind in FACTUALITIES if kind in shown)
    words = [word for word in (shown[kind], *denials) if word]
    return Modality(kind, negated, " ".join(words))


def _shown(chain: list[Level]) -> dict[str, str]:
    """Return the factualities that are shown, each with the word of the first source."""
    shown = dict(ASSERTED)
    for level in chain:
        for source in SOURCES:
            shown = {**source.read(level), **shown}
    return shown


def _denials(chain: list[Level]) -> tuple[list[str], bool]:
    """Return the words that deny, and whether the claim is denied: two negations cancel out."""
    words: list[str] = []
    negated = False
    for level in chain:
        negation = _negation(level.verb) or denied(level.verb)
        if negation:
            negated = not negated
            words.append(negation)
        if level.above and _is_undone(level.verb, level.above):
            negated = True
            words.append(level.above.text)
    return words, negated


def _is_undone(verb: Token, above: Token) -> bool:
    """`refused to act`, `failed to act`, `prevented Chad from acting`."""
    return above.lemma in DENYING or _is_kept_from(verb, above)


def _is_kept_from(verb: Token, above: Token) -> bool:
    """Return whether a preposition says that it is not done.

    `prevented X from acting`, `warned X against acting`, `stopped short of acting`,
    `spoke instead of acting`.
    """
    if verb.dep != "pcomp":
        return False
    preposition = verb.head
    if preposition.lemma == "from" and above.lemma in KEEPING:
        return True
    between = [word for word in preposition.ancestors() if word.index > above.index]
    return any_lemma([preposition, *between], UNDONE)


def _negation(verb: Token) -> str:
    """Return the word that negates a clause, or nothing."""
    return next((word.text for word in _negating_words(verb)), "")


def _negating_words(verb: Token) -> Iterator[Token]:
    # `did not attack`, `never attacked`
    yield from verb.having("neg")
    own = subjects(verb)
    # `no soldier attacked`, `attacked no soldier`
    objects = verb.having("dobj", "attr")
    yield from with_lemma(below(own + objects, "det"), "no")
    # `nobody attacked`
    yield from with_lemma(own, *NOBODY)
    # `denied that it attacked`
    if verb.dep == "ccomp" and verb.head.lemma in CONTRADICTING:
        yield verb.head


def _words_of_the_clause(level: Level) -> dict[str, str]:
    """`may attack`, `reportedly attacked`, `an alleged attack`: words next to the verb."""
    verb = level.verb
    table = markers("marker")
    shown: dict[str, str] = {}
    for word in _marking_words(verb):
        for kind in table.get(word.lemma, ())[:1]:
            shown[kind] = word.text
    if _is_open_question(verb):
        shown.setdefault("Possible", "to")
    has_have = any_lemma(verb.having("aux"), ("have",))
    if has_have and shown.get("Intended") == "would":
        # `would have fled`: it did not come about, and is not a plan.
        shown["Possible"] = shown.pop("Intended")
    return shown


def _marking_words(verb: Token) -> Iterator[Token]:
    table = markers("marker")
    yield from verb.having("aux", "advmod", "amod")
    if verb.dep == "ccomp":
        # `Chad reportedly said that it attacked`
        for adverb in verb.head.having("advmod"):
            if "Alleged" in table.get(adverb.lemma, ()):
                yield adverb
    # `was an alleged spy`
    objects = verb.having("attr", "dobj")
    yield from with_lemma(below(objects, "amod"), *ALLEGING)


def _is_open_question(verb: Token) -> bool:
    """`how to attack`, `whether to attack`: only thought of."""
    return is_infinitive(verb) and any_lemma(verb.having("advmod", "mark"), OPEN)


def _around_the_clause(level: Level) -> dict[str, str]:
    """`claims that it attacked`, `it is unclear whether it attacked`."""
    return doubted(level.verb)


def _verb_above(level: Level) -> dict[str, str]:
    """`wants to attack`, `was told to attack`."""
    if level.above is None:
        return {}
    return shown_by_verb_above(level.verb, level.above)


SOURCES = (
    Source("words of the clause", _words_of_the_clause, "Chad may have attacked Niger."),
    Source("around the clause", _around_the_clause, "It is unclear whether Chad attacked Niger."),
    Source("verb above", _verb_above, "Chad wants to attack Niger."),
)


def _opening(document: Document, chain: list[Level]) -> str:
    """Return what makes a clause a condition or a question, or nothing."""
    if _is_condition(chain[-1].verb):
        return "if"
    if _is_question(document, chain[0].verb):
        return "?"
    return ""


def _is_condition(verb: Token) -> bool:
    """`if Chad attacks`, `unless Chad attacks`."""
    return verb.dep == "advcl" and any_lemma(verb.having("mark"), CONDITIONAL)


def _is_question(document: Document, verb: Token) -> bool:
    """`Did Chad attack?`."""
    last = document.sentences[verb.sentence].tokens[-1]
    return last.text == "?" and verb.dep in ("ROOT", "conj")


def _has_can(chain: list[Level]) -> bool:
    auxiliaries = below((level.verb for level in chain), "aux")
    return any_lemma(auxiliaries, ("can",))
