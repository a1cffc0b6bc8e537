"""Import circles: modules of a package that import each other, directly or by others."""

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx

Circle = tuple[str, ...]
# What opens a scope of its own: an import within is a lazy one.
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def circles(folder: Path, *, everything: bool) -> list[Circle]:
    """Return the circles in a package's folder, each sorted.

    Without `everything` only imports at the top of a module count.
    With it the lazy ones within functions and those for types alone count, too.
    """
    names = {_name(path, folder): path for path in sorted(folder.rglob("*.py"))}
    graph = networkx.DiGraph()
    for name, path in names.items():
        tree = ast.parse(path.read_text("utf-8"))
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for imported in _imports(tree, everything=everything):
            for target in _targets(imported, package, names):
                graph.add_edge(name, target)
    found = networkx.strongly_connected_components(graph)
    return sorted(tuple(sorted(circle)) for circle in found if len(circle) > 1)


def _name(path: Path, folder: Path) -> str:
    """Return the dotted name of a module; a package is called by its folder."""
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _imports(node: ast.AST, *, everything: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif everything or not (isinstance(child, SCOPES) or _is_for_types(child)):
            yield from _imports(child, everything=everything)


def _is_for_types(node: ast.AST) -> bool:
    """Tell whether a node is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _targets(
    imported: ast.Import | ast.ImportFrom,
    package: str,
    names: dict[str, Path],
) -> Iterator[str]:
    """Yield the modules of the package that an import names."""
    if isinstance(imported, ast.Import):
        yield from (alias.name for alias in imported.names if alias.name in names)
        return
    source = imported.module or ""
    if imported.level:
        parents = package.split(".")
        kept = parents[: len(parents) - imported.level + 1]
        source = ".".join([*kept, *filter(None, [source])])
    for alias in imported.names:
        if f"{source}.{alias.name}" in names:
            yield f"{source}.{alias.name}"
        elif source in names:
            yield source
