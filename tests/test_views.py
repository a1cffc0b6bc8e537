"""Views of small graphs: the projection, what the page shows, explanations, gaps and tables."""

import json
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.answer import Answer
from actorgraph.errors import GraphError, QueryError
from actorgraph.query import ask
from actorgraph.server.records import claim as claim_record
from actorgraph.views.dossier import MOST_MENTIONS, describe_actor
from actorgraph.views.explain import explain, find_claim
from actorgraph.views.gaps import uncoded
from actorgraph.views.lookup import facts_about
from actorgraph.views.network import communities
from actorgraph.views.network.communities import MOST_CLAIMS, pages
from actorgraph.views.network.drawing import placed, render
from actorgraph.views.network.layout import HIGH, WIDE, positions
from actorgraph.views.network.scripts import FOLDER, network_templates
from actorgraph.views.page.assets import content_policy, joined
from actorgraph.views.page.contents import contents
from actorgraph.views.projection import polarity, project
from actorgraph.views.tables import evidence, harmless, print_answer
from actorgraph.vocabulary.vocab import AG
from tests.snippets import ARTICLE, MEETING, facts, node, store

COMMON = (
    "ag:reportedIn ex:article ; ag:foundBy ex:rule ; ag:evidence ex:s3 ; ag:negated false ;"
    " ag:factuality ag:Asserted ; ag:confidence 0.5"
)
STATEMENT = (
    'ex:saying a ag:Statement , ag:Action , ag:Claim ; ag:verb "say" ; ag:agent ex:bob ;'
    f" {COMMON} ."
    " ex:meeting ag:saidIn ex:saying ."
)
RELATION = (
    "ex:office a ag:HeadOf , ag:Relation , ag:Claim ; ag:subject ex:ann ; ag:object ex:bob ;"
    f' ag:title "chair" ; {COMMON} .'
)
ATTITUDE = (
    f'ex:hope a ag:Attitude , ag:Claim ; ag:holder ex:cem ; ag:verb "hope" ; {COMMON} .'
    ' ex:cem a ag:Person ; rdfs:label "Cem" .'
)
DENIED = MEETING.replace("negated false", "negated true")


def drawn(turtle: str) -> Any:
    return project(facts(turtle))


def test_an_action_is_a_node_between_its_actors() -> None:
    graph = drawn(ARTICLE + MEETING)
    meeting, ann, bob = (node(name).value for name in ("meeting", "ann", "bob"))
    assert set(graph) == {meeting, ann, bob}
    roles = {(begin, end): held["role"] for begin, end, held in graph.edges(data=True)}
    assert roles == {(ann, meeting): "agent", (meeting, bob): "target"}
    assert graph.nodes[meeting]["kind"] == "Action"
    assert graph.nodes[meeting]["action"] == "Consult"
    assert graph.nodes[ann]["count"] == 1


def test_a_relation_is_an_edge_with_its_title() -> None:
    graph = drawn(ARTICLE + RELATION)
    ((begin, end, attributes),) = graph.edges(data=True)
    assert (begin, end) == (node("ann").value, node("bob").value)
    assert (attributes["role"], attributes["label"]) == ("HeadOf", "chair")
    assert node("office").value not in graph


WORDS_OF_RELATIONS = [
    ("OwnerOf", "owner of"),
    ("SubsidiaryOf", "subsidiary of"),
    ("FounderOf", "founder of"),
    ("RelativeOf", "relative of"),
    ("MemberOf", "member of"),
]


def untitled(kind: str) -> str:
    """Return a relation whose title the text does not give."""
    return RELATION.replace("HeadOf", kind).replace('ag:title "chair" ; ', "")


@pytest.mark.parametrize(("kind", "words"), WORDS_OF_RELATIONS)
def test_a_relation_without_a_title_is_named_in_words(kind: str, words: str) -> None:
    found = facts(ARTICLE + untitled(kind))
    graph = project(found)
    ((_, _, attributes),) = graph.edges(data=True)
    assert (attributes["role"], attributes["label"]) == (kind, words)
    shown = contents(graph, found, list(graph))
    assert [claim["verb"] for claim in shown["claims"]] == [words]
    assert shown["classes"][kind]["label"] == words


