"""What the processes of the pool do in tests: no parser, and some sources that would end any process."""

import hashlib
import os
import signal
import time
from typing import Any

from actorgraph.corpus.source import Source
from actorgraph.vocab import AG, DCT, INDIVIDUALS, RDF


def process_plain(source: Source, settings: Any) -> bytes:
    """Return the smallest graph of an article; crash, hang or devour memory where the source says so."""
    if b"CRASH" in source.content:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"HANG" in source.content:
        time.sleep(600)
    if b"DEVOUR" in source.content:
        bytearray(8 << 30)
    if b"DEFECT" in source.content:
        raise RuntimeError("a defect of ours")
    name = f"<{INDIVIDUALS}article/{hashlib.sha256(source.content).hexdigest()[:16]}>"
    title = source.content.decode().splitlines()[0]
    return f'{name} {RDF.type} {AG.Article} {name} .\n{name} {DCT.title} "{title}" {name} .\n'.encode()
