"""The rules of each export on small graphs; whole files are in test_exports.py."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph import files
from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, export
from actorgraph.views.exports.accepted import accepted_claims, edges, taking_part
from actorgraph.views.exports.ftm import entities
from actorgraph.views.exports.jsonld import context, json_ld
from actorgraph.views.exports.long import long_turtle, natural, term
from actorgraph.views.exports.nanopubs import nanopubs
from actorgraph.views.exports.networks import gexf, graphml
from actorgraph.views.exports.rdf import ILLEGAL, prefixes, turtle_12
from actorgraph.views.exports.rdfxml import rdf_xml
from actorgraph.views.exports.sheets import actors_csv, claims_csv
from actorgraph.vocabulary.vocab import AG, XSD
from tests.snippets import ARTICLE, MEETING, node, store, triples


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def derived(turtle: str) -> MemoryStore:
    """A store whose derived edges are given and not derived."""
    made = store(ARTICLE + MEETING)
    made.insert(DERIVED, triples(turtle))
    return made


EDGE = (
    "ex:e a ag:DerivedEdge ; ag:subject ex:ann ; ag:object ex:bob ;"
    " ag:directProperty ag:consulted ; ag:restsOn ex:meeting ; ag:byPolicy ex:policy-asserted ."
)


def test_an_accepted_edge_is_read_with_its_claims() -> None:
    made = derived(EDGE)
    (edge,) = edges(made)
    assert (edge.begin, edge.direct, edge.end) == (
        node("ann").value,
        "consulted",
        node("bob").value,
    )
    assert (edge.claims, edge.policy) == ((node("meeting").value,), "policy-asserted")
    assert accepted_claims(made) == {node("meeting").value}
    assert taking_part(made) == {
        (node("meeting").value, node(name).value) for name in ("ann", "bob")
    }


@pytest.mark.parametrize(
    "broken",
    [
        EDGE.replace("ag:object ex:bob ;", ""),
        EDGE.replace("ag:subject ex:ann", "ag:subject ex:ann , ex:cem"),
        EDGE.replace("ag:directProperty ag:consulted ;", ""),
    ],
)
def test_an_edge_without_its_two_ends_is_an_error(broken: str) -> None:
    with pytest.raises(GraphError, match=r"example\.org/e.*--policy"):
        edges(derived(broken))


def test_nothing_is_accepted_before_a_policy_was_applied() -> None:
    assert edges(store(ARTICLE + MEETING)) == []


def test_a_claim_is_a_row() -> None:
    (row,) = rows(claims_csv(store(ARTICLE + MEETING)))
    assert (row["doers"], row["verb"], row["others"]) == ("Ann", "meet", "Bob")
    assert (row["words"], row["begin"], row["end"]) == ("Ann met Bob.", "0", "12")
    assert (row["certainty"], row["denied"], row["accepted"]) == ("asserted", "false", "false")
    assert row["doers' ids"] == node("ann").value


def test_possible_doers_are_alternatives() -> None:
    maybe = MEETING.replace("ag:agent ex:ann", "ag:possibleAgent ex:ann , ex:bob")
    (row,) = rows(claims_csv(store(ARTICLE + maybe)))
    assert row["doers"] == "Ann or Bob"
    assert row["doers' ids"].split() == [node("ann").value, node("bob").value]


def test_a_claim_without_evidence_has_empty_cells() -> None:
    (row,) = rows(claims_csv(store(ARTICLE + MEETING.replace("ag:evidence ex:s1 ;", ""))))
    assert row["words"] == row["begin"] == row["end"] == ""


def test_only_actors_of_claims_are_rows() -> None:
    bystander = 'ex:cem a ag:Person ; rdfs:label "Cem" ; ag:mention ex:s1 .'
    found = rows(actors_csv(store(ARTICLE + MEETING + bystander)))
    assert [(row["name"], row["claims"]) for row in found] == [("Ann", "1"), ("Bob", "1")]
    assert found[0]["other names"] == "Dr Ann"


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        (MEETING, "meet"),
        (MEETING.replace("Asserted", "Alleged"), "meet (alleged)"),
        (MEETING.replace("negated false", "negated true"), "meet (denied)"),
        (
            MEETING.replace("Asserted", "Possible").replace("negated false", "negated true"),
            "meet (possible, denied)",
        ),
    ],
)
def test_a_networks_label_says_what_is_not_simply_asserted(claim: str, label: str) -> None:
    assert f">{label}<" in graphml(store(ARTICLE + claim))


def test_a_network_has_dates_where_there_are_some() -> None:
    dated = MEETING + 'ex:meeting ag:time "2017-05" .'
    assert ">2017-05<" in graphml(store(ARTICLE + dated))
    assert "lastmodifieddate" not in gexf(store(ARTICLE + MEETING))


def test_illegal_characters_are_replaced_in_xml() -> None:
    hostile = ARTICLE.replace('label "Ann"', 'label "A\\u0001n\\u000Bn"')
    for write in (graphml, gexf, rdf_xml):
        assert not ILLEGAL.search(write(store(hostile + MEETING)))


def test_whoever_is_named_is_an_entity() -> None:
    found = {row["schema"] for row in lines(entities(store(ARTICLE + MEETING)))}
    assert found == {"Article", "Person", "Note"}


@pytest.mark.parametrize("guard", ["unnamed", "protected"])
def test_whoever_is_guarded_is_no_entity(guard: str) -> None:
    found = lines(entities(store(ARTICLE + MEETING + f"ex:ann ag:{guard} true .")))
    people = [row for row in found if row["schema"] == "Person"]
    assert [row["properties"]["name"] for row in people] == [["Bob"]]


def test_a_note_says_how_certain_its_claim_is() -> None:
    alleged = MEETING.replace("Asserted", "Alleged").replace("negated false", "negated true")
    (note,) = [r for r in lines(entities(store(ARTICLE + alleged))) if r["schema"] == "Note"]
    assert note["properties"]["keywords"] == ["alleged", "denied"]
    assert note["properties"]["name"] == ["alleged, denied: Ann – meet – Bob"]
    assert "according to the article; “Ann met Bob.”" in note["properties"]["description"][0]


def test_a_note_without_doers_is_about_somebody() -> None:
    nobody = MEETING.replace("; ag:agent ex:ann ; ag:target ex:bob", "")
    (note,) = [r for r in lines(entities(store(ARTICLE + nobody))) if r["schema"] == "Note"]
    assert note["properties"]["name"] == ["asserted: somebody – meet"]


def test_only_an_accepted_edge_is_a_link() -> None:
    assert not [r for r in lines(entities(store(ARTICLE + MEETING))) if "role" in r["properties"]]
    (link,) = [r for r in lines(entities(derived(EDGE))) if "recordId" in r["properties"]]
    assert link["properties"]["recordId"] == [node("meeting").value]
    assert "policy-asserted" in link["properties"]["summary"][0]


def test_an_edge_to_somebody_without_a_name_is_no_link() -> None:
    made = derived(EDGE.replace("ag:object ex:bob", "ag:object ex:nobody"))
    assert not [row for row in lines(entities(made)) if "recordId" in row["properties"]]


@pytest.mark.parametrize(
    ("issued", "days"),
    [
        ("2017-08-31", ["2017-08-31"]),
        ("2017-08~", ["2017-08"]),
        ("2017?", ["2017"]),
        ("2017-13", None),
        ("201X", None),
        ("2017-08/2017-09", None),
    ],
)
def test_dates_lose_their_marks_of_doubt_or_are_left_out(
    issued: str, days: list[str] | None
) -> None:
    made = store(ARTICLE.replace('issued "2017-08"', f'issued "{issued}"'))
    (article,) = [row for row in lines(entities(made)) if row["schema"] == "Article"]
    assert article["properties"].get("publishedAt") == days


@pytest.mark.parametrize(
    ("texts", "ordered"),
    [
        (["char=10", "char=9"], ["char=9", "char=10"]),
        (["b1", "a2", "a10"], ["a2", "a10", "b1"]),
        (["1a", "a1", ""], ["", "1a", "a1"]),
    ],
)
def test_numbers_sort_by_their_size(texts: list[str], ordered: list[str]) -> None:
    assert sorted(texts, key=natural) == ordered


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (AG.Claim, "ag:Claim"),
        (node("a/b"), "<https://example.org/a/b>"),
        (ox.NamedNode(AG.Claim.value + "/x"), f"<{AG.Claim.value}/x>"),
        (ox.Literal("x"), '"x"'),
        (ox.Literal('a\n"b"'), '"""a\n\\"b\\""""'),
        (ox.Literal("x", language="en"), '"x"@en'),
        (ox.Literal("a\nb", language="en"), '"""a\nb"""@en'),
        (ox.Literal("true", datatype=XSD.boolean), "true"),
        (ox.Literal("1", datatype=XSD.boolean), '"1"^^xsd:boolean'),
        (ox.Literal("-5", datatype=XSD.integer), "-5"),
        (ox.Literal("0.5", datatype=XSD.decimal), "0.5"),
        (ox.Literal("5", datatype=XSD.decimal), '"5"^^xsd:decimal'),
        (ox.BlankNode("b"), "_:b"),
    ],
)
def test_a_term_in_long_turtle(given: object, written: str) -> None:
    assert term(given) == written


def test_long_turtle_puts_the_article_first_and_spans_last() -> None:
    text = long_turtle(store(ARTICLE + MEETING))
    places = [
        text.index(f"\n<{node(name).value}>\n") for name in ("article", "ann", "meeting", "s1")
    ]
    assert places == sorted(places)
    given, parsed = triples(ARTICLE + MEETING), list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert {quad.triple for quad in parsed} == set(given)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('"x"', "x"),
        ("true", True),
        ("5", 5),
        ("12345678901234567", {"@value": "12345678901234567", "@type": "xsd:integer"}),
        ('"x"@en', {"@value": "x", "@language": "en"}),
        ("ex:b", {"@id": "https://example.org/b"}),
    ],
)
def test_a_value_in_json_ld_keeps_its_type(value: str, written: object) -> None:
    document = json.loads(json_ld(store(ARTICLE + f"ex:a rdfs:comment {value} .")))
    (found,) = [row for row in document["@graph"] if row["@id"] == node("a").value]
    assert found["rdfs:comment"] == written


def test_the_context_leaves_out_a_name_that_is_a_scheme() -> None:
    hostile = "ex:a rdfs:seeAlso <ag:x> ."
    document = json.loads(json_ld(store(ARTICLE + hostile)))
    assert "ag" in context()
    assert "ag" not in document["@context"]
    assert {"@id": "ag:x"} in [row.get("rdfs:seeAlso") for row in document["@graph"]]


@pytest.mark.parametrize("ending", ["1", "", "a%20"])
def test_rdf_xml_refuses_a_property_that_xml_cannot_name(ending: str) -> None:
    made = store(ARTICLE + f'ex:a <https://example.org/{ending}> "x" .')
    with pytest.raises(GraphError, match="XML"):
        rdf_xml(made)


def test_rdf_xml_declares_a_foreign_property() -> None:
    text = rdf_xml(store(ARTICLE + 'ex:a ex:own "x"@en ; ex:number 5 .'))
    assert '<own:own xmlns:own="https://example.org/" xml:lang="en">x</own:own>' in text
    assert 'integer">5<' in text


def test_a_nanopublication_asserts_the_report_alone() -> None:
    text = nanopubs(store(ARTICLE + MEETING))
    quads = list(ox.parse(text, format=ox.RdfFormat.TRIG))
    parts = {quad.graph_name.value.rpartition("#")[2] for quad in quads}
    assert parts == {"Head", "assertion", "provenance", "pubinfo"}
    assert not [quad for quad in quads if quad.predicate == AG.consulted]
    assertion = Facts(q.triple for q in quads if q.graph_name.value.endswith("#assertion"))
    assert assertion.label(node("ann")) == "Ann"
    assert "Ann met Bob. Bob slept." not in text


def test_a_foreign_claim_has_a_nanopublication_of_its_own() -> None:
    text = nanopubs(store(ARTICLE + MEETING + MEETING.replace("ex:meeting", "ex:other\\/meeting")))
    names = {
        q.subject for q in ox.parse(text, format=ox.RdfFormat.TRIG) if "Nanopub" in str(q.object)
    }
    assert len(names) == 2


def test_turtle_12_reifies_each_pair_and_asserts_none() -> None:
    text = turtle_12(store(ARTICLE + MEETING))
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    reified = [quad.object for quad in quads if isinstance(quad.object, ox.Triple)]
    assert reified == [ox.Triple(node("ann"), AG.consulted, node("bob"))]
    assert not [quad for quad in quads if quad.predicate == AG.consulted]


def test_prefixes_are_sorted_and_none_is_empty() -> None:
    assert list(prefixes()) == sorted(prefixes())
    assert "" not in prefixes()


@pytest.mark.parametrize(
    ("path", "form", "word"),
    [("g.parquet", None, ".ttl"), ("g", None, ".ttl"), ("g.ttl", "excel", "longturtle")],
)
def test_an_unknown_format_names_those_there_are(
    tmp_path: Path, path: str, form: str | None, word: str
) -> None:
    with pytest.raises(GraphError) as caught:
        export(store(ARTICLE + MEETING), tmp_path / path, form=form)
    assert word in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", [known.name for known in FORMATS if not known.derived])
def test_a_policy_needs_a_format_that_shows_it(form: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="--policy"):
        export(store(ARTICLE), tmp_path / "g", form=form, policy="asserted")


def test_the_longest_ending_decides(tmp_path: Path) -> None:
    export(store(ARTICLE + MEETING), tmp_path / "a.nanopub.trig")
    export(store(ARTICLE + MEETING), tmp_path / "a.trig")
    assert "pubinfo" in (tmp_path / "a.nanopub.trig").read_text("utf-8")
    assert "pubinfo" not in (tmp_path / "a.trig").read_text("utf-8")


def test_a_failed_export_leaves_an_old_folder_and_no_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "replace_all", full)
    (tmp_path / "old").mkdir()
    for name in ("old", "new"):
        with pytest.raises(GraphError, match="No space left"):
            export(store(ARTICLE + MEETING), tmp_path / name, form="tables")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
