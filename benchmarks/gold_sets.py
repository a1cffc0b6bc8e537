"""The gold sets made by others, and which lines of a scorer's output are figures to keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# What follows the name of a figure in a line that a scorer prints.
F1 = r".* F1 +([\d.]+)"
PRECISION = r" +P +([\d.]+)"
RECALL = r".* relation +([\d.]+)"
SHARE = r" +([\d.]+)$"


def by_id(row: dict[str, Any]) -> str:
    """Return a row's own id: each row is one document."""
    return str(row["id"])


def by_page(row: dict[str, Any]) -> str:
    """Return the page that a sentence was taken from."""
    return f"{row['meta']['source']}:{row['meta']['page']}"


def by_topic(row: dict[str, Any]) -> str:
    """Return an article's topic.

    Coreference across articles is scored over all articles of a topic at once. Holding out
    single articles would tear its clusters apart, so whole topics are held out.
    """
    return str(row["topic"])


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A folder with `dev.jsonl` and a scorer, and the figures to find in what the scorer prints.

    Each figure is a pattern with one group. `faults` are those of which less is better, `given`
    those of a second run that is handed the gold mentions. `document` names the document of a
    row, by which the columns are divided. Where `from_graphs`, predictions are made from built
    graphs, not by `predict.py`.
    """

    name: str
    figures: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    document: Callable[[dict[str, Any]], str] = by_id
    from_graphs: bool = False


SETS = (
    # First, since it is read by one process alone: the other reads the rest meanwhile.
    GoldSet(
        name="ecbplus",
        figures={
            "event coreference across articles, own mentions": "^COREF cross-doc +CoNLL avg" + F1,
            "event mentions, overlap": "^MENTION overlap" + F1,
        },
        given={
            "event coreference across articles, gold mentions": "^COREF cross-doc +CoNLL avg" + F1,
        },
        document=by_topic,
    ),
    GoldSet(
        name="meantime",
        figures={
            "coreference by head": "^coreference by head CoNLL" + SHARE,
            "coreference exact": "^coreference exact CoNLL" + SHARE,
            "type of paired mentions": "^type of paired mentions" + SHARE,
            "event triggers": "^event triggers" + F1,
            "agents": "^agents end to end" + F1,
            "agents where found": "^agents where found" + F1,
            "others": "^others end to end" + F1,
            "others where found": "^others where found" + F1,
            "not certain": "^not certain" + F1,
            "negated": "^negated" + F1,
            "factuality exact": "^factuality exact share" + SHARE,
            "time right": "^time right" + SHARE,
            "time near": "^time near" + SHARE,
        },
        faults={"time contradicted, of the events found": "^time contradicted found" + SHARE},
        from_graphs=True,
    ),
    # The share contradicted is left out: of the dated events, only four are given a date today.
    GoldSet(
        name="timeset",
        figures={
            "events found": "^events found" + SHARE,
            "agents": "^agents +P" + F1,
            "agents where found": "^agents where found" + F1,
            "others": "^others +P" + F1,
            "others where found": "^others where found" + F1,
            "time right": "^time right" + SHARE,
            "time near": "^time near" + SHARE,
        },
        from_graphs=True,
    ),
    # The shares of soft and fact are left out: the scorer says that they are too few for a floor.
    GoldSet(
        name="muc4",
        figures={"perpetrators": "^perpetrators" + F1, "victims": "^victims" + F1},
        from_graphs=True,
    ),
    GoldSet(
        name="qanom",
        figures={
            "event nouns": "^deeds +P" + F1,
            "event nouns, precision": "^deeds" + PRECISION,
            "event nouns, Wikinews": "^deeds, Wikinews" + F1,
        },
        document=by_page,
    ),
    GoldSet(
        name="dwie",
        figures={
            "coreference": "^COREF +CoNLL avg" + F1,
            "mention and type": r"^NER mention span\+type" + F1,
            "links": "^LINK entity-level" + F1,
            "actor relations, lenient": r"^RE lenient \(actor\)" + F1,
            "actor relations, lenient, precision": r"^RE lenient \(actor\)" + PRECISION,
        },
    ),
    GoldSet(
        name="gum_news",
        figures={
            "coreference, OntoGUM": "^COREF ONTOGUM +CoNLL avg" + F1,
            "mentions": "^MENTION span " + F1,
            "mention links": r"^LINK mention \(span\+id\)" + F1,
        },
    ),
    GoldSet(
        name="plover_cameo",
        figures={
            "source exact": "^SPAN exact source" + F1,
            "target exact": "^SPAN exact target" + F1,
            "class of five, macro": r"^PENTA macro F1 +([\d.]+)",
            "triple": "^TRIPLE" + F1,
        },
    ),
    GoldSet(
        name="plover_plv",
        figures={
            "root, macro": r"^Root +MACRO F1 +([\d.]+)",
            "quad, macro": r"^Quad +MACRO F1 +([\d.]+)",
            "binary, macro": r"^Binary +MACRO F1 +([\d.]+)",
        },
    ),
    GoldSet(
        name="polnear",
        figures={
            "relation": "^D RELATION" + F1,
            "relation, recall on direct": "recall on direct" + RECALL,
            "relation, recall on mixed": "recall on mixed" + RECALL,
            "relation, recall on indirect": "recall on indirect" + RECALL,
            "Gender Gap rule at 0.3": "^C GGT quotes T=0.3" + F1,
            "speaker accuracy": r"speaker acc +([\d.]+)",
            "content, recall on direct": r"recall on direct +content +([\d.]+)",
            "content, recall on mixed": r"recall on mixed +content +([\d.]+)",
            "content, recall on indirect": r"recall on indirect +content +([\d.]+)",
        },
    ),
    GoldSet(
        name="re3d",
        figures={"actor relations, overlap": r"^RELATION overlap \(actor\)" + F1},
    ),
)