def test_kin_are_named_by_their_title() -> None:
    found = facts(ARTICLE + RELATION.replace("HeadOf", "RelativeOf").replace("chair", "sister"))
    graph = project(found)
    ((_, _, attributes),) = graph.edges(data=True)
    assert attributes["label"] == "sister"
    shown = contents(graph, found, list(graph))
    assert [(claim["kind"], claim["verb"]) for claim in shown["claims"]] == [
        ("RelativeOf", "sister")
    ]


@pytest.mark.parametrize(("kind", "words"), WORDS_OF_RELATIONS)
def test_the_server_names_a_relation(kind: str, words: str) -> None:
    record = claim_record(facts(ARTICLE + untitled(kind)), node("office"))
    assert record["kind"] == kind
    assert [(role["role"], role["label"]) for role in record["roles"]] == [
        ("subject", "Ann"),
        ("object", "Bob"),
    ]


def test_an_attitude_is_not_drawn() -> None:
    assert set(drawn(ARTICLE + ATTITUDE)) == set()


def test_a_statement_leads_to_what_it_contains() -> None:
    graph = drawn(ARTICLE + MEETING + STATEMENT)
    saying = node("saying").value
    assert graph.nodes[saying]["kind"] == "Statement"
    assert (saying, node("meeting").value) in graph.edges()


def test_denial_and_certainty_reach_node_and_edges() -> None:
    graph = drawn(ARTICLE + DENIED + "ex:meeting ag:attributedTo ex:cem .")
    attributes = graph.nodes[node("meeting").value]
    assert attributes["denied"]
    assert attributes["certainty"] == "reported"
    assert all(held["denied"] for *_, held in graph.edges(data=True))


def test_a_relation_without_an_end_is_an_error() -> None:
    with pytest.raises(LookupError):
        drawn(ARTICLE + RELATION.replace("ag:object ex:bob ;", ""))


@pytest.mark.parametrize(
    ("kind", "sign"), [("Assault", "harm"), ("Aid", "help"), ("Act", "neutral")]
)
def test_polarity_of_a_class(kind: str, sign: str) -> None:
    assert polarity(kind) == sign


def shown(turtle: str) -> dict[str, Any]:
    known = facts(turtle)
    graph = project(known)
    return contents(graph, known, sorted(graph))


def test_the_page_refers_by_number() -> None:
    page = shown(ARTICLE + MEETING + STATEMENT)
    assert [row["verb"] for row in page["claims"]] == ["meet", "say"]
    assert page["claims"][0]["in"] == 1
    names = [row.get("label") for row in page["nodes"]]
    assert [names[number] for number in page["claims"][0]["agents"]] == ["Ann"]
    assert [names[number] for number in page["claims"][0]["targets"]] == ["Bob"]
    assert page["claims"][0]["evidence"] == [[0, 12]]
    assert page["rules"] == {"active verb": node("rule").value}


def test_a_row_leaves_out_what_is_empty_or_false() -> None:
    row = shown(ARTICLE + MEETING)["claims"][0]
    for key in ("denied", "time", "written", "tenure", "span", "content", "in", "same", "holders"):
        assert key not in row
    assert shown(ARTICLE + DENIED)["claims"][0]["denied"] is True


def test_whoever_is_not_on_the_map_is_an_other() -> None:
    page = shown(ARTICLE + MEETING + ATTITUDE)
    assert [row["label"] for row in page["others"]] == ["Cem"]
    assert page["attitudes"][0]["holders"] == [len(page["nodes"])]


@pytest.mark.parametrize(
    "missing",
    [
        "ag:foundBy ex:rule ;",
        "ag:reportedIn ex:article ;",
        "ag:confidence 0.8 ;",
        "ag:factuality ag:Asserted ;",
    ],
)
def test_a_claim_that_lacks_what_every_claim_has_is_not_drawn(missing: str) -> None:
    with pytest.raises(GraphError):
        render(store(ARTICLE + MEETING.replace(missing, "")))


def test_a_span_without_offsets_is_not_drawn() -> None:
    with pytest.raises(GraphError):
        render(store(ARTICLE.replace("nif:beginIndex 0 ;", "") + MEETING))


