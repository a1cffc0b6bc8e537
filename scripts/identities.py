"""Make ontology/identities.tsv: companies, banks, authorities and chains with their Wikidata
identity.

`npm` fetches the name-suggestion-index (BSD-3-Clause, OpenStreetMap's table of brands and
operators) in the one version that still carries each name's English Wikipedia title. A name that
two bodies bear stays out, and so does a single word from a trade that names its shops with everyday
words. Run it from the top of the repository; it overwrites the file.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

VERSION = "6.0.20210817"
TABLE = Path("ontology/identities.tsv")
# Trades whose single-word names are bodies' own: `Vattenfall`, `Carrefour`, not `Max`.
DISTINCTIVE = (
    "brands/amenity/bank",
    "brands/amenity/fuel",
    "brands/office",
    "brands/shop/car",
    "brands/shop/supermarket",
    "brands/shop/electronics",
    "brands/shop/mobile_phone",
    "operators/amenity/police",
    "operators/amenity/post",
    "operators/office",
    "operators/power",
)
# Bodies of those trades that go by an everyday word, a person's name or a place's.
EVERYDAY = frozenset(
    [
        "Acme",
        "Amigo",
        "Avanti",
        "Bell",
        "Booths",
        "Bravo",
        "Cardenas",
        "Casey's",
        "Centra",
        "Challenge",
        "Chase",
        "Clark",
        "Claro",
        "Continente",
        "Cora",
        "Cosmo",
        "Countdown",
        "Courts",
        "Crown",
        "Curacao",
        "Dirk",
        "Dominion",
        "Domo",
        "Expert",
        "Fido",
        "Ford",
        "Globus",
        "Gulf",
        "Gull",
        "Hermes",
        "Hess",
        "High's",
        "Holden",
        "Holiday",
        "Husky",
        "ICE",
        "IDEA",
        "Idea",
        "Infiniti",
        "Irma",
        "Irving",
        "JET",
        "Jack's",
        "Jaguar",
        "Jet",
        "Jewel",
        "Jumbo",
        "Kings",
        "Kiwi",
        "Lincoln",
        "Lotus's",
        "Love's",
        "Lucky",
        "METRO",
        "MORE",
        "Mac's",
        "Macro",
        "Marathon",
        "Marc's",
        "Match",
        "Mercator",
        "Midas",
        "Mini",
        "Mohawk",
        "More",
        "Patagonia",
        "Pavilions",
        "Penny",
        "Phoenix",
        "Pioneer",
        "Popular",
        "Progressive",
        "Pueblo",
        "Puma",
        "Ralphs",
        "Ram",
        "Real",
        "Regus",
        "República",
        "Rogers",
        "Saturn",
        "Seat",
        "Shaw's",
        "Shell",
        "Sinclair",
        "Smith's",
        "Speedway",
        "Sprint",
        "Stewart's",
        "Swinton",
        "Terrible's",
        "Top",
        "Topaz",
        "United",
        "Wind",
        "Zurich",
    ]
)
LATIN = re.compile(r"[A-Z0-9À-Þ][\x20-\u024f’]+")


def main() -> None:
    """Fetch the index and write the table, sorted by identity."""
    bearers: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, str] = {}
    for name, identity, title in _named(_index()):
        bearers[name].add(identity)
        titles[identity] = title
    names: dict[str, set[str]] = defaultdict(set)
    for name, identities in bearers.items():
        if len(identities) == 1:
            names[min(identities)].add(name)
    rows = [
        f"{identity}\t{titles[identity]}\t{'|'.join(sorted(names[identity]))}"
        for identity in sorted(names, key=_number)
    ]
    TABLE.write_text("wikidata\tlabel\tnames\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} bodies, {TABLE.stat().st_size} bytes")


def _index() -> dict[str, dict]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"name-suggestion-index@{VERSION}", "--silent"]
        packed = subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as archive:
            return json.load(archive.extractfile("package/dist/nsi.min.json"))["nsi"]


def _named(index: dict[str, dict]) -> Iterator[tuple[str, str, str]]:
    """Yield each distinctive name with its identity and its title."""
    for trade, items in index.items():
        for tags in (item["tags"] for item in items["items"]):
            for role in ("brand", "operator"):
                identity, page = tags.get(f"{role}:wikidata"), tags.get(f"{role}:wikipedia", "")
                if (
                    not identity
                    or not page.startswith("en:")
                    or trade.startswith(("flags", "transit"))
                ):
                    continue
                title = page.removeprefix("en:")
                written = tags.get(f"{role}:en") or tags.get(role, "")
                for name in {written, re.sub(r" \(.*\)$", "", title)}:
                    if _tells(name, trade):
                        yield name, identity, title


def _tells(name: str, trade: str) -> bool:
    whole = " " in name or (trade.startswith(DISTINCTIVE) and name not in EVERYDAY)
    return whole and len(name) > 2 and LATIN.fullmatch(name) is not None


def _number(identity: str) -> int:
    return int(identity[1:])


if __name__ == "__main__":
    main()
