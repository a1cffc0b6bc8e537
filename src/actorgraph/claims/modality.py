"""How sure the source is: modals, hedges, embedding verbs, conditionals, questions and negation."""

from dataclasses import dataclass

from actorgraph.claims.doubt import denied, doubted
from actorgraph.language.document import Document, Token
from actorgraph.vocabulary.lexicon import markers

# Where several speak, the one that takes most away from the fact decides.
WEAKEST_FIRST = ("Alleged", "Possible", "Requested", "Intended", "Asserted")
NEGATIVE = frozenset(["not", "n't", "never", "no", "neither", "nor", "without"])
# Verbs that deny what hangs on them: `refused to help`, `failed to act`, `stopped short of`.
DENYING = frozenset(["refuse", "fail", "decline", "deny", "avoid", "cease", "forget", "neglect"])
EMBEDDED = ("xcomp", "pcomp", "acl", "advcl")
# `prevented it from acting`, `warned against acting`, `instead of acting`: the preposition says that it is not done.
UNDONE = frozenset(["against", "without", "short", "instead"])
KEEPING = frozenset(
    [
        "prevent",
        "stop",
        "keep",
        "ban",
        "bar",
        "block",
        "deter",
        "discourage",
        "dissuade",
        "prohibit",
        "restrain",
        "refrain",
        "abstain",
        "desist",
        "exempt",
    ]
)
# What is `how to help` or `whether to attack` is only thought of.
OPEN = frozenset(["how", "whether", "when", "where", "why"])


@dataclass(frozen=True, slots=True)
class Modality:
    """The factuality of a claim, whether its source denies it, and the words that say so."""

    factuality: str
    negated: bool
    marker: str = ""


def modality(document: Document, verb: Token) -> Modality:
    """Read how a clause is put, from the verb up to the clause that its source asserts."""
    found: dict[str, str] = {"Asserted": ""}
    denials: list[str] = []
    negated = False
    token = verb
    while True:
        negation = _negation(token) or denied(token)
        negated ^= bool(negation)
        denials += [negation] if negation else []
        found = {**doubted(token), **_own(token), **found}
        above = _governor(token)
        if above is None:
            break
        found = {**_from_above(token, above), **found}
        if above.lemma in DENYING or _is_kept_from(token, above):
            negated = True
            denials.append(above.text)
        token = above
    if _is_condition(token) or _is_question(document, verb):
        found.setdefault("Possible", "if" if _is_condition(token) else "?")
    # `cannot` says that it is not done; what is negated is no longer merely possible.
    if (
        negated
        and set(found) <= {"Asserted", "Possible"}
        and any(a.lemma == "can" for a in verb_chain(verb))
    ):
        found = {"Asserted": ""}
    kind = next(kind for kind in WEAKEST_FIRST if kind in found)
    return Modality(kind, negated, " ".join(word for word in (found[kind], *denials) if word))


