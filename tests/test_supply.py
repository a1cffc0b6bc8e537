"""What is installed: locks with hashes, licences, the bill of materials, layout without igraph."""

import json
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from actorgraph.views.network import springs as springs_module
from actorgraph.views.network.springs import NetworkxSprings, springs
from tests.scripts import load_script

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("run", "dev", "fuzz")


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    """The script, which is not part of the package."""
    return load_script("supply")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_of_a_lock_has_a_hash_and_no_host(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.txt").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--?[a-z-]*(index|links|host)", text, re.MULTILINE)
    pinned = re.findall(r"^[\w.-]+==\S+.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9].*", text, re.MULTILINE)) > 0


def test_the_locks_have_what_the_project_needs(supply: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {"run": project["dependencies"], "dev": project["optional-dependencies"]["dev"]}
    for lock, requirements in needed.items():
        locked = {pin.name for pin in supply.pins(lock)} | {"setuptools"}
        names = {canonical(re.split(r"[\[<>=~! ]", text)[0]) for text in requirements}
        assert names <= locked


def test_development_runs_the_same_releases(supply: ModuleType) -> None:
    run, dev = ({pin.name: set() for pin in supply.pins(lock)} for lock in ("run", "dev"))
    for lock, versions in (("run", run), ("dev", dev)):
        for pin in supply.pins(lock):
            versions[pin.name].add(pin.version)
    assert {name: dev.get(name) for name in run} == run


def test_nothing_is_installed_without_hashes() -> None:
    recipes = (ROOT / "Makefile").read_text("utf-8")
    for line in recipes.splitlines():
        if re.search(r"\$\(PIP\)|pip install", line):
            hashed = "--require-hashes" in line or "--no-deps --no-build-isolation" in line
            assert hashed or line.startswith("PIP :=")


def test_every_locked_package_has_its_licence_listed(supply: ModuleType) -> None:
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| ", text, re.MULTILINE))
    for lock in ("run", "dev"):
        for pin in supply.pins(lock):
            assert pin.version in listed[pin.name].split(" or "), f"{pin.name}: make licences"
    assert "| ? |" not in text
    copyleft = text.partition("## Copyleft")[2].partition("## Installed")[0]
    assert all(name in copyleft for name in ("igraph", "owlready2"))


def test_the_bill_of_materials_is_cyclonedx(supply: ModuleType) -> None:
    text = supply.sbom()
    assert text == supply.sbom()
    bill = json.loads(text)
    names = {component["name"] for component in bill["components"]}
    assert names == {pin.name for pin in supply.pins("run")}
    needs = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/spacy@") for ref in needs["pkg:pypi/actorgraph"])
    references = {component["bom-ref"] for component in bill["components"]}
    assert all(set(others) <= references for others in needs.values())


def test_the_bill_of_materials_keeps_to_the_schema(supply: ModuleType) -> None:
    schema = pytest.importorskip("cyclonedx.schema", reason="needs cyclonedx-python-lib")
    from cyclonedx.validation.json import JsonStrictValidator

    validator = JsonStrictValidator(schema.SchemaVersion.V1_6)
    assert validator.validate_str(supply.sbom()) is None


# --- Layout without igraph

EDGES = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5)]


def test_without_igraph_networkx_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    assert isinstance(springs(6, EDGES), NetworkxSprings)


@pytest.mark.parametrize("without", [False, True])
def test_both_lay_out_and_part_a_graph(without: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if without:
        monkeypatch.setitem(sys.modules, "igraph", None)
    drawn = springs(7, EDGES)
    assert sorted(drawn.components()) == [[0, 1, 2, 3], [4, 5], [6]]
    points, edges = drawn.lay_out([0, 1, 2, 3], lambda _: 0.0)
    assert len(points) == 4
    assert {tuple(sorted(edge)) for edge in edges} == {(0, 1), (0, 3), (1, 2), (2, 3)}
    assert len({(round(x, 3), round(y, 3)) for x, y in points}) == 4
    assert springs(7, EDGES).lay_out([0, 1, 2, 3], lambda _: 0.0) == (points, edges)
    assert springs(7, EDGES).lay_out([6], lambda _: 0.0)[1] == []
    parts = sorted(map(sorted, drawn.communities()))
    assert sorted(number for part in parts for number in part) == list(range(7))


def test_a_component_is_turned() -> None:
    turned = springs_module._turned([[1.0, 0.0]], 90)
    assert turned[0] == pytest.approx([0.0, 1.0])
