"""The wish to forget: written before anything is deleted, so that an interruption is made good.

While the wish is there, the store answers nobody; the next writer carries it out first.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.stores.disk.layout import WISH, is_forgetting

UNFINISHED = "somebody is being forgotten here, and that is not finished"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to forget: articles by their IRIs with their sources, and a name, empty if none.

    `gone` are the folded names of actors whom no other article names.
    """

    articles: tuple[str, ...]
    sources: tuple[str, ...]
    name: str
    gone: tuple[str, ...]


def refuse_while_forgetting(directory: Path) -> None:
    """Refuse to answer from a store that has yet to forget somebody. Raises StoreError."""
    if is_forgetting(directory):
        raise StoreError(
            UNFINISHED,
            where=directory,
            remedy=f"finish it: actorgraph compact --store {directory}",
        )


def write_wish(directory: Path, wish: Wish) -> None:
    """Write a wish; it has reached the disk on return. Raises OSError."""
    text = json.dumps(asdict(wish), indent=0)
    files.replace(directory / WISH, text + "\n", durable=True, private=True)


def read_wish(directory: Path) -> Wish | None:
    """Return the wish of a store; None if it has none. Raises StoreError, OSError."""
    path = directory / WISH
    try:
        fields = json.loads(path.read_text("utf-8"))
        return Wish(
            articles=_texts(fields["articles"]),
            sources=_texts(fields["sources"]),
            name=str(fields["name"]),
            gone=_texts(fields["gone"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"not a valid {WISH}: a forgetting was interrupted, and it is unknown of whom",
            where=path,
            remedy="delete it, and run actorgraph forget again",
        ) from error


def delete_wish(directory: Path) -> None:
    """Delete a wish that is carried out; it is gone from the disk on return. Raises OSError."""
    (directory / WISH).unlink()
    files.sync_folder(directory)


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(map(str, values))
