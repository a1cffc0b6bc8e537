"""The page's scripts are typed, in order, and the committed bundle is made from them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import load_script


@pytest.fixture
def scripts() -> ModuleType:
    """The script that checks and bundles; skips where its tools are not installed."""
    module = load_script("bundle")
    if not module.TOOLS.is_dir() and not module.must_check():
        pytest.skip("needs node and npm: apt-get install nodejs npm, then make scripts")
    return module


def test_types_hold(scripts: ModuleType) -> None:
    assert scripts.type_errors() == []


def test_style_holds(scripts: ModuleType) -> None:
    assert scripts.style_errors() == []


def test_the_bundle_is_up_to_date(scripts: ModuleType) -> None:
    assert scripts.stale() == []


@pytest.fixture
def copied(scripts: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script on a copy of the modules that a test may break."""
    shutil.copytree(scripts.SCRIPTS, tmp_path / "scripts")
    monkeypatch.setattr(scripts, "SCRIPTS", tmp_path / "scripts")
    shutil.copytree(scripts.STYLES, tmp_path / "styles")
    monkeypatch.setattr(scripts, "STYLES", tmp_path / "styles")
    monkeypatch.setattr(scripts, "BUNDLE", tmp_path / "page.js")
    monkeypatch.setattr(scripts, "STYLE", tmp_path / "page.css")
    monkeypatch.setattr(scripts, "EMPTY_BUNDLE", tmp_path / "empty.js")
    monkeypatch.setattr(scripts, "EMPTY_STYLE", tmp_path / "empty.css")
    monkeypatch.setattr(scripts, "ROOT", tmp_path)
    return scripts


def write_stray(folder: Path) -> None:
    (folder / "stray.js").write_text("export const one = 1 == '1' ? 2 : 3;\n", "utf-8")


def break_main(folder: Path) -> None:
    path = folder / "main.js"
    path.write_text(path.read_text("utf-8") + 'document.title = "changed";\n', "utf-8")


def break_style(folder: Path) -> None:
    path = folder.parent / "styles" / "page.css"
    path.write_text(path.read_text("utf-8") + "body{color:red}\n", "utf-8")


@pytest.mark.parametrize("change", [write_stray, break_main, break_style])
def test_a_change_that_was_not_bundled_or_is_careless_is_found(
    copied: ModuleType, change: Callable[[Path], None]
) -> None:
    for path, text in copied.bundles().items():
        path.write_text(text, "utf-8")
    assert copied.stale() == []
    assert copied.style_errors() == []
    change(copied.SCRIPTS)
    assert copied.stale() or copied.style_errors()
