"""Links on a store: the same as from nothing, kept and dropped with their articles, and never
half-written.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from markupsafe import escape

from actorgraph.checking.check import check
from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.links import Links, link
from actorgraph.links.cached_readings import CachedReadings
from actorgraph.links.linking import find_links
from actorgraph.links.reading_json import (
    read_actors,
    read_reports,
    read_wording,
    write_actors,
    write_reports,
    write_wording,
)
from actorgraph.links.readings import read_article
from actorgraph.pipeline import build
from actorgraph.query import ask
from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk import link_upkeep
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.forgetting import forget
from actorgraph.stores.disk.rebuild import back_up, compact
from actorgraph.stores.disk.relinking import relink as write
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.packing import unpack_articles
from actorgraph.text.reading import read_text
from actorgraph.text.review import Decision, write_decisions
from actorgraph.text.review_file import read_decisions
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, OWL, RDFS, iri_text, local_name, ontology
from tests.serving import serving

TEXTS = [
    """Harbour police arrest singer

The police of Bergen arrested Ada Lund on 3 May 2021. \
Ada Lund, director of the Harbour Fund, sings. Jonas Berg, the
mayor of Bergen, praised the arrest.""",
    """Director of fund held

Ada Lund was arrested by the police of Bergen on 3 May 2021, the Harbour Fund said. \
The mayor of Bergen, Jonas Berg,
praised the officers.""",
    """Mayor denies it

Officers of Bergen did not arrest Ada Lund on 3 May 2021, Jonas Berg said. \
Ada Lund of the Harbour Fund met Jonas Berg.""",
    """A night in the cells

