"""What is told of a deed beside its own verb: `claims that he attacked`, `acquitted of`, `it is not true that`, `whether`."""

from actorgraph.language.document import Token
from actorgraph.vocabulary.lexicon import markers

TRUE = frozenset(["true", "correct", "accurate", "right"])
FALSE = frozenset(["false", "untrue", "wrong", "incorrect", "inaccurate"])
KNOWN = frozenset(["clear", "certain", "known", "proven", "sure", "confirmed", "established"])
UNKNOWN = frozenset(
    [
        "unclear",
        "uncertain",
        "unknown",
        "unproven",
        "unconfirmed",
        "doubtful",
        "disputed",
        "possible",
    ]
)
BELIEF = frozenset(["believe", "think", "suppose", "accept", "reckon"])
# `There is no evidence that` leaves open what follows.
PROOF = frozenset(
    ["evidence", "proof", "suggestion", "indication", "sign", "confirmation", "doubt"]
)
ALMOST = frozenset(["almost", "nearly"])
NOBODY = frozenset(["nobody", "none", "no-one", "nothing"])
CLAUSES = ("ccomp", "acl", "csubj", "relcl", "advcl")


def doubted(token: Token) -> dict[str, str]:
    """Return the factualities that stand above a deed or introduce its clause, each with the word that shows it."""
    found: dict[str, str] = {}
    holder = _holder(token)
    if holder is not None:
        name = f"the {holder.lemma}" if holder.pos == "NOUN" else _adjective(holder)
        found = dict.fromkeys(markers("raising").get(name, ()), holder.text)
        if holder.lemma in PROOF and _is_without(holder):
            found["Possible"] = holder.text
    opening = [
        c
        for c in token.having("mark")
        if c.lemma == "whether" or (c.lemma == "if" and token.dep == "ccomp")
    ]
    judged = _judged(token)
    if opening or (
        judged and (judged.lemma in UNKNOWN or (judged.lemma in KNOWN and _is_denied(judged)))
    ):
        found.setdefault("Possible", (judged or opening[0]).text)
    return found


def denied(token: Token) -> str:
    """Return the word beside or above a deed that says it did not happen; nothing where none does."""
    judged, above = _judged(token), token.head
    if judged and (judged.lemma in FALSE) != _is_denied(judged) and judged.lemma in TRUE | FALSE:
        return judged.text
    if token.dep == "ccomp" and above.lemma in BELIEF:
        return next((word.text for word in above.having("neg")), "")
    subjects = token.having("nsubj", "nsubjpass")
    words = [c for s in subjects for c in s.having("preconj", "det", "cc") if c.lemma == "neither"]
    words += [c for c in token.having("dobj") if c.lemma in NOBODY]
    words += [c for c in token.having("advmod") if c.lemma in ALMOST]
    return words[0].text if words else ""


def _holder(token: Token) -> Token | None:
    """Return the noun or adjective on which a deed hangs: `claims that he attacked`, `suspicion of attacking`, `guilty of`."""
    above = token.head
    if token.dep == "pcomp" and above.head is not above:
        above = above.head
    elif token.dep not in CLAUSES:
        return None
    return above if above.pos in ("NOUN", "ADJ") and above is not token else None


def _adjective(token: Token) -> str:
    return f"not {token.lemma}" if _is_denied(token) else token.lemma


def _judged(token: Token) -> Token | None:
    """Return what `it is … that` says of a clause: `true` of `it is not true that he attacked`."""
    above = token.head
    if token.dep not in ("ccomp", "csubj", "advcl") or above is token:
        return None
    if above.pos == "ADJ" or above.lemma in KNOWN | UNKNOWN:
        return above
    return next(iter(above.having("acomp", "oprd")), None)


def _is_denied(token: Token) -> bool:
    holders = [token, token.head] if token.dep in ("acomp", "oprd") else [token]
    return any(
        holder.having("neg") or any(c.lemma == "not" for c in holder.having("advmod", "preconj"))
        for holder in holders
    )


def _is_without(noun: Token) -> bool:
    return any(c.lemma in ("no", "without") for c in noun.having("det")) or noun.head.lemma in (
        "without",
        "lack",
    )
