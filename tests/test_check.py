"""A sound graph passes; a graph that breaks a rule is reported at the node, with a remedy."""

import re

import pyoxigraph as ox
import pytest

from actorgraph.actors import Actor, Link
from actorgraph.checking.check import check
from actorgraph.claims.claim import Action, Relation, Statement
from actorgraph.graph.article_graph import ArticleGraph, build, shareable
from actorgraph.mentions import Mention
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.article import Article, Block, Span
from actorgraph.text.review import Decision
from actorgraph.times.time import Time
from actorgraph.vocabulary.vocab import AG, ONTOLOGY, local_name, ontology, ontology_text

TEXT = (
    "Talks\n\nNorway's minister Ingrid Berg said that Chad had "
    "\u201cbriefed over 60 refugees\u201d in Oslo in May 2017."
    " \U0001f54a A source doubts it.\n"
)


def span(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def mention(words: str, kind: str) -> tuple[Mention, ...]:
    return (Mention(span(words), 0, kind, "name"),)


def sound() -> MemoryStore:
    """The graph of one invented sentence, with a statement, an action within it, a relation and
    every field filled.
    """
    blocks = (Block("heading", Span(0, 5)), Block("paragraph", Span(7, len(TEXT) - 1)))
    actors = [
        Actor(
            0,
            ("Government", "Place"),
            "Norway",
            mentions=mention("Norway", "Government"),
            wikidata="Q20",
            link=Link("Q20", "Norway", "its name is in a table", 0.98),
            decisions=(
                Decision(
                    "different",
                    "Norway",
                    "the north",
                    by="the desk",
                    date="2017-08-01",
                    note="checked",
                ),
            ),
        ),
        Actor(1, ("Person",), "Ingrid Berg", ("minister",), mention("Ingrid Berg", "Person")),
        Actor(
            2,
            ("Government", "Place"),
            "Chad",
            mentions=mention("Chad", "Government"),
            wikidata="Q657",
        ),
        Actor(
            3,
            ("Group",),
            "over 60 refugees",
            mentions=mention("over 60 refugees", "Group"),
            protected=True,
            at_least=61,
        ),
        Actor(4, ("Place",), "Oslo", mentions=mention("Oslo", "Place")),
        Actor(5, ("Person",), "a source", mentions=mention("A source", "Person"), unnamed=True),
    ]
    content = span("Chad had \u201cbriefed over 60 refugees\u201d in Oslo in May 2017")
    when = Time("in May 2017", "2017-05", "2017-05-01T00:00:00", "2017-05-31T23:59:59")
    claims = [
        Statement(
            evidence=(span(TEXT[7:-22]),),
            rule="reported",
            verb="say",
            cue=span("said"),
            agents=(1,),
            content=(content,),
            mode="Mixed",
            quotations=(span("briefed over 60 refugees"),),
        ),
        Action(
            kind="Consult",
            evidence=(content,),
            rule="active",
            verb="brief",
            cue=span("briefed"),
            agents=(2,),
            recipients=(3,),
            places=(4,),
            time=when,
            at_least=61,
            attributed_to=(1,),
            said_in=0,
        ),
        Relation(
            kind="MemberOf",
            evidence=(span("Norway's minister Ingrid Berg"),),
            rule="appositive",
            subject=1,
            object=0,
            title="minister",
        ),
        Action(
            kind="Reject",
            evidence=(span("A source doubts it"),),
            rule="active",
            verb="doubt",
            cue=span("doubts"),
            agents=(5,),
        ),
    ]
    return MemoryStore.of([build(Article(TEXT, blocks), actors, claims, parser="test/1")])


def broken(change: str) -> MemoryStore:
    """The sound graph after a SPARQL update within the article's graph."""
    store = sound()
    before = sorted(map(str, store.quads))
    declared = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in ontology().prefixes.items() if name
    )
    article = store.articles()[0].value
    for step in change.split(" ;\n"):
        data = step.startswith(("INSERT DATA", "DELETE DATA"))
        within = (
            step.replace("DATA {", f"DATA {{ GRAPH <{article}> {{") + "}"
            if data
            else f"WITH <{article}> {step}"
        )
        store.quads.update(declared + within)
    assert sorted(map(str, store.quads)) != before, "the change changes nothing"
    name = ox.NamedNode(article)
    return MemoryStore.of(
        [
            ArticleGraph(
                name, tuple(q.triple for q in store.quads.quads_for_pattern(None, None, None, name))
            )
        ]
    )


