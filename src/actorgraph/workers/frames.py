"""The messages between a parent and its children.

A frame is a JSON head and a body of bytes, after their two lengths.
"""

import asyncio
import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct("!II")
Head = dict[str, Any]
Frame = tuple[Head, bytes]


def pack(head: Head, body: bytes = b"") -> bytes:
    """Return one frame as bytes."""
    # Escaped to ASCII, because a title may contain a lone surrogate, which UTF-8 cannot hold.
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    lengths = LENGTHS.pack(len(text), len(body))
    return lengths + text + body


def read_frame(stream: BinaryIO) -> Frame | None:
    """Read one frame; return None if the other side has closed."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head_size, body_size = LENGTHS.unpack(lengths)
    head = stream.read(head_size)
    body = stream.read(body_size)
    return json.loads(head), body


async def receive_frame(stream: asyncio.StreamReader) -> Frame:
    """Read one frame as it arrives.

    Raises asyncio.IncompleteReadError if the other side has closed.
    """
    lengths = await stream.readexactly(LENGTHS.size)
    head_size, body_size = LENGTHS.unpack(lengths)
    head = await stream.readexactly(head_size)
    body = await stream.readexactly(body_size)
    return json.loads(head), body
