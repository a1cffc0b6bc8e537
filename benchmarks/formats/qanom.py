"""QANom: which nouns name an event."""

from typing import Any

from actorgraph.language.event_detector import THRESHOLD, probability


def predict(reading: Any) -> dict[str, Any]:
    """Return the spans of the nouns that the detector of event nouns calls events.

    Every word is asked about, whatever its part of speech: the set judges only nouns anyway.
    """
    tokens = reading.document.tokens
    nouns = [token for token in tokens if probability(token) > THRESHOLD]
    return {"nouns": [[noun.span.begin, noun.span.end] for noun in nouns]}