def verb_chain(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb and of the verbs that it is embedded in."""
    found, token = [], verb
    while True:
        found.extend(token.having("aux"))
        above = _governor(token)
        if above is None:
            return found
        token = above


def _is_kept_from(token: Token, above: Token) -> bool:
    """`prevented X from acting`, `warned X against acting`, `stopped short of acting`, `spoke instead of acting`."""
    if token.dep != "pcomp":
        return False
    words = [token.head, *(a for a in token.head.ancestors() if a.index > above.index)]
    return any(w.lemma in UNDONE for w in words) or (
        token.head.lemma == "from" and above.lemma in KEEPING
    )


def _negation(token: Token) -> str:
    """Return the word that negates a clause; nothing where none does."""
    subjects = token.having("nsubj", "nsubjpass")
    determiners = [
        d
        for t in [*subjects, *token.having("dobj", "attr")]
        for d in t.having("det")
        if d.lemma == "no"
    ]
    nobody = [s for s in subjects if s.lemma in ("nobody", "none", "no-one", "nothing")]
    denying = [token.head] if token.dep == "ccomp" and token.head.lemma == "deny" else []
    return next((word.text for word in [*token.having("neg"), *determiners, *nobody, *denying]), "")


def _own(token: Token) -> dict[str, str]:
    """Return the factualities that words beside a verb show, each with the word."""
    table = markers("marker")
    words = [c for c in token.children if c.dep in ("aux", "advmod", "amod")]
    head = token.head
    if token.dep == "ccomp" and head.having("advmod"):
        words += [
            c for c in head.children if c.dep == "advmod" and "Alleged" in table.get(c.lemma, ())
        ]
    nouns = token.having("attr", "dobj")
    words += [
        c
        for noun in nouns
        for c in noun.children
        if c.dep == "amod" and c.lemma in ("alleged", "suspected", "purported")
    ]
    found = {kind: word.text for word in words for kind in table.get(word.lemma, ())[:1]}
    if _is_open(token):
        found.setdefault("Possible", "to")
    # `would have fled` tells of what did not come about, not of a plan.
    if (
        "Intended" in found
        and found["Intended"] == "would"
        and any(a.lemma == "have" for a in token.having("aux"))
    ):
        found["Possible"] = found.pop("Intended")
    return found


def _is_open(token: Token) -> bool:
    return infinitive(token) and any(c.lemma in OPEN for c in token.having("advmod", "mark"))


def infinitive(token: Token) -> bool:
    """Tell whether a verb stands in the infinitive with `to`."""
    return any(a.tag == "TO" for a in token.having("aux"))


def _governor(token: Token) -> Token | None:
    """Return the verb that a clause is embedded in without a subject of its own, or that it is joined to."""
    if (
        token.dep in ("conj", "dep")
        and token.head.pos in ("VERB", "AUX")
        and not token.having("nsubj", "nsubjpass")
    ):
        return (
            _governor(token.head)
            if not token.head.having("aux", "neg") or token.having("aux", "neg")
            else token.head
        )
    if not (token.dep in EMBEDDED or _is_asked(token)) or token.head is token:
        return None
    if token.dep in ("advcl", "acl") and not infinitive(token):
        return None
    above = token.head
    while above.pos not in ("VERB", "AUX") and above.head is not above:
        above = above.head
    return above if above.pos in ("VERB", "AUX") else None


def _is_asked(token: Token) -> bool:
    """`wants it to act`, `demands that it act`: a clause below that is no fact of its own."""
    demanded = (
        token.tag == "VB"
        and not token.having("aux")
        and "Requested" in markers("raising").get(token.head.lemma, ())
    )
    return token.dep == "ccomp" and (infinitive(token) or demanded)


def _from_above(token: Token, above: Token) -> dict[str, str]:
    """Return the factualities that the verb above shows, each with that verb."""
    if token.dep in ("conj", "dep"):
        return {}
    kinds = _shown_by(token, above)
    # `wants to pay` is a plan; `wants him to pay` and `was told to pay` are requests.
    if kinds >= {"Intended", "Requested"}:
        kinds -= (
            {"Intended"}
            if above.having("dobj", "dative", "auxpass") or token.having("nsubj")
            else {"Requested"}
        )
    if not kinds and token.dep in ("advcl", "acl") and above.lemma != "go":
        kinds = {"Intended"}
    return dict.fromkeys(kinds, above.text)


def _shown_by(token: Token, above: Token) -> set[str]:
    """Return the factualities under which the lexicon has the verb above: by its complement, its preposition, or itself."""
    table = markers("raising")
    names = [f"be {above.text.casefold()}"] if above.having("auxpass") else []
    names += [f"be {c.lemma}" for c in above.having("acomp", "attr", "oprd")]
    names += [f"{above.lemma} {token.head.lemma}"] if token.dep == "pcomp" else []
    names += ["be to"] if above.lemma == "be" and token.dep == "xcomp" and infinitive(token) else []
    kinds = {kind for name in names for kind in table.get(name, ())}
    # `is going to act` is a plan, `went on to act` is none.
    going = above.lemma != "go" or (above.tag == "VBG" and infinitive(token))
    return kinds or (set(table.get(above.lemma, ())) if going else set())


def _is_condition(token: Token) -> bool:
    return token.dep == "advcl" and any(
        c.dep == "mark" and c.lemma in ("if", "unless", "whether") for c in token.children
    )


def _is_question(document: Document, verb: Token) -> bool:
    last = document.sentences[verb.sentence].tokens[-1]
    return last.text == "?" and verb.dep in ("ROOT", "conj")