def test_only_what_differs_from_pyvis_is_passed_on() -> None:
    own = {"id": 0, "x": 1.5, "y": 2, "color": "#97c2fc", "shape": "custom", "label": "A"}
    added = {"id": "z", "label": "Z", "color": "red", "title": ["no text"], "size": [1]}
    tie = {"from": 0, "to": "z", "color": "red", "arrows": "to"}
    assert placed([own, added], [{"from": 0, "to": 0}, tie], 1, 1) == {
        "nodes": [{"x": 1.5, "y": 2}],
        "added": [{"id": "z", "label": "Z", "color": "red"}],
        "ties": [{"from": 0, "to": "z", "color": "red"}],
    }


def test_json_in_a_page_cannot_end_its_script() -> None:
    template = network_templates().from_string("{{ value | tojson }}")
    hostile = {"b": "</script><!-- & '", "a": "é"}
    written = template.render(value=hostile)
    assert not {"<", ">", "&", "'"} & set(written)
    assert json.loads(written) == hostile
    assert written.startswith('{"a":"é",')


def test_a_policy_allows_just_these_scripts() -> None:
    policy = content_policy(["a()", "b()"], "p {}")
    assert policy.count("'sha256-") == 3
    assert policy != content_policy(["a()", "c()"], "p {}")
    assert "unsafe" not in policy


def test_comments_do_not_reach_the_page() -> None:
    script = joined(FOLDER, ["paths.js"])
    assert not any(line.startswith(("//", " ")) or not line for line in script.splitlines())


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_no_two_boxes_overlap(count: int) -> None:
    import networkx as nx

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{number:02}" for number in range(count))
    graph.add_edges_from((f"n{number:02}", f"n{number // 2:02}") for number in range(count))
    places = list(positions(graph).values())
    assert positions(graph) == positions(graph)
    for place, (x, y) in enumerate(places):
        for across, along in places[place + 1 :]:
            assert abs(across - x) > WIDE - 1 or abs(along - y) > HIGH - 1


def test_large_communities_are_cut_and_small_ones_share_a_page() -> None:
    def claims(count: int) -> list[ox.NamedNode]:
        return [node(f"c{number}") for number in range(count)]

    sizes = [len(part) for part in communities._bundled([claims(MOST_CLAIMS + 5)])]
    assert sizes == [MOST_CLAIMS, 5]
    sizes = [len(part) for part in communities._bundled([claims(MOST_CLAIMS - 5), claims(5)])]
    assert sizes == [MOST_CLAIMS]
    sizes = [len(part) for part in communities._bundled([claims(MOST_CLAIMS - 4), claims(5)])]
    assert sizes == [MOST_CLAIMS - 4, 5]


def test_a_page_of_a_community_keeps_the_statements_around_its_claims() -> None:
    known = facts(ARTICLE + MEETING + STATEMENT + RELATION)
    part = communities._restricted(known, [node("meeting")])
    assert set(part.claims) == {node("meeting"), node("saying")}
    assert part.articles == known.articles
    assert communities._restricted(known, [node("office")]).claims == (node("office"),)


def test_linked_pages_hold_every_claim_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "MOST_NODES", 1)
    made = pages(store(ARTICLE + MEETING + RELATION), "p")
    assert list(made) == ["p.html", "p-01.html"]
    assert 'href="p-01.html"' in made["p.html"]
    with pytest.raises(GraphError, match="SPARQL"):
        pages(store(ARTICLE + MEETING), with_sparql=True)


@pytest.mark.parametrize("name", ["meeting", "https://example.org/meeting", "<meeting>", "meet"])
def test_a_claim_is_found_by_its_name_or_its_beginning(name: str) -> None:
    assert find_claim(facts(ARTICLE + MEETING + RELATION), name) == node("meeting")


def test_the_code_of_the_article_may_be_left_out() -> None:
    known = facts(MEETING.replace("ex:meeting", "ex:0f-9-21-consult"))
    for name in ("0f-9-21-consult", "9-21-consult", "9-21", "0f"):
        assert find_claim(known, name) == node("0f-9-21-consult")


