"""Write docs/calibration.md: stated confidence compared with how often claims were right."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from judged import Judged
from rates import WEIGHT_OF_HARM, Row, rated

BINS = ((0.2, "up to 0.20"), (0.4, "up to 0.40"), (0.6, "up to 0.60"), (0.8, "up to 0.80"))
TOP = "above 0.80"
FAMILIES = ("Statement", "Action", "Attitude", "Relation")
Columns = dict[str, Sequence[Judged]]
Model = dict[tuple[str, str], float]
HEAD = f"""# How sure a claim is, and how often it was right

`make calibrate` writes this page and `ontology/confidence.tsv`. `ag:confidence` says how often
claims like this one are right in an article that nobody has seen: 0.4 means that six in ten are
wrong. It rates the reading and not the source; what the source says is `ag:factuality`.

An action is right if its class and its agents are and it does not state as a plain fact what the
text reports, plans or denies; a statement if its speaker and its content are; a relation if the
gold has it. They were judged on whole articles that people annotated. Attitudes, which those do not
annotate, were judged on PolNeAR, source and content.

The confidence is the rate of the claim's rule plus points for its features: what gave the class,
how the agent is named and how far away it is, whether anybody else is bound, what shows the
certainty, who says it, how long the sentence is. The points are the weights of a linear model of
these few features, fitted on the articles that may be looked at, drawn towards the average where
few claims have a feature, and pooled where they would rise with the distance or the length. A
harmful claim counts as {WEIGHT_OF_HARM} wrong ones. It is a measurement and not a trained reader:
the table can be read, checked and changed by hand.

The articles that may be looked at are read better than others, because rules were adapted to them.
So one number for each kind of claim is taken from the *check* articles: by how much the rates are
too high there. It is subtracted from the rates of the rules.
"""


def page(table: Sequence[Row], looked_at: Sequence[Judged], check: Sequence[Judged]) -> str:
    """Return the page: bins of confidence, how well it warns, and the rates of rules."""
    model = {(row.feature, row.value): row.points for row in table}
    divided: Columns = {"looked at": looked_at, "check": check}
    parts = [
        HEAD,
        "## Stated and right\n",
        _bins(model, divided),
        "## How well it warns\n",
        "The area under the ROC curve is how often a right claim has a higher confidence than a\n"
        "wrong one, or a harmless claim than a harmful one: 0.5 is chance, 1 would be perfect. In\n"
        "brackets, the same for the rates of the rules alone.\n",
        _areas(model, divided),
        "## By rule\n",
        _by_rule(model, divided),
    ]
    return "\n".join(parts)


def _is_right(row: Judged) -> bool:
    return row.right and not row.harmful


def _bins(model: Model, divided: Columns) -> str:
    lines = ["| kind | confidence | looked at | stated | right | check | stated | right |"]
    lines.append("| --- | --- " + "| ---: " * 6 + "|")
    for family in FAMILIES:
        groups = {name: _by_bin(model, rows, family) for name, rows in divided.items()}
        for _, name in (*BINS, (1, TOP)):
            cells = [_stated_and_right(groups[column].get(name, [])) for column in divided]
            if any(group.get(name) for group in groups.values()):
                lines.append(f"| {family} | {name} | {' | '.join(cells)} |")
        cells = [_stated_and_right(_pairs(model, rows, family)) for rows in divided.values()]
        lines.append(f"| {family} | all | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _pairs(model: Model, rows: Sequence[Judged], family: str) -> list[tuple[float, bool]]:
    """Return the stated confidence of each claim of a family, and whether it is right."""
    return [(rated(model, row), _is_right(row)) for row in rows if row.family == family]


def _by_bin(
    model: Model,
    rows: Sequence[Judged],
    family: str,
) -> dict[str, list[tuple[float, bool]]]:
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for stated, right in _pairs(model, rows, family):
        name = next((name for most, name in BINS if stated <= most), TOP)
        groups[name].append((stated, right))
    return groups


def _stated_and_right(pairs: Sequence[tuple[float, bool]]) -> str:
    if not pairs:
        return "0 | |"
    stated = sum(stated for stated, _ in pairs) / len(pairs)
    right = sum(right for _, right in pairs) / len(pairs)
    return f"{len(pairs)} | {stated:.2f} | {right:.2f}"


def _areas(model: Model, divided: Columns) -> str:
    lines = ["| | looked at | check |", "| --- | ---: | ---: |"]
    actions = {name: [r for r in rows if r.family == "Action"] for name, rows in divided.items()}
    statements = {
        name: [r for r in rows if r.family == "Statement"] for name, rows in divided.items()
    }
    annotated = {
        name: [r for r in rows if r.family != "Attitude"] for name, rows in divided.items()
    }
    questions: tuple[tuple[str, Columns, Callable[[Judged], bool]], ...] = (
        ("actions: right or wrong", actions, _is_right),
        ("actions: harmless or harmful", actions, _is_harmless),
        ("statements: right or wrong", statements, _is_right),
        ("all in the articles: right or wrong", annotated, _is_right),
        ("all in the articles: harmless or harmful", annotated, _is_harmless),
    )
    for name, rows, is_good in questions:
        cells = [_areas_of(model, group, is_good) for group in rows.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _is_harmless(row: Judged) -> bool:
    return not row.harmful


def _areas_of(model: Model, rows: Sequence[Judged], is_good: Callable[[Judged], bool]) -> str:
    good = [is_good(row) for row in rows]
    with_features = area([rated(model, row) for row in rows], good)
    alone = area([model.get(("rule", row.rule), 0) for row in rows], good)
    return f"{with_features:.2f} ({alone:.2f})"


def area(scores: Sequence[float], good: Sequence[bool]) -> float:
    """Return how often a good item scores higher than a bad one; ties count half."""
    bad_scores = sorted(score for score, is_good in zip(scores, good, strict=True) if not is_good)
    good_scores = [score for score, is_good in zip(scores, good, strict=True) if is_good]
    if not bad_scores or not good_scores:
        return 0.5
    won = sum(_beaten(score, bad_scores) for score in good_scores)
    return won / (len(good_scores) * len(bad_scores))


def _beaten(score: float, sorted_scores: Sequence[float]) -> float:
    below = bisect_left(sorted_scores, score)
    not_above = bisect_right(sorted_scores, score)
    return below + (not_above - below) / 2


def _by_rule(model: Model, divided: Columns) -> str:
    lines = ["| rule | looked at | stated | right | check | stated | right |"]
    lines.append("| --- " + "| ---: " * 6 + "|")
    lines.extend(_rows_by_rule(model, divided))
    return "\n".join(lines) + "\n"


def _rows_by_rule(model: Model, divided: Columns) -> Iterator[str]:
    groups: dict[str, dict[str, list[tuple[float, bool]]]] = defaultdict(dict)
    for column, rows in divided.items():
        for row in rows:
            pairs = groups[row.rule].setdefault(column, [])
            pairs.append((rated(model, row), _is_right(row)))

    def most_first(name: str) -> tuple[int, str]:
        return -sum(map(len, groups[name].values())), name

    for name in sorted(groups, key=most_first):
        cells = [_stated_and_right(groups[name].get(column, [])) for column in divided]
        yield f"| {name} | {' | '.join(cells)} |"
