"""The answers to the named questions, of two articles and of all."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import actorgraph as ag
from recorded import normal
from recorded.running import Output, Run, run

FORMATS: dict[str, Callable[[str], str]] = {
    "table": normal.normal_rdf,
    "csv": normal.normal_lines,
    "json": normal.normal_json,
    "ttl": normal.normal_rdf,
}
POLICIES = ("strict", "default", "generous")
NEEDY = ("who-stands-between",)  # questions that have no answer without parameters
ALL_FORMATS = ("everything-about", "what-was", "who-holds")  # beginnings of their names
Command = Callable[..., str]
Parameters = Mapping[str, str]
# What fills the parameters of a question, by its keys.
FILLED: dict[tuple[str, ...], tuple[Parameters, ...]] = {
    ("name",): ({"name": "Angela Merkel"}, {"name": "Germany"}),
    ("of",): ({"of": "Merkel"}, {"of": "men"}, {"of": "-request"}),
    ("from", "to"): ({"from": "2017", "to": "2018"}, {"from": "2016-09", "to": "2016-10"}),
}
ACTORS = (
    {"from": "Angela Merkel", "to": "Vladimir Putin"},
    {"from": "Germany", "to": "France"},
)


def questions(given: Run) -> Iterator[Output]:
    """Yield the answer to every named question, of the committed articles and of all with links."""
    yield "list.txt", run("query", "--list")
    run("link", *given.files, "-o", "tied")
    merged = ag.load(*given.files, "tied")
    for name in named():
        for parameters in _cases(name):
            case = re.sub(r"\W+", "-", "-".join([name, *parameters.values()]))
            for form in _forms(name):
                answered = ask(name, parameters, form, *given.files[:2])
                yield f"committed/{case}.{form}", answered
            if parameters or name not in NEEDY:
                yield f"all/{case}.jsonl", _answer(merged, name, parameters)
    for policy in POLICIES:
        options = [*given.files, "--policy", policy]
        yield f"all/{policy}.csv", ask("who-works-with-whom", {}, "csv", *options)


def ask(name: str, parameters: Parameters, form: str, *options: str, by: Command = run) -> str:
    """Ask a named question by the command line; a table shows the evidence, too."""
    pairs = [f"-p{key}={value}" for key, value in parameters.items()]
    shown = ["--evidence"] if form == "table" else []
    printed = by("query", name, *options, "--format", form, *pairs, *shown)
    if printed.startswith("actorgraph: "):
        return printed
    return FORMATS[form](printed)


@cache
def named() -> dict[str, tuple[str, ...]]:
    """Return the keys of the parameters of each named question."""
    lines = run("query", "--list").splitlines()
    return {line.split()[0]: tuple(re.findall(r"-p (\w+)=", line)) for line in lines}


def _cases(name: str) -> Iterator[Parameters]:
    """Yield the parameters with which a question is asked: first none."""
    yield {}
    keys = named()[name]
    if name in NEEDY:
        yield from ACTORS
    elif keys:
        yield from FILLED[keys]


def _forms(name: str) -> tuple[str, ...]:
    """Return the formats in which a question is answered: for a few of them, all."""
    if name.startswith(ALL_FORMATS):
        return tuple(FORMATS)
    return ("table", "csv")


def _answer(graph: ag.Graph, name: str, parameters: Parameters) -> str:
    """Return the rows or the triples of an answer, one on each line."""
    answer = graph.query(name, **parameters)
    if answer.triples is not None:
        lines = [str(triple) for triple in answer.triples]
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in answer]
    return normal.normal_lines("".join(f"{line}\n" for line in lines))
