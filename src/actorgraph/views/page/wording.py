"""The words on the map: of a claim, as the article writes them, short enough for a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from actorgraph.vocabulary.lexicon import word_set

Row = dict[str, Any]
# Characters of a label, of a card's row, and how far before a verb its auxiliaries may begin.
MOST_LABEL = 28
MOST_ROW = 30
MOST_BEFORE = 40
ELLIPSIS = "…"
WORD = re.compile(r"[\w’'-]+")
# What ends the words behind a verb: the end of a clause.
CLAUSE_END = re.compile(r"[,;:.!?\n\"“”()]")
# Letters that two forms of one word share: `prison`, `prisons`.
SHARED_LETTERS = 4
CONTRACTED = ("n't", "n’t")


def shortened(words: str, most: int) -> str:
    """Cut words behind a whole word so that, with an ellipsis, they have at most `most` letters."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    whole = cut.rpartition(" ")[0]
    # One long word has no end to cut behind.
    if len(whole) < most // 2:
        whole = cut
    return whole.rstrip(" ,;–-") + ELLIPSIS


def surname(actor: Row) -> str:
    """Return the shortest name by which an article calls a person: an alias in the full name."""
    label = str(actor["label"])
    last = label.split()[-1:]
    for alias in sorted(actor.get("aliases", ()), key=len):
        if " " not in alias and alias[:1].isupper() and alias in label.split():
            return str(alias)
    return last[0] if last else label


@dataclass(frozen=True, slots=True)
class Words:
    """The articles' texts, and where the verbs of all claims begin.

    `verbs` are (article, offset): behind `agreed to` comes the verb of another claim.
    """

    texts: tuple[str, ...]
    verbs: frozenset[tuple[int, int]] = field(default=frozenset())

    @classmethod
    def of(cls, contents: Row) -> "Words":
        """Read what `contents` says about texts and cues."""
        verbs = set()
        for claim in contents["claims"]:
            for begin, _ in cue_of(claim):
                verbs.add((claim.get("article", 0), begin))
        texts = tuple(article.get("text") or "" for article in contents["articles"])
        return cls(texts, frozenset(verbs))

    def phrase(self, claim: Row) -> str:
        """Return a claim's verb with its auxiliaries, as written; its lemma if words are withheld.

        `has been hiding`, `agreed to cooperate`, `never punished`.
        """
        text = self._text(claim)
        spans = cue_of(claim)
        if not text or not spans:
            return _denied(claim, str(claim["verb"]))
        begin, end = spans[0]
        before = auxiliaries_before(text[max(0, begin - MOST_BEFORE) : begin], text[begin:end])
        end = self._end_of_verb(claim, text, begin, end)
        words = " ".join([*before, *text[begin:end].split()])
        return _denied(claim, words)

    def row(self, claim: Row) -> str:
        """Return a claim's verb and what follows it in its clause: `refused to offer visas`."""
        text = self._text(claim)
        spans = cue_of(claim)
        phrase = self.phrase(claim)
        if not text or not spans:
            return shortened(phrase, MOST_ROW)
        end = self._end_of_verb(claim, text, *spans[0])
        last = max((stop for _, stop in claim["evidence"]), default=end)
        behind = text[end : max(end, last)]
        clause = CLAUSE_END.split(behind, maxsplit=1)[0]
        return shortened(" ".join([phrase, *clause.split()]), MOST_ROW)

    def _text(self, claim: Row) -> str:
        return self.texts[claim.get("article", 0)]

    def _end_of_verb(self, claim: Row, text: str, begin: int, end: int) -> int:
        """Return where a verb's words end, with its particles and the verb that it opens."""
        end = _with_particles(text, end, str(claim["verb"]).split()[1:])
        opened = re.match(r"(?<!\s)\s++to\s++(?=\w)", text[end:])
        # `refused to` | `offer`
        if text[begin:end].endswith(" to"):
            opened = re.match(r"(?<!\s)\s++(?=\w)", text[end:])
        if opened is None:
            return end
        verb = end + opened.end()
        if (claim.get("article", 0), verb) not in self.verbs:
            return end
        word = WORD.match(text[verb:])
        if word is None or verb + word.end() - begin > MOST_LABEL:
            return end
        return verb + word.end()


def cue_of(claim: Row) -> list[list[int]]:
    """Return the spans of a claim's cue; a single span may be written without a list around it."""
    cue = claim.get("cue") or []
    if cue and isinstance(cue[0], int):
        return [cue]
    return list(cue)


def _denied(claim: Row, words: str) -> str:
    """Say that a claim is denied, unless its words do."""
    if not claim.get("denied") or _denies(words.split()):
        return words
    return f"not: {words}"


def _denies(words: Iterable[str]) -> bool:
    folded = [word.casefold() for word in words]
    return any(word in word_set("negations") or word.endswith(CONTRACTED) for word in folded)


def auxiliaries_before(before: str, verb: str) -> list[str]:
    """Return the helping words directly before a verb, in their order.

    Of a passive only its negation is left: the line on the map leads from whoever did it.
    """
    auxiliaries = list(reversed(list(_auxiliaries(before))))
    be = word_set("formsOfBe")
    folded = [word.casefold() for word in auxiliaries]
    last_be = max((place for place, word in enumerate(folded) if word in be), default=-1)
    is_passive = last_be >= 0 and not verb.split()[0].endswith("ing")
    if is_passive or _after_to(before, auxiliaries):
        return [word for word in auxiliaries if _denies([word])]
    return auxiliaries


def _auxiliaries(before: str) -> Iterator[str]:
    """Yield the helping words that end a text, the last one first."""
    allowed = word_set("helpingWords") | word_set("formsOfBe") | word_set("formsOfHave")
    for word in reversed(before.split()):
        folded = word.casefold()
        if folded not in allowed and not folded.endswith(CONTRACTED):
            return
        yield word


def _after_to(before: str, auxiliaries: list[str]) -> bool:
    """Return whether an infinitive's `to` is before the auxiliaries: `is said to have ordered`."""
    words = before.split()
    place = len(words) - len(auxiliaries) - 1
    return bool(auxiliaries) and place >= 0 and words[place].casefold() == "to"


def _with_particles(text: str, end: int, particles: list[str]) -> int:
    """Return where a verb ends with what its entry adds: `held` with `in secret prisons`.

    At most one word may be between: `asked the network for help` stays `asked`.
    """
    place = end
    skipped = 0
    for match in WORD.finditer(text, end):
        if not particles or CLAUSE_END.search(text[place : match.start()]):
            break
        place = match.end()
        if _is_form_of(match.group(), particles[0]):
            particles = particles[1:]
            # `held him in` needs its `prisons`.
            if not skipped or not particles:
                end = place
            continue
        skipped += 1
        if skipped > 1 or place - end > MOST_LABEL:
            break
    return end


def _is_form_of(word: str, lemma: str) -> bool:
    return word.casefold()[:SHARED_LETTERS] == lemma.casefold()[:SHARED_LETTERS]


def with_names(phrase: str, doer: str, target: str) -> str:
    """Add the names of docked persons to a label while there is room: `Merkel urged`.

    A name goes behind a verb only where its preposition is open: `wrote to` Lavrov.
    """
    if target and phrase.split()[-1:] and phrase.split()[-1] in word_set("openPrepositions"):
        longer = f"{phrase} {target}"
        if len(longer) <= MOST_LABEL:
            phrase = longer
    if doer and len(f"{doer} {phrase}") <= MOST_LABEL:
        phrase = f"{doer} {phrase}"
    return shortened(phrase, MOST_LABEL)
