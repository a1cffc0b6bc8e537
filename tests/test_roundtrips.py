"""Round trips: what each format writes, those who read it read back, whatever a text or an IRI
contains.
"""

import json
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import owlready2
import pyoxigraph as ox
import pytest
import rdflib
from followthemoney import model
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from nanopub import Nanopub  # type: ignore[attr-defined]
from pyld import jsonld as pyld

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, export
from actorgraph.views.exports.rdf import ILLEGAL
from actorgraph.vocabulary.vocab import AG, RDF, XSD

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample" / "graph.ttl"
WRITE = {one.name: one.write for one in FORMATS}
OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "longturtle": ox.RdfFormat.TURTLE,
    "ttl12": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "nanopub": ox.RdfFormat.TRIG,
}
RDFLIB = {"ttl": "turtle", "longturtle": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
RDFLIB_QUADS = {"nq": "nquads", "trig": "trig"}
Term = ox.NamedNode | ox.Literal
ARTICLE = ox.NamedNode("https://example.org/article")
NASTY = (
    "\x00\x01\t\n\r\x0b\x7f\x85\"'\\<>&;{}@^_:.%$#\u00ad\u2028\u202e\ufeff\ufffe\uffff\U0001f600é"
)
# What an IRI may hold beside letters: no space, no angle, no quote, no brace, no control character.
IN_IRI = "abcXYZ019-._~:/?#[]@!$&'()*+,;=%C3éß日\U0001f600"

texts = st.text(
    st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=("Cs",))), max_size=12
)
tails = st.text(
    st.sampled_from(IN_IRI.replace("%", "").replace("[", "").replace("]", "").replace("#", "")),
    max_size=8,
)
starts = st.sampled_from(
    (
        "https://example.org/",
        "https://w3id.org/actorgraph/ontology#",
        "https://w3id.org/actorgraph/id/actor/",
        "http://www.wikidata.org/entity/",
        "urn:x:",
        "ag:",
        "id:",
    )
)
iris = st.builds(lambda start, tail: start + tail, starts, tails).map(ox.NamedNode)
known = st.sampled_from(
    (
        AG.agent,
        AG.verb,
        AG.confidence,
        AG.negated,
        AG.atLeast,
        AG.notBefore,
        AG.factuality,
        RDF.type,
        AG.Claim,
    )
)
names = st.text(st.sampled_from("abzAZ_09-."), max_size=5).map(
    lambda tail: ox.NamedNode(f"https://example.org/p{tail}x")
)
datatypes = st.sampled_from(
    (XSD.string, XSD.boolean, XSD.integer, XSD.decimal, XSD.dateTime, ox.NamedNode("urn:x:kind"))
)
lexical = st.one_of(
    texts,
    st.sampled_from(
        ("true", "false", "1", "01", "-0", "+5", "0.5", ".5", "1.", "12345678901234567890")
    ),
)
literals = st.one_of(
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), lexical, datatypes),
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag),
        texts,
        st.sampled_from(("en", "de-at", "zh-hant")),
    ),
)
graphs = st.lists(
    st.builds(
        ox.Triple, st.one_of(iris, known), st.one_of(known, names), st.one_of(iris, known, literals)
    ),
    max_size=8,
)


def holding(triples: list[ox.Triple]) -> MemoryStore:
    """A store of these triples. It keeps a number's value and not its spelling: 01 becomes 1, once
    and for all.
    """
    store = MemoryStore()
    store.add(ArticleGraph(ARTICLE, tuple(triples)))
    return store


def plain(triples: Any) -> set[tuple[str, ...]]:
    """Triples of pyoxigraph or rdflib as tuples of N-Triples terms that can be compared."""
    return {tuple(map(spelled, triple)) for triple in triples}


def spelled(term: Any) -> str:
    if isinstance(term, rdflib.URIRef):
        return str(ox.NamedNode(str(term)))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        return str(
            ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string.value)))
        )
    return str(term)