@pytest.mark.parametrize(
    ("name", "where", "remedy"),
    [("mee", "mee", "meeting"), ("meetnig", "meetnig", "meeting"), ("", "(empty)", "query")],
)
def test_a_name_that_fits_several_claims_or_none(name: str, where: str, remedy: str) -> None:
    known = facts(ARTICLE + MEETING + MEETING.replace("ex:meeting", "ex:meeting2"))
    with pytest.raises(GraphError) as caught:
        find_claim(known, name)
    assert where in str(caught.value)
    assert remedy in str(caught.value)


def test_an_exact_name_wins_over_a_beginning() -> None:
    known = facts(MEETING + MEETING.replace("ex:meeting", "ex:meeting2"))
    assert find_claim(known, "meeting") == node("meeting")


def test_an_explanation_quotes_the_sentence_with_its_cue() -> None:
    lines = explain(store(ARTICLE + MEETING), "meeting").splitlines()
    assert lines[0].split() == ["Consult", node("meeting").value]
    assert lines[1].strip() == "“Ann [met] Bob.” [characters 0 to 12]"
    rows = dict(line.strip().split(maxsplit=1) for line in lines[2:])
    assert rows["cue"] == "met (verb: meet)"
    assert (rows["agent"], rows["target"]) == ("Ann", "Bob")
    assert rows["rule"] == "active verb (confidence 0.8)"
    assert rows["article"] == "Port strike, The Example, 2017-08"
    assert "recipient" not in rows


def test_an_explanation_follows_the_statements_to_the_article() -> None:
    text = explain(store(ARTICLE + MEETING + STATEMENT), "meeting")
    assert "according to  Bob, in saying (Asserted)" in text
    assert "“Bob slept.”" in text
    assert "own voice" not in text
    assert "own voice" in explain(store(ARTICLE + MEETING), "meeting")


def test_statements_in_a_circle_end() -> None:
    looped = ARTICLE + MEETING + STATEMENT + "ex:saying ag:saidIn ex:meeting ."
    assert explain(store(looped), "meeting").count("in saying") == 1


def test_a_denied_claim_without_words_is_explained_by_its_offsets() -> None:
    withheld = ARTICLE.replace('; nif:anchorOf "Ann met Bob."', "") + DENIED
    text = explain(store(withheld), "meeting")
    assert "withheld" in text
    assert "Asserted and negated" in text


@pytest.mark.parametrize("name", ["Ann", "ann", " DR ANN ", "https://example.org/ann"])
def test_an_actor_is_described_by_any_name(name: str) -> None:
    text = describe_actor(facts(ARTICLE), name)
    assert text.startswith("Ann  https://example.org/ann\n")
    assert "also called   Dr Ann" in text
    assert "“Ann met Bob.” @0" in text


def test_nobody_is_described_by_part_of_a_name() -> None:
    assert describe_actor(facts(ARTICLE), "An") == ""


def test_an_actor_is_described_with_link_decision_and_protection() -> None:
    text = describe_actor(
        facts(
            ARTICLE + "ex:ann ag:protected true ; ag:decision ex:d ."
            ' ex:d ag:decided "same Ann and Dr Ann" .'
            " ex:l a ag:IdentityLink ; ag:subject ex:ann ; ag:identity wd:Q1 ;"
            ' ag:reason "its name" ; ag:confidence 0.9 ; ag:mention ex:s1 .'
        ),
        "Ann",
    )
    assert "protected     never linked" in text
    assert "Q1: its name (score 0.9)" in text
    assert "decided       same Ann and Dr Ann" in text


def test_of_many_mentions_the_rest_is_counted() -> None:
    spans = "".join(
        f"ex:m{n} nif:beginIndex {n} ; nif:endIndex {n + 1} . ex:bob ag:mention ex:m{n} ."
        for n in range(MOST_MENTIONS + 2)
    )
    assert describe_actor(facts(ARTICLE + spans), "Bob").strip().endswith("and 3 more")


def test_gaps_come_in_the_order_of_the_text() -> None:
    gaps = (
        'ex:g2 a ag:Gap ; ag:evidence ex:s3 ; ag:reason "no verb" .'
        ' ex:g1 a ag:Gap ; ag:evidence ex:s1 ; ag:reason "no actor" .'
    )
    assert uncoded(store(ARTICLE + gaps)) == [
        (0, 12, "no actor", "Ann met Bob."),
        (13, 23, "no verb", "Bob slept."),
    ]
    assert uncoded(store(ARTICLE)) == []


