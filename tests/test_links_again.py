"""Linking a store again: only what is new is weighed and written, and the links are the same as
from nothing, whatever came and went.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.links import link
from actorgraph.links.actors import tie_actors
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.pair_points import PairPoints
from actorgraph.links.store_links import StoreLinks
from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk import link_units, link_upkeep
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.link_memory import LinkMemory
from actorgraph.stores.disk.link_units import Row
from actorgraph.stores.disk.rebuild import compact
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, RDF, RDFS, XSD

FIRST = ("Ada", "Berit", "Carl", "Dagny", "Even", "Frida")
LAST = ("Aas", "Bakke", "Dahl", "Eide", "Foss")
BODIES = ("Harbour Fund", "Fjord Line", "Northern Bank")
KINDS = ("Aid", "Elect", "Sanction")


def same_verb(verb: str, other: str) -> float:
    return float(verb == other)


def article(number: int, version: int = 0) -> ArticleGraph:
    """Return an invented article; its versions differ, and some of its people are at risk."""
    dice = random.Random(f"{number} {version}")
    code = f"{number:016x}"
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{code}")
    day = ox.Literal(f"2024-{number % 4 + 1:02}-{number % 9 + 1:02}")
    triples = [
        ox.Triple(iri, RDF.type, AG.Article),
        ox.Triple(iri, RDFS.label, ox.Literal(f"Article {number}")),
        ox.Triple(iri, DCT.issued, day),
        ox.Triple(iri, NIF.isString, ox.Literal(" ".join(dice.choices(LAST + FIRST, k=30)))),
    ]
    people = [f"{dice.choice(FIRST)} {dice.choice(LAST)}" for _ in range(4)]
    cast = sorted({*people, dice.choice(BODIES)})
    for name in cast:
        triples.extend(actor(code, iri, name, is_at_risk=dice.random() < 0.05))
    for place in range(3):
        triples.extend(claim(code, iri, place, dice, cast))
    return ArticleGraph(iri, tuple(dict.fromkeys(triples)))


def actor(code: str, iri: ox.NamedNode, name: str, *, is_at_risk: bool) -> list[ox.Triple]:
    node = actor_iri(code, name)
    kind = AG.Organisation if name in BODIES else AG.Person
    span = ox.NamedNode(f"{iri.value}#char=0,{len(name)}")
    triples = [
        ox.Triple(node, RDF.type, kind),
        ox.Triple(node, RDFS.label, ox.Literal(name)),
        ox.Triple(node, AG.mention, span),
        ox.Triple(span, NIF.referenceContext, iri),
    ]
    if is_at_risk:
        triples.append(ox.Triple(node, AG.protected, ox.Literal("true", datatype=XSD.boolean)))
    return triples


def actor_iri(code: str, name: str) -> ox.NamedNode:
    # A body has one IRI in all articles, as those with an identity have.
    owner = "all" if name == BODIES[0] else code
    return ox.NamedNode(f"{INDIVIDUALS}actor/{owner}-{name.casefold().replace(' ', '-')}")


def claim(
    code: str, iri: ox.NamedNode, place: int, dice: random.Random, cast: list[str]
) -> list[ox.Triple]:
    node = ox.NamedNode(f"{INDIVIDUALS}claim/{code}-{place}")
    kind = dice.choice(KINDS)
    agent, target = dice.sample(cast, 2)
    values = [
        (RDF.type, AG[kind]),
        (RDF.type, AG.Action),
        (RDF.type, AG.Claim),
        (AG.reportedIn, iri),
        (AG.verb, ox.Literal(kind.casefold())),
        (AG.agent, actor_iri(code, agent)),
        (AG.target, actor_iri(code, target)),
    ]
    return [ox.Triple(node, predicate, value) for predicate, value in values]


def lines(store: MemoryStore | DiskStore) -> list[str]:
    return sorted(str(quad.triple) for quad in store.match(graph=LINKS))


def from_nothing(graphs: Iterable[ArticleGraph], decisions: list[Decision]) -> list[str]:
    store = MemoryStore.of(graphs)
    link(store, decisions, same_verb)
    return lines(store)


def link_again(store: DiskStore, decisions: list[Decision]) -> StoreLinks:
    linking = StoreLinks.of(store)
    linking.write(linking.find(decisions, same_verb))
    return linking


@dataclass
class Corpus:
    """A store, and the articles that it should have, by number."""

    store: DiskStore
    dice: random.Random
    graphs: dict[int, ArticleGraph]

    def change(self) -> None:
        """Add, replace and remove some articles."""
        for number in self.dice.sample(range(60), self.dice.randint(1, 6)):
            graph = article(number, self.dice.randint(0, 1))
            self.graphs[number] = graph
            self.store.add(graph)
        gone = self.dice.sample(sorted(self.graphs), self.dice.randint(0, 3))
        self.store.remove([self.graphs.pop(number).iri for number in gone])

    def check(self, decisions: list[Decision]) -> StoreLinks:
        """Link, and compare with links from nothing."""
        linking = link_again(self.store, decisions)
        assert lines(self.store) == from_nothing(self.graphs.values(), decisions)
        return linking


@pytest.mark.parametrize("seed", range(3))
def test_linking_again_equals_linking_from_nothing(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    store = DiskStore(tmp_path / "s")
    corpus = Corpus(store, dice, {number: article(number) for number in range(seed * 8, 40)})
    for graph in corpus.graphs.values():
        store.add(graph)
    corpus.check([])
    decisions = [Decision("different", "Ada Aas", "Berit Aas")]
    for _ in range(4):
        corpus.change()
        corpus.check(dice.choice([[], decisions]))
    store.close()
    assert verify(tmp_path / "s") == []


def linked(directory: Path, count: int = 30) -> DiskStore:
    store = DiskStore(directory)
    for number in range(count):
        store.add(article(number))
    link_again(store, [])
    return store


def test_only_pairs_with_somebody_new_are_weighed(tmp_path: Path) -> None:
    store = linked(tmp_path / "s", 40)
    assert link_again(store, []).weights.weighed == 0
    store.close()
    store = DiskStore(tmp_path / "s")
    all_pairs = len(StoreLinks.of(store).weights.arrays()["pairs"])
    before = set(lines(store))
    store.add(article(50))
    weighed = link_again(store, []).weights.weighed
    assert 0 < weighed < all_pairs / 2
    assert before & set(lines(store))
    store.close()


def test_what_an_interrupted_run_left_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = linked(tmp_path / "s")
    store.add(article(40))
    with monkeypatch.context() as patch:
        patch.setattr(LinkMemory, "save", interrupted)
        with pytest.raises(KeyboardInterrupt):
            link_again(store, [])
    assert StoreLinks.of(store).known is None
    link_again(store, [])
    assert lines(store) == from_nothing([article(n) for n in (*range(30), 40)], [])
    store.close()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_links_that_were_dropped_are_written_again(tmp_path: Path) -> None:
    store = linked(tmp_path / "s")
    before = lines(store)
    store.drop_links()
    assert lines(store) == []
    assert link_again(store, []).weights.weighed == 0
    assert lines(store) == before
    store.close()
    assert verify(tmp_path / "s") == []


def test_a_damaged_memory_is_no_obstacle(tmp_path: Path) -> None:
    store = linked(tmp_path / "s")
    before = lines(store)
    path = store.layout.folder / "links.npz"
    path.write_bytes(path.read_bytes()[:100])
    assert StoreLinks.of(store).known is None
    assert link_again(store, []).weights.weighed > 0
    assert lines(store) == before
    store.close()


def test_a_rebuilt_store_links_as_before(tmp_path: Path) -> None:
    store = linked(tmp_path / "s")
    before = lines(store)
    compact(store)
    link_again(store, [])
    assert lines(store) == before
    store.close()
    assert verify(tmp_path / "s") == []


def test_rows_come_back_from_arrays() -> None:
    rows = {7: Row(1, 2, (5 << 64) + 3), 2**64 - 1: Row(0, 0, 2**128 - 1)}
    assert link_units.from_arrays(link_units.to_arrays(rows)) == rows
    assert link_units.from_arrays(link_units.to_arrays({})) == {}


def test_the_digest_of_units_is_that_of_their_triples(tmp_path: Path) -> None:
    with linked(tmp_path / "s") as store:
        codes = [link_upkeep.triple_code(quad.triple) for quad in store.match(graph=LINKS)]
        assert store.ledger.get(link_upkeep.KEY) == link_upkeep.links_digest(codes)


# ── the points of pairs ───────────────────────────────────────────────────────────────────────────


def person(number: int, *company: str) -> NamedActor:
    return NamedActor(
        iri=f"urn:{number}-ada",
        article=f"urn:{number}",
        kinds=frozenset({"Person"}),
        names=("ada lund",),
        label="Ada Lund",
        company=frozenset({"ada lund", *company}),
        published="2024-05-03",
    )


def again(actors: list[NamedActor], weights: PairPoints) -> PairPoints:
    """Return the weights of a second run, which remembers the first."""
    versions = {actor.article: "1" for actor in actors}
    return PairPoints(versions, weights.arrays())


def test_a_name_that_became_frequent_changes_the_points_of_those_who_share_it() -> None:
    few = [person(number, "even dahl" if number < 2 else "x") for number in range(30)]
    many = [person(number, "even dahl" if number < 2 else "x") for number in range(30)]
    others = [
        replace(actor, iri=f"{actor.article}-even", names=("even dahl",), label="Even Dahl")
        for actor in few
    ]
    first = PairPoints({actor.article: "1" for actor in few})
    ties, _ = tie_actors([*few, *others[:2]], weights=first)
    assert ties
    second = again(many, first)
    with_frequent = tie_actors([*many, *others], weights=second)
    assert with_frequent[0] == tie_actors([*many, *others])[0]
    third = again(many, second)
    assert tie_actors([*many, *others], weights=third)[0] == with_frequent[0]
    assert third.weighed == 0


def test_another_version_of_an_article_is_weighed_again() -> None:
    actors = [person(1), person(2), person(3)]
    versions = {actor.article: "1" for actor in actors}
    first = PairPoints(versions)
    tie_actors(actors, weights=first)
    assert first.weighed == 3
    second = PairPoints({**versions, "urn:2": "2"}, first.arrays())
    tie_actors(actors, weights=second)
    assert second.weighed == 2


def test_without_versions_nothing_is_remembered() -> None:
    weights = PairPoints()
    assert tie_actors([person(1), person(2)], weights=weights)[0]
    assert not len(weights.arrays()["pairs"])
    assert tie_actors([], weights=PairPoints({}))[0] == []


def test_a_memory_is_valid_for_its_stamp_alone(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "s") as store:
        memory = LinkMemory(store.layout)
        assert memory.load("rules") is None
        memory.save("rules", {"points": np.array([1.5])})
        loaded = memory.load("rules")
        assert loaded is not None
        assert loaded["points"].tolist() == [1.5]
        assert memory.load("other rules") is None
        memory.drop()
        memory.drop()
        assert memory.load("rules") is None