def drop(node: str, term: str) -> str:
    return f"DELETE {{ ?x {term} ?y }} WHERE {{ ?x a {node} ; {term} ?y }}"


def add(node: str, term: str, value: str) -> str:
    return f"INSERT {{ ?x {term} {value} }} WHERE {{ ?x a {node} }}"


def reverse(kind: str) -> str:
    """Make the body the subject of the relation, the person its object, and the class another."""
    ends = "?x ag:subject ?first ; ag:object ?second"
    swapped = f"?x ag:subject ?second ; ag:object ?first ; a ag:{kind}"
    return f"DELETE {{ {ends} }} INSERT {{ {swapped} }} WHERE {{ ?x a ag:MemberOf . {ends} }}"


def swap(node: str, term: str, value: str) -> str:
    return (
        f"DELETE {{ ?x {term} ?y }} INSERT {{ ?x {term} {value} }}"
        f" WHERE {{ ?x a {node} ; {term} ?y }}"
    )


EDGE = (
    "INSERT { <urn:edge> a ag:DerivedEdge ; ag:subject ?a ; ag:object ?b ;"
    " ag:directProperty ag:memberOf ; ag:restsOn ?x ; ag:byPolicy <urn:policy> }"
    " WHERE { ?x ag:subject ?a ; ag:object ?b } ;\n"
)
TIE = (
    "INSERT { <urn:one> owl:sameAs <urn:other> ."
    " <urn:tie> a ag:Tie , ag:ActorTie ; ag:firstTied <urn:one> ; ag:secondTied <urn:other> ;"
    " ag:reason 'the same full name' ; ag:tiedBy <urn:rule> ; ag:score 5.5 ;"
    " ag:feature 'full name +4.0: the same full name' ."
    " <urn:rule> a ag:Rule ; rdfs:label 'same actor' ."
    " <urn:happening> a ag:Happening ; rdfs:label 'arrest' ."
    " <urn:origin> a ag:Origin ; rdfs:label 'the Harbour Fund' ;"
    " ag:reason 'both are attributed to it' ."
    " <urn:first> ag:tellsOf <urn:happening> ; ag:origin <urn:origin> ."
    " <urn:second> ag:tellsOf <urn:happening> ; ag:origin <urn:origin> } WHERE { } ;\n"
)
NOBODY = "<urn:nobody>"
FAULTS = [
    ("article-sha256", swap("ag:Article", "ag:sha256", "'abc'")),
    ("article-sha256", drop("ag:Article", "ag:sha256")),
    ("link-subject", drop("ag:IdentityLink", "ag:subject")),
    ("link-identity", swap("ag:IdentityLink", "ag:identity", "'Q20'")),
    ("link-reason", drop("ag:IdentityLink", "ag:reason")),
    ("link-confidence", swap("ag:IdentityLink", "ag:confidence", "7.0")),
    ("link-mention", drop("ag:IdentityLink", "ag:mention")),
    ("decision-decided", swap("ag:IdentityDecision", "ag:decided", "'perhaps the same'")),
    ("article-length", drop("ag:Article", "ag:length")),
    ("article-length-form", swap("ag:Article", "ag:length", "0")),
    ("claim-span", add("ag:Claim", "ag:evidence", NOBODY)),
    ("span-digest", add("ag:Span", "ag:digest", "'abc'")),
    ("article-label", drop("ag:Article", "rdfs:label")),
    ("article-text", add("ag:Article", "nif:isString", "'another'")),
    ("article-notice", add("ag:Article", "ag:notice", NOBODY)),
    ("article-contains-its-spans", swap("ag:Article", "ag:length", "50")),
    ("article-nests-no-statement-in-itself", add("ag:Statement", "ag:saidIn", "?x")),
    ("span-begin", drop("ag:Span", "nif:beginIndex")),
    ("span-begin", swap("ag:Span", "nif:beginIndex", "5000")),
    ("span-end", swap("ag:Span", "nif:endIndex", "'far'")),
    ("span-context", drop("ag:Span", "nif:referenceContext")),
    ("span-words", add("ag:Span", "nif:anchorOf", "'other words'")),
    ("actor-label", drop("ag:Person", "rdfs:label")),
    ("actor-label", add("ag:Person", "rdfs:label", "'another'")),
    ("actor-mention", add("ag:Person", "ag:mention", NOBODY)),
    ("actor-at-least", add("ag:Group", "ag:atMost", "3")),
    ("actor-unnamed", add("ag:Person", "ag:unnamed", "'yes'")),
    ("actor-protected", swap("ag:Group", "ag:protected", "'yes'")),
    ("actor-identity", add("ag:Government", "skos:exactMatch", "wd:Q1 , wd:Q2")),
    ("withheld", add("ag:Group", "skos:exactMatch", "wd:Q1")),
    ("withheld", "INSERT { <urn:somebody> owl:sameAs ?x } WHERE { ?x ag:unnamed true }"),
    ("claim-evidence", drop("ag:Claim", "ag:evidence")),
    ("claim-article", drop("ag:Claim", "ag:reportedIn")),
    ("claim-factuality", drop("ag:Claim", "ag:factuality")),
    ("claim-factuality", swap("ag:Claim", "ag:factuality", "ag:Direct")),
    ("claim-factuality", add("ag:Claim", "ag:factuality", "ag:Alleged")),
    ("claim-negated", swap("ag:Claim", "ag:negated", "'no'")),
    ("claim-confidence", swap("ag:Claim", "ag:confidence", "1.5")),
    ("claim-confidence", drop("ag:Claim", "ag:confidence")),
    ("claim-rule", drop("ag:Claim", "ag:foundBy")),
    ("claim-run", drop("prov:Activity", "a")),
    (
        "claim-statement",
        (
            "DELETE { ?x ag:saidIn ?y } INSERT { ?x ag:saidIn ?z } WHERE { ?x ag:saidIn ?y ."
            " ?z a ag:MemberOf }"
        ),
    ),
    ("claim-source", swap("ag:Consult", "ag:attributedTo", NOBODY)),
    ("claim-decision", add("ag:Consult", "ag:reviewed", "ag:Mixed")),
    ("claim-record", add("ag:Consult", "ag:claimDecision", NOBODY)),
    ("claim-revision", add("ag:Consult", "prov:wasRevisionOf", NOBODY)),
    (
        "claim-decided-what",
        "INSERT DATA { <urn:decision> a ag:ClaimDecision ; rdfs:label 'rejected' }",
    ),
    (
        "claim-decided-why",
        (
            "INSERT DATA { <urn:decision> a ag:ClaimDecision ; rdfs:label 'rejected' ;"
            " ag:reviewed ag:Rejected ; ag:rejectedBecause 'a whim' }"
        ),
    ),
    ("claim-same", add("ag:Consult", "ag:sameEventAs", "'the other'")),
    ("action-verb", drop("ag:Consult", "ag:verb")),
    ("action-cue", drop("ag:Consult", "ag:cue")),
    ("action-participant", swap("ag:Consult", "ag:agent", NOBODY)),
    ("action-time", add("ag:Consult", "ag:time", "'2018'")),
    (
        "action-not-before",
        swap("ag:Consult", "ag:notBefore", "'2018-01-01T00:00:00'^^xsd:dateTime"),
    ),
    ("action-not-after", swap("ag:Consult", "ag:notAfter", "'2018'")),
    ("action-time-text", add("ag:Consult", "ag:timeText", "'then'")),
    ("action-at-least", add("ag:Consult", "ag:atMost", "3")),
    ("statement-content", drop("ag:Statement", "ag:content")),
    ("statement-mode", swap("ag:Statement", "ag:mode", "ag:Asserted")),
    ("statement-quotation", add("ag:Statement", "ag:quotation", "''")),
    ("relation-subject", drop("ag:MemberOf", "ag:subject")),
    ("relation-object", swap("ag:MemberOf", "ag:object", NOBODY)),
    ("relation-title", add("ag:MemberOf", "ag:title", "'mayor'")),
    ("relative-subject", reverse("RelativeOf")),
    ("relative-object", add("ag:MemberOf", "a", "ag:RelativeOf")),
    ("owned-object", reverse("OwnerOf")),
    ("owned-object", reverse("FounderOf")),
    ("subsidiary-subject", add("ag:MemberOf", "a", "ag:SubsidiaryOf")),
    ("subsidiary-object", reverse("SubsidiaryOf")),
    ("edge-claim", EDGE + drop("ag:DerivedEdge", "ag:restsOn")),
    ("edge-subject", EDGE + drop("ag:DerivedEdge", "ag:subject")),
    ("edge-object", EDGE + drop("ag:DerivedEdge", "ag:object")),
    ("edge-property", EDGE + drop("ag:DerivedEdge", "ag:directProperty")),
    ("edge-policy", EDGE + drop("ag:DerivedEdge", "ag:byPolicy")),
    ("tie-first", TIE + drop("ag:Tie", "ag:firstTied")),
    ("tie-first", TIE + swap("ag:Tie", "ag:firstTied", "<urn:other>")),
    ("tie-second", TIE + add("ag:Tie", "ag:secondTied", NOBODY)),
    ("tie-kind", TIE + "DELETE DATA { <urn:tie> a ag:ActorTie }"),
    ("tie-kind", TIE + add("ag:Tie", "a", "ag:EventTie")),
    ("tie-reason", TIE + drop("ag:Tie", "ag:reason")),
    ("tie-reason", TIE + swap("ag:Tie", "ag:reason", "''")),
    ("tie-rule", TIE + drop("ag:Tie", "ag:tiedBy")),
    ("tie-rule", TIE + swap("ag:Tie", "ag:tiedBy", NOBODY)),
    ("tie-score", TIE + swap("ag:Tie", "ag:score", "'much'")),
    ("tie-feature", TIE + add("ag:Tie", "ag:feature", "'they look alike'")),
    ("happening-label", TIE + drop("ag:Happening", "rdfs:label")),
    ("happening-claim", TIE + "DELETE DATA { <urn:second> ag:tellsOf <urn:happening> }"),
    ("origin-label", TIE + add("ag:Origin", "rdfs:label", "'another'")),
    ("origin-reason", TIE + drop("ag:Origin", "ag:reason")),
    (
        "origin-claim",
        TIE + "DELETE { ?x ag:origin <urn:origin> } WHERE { ?x ag:origin <urn:origin> }",
    ),
    ("telling-happening", TIE + "DELETE DATA { <urn:second> ag:tellsOf <urn:happening> }"),
    ("telling-happening", TIE + "INSERT DATA { <urn:second> ag:tellsOf <urn:nobody> }"),
    ("telling-origin", TIE + "DELETE DATA { <urn:first> ag:origin <urn:origin> }"),
    ("closed-vocabulary", add("ag:Consult", "ag:agnet", "<urn:x>")),
    ("closed-vocabulary", add("ag:Consult", "a", "ag:Consultation")),
    (
        "span-name",
        (
            "DELETE { ?x nif:beginIndex 7 } INSERT { ?x nif:beginIndex 8 }"
            " WHERE { ?x nif:beginIndex 7 }"
        ),
    ),
    ("span-in-text", swap("ag:Span", "nif:endIndex", "4000")),
    ("span-words", swap("ag:Span", "nif:anchorOf", "'other words'")),
    ("quotation-words", swap("ag:Statement", "ag:quotation", "'briefed all the refugees'")),
    ("text-hash", swap("ag:Article", "nif:isString", "'another text'")),
    ("text-length", swap("ag:Article", "ag:length", "4711")),
]


