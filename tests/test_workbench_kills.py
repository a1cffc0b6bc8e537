"""A server that is killed while readers decide loses nothing that it acknowledged.

`make kills` kills it at 50 moments; here it is a few.
"""

import http.client
import os
import random
import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from actorgraph.errors import StoreError
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.verify import verify
from actorgraph.text.review import NAME
from actorgraph.text.review_file import add, read_review
from tests.serving import serving
from tests.signed_in import ADA, Desk, signed_in, stored
from tests.test_verdicts import ARREST, FLIGHT, PRAISE, verdict

MOMENTS = int(os.environ.get("ACTORGRAPH_KILLS", "3"))
PATIENCE_IN_SECONDS = 30
LONGEST_LIFE_IN_SECONDS = 3.0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("killed") / "corpus")


def recover(place: Path) -> None:
    """Open a store for writing; a child of the server that was killed may still have it open."""
    end = time.monotonic() + PATIENCE_IN_SECONDS
    while True:
        try:
            with DiskStore(place, create=False):
                return
        except StoreError:
            assert time.monotonic() < end
            time.sleep(0.2)


def contents(place: Path) -> set[str]:
    with DiskStore(place, readonly=True) as opened:
        return {str(quad) for quad in opened.contents()}


def decide_until_it_ends(desk: Desk, name: str, acknowledged: list[str]) -> None:
    """Decide again and again, each time with a note of its own."""
    for number in range(1_000):
        note = f"{name}-{number}"
        kind = (PRAISE, ARREST, FLIGHT)[number % 3]
        try:
            reply = desk.decide(kind, "unsure", note=note)
        except (OSError, http.client.HTTPException):
            return
        if reply.status == 303:
            acknowledged.append(note)


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_what_was_acknowledged_stays(store: Path, tmp_path: Path, moment: int) -> None:
    before = len(read_review(store))
    acknowledged: list[str] = []
    with serving(tmp_path, "--store", store, "--children", 1, "--review", ADA) as running:
        desk = signed_in(running)
        arguments = (desk, f"moment {moment}", acknowledged)
        deciding = threading.Thread(target=decide_until_it_ends, args=arguments)
        deciding.start()
        time.sleep(random.Random(moment).uniform(0, LONGEST_LIFE_IN_SECONDS))
        running.process.kill()
        deciding.join()
    notes = {made.note for made in read_review(store).verdicts}
    assert set(acknowledged) <= notes
    # The last one may have been saved and not acknowledged any more.
    assert before + len(acknowledged) <= len(read_review(store)) <= before + len(acknowledged) + 1
    recover(store)
    assert verify(store) == []


def test_a_store_that_was_deleted_has_the_same_decisions_again(tmp_path: Path) -> None:
    place = stored(tmp_path / "corpus")
    add(
        place,
        [
            verdict(PRAISE, "accepted"),
            verdict(FLIGHT, "rejected", reason="not a claim"),
            verdict(ARREST, "corrected", new={"target": ("Norway",)}),
            replace(verdict(PRAISE, "accepted"), note="again"),
        ],
    )
    with DiskStore(place) as opened:
        opened.judge(opened.articles())
    before = contents(place)
    review = (place / NAME).read_bytes()
    shutil.rmtree(place)
    place.mkdir()
    (place / NAME).write_bytes(review)
    stored(place)
    assert contents(place) == before