The police of Bergen arrested Ada Lund on 3 May 2021. \
A fisherman criticised the mayor of Bergen, Jonas Berg. Ada Lund is
the director of the Harbour Fund.""",
]


@pytest.fixture(scope="module")
def graphs() -> list[ArticleGraph]:
    return [next(iter(build(read_text(text, published="2021-05-04")).articles())) for text in TEXTS]


def store_of(directory: Path, graphs: list[ArticleGraph]) -> DiskStore:
    store = DiskStore(directory)
    for graph in graphs:
        store.add(graph)
    store.derive()
    return store


def linked_store(directory: Path, graphs: list[ArticleGraph]) -> DiskStore:
    store = store_of(directory, graphs)
    relink(store)
    return store


def relink(store: DiskStore, *decisions: Decision) -> tuple[Links, int]:
    """Link as the command does; return what was found and how many articles had to be read."""
    readings = CachedReadings(store)
    links = find_links(readings, decisions)
    write(store, links.units)
    return links, readings.fresh


def held(store: MemoryStore) -> str:
    """The graph of links as lines in order."""
    return "\n".join(
        sorted(str(quad) for quad in store.quads.quads_for_pattern(None, None, None, LINKS))
    )


def from_nothing(graphs: list[ArticleGraph], *decisions: Decision) -> str:
    store = MemoryStore.of(graphs)
    link(store, decisions)
    return held(store)


def sound(store: DiskStore) -> None:
    """Close a store and verify it."""
    store.close()
    assert verify(store.directory) == []


# --- What comes out


def test_a_reading_comes_back_as_it_was_written(graphs: list[ArticleGraph]) -> None:
    store = MemoryStore.of(graphs)
    for article in store.articles():
        reading = read_article(store, article)
        assert tuple(read_actors(write_actors(reading.actors))) == reading.actors
        assert tuple(read_reports(write_reports(reading.reports))) == reading.reports
        assert read_wording(write_wording(reading.wording)) == reading.wording
        assert reading.actors
        assert reading.reports


def test_links_of_a_store_are_those_of_its_graphs(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = store_of(tmp_path / "s", graphs)
    links, read = relink(store)
    assert read == 4
    assert links.to_nquads() == link(MemoryStore.of(graphs)).to_nquads()
    assert held(store) == from_nothing(graphs)
    assert list(ask(store, "which-articles-contradict-each-other")), "questions see the links"
    sound(store)


def test_a_second_run_reads_what_is_new_and_gives_what_a_first_one_would(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = linked_store(tmp_path / "s", graphs[:2])
    assert relink(store)[1] == 0
    store.add(graphs[2])
    store.close()
    store = DiskStore(tmp_path / "s")
    store.add(graphs[3])
    assert store.outdated_links() == 2
    links, read = relink(store)
    assert read == 2
    fresh = store_of(tmp_path / "t", graphs[::-1])
    assert links.to_nquads() == relink(fresh)[0].to_nquads()
    assert held(store) == held(fresh) == from_nothing(graphs)
    sound(fresh)
    sound(store)


def test_other_rules_read_every_article_again(
    tmp_path: Path, graphs: list[ArticleGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    before = held(store)
    monkeypatch.setattr("actorgraph.links.cached_readings.rules_digest", lambda: "other rules")
    assert relink(store)[1] == 4
    assert relink(store)[1] == 0
    assert held(store) == before
    store.close()


def test_a_replaced_article_is_read_again(tmp_path: Path, graphs: list[ArticleGraph]) -> None:
    store = linked_store(tmp_path / "s", graphs)
    kept = tuple(t for t in graphs[0].triples if "praise" not in str(t))
    assert 0 < len(kept) < len(graphs[0].triples)
    other = ArticleGraph(graphs[0].iri, kept)
    store.add(other)
    assert store.outdated_links() is not None
    assert local_name(graphs[0].iri) not in held(store), "what rested on the former version is gone"
    assert relink(store)[1] == 1
    assert store.outdated_links() is None
    assert held(store) == from_nothing([other, *graphs[1:]])
    sound(store)


# --- What goes


@pytest.mark.parametrize("place", range(4))
def test_what_rests_on_an_article_goes_with_it(
    tmp_path: Path, graphs: list[ArticleGraph], place: int
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    before = held(store)
    assert local_name(graphs[place].iri) in before
    store.remove([graphs[place].iri])
    left = held(store)
    assert local_name(graphs[place].iri) not in left
    assert set(left.split("\n")) < set(before.split("\n"))
    assert store.outdated_links() is not None
    assert not link_upkeep.unknown_ends(store.quads)
    ties = {q.subject for q in store.quads.quads_for_pattern(None, AG.firstTied, None, LINKS)}
    explained = [
        q
        for p in (OWL.sameAs, AG.sameEventAs, AG.contradicts)
        for q in store.quads.quads_for_pattern(None, p, None, LINKS)
    ]
    assert len(ties) == len(explained)
    assert ties
    store.close()
    assert verify(tmp_path / "s") == []
    store = DiskStore(tmp_path / "s")
    others = [graph for graph in graphs if graph is not graphs[place]]
    assert relink(store)[1] == 0
    assert held(store) == from_nothing(others)
    store.remove([graph.iri for graph in graphs])
    assert held(store) == ""
    sound(store)


def test_whoever_is_at_risk_in_a_new_article_is_untied_at_once(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    end = next(
        q.object
        for q in store.quads.quads_for_pattern(None, AG.firstTied, None, LINKS)
        if "ada-lund" in str(q)
    )
    assert isinstance(end, ox.NamedNode)
    told = [
        ox.Triple(end, AG.protected, ox.Literal(True)),
        ox.Triple(end, RDFS.label, ox.Literal("Ada Lund")),
    ]
    new = ox.NamedNode(graphs[0].iri.value[:-4] + "0000")
    store.add(ArticleGraph(new, tuple(told)))
    assert str(end) not in held(store)
    assert held(store)
    store.close()


def test_forgetting_leaves_no_byte_in_links_readings_and_decisions(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    text = (
        "A baker in Ohio\n\nMary Stone met Ada Lund in Dayton. "
        "Paul Reed of the Harbour Fund praised Mary Stone."
    )
    baker = next(iter(build(read_text(text)).articles()))
    store = linked_store(tmp_path / "s", [*graphs, baker])
    decisions = [
        Decision("different", "Mary Stone", "Ada Lund"),
        Decision("same", "Jonas Berg", "Jonas Berg"),
    ]
    (tmp_path / "s" / "review.toml").write_text(write_decisions(decisions), "utf-8")
    assert forget(store, [baker.iri], "Mary Stone").decisions == 1
    store.close()
    assert read_decisions(tmp_path / "s") == (decisions[1],)
    for path in sorted((tmp_path / "s").rglob("*")):
        if path.is_file():
            assert b"mary stone" not in path.read_bytes().lower(), path.name
            assert b"mary-stone" not in path.read_bytes().lower(), path.name
    assert verify(tmp_path / "s") == []


def test_forgetting_reaches_a_name_that_a_decision_alone_holds(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store_of(tmp_path / "s", graphs[:2]).close()
    decided = ("--same", "Jonas Berg", "Jonas Berg", "--note", "Mary Stone says so")
    assert command("link", "--store", tmp_path / "s", *decided).returncode == 0
    done = command("forget", "Mary Stone", "--store", tmp_path / "s")
    assert done.returncode == 0, done.stderr
    assert "deleted 1 decision" in done.stderr
    for path in sorted((tmp_path / "s").rglob("*")):
        assert not path.is_file() or b"mary stone" not in path.read_bytes().lower(), path.name
    assert command("verify", "--store", tmp_path / "s").returncode == 0
    assert command("forget", "Mary Stone", "--store", tmp_path / "s").returncode == 2


# --- What stays


def test_links_outlive_compacting_and_stand_in_a_backup(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    before = held(store)
    text = write_decisions([Decision("same", "Jonas Berg", "Jonas Berg")])
    (tmp_path / "s" / "review.toml").write_text(text, "utf-8")
    compact(store)
    assert held(store) == before
    assert store.outdated_links() is None
    assert relink(store)[1] == 0
    back_up(store, tmp_path / "t")
    sound(store)
    assert (tmp_path / "t" / "review.toml").read_text("utf-8") == text
    copy = DiskStore(tmp_path / "t")
    assert held(copy) == before
    assert relink(copy)[1] == 0
    sound(copy)


def test_stats_tell_of_links_and_of_what_is_not_linked(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = store_of(tmp_path / "s", graphs[:3])
    assert "tied actors" not in dict(store.stats())
    relink(store)
    told = dict(store.stats())
    assert int(told["tied actors"]) > 0
    assert int(told["contradictions"]) == 2
    assert "articles to link" not in told
    store.add(graphs[3])
    assert dict(store.stats())["articles to link"] == "1"
    store.close()


def test_a_ledger_from_before_links_is_read_and_linked(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = store_of(tmp_path / "s", graphs)
    store.ledger.connection.execute("DROP TABLE readings")
    store.close()
    with DiskStore(tmp_path / "s", readonly=True) as read:
        assert dict(read.stats())["articles"] == "4"
    store = DiskStore(tmp_path / "s")
    assert relink(store)[1] == 4
    sound(store)


def test_a_writer_that_ends_while_it_links_leaves_old_links_or_new(
    tmp_path: Path, graphs: list[ArticleGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = linked_store(tmp_path / "s", graphs[:2])
    before = held(store)
    for graph in graphs[2:]:
        store.add(graph)

    def cut(*_: object) -> None:
        raise OSError("the disk is full")

    kept = held(store)
    monkeypatch.setattr("actorgraph.stores.disk.relinking.flush", cut)
    with pytest.raises(Exception, match="full"):
        relink(store)
    monkeypatch.undo()
    store.close()
    store = DiskStore(tmp_path / "s")
    assert held(store) in (kept, from_nothing(graphs))
    assert held(store) != before
    assert store.outdated_links() is not None, "nobody vouches for them"
    assert relink(store)[1] == 0
    assert held(store) == from_nothing(graphs)
    sound(store)


def test_many_links_are_written_in_strokes_and_what_is_cut_off_leaves_none(
    tmp_path: Path, graphs: list[ArticleGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(tmp_path / "s", graphs)
    monkeypatch.setattr("actorgraph.stores.disk.relinking.TRIPLES_A_TRANSACTION", 7)
    assert relink(store)[1] == 4
    assert held(store) == from_nothing(graphs)
    before = held(store)
    only = [
        Decision("different", "Ada Lund", "Ada Lund"),
        Decision("different", "Jonas Berg", "Jonas Berg"),
    ]
    relink(store, *only)
    assert held(store) == from_nothing(graphs, *only) != before
    strokes = iter(range(3))

    def cut(*arguments: object) -> None:
        if next(strokes, None) is None:
            raise OSError("the disk is full")
        exchange(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("actorgraph.stores.disk.relinking.exchange", cut)
    with pytest.raises(StoreError, match="full"):
        relink(store)
    monkeypatch.undo()
    assert store.is_interrupted(), "no reader takes half of them for all"
    store.close()
    store = DiskStore(tmp_path / "s")
    assert held(store) == ""
    assert relink(store)[1] == 0
    assert held(store) == before
    sound(store)


def test_links_that_are_the_same_are_not_written_again(
    tmp_path: Path, graphs: list[ArticleGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    monkeypatch.setattr("actorgraph.stores.disk.relinking.exchange", None)
    assert relink(store)[1] == 0
    store.close()


def test_two_decisions_of_the_same_two_are_one_tie(graphs: list[ArticleGraph]) -> None:
    decisions = [
        Decision("same", "Jonas Berg", "Ada Lund", note=note) for note in ("first", "second")
    ]
    store = MemoryStore.of(graphs)
    links = link(store, decisions)
    assert len(links.quads()) == len(set(links.quads()))
    assert check(store) == []


def test_a_store_of_an_older_format_keeps_its_links_and_says_that_nobody_vouches_for_them(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    before = held(store)
    (tmp_path / "s" / "review.toml").write_text(write_decisions([]), "utf-8")
    unpack_articles(store.quads)
    store.close()
    (tmp_path / "s" / "data-1" / "ledger.sqlite").unlink()
    (tmp_path / "s" / "seal.json").unlink()
    (tmp_path / "s" / "store.json").write_text('{"format": 1, "data": "data-1"}')
    store = DiskStore(tmp_path / "s")
    assert held(store) == before
    assert store.outdated_links() is not None
    assert relink(store)[1] == 4
    assert held(store) == before
    store.derive()
    sound(store)


def test_links_that_were_tampered_with_are_found(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    store = linked_store(tmp_path / "s", graphs)
    triple = next(store.quads.quads_for_pattern(None, AG.reason, None, LINKS)).triple
    for name in (LINKS, ox.DefaultGraph()):
        store.quads.remove(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    stray = ox.Triple(triple.subject, AG.firstTied, ox.NamedNode(graphs[0].iri.value + "-nobody"))
    store.insert(LINKS, [stray])
    store.close()
    found = "\n".join(verify(tmp_path / "s"))
    assert "not what was acknowledged" in found
    assert "1 links tie what no article describes" in found


# --- Checking


def linked_graphs(graphs: list[ArticleGraph]) -> MemoryStore:
    store = MemoryStore.of(graphs)
    link(store)
    return store


def test_links_pass_the_check_and_so_do_those_that_a_removal_leaves(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    assert check(linked_graphs(graphs)) == []
    alone = tmp_path / "links.nq"
    alone.write_text(link(MemoryStore.of(graphs)).to_nquads(), "utf-8")
    assert check(MemoryStore.load(alone)) == []
    store = linked_store(tmp_path / "s", graphs)
    store.remove([graphs[1].iri])
    assert held(store)
    assert check(store) == []
    store.close()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("DELETE { ?t ?p ?o } WHERE { ?t a ag:EventTie ; ?p ?o }", "link-explained"),
        ("DELETE { ?a ag:contradicts ?b } WHERE { ?a ag:contradicts ?b }", "tie-explains"),
        ("INSERT { ?a owl:sameAs <urn:nobody> } WHERE { ?a owl:sameAs ?b }", "link-told"),
        ("DELETE { ?t ag:reason ?r } WHERE { ?t a ag:Tie ; ag:reason ?r }", "tie-reason"),
        ("DELETE { ?c ag:origin ?o } WHERE { ?c ag:origin ?o }", "origin-claim"),
        ("DELETE { ?c ag:tellsOf ?h } WHERE { ?c ag:tellsOf ?h }", "happening-claim"),
    ],
)
def test_broken_links_are_found(graphs: list[ArticleGraph], change: str, rule: str) -> None:
    store = linked_graphs(graphs)
    prefixes = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in ontology().prefixes.items() if name
    )
    store.quads.update(
        f"{prefixes}WITH {LINKS} {change.replace('WHERE {', f'WHERE {{ GRAPH {LINKS} {{')} }}"
    )
    findings = [finding for finding in check(store) if finding.rule == rule]
    assert findings
    assert all(finding.message and finding.remedy for finding in findings)


def test_a_tie_of_somebody_at_risk_is_found_though_another_graph_says_so(
    graphs: list[ArticleGraph],
) -> None:
    store = linked_graphs(graphs)
    end = next(
        q.object
        for q in store.quads.quads_for_pattern(None, AG.firstTied, None, LINKS)
        if "ada-lund" in str(q)
    )
    assert isinstance(end, ox.NamedNode)
    store.insert(graphs[0].iri, [ox.Triple(end, AG.protected, ox.Literal(True))])
    found = {finding.node for finding in check(store) if finding.rule == "link-withheld"}
    assert end.value in found
    assert any("/claim/" in node for node in found), (
        "the claims of one at risk must not be tied, either"
    )


# --- The command


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "actorgraph.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_links_a_store_and_keeps_decisions_there(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    place = tmp_path / "s"
    store_of(place, graphs[:3]).close()
    done = command("link", "--store", place, "--list")
    assert done.returncode == 0, done.stderr
    assert "3 articles read" in done.stdout
    assert "the same full name" in done.stdout
    assert (
        "0 articles read"
        in command("link", "--store", place, "--different", "Ada Lund", "Ada Lund").stdout
    )
    assert "different" in (place / "review.toml").read_text("utf-8")
    with DiskStore(place, readonly=True) as store:
        assert "ada-lund> <http://www.w3.org/2002/07/owl#sameAs>" not in held(store)
    asked = command(
        "query", "which-articles-contradict-each-other", "--store", place, "--format", "csv"
    )
    assert asked.returncode == 0, asked.stderr
    assert command("link", "--store", place, "--undo", 1).returncode == 0
    with DiskStore(place, readonly=True) as store:
        assert held(store) == from_nothing(graphs[:3])
    removed = command("remove", local_name(graphs[0].iri), "--store", place)
    assert removed.returncode == 0
    assert "links are older than the articles" in removed.stderr
    assert command("verify", "--store", place).returncode == 0


def test_pages_show_what_is_tied_in_other_articles_and_why(
    tmp_path: Path, graphs: list[ArticleGraph]
) -> None:
    pytest.importorskip("starlette")
    store = linked_store(tmp_path / "s", graphs)
    ties = [
        {
            q.predicate: q.object
            for q in store.quads.quads_for_pattern(node.subject, None, None, LINKS)
        }
        for node in store.quads.quads_for_pattern(None, AG.firstTied, None, LINKS)
    ]
    told = [(t[AG.firstTied], t[AG.secondTied], t[AG.reason].value) for t in ties]  # type: ignore[union-attr]
    happening = next(store.quads.quads_for_pattern(None, AG.tellsOf, None, LINKS)).object
    store.close()
    assert {iri_text(first).split("/")[-2] for first, _, _ in told} == {"actor", "claim"}
    with serving(tmp_path, "--store", tmp_path / "s") as server:
        claims = [tie for tie in told if "/claim/" in str(tie[0])]
        assert claims
        for first, second, reason in claims:
            for here, there in ((first, second), (second, first)):
                page = server.ask(f"/id/{quote(path(here))}", accept="text/html").text
                assert f'href="/id/{quote(path(there))}"' in page
                assert escape(reason) in page
        first, second, reason = next(tie for tie in told if "/actor/" in str(tie[0]))
        replies = [
            server.ask(f"/id/{quote(path(end))}", accept="text/html") for end in (first, second)
        ]
        # Everybody who is the same has one page.
        assert sorted(reply.status for reply in replies) == [200, 303]
        (page,) = [reply.text for reply in replies if reply.status == 200]
        assert "Tied by the machine" in page
        assert any(escape(part.strip()) in page for part in re.split("[;,]", reason))
        page = server.ask(f"/id/{path(happening)}", accept="text/html").text
        assert page.count('<article class="claim') > 1, (
            "a happening shows the claims that tell of it"
        )
        assert (
            "Linked across articles"
            not in server.ask(f"/id/{path(graphs[0].iri)}", accept="text/html").text
        )


def path(node: object) -> str:
    return iri_text(node).removeprefix(INDIVIDUALS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--store", "sparql+http://localhost:9/x"], "link works on a directory"),
        (["--store", "nowhere"], "no store here"),
        (["--store", "s", "a.ttl"], "--store cannot"),
        (["--store", "s", "--same", "Nobody", "Ada Lund"], "no actor in these graphs"),
        (["--store", "s", "--undo", "7"], "there is no decision 7"),
        ([], "no graph is given"),
    ],
)
def test_what_cannot_be_linked_is_refused_in_one_line(
    tmp_path: Path, graphs: list[ArticleGraph], arguments: list[str], said: str
) -> None:
    if "s" in arguments:
        store_of(tmp_path / "s", graphs[:2]).close()
    placed = [str(tmp_path / a) if a in ("s", "nowhere") else a for a in arguments]
    failed = command("link", *placed)
    assert (failed.returncode, failed.stderr.count("\n")) == (2, 1), failed.stderr
    assert said in failed.stderr
    assert not (tmp_path / "s" / "review.toml").exists()
    shutil.rmtree(tmp_path / "s", ignore_errors=True)
