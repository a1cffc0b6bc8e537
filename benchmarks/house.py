"""Measure the source: its size, the density of its lines, its functions, its import circles.

    python benchmarks/house.py [--rooms] [--worst N] [--json]

Each figure counts the Python modules of src/actorgraph:

lines           lines of a file, blank ones too; the figures per 1,000 lines divide by them
module lines    lines of each module
function lines  from `def` to the last line; decorators do not count, nested functions count twice
typed returns   functions with a type of what they return, of all functions
documented      public functions and methods (without a leading _) that have a docstring
comments        comments per 100 lines, those at the end of a line of code too
prose           lines of docstrings and comments, in per cent of all lines
characters      per line of code, without indentation
nodes a line    nodes of Python's syntax tree per line of code; contexts such as Load count, too
long loops      comprehensions with two generators or more, per 1,000 lines
ternaries       `a if b else c`, per 1,000 lines
long conditions outermost `and`/`or` with five operands or more, per 1,000 lines;
                operands of those nested in them count, also behind `not`
nodes           of a function: nodes of its body, with its docstring
paths           of a function: 1 and one for each branch, loop, handler, case, ternary,
                generator of a comprehension, its conditions, and operand after the first of and/or
C901            of a function: as ruff counts, without and/or, ternaries and comprehensions
circles         strongly connected modules: by imports at the top, and by lazy and typing ones, too
tests           lines of Python in tests per line of source; and with the lines of tests/spec/*.md

A line of code is neither blank nor only a comment, nor part of a docstring.
The 90th percentile (p90) is the value at 90 % of the sorted list.
"""

