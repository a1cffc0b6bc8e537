"""Searching a small store: what is found, what can be chosen, and the results as files."""

import csv
import io
import json
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest

from actorgraph.text.review_file import add
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.vocab import AG, ontology
from actorgraph.workbench import facets, result_files
from actorgraph.workbench.actor_claims import claims_by_part
from actorgraph.workbench.actor_lines import parts_of
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_file import place_of, save_catalogue, saved_catalogue
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.found import Found
from actorgraph.workbench.home import levels_shown
from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.rendering import hits
from actorgraph.workbench.results import claims_found, find
from actorgraph.workbench.search import Search
from actorgraph.workbench.search_sparql import sparql
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Visit
from actorgraph.workbench.word_index import WordIndex
from tests.given_articles import ALL, HOSTILE, SECOND, Happening, actor, code, desk, report

QUILL = f"actor/{code(1)}-mara-quill"
BERG = f"actor/{code(1)}-jonas-berg"


@cache
def shared() -> Desk:
    return desk()


def visit(view: str = "search", **fields: str) -> Visit:
    named = {name.rstrip("_"): (value,) for name, value in fields.items()}
    return Visit(view, "", named)


def search(**fields: str) -> Found:
    return find(shared(), Search.read(visit(**fields)))


def page(**fields: str) -> str:
    return show(shared(), visit(**fields)).html


def words(found: Found) -> list[str]:
    """The verbs and levels of the claims that are found."""
    return [f"{claim.kind} {claim.level}" for claim in found.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ström, “Olga”", "strom olga"),
        ("it’s 5 o'clock", "it s 5 o clock"),
        ("  ", ""),
        ("\N{SOFT HYPHEN}Ka\N{SOFT HYPHEN}dyrov", "kadyrov"),
    ],
)
def test_words_are_folded(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quill", {0, 2}),
        ("qui", {0, 2}),
        ("uill", set()),
        ("mara quill", {0}),
        ("QUILL, mara", {0}),
        ("ström", {1}),
        ("strom", {1}),
        ("", set()),
        ("?!", set()),
        ("quill strom", set()),
        ("zzz", set()),
    ],
)
def test_every_word_has_to_begin_a_word(query: str, expected: set[int]) -> None:
    texts = ["Mara Quill", "Olga Ström", "Quills are sharp; quills are old"]
    assert set(WordIndex.of(texts).find(query)) == expected


def test_nothing_is_found_in_nothing() -> None:
    assert len(WordIndex.of([]).find("x")) == 0
    assert len(WordIndex.of(["", ""]).find("x")) == 0


def test_a_catalogue_has_all_and_merges_those_who_are_the_same() -> None:
    catalogue = shared().catalogue
    assert [article.title for article in catalogue.articles] == [
        "Day two: “no talks”",
        "Harbour strike, day one",
        "Third",
    ]
    assert len(catalogue.claims) == 9
    quill = catalogue.actor(actor(2, "Mara Quill").value)
    assert quill is not None
    assert quill.iri == actor(1, "Mara Quill").value
    assert (quill.members, len(quill.articles), len(quill.claims)) == (2, 2, 5)
    assert [gap.reason for gap in catalogue.gaps] == ["no frame for lock"]
    assert catalogue.groups_at_risk == 1
    assert len(catalogue.ties_of("ActorTie")) == 1


def test_people_at_risk_and_groups_have_no_name_of_their_own() -> None:
    named = {actor.name for actor in shared().catalogue.named}
    assert "hunted men" not in named
    assert {"Mara Quill", "Jonas Berg", "Olga Ström", HOSTILE} == named


def test_levels_are_those_of_the_page() -> None:
    assert dict(shared().catalogue.levels) == {
        "asserted": 4,
        "statement": 2,
        "possible": 1,
        "attitude": 1,
        "alleged": 1,
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 9),
        ({"q": "quill"}, 4),
        ({"is_": "claim", "q": "quill"}, 4),
        ({"sure": "alleged"}, 1),
        ({"sure": "attitude"}, 1),
        ({"sure": "nonsense"}, 0),
        ({"tone": "harm"}, 2),
        ({"tone": "denied"}, 1),
        ({"kind": "Assault"}, 2),
        ({"article": f"article/{code(1)}"}, 4),
        ({"article": code(1)}, 4),
        ({"article": "unknown"}, 0),
        ({"when": "2017"}, 2),
        ({"when": "2017-05"}, 1),
        ({"when": "undated"}, 7),
        ({"with": QUILL}, 5),
        ({"with": f"actor/{code(2)}-mara-quill"}, 5),
        ({"did": QUILL}, 3),
        ({"to": QUILL}, 1),
        ({"by": QUILL}, 1),
        ({"by": "article"}, 7),
        ({"by": "nobody"}, 1),
        ({"with": "actor/unknown"}, 0),
        ({"reviewed": "no"}, 9),
        ({"reviewed": "accepted"}, 0),
        ({"with": QUILL, "kind": "Aid", "q": "strom"}, 1),
    ],
)
def test_a_search_finds_the_claims_of_its_choices(fields: dict[str, str], expected: int) -> None:
    assert len(search(**fields).claims) == expected


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"q": "quill"}, ["Mara Quill"]),
        ({"q": "berg", "sure": "possible"}, ["Jonas Berg"]),
        ({"q": "berg", "sure": "alleged"}, []),
        ({"is_": "actor", "sure": "attitude"}, ["Olga Ström"]),
        ({"is_": "actor", "sort": "Group"}, ["hunted men"]),
    ],
)
def test_a_search_finds_actors_with_such_claims(fields: dict[str, str], names: list[str]) -> None:
    assert [row.name for row in search(**fields).actors] == names


