"""Large graphs for the page's tests: invented actors and deeds, the same every time."""

from pathlib import Path

from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import INDIVIDUALS, ontology

KINDS = ("Aid", "Assault", "Consult", "Request")
PEOPLE = ("Person", "Organisation", "Government", "Group")
LEVELS = ("Asserted", "Alleged", "Possible", "Asserted", "Requested")
CLUSTERS = 12


def large(folder: Path, actors: int, deeds: int) -> MemoryStore:
    """Return a store of so many actors, in loose clusters, and so many deeds between two of them
    each.
    """
    path = folder / f"large-{actors}-{deeds}.ttl"
    path.write_text(turtle(actors, deeds), encoding="utf-8")
    return MemoryStore.load(path)


def turtle(actors: int, deeds: int) -> str:
    article, rule = f"<{INDIVIDUALS}article/x>", f"<{INDIVIDUALS}rule/invented/1>"
    prefixes = [
        f"@prefix {name}: <{iri}> ." for name, iri in sorted(ontology().prefixes.items()) if name
    ]
    lines = [
        *prefixes,
        f'{article} a ag:Article ; ag:sha256 "{"0" * 64}" ; ag:length {deeds * 30} .',
    ]
    lines.append(f'{rule} a ag:Rule ; rdfs:label "invented" .')
    for number in range(actors):
        lines.append(f'{_actor(number)} a ag:{PEOPLE[number % 4]} ; rdfs:label "Actor {number}" .')
    for number in range(deeds):
        cluster = number % CLUSTERS
        members = max(2, actors // CLUSTERS)
        one = cluster * members + number * number * 7 % members
        other = (
            (cluster * members + (number * 13 + 1) % members)
            if number % 10
            else number * 31 % actors
        )
        span = f"<{INDIVIDUALS}article/x#char={number * 30},{number * 30 + 20}>"
        lines.append(
            f"<{INDIVIDUALS}claim/x-{number}> a ag:{KINDS[number % 4]} , ag:Action , ag:Claim ;"
            f" ag:agent {_actor(one % actors)} ;"
            f" ag:target {_actor(other % actors)} ; ag:factuality ag:{LEVELS[number % 5]} ;"
            " ag:negated false ;"
            f' ag:verb "deed {number}" ; ag:confidence 0.5 ; ag:evidence {span} ;'
            f" ag:reportedIn {article} ; ag:foundBy {rule} ."
        )
        lines.append(
            f"{span} a ag:Span ; nif:beginIndex {number * 30} ; nif:endIndex {number * 30 + 20} ."
        )
    return "\n".join(lines) + "\n"


def _actor(number: int) -> str:
    return f"<{INDIVIDUALS}actor/a{number}>"
