"""Every reader gives a result or one error of ours on one line: on its seeds, on bytes changed at random, on what was found."""

import random

import pytest

from tests.fuzz import READERS, holds, seeds

TURNS = 150
# What broke a reader once.
FOUND = {
    "corpus": [b"\2WARC/1.0\r\nWARC-Type: response\r\n\r\n"],
}


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_seed_is_read(reader: str) -> None:
    assert True in [holds(reader, seed) for seed in seeds(reader)]


@pytest.mark.parametrize("reader", sorted(READERS))
def test_changed_bytes_are_read_or_refused(reader: str) -> None:
    dice, held = random.Random(reader), seeds(reader)
    refused = 0
    for _ in range(TURNS):
        data = bytearray(dice.choice(held))
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(data))
            match dice.randrange(4):
                case 0:
                    data[place] = dice.randrange(256)
                case 1:
                    del data[place : place + dice.randint(1, 40)]
                case 2:
                    data[place:place] = data[: dice.randint(1, 40)]
                case _:
                    data[place:place] = dice.choice(
                        [b"\0", b"\xff", "\u202e".encode(), b"{" * 300, b'"', b"\n", b"<a:b>"]
                    )
            data = data or bytearray(b"\0")
        refused += not holds(reader, bytes(data))
    assert refused < TURNS
    assert refused or reader == "corpus", "a corpus lists what it refuses"


@pytest.mark.parametrize(("reader", "data"), [(reader, data) for reader, found in FOUND.items() for data in found])
def test_what_broke_a_reader_is_refused(reader: str, data: bytes) -> None:
    holds(reader, data)