def test_a_sound_graph_passes() -> None:
    assert check(sound()) == []
    assert check(sound(), TEXT) == []


def test_a_sound_tie_passes() -> None:
    assert check(broken(TIE.removesuffix(" ;\n"))) == []


@pytest.mark.parametrize("kind", ["OwnerOf", "FounderOf"])
def test_a_person_may_own_and_found_a_body(kind: str) -> None:
    assert check(broken(add("ag:MemberOf", "a", f"ag:{kind}"))) == []


def test_people_are_kin_to_people() -> None:
    kin = add("ag:MemberOf", "a", "ag:RelativeOf")
    source = (
        "INSERT { ?x ag:object ?y } WHERE { ?x a ag:MemberOf . ?y a ag:Person ; ag:unnamed true }"
    )
    assert check(broken(" ;\n".join([kin, drop("ag:MemberOf", "ag:object"), source]))) == []


@pytest.mark.parametrize(
    ("rule", "change"), FAULTS, ids=[f"{rule}-{place}" for place, (rule, _) in enumerate(FAULTS)]
)
def test_each_fault_is_found(rule: str, change: str) -> None:
    findings = [finding for finding in check(broken(change)) if finding.rule == rule]
    assert findings
    for finding in findings:
        assert finding.node
        assert finding.message
        assert finding.remedy


