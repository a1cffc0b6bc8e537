"""Names known beforehand: states, peoples, institutions, metonyms, and words that head names."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import pyoxigraph as ox

from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.territories import territories
from actorgraph.vocabulary.vocab import AG, RDF, RDFS, SKOS, carrying, local_name, ontology

LONGEST_NAME = 9  # words
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
    """What a known name means: its class, its label, its Wikidata identity, and the state it
    belongs to.

    The identity is empty if several actors share the name and it alone does not say which is meant.
    """

    kind: Kind
    label: str
    wikidata: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, demonyms, seats and sides, each with its entry.

    `shared` maps a name to all who share it; those that the table lacks have a home and no
    identity. `metonyms` are names used for a state or body because it has its seat there.
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
        names[label] = entry
        by_identity[entry.wikidata] = entry
    # The ontology's label of a state wins over the packaged one.
    for text, entry in names.items():
        names[text] = by_identity[entry.wikidata]
    metonyms = dict(_tabled("metonym", by_identity))
    names.update(_tabled("alsoNamed", by_identity))
    names.update(metonyms)
    demonyms.update(_tabled("demonym", by_identity))
    shared = _shared(by_identity)
    for text, entries in shared.items():
        names[text] = _undecided(text, entries)
    return Gazetteer(
        names=names,
        demonyms=demonyms,
        seats=dict(_tabled("seat", by_identity)),
        shared=shared,
        metonyms=frozenset(metonyms),
        sides=dict(_tabled("side", by_identity)),
    )


@cache
def listed() -> dict[str, Entry]:
    """Return the companies, banks and authorities that are too many for the ontology, by name."""
    table = files("actorgraph.ontology").joinpath("identities.tsv").read_text("utf-8")
    entries: dict[str, Entry] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        entry = Entry("Organisation", row["label"], row["wikidata"])
        for name in row["names"].split("|"):
            entries[name] = entry
    return entries


@cache
def sovereign() -> frozenset[str]:
    """Return the identities of the states that are not part of another."""
    return frozenset(
        entry.wikidata
        for entry in gazetteer().names.values()
        if entry.kind == "Government" and entry.home == entry.wikidata
    )


@cache
def labels() -> dict[str, str]:
    """Return the label of every identity that a packaged table knows."""
    tables = (listed(), gazetteer().sides, gazetteer().names)
    found: dict[str, str] = {}
    for table in tables:
        for entry in table.values():
            if entry.wikidata:
                found[entry.wikidata] = entry.label
    return found


def _undecided(text: str, entries: tuple[Entry, ...]) -> Entry:
    """Return the entry of a shared name: its kind if all agree, a place if they do not."""
    kinds = {entry.kind for entry in entries if entry.wikidata}
    kind: Kind = "Place"
    if len(kinds) == 1:
        kind = kinds.pop()
    return Entry(kind, text, "")


def _shared(by_identity: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for text, entry in _tabled("sharedName", by_identity):
        found[text].append(entry)
    for text, state in _tabled("namesake", by_identity):
        kind = found[text][0].kind
        found[text].append(Entry(kind, text, "", state.wikidata))
    return {text: tuple(entries) for text, entries in found.items()}


def _territories() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Return the packaged states and provinces by name, and by demonym."""
    names: dict[str, Entry] = {}
    countries: dict[str, list[Entry]] = defaultdict(list)
    provinces: dict[str, list[Entry]] = defaultdict(list)
    # Countries last: if a province shares a country's name, news means the country.
    for territory in territories():
        entry = Entry("Government", territory.label, territory.wikidata, territory.home)
        names.update(dict.fromkeys(territory.names, entry))
        table = provinces
        if territory.is_country:
            table = countries
        for adjective in territory.demonyms:
            table[adjective].append(entry)
    return names, _unambiguous({**provinces, **countries})


def _unambiguous(demonyms: dict[str, list[Entry]]) -> dict[str, Entry]:
    """Keep the adjectives of one territory: an adjective of two identifies neither."""
    return {adjective: entries[0] for adjective, entries in demonyms.items() if len(entries) == 1}


def _institutions() -> list[tuple[Entry, str]]:
    """Return the ontology's institutions with each of their names, sorted by name."""
    store = ontology().store
    found: list[tuple[Entry, str]] = []
    for quad in store.quads_for_pattern(None, SKOS.exactMatch, None):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        entry = _institution(quad.subject, local_name(quad.object))
        if entry is None:
            continue
        found.append((entry, entry.label))
        for name in _other_names(quad.subject, entry.label):
            found.append((entry, name))
    return sorted(found, key=lambda pair: pair[1])


def _institution(node: ox.NamedNode, identity: str) -> Entry | None:
    """Return the entry of an institution; None for a node without a class or a label."""
    types = ontology().store.quads_for_pattern(node, RDF.type, None)
    kinds = [cast(Kind, local_name(quad.object)) for quad in types]
    labels = list(_literals(RDFS.label, node))
    if not kinds or not labels:
        return None
    home = ""
    if kinds[0] == "Government":
        home = identity
    return Entry(kinds[0], labels[0], identity, _homes().get(node, home))


@cache
def _homes() -> dict[object, str]:
    """Return the state that each institution belongs to."""
    homes = ontology().store.quads_for_pattern(None, AG.homeState, None)
    return {quad.subject: local_name(quad.object) for quad in homes}


def _other_names(node: ox.NamedNode, label: str) -> Iterator[str]:
    for name in _literals(RDFS.label, node):
        if name != label:
            yield name
    yield from _literals(SKOS.altLabel, node)


def _literals(predicate: ox.NamedNode, subject: ox.NamedNode) -> Iterator[str]:
    return (text for _, text in carrying(predicate, subject))


def _tabled(predicate: str, by_identity: dict[str, Entry]) -> list[tuple[str, Entry]]:
    """Return the names under one of the lexicon's properties with their entries, sorted by name."""
    found: list[tuple[str, Entry]] = []
    for subject, text in carrying(AG[predicate]):
        entry = by_identity.get(local_name(subject))
        if entry:
            found.append((text, entry))
    return sorted(found, key=lambda pair: pair[0])


@cache
def words(kind: str, predicate: str) -> frozenset[str]:
    """Return the lower-case words that a class has under one of the lexicon's properties."""
    return frozenset(_literals(AG[predicate], AG[kind]))


@cache
def first_names() -> frozenset[str]:
    """Return the first names of people that the ontology knows, in lower case."""
    return words("Person", "feminineName") | words("Person", "masculineName")


@cache
def titles() -> dict[str, str]:
    """Return every title with the relation class that it shows."""
    return relations_by("titleWord")


@cache
def relations_by(predicate: str) -> dict[str, str]:
    """Return the relation classes by the words that one of the lexicon's properties gives them."""
    return {word: local_name(relation) for relation, word in carrying(AG[predicate])}


@cache
def head_kinds() -> dict[str, tuple[Kind, ...]]:
    """Return every head word with the classes whose names or descriptions it heads."""
    found: dict[str, list[Kind]] = defaultdict(list)
    for kind in HEADED:
        for word in words(kind, "headWord"):
            found[word].append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def people(word: str) -> Entry | None:
    """Return the state whose people a plural demonym names: `Chechens`, `the Swiss`."""
    if not word.endswith("s"):
        return None
    demonyms = gazetteer().demonyms
    return demonyms.get(word) or demonyms.get(word.removesuffix("s"))
