"""The house: straight imports, no forbidden name, nothing too long, one place for each term."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "actorgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From left to right; a room imports only from rooms that stand before it, or from itself.
ROOMS = (
    "version",
    "errors",
    "garbage",
    "deadline",
    "files",
    "nesting",
    "vocabulary",
    "text",
    "language",
    "times",
    "mentions",
    "actors",
    "claims",
    "graph",
    "sparql",
    "scan_plan",
    "answer_html",
    "answer",
    "row_order",
    "stores",
    "connections",
    "first_rows",
    "query",
    "search",
    "checking",
    "redaction",
    "links",
    "views",
    "proposals",
    "folders",
    "pipeline",
    "workers",
    "corpus",
    "workbench",
    "server",
    "commands",
    "cli",
    "__main__",
)
PLACE = {room: place for place, room in enumerate(ROOMS)}
# Syntax nodes in one function, nested functions included.
MOST_NODES = 250
FORBIDDEN = re.compile(
    r"^_*(utils?|helpers?|common|misc|base|manager|handler|processor|data|info)$", re.I
)
FORBIDDEN_PART = re.compile(r"(utils?|helpers?|misc|manager|handler|processor)$", re.I)
HEAVY = (
    "spacy",
    "pyvis",
    "rdflib",
    "networkx",
    "igraph",
    "trafilatura",
    "owlready2",
    "pyshacl",
    "IPython",
    "requests",
    "ray",
)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> list[str]:
    """The rooms that a module imports, those inside its functions, too."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    ours = [name.split(".") for name in names if name.split(".")[0] == "actorgraph"]
    return [parts[1] for parts in ours if len(parts) > 1]


def names_of(path: Path) -> set[str]:
    """Every name a module gives: of functions, classes, arguments and variables."""
    found = {path.stem}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_keeps_to_the_house(path: Path) -> None:
    if room(path) != "__init__":
        assert room(path) in PLACE, f"{path.name}: give the room a place in ROOMS"
        rightwards = [name for name in imported(path) if PLACE.get(name, -1) > PLACE[room(path)]]
        assert not rightwards, f"{path.name} imports rightwards: {rightwards}"
    forbidden = sorted(
        name for name in names_of(path) if FORBIDDEN.match(name) or FORBIDDEN_PART.search(name)
    )
    assert not forbidden, f"name the noun instead of {forbidden}"


def modules_imported(path: Path) -> set[str]:
    """The modules of ours that a module imports anywhere: on top, inside functions, for typing
    only.
    """
    ours = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            ours.update(name for name in names if name in NAMES)
        elif isinstance(node, ast.Import):
            ours.update(alias.name for alias in node.names if alias.name in NAMES)
    return ours - {dotted(path)}


def dotted(path: Path) -> str:
    """The dotted name of a module of ours."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


NAMES = {dotted(path): path for path in MODULES}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = nx.DiGraph()
    for path in MODULES:
        graph.add_edges_from((dotted(path), other) for other in modules_imported(path))
    # A package and its own modules belong together: `__init__` gathers what its modules offer.
    circles = [sorted(found) for found in nx.strongly_connected_components(graph) if len(found) > 1]
    assert circles == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_does_one_thing(path: Path) -> None:
    crowded = [
        f"{node.name} has {count} nodes"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := sum(1 for _ in ast.walk(node))) > MOST_NODES
    ]
    assert crowded == [], f"more than {MOST_NODES} syntax nodes: split it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_ontology_spells_namespaces(path: Path) -> None:
    """Beside vocab.py's two roots of our own, no namespace stands in Python, and no prefix is
    declared.
    """
    text = path.read_text("utf-8")
    # A prefix that a text declares; the `prefix` argument of a call is no such thing.
    assert not re.search(r"^\s*(@prefix|PREFIX\s+\w*:\s*<)", text, re.M | re.I)
    addresses = re.findall(r"[\"']https?://[^\"'\s]+[#/](?=[\"'])", text)
    assert len(addresses) <= (2 if path.name == "vocab.py" else 0), addresses


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_heavy_is_imported_with_the_module(path: Path) -> None:
    tops = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    roots = {
        name.split(".")[0]
        for node in tops
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }
    assert not roots & set(HEAVY)


@pytest.mark.parametrize("module", ["actorgraph", "actorgraph.cli", "actorgraph.pipeline"])
def test_importing_is_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_doors_open() -> None:
    code = "import actorgraph as ag; print(*(callable(getattr(ag, name)) for name in ag.__all__))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"True"}


def test_every_package_is_shipped() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    folders = {path.parent.relative_to(PACKAGE.parent) for path in MODULES}
    assert {".".join(folder.parts) for folder in folders} <= set(listed)


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("no git here")
    found = []
    for name in filter(None, tracked.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and re.search(
            rb"(?<![\w.])/(?:home|root|Users|work)/\w", path.read_bytes()
        ):
            found.append(name)
    assert found == []