def test_every_rule_of_the_shapes_is_broken_once() -> None:
    shapes = ontology_text("shapes.ttl")
    rules = set(
        re.findall(r"^shape:([\w-]+) a sh:(?:PropertyShape|SPARQLConstraint)", shapes, re.MULTILINE)
    )
    assert len(rules) > 40
    assert rules <= {rule for rule, _ in FAULTS}


def test_every_message_names_the_remedy() -> None:
    messages = re.findall(r'sh:message "(.*)"', ontology_text("shapes.ttl"))
    assert len(messages) > 40
    assert [message for message in messages if message.count("; ") != 1] == []
    assert len(messages) == len(
        re.findall(
            r" a sh:(?:PropertyShape|SPARQLConstraint)|^shape:withheld",
            ontology_text("shapes.ttl"),
            re.M,
        )
    )


def test_a_mere_subclass_is_held_against_the_shapes_of_its_class() -> None:
    findings = check(broken("INSERT { <urn:claim> a ag:Assault } WHERE { ?x a ag:Article }"))
    assert {finding.node for finding in findings} == {"urn:claim"}
    assert {"claim-evidence", "action-verb"} <= {finding.rule for finding in findings}


def test_the_terms_of_a_graph_are_defined() -> None:
    terms = {
        t.subject for t in ox.parse(ontology_text("actorgraph.ttl"), format=ox.RdfFormat.TURTLE)
    }
    assert {
        triple.predicate
        for triple in sound().triples()
        if triple.predicate.value.startswith(ONTOLOGY)
    } <= terms


