"""Make ontology/things.tsv: what kind of thing an everyday noun names, so that a verb knows what is
done to it.

WordNet 3.0 as Debian packs it (wordnet-base) gives for each sense of a noun its kind and how often
it occurs; wordfreq gives the everyday words. `apt-get download wordnet-base` fetches
it and `dpkg-deb -x` unpacks it; `pip install wordfreq` is also needed. Run it from the top of the
repository with the folder of WordNet's files; it overwrites the file.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path("ontology/things.tsv")
EVERYDAY = 25_000  # of the most frequent English words
# A sense with a smaller share of a noun's uses is ignored.
SHARE = 0.13
# WordNet's files of nouns by number, each with our kind; the topmost concepts (3) are spread over
# all.
KINDS = {
    4: "deed",
    5: "thing",
    6: "thing",
    7: "idea",
    8: "body",
    9: "idea",
    10: "text",
    11: "deed",
    12: "idea",
    13: "thing",
    14: "group",
    15: "place",
    16: "idea",
    17: "thing",
    18: "person",
    19: "deed",
    20: "thing",
    21: "money",
    22: "deed",
    23: "measure",
    24: "idea",
    25: "idea",
    26: "idea",
    27: "thing",
    28: "time",
}
# Where news means another thing by a noun than the texts that WordNet counted.
NEWS = {
    "act": "deed text",
    "animal": "thing",
    "arm": "body thing",
    "asset": "money thing",
    "bank": "group place",
    "dollar": "money",
    "economy": "idea",
    "euro": "money",
    "event": "deed",
    "gathering": "deed group",
    "group": "group",
    "location": "place",
    "majority": "measure group",
    "match": "deed",
    "minority": "measure group",
    "person": "person",
    "pound": "money",
    "position": "place idea",
    "post": "place idea text",
    "price": "money",
    "race": "deed group",
    "rally": "deed",
    "rouble": "money",
    "rupee": "money",
    "state": "group place idea",
    "target": "person group place thing",
    "time": "time",
    "yen": "money",
    "yuan": "money",
}


def uses(wordnet: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Yield each noun with the weight of its kinds: how often met, and a little for the order of
    its senses.
    """
    files: dict[str, int] = {}
    for line in (wordnet / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            offset, number = line.split()[:2]
            files[offset] = int(number)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (wordnet / "cntlist.rev").read_text("utf-8").splitlines():
        sense, _, count = line.split()
        noun, _, rest = sense.partition("%")
        form, number = rest.split(":")[:2]
        if form == "1" and int(number) in KINDS:
            met[noun][KINDS[int(number)]] += int(count)
    for line in (wordnet / "index.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            noun, _, senses, *rest = line.split()
            weights = met[noun]
            little = 0.3 if weights else 1.0
            for place, offset in enumerate(rest[-int(senses) :], start=1):
                if files[offset] in KINDS:
                    weights[KINDS[files[offset]]] += little / place  # type: ignore[assignment]
            yield noun, weights


def rows(wordnet: Path) -> Iterator[str]:
    """Yield the table's lines: the noun, a tab, its kinds."""
    from wordfreq import top_n_list

    everyday = set(top_n_list("en", EVERYDAY))
    for noun, weights in sorted(uses(wordnet)):
        total = sum(weights.values())
        if total and noun in everyday and noun.isalpha() and len(noun) > 2:
            kinds = sorted(kind for kind, weight in weights.items() if weight / total >= SHARE)
            yield f"{noun}\t{NEWS.get(noun, ' '.join(kinds))}"


if __name__ == "__main__":
    TABLE.write_text("\n".join(["noun\tkinds", *rows(Path(sys.argv[1])), ""]), "utf-8")
