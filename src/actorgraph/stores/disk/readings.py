"""What linking read of each article, kept in the ledger: a reading counts while its article and the rules are what they were."""

from collections.abc import Iterable, Iterator
from typing import Literal

from actorgraph.stores.disk.ledger import Ledger

Part = Literal["bearers", "tellings", "wording"]
HELD = "FROM articles AS a JOIN readings AS r ON r.article = a.id"
FRESH = "r.digest = a.digest AND r.rules = ?"


def unread(ledger: Ledger, rules: str) -> list[str]:
    """Return the IRIs of the articles that have no reading by these rules, sorted."""
    told = "SELECT iri FROM articles AS a WHERE NOT EXISTS"
    found = ledger.connection.execute(
        f"{told} (SELECT 1 FROM readings AS r WHERE r.article = a.id AND {FRESH}) ORDER BY iri",
        (rules,),
    )
    return [iri for (iri,) in found]


def keep(ledger: Ledger, rules: str, found: Iterable[tuple[str, dict[Part, str]]]) -> None:
    """Keep readings by the IRIs of their articles; belongs into the ledger's `writing`."""
    insert = "INSERT OR REPLACE INTO readings (article, digest, rules, bearers, tellings, wording)"
    for iri, parts in found:
        ledger.connection.execute(
            f"{insert} SELECT id, digest, ?, ?, ?, ? FROM articles WHERE iri = ?",
            (rules, parts["bearers"], parts["tellings"], parts["wording"], iri),
        )


def every(ledger: Ledger, part: Part) -> Iterator[str]:
    """Yield one part of every reading, in the order of the articles' IRIs."""
    return (
        str(text) for (text,) in ledger.connection.execute(f"SELECT r.{part} {HELD} ORDER BY a.iri")
    )


def one(ledger: Ledger, part: Part, iri: str) -> str:
    """Return one part of the reading of an article that has one."""
    return str(
        ledger.connection.execute(f"SELECT r.{part} {HELD} WHERE a.iri = ?", (iri,)).fetchone()[0]
    )


def unlinked(ledger: Ledger) -> int:
    """Count the articles that are new or changed since links were made."""
    inner = "SELECT 1 FROM readings AS r WHERE r.article = a.id AND r.digest = a.digest"
    return int(
        ledger.connection.execute(
            f"SELECT count(*) FROM articles AS a WHERE NOT EXISTS ({inner})"
        ).fetchone()[0]
    )