@pytest.fixture(autouse=True)
def literal_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib would write 01 as 1."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def sample() -> MemoryStore:
    store = MemoryStore.load(SAMPLE)
    store.derive()
    return store


def in_xml(triples: list[ox.Triple]) -> set[tuple[str, ...]]:
    """What XML can hold of a graph: a mark in the place of each character that it cannot."""
    found = []
    for triple in triples:
        thing = triple.object
        if isinstance(thing, ox.Literal):
            text = ILLEGAL.sub("\ufffd", thing.value)
            thing = (
                ox.Literal(text, language=thing.language)
                if thing.language
                else ox.Literal(text, datatype=thing.datatype)
            )
        found.append(ox.Triple(triple.subject, triple.predicate, thing))
    return plain(found)


quickly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.mark.parametrize("form", ["ttl", "longturtle", "nt", "rdf", "jsonld", "nq", "trig"])
@quickly
@given(triples=graphs)
def test_oxigraph_reads_what_was_written(form: str, triples: list[ox.Triple]) -> None:
    store = holding(triples)
    told = in_xml(store.triples()) if form == "rdf" else plain(store.triples())
    read = ox.parse(WRITE[form](store), format=OXIGRAPH[form])
    assert plain(quad.triple for quad in read) == told


def readable(triples: list[ox.Triple]) -> bool:
    """Tell whether rdflib reads these names in Turtle: it takes the escaped point of `ag:\\.` for
    the sentence's end.

    No IRI that we mint ends with a point.
    """
    return not any(
        isinstance(term, ox.NamedNode) and term.value.endswith(".") for t in triples for term in t
    )


@pytest.mark.parametrize("form", sorted(RDFLIB))
@quickly
@given(triples=graphs)
def test_rdflib_reads_what_was_written(form: str, triples: list[ox.Triple]) -> None:
    store = holding(triples)
    assume(form != "ttl" or readable(triples))
    told = in_xml(store.triples()) if form == "rdf" else plain(store.triples())
    assert plain(rdflib.Graph().parse(data=WRITE[form](store), format=RDFLIB[form])) == told


@pytest.mark.parametrize("form", sorted(RDFLIB_QUADS))
@pytest.mark.parametrize("union", [False, True])
@quickly
@given(triples=graphs)
def test_a_dataset_of_rdflib_reads_what_was_written(
    form: str, union: bool, triples: list[ox.Triple]
) -> None:
    store = holding(triples)
    assume(form != "trig" or readable(triples))
    read = rdflib.Dataset(default_union=union)
    read.parse(data=WRITE[form](store), format=RDFLIB_QUADS[form])
    named = read.graph(rdflib.URIRef(ARTICLE.value))
    assert plain(named) == plain(store.triples())
    assert plain(read.triples((None, None, None))) == (plain(store.triples()) if union else set())


@pytest.mark.parametrize("form", ["ttl", "longturtle", "jsonld", "rdf", "nt"])
@quickly
@given(triples=graphs)
def test_the_order_of_what_was_told_changes_no_byte(form: str, triples: list[ox.Triple]) -> None:
    assert WRITE[form](holding(triples)) == WRITE[form](holding(triples[::-1]))


