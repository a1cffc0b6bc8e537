"""What the processes of the pool do in tests: no parser, and some sources that would end any
process.
"""

import hashlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actorgraph.corpus.source import Source
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, RDF


@dataclass(frozen=True)
class Logged:
    """Settings of `process_logged`: the file in which each call leaves a line, and the seconds that
    each takes.
    """

    log: Path
    seconds: float = 0.0
    rule: None = None
    code: str = "logged"


def process_logged(source: Source, settings: Logged) -> bytes:
    """Do what `process_plain` does, slowly, and leave a line."""
    time.sleep(settings.seconds)
    with settings.log.open("a", encoding="utf-8") as log:
        log.write(f"{source.name} {os.getpid()}\n")
    return process_plain(source, settings)


def process_plain(source: Source, settings: Any) -> bytes:
    """Return the smallest graph of an article; crash, hang or devour memory where the source says
    so.
    """
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
    return (
        f'{name} {RDF.type} {AG.Article} {name} .\n{name} {DCT.title} "{title}" {name} .\n'.encode()
    )
