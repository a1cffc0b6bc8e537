"""Files for other tools: RDF in its formats, networks, tables, and entities for investigators."""

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
    write: Callable[[Store], str | Mapping[str, str]]
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
    store: Store, path: Path, *, form: str | None = None, policy: str | Path | None = None
) -> None:
    """Write a store to a file in the named format, or in the one that the file's ending selects.

    ttl, longturtle, ttl12, nt, rdf and jsonld contain the articles' graphs, nanopub each claim on
    its own; nq and trig add a graph of derived edges; graphml, gexf, ftm and the tables mark what
    `policy` accepted. `tables` makes a folder, or a zip if the path ends with `.zip`. The old file
    stays until the new one is complete.

    Raises GraphError, and QueryError if there is no such policy.
    """
    chosen = _format(path, form)
    if chosen.derived:
        store.derive(policy)
    elif policy is not None:
        names = ", ".join(known.name for known in FORMATS if known.derived)
        raise GraphError(
            f"{chosen.name} has no derived edges that a policy could choose",
            where=path,
            remedy=f"leave --policy out, or use {names}",
        )
    _save(path, chosen.write(store))


def _format(path: Path, form: str | None) -> Format:
    if form is not None:
        return _format_by_name(form)
    fitting = [known for known in FORMATS if known.ending and path.name.endswith(known.ending)]
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


def _save(path: Path, content: str | Mapping[str, str]) -> None:
    """Write a file, a zip, or the files of a folder; raises GraphError."""
    try:
        if isinstance(content, str):
            files.replace(path, content)
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