def test_whole_names_come_before_beginnings_and_these_before_other_words() -> None:
    names = ("Quilla Moreno", "Jo Aquilla Quillon Berg", "Quill")
    happenings = [Happening(f"{name} helped", doer=name) for name in names]
    many = desk(report(7, "Names", "", happenings))
    found = find(many, Search(words="quill"))
    assert [row.name for row in found.actors] == [
        "Quill",
        "Quilla Moreno",
        "Jo Aquilla Quillon Berg",
    ]


@pytest.mark.parametrize(
    ("fields", "titles"),
    [
        ({"q": "harbour"}, ["Harbour strike, day one"]),
        ({"q": "peace"}, ["Day two: “no talks”"]),
        ({"is_": "article", "kind": "Statement"}, ["Harbour strike, day one", "Third"]),
    ],
)
def test_a_search_finds_articles(fields: dict[str, str], titles: list[str]) -> None:
    assert [row.title for row in search(**fields).articles] == titles


def judged(**verdicts: str) -> Found:
    catalogue = shared().catalogue
    given = {}
    for kind, verdict in verdicts.items():
        claim = next(claim for claim in catalogue.claims if claim.kind == kind)
        given[claim.code] = Verdict(verdict, "a", claim.code, kind, "0-1")
    return Found(catalogue, Search(), given)


def test_what_was_rejected_is_found_only_if_it_is_asked_for() -> None:
    found = judged(Wish="rejected", Assault="accepted")
    assert len(found.claims) == 8
    asked = Found(found.catalogue, Search(chosen={"reviewed": "rejected"}), found.verdicts)
    assert words(asked) == ["Wish attitude"]
    accepted = Found(found.catalogue, Search(chosen={"reviewed": "accepted"}), found.verdicts)
    assert len(accepted.claims) == 1
    assert found.counts["claim"] == 6


def test_what_the_graph_says_was_rejected_is_left_out() -> None:
    wish = next(triple.subject for triple in SECOND if triple.object == AG.Wish)
    marked = desk([*ALL, ox.Triple(wish, AG.reviewed, AG.Rejected)])
    assert len(find(marked, Search()).claims) == 8
    assert "attitude" not in marked.catalogue.levels


@pytest.mark.parametrize("mark", ["", "Accepted", "Rejected", "Corrected"])
@pytest.mark.parametrize("verdict", ["", "accepted", "rejected", "corrected", "unsure"])
def test_the_last_verdict_decides_everywhere_what_counts(
    tmp_path: Path, mark: str, verdict: str
) -> None:
    wish = next(claim for claim in shared().catalogue.claims if claim.kind == "Wish")
    said = [ox.Triple(ox.NamedNode(wish.iri), AG.reviewed, AG[mark])] if mark else []
    store = desk([*ALL, *said]).store
    if verdict:
        new = {"negated": ("true",)} if verdict == "corrected" else {}
        reason = "not a claim" if verdict == "rejected" else ""
        fields = {"kind": "Wish", "evidence": "0-1", "reason": reason, "new": new}
        add(tmp_path, [Verdict(verdict, "a", wish.code, **fields)])  # type: ignore[arg-type]
    marked = Desk(store, tmp_path)
    counts = (verdict or mark).casefold() not in ("rejected", "corrected")
    assert ("Wish attitude" in words(find(marked, Search()))) == counts
    assert bool(levels_shown(marked)["attitude"]) == counts
    (holder,) = wish.doers
    parts = claims_by_part(marked, holder)
    found = any(node.value == wish.iri for nodes in parts.values() for node in nodes)
    assert found == counts


