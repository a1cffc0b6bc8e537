"""How large a page may be: sizes are the same on every machine, and so the only budgets that a test
holds.
"""

import gzip
from pathlib import Path

import pytest

from actorgraph.pipeline import build, load
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text
from actorgraph.views.network import render
from tests.large import large

GRAPHS = sorted((Path(__file__).parent.parent / "graph").glob("*/graph.ttl"))
EMPTY, EMPTY_GZ, CLAIM, WITH_SPARQL = 500_000, 150_000, 600, 2_200_000


@pytest.fixture(scope="module")
def empty() -> str:
    return render(build(read_text("It rained\n\nThe sky was grey.\n")).store)


def size(page: str) -> int:
    return len(page.encode())


def words(store: MemoryStore) -> int:
    """The size of the articles' own texts, which a page holds once, whatever it claims."""
    from actorgraph.vocabulary.vocab import NIF

    return sum(
        len(triple.object.value.encode())
        for triple in store.triples()
        if triple.predicate == NIF.isString
    )  # type: ignore[union-attr]


def claims(store: MemoryStore) -> int:
    from actorgraph.vocabulary.vocab import AG, RDF

    return sum(
        triple.predicate == RDF.type and triple.object == AG.Claim for triple in store.triples()
    )


def test_an_empty_page_is_small(empty: str) -> None:
    assert size(empty) <= EMPTY
    assert len(gzip.compress(empty.encode(), mtime=0)) <= EMPTY_GZ


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: path.parent.name)
def test_a_claim_adds_little(empty: str, path: Path) -> None:
    store = load(path).store
    assert claims(store) > 50
    assert (size(render(store)) - size(empty) - words(store)) / claims(store) <= CLAIM


def test_a_claim_adds_little_to_a_large_page(empty: str, tmp_path: Path) -> None:
    store = large(tmp_path, 400, 1600)
    assert (size(render(store)) - size(empty)) / claims(store) <= CLAIM


def test_a_page_that_answers_sparql_is_still_small() -> None:
    assert size(render(load(GRAPHS[-1]).store, with_sparql=True)) <= WITH_SPARQL
