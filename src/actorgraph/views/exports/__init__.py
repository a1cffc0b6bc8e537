"""Files for other tools: RDF in its formats, networks, tables, and entities for investigators."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from actorgraph import files
from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.views.exports.ftm import entities
from actorgraph.views.exports.jsonld import json_ld
from actorgraph.views.exports.long import long_turtle
from actorgraph.views.exports.nanopubs import nanopubs
from actorgraph.views.exports.networks import gexf, graphml
from actorgraph.views.exports.rdf import (
    n_quads,
    n_triples,
    trig,
    turtle_11,
    turtle_12,
)
from actorgraph.views.exports.rdfxml import rdf_xml
from actorgraph.views.exports.sheets import actors_csv, claims_csv

# The earliest time that a zip can record: a clock would give other bytes each time.
NO_TIME = (1980, 1, 1, 0, 0, 0)
COMPRESSED = ".gz"
# Excel takes a CSV for one in its country's encoding, unless it begins with this.
MARK = "\ufeff"
TABLES = ("csv", "tables")
Content = str | Mapping[str, str]


def _tables(store: Store) -> Mapping[str, str]:
    return {
        "actors.csv": actors_csv(store),
        "claims.csv": claims_csv(store),
    }


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file ending that selects it if any, and what writes it.

    `write` returns one text, or texts by file name, which go into a folder or a zip. `derived` is
    whether the file shows which claims the acceptance policy took.
    """

    name: str
    ending: str
    write: Callable[[Store], Content]
    derived: bool = False


FORMATS = (
    Format("ttl", ".ttl", turtle_11),
    Format("longturtle", "", long_turtle),
    Format("ttl12", "", turtle_12),
    Format("nt", ".nt", n_triples),
    Format("rdf", ".rdf", rdf_xml),
    Format("jsonld", ".jsonld", json_ld),
    Format("nq", ".nq", n_quads, derived=True),
    Format("trig", ".trig", trig, derived=True),
    Format("nanopub", ".nanopub.trig", nanopubs),
    Format("graphml", ".graphml", graphml, derived=True),
    Format("gexf", ".gexf", gexf, derived=True),
    Format("ftm", ".ftm.json", entities, derived=True),
    Format("csv", ".csv", claims_csv, derived=True),
    Format("tables", ".zip", _tables, derived=True),
)


@of_sound
def export(
    store: Store,
    path: Path,
    *,
    form: str | None = None,
    policy: str | Path | None = None,
    mark: bool = False,
) -> None:
    """Write a store to a file in the named format, or in the one that the file's ending selects.

    A file whose name also ends in `.gz` is compressed. With `mark`, tables begin with a byte-order
    mark.

    ttl, longturtle, ttl12, nt, rdf and jsonld contain the articles' graphs, nanopub each claim on
    its own; nq and trig add a graph of derived edges; graphml, gexf, ftm and the tables mark what
    `policy` accepted. `tables` makes a folder, or a zip if the path ends with `.zip`. The old file
    stays until the new one is complete.

    Raises GraphError, and QueryError if there is no such policy.
    """
    _save(path, _content(store, _format(path, form), policy, mark=mark))


@of_sound
def export_bytes(
    store: Store,
    *,
    form: str | None = None,
    path: Path | None = None,
    policy: str | Path | None = None,
    mark: bool = False,
) -> bytes:
    """Return what `export` writes to a file: in the named format, else in that of a path.

    Without either it is Turtle. `tables` is a zip. Raises as `export` does.
    """
    if path is None:
        path = Path("graph.ttl")
    content = _content(store, _format(path, form), policy, mark=mark)
    if not isinstance(content, str):
        return _zipped(content)
    return _encoded(path, content)


def _content(store: Store, chosen: Format, policy: str | Path | None, *, mark: bool) -> Content:
    """Return a store in a format. Raises GraphError if the format has no use for an option."""
    if chosen.derived:
        store.derive(policy)
    elif policy is not None:
        names = ", ".join(known.name for known in FORMATS if known.derived)
        raise GraphError(
            "has no derived edges that a policy could choose",
            where=chosen.name,
            remedy=f"leave --policy out, or use {names}",
        )
    if mark and chosen.name not in TABLES:
        remedy = f"leave --bom out, or use {' or '.join(TABLES)}"
        raise GraphError("is not for spreadsheets", where=chosen.name, remedy=remedy)
    content = chosen.write(store)
    if not mark:
        return content
    if isinstance(content, str):
        return MARK + content
    return {name: MARK + text for name, text in content.items()}


def _encoded(path: Path, text: str) -> bytes:
    """Return the bytes of a text, compressed if the path says so; without a time inside."""
    content = text.encode()
    if path.suffix == COMPRESSED:
        return gzip.compress(content, mtime=0)
    return content


def _format(path: Path, form: str | None) -> Format:
    if form is not None:
        return _format_by_name(form)
    name = path.name
    # A zip is compressed as it is.
    if not name.endswith(f".zip{COMPRESSED}"):
        name = name.removesuffix(COMPRESSED)
    fitting = [known for known in FORMATS if known.ending and name.endswith(known.ending)]
    if not fitting:
        endings = " ".join(known.ending for known in FORMATS if known.ending)
        raise GraphError(
            "no format has this ending",
            where=path,
            remedy=f"use one of {endings}, or name a --format",
        )
    # `.nanopub.trig` is more precise than `.trig`.
    return max(fitting, key=lambda known: len(known.ending))


def _format_by_name(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    names = " ".join(known.name for known in FORMATS)
    raise GraphError(
        "no format has this name",
        where=name,
        remedy=f"use one of {names}",
    )


def _save(path: Path, content: Content) -> None:
    """Write a file, a zip, or the files of a folder; raises GraphError."""
    try:
        if isinstance(content, str):
            files.replace(path, _encoded(path, content))
        elif path.suffix == ".zip":
            files.replace(path, _zipped(content))
        else:
            _save_folder(path, content)
    except OSError as error:
        raise GraphError(
            error.strerror or "cannot be written", where=path, remedy="check the folder"
        ) from error


def _save_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all files of a folder, or none; raises OSError."""
    is_new = not folder.exists()
    if is_new:
        folder.mkdir()
    try:
        files.replace_all(folder, texts)
    except OSError:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _zipped(texts: Mapping[str, str]) -> bytes:
    """Pack texts; the same texts always give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in sorted(texts.items()):
            archive.writestr(
                zipfile.ZipInfo(name, NO_TIME),
                text,
                zipfile.ZIP_DEFLATED,
            )
    return packed.getvalue()