def test_facets_count_what_each_choice_leaves() -> None:
    found = search()
    for facet in facets.facets(found):
        for choice in (*facet.choices, *facet.rest):
            fields = dict(parse_qsl(choice.address.partition("?")[2]))
            assert len(search(**fields).claims) == choice.count, (facet.name, choice.words)


def test_nobody_is_narrowed_down_to_people_at_risk() -> None:
    names = {
        choice.words
        for facet in facets.facets(search())
        for choice in (*facet.choices, *facet.rest)
    }
    assert "Jonas Berg" in names
    assert "hunted men" not in names


def test_what_is_chosen_can_be_dropped() -> None:
    found = search(q="quill", is_="claim", sure="asserted", **{"with": QUILL})
    chosen = [(choice.heading, choice.words) for choice in facets.chosen(found)]
    assert ("How sure", "the article says so") in chosen
    assert ("Who takes part", "Mara Quill") in chosen
    assert ("What", "Claims") in chosen
    for choice in facets.chosen(found):
        assert choice.address.startswith("/search?q=quill")
        assert len(choice.address) < len(found.search.address)


@pytest.mark.parametrize("value", ["Nonsense", "../x", "<b>"])
@pytest.mark.parametrize("name", ["kind", "sure", "article", "with", "when", "reviewed", "sort"])
def test_what_nothing_has_finds_nothing_and_says_what_to_drop(name: str, value: str) -> None:
    html = page(**{name: value})
    assert f"“<bdi>{value}" not in html or "<" not in value
    assert "Leave one choice out" in html or name == "sort"


def test_nothing_found_says_where_it_was_looked_for() -> None:
    html = page(q="zzz")
    assert "No name, quotation or sentence holds “<bdi>zzz</bdi>”" in html
    assert "looked for in 3 articles" in html
    narrowed = page(q="quill", sure="requested")
    assert "Without “<bdi>asked for</bdi>”" in narrowed


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert "Mara Quill" in page(q="quill", page="99")
    assert "Mara Quill" in page(q="quill", page="-1")


def test_hits_are_marked_and_everything_else_is_escaped() -> None:
    assert (
        hits("Quill & <b>Ström</b>", "strom") == "Quill &amp; &lt;b&gt;<mark>Ström</mark>&lt;/b&gt;"
    )
    assert hits("Quill", "") == "Quill"


def test_hostile_text_stays_text() -> None:
    for fields in ({"q": "script"}, {"q": HOSTILE}, {"is_": "actor"}, {"is_": "article"}, {}):
        html = page(**fields)
        assert "<script>window" not in html
        assert "{{7*7}}" in html or "49" not in html
    assert "<script>" not in show(shared(), visit("suggest", q="script")).html


def test_suggestions_are_few_and_actors_come_first() -> None:
    html = show(shared(), visit("suggest", q="qu")).html
    assert html.count('role="option"') <= 8
    assert html.index("<mark>Quill</mark>") < html.index("article")
    assert show(shared(), visit("suggest", q="q")).html.strip() == ""
    assert "hunted" not in show(shared(), visit("suggest", q="hunted")).html


def saved(**fields: str) -> list[dict[str, str]]:
    answer = show(shared(), visit(**fields))
    if answer.media == "text/csv":
        return list(csv.DictReader(io.StringIO(answer.html)))
    rows: list[dict[str, str]] = json.loads(answer.html)
    return rows


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"q": "peace"}, "words", "Olga Ström wants peace"),
        ({"is_": "actor", "q": "quill"}, "name", "Mara Quill"),
        ({"is_": "article", "q": "third"}, "title", "Third"),
        ({"sure": "alleged"}, "how sure", "alleged"),
        ({"tone": "denied"}, "denied", "yes"),
    ],
)
def test_results_are_files(form: str, fields: dict[str, str], column: str, value: str) -> None:
    rows = saved(**fields, **{"as": form})
    assert [row[column] for row in rows] == [value]


def test_found_claims_are_linked_data() -> None:
    answer = show(shared(), visit(sure="alleged", **{"as": "ttl"}))
    assert (answer.media, answer.name) == ("text/turtle", "search.ttl")
    quads = list(ox.parse(answer.html.encode(), format=ox.RdfFormat.TURTLE))
    claims = {quad.subject for quad in quads if quad.predicate == AG.reportedIn}
    assert len(claims) == 1
    levels = [quad.object for quad in quads if quad.predicate == AG.factuality]
    assert levels == [AG.Alleged]


def test_an_empty_result_is_an_empty_file() -> None:
    assert show(shared(), visit(q="zzz", **{"as": "ttl"})).html == ""
    assert saved(q="zzz", **{"as": "csv"}) == []
    assert saved(q="zzz", **{"as": "json"}) == []


