"""Files for other tools: RDF in its spellings, networks for Gephi, tables for a spreadsheet, claims for investigators."""

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.views.exports.ftm import entities
from actorgraph.views.exports.jsonld import json_ld
from actorgraph.views.exports.long import long_turtle
from actorgraph.views.exports.nanopubs import nanopubs
from actorgraph.views.exports.networks import gexf, graphml
from actorgraph.views.exports.rdf import n_quads, n_triples, trig, turtle_11, turtle_12
from actorgraph.views.exports.rdfxml import rdf_xml
from actorgraph.views.exports.sheets import actors_csv, claims_csv

# The first moment that a zip can name: a clock would give other bytes each time.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def _tables(store: Store) -> Mapping[str, str]:
    return {"actors.csv": actors_csv(store), "claims.csv": claims_csv(store)}


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the ending of a file that asks for it if any, and what writes it.

    `write` gives one text, or texts by their names, which go into a folder or a zip. `derived` tells whether the file
    shows which claims the acceptance policy took.
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
    """Write a store to a file, in the format named or the one that the file's ending names: beside first, then renamed.

    ttl, longturtle, ttl12, nt, rdf and jsonld hold what the articles tell, nanopub each claim for itself; nq and trig
    also the graph of derived edges, apart; graphml, gexf, ftm and the tables mark what `policy` accepted. `tables` makes
    a folder, or a zip where the path ends so. Raises GraphError and, where the policy is none, QueryError.
    """
    chosen = _format(path, form)
    if chosen.derived:
        store.derive(policy)
    elif policy is not None:
        remedy = (
            f"leave --policy out, or use {', '.join(one.name for one in FORMATS if one.derived)}"
        )
        raise GraphError(
            f"{chosen.name} holds no derived edges that a policy could choose",
            where=path,
            remedy=remedy,
        )
    written = chosen.write(store)
    if isinstance(written, str):
        _save({path: written.encode()})
    elif path.suffix == ".zip":
        _save({path: _zipped(written)})
    else:
        _save({path / name: text.encode() for name, text in written.items()})


def _format(path: Path, form: str | None) -> Format:
    if form is not None:
        named = next((one for one in FORMATS if one.name == form), None)
        if named is None:
            names = " ".join(one.name for one in FORMATS)
            raise GraphError("no format has this name", where=form, remedy=f"use one of {names}")
        return named
    endings = [one for one in FORMATS if one.ending and path.name.endswith(one.ending)]
    if not endings:
        known = " ".join(one.ending for one in FORMATS if one.ending)
        raise GraphError(
            "no format has this ending",
            where=path,
            remedy=f"use one of {known}, or name a --format",
        )
    return max(endings, key=lambda one: len(one.ending))


def _zipped(texts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in sorted(texts.items()):
            archive.writestr(zipfile.ZipInfo(name, NO_TIME), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _save(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places, then rename them: where one cannot be written, none is."""
    beside = {path: path.with_name(f".{path.name}.part") for path in files}
    folder = next(iter(files)).parent
    made = len(files) > 1 and not folder.exists()
    try:
        if made:
            folder.mkdir()
        for path, content in files.items():
            beside[path].write_bytes(content)
        for path, part in beside.items():
            part.replace(path)
    except OSError as error:
        for part in beside.values():
            with suppress(OSError):
                part.unlink()
        with suppress(OSError):
            if made:
                folder.rmdir()
        place = next(iter(files)) if len(files) == 1 else folder
        raise GraphError(
            error.strerror or "cannot be written", where=place, remedy="check the folder"
        ) from error
