"""The cue of a quotation: the verb of saying that belongs to it, and its subject."""

import re
from collections.abc import Iterable, Iterator

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.grammar import behind, right_of
from actorgraph.language.quotation_marks import MARKS
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

# The farthest that a verb which is not one of saying may be from what it introduces.
REACH_IN_CHARACTERS = 40
# In characters, between two parts of what is said: `, the minister of justice said on Friday.`
LONGEST_CUE = 300
# A sentence of the reporter's that ends between two parts; `Mr. Lund` does not end one.
SENTENCE_BETWEEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}+)[.!?][\"”’)]?\s+[^\W\d_]")
EDGES = "\"'“”‘’„«»()[] \t\n\u00a0…"
MARK = re.compile('["“”„«»]')
# In words, between a subject and its verb of saying: `the minister, who came late, later said`.
WORDS_BEFORE_THE_VERB = 4
# In words, between the closing mark and the cue: `"We left," as the minister said`.
WORDS_BEFORE_THE_CUE = 2


def find_cue(document: Document, span: Span) -> Token | None:
    """Return the verb of saying nearest to a quotation, in a sentence that it touches."""
    # A mark and a space may separate the quotation from the sentence with its cue.
    around = Span(max(0, span.begin - 2), span.end + 3)
    near = document.sentences_overlapping(around)
    candidates = list(_verbs_with_subject(near, span))
    verbs = [verb for verb in candidates if is_of_saying(verb)]
    verbs = [verb for verb in verbs if _may_be_cue(document, verb, span)]
    verbs = verbs or _introducing(document, candidates, span)
    return min(verbs, key=lambda verb: (_gap(verb, span), verb.index), default=None)


def subject_of_cue(verb: Token, span: Span) -> Token | None:
    """Return the subject of a verb of saying, outside the quotation."""
    governors = [verb]
    if verb.dep in ("conj", "advcl", "xcomp", "pcomp"):
        # `she rose and asked`, `she rose before asking`
        governors.extend(verb.ancestors())
    for governor in governors:
        for subject in governor.having("nsubj"):
            if not _inside(subject, span):
                return speaking_work(governor, subject) or subject
    # `a letter asking: "…"`, `the minister, shouting "…"`
    is_participle = verb.dep == "acl" and verb.tag == "VBG"
    if is_participle and not _inside(verb.head, span):
        return verb.head
    return None


def speaking_work(verb: Token, subject: Token) -> Token | None:
    """Return the work that speaks in `it says in the report`; None where somebody else does."""
    if subject.lemma not in ("it", "they"):
        return None
    works = words("Document", "headWord")
    return next((noun for noun in behind(verb, "in") if noun.lemma in works), None)


def opens_a_sentence(text: str, span: Span, block: Span) -> bool:
    """Return whether nothing of the reporter's sentence is in front of a quotation."""
    before = text[block.begin : span.begin].rstrip(EDGES)
    return not before or before[-1] in ".!?:"


def is_only_a_cue(between: str) -> bool:
    """Return whether nothing but a cue is between two parts: no sentence of the reporter's."""
    if len(between) >= LONGEST_CUE:
        return False
    short = word_set("abbreviations")
    ends = SENTENCE_BETWEEN.finditer(between)
    return all(end[1].casefold() in short for end in ends)


def is_next_to(document: Document, verb: Token, span: Span) -> bool:
    """Return whether nothing is between a quotation and its cue: `she said: "Yes."`."""
    if verb.span.begin > span.begin:
        return _follows_at_once(document, verb, span)
    between = document.beginning_in(Span(verb.span.end, span.begin))
    return all(token.pos == "PUNCT" for token in between)


def ending(text: str, span: Span) -> str:
    """Return the mark that ends a quotation, inside or behind the quotation mark; or nothing."""
    after = text[span.end : span.end + 2]
    if "," in after:
        return ","
    last = text[span.end - 1]
    if last in ".!?":
        return last
    behind_the_mark = after[1:]
    return behind_the_mark if behind_the_mark in (".", ";", ":") else ""


