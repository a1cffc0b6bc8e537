"""SPARQL in the page: the engine, the articles' quads and the named questions, in the one file."""

import gzip
from typing import Any

import pyoxigraph as ox

from actorgraph.query import questions, record
from actorgraph.stores.contract import VOCABULARY, Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.merging import vocabulary
from actorgraph.views.network.scripts import FOLDER
from actorgraph.views.page.assets import (
    asset,
    asset_base64,
    encode,
)
from actorgraph.vocabulary.vocab import ontology

SPARQL_SCRIPT = "sparql.js"
SPARQL_STYLE = "sparql.css"
# The worker's code: the unpacker, the engine, and the script that listens for questions.
WORKER = ("vendor/lzma-d-min.js", "vendor/oxigraph.js", "engine.js")
WEBASSEMBLY = "vendor/oxigraph.wasm.lzma"


def question_contents(store: Store) -> dict[str, Any]:
    """Return what the page needs to answer as `actorgraph query` does.

    docs/page-data.md is the contract. The store stays as it is: the direct edges of the default
    policy are derived in a copy.
    """
    copy = MemoryStore.copy_of(store)
    copy.derive()
    return {
        "worker": "\n".join(asset(FOLDER, name) for name in WORKER),
        "engine": asset_base64(FOLDER, WEBASSEMBLY),
        "quads": _packed(_n_quads(copy)),
        "prefixes": {name: iri for name, iri in sorted(ontology().prefixes.items()) if name},
        "questions": [record(question) for question in questions()],
    }


def allow_engine(policy: str) -> str:
    """Widen a content security policy by WebAssembly and by a worker that the page makes."""
    policy = policy.replace("script-src ", "script-src 'wasm-unsafe-eval' ", 1)
    return policy + "; worker-src blob:"


def _n_quads(store: Store) -> bytes:
    """Write every named graph as sorted N-Quads, the vocabulary and the derived edges included.

    The page merges them into its default graph.
    """
    terms = [
        ox.Quad(triple.subject, triple.predicate, triple.object, VOCABULARY)
        for triple in vocabulary()
    ]
    lines = (
        ox.serialize(
            [*store.contents(), *terms],
            format=ox.RdfFormat.N_QUADS,
        )
        or b""
    )
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _packed(content: bytes) -> str:
    # Without a time of its own, the same content gives the same bytes.
    return encode(gzip.compress(content, mtime=0))
