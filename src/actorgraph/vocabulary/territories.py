"""The states and provinces of the packaged tables, with their names and demonyms."""

from dataclasses import dataclass
from functools import cache
from typing import Any

SUPRANATIONAL = "Supranational"


@dataclass(frozen=True, slots=True)
class Territory:
    """A state or province: its label, its names without article, its demonyms and identities.

    `home` is the Wikidata identity of the state it belongs to; a state is its own home.
    """

    label: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    wikidata: str
    home: str
    is_country: bool


@cache
def territories() -> tuple[Territory, ...]:
    """Return the territories of today, countries last."""
    from rigour.territories import get_territories

    ordered = sorted(
        get_territories(), key=lambda territory: (territory.is_country, territory.code)
    )
    return tuple(_read(territory) for territory in ordered if _is_current(territory))


def _read(territory: Any) -> Territory:
    names = (territory.name, territory.full_name, territory.in_sentence)
    home = territory.qid
    if territory.parent:
        home = territory.parent.qid
    return Territory(
        label=territory.name,
        names=tuple(name.removeprefix("the ") for name in names),
        demonyms=_demonyms().get(territory.code, ()),
        wikidata=territory.qid,
        home=home or "",
        is_country=territory.is_country,
    )


def _is_current(territory: Any) -> bool:
    if not territory.qid or territory.is_historical:
        return False
    return bool(territory.region != SUPRANATIONAL)


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    """Return the demonyms of each country by its two-letter code, in lower case."""
    from countryinfo import all_countries

    demonyms: dict[str, tuple[str, ...]] = {}
    for country in all_countries():
        code = str(country.iso().get("alpha2", "")).lower()
        adjectives = str(country.demonym() or "").split(",")
        demonyms[code] = tuple(word.strip() for word in adjectives if word.strip())
    return demonyms
