"""QANom: which nouns name an event."""

from typing import Any

from actorgraph.vocabulary.event_nouns import noun_frames


def predict(reading: Any) -> dict[str, Any]:
    """Return the spans of the lexicon's event nouns.

    Every word is looked up, whatever its part of speech: the set judges only nouns anyway.
    """
    tokens = reading.document.tokens
    nouns = [token for token in tokens if token.lemma.lower() in noun_frames()]
    return {"nouns": [[noun.span.begin, noun.span.end] for noun in nouns]}
