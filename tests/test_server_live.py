"""A running server shows what another process adds to its store, links or removes."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.server.sources import StoreDirectory
from actorgraph.stores.disk.change_marker import ChangeMarker
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.link_units import Unit
from actorgraph.stores.disk.lock import Lock, is_held
from actorgraph.stores.disk.relinking import relink
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF
from tests.serving import Endpoint, serving
from tests.test_server import reporting

# Two seconds are promised; beside other work on the same machine it may take longer.
PATIENCE_IN_SECONDS = 60
TIE = ox.Triple(ox.NamedNode(f"{INDIVIDUALS}tie/1"), RDF.type, AG.ActorTie)


def count(server: Endpoint, pattern: str) -> int:
    """Return how many rows a pattern has, once a child is free to answer."""
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    while (reply := server.query(query)).status == 503:
        # On a busy machine the children of a new snapshot take their time.
        time.sleep(0.05)
    assert reply.status == 200
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def wait_until(holds: Callable[[], bool]) -> bool:
    """Return whether something holds before patience ends."""
    end = time.monotonic() + PATIENCE_IN_SECONDS
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_additions_and_links_are_served_without_a_restart(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as store:
        store.add(reporting(1))
        store.derive()
    with serving(tmp_path, "--store", place) as server:
        assert count(server, "?article a ag:Article") == 1
        with DiskStore(place) as store:
            store.add(reporting(2))
            # The writer is in the middle: what was there before is answered.
            time.sleep(1.5)
            assert count(server, "?article a ag:Article") == 1
            relink(store, lambda: [Unit(str(TIE.subject), "", lambda: [TIE])])
        assert wait_until(lambda: count(server, "?article a ag:Article") == 2)
        assert count(server, "?tie a ag:ActorTie") == 1
    # Nothing was removed, so the earlier snapshot went on answering.
    assert "withdrawn" not in (tmp_path / "log").read_text("utf-8")


def test_every_change_gives_a_store_another_version(tmp_path: Path) -> None:
    marker = ChangeMarker(tmp_path / "store")
    assert marker.version() is None
    versions = []
    with DiskStore(tmp_path / "store") as store:
        store.add(reporting(1))
        versions.append(marker.version())
        store.derive()
        versions.append(marker.version())
        store.remove([reporting(1).iri])
        versions.append(marker.version())
    assert len(set(versions)) == len(versions)
    assert marker.version() == versions[-1]
    with DiskStore(tmp_path / "store") as store:
        store.snapshot(tmp_path / "copy")
    # Whoever only takes a snapshot changes nothing.
    assert marker.version() == versions[-1]


def test_a_lock_is_seen_without_taking_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_held(path)
    lock = Lock(path)
    assert is_held(path)
    lock.release()
    assert not is_held(path)
    readers = [Lock(path, shared=True), Lock(path, shared=True)]
    assert not is_held(path)
    for reader in readers:
        reader.release()
    Lock(path).release()


@pytest.mark.parametrize("is_open", [True, False])
def test_a_snapshot_waits_for_a_writer(tmp_path: Path, is_open: bool) -> None:
    source = StoreDirectory(tmp_path)
    with DiskStore(tmp_path) as store:
        store.add(reporting(1))
        if is_open:
            assert source.is_being_written()
    assert not source.is_being_written()