def test_a_lookup_reads_the_nodes_and_those_under_one_property() -> None:
    known = facts_about(store(ARTICLE + MEETING), [node("meeting")], AG.evidence)
    assert set(known) == {node("meeting"), node("s1")}


ROWS = Answer(
    ("who", "claim"),
    ((ox.Literal("Ann"), node("meeting")), (None, node("nowhere"))),
)


def test_a_table_aligns_and_counts() -> None:
    assert print_answer(ROWS).splitlines() == [
        "who  claim",
        "───  ───────",
        "Ann  meeting",
        "     nowhere",
        "",
        "2 rows",
    ]


def test_a_table_with_evidence_quotes_below_each_row() -> None:
    text = print_answer(ROWS, store=store(ARTICLE + MEETING))
    assert "    “Ann met Bob.”  [meeting]" in text
    assert "claim" not in text.splitlines()[0]


def test_evidence_without_words_is_its_offsets() -> None:
    withheld = ARTICLE.replace('; nif:anchorOf "Ann met Bob."', "")
    span = "ex:meeting ag:evidence <https://example.org/article#char=13,23> ."
    assert evidence(store(withheld + span), node("meeting")) == ["characters 13 to 23"]


@pytest.mark.parametrize(
    ("answer", "form", "text"),
    [
        (Answer(truth=True), "table", "yes\n"),
        (Answer(truth=False), "csv", "answer\nno\n"),
        (Answer(truth=True), "json", '{"head": {}, "boolean": true}\n'),
        (Answer(("a",), ()), "csv", "a\n"),
        (Answer(("a",), ((ox.Literal("x" * 60),),)), "csv", f"a\n{'x' * 60}\n"),
        (Answer(("a",), ((ox.Literal("=1+1"),),)), "csv", "a\n'=1+1\n"),
        (Answer(triples=(ox.Triple(node("a"), AG.agent, node("b")),)), "csv", None),
    ],
)
def test_an_answer_in_other_forms(answer: Answer, form: str, text: str | None) -> None:
    written = print_answer(answer, form=form)
    if text is None:
        assert written.splitlines()[0] == "subject,predicate,object"
    else:
        assert written == text


@pytest.mark.parametrize(
    ("term", "binding"),
    [
        (node("a"), {"type": "uri", "value": node("a").value}),
        (ox.BlankNode("b"), {"type": "bnode", "value": "b"}),
        (ox.Literal("x"), {"type": "literal", "value": "x"}),
        (ox.Literal("x", language="en"), {"type": "literal", "value": "x", "xml:lang": "en"}),
    ],
)
def test_a_term_in_json(term: Any, binding: dict[str, str]) -> None:
    written = json.loads(print_answer(Answer(("a",), ((term,),)), form="json"))
    assert written["results"]["bindings"] == [{"a": binding}]


def test_numbers_and_triples_in_json() -> None:
    triple = ox.Triple(node("a"), AG.agent, node("b"))
    row = (ox.Literal(5), triple, None)
    written = json.loads(print_answer(Answer(("n", "t", "none"), (row,)), form="json"))
    (binding,) = written["results"]["bindings"]
    assert binding["n"]["datatype"].endswith("integer")
    assert binding["t"]["value"]["object"] == {"type": "uri", "value": node("b").value}
    assert "none" not in binding


def test_turtle_needs_triples() -> None:
    with pytest.raises(QueryError, match="Turtle"):
        print_answer(Answer(("a",), ()), form="ttl")
    answer = ask(store(ARTICLE), "CONSTRUCT WHERE { ?a a ag:Person }")
    assert "ag:Person" in print_answer(answer, form="ttl")
    assert print_answer(answer) == print_answer(answer, form="ttl")


@pytest.mark.parametrize(
    ("text", "safe"), [("=1", "'=1"), ("+1", "'+1"), ("@a", "'@a"), ("a=1", "a=1"), ("", "")]
)
def test_no_cell_is_a_formula(text: str, safe: str) -> None:
    assert harmless(text) == safe
