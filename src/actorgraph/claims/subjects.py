"""Who does it: the grammars by which a verb finds its subject, each named as a rule."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated

RELATIVE = ("WDT", "WP")


def doer(verb: Token, *, passive: bool) -> tuple[list[Token], str]:
    """Return the head words of a verb's (grammatical) subject and the name of the grammar that found them."""
    own = verb.having("nsubjpass" if passive else "nsubj") or verb.having("nsubj", "nsubjpass")
    if own:
        if own[0].tag in RELATIVE and verb.dep in ("relcl", "ccomp"):
            return coordinated(_antecedent(verb)), "relative"
        return [t for o in own for t in coordinated(o)], "passive" if passive else "active"
    for grammar in (_coordination, _control, _participle, _gerund):
        found = grammar(verb, passive)
        if found:
            return found, grammar.__name__.strip("_")
    return [], "subjectless"


def _antecedent(verb: Token) -> Token:
    """Return the noun that a relative clause describes, passing `the ones that …` on to the subject."""
    noun = verb.head
    if noun.lemma in ("one", "ones") and noun.dep == "attr":
        subjects = noun.head.having("nsubj")
        return subjects[0] if subjects else noun
    return noun


def _coordination(verb: Token, passive: bool) -> list[Token]:
    """`X agreed and paid`: a joined verb shares the subject of the first."""
    if verb.dep not in ("conj", "dep") or verb.head.pos not in ("VERB", "AUX"):
        return []
    first = verb.head
    if (
        passive != bool(first.having("auxpass", "nsubjpass"))
        and first.having("auxpass")
        and not passive
    ):
        return []
    return doer(first, passive=bool(first.having("nsubjpass")))[0]


def _control(verb: Token, passive: bool) -> list[Token]:
    """`X urged Y to stop`, `X agreed to pay`: the object of the verb above, or else its subject."""
    above = verb.head
    if (
        verb.dep not in ("xcomp", "ccomp", "advcl")
        or above is verb
        or verb.tag not in ("VB", "VBG", "VBN")
    ):
        return []
    if verb.dep == "advcl" and not _infinitive(verb):
        return []
    if above.pos in ("ADJ", "NOUN") and above.head.pos in ("VERB", "AUX"):
        return doer(above.head, passive=False)[0]
    objects = above.having("dobj", "dative")
    if verb.dep != "advcl" and objects and above.pos == "VERB" and above.lemma != "use":
        return [t for o in objects[:1] for t in coordinated(o)]
    asked = [
        t
        for p in above.having("prep")
        if p.lemma in ("on", "upon", "to", "for", "with")
        for t in p.having("pobj")
    ]
    if verb.dep != "advcl" and asked and above.lemma in ("call", "appeal", "plead", "shout"):
        return [t for a in asked[:1] for t in coordinated(a)]
    return doer(above, passive=bool(above.having("auxpass", "nsubjpass")))[0]


def _infinitive(verb: Token) -> bool:
    return any(child.tag == "TO" for child in verb.having("aux"))


def _participle(verb: Token, passive: bool) -> list[Token]:
    """`fighters holding the town`, `a campaign led by X`, `X left, ending the talks`."""
    if verb.dep == "acl":
        noun = verb.head
        if _infinitive(verb):
            above = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
            return (
                doer(above, passive=bool(above.having("auxpass", "nsubjpass")))[0] if above else []
            )
        return [noun]
    if verb.dep == "advcl" and verb.tag in ("VBG", "VBN") and verb.head.pos in ("VERB", "AUX"):
        return doer(verb.head, passive=bool(verb.head.having("auxpass", "nsubjpass")))[0]
    return []


def _gerund(verb: Token, passive: bool) -> list[Token]:
    """`didn't plan on offering visas`, `accused X of spying`: the subject, or the accused, of the verb above."""
    if verb.dep != "pcomp":
        return []
    preposition = verb.head
    above = next((a for a in preposition.ancestors() if a.pos in ("VERB", "AUX")), None)
    if above is None:
        return []
    objects = above.having("dobj")
    whom = preposition.head is above and preposition.lemma in (
        "for",
        "against",
        "with",
    )  # `praised X for helping`
    if (whom or preposition.lemma in ("of", "from", "into")) and objects:
        return [t for o in objects[:1] for t in coordinated(o)]
    return doer(above, passive=bool(above.having("auxpass", "nsubjpass")))[0]
