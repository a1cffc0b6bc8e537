"""What is vendored is what the lock file says: every file, its licence, and the bytes it was made
from.
"""

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import load_script

ROOT = Path(__file__).parent.parent
LOCK = json.loads(
    (ROOT / "src/actorgraph/views/network/assets/vendor/vendor.lock.json").read_text("utf-8")
)
MODULE = b"""export class Store {}
export function parse(input) { return input; }
const at = () => new URL('web_bg.wasm', import.meta.url);
export { initSync, __wbg_init as default };
"""


@pytest.fixture
def vendor() -> ModuleType:
    return load_script("vendor")


def test_files_are_as_locked_and_unpack_to_their_originals(vendor: ModuleType) -> None:
    assert list(vendor.faults(LOCK, vendor.VENDOR)) == []
    assert (
        list(
            vendor.faults(
                json.loads((vendor.SERVED / vendor.LOCK).read_text("utf-8")), vendor.SERVED
            )
        )
        == []
    )


def test_every_package_names_version_licence_and_tarball() -> None:
    for package in LOCK:
        assert package["licence"]
        assert package["version"][0].isdigit()
        assert len(package["tarball"]) == 64
        assert any("LICENSE" in entry["file"] for entry in package["files"])


def test_what_the_editor_bundles_has_its_licences_beside_it(vendor: ModuleType) -> None:
    locked = json.loads((vendor.SERVED / vendor.LOCK).read_text("utf-8"))
    (editor,) = [package for package in locked if "bundle" in package]
    bundle = editor["bundle"]
    text = (vendor.SERVED / bundle["licences"]).read_text("utf-8")
    notes = {note.strip().splitlines()[0]: note for note in text.split("\n----\n")}
    assert set(notes) == {
        f"{each['name']} {each['version']} ({each['licence']})" for each in bundle["with"]
    }
    assert all("Permission is hereby granted" in note for note in notes.values())
    assert all(each["integrity"].startswith("sha512-") for each in bundle["with"])


def test_changed_missing_and_unknown_files_are_reported(
    vendor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(vendor.VENDOR, tmp_path / "vendor")
    monkeypatch.setattr(vendor, "VENDOR", tmp_path / "vendor")
    (tmp_path / "vendor" / "oxigraph.js").write_text("changed", encoding="utf-8")
    (tmp_path / "vendor" / "vis-network.min.js").unlink()
    (tmp_path / "vendor" / "stranger.js").touch()
    told = "\n".join(vendor.faults(LOCK, vendor.VENDOR))
    assert "oxigraph.js: differs from the lock file" in told
    assert "vis-network.min.js: missing" in told
    assert "stranger.js: not in the lock file" in told
    assert len(told.splitlines()) == 3


def test_a_module_becomes_a_script_or_is_refused(vendor: ModuleType) -> None:
    made = vendor.classic(MODULE).decode()
    assert "export" not in made
    assert "import" not in made
    assert "return { Store, parse, initSync, init: __wbg_init };" in made
    with pytest.raises(ValueError, match="another form"):
        vendor.classic(MODULE + b"export default 1;\n")
