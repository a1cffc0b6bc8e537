"""The traps: in no format, read by no reader, does what is uncertain become a direct edge between
two actors.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import owlready2
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from followthemoney import model

from actorgraph.errors import ActorgraphError
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, export
from actorgraph.vocabulary.vocab import (
    AG,
    FILES,
    RDFS,
    literals_of_all,
    local_name,
    ontology,
    ontology_text,
)

HOME = "https://example.org/"
HEAD = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
:story a ag:Article ; rdfs:label "The story" .
:norway a ag:Government , ag:Place ; rdfs:label "Norway" .
:iceland a ag:Government , ag:Place ; rdfs:label "Iceland" .
:paper a ag:Organisation ; rdfs:label "The Paper" .
:says a ag:Claim , ag:Action , ag:Statement ;
  ag:reportedIn :story ; ag:agent :norway ; ag:verb "say" ;
  ag:factuality ag:Asserted ; ag:negated false .
"""
# What a claim has beside its parts, and which policies take it. All but those named are traps for
# each of the three.
KINDS = {
    "plain": ("ag:factuality ag:Asserted ; ag:negated false", {"strict", "default", "generous"}),
    "accepted": (
        (
            "ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo :paper ;"
            " ag:reviewed ag:Accepted"
        ),
        {"default", "generous"},
    ),
    "alleged": ("ag:factuality ag:Alleged ; ag:negated false", set()),
    "possible": ("ag:factuality ag:Possible ; ag:negated false", set()),
    "intended": ("ag:factuality ag:Intended ; ag:negated false", set()),
    "requested": ("ag:factuality ag:Requested ; ag:negated false", set()),
    "negated": ("ag:factuality ag:Asserted ; ag:negated true", set()),
    "attributed": ("ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo :paper", set()),
    "said": ("ag:factuality ag:Asserted ; ag:negated false ; ag:saidIn :says", set()),
    "rejected": ("ag:factuality ag:Asserted ; ag:negated false ; ag:reviewed ag:Rejected", set()),
    "allegedaccepted": (
        "ag:factuality ag:Alleged ; ag:negated false ; ag:reviewed ag:Accepted",
        set(),
    ),
    "deniedaccepted": (
        "ag:factuality ag:Asserted ; ag:negated true ; ag:reviewed ag:Accepted",
        set(),
    ),
}
# What no table and no note has: a person rejected it.
REJECTED = "rejected"
POLICIES = ("strict", "default", "generous")
# Of each kind an action and a relation, each between a pair of its own; of actions one only
# possibly done, too.
ACTION, RELATION = ("Assault", "assaulted"), ("HeadOf", "headOf")


def claims() -> str:
    parts = [HEAD]
    for kind, (how, _) in KINDS.items():
        who = [f":{kind}{letter}" for letter in "abcdef"]
        parts += [f'{one} a ag:Person ; rdfs:label "{one[1:]}" .' for one in who]
        parts.append(
            f":{kind}-deed a ag:Claim , ag:Action , ag:Assault ; ag:agent {who[0]} ;"
            f' ag:target {who[1]} ; ag:verb "beat" ; ag:time "2017-05" ; ag:reportedIn :story ;'
            f" {how} ."
        )
        parts.append(
            f":{kind}-post a ag:Claim , ag:Relation , ag:HeadOf ; ag:subject {who[2]} ;"
            f' ag:object {who[3]} ; ag:title "head" ; ag:reportedIn :story ; {how} .'
        )
        parts.append(
            f":{kind}-perhaps a ag:Claim , ag:Action , ag:Assault ; ag:possibleAgent {who[4]} ;"
            f' ag:target {who[5]} ; ag:verb "beat" ; ag:reportedIn :story ; {how} .'
        )
    # Two sources say the same: the generous policy alone believes them.
    for source in (":paper", ":iceland"):
        parts.append(
            f":twice-{source[1:]} a ag:Claim , ag:Action , ag:Assault ; ag:agent :twicea ;"
            ' ag:target :twiceb ; ag:verb "beat" ; ag:reportedIn :story ;'
            f" ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo {source} ."
        )
    parts += [f':{one} a ag:Person ; rdfs:label "{one}" .' for one in ("twicea", "twiceb")]
    return "\n".join(parts)


