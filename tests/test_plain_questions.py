"""Questions that are written so that both sides join by hash have the rows of their plain form."""

import random
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from benchmarks.synthetic import articles

from actorgraph.query import ask, fill, find_question
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDF, prefixes

REJECTED = (
    "FILTER NOT EXISTS { %s ag:reviewed ?seen . FILTER (?seen IN (ag:Rejected, ag:Corrected)) }"
)
# What stands in the question between two of its lines, in plain SPARQL: each claim looks for
# another one, by whatever it has.
PLAIN = {
    "what-changed-between": (
        "  # An earlier report",
        "  BIND (!BOUND(?done)",
        """OPTIONAL {
          ?before ag:agent ?doer ; a ?kind ; ag:negated ?denied .
          ?before ag:target|ag:recipient ?party ; ag:notAfter ?done .
          %s
          FILTER (?done < ?begin)
        }"""
        % (REJECTED % "?before"),
    ),
    "which-promises-were-kept": (
        "  # The same action",
        "  BIND (IF(!BOUND(?later)",
        """OPTIONAL {
          ?later a ?kind ; ag:agent ?doer ; ag:factuality ?put ; ag:negated ?failed .
          ?put rdfs:label ?outcomeCertainty .
          %s
          FILTER (?later != ?claim && ?put IN (ag:Asserted, ag:Alleged))
          FILTER (!BOUND(?party) || EXISTS { ?later ag:target|ag:recipient ?party })
          FILTER (!EXISTS {
            ?claim ag:notBefore ?start . ?later ag:notAfter ?finished . FILTER (?finished < ?start)
          })
          OPTIONAL { ?later ag:time ?outcomeTime }
        }"""
        % (REJECTED % "?later"),
    ),
    "what-was-asked-and-done": (
        "  # The same action",
        "  BIND (IF(BOUND(?later)",
        """OPTIONAL {
          ?later a ?kind ; ag:agent ?agent ; ag:factuality ?put ; ag:negated ?laterDenied .
          %s
          FILTER (?put IN (ag:Asserted, ag:Alleged)) ?put rdfs:label ?laterCertainty .
          FILTER (!BOUND(?party) || EXISTS { ?later ag:target|ag:recipient ?party })
          OPTIONAL { ?later ag:reportedIn/dct:issued ?then }
          FILTER (EXISTS { ?claim ag:sameEventAs|^ag:sameEventAs ?later }
            || (?then > ?published && !STRSTARTS(?then, ?published)))
          OPTIONAL { ?later ag:attributedTo ?other . ?other rdfs:label ?laterAccordingTo }
        }"""
        % (REJECTED % "?later"),
    ),
}
GIVEN: dict[str, list[dict[str, str]]] = {
    "what-changed-between": [{"from": "2012", "to": "2019-05"}, {}],
    "which-promises-were-kept": [{}],
    "what-was-asked-and-done": [{}, {"of": "person"}],
}
CASES = [(name, given) for name, values in GIVEN.items() for given in values]
# Few kinds and actors, so that claims agree with each other.
KINDS = (AG.Aid, AG.Assault, AG.Support)


def unlike(seed: int) -> MemoryStore:
    """Return a store of claims of which some lack an actor, a party or a time."""
    dice = random.Random(seed)
    store = MemoryStore.of(articles(8, actors=4, seed=seed))
    quads = store.quads
    claims = sorted({quad.subject for quad in store.match(None, AG.factuality, None)}, key=str)
    for claim in claims:
        lacking = {AG.agent: 0.1, AG.target: 0.3, AG.notAfter: 0.2, AG.notBefore: 0.2}
        for quad in list(quads.quads_for_pattern(claim, None, None)):
            if dice.random() < lacking.get(quad.predicate, 0):
                quads.remove(quad)
        for quad in made_up(claim, claims, dice):
            quads.add(quad)
    return store


def made_up(
    claim: ox.NamedNode, claims: list[ox.NamedNode], dice: random.Random
) -> Iterator[ox.Quad]:
    yield ox.Quad(claim, RDF.type, dice.choice(KINDS))
    if dice.random() < 0.1:
        yield ox.Quad(claim, AG.reviewed, dice.choice((AG.Rejected, AG.Accepted)))
    if dice.random() < 0.2:
        yield ox.Quad(claim, AG.sameEventAs, dice.choice(claims))


def plainly(name: str) -> str:
    sparql = find_question(name).sparql
    begin, end, plain = PLAIN[name]
    head, _, rest = sparql.partition(begin)
    assert end in rest
    return head + plain + "\n" + end + rest.partition(end)[2]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "given"), CASES)
def test_the_rows_are_those_of_the_plain_form(name: str, given: dict[str, str], seed: int) -> None:
    store = unlike(seed)
    solutions = store.quads.query(fill(plainly(name), given), prefixes=prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    wanted = {tuple(solution) for solution in solutions}
    found = ask(store, name, **given).rows
    assert wanted
    assert set(found) == wanted
    assert len(found) == len(wanted)