import argparse
import ast
import io
import json
import statistics
import tokenize
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from circles import Circle, circles

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "actorgraph"
TESTS = ROOT / "tests"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENTED = (*FUNCTIONS, ast.ClassDef, ast.Module)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
BRANCHES = (*LOOPS, ast.If, ast.IfExp, ast.ExceptHandler, ast.match_case)
Function = ast.FunctionDef | ast.AsyncFunctionDef
Figure = float | int | list[float] | list[int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One function, measured."""

    place: str
    name: str
    lines: int
    nodes: int
    paths: int
    c901: int
    typed: bool
    documented: bool

    @property
    def public(self) -> bool:
        """Tell whether others may call it."""
        return not self.name.startswith("_")


@dataclass(frozen=True, slots=True)
class Module:
    """One module, measured."""

    path: Path
    lines: int
    code: int
    characters: int
    comments: int
    prose: int
    nodes: int
    long_loops: int
    ternaries: int
    long_conditions: int
    functions: tuple[Measured, ...]

    @property
    def room(self) -> str:
        """Return the package that holds the module; `(root)` for the outermost."""
        folder = self.path.parent.relative_to(SOURCE).as_posix()
        return "(root)" if folder == "." else folder


def measure(path: Path) -> Module:
    """Measure one module."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    comments = _comments(text)
    alone = {number for number in comments if lines[number - 1].lstrip().startswith("#")}
    docstrings = _docstring_lines(nodes)
    prose = alone | docstrings
    code = [line.strip() for number, line in enumerate(lines, 1) if number not in prose]
    code = [line for line in code if line]
    place = path.relative_to(SOURCE).as_posix()
    functions = [node for node in nodes if isinstance(node, FUNCTIONS)]
    return Module(
        path,
        lines=len(lines),
        code=len(code),
        characters=sum(map(len, code)),
        comments=len(comments),
        prose=len(docstrings) + len(comments),
        nodes=len(nodes),
        long_loops=_count(nodes, lambda node: _generators(node) > 1),
        ternaries=_count(nodes, lambda node: isinstance(node, ast.IfExp)),
        long_conditions=_long_conditions(tree),
        functions=tuple(_function(node, place) for node in functions),
    )


def _comments(text: str) -> list[int]:
    """Return the number of each line that has a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.start[0] for token in tokens if token.type == tokenize.COMMENT]


def _docstring_lines(nodes: Iterable[ast.AST]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            found.update(range(docstring.lineno, (docstring.end_lineno or 0) + 1))
    return found


def _count(nodes: Iterable[ast.AST], counts: Callable[[ast.AST], bool]) -> int:
    return sum(map(counts, nodes))


def _generators(node: ast.AST) -> int:
    return len(node.generators) if isinstance(node, COMPREHENSIONS) else 0


def _long_conditions(node: ast.AST, within: bool = False) -> int:
    """Count the outermost conditions with five operands or more."""
    count = 0
    for child in ast.iter_child_nodes(node):
        condition = isinstance(child, ast.BoolOp)
        count += condition and not within and _operands(child) >= 5
        inner = condition or (within and isinstance(child, ast.UnaryOp))
        count += _long_conditions(child, inner)
    return count


def _operands(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return sum(map(_operands, node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _operands(node.operand)
    return 1


def _function(function: Function, place: str) -> Measured:
    inner = [len(list(ast.walk(statement))) for statement in function.body]
    return Measured(
        f"{place}:{function.lineno}",
        function.name,
        lines=(function.end_lineno or 0) - function.lineno + 1,
        nodes=sum(inner),
        paths=1 + sum(map(_paths, ast.walk(function))),
        c901=1 + sum(map(_c901, function.body)),
        typed=function.returns is not None,
        documented=ast.get_docstring(function) is not None,
    )


def _paths(node: ast.AST) -> int:
    """Return how many paths a node adds to its function."""
    if isinstance(node, BRANCHES):
        return 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return 0


def _c901(statement: ast.AST) -> int:
    """Return what a statement and those within it add to a function, as ruff counts."""
    own = int(isinstance(statement, (*LOOPS, *FUNCTIONS, ast.If, ast.ExceptHandler)))
    if isinstance(statement, (*LOOPS, ast.Try, ast.TryStar)) and statement.orelse:
        own += 1
    if isinstance(statement, ast.Match):
        own += len(statement.cases) - _catches_all(statement.cases[-1])
    inner = (ast.stmt, ast.ExceptHandler, ast.match_case)
    children = ast.iter_child_nodes(statement)
    return own + sum(_c901(child) for child in children if isinstance(child, inner))


def _catches_all(case: ast.match_case) -> bool:
    pattern = case.pattern
    return case.guard is None and isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def figures(modules: Sequence[Module]) -> dict[str, Figure]:
    """Return the figures of some modules by name."""
    functions = [function for module in modules for function in module.functions]
    public = [function for function in functions if function.public]
    lines = sum(module.lines for module in modules)
    code = sum(module.code for module in modules)
    prose = sum(module.prose for module in modules)
    conditions = [module.long_conditions for module in modules]

    def per(parts: Iterable[int], whole: int, scale: int = 1) -> float:
        return round(scale * sum(parts) / max(whole, 1), 2)

    return {
        "modules": len(modules),
        "lines": lines,
        "module lines, median p90 max": spread([module.lines for module in modules]),
        "functions": len(functions),
        "function lines, median p90 p99 max": spread([one.lines for one in functions], tail=True),
        "typed returns, %": per((one.typed for one in functions), len(functions), 100),
        "documented public functions, %": per((one.documented for one in public), len(public), 100),
        "comments per 100 lines": per((module.comments for module in modules), lines, 100),
        "prose, % of lines": round(100 * prose / max(lines, 1), 2),
        "characters per code line": per((module.characters for module in modules), code),
        "nodes per code line": per((module.nodes for module in modules), code),
        "long loops per 1,000 lines": per((module.long_loops for module in modules), lines, 1000),
        "ternaries per 1,000 lines": per((module.ternaries for module in modules), lines, 1000),
        "long conditions per 1,000 lines": per(conditions, lines, 1000),
        "function nodes, median p90 max": spread([one.nodes for one in functions]),
        "function paths, median p90 max": spread([one.paths for one in functions]),
        "function C901, median p90 max": spread([one.c901 for one in functions]),
    }


def spread(values: Sequence[int], *, tail: bool = False) -> list[int]:
    """Return the median, the 90th percentile and the largest value; with a tail, the 99th, too."""
    if not values:
        return []
    shares = (0.9, 0.99) if tail else (0.9,)
    ordered = sorted(values)
    last = len(ordered) - 1
    parts = [ordered[min(last, int(share * len(ordered)))] for share in shares]
    return [round(statistics.median(ordered)), *parts, ordered[-1]]


def tests(lines: int) -> dict[str, Figure]:
    """Return how many lines of tests there are for each line of source."""
    python = _lines(TESTS.rglob("*.py"))
    spec = _lines((TESTS / "spec").glob("*.md"))
    return {
        "tests to source": round(python / lines, 2),
        "tests with spec to source": round((python + spec) / lines, 2),
    }


def _lines(paths: Iterable[Path]) -> int:
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)


def table(rows: dict[str, Figure]) -> str:
    """Return figures as lines of text."""
    return "".join(f"{name:<38}{_shown(figure)}\n" for name, figure in rows.items())


def _shown(figure: Figure) -> str:
    if isinstance(figure, list):
        return " / ".join(map(_shown, figure))
    return f"{figure:,}"


def rooms_table(modules: Sequence[Module]) -> str:
    """Return a row for each package."""
    heads = ("mods", "lines", "chars", "nodes", "loops", "terns", "conds", "fn nodes", "fn paths")
    columns = (
        "modules",
        "lines",
        "characters per code line",
        "nodes per code line",
        "long loops per 1,000 lines",
        "ternaries per 1,000 lines",
        "long conditions per 1,000 lines",
        "function nodes, median p90 max",
        "function paths, median p90 max",
    )
    lines = [_row("package", heads)]
    for room in sorted({module.room for module in modules}):
        row = figures([module for module in modules if module.room == room])
        lines.append(_row(room, [_shown(row[column]) for column in columns]))
    return "".join(lines)


def _row(name: str, cells: Sequence[str]) -> str:
    numbers = "".join(f"{cell:>8}" for cell in cells[:-2])
    spreads = "".join(f"{cell:>18}" for cell in cells[-2:])
    return f"{name:<16}{numbers}{spreads}\n"


def worst(modules: Sequence[Module], count: int) -> str:
    """Return the functions with the most paths, and those with the most nodes."""
    functions = [function for module in modules for function in module.functions]
    by_paths = sorted(functions, key=lambda one: (-one.paths, one.place))
    by_nodes = sorted(functions, key=lambda one: (-one.nodes, one.place))
    lines = ["Most paths"]
    lines += [f"{one.paths:6}  {one.place} {one.name}" for one in by_paths[:count]]
    lines += ["", "Most nodes"]
    lines += [f"{one.nodes:6}  {one.place} {one.name}" for one in by_nodes[:count]]
    return "\n".join(lines) + "\n"


def circles_text(found: Sequence[Circle]) -> str:
    """Return the circles, one on each line."""
    return "".join(f"  {' '.join(circle)}\n" for circle in found)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the source.")
    parser.add_argument("--rooms", action="store_true", help="a row for each package, too")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="the N worst functions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    modules = [measure(path) for path in sorted(SOURCE.rglob("*.py"))]
    at_the_top = circles(SOURCE, everything=False)
    in_all = circles(SOURCE, everything=True)
    rows = figures(modules)
    rows["circles of imports at the top"] = len(at_the_top)
    rows["circles with lazy and typing imports"] = len(in_all)
    rows |= tests(sum(module.lines for module in modules))
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    print(table(rows) + circles_text(in_all), end="")
    if given.rooms:
        print("\n" + rooms_table(modules), end="")
    if given.worst:
        print("\n" + worst(modules, given.worst), end="")


if __name__ == "__main__":
    main()
