"""How the server and its children talk: a head of JSON and a body of bytes, each behind its length."""

import asyncio
import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct("!II")


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return one frame."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame; None where the other side has closed."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


async def receive_soon(stream: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """Read one frame as it comes; raises asyncio.IncompleteReadError where the other side has closed."""
    head, body = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    return json.loads(await stream.readexactly(head)), await stream.readexactly(body)