def withheld() -> MemoryStore:
    """The sound graph as it is shared: offsets and hashes, no words."""
    store = sound()
    article = store.articles()[0]
    triples = tuple(
        quad.triple for quad in store.quads.quads_for_pattern(None, None, None, article)
    )
    return MemoryStore.of([shareable(ArticleGraph(article, triples))])


def test_a_shareable_graph_passes_and_is_proven_by_its_text() -> None:
    assert not [
        t for t in withheld().triples() if "Ingrid" in str(t.object) and "#char=" in str(t.subject)
    ]
    assert check(withheld()) == []
    assert check(withheld(), TEXT) == []


def test_another_text_is_found_out() -> None:
    changed = TEXT.replace("Berg", "Borg")
    findings = check(sound(), changed)
    assert "text-hash" in {finding.rule for finding in findings}
    assert "the words are 'Ingrid Borg', not 'Ingrid Berg'" in {
        finding.message for finding in findings
    }
    shared = check(withheld(), changed)
    assert {finding.rule for finding in shared} == {"text-hash", "span-words"}
    message = next(finding.message for finding in shared if finding.rule == "text-hash")
    affected = re.search(r"which affects (\d) of (\d) claims: (.*)", message)
    assert affected is not None
    assert 0 < int(affected[1]) < int(affected[2])
    assert len(affected[3].split(", ")) == int(affected[1])
    claims = [
        local_name(quad.subject)
        for quad in withheld().quads.quads_for_pattern(None, AG.evidence, None)
        if "Berg" in TEXT[slice(*map(int, quad.object.value.rpartition("=")[2].split(",")))]
    ]
    assert set(affected[3].split(", ")) <= set(claims)


def test_a_shorter_text_is_found_out() -> None:
    assert {"text-hash", "text-length", "span-in-text"} <= {
        finding.rule for finding in check(withheld(), TEXT[:90])
    }


def test_a_text_finds_its_article_among_several() -> None:
    store = sound()
    other = Article("Rain\n", (Block("paragraph", Span(0, 4)),))
    store.add(build(other, [], [], parser="test/1"))
    assert check(store) == []
    assert check(store, TEXT) == []
    assert check(store, other.text) == []
    assert [finding.rule for finding in check(store, "Snow\n")] == ["text-given"]


def test_findings_come_in_a_fixed_order() -> None:
    store = broken(drop("ag:Claim", "ag:foundBy"))
    assert check(store) == sorted(check(store))
    assert len({finding.node for finding in check(store)}) == 4
