"""SPARQL in the page: the engine, the articles' quads and the named questions, all within the one file."""

import base64
import gzip
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from actorgraph.query import questions, record
from actorgraph.stores.contract import VOCABULARY, Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.merging import vocabulary
from actorgraph.vocabulary.vocab import ontology

FOLDER = files("actorgraph.views").joinpath("page")
SCRIPT, STYLE = "sparql.js", "sparql.css"
# What runs in the worker: the unpacker, the engine, and what listens for questions.
WORKER = ("vendor/lzma-d-min.js", "vendor/oxigraph.js", "engine.js")
WEBASSEMBLY = "vendor/oxigraph.wasm.lzma"


def questionable(store: Store) -> dict[str, Any]:
    """Return what the page needs to answer as `actorgraph query` does; docs/page-data.md is the contract.

    The store itself stays as it is: the direct edges of the default policy are derived in a copy.
    """
    copy = MemoryStore.copy_of(store)
    copy.derive()
    return {
        "worker": "\n".join(
            FOLDER.joinpath(*name.split("/")).read_text("utf-8") for name in WORKER
        ),
        "engine": _engine(),
        "quads": _packed(_lines(copy)),
        "prefixes": {name: iri for name, iri in sorted(ontology().prefixes.items()) if name},
        "questions": [record(question) for question in questions()],
    }


def allowing(policy: str) -> str:
    """Widen a page's content security policy by what the engine needs: WebAssembly, and a worker made by the page."""
    return policy.replace("script-src ", "script-src 'wasm-unsafe-eval' ", 1) + "; worker-src blob:"


def _lines(store: Store) -> bytes:
    """Write every named graph, the vocabulary's and the derived one, too, as sorted N-Quads; the page merges them."""
    terms = (ox.Quad(t.subject, t.predicate, t.object, VOCABULARY) for t in vocabulary())
    dumped = ox.serialize([*store.contents(), *terms], format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, mtime=0)).decode()


@cache
def _engine() -> str:
    return base64.b64encode(FOLDER.joinpath(*WEBASSEMBLY.split("/")).read_bytes()).decode()
