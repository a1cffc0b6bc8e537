"""How sure the source is: modals, hedges, governors, conditionals, questions and negation.

Certainty is inherited. A word is read from the clause that its source asserts down to its own: on
each level the sources below add what they show, and the word above says by its signature what
holds of what it governs. Of several factualities, the one that is furthest from the fact wins.
"""

from dataclasses import dataclass, field

from actorgraph.claims.claim import Governor
from actorgraph.claims.doubt import denied
from actorgraph.claims.embedding import is_joined, links
from actorgraph.claims.governed import Link, undone, undone_behind
from actorgraph.claims.governor_entries import is_passive_form
from actorgraph.claims.own_words import SOURCES, negation
from actorgraph.claims.subjects import subject_heads
from actorgraph.claims.tense_effects import in_its_tense
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import (
    any_lemma,
    behind,
    below,
    by_phrases,
    is_infinitive,
    is_verb,
    objects_of,
    verb_above,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.governors import (
    SOURCED,
    TELLING,
    VOUCHING,
    Signature,
    signatures,
)
from actorgraph.vocabulary.lexicon import word_set

# The first of these that is shown wins.
FACTUALITIES = ("Alleged", "Possible", "Requested", "Intended", "Asserted")
# What leaves a clause open; `would try to flee` may well be a plan.
OPENING = ("could", "if", "may", "might")
CONDITIONS = word_set("conditionWords")
ASKING = word_set("askingWords")


@dataclass(frozen=True, slots=True)
class Modality:
    """The factuality of a claim, whether its source denies it, and the words that say so.

    `sources` are the head words of those who say it without being quoted: `accused by Chad`.
    `governors` are the words above from which it inherits either.
    """

    factuality: str
    negated: bool
    marker: str = ""
    sources: tuple[Token, ...] = ()
    governors: tuple[Governor, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been read of the certainty of a word, from the top down."""

    kind: str = "Asserted"
    marker: str = ""
    negated: bool = False
    denials: list[str] = field(default_factory=list)
    sources: tuple[Token, ...] = ()
    # `the conclusion that Chad attacked`: somebody says so, and nobody says who.
    is_hearsay: bool = False
    kind_from: Governor | None = None
    negated_by: Governor | None = None

    def show(self, kind: str, marker: str, governor: Governor | None = None) -> None:
        """Take in a factuality that is shown further down.

        An allegation stays one, and a plan is no more certain than the clause that has it: `may try
        to flee`, `urged Chad to try to flee`.
        """
        if self.kind == "Alleged" or (kind == "Intended" and self._is_unsettled()):
            return
        self.kind, self.marker, self.kind_from = kind, marker, governor

    def _is_unsettled(self) -> bool:
        """Return whether a clause is asked for, or left open by a condition or its own modal."""
        if self.kind == "Possible":
            return self.kind_from is None and self.marker.casefold() in OPENING
        return self.kind == "Requested"

    def affirm(self) -> None:
        """Let nothing above count."""
        self.kind, self.marker, self.kind_from = "Asserted", "", None
        self.is_hearsay = False

    def uphold(self) -> None:
        """Let no negation above count."""
        self.negated, self.negated_by = False, None
        self.denials.clear()

    @property
    def governors(self) -> tuple[Governor, ...]:
        """The words above that give the factuality and the negation, each once."""
        both = (self.kind_from, self.negated_by)
        return tuple(dict.fromkeys(governor for governor in both if governor))


def modality(document: Document, word: Token) -> Modality:
    """Read how a clause or an event noun is put: its factuality, and whether it is denied."""
    chain = list(links(word))
    top = chain[-1].above if chain else word
    reading = _Reading()
    opening = _opening(document, top)
    if opening:
        reading.show(*opening)
    _read_own_words(top, reading)
    for link in reversed(chain):
        _descend(link, reading)
        if not is_joined(link) or _has_own_words(link.word):
            _read_own_words(link.word, reading)
    return _conclude(reading)


def _conclude(reading: _Reading) -> Modality:
    marker = " ".join(word for word in (reading.marker, *reading.denials) if word)
    is_hearsay = reading.is_hearsay and reading.kind == "Asserted"
    return Modality(
        "Alleged" if is_hearsay else reading.kind,
        reading.negated,
        marker,
        reading.sources,
        reading.governors,
    )


def _read_own_words(word: Token, reading: _Reading) -> None:
    """Add what a word's own clause or phrase shows."""
    shown: dict[str, str] = {}
    for source in SOURCES:
        shown = {**source.read(word), **shown}
    for kind in FACTUALITIES:
        if kind in shown:
            reading.show(kind, shown[kind])
            break
    denial = negation(word) or denied(word)
    if not denial:
        return
    # `has no intention`: one `no` is read on both levels.
    is_read = denial.casefold() == "no" and reading.negated
    if not is_read:
        reading.negated, reading.negated_by = not reading.negated, None
        reading.denials.append(denial)


def _has_own_words(word: Token) -> bool:
    """Return whether a joined word has words of its own: `may attack and not flee`."""
    return bool(word.having("aux", "neg", "advmod", "amod", "det", "nsubj", "dobj"))


def _descend(link: Link, reading: _Reading) -> None:
    """Change the reading of the word above into that of the word below it."""
    if not link.entry:
        _descend_by_form(link, reading)
        return
    signature = signatures()[link.entry]
    is_unsaid = _is_unsaid(signature, reading)
    effect = signature.denied if is_unsaid or reading.negated else signature.affirmed
    if not reading.negated and not is_unsaid:
        effect = in_its_tense(signature.words, link.above, reading.kind) or effect
    _read_sources(link, reading, is_unsaid=is_unsaid)
    if effect.taken:
        reading.affirm()
        reading.uphold()
        if link.entry not in SOURCED:
            reading.sources = ()
        return
    governor = Governor(link.above.span, link.entry)
    if effect.kind:
        reading.show(effect.kind, link.above.text, governor)
    if effect.negated and not reading.negated:
        reading.denials.append(link.above.text)
    if effect.negated != reading.negated:
        reading.negated_by = governor if effect.negated else None
    reading.negated = effect.negated


def _is_unsaid(signature: Signature, reading: _Reading) -> bool:
    """`has not admitted that it attacked`, `if Chad admits that it attacked`"""
    if reading.negated:
        return signature.words in TELLING
    is_open = reading.kind == "Requested" or reading.marker in CONDITIONS
    return signature.words == VOUCHING and is_open


def _read_sources(link: Link, reading: _Reading, *, is_unsaid: bool) -> None:
    if is_unsaid:
        reading.sources = ()
        return
    if link.entry not in SOURCED:
        return
    sources = _sources(link)
    reading.sources = sources or reading.sources
    reading.is_hearsay = not sources and link.above.pos == "NOUN"


def _descend_by_form(link: Link, reading: _Reading) -> None:
    if not link.inherits and reading.kind != "Alleged":
        # All that is alleged is alleged with its parties; otherwise `the attack` did happen.
        reading.affirm()
        reading.sources = ()
    if not link.shares:
        reading.uphold()
    if link.kind:
        reading.show(link.kind, link.above.text, Governor(link.above.span))
    undone = _undone(link)
    if undone:
        reading.negated = not reading.negated
        reading.denials.append(undone)


def _undone(link: Link) -> str:
    """Return the word that says that what follows is not done, or nothing."""
    found: Token | None = None
    if is_joined(link):
        found = next(filter(None, map(undone, link.above.having("cc"))), None)
    elif link.word.dep in ("pcomp", "pobj"):
        found = undone_behind(link.word, link.word.head)
    return found.text if found else ""


def _sources(link: Link) -> tuple[Token, ...]:
    """Return who says it: the subject or agent of the word above, or the owner of its noun."""
    above = link.above
    if above.pos == "ADJ":
        # `pleaded guilty to acting`
        above = verb_above(above) or above
    if above.pos == "NOUN":
        owners = [*above.having("poss", "compound"), *_named_by(above)]
        return (*owners, *behind(above, "from", "of"))
    if is_passive_form(above):
        return tuple(_named_by(above))
    return tuple(subject_heads(above))


def _named_by(word: Token) -> list[Token]:
    """`accused by his wife and by the police`"""
    return all_coordinated(objects_of(by_phrases(word)))


def _opening(document: Document, top: Token) -> tuple[str, str] | None:
    """Return what the form of a whole sentence shows, a question or a plan, and the word for it."""
    if top.dep not in ("ROOT", "conj"):
        return None
    if _is_question(document, top):
        return "Possible", "?"
    if is_verb(top) and is_infinitive(top) and top.head is top:
        # `Chad to attack Niger`, in a headline
        return "Intended", "to"
    if _is_an_order(top):
        return "Requested", top.text
    return None


def _is_an_order(verb: Token) -> bool:
    """`Leave the town!`, `Let us leave`, `Do not leave!`"""
    if verb.tag != "VB" or verb.dep != "ROOT":
        return False
    auxiliaries = verb.having("aux")
    if any(word.tag != "VB" or word.lemma != "do" for word in auxiliaries):
        return False
    return not verb.having("nsubj", "nsubjpass", "auxpass", "expl")


def _is_question(document: Document, verb: Token) -> bool:
    """`Did Chad attack?`; not `Why did Chad attack?`, which takes it to have done so."""
    tokens = document.sentences[verb.sentence].tokens
    if tokens[-1].text != "?":
        return False
    return not any_lemma(below([verb], "advmod", "nsubj", "nsubjpass", "dobj"), ASKING)
