"""Every reader gives a result or one error of ours on one line: on its seeds, on bytes changed at
random, on what was found.
"""

import random

import pytest

from tests.fuzz import READERS, SMALL, USES, holds, seeds

TURNS = {"article": 150, "build": 40, "costs": 8, "graph": 200, "calls": 400, "question": 150}
USUAL = 150
LENIENT = (
    "corpus",
    "tree",
    "costs",
)  # a corpus lists what it refuses, and a parse is none of the bytes' doing
BROKEN_GZIP = bytes.fromhex("1f8b0800000000000203") + b"\0\x08\0\0\0" + b'{"text": "A"}'
DANGLING = (b"article/1> a", b"actor/1> a", b"article/1#char=0,31> a", b"claim/1> a", b"rule/1> a")
# What broke a reader once.
FOUND = {
    "corpus": [b"\2WARC/1.0\r\nWARC-Type: response\r\n\r\n", b"\3" + BROKEN_GZIP],
    # A mention, a span, an actor of whom the graph tells nothing, in each use of it.
    "graph": [
        bytes([4 * use]) + SMALL.replace(told, b"x/9> a")
        for use in range(len(USES))
        for told in DANGLING
    ],
}


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_seed_is_read(reader: str) -> None:
    assert True in [holds(reader, seed) for seed in seeds(reader)]


@pytest.mark.parametrize("reader", sorted(READERS))
def test_changed_bytes_are_read_or_refused(reader: str) -> None:
    dice, held = random.Random(reader), seeds(reader)
    refused = 0
    turns = TURNS.get(reader, USUAL)
    for _ in range(turns):
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
    assert refused < turns
    assert refused or reader in LENIENT


@pytest.mark.parametrize(
    ("reader", "data"), [(reader, data) for reader, found in FOUND.items() for data in found]
)
def test_what_broke_a_reader_is_refused(reader: str, data: bytes) -> None:
    holds(reader, data)
