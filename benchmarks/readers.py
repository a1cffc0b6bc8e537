"""What a worker process does: read texts, with the model loaded once for all of them."""

import re
import sys
import warnings
from pathlib import Path
from typing import Any

from predict import TOGETHER, predictions, readings

import actorgraph
from actorgraph.errors import ActorgraphError

JsonRow = dict[str, Any]
# In a case: `YES: ASK …` must hold, `NO: ASK …` must not.
QUESTION = re.compile(r" (YES|NO): (ASK .*?)(?= (?:YES|NO): ASK |$)")
PUBLISHED = re.compile(r"--published (\S+)")


def quieten() -> None:
    """Silence the warnings of libraries in a new process."""
    warnings.simplefilter("ignore")


def build_graph(source: Path, published: str | None, target: Path) -> bool:
    """Write an article's graph; report an article that was refused, and return whether it was
    built.

    The report names the article and the kind of error, and none of the article's words.
    """
    try:
        turtle = actorgraph.build(source, published=published).to_turtle()
    except ActorgraphError as error:
        print(f"no graph of {source.stem}: {type(error).__name__}", file=sys.stderr)
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(turtle, encoding="utf-8")
    return True


def predict_rows(name: str, rows: list[JsonRow]) -> list[JsonRow]:
    """Return the predictions for some rows of a set whose rows are read one by one."""
    return list(predictions(name, rows))


def predict_together(name: str, rows: list[JsonRow]) -> tuple[list[JsonRow], list[JsonRow]]:
    """Return the predictions for a set that is read as a whole: own mentions, gold mentions."""
    read = readings(rows)
    own = list(TOGETHER[name](read, given=False))
    given = list(TOGETHER[name](read, given=True))
    return own, given


def case_holds(expect: Path) -> bool | None:
    """Return whether a case gives the right answers; None where no query checks it."""
    line = expect.read_text("utf-8").strip()
    questions = QUESTION.findall(line)
    if not questions:
        return None
    day = PUBLISHED.search(line)
    try:
        article = actorgraph.read(expect.with_suffix(".txt"), published=day[1] if day else None)
        graph = actorgraph.build(article)
        return all(graph.query(ask).truth == (want == "YES") for want, ask in questions)
    except ActorgraphError:
        return "refused" in line