@quickly
@given(triples=graphs)
def test_pyld_reads_what_was_written_as_json_ld(triples: list[ox.Triple]) -> None:
    """By a reader that may fetch nothing: the file carries its context."""
    store = holding(triples)
    document = json.loads(WRITE["jsonld"](store))
    lines = pyld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
    assert plain(quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == plain(
        store.triples()
    )


def refuse(url: str, options: object) -> Any:
    raise AssertionError(f"{url} would be fetched")


def test_owlready_reads_the_n_triples(sample: MemoryStore, tmp_path: Path) -> None:
    export(sample, tmp_path / "g.nt")
    world = owlready2.World()
    with (tmp_path / "g.nt").open("rb") as file:
        world.get_ontology("https://example.org/read").load(fileobj=file)
    read = {
        (str(s), str(p), str(o)) for s, p, o in world.as_rdflib_graph() if o != rdflib.OWL.Ontology
    }
    assert read == {(s.value, p.value, o.value) for s, p, o in sample.triples()}


@pytest.mark.parametrize("ending", ["nt", "ttl", "nq", "trig", "rdf", "jsonld", "nanopub.trig"])
def test_the_oxigraph_command_reads_every_rdf_form(
    ending: str, sample: MemoryStore, tmp_path: Path
) -> None:
    command = Path(sysconfig.get_path("scripts")) / "oxigraph"
    path = tmp_path / f"g.{ending}"
    export(sample, path)
    suffix = ending.rpartition(".")[2]
    given_ = [command, "convert", "--from-file", path, "--from-format", suffix, "--to-format", "nq"]
    done = subprocess.run([str(part) for part in given_], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    read = {
        quad.triple
        for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)
        if quad.graph_name != DERIVED
    }
    assert len(read) > 1000
    if ending != "nanopub.trig":
        assert read == set(sample.triples())


@pytest.mark.parametrize("form", ["ttl", "longturtle", "nt", "rdf", "jsonld", "nq", "trig"])
def test_a_graph_of_a_whole_article_is_the_same_after_the_trip(
    form: str, sample: MemoryStore
) -> None:
    text = WRITE[form](sample)
    read = {
        quad.triple for quad in ox.parse(text, format=OXIGRAPH[form]) if quad.graph_name != DERIVED
    }
    assert read == set(sample.triples())
    if form in RDFLIB:
        assert plain(rdflib.Graph().parse(data=text, format=RDFLIB[form])) == plain(
            sample.triples()
        )


def test_rdf_12_adds_what_a_claim_tells_of_and_asserts_none_of_it(
    sample: MemoryStore, tmp_path: Path
) -> None:
    path = tmp_path / "g.ttl"
    export(sample, path, form="ttl12")
    read = {quad.triple for quad in ox.parse(path=path)}
    reified = {t for t in read if t.predicate == RDF.reifies}
    assert len(reified) > 50
    assert read - reified == set(sample.triples())
    assert all(isinstance(t.object, ox.Triple) and t.object not in read for t in reified)
    store = ox.Store()
    store.load(path=path)
    found = store.query(
        "SELECT ?c { ?c rdf:reifies <<( ?a ?p ?b )>> ; ag:factuality ag:Requested }",
        prefixes=_named(),
    )
    assert len(list(found)) > 0
    # Our own reader takes the claims, and leaves what repeats them.
    assert set(MemoryStore.load(path).triples()) == set(sample.triples())


def _named() -> dict[str, str]:
    return {"rdf": RDF[""].value, "ag": AG.Claim.value.removesuffix("Claim")}


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_the_networks(
    form: str, read: Callable[[Path], Any], sample: MemoryStore, tmp_path: Path
) -> None:
    from actorgraph.views.projection import projection

    export(sample, tmp_path / f"g.{form}")
    network, told = read(tmp_path / f"g.{form}"), projection(sample)
    assert set(network.nodes) == set(told.nodes)
    assert sorted((a, b) for a, b, *_ in network.edges) == sorted((a, b) for a, b, _ in told.edges)
    consult = network.nodes["https://w3id.org/actorgraph/id/claim/b2a3d0219b007bf5-346-434-consult"]
    assert (consult["time"], consult["notBefore"], consult["accepted"]) == (
        "2017-04",
        "2017-04-01T00:00:00",
        True,
    )
    assert (consult["certainty"], consult["denied"], consult["polarity"], consult["count"]) == (
        "asserted",
        False,
        "neutral",
        1,
    )


def test_followthemoney_takes_every_entity_as_it_is(sample: MemoryStore) -> None:
    lines = [json.loads(line) for line in WRITE["ftm"](sample).splitlines()]
    ids = {one["id"] for one in lines}
    assert len(ids) == len(lines) > 100
    assert {one["schema"] for one in lines} >= {
        "Article",
        "Note",
        "Person",
        "PublicBody",
        "Organization",
        "UnknownLink",
    }
    assert {one["schema"] for one in lines} >= {"Directorship", "Membership", "Representation"}
    for one in lines:
        schema = model.get(one["schema"])
        assert schema is not None
        assert schema.validate(one) is None
        assert (
            model.get_proxy(one, cleaned=False).to_dict()["properties"].keys()
            == one["properties"].keys()
        )
        for name, values in one["properties"].items():
            kind = schema.get(name).type
            assert [kind.clean(value) for value in values] == values, (name, values)
            if kind.name == "entity":
                assert set(values) <= ids


OWNERS = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .
:article a ag:Article .
:ada a ag:Person ; rdfs:label "Ada Lund" .
:bo a ag:Person ; rdfs:label "Bo Dahl" .
:crew a ag:Group ; rdfs:label "the crew" .
:petrax a ag:Organisation ; rdfs:label "Petrax" .
:nord a ag:Organisation ; rdfs:label "Nordbanken" .
:norway a ag:Government ; rdfs:label "Norway" .
"""


def related(kind: str, subject: str, related: str, rest: str = "") -> list[dict[str, Any]]:
    """Return what FollowTheMoney gets of one relation, each entity valid there."""
    claim = (
        f":c a ag:Claim , ag:Relation , ag:{kind} ; ag:reportedIn :article ;"
        f" ag:subject :{subject} ; ag:object :{related} ;"
        f" ag:factuality ag:Asserted ; ag:negated false {rest}."
    )
    quads = ox.parse(OWNERS + claim, format=ox.RdfFormat.TURTLE)
    store = holding([quad.triple for quad in quads])
    store.derive()
    written = WRITE["ftm"](store)
    entities = [json.loads(line) for line in written.splitlines()]
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        assert schema.validate(entity) is None
        assert entity["properties"].keys() <= schema.properties.keys()
    return entities


@pytest.mark.parametrize(
    ("relation", "schema", "ends", "words"),
    [
        (
            ("OwnerOf", "ada", "petrax"),
            "Ownership",
            {"owner": "Ada Lund", "asset": "Petrax"},
            ("role", "owns"),
        ),
        (
            ("OwnerOf", "nord", "petrax", '; ag:title "main shareholder"'),
            "Ownership",
            {"owner": "Nordbanken", "asset": "Petrax"},
            ("role", "main shareholder"),
        ),
        (
            ("OwnerOf", "norway", "petrax"),
            "Ownership",
            {"owner": "Norway", "asset": "Petrax"},
            ("role", "owns"),
        ),
        (
            ("SubsidiaryOf", "petrax", "nord"),
            "Ownership",
            {"asset": "Petrax", "owner": "Nordbanken"},
            ("role", "is a subsidiary of"),
        ),
        (
            ("RelativeOf", "ada", "bo", '; ag:title "sister"'),
            "Family",
            {"relative": "Ada Lund", "person": "Bo Dahl"},
            ("relationship", "sister"),
        ),
        (
            ("RelativeOf", "ada", "bo"),
            "Family",
            {"relative": "Ada Lund", "person": "Bo Dahl"},
            ("relationship", "is a relative of"),
        ),
        # FollowTheMoney has no schema for founders, and a state is no asset there.
        (
            ("FounderOf", "ada", "petrax"),
            "UnknownLink",
            {"subject": "Ada Lund", "object": "Petrax"},
            ("role", "founded"),
        ),
        (
            ("OwnerOf", "ada", "norway"),
            "UnknownLink",
            {"subject": "Ada Lund", "object": "Norway"},
            ("role", "owns"),
        ),
    ],
)
def test_followthemoney_gets_owners_and_kin(
    relation: tuple[str, ...], schema: str, ends: dict[str, str], words: tuple[str, str]
) -> None:
    entities = related(*relation)
    by_id = {entity["id"]: entity for entity in entities}
    links = [entity for entity in entities if model.get(entity["schema"]).edge]
    assert [link["schema"] for link in links] == [schema]
    properties = links[0]["properties"]
    for end, name in ends.items():
        assert [by_id[iri]["properties"]["name"] for iri in properties[end]] == [[name]]
    assert properties[words[0]] == [words[1]]
    assert properties["recordId"] == ["https://example.org/c"]


def test_only_a_body_that_is_owned_is_a_company() -> None:
    schemata = {
        entity["properties"]["name"][0]: entity["schema"]
        for entity in related("OwnerOf", "nord", "petrax")
        if "name" in entity["properties"]
    }
    assert schemata["Petrax"] == "Company"
    assert schemata["Nordbanken"] == "Organization"


@pytest.mark.parametrize(
    ("subject", "kin", "rest"),
    [
        ("ada", "bo", "; ag:attributedTo :norway"),
        ("ada", "bo", "; ag:attributedTo :norway ; ag:reviewed ag:Unsure"),
        # A group is no entity.
        ("ada", "crew", ""),
    ],
)
def test_kin_that_are_not_accepted_or_not_named_are_no_link(
    subject: str, kin: str, rest: str
) -> None:
    schemata = {entity["schema"] for entity in related("RelativeOf", subject, kin, rest)}
    assert "Note" in schemata
    assert schemata.isdisjoint({"Family", "UnknownLink"})


@pytest.mark.parametrize("verdict", ["Rejected", "Corrected"])
def test_kin_that_somebody_rejected_are_neither_a_link_nor_a_note(verdict: str) -> None:
    entities = related("RelativeOf", "ada", "bo", f"; ag:reviewed ag:{verdict}")
    schemata = {entity["schema"] for entity in entities}
    assert schemata.isdisjoint({"Note", "Family", "UnknownLink"})


@quickly
@given(text=texts)
def test_followthemoney_takes_any_name(text: str) -> None:
    who = ox.NamedNode("https://example.org/who")
    label = ox.Literal(text, datatype=XSD.string)
    facts = [
        (who, RDF.type, AG.Person),
        (who, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), label),
    ]
    for line in WRITE["ftm"](holding([ox.Triple(*fact) for fact in facts])).splitlines():
        one = json.loads(line)
        model.get(one["schema"]).validate(one)
        values = one["properties"]["name"]
        assert values
        assert [" ".join(value.split()) for value in values] == values


def test_each_nanopublication_is_one(sample: MemoryStore) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=WRITE["nanopub"](sample), format="trig")
    heads = [graph for graph in dataset.graphs() if str(graph.identifier).endswith("#Head")]
    claims = {quad.subject for quad in sample.quads.quads_for_pattern(None, AG.factuality, None)}
    assert len(heads) == len(claims)
    for head in heads[:: len(heads) // 12]:
        single = rdflib.Dataset()
        for part in ("Head", "assertion", "provenance", "pubinfo"):
            name = rdflib.URIRef(str(head.identifier).replace("#Head", f"#{part}"))
            for triple in dataset.graph(name):
                single.graph(name).add(triple)
        assert Nanopub(rdf=single).is_valid


def test_the_published_context_is_that_of_the_ontology() -> None:
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import context; print(context.text(), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    published = (ROOT / "ontology" / "context.jsonld").read_text("utf-8")
    assert published == done.stdout, "if the ontology changed: python scripts/context.py"
    terms = json.loads(published)["@context"]
    assert terms["agent"] == {"@id": AG.agent.value, "@type": "@id"}
    assert terms["notBefore"] == {"@id": AG.notBefore.value, "@type": XSD.dateTime.value}
    assert terms["Claim"] == AG.Claim.value
    carried = json.loads(WRITE["jsonld"](MemoryStore()))["@context"]
    assert carried == terms
