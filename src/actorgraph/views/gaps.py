"""The clauses that yielded no claim, each with its place and the reason."""

import pyoxigraph as ox

from actorgraph.checking.check import of_sound
from actorgraph.stores.contract import Store
from actorgraph.views.lookup import facts_about
from actorgraph.vocabulary.vocab import AG, RDF


@of_sound
def uncoded(store: Store) -> list[tuple[int, int, str, str]]:
    """Return begin and end (code points), reason and words of each gap, in the order of the text.

    The words are empty where a shareable graph withholds them.
    """
    subjects = (quad.subject for quad in store.match(None, RDF.type, AG.Gap))
    nodes = [subject for subject in subjects if isinstance(subject, ox.NamedNode)]
    facts = facts_about(store, nodes, AG.evidence)
    gaps = []
    for gap in facts.of_type("Gap"):
        reason = facts.value(gap, AG.reason)
        for span in facts.spans(gap, AG.evidence):
            words = " ".join(span.words.split())
            gaps.append((span.begin, span.end, reason, words))
    return sorted(gaps)