def _verbs_with_subject(sentences: Iterable[Sentence], span: Span) -> Iterator[Token]:
    """Yield the verbs outside a quotation whose subject is outside it, too."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.pos == "VERB" and not _inside(token, span) and subject_of_cue(token, span):
                yield token


def is_of_saying(verb: Token) -> bool:
    """Return whether a verb brings in words: a verb of saying, or `chant`."""
    return verb.lemma in saying_verbs() or verb.lemma in word_set("quotingVerbs")


def _may_be_cue(document: Document, verb: Token, span: Span) -> bool:
    """Return whether a verb of saying belongs to a quotation, not to words of its own."""
    text = document.article.text
    block = document.block(verb).span
    if verb.span.begin < span.begin:
        # `She said. "It was late."`: a full stop parts them.
        before = text[block.begin : span.begin].rstrip(EDGES)
        return not before or before[-1] not in ".!?"
    end = ending(text, span)
    is_free = opens_a_sentence(text, span, block) and end in (",", "!", "?", "")
    if is_free and not _has_content(verb, span):
        return True
    begins_anew = end == "." and text[span.end : verb.span.end].strip(EDGES)[:1].isupper()
    if begins_anew and not _only_speaks(verb):
        return False
    return _follows_at_once(document, verb, span) and not _introduces_another(document, verb)


def _only_speaks(verb: Token) -> bool:
    """`"It is late." The mayor said.`; not `"It is late." The mayor called on Chad to leave.`"""
    governed = right_of(verb.index, verb.having("dobj", "xcomp", "ccomp", "prt"))
    return verb.lemma in saying_verbs() and not governed


def _has_content(verb: Token, span: Span) -> bool:
    """Return whether a verb behind a quotation governs a clause of its own behind it.

    In `"We left," she said, "and slept."` the clause is the quotation's other part.
    """
    clauses = [clause for clause in verb.having("ccomp") if clause.index > verb.index]
    return any(not _inside(clause, span) and not _is_in_marks(clause) for clause in clauses)


def _is_in_marks(clause: Token) -> bool:
    marks = [token for token in clause.subtree() if token.text in MARKS]
    marks += [token for token in clause.head.having("punct") if token.text in MARKS]
    return any(clause.head.index < mark.index < clause.index for mark in marks)


def _follows_at_once(document: Document, verb: Token, span: Span) -> bool:
    """Return whether a cue is all that follows: `"…," the minister said`, `"…," said the minister`.

    It then has no content of its own.
    """
    following = document.beginning_in(Span(span.end, verb.span.end))
    spoken = [token for token in following if token.pos != "PUNCT"]
    own = [token for token in verb.having("nsubj") if not _inside(token, span)]
    if not spoken or not own:
        return False
    phrase = own[0].subtree()
    first = min(phrase[0].index, verb.index)
    between = [word for word in spoken if word.index < first]
    if len(between) > WORDS_BEFORE_THE_CUE or any(map(_joins, between)):
        return False
    if own[0].index < verb.index and verb.index - phrase[-1].index > WORDS_BEFORE_THE_VERB:
        return False
    return not _has_content(verb, span)


def _joins(word: Token) -> bool:
    """`"healthy enough," while the mayor said`: another clause begins; not `as the mayor said`."""
    return word.pos in ("CCONJ", "SCONJ") and word.lemma != "as"


def _introduces_another(document: Document, verb: Token) -> bool:
    """Return whether the sentence of a verb goes on with a quotation: `“…” She added: “…”`."""
    sentence = document.sentences[verb.sentence].span
    after = document.article.text[verb.span.end : sentence.end]
    mark = MARK.search(after)
    return mark is not None and "." not in after[: mark.start()]


def _introducing(document: Document, verbs: list[Token], span: Span) -> list[Token]:
    """Return the verbs, whatever they mean, that introduce a whole sentence in marks.

    `she scolded him: "…"`, `"…?" he mused`
    """
    text = document.article.text
    if not text[span.begin : span.begin + 1].isupper():
        return []
    if ending(text, span) in (",", "?", "!") and not _ends_a_sentence(document, span):
        following = [v for v in verbs if 0 <= v.span.begin - span.end < REACH_IN_CHARACTERS]
        if following:
            return following
    mark_before = text[: max(0, span.begin - 1)].rstrip()[-1:]
    if mark_before in (":", ","):
        return [v for v in verbs if 0 <= span.begin - v.span.end < REACH_IN_CHARACTERS]
    return []


def _ends_a_sentence(document: Document, span: Span) -> bool:
    """Return whether a new sentence begins behind a quotation, or the old one goes on over it.

    `the slogan "Out now!" Other demonstrators came`, `once dubbed "Iron Ada," she left`
    """
    first_block = document.beginning_in(span)
    if first_block and not opens_a_sentence(
        document.article.text, span, document.block(first_block[0]).span
    ):
        return True
    behind_it = document.beginning_in(Span(span.end, span.end + REACH_IN_CHARACTERS))
    words = [word for word in behind_it if word.pos != "PUNCT"]
    if not words:
        return True
    return words[0].text[:1].isupper() and words[0].pos not in ("PROPN", "PRON", "DET")


def _inside(token: Token, span: Span) -> bool:
    return span.begin <= token.span.begin < span.end


def _gap(verb: Token, span: Span) -> int:
    """Return how many characters lie between a verb and the nearer edge of a quotation."""
    return min(abs(verb.span.begin - span.end), abs(span.begin - verb.span.end))
