"""Who a graph would expose: the protected and unnamed actors, and the words that identify them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.redaction.aliases import text_aliases
from actorgraph.redaction.people import (
    actors_in,
    claims_of,
    folded_names,
    identifying_words,
    is_marked,
    kinds_of_actors,
    participants,
    read_facts,
    texts_in_roles,
)
from actorgraph.redaction.protection import with_ties
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.redaction.spellings import latinised, spellings, words_as_written
from actorgraph.redaction.whole_names import WholeNames
from actorgraph.redaction.words import contains_distinct, contains_phrase, folded, listed_words
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.lexicon import kinds_with
from actorgraph.vocabulary.vocab import AG, SKOS

# Other spellings of fewer letters may be words of any text.
SHORTEST_SPELLING = 4
# Shorter ones count where they are written as names are.
SHORTEST_NAME = 2
# Whose names of a single word are withheld as a whole.
BODIES = frozenset({"Organisation", "Place", "Government"})
Actors = set[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Exposure:
    """The protected and unnamed actors, and the words and phrases that no export may contain.

    Words and phrases are folded; a phrase may be the single word of a body's name. Words may also
    be the keys of other spellings. Short words count only with a capital letter. Whole names are
    those that are compared as a whole, because they may be written in another script.
    """

    protected: frozenset[ox.NamedNode]
    unnamed: frozenset[ox.NamedNode]
    words: frozenset[str]
    phrases: frozenset[str]
    short_words: frozenset[str] = frozenset()
    whole_names: WholeNames = field(default_factory=WholeNames)

    def withholds(self, actor: ox.NamedNode) -> bool:
        """Return whether an actor is protected or unnamed."""
        return actor in self.protected or actor in self.unnamed

    def reveals(self, text: str) -> bool:
        """Return whether a text contains a word or phrase that identifies a protected actor.

        It costs what the text is long, however many words and phrases there are.
        """
        if not self.words and not self.phrases:
            return False
        if self._reveals_as_written(folded(text)):
            return True
        words = words_as_written(text)
        if any(map(self._is_name, words)) or self.whole_names.are_in(words):
            return True
        return not text.isascii() and self._reveals_as_written(latinised(text))

    def _is_name(self, word: str) -> bool:
        """Return whether a word as written is a spelling of one that identifies somebody."""
        if not self.words.isdisjoint(spellings(word)):
            return True
        return word[0].isupper() and folded(word) in self.short_words

    def _reveals_as_written(self, plain: str) -> bool:
        if not self.words.isdisjoint(plain.split()):
            return True
        if contains_phrase(plain, self.phrases):
            return True
        # A long word is also found within others, as in compounds or names of relatives. Scripts
        # without capitals may not separate words.
        return contains_distinct(plain.replace(" ", ""), self.words)


def expose(store: Store, policy: RedactionPolicy) -> Exposure:
    """Find who must not be recognised.

    Raises GraphError if somebody has no class or no IRI: then it is unknown how to protect them.
    """
    _refuse_blank_nodes(store.triples())
    facts = _facts_with_aliases(store)
    actors = actors_in(facts)
    _refuse_unclassified(facts, actors)
    protected = {actor for actor in actors if is_marked(facts, actor, AG.protected)}
    # A victim whom the article does not name is at risk even if nobody marked it.
    if policy.victims:
        protected.update(_unnamed_victims(facts))
    protected = with_ties(facts, actors, protected, policy)
    unnamed = {
        actor
        for actor in actors - protected
        if is_marked(facts, actor, AG.unnamed) and "Document" not in facts.types(actor)
    }
    return Exposure(
        protected=frozenset(protected),
        unnamed=frozenset(unnamed),
        words=_identifying_words(facts, protected, policy.names),
        phrases=_identifying_phrases(facts, protected, unnamed, policy.names),
        short_words=_short_words(policy.names),
        whole_names=WholeNames.of(policy.names),
    )


def _facts_with_aliases(store: Store) -> Facts:
    triples = [quad.triple for quad in store.contents()]
    facts = read_facts(triples)
    found = list(text_aliases(facts))
    if not found:
        return facts
    return read_facts([*triples, *found])


def _refuse_blank_nodes(triples: Iterable[ox.Triple]) -> None:
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise GraphError(
                "cannot be redacted: it has nodes without an IRI",
                remedy="give each node an IRI",
            )


def _refuse_unclassified(facts: Facts, actors: Actors) -> None:
    kinds = kinds_of_actors()
    unclassified = sum(facts.types(actor).isdisjoint(kinds) for actor in actors)
    unclassified += len(texts_in_roles(facts))
    if unclassified:
        # The message names nobody: it may be kept in a log.
        raise GraphError(
            f"cannot be redacted: {unclassified} of its actors have no class",
            remedy="give each a class such as ag:Person or ag:Group, or remove the mention",
        )


def _identifying_words(facts: Facts, protected: Actors, listed: tuple[str, ...]) -> frozenset[str]:
    words: set[str] = set()
    for actor in protected:
        words.update(identifying_words(facts, actor))
    for name in listed:
        words.update(listed_words(name))
    found = set(words)
    for word in words:
        # A short word in other letters may be a word of any text.
        found.update(form for form in spellings(word) if len(form) >= SHORTEST_SPELLING)
    # A single Latin letter is no word of a name, a single Chinese character may be one.
    return frozenset(word for word in found if len(word) > 1 or not word.isascii())


def _short_words(listed: tuple[str, ...]) -> frozenset[str]:
    """Return the short ways to write the words of listed names of other scripts in Latin letters:
    `Lev` and `Lew` for `Лев`.
    """
    found: set[str] = set()
    for name in listed:
        for word in listed_words(name):
            if not word.isascii():
                found.update(form for form in spellings(word) if form.isascii())
    lengths = range(SHORTEST_NAME, SHORTEST_SPELLING)
    return frozenset(form for form in found if form.isalpha() and len(form) in lengths)


def _identifying_phrases(
    facts: Facts,
    protected: Actors,
    unnamed: Actors,
    listed: tuple[str, ...],
) -> frozenset[str]:
    """Return the names of several words, and the names of protected bodies of any length."""
    phrases = set(map(folded, listed))
    for actor in protected | unnamed:
        phrases.update(folded_names(facts, actor))
    phrases = {phrase for phrase in phrases if " " in phrase}
    for actor in protected:
        if not facts.types(actor).isdisjoint(BODIES):
            phrases.update(name for name in folded_names(facts, actor) if name)
    return frozenset(phrases)


def _unnamed_victims(facts: Facts) -> Iterator[ox.NamedNode]:
    """Yield those without a name who die, or whom somebody attacks, holds or threatens."""
    for claim in claims_of(facts):
        for actor in participants(facts, claim, _victim_roles(facts.types(claim))):
            # Somebody with an identity is publicly known.
            if facts.has(actor, SKOS.exactMatch):
                continue
            if "Group" in facts.types(actor) or is_marked(facts, actor, AG.unnamed):
                yield actor


def _victim_roles(types: frozenset[str]) -> tuple[ox.NamedNode, ...]:
    if not types.isdisjoint(kinds_with("harms")):
        return (AG.target, AG.recipient)
    if "Death" in types:
        return (AG.agent,)
    return ()
