"""Descriptions: common nouns that stand for people, bodies, places and works."""

from collections.abc import Iterator, Set

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.mentions.mention import LEFT_OF_HEAD, Mention
from actorgraph.mentions.quantities import quantity
from actorgraph.mentions.states import state_before, state_word
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import head_kinds, people, titles
from actorgraph.vocabulary.lexicon import speech_verbs

RIGHT_OF_HEAD = ("prep", "acl", "relcl", "amod")
LONGEST_DESCRIPTION = 90
QUANTITIES = frozenset(
    [
        "dozen",
        "hundred",
        "thousand",
        "million",
        "score",
        "number",
        "handful",
        "group",
        "series",
        "couple",
    ]
)
# Words that speak and are written by somebody: no persons, though they take a verb of saying.
WRITTEN = frozenset(
    "ad advert advertisement amendment article banner blog brief caption chapter chart clause comment complaint "  # noqa: SIM905
    "contract deal decree documentary draft email evidence filing film finding footage headline lawsuit leaflet "
    "manifesto map motion note notice page petition plan policy post posting proposal provision record "
    "recording result rule script section sign site slogan song story text theory transcript website".split()
)
UNQUOTED = str.maketrans("", "", '"“”„«»')
SEVERAL_SPEAK = frozenset(
    ["all", "both", "each", "few", "many", "most", "other", "others", "several", "some"]
)


def descriptions(
    document: Document, sentence: Sentence, named: Set[int], speakers: Set[int] = frozenset()
) -> Iterator[Mention]:
    """Yield the descriptions of a sentence.

    `named` are the positions of tokens that belong to names, `speakers` those of words that speak a quotation.
    """
    for token in sentence.tokens:
        if token.index in named:
            continue
        kind = _kind_described(token) or (
            _kind_speaking(token) if token.index in speakers or is_speaker(token) else ""
        )
        if (
            kind
            and not _titles_names(token, named)
            and (token.dep not in ("compound", "amod", "nmod") or token.tag == "NNS")
        ):
            yield _nominal(document, token, kind)


def _titles_names(token: Token, named: Set[int]) -> bool:
    """Tell whether a title only stands before several names: `Presidents Bush and Putin`."""
    joined = token.head.having("conj")
    return token.dep in ("compound", "nmod") and token.head.index in named and bool(joined)


def _kind_described(token: Token) -> str:
    """Return the class of what a common noun describes, or nothing."""
    plural = token.tag in ("NNS", "NNPS")
    if token.pos == "NUM" and token.dep in ("nsubj", "nsubjpass", "dobj") and token.lemma.isalpha():
        return "Group"
    if token.tag in ("NNPS", "NNS") and people(token.text):
        return "Group"
    if (
        token.lemma == "those"
        and token.pos in ("DET", "PRON")
        and token.having("relcl", "acl", "prep")
    ):
        return "Group"
    if token.pos not in ("NOUN", "PROPN") or token.dep == "nummod":
        return ""
    kinds = head_kinds().get(token.lemma, ()) or head_kinds().get(token.text.casefold(), ())
    if not kinds:
        return ""
    if token.lemma in QUANTITIES and not _counts_people(token):
        return ""
    if plural:
        return (
            "Group" if set(kinds) & {"Person", "Group", "Organisation", "Government"} else kinds[0]
        )
    singular = [kind for kind in kinds if kind != "Group"]
    if "Group" in kinds and (
        not singular or token.lemma in ("police", "group", "community", "minority", "team")
    ):
        return "Group"
    return singular[0] if singular else ""


def _counts_people(token: Token) -> bool:
    """`dozens of migrants` are people, `dozens of rounds` are not."""
    counted = [o for p in token.having("prep") if p.lemma == "of" for o in p.having("pobj")]
    return not counted or any(
        head_kinds().get(o.lemma) or o.pos == "PROPN" or people(o.text) for o in counted
    )


def _kind_speaking(token: Token) -> str:
    """Whoever says something can speak, whatever the word: `the announcer said that …`, `many say that …`."""
    if token.pos not in ("NOUN", "PROPN"):
        return "Group" if token.lemma in SEVERAL_SPEAK and token.tag != "PRP" else ""
    if token.lemma.casefold() in WRITTEN:
        return "Document"
    return "Group" if token.tag in ("NNS", "NNPS") else "Person"


def is_speaker(token: Token) -> bool:
    """Tell whether a word is the subject of a verb of saying that has something said with it."""
    verb = token.head
    said = verb.having("ccomp") and verb.lemma in speech_verbs() and verb.pos == "VERB"
    return token.dep == "nsubj" and bool(said)


def _nominal(document: Document, token: Token, kind: str) -> Mention:
    left = [
        t
        for child in token.children
        if child.dep in LEFT_OF_HEAD and child.index < token.index
        for t in child.subtree()
    ]
    before = _quantifier_before(document, token)
    begin = min([t.span.begin for t in [*left, *before]] + [token.span.begin])
    span = Span(begin, token.span.end)
    words_before = [t for t in left if t.pos != "DET" and t.tag != "PRP$"]
    name_begin = min([t.span.begin for t in words_before] + [token.span.begin])
    owner = next((c for c in token.children if c.dep == "poss"), None) or state_before(token)
    organ = _organ(token, kind)
    if organ:
        return Mention(
            span, token.index, "Organisation", "name", organ, owner=owner.index if owner else None
        )
    low, high = quantity(document.article.quote(span))
    return Mention(
        span=span,
        head=token.index,
        kind=kind,
        form="nominal",
        name=document.article.text[name_begin : token.span.end].translate(UNQUOTED),
        longer=_longer(document, token, begin),
        plural=token.tag in ("NNS", "NNPS") or kind == "Group",
        owner=owner.index if owner else None,
        at_least=low,
        at_most=high,
    )


def _organ(token: Token, kind: str) -> str:
    """Name an organ by its state: `the South Korean puppet military` is the South Korean military."""
    state = state_word(token)
    if (
        kind != "Organisation"
        or state is None
        or titles().get(token.lemma) != "PartOf"
        or token.tag in ("NNS", "NNPS")
    ):
        return ""
    return f"{' '.join(word.text for word in state[0])} {token.text}"


def _quantifier_before(document: Document, token: Token) -> list[Token]:
    """Return `over` of `over 60 Chechens`, which parsers hang on the verb as a preposition."""
    above = token.head
    numbered = any(child.dep == "nummod" for child in token.children)
    return (
        [above]
        if token.dep == "pobj" and numbered and above.lemma in ("over", "around", "about", "under")
        else []
    )


def _longer(document: Document, token: Token, begin: int) -> str:
    """Return the description with what follows its head, where that is short."""
    tail = [
        t
        for child in token.children
        if child.dep in RIGHT_OF_HEAD and child.index > token.index
        for t in child.subtree()
    ]
    end = max([t.span.end for t in tail] + [token.span.end])
    text = document.article.text[begin:end].rstrip(" ,;:\"'")
    return text if tail and len(text) <= LONGEST_DESCRIPTION and "\n" not in text else ""