def test_no_cell_is_a_formula() -> None:
    rows: list[dict[str, object]] = [{"words": "=1+1"}, {"words": "plain"}]
    assert "'=1+1" in result_files._csv(rows)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"q": "quill"},
        {"is_": "claim"},
        {"is_": "statement", "did": QUILL},
        {"is_": "actor", "q": "quill", "sure": "asserted"},
        {"is_": "article", "q": "harbour", "tone": "harm"},
        {"sure": "alleged"},
        {"sure": "attitude"},
        {"sure": "reported"},
        {"sure": "asserted", "with": QUILL},
        {"kind": "Assault", "to": QUILL},
        {"kind": 'x> } "', "article": "<x>", "with": "} <y>"},
        {"when": "2017-05"},
        {"when": 'undated"', "by": "article"},
        {"reviewed": "no"},
        {"reviewed": "rejected"},
        {"tone": "denied", "by": "nobody"},
        {"q": 'a" } DROP ALL #'},
    ],
)
def test_every_search_is_valid_sparql(fields: dict[str, str]) -> None:
    text = sparql(search(**fields))
    prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
    result = shared().store.query(text, prefixes=prefixes, use_default_graph_as_union=False)
    assert isinstance(result, ox.QuerySolutions)


@pytest.mark.parametrize(
    "fields",
    [{"q": "quill"}, {"sure": "alleged"}, {"with": QUILL}, {"to": QUILL}, {"when": "2017"}],
)
def test_sparql_finds_the_same_claims(fields: dict[str, str]) -> None:
    found = search(**fields)
    prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
    rows = shared().store.query(sparql(found), prefixes=prefixes)
    assert isinstance(rows, ox.QuerySolutions)
    assert {row["claim"].value for row in rows} == {claim.iri for claim in found.claims}  # type: ignore[union-attr]


@pytest.mark.parametrize("verdict", ["Rejected", "Corrected"])
def test_sparql_leaves_out_what_people_set_aside(verdict: str) -> None:
    wish = next(claim for claim in shared().catalogue.claims if claim.kind == "Wish")
    marked = desk([*ALL, ox.Triple(ox.NamedNode(wish.iri), AG.reviewed, AG[verdict])])
    found = find(marked, Search())
    prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
    rows = marked.store.query(sparql(found), prefixes=prefixes)
    assert isinstance(rows, ox.QuerySolutions)
    assert len(list(rows)) == len(found.claims) == len(shared().catalogue.claims) - 1


def test_a_map_gets_the_claims_of_a_search() -> None:
    assert len(claims_found(shared(), Search(words="quill"), 40)) == 5
    assert len(claims_found(shared(), Search(words="peace"), 40)) == 1
    assert len(claims_found(shared(), Search(thing="actor", words="quill"), 40)) == 5
    assert len(claims_found(shared(), Search(), 3)) == 3
    query = search(q="quill", **{"with": QUILL}).search.query
    fields = {name: (value,) for name, value in parse_qsl(query)}
    again = Search.read(Visit("search", fields=fields))
    assert (again.words, dict(again.chosen)) == ("quill", {"with": QUILL})
    html = show(shared(), Visit("map", fields=fields)).html
    assert "Mara Quill" in html


def test_a_catalogue_is_saved_next_to_a_snapshot(tmp_path: Path) -> None:
    snapshot = tmp_path / "1"
    assert saved_catalogue(snapshot) is None
    save_catalogue(shared().store, snapshot)
    assert place_of(snapshot).parent == tmp_path
    again = saved_catalogue(snapshot)
    assert isinstance(again, Catalogue)
    assert list(again.claims) == list(shared().catalogue.claims)
    assert list(again.words.find("peace")) == list(shared().catalogue.words.find("peace"))


def test_words_that_are_withheld_are_not_searched_and_claims_are_listed_without() -> None:
    shareable = desk(report(9, "Withheld", "", [Happening("Mara Quill helped")], withheld=True))
    assert find(shareable, Search(words="helped")).claims == []
    html = show(shareable, visit(is_="claim")).html
    assert "Mara Quill · aid" in html


def test_the_parts_of_a_bar_fill_it() -> None:
    parts = parts_of({"asserted": 3, "alleged": 1, "possible": 1, "statement": 2})
    assert [part.level for part in parts] == ["asserted", "open", "statement"]
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.1)
    assert parts_of({}) == ()


def test_sentences_without_a_claim_are_listed_with_their_reason() -> None:
    html = page(is_="gap")
    assert "1 sentence without a claim" in html
    assert "They locked the gate." in html
    assert "no frame for lock" in html
    assert "0 sentences" in page(is_="gap", article=f"article/{code(2)}")