def expected(policy: str) -> dict[tuple[str, str, str], set[str]]:
    """The edges that a policy accepts by what stands above, each with the claims it rests on."""
    found = {}
    for kind, (_, taken) in KINDS.items():
        if policy in taken:
            found[f"{kind}a", ACTION[1], f"{kind}b"] = {f"{kind}-deed"}
            found[f"{kind}c", RELATION[1], f"{kind}d"] = {f"{kind}-post"}
    if policy == "generous":
        found["twicea", ACTION[1], "twiceb"] = {"twice-paper", "twice-iceland"}
    return found


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("traps") / "traps.ttl"
    path.write_text(claims(), "utf-8")
    return path


@pytest.fixture(scope="module")
def files(
    graph: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str | None], Path]:
    """Export once per format and policy."""
    folder, done = tmp_path_factory.mktemp("files"), {}

    def file(form: str, policy: str | None = None) -> Path:
        if (form, policy) not in done:
            ending = next(one.ending for one in FORMATS if one.name == form) or ".ttl"
            done[form, policy] = folder / f"{policy}-{form}{ending}"
            export(MemoryStore.load(graph), done[form, policy], form=form, policy=policy)
        return done[form, policy]

    return file


Files = Callable[[str, str | None], Path]
ACTORS = {HOME + name for name in ("norway", "iceland", "paper", "twicea", "twiceb")} | {
    f"{HOME}{kind}{letter}" for kind in KINDS for letter in "abcdef"
}
FLAT = {"ttl": "turtle", "longturtle": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
QUADS = {"nq": "nquads", "trig": "trig", "nanopub": "trig"}


def ties(triples: Iterable[tuple[Any, Any, Any]]) -> set[tuple[str, str, str]]:
    """Every triple from one actor to another, by whatever property; that all are themselves is no
    tie.
    """
    told = {tuple(str(getattr(term, "value", term)) for term in triple) for triple in triples}
    return {
        (local_name(s), local_name(p), local_name(o))
        for s, p, o in told
        if s in ACTORS and o in ACTORS and s != o
    }


def terms(quads: Iterable[Any]) -> list[tuple[Any, Any, Any]]:
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def test_the_traps_are_set(graph: Path) -> None:
    assert len(KINDS) == 12
    assert not ties(MemoryStore.load(graph).triples())
    direct = {name for _, name in literals_of_all("direct")}
    assert {ACTION[1], RELATION[1]} <= direct
    known = {
        local_name(q.subject)
        for q in ontology().store.quads_for_pattern(None, RDFS.subPropertyOf, AG.directEdge)
    }
    assert direct <= known


@pytest.mark.parametrize("form", FLAT)
def test_flat_files_tie_nobody_to_anybody_for_rdflib(form: str, files: Files) -> None:
    path = files(form, None)
    graph = rdflib.Graph().parse(path, format=FLAT[form])
    assert len(graph) > 300
    assert ties(graph) == set()
    for union in (False, True):
        dataset = rdflib.Dataset(default_union=union)
        dataset.parse(path, format=FLAT[form])
        assert ties((s, p, o) for s, p, o, _ in dataset.quads()) == set()
        assert ties(dataset.triples((None, None, None))) == set()


@pytest.mark.parametrize("form", [*FLAT, "ttl12", "nanopub"])
def test_flat_files_tie_nobody_to_anybody_for_oxigraph(form: str, files: Files) -> None:
    store = ox.Store()
    kind = {"jsonld": ox.RdfFormat.JSON_LD}.get(form) or ox.RdfFormat.from_extension(
        files(form, None).suffix[1:]
    )
    store.load(path=files(form, None), format=kind)
    assert ties(terms(store)) == set()
    ask = "SELECT ?a ?p ?b { ?a ?p ?b }"
    for union in (False, True):
        rows = store.query(ask, use_default_graph_as_union=union)
        assert ties((row["a"], row["p"], row["b"]) for row in rows) == set()


@pytest.mark.parametrize("form", QUADS)
@pytest.mark.parametrize("policy", POLICIES)
def test_quads_tie_whom_the_policy_ties_and_nobody_else(
    form: str, policy: str, files: Files
) -> None:
    """For rdflib by graph, as a dataset and as a union; the flattened file says no more than the
    policy does.
    """
    wanted = set() if form == "nanopub" else set(expected(policy))
    path = files(form, None if form == "nanopub" else policy)
    for union in (False, True):
        dataset = rdflib.Dataset(default_union=union)
        dataset.parse(path, format=QUADS[form])
        told = [(quad, str(quad[3])) for quad in dataset.quads()]
        assert ties(quad[:3] for quad, name in told if name != DERIVED.value) == set()
        assert ties(quad[:3] for quad, name in told if name == DERIVED.value) == wanted
        assert ties(dataset.triples((None, None, None))) == (wanted if union else set())
    flat = rdflib.Graph()
    flat.parse(path, format=QUADS[form])
    assert ties(flat) <= wanted


@pytest.mark.parametrize("form", ["nq", "trig"])
@pytest.mark.parametrize("policy", POLICIES)
def test_oxigraph_finds_each_edge_with_the_claims_it_rests_on(
    form: str, policy: str, files: Files
) -> None:
    store = ox.Store()
    store.load(path=files(form, policy))
    assert ties(terms(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == set()
    edges: dict[tuple[str, str, str], set[str]] = {}
    for node in {q.subject for q in store.quads_for_pattern(None, AG.restsOn, None, DERIVED)}:
        triple = [
            local_name(next(store.quads_for_pattern(node, role, None)).object)
            for role in (AG.subject, AG.directProperty, AG.object)
        ]
        claims = store.quads_for_pattern(node, AG.restsOn, None)
        edges[triple[0], triple[1], triple[2]] = {local_name(quad.object) for quad in claims}
    assert edges == expected(policy)
    assert ties(terms(store)) == set(edges)
    assert ties(terms(q for q in store if q.graph_name != DERIVED)) == set()


def test_rdf_12_names_the_claims_and_asserts_none_of_them(files: Files) -> None:
    quads = list(ox.parse(path=files("ttl12", None)))
    told = {
        ties(terms([q.object])).pop(): local_name(q.subject)
        for q in quads
        if isinstance(q.object, ox.Triple)
    }
    assert told["allegeda", "assaulted", "allegedb"] == "alleged-deed"
    assert told["negatedc", "headOf", "negatedd"] == "negated-post"
    assert not [
        ends for ends in told if ends[0].endswith("e")
    ]  # who only may have done it is not said to have
    assert ties(terms(quads)) == set()


def test_owlready_finds_no_tie(files: Files) -> None:
    world = owlready2.World()
    for name in ("https://example.org/vocabulary", "https://example.org/told"):
        text = files("nt", None).read_bytes() if name.endswith("told") else vocabulary()
        world.get_ontology(name).load(fileobj=io.BytesIO(text))
    assert ties(world.as_rdflib_graph()) == set()
    names = {local_name(iri) for iri in ACTORS}
    people = [world[iri] for iri in sorted(ACTORS)]
    assert len([one.is_a for one in people if one is not None]) == len(ACTORS)
    for one in people:
        for role in one.get_properties():
            assert not [value for value in role[one] if getattr(value, "name", None) in names], (
                one,
                role,
            )


def vocabulary() -> bytes:
    triples = [quad.triple for quad in ontology().store]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


TIED = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://example.org/> .
:untied a sh:NodeShape ; sh:targetNode :story ; sh:sparql [ sh:message "tied" ;
  sh:select '''SELECT $this ?value WHERE {
    $this a ?kind . ?value ?path ?other . FILTER (?value != ?other)
    FILTER (?value IN (NODES)) FILTER (?other IN (NODES))
  }''' ] .
"""


@pytest.mark.parametrize("inference", ["none", "rdfs", "owlrl", "both"])
def test_shacl_with_inference_finds_no_tie(inference: str, files: Files) -> None:
    shapes = rdflib.Graph().parse(data=shape(), format="turtle")
    terms_ = rdflib.Graph()
    for name in FILES[:4]:
        terms_.parse(data=ontology_text(name), format="turtle")
    told = rdflib.Graph().parse(files("ttl", None))
    conforms, report, _ = pyshacl.validate(
        told,
        shacl_graph=shapes,
        ont_graph=terms_,
        inference=inference,
        inplace=True,
        advanced=False,
    )
    assert conforms, report
    assert ties(told) == set()


def shape() -> str:
    return TIED.replace("NODES", " , ".join(f"<{iri}>" for iri in sorted(ACTORS)))


def test_shacl_would_find_a_tie(files: Files) -> None:
    """Over a file with derived edges the shape fails and names just where the edges begin."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(files("nq", "strict"), format="nquads")
    flat = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        flat.add(triple)
    conforms, report, _ = pyshacl.validate(
        flat, shacl_graph=rdflib.Graph().parse(data=shape(), format="turtle")
    )
    assert not conforms
    found = {local_name(node) for node in report.objects(None, rdflib.SH.value)}
    assert found == {begin for begin, _, _ in expected("strict")}


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
@pytest.mark.parametrize("policy", POLICIES)
def test_networks_have_no_edge_without_its_certainty(
    form: str, read: Any, policy: str, files: Files
) -> None:
    network = read(files(form, policy))
    edges = list(network.edges(data=True))
    taken = {name for names in expected(policy).values() for name in names}
    assert len(edges) > 60
    for begin, end, held in edges:
        claim = local_name(held["claim"])
        assert held["certainty"] in (
            "asserted",
            "reported",
            "alleged",
            "possible",
            "intended",
            "requested",
        )
        assert isinstance(held["denied"], bool)
        tied = claim in taken and held["role"] in ("agent", "target", "HeadOf")
        assert held["accepted"] == tied, (claim, held)
        kind = claim.partition("-")[0]
        if {begin, end} <= ACTORS and kind not in ("plain", "accepted", "rejected", "said"):
            assert held["label"].endswith(")"), (
                held
            )  # a label that says alleged, reported or denied
    accepted = {local_name(held["claim"]) for *_, held in edges if held["accepted"]}
    assert accepted == taken


@pytest.mark.parametrize("policy", POLICIES)
def test_followthemoney_links_whom_the_policy_ties_and_notes_the_rest(
    policy: str, files: Files
) -> None:
    lines = [json.loads(line) for line in files("ftm", policy).read_text("utf-8").splitlines()]
    names = {
        one["id"]: one["properties"]["name"][0] for one in lines if "name" in one["properties"]
    }
    links, notes = {}, {}
    for one in lines:
        schema, held = model.get(one["schema"]), one["properties"]
        if schema.edge:
            begin, end = held[schema.edge_source][0], held[schema.edge_target][0]
            links[names[begin], names[end]] = (
                one["schema"],
                {local_name(iri) for iri in held["recordId"]},
            )
        elif one["schema"] == "Note":
            notes[held["description"][0].rpartition("/")[2]] = held
        else:
            people = set(held.get("entity", ()))
            assert not people
    rests = {(begin, end): claims for (begin, _, end), claims in expected(policy).items()}
    assert {ends: claims for ends, (_, claims) in links.items()} == rests
    # A person heads no person: what fits no edge of theirs is an UnknownLink, and no Directorship.
    assert {schema for schema, _ in links.values()} == {"UnknownLink"}
    # What is only not accepted is noted; what somebody rejected is not.
    assert {claim.partition("-")[0] for claim in notes} == {*KINDS, "says", "twice"} - {REJECTED}
    assert len(notes) == 3 * (len(KINDS) - 1) + 3
    for claim, held in notes.items():
        certainty = held["name"][0].partition(":")[0]
        assert set(certainty.split(", ")) == set(held["keywords"])
        assert held["description"][0].startswith(certainty)
        kind = claim.partition("-")[0]
        if kind in ("alleged", "possible", "intended", "requested"):
            assert certainty == kind
        assert ("denied" in certainty) == (kind in ("negated", "deniedaccepted"))


@pytest.mark.parametrize("policy", POLICIES)
def test_tables_have_no_row_without_its_certainty(policy: str, files: Files) -> None:
    with zipfile.ZipFile(files("tables", policy)) as archive:
        rows, actors = (
            list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in ("claims.csv", "actors.csv")
        )
    assert {row["actor"] for row in actors} == {
        actor for actor in ACTORS if not actor.startswith(HOME + REJECTED)
    }
    # A table of actors ties nobody: no cell beside the first names another actor.
    assert not [row for row in actors if set(list(row.values())[1:]) & ACTORS]
    taken = {name for names in expected(policy).values() for name in names}
    assert len(rows) == 3 * (len(KINDS) - 1) + 3
    for row in rows:
        assert row["certainty"] in (
            "asserted",
            "reported",
            "alleged",
            "possible",
            "intended",
            "requested",
        )
        assert row["denied"] in ("true", "false")
        assert (row["accepted"] == "true") == (local_name(row["claim"]) in taken)
    assert rows == list(csv.DictReader(files("csv", policy).open(encoding="utf-8")))


@pytest.mark.parametrize("form", [one.name for one in FORMATS if not one.derived])
def test_a_format_without_derived_edges_takes_no_policy(
    form: str, graph: Path, tmp_path: Path
) -> None:
    with pytest.raises(ActorgraphError, match="derived edges"):
        export(MemoryStore.load(graph), tmp_path / "g.x", form=form, policy="generous")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_another_policy_takes_the_edges_of_the_one_before_away(
    form: str, files: Files, tmp_path: Path
) -> None:
    for wide, narrow in pairwise(reversed(POLICIES)):
        path = tmp_path / f"{narrow}{files(form, wide).suffix}"
        export(MemoryStore.load(files(form, wide)), path, policy=narrow)
        assert path.read_bytes() == files(form, narrow).read_bytes()
