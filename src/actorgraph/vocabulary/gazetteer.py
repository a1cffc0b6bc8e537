"""Names that are known beforehand: states and peoples, institutions and metonyms, and the words that head a name."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import pyoxigraph as ox

from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.vocab import AG, RDF, RDFS, SKOS, carrying, local_name, ontology

LONGEST_NAME = 9
# The kinds whose names and descriptions are known by the word that heads them.
HEADED: tuple[Kind, ...] = (
    "Person",
    "Organisation",
    "Government",
    "Group",
    "Document",
    "Place",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name's bearer: its class, its label, its Wikidata identity, and that of the state it belongs to.

    The identity is empty where the name alone does not tell which of several bearers is meant.
    """

    kind: Kind
    label: str
    wikidata: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, demonyms, seats and sides, each to its bearer, and names that several bear to all of those.

    Of the bearers of a shared name, those that the table lacks have a home and no identity. Metonyms are those of the
    names that stand for their bearers.
    """

    names: dict[str, Entry]
    demonyms: dict[str, Entry]
    seats: dict[str, Entry]
    shared: dict[str, tuple[Entry, ...]]
    metonyms: frozenset[str]
    sides: dict[str, Entry]


@cache
def gazetteer() -> Gazetteer:
    """Gather the packaged territories, the demonyms and the ontology's table of names."""
    names, demonyms = _territories()
    by_identity = {entry.wikidata: entry for entry in names.values()}
    for entry, label in _institutions():
        names[label] = by_identity[entry.wikidata] = entry
    names = {text: by_identity[entry.wikidata] for text, entry in names.items()}
    for text, entry in _tabled("alsoNamed", by_identity) + _tabled("metonym", by_identity):
        names[text] = entry
    demonyms |= dict(_tabled("demonym", by_identity))
    shared = _shared(by_identity)
    for text, bearers in shared.items():
        kinds = {bearer.kind for bearer in bearers if bearer.wikidata}
        names[text] = Entry(kinds.pop() if len(kinds) == 1 else "Place", text, "")
    metonyms = frozenset(text for text, _ in _tabled("metonym", by_identity))
    seats, sides = dict(_tabled("seat", by_identity)), dict(_tabled("side", by_identity))
    return Gazetteer(names, demonyms, seats, shared, metonyms, sides)


@cache
def listed() -> dict[str, Entry]:
    """Return the companies, banks and authorities that are too many for the ontology, each by its names."""
    table = files("actorgraph.ontology").joinpath("identities.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        name: Entry("Organisation", row["label"], row["wikidata"])
        for row in rows
        for name in row["names"].split("|")
    }


@cache
def labels() -> dict[str, str]:
    """Return the label of every identity that a packaged table knows."""
    known = [*listed().values(), *gazetteer().sides.values(), *gazetteer().names.values()]
    return {entry.wikidata: entry.label for entry in known if entry.wikidata}


def _shared(by_identity: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for text, entry in _tabled("sharedName", by_identity):
        found[text].append(entry)
    for text, state in _tabled("namesake", by_identity):
        found[text].append(Entry(found[text][0].kind, text, "", state.wikidata))
    return {text: tuple(bearers) for text, bearers in found.items()}


def _territories() -> tuple[dict[str, Entry], dict[str, Entry]]:
    from countryinfo import all_countries
    from rigour.territories import get_territories

    names: dict[str, Entry] = {}
    peoples: dict[str, dict[bool, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    adjectives = {
        str(c.iso().get("alpha2", "")).lower(): str(c.demonym() or "") for c in all_countries()
    }
    # Countries last: where a province shares a country's name, news means the country.
    for territory in sorted(get_territories(), key=lambda t: (t.is_country, t.code)):
        if not territory.qid or territory.is_historical or territory.region == "Supranational":
            continue
        home = territory.parent.qid if territory.parent else territory.qid
        entry = Entry("Government", territory.name, territory.qid, home or "")
        for name in (territory.name, territory.full_name, territory.in_sentence):
            names[name.removeprefix("the ")] = entry
        for adjective in adjectives.get(territory.code, "").split(","):
            if adjective.strip():
                peoples[adjective.strip()][territory.is_country].append(entry)
    # A country's adjective is not its islands'; an adjective of two countries tells neither.
    chief = {adjective: found.get(True) or found[False] for adjective, found in peoples.items()}
    return names, {
        adjective: entries[0] for adjective, entries in chief.items() if len(entries) == 1
    }


def _institutions() -> list[tuple[Entry, str]]:
    store = ontology().store
    homes = {
        q.subject: local_name(q.object) for q in store.quads_for_pattern(None, AG.homeState, None)
    }
    found: list[tuple[Entry, str]] = []
    for quad in store.quads_for_pattern(None, SKOS.exactMatch, None):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        kinds = [
            cast(Kind, local_name(q.object))
            for q in store.quads_for_pattern(quad.subject, RDF.type, None)
        ]
        labels = [label for _, label in carrying(RDFS.label, quad.subject)]
        others = [label for _, label in carrying(SKOS.altLabel, quad.subject)]
        if kinds and labels:
            home = homes.get(
                quad.subject, local_name(quad.object) if kinds[0] == "Government" else ""
            )
            entry = Entry(kinds[0], labels[0], local_name(quad.object), home)
            found.extend((entry, label) for label in labels + others)
    return sorted(found, key=lambda pair: pair[1])


def _tabled(predicate: str, by_identity: dict[str, Entry]) -> list[tuple[str, Entry]]:
    pairs = [
        (text, by_identity.get(local_name(subject))) for subject, text in carrying(AG[predicate])
    ]
    return sorted(((text, entry) for text, entry in pairs if entry), key=lambda pair: pair[0])


@cache
def words(kind: str, predicate: str) -> frozenset[str]:
    """Return the lower-case words that a class carries under one of the lexicon's properties."""
    return frozenset(text for _, text in carrying(AG[predicate], AG[kind]))


@cache
def first_names() -> frozenset[str]:
    """Return the first names of people that the ontology knows, in lower case."""
    return words("Person", "feminineName") | words("Person", "masculineName")


@cache
def titles() -> dict[str, str]:
    """Return every title with the relation class that it shows."""
    return {title: local_name(relation) for relation, title in carrying(AG.titleWord)}


@cache
def head_kinds() -> dict[str, tuple[Kind, ...]]:
    """Return every head word with the classes whose names or descriptions it heads."""
    found: dict[str, list[Kind]] = defaultdict(list)
    for kind in HEADED:
        for word in words(kind, "headWord"):
            found[word].append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def people(word: str) -> Entry | None:
    """Return the state whose people a plural demonym names: `Chechens`, `the French`."""
    table = gazetteer().demonyms
    return table.get(word) or table.get(word.removesuffix("s")) if word.endswith("s") else None
