"""Check the vendored JavaScript against the lock file, or fetch it again from the npm registry.

`python scripts/vendor.py` verifies the vendored files; `--fetch` compares them with what the
registry serves today, and `--update` packs the locked versions and writes files and hashes. A file
that is `made` is the original in another form: `classic` is an ES module as a script, `packed` is
any file under LZMA, which unpacks to exactly the original bytes. A file without a `source` is a
licence text, for a package that ships none, or is part of a `bundle`: the locked esbuild makes a
bundle from the package and its dependencies, all at locked versions, with only the parts that the
page uses.
"""

import hashlib
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

UPDATE = "run: python scripts/vendor.py --update"
PACKAGE = Path(__file__).parent.parent / "src" / "actorgraph"
VENDOR = PACKAGE / "views" / "network" / "assets" / "vendor"
SERVED = PACKAGE / "server" / "static" / "vendor"
LOCK = "vendor.lock.json"
# These settings pack WebAssembly a third tighter than gzip; the decoder in the page reads this old
# form of LZMA.
TIGHT = [
    {
        "id": lzma.FILTER_LZMA1,
        "preset": 9 | lzma.PRESET_EXTREME,
        "dict_size": 1 << 22,
        "lc": 4,
        "lp": 0,
        "pb": 0,
    }
]


def main() -> int:
    """Check the vendored files, after fetching them again if asked to."""
    wrong = [line for folder in (VENDOR, SERVED) for line in checked(folder)]
    print("\n".join(wrong) or "vendored files are as locked")
    return 1 if wrong else 0


def checked(folder: Path) -> list[str]:
    """Return what is wrong in one folder of vendored files, after fetching them where that is asked
    for.
    """
    locked = json.loads((folder / LOCK).read_text("utf-8"))
    wrong: list[str] = []
    for package in locked if {"--update", "--fetch"} & set(sys.argv) else ():
        wrong += fetch(package, folder, update="--update" in sys.argv)
        wrong += (
            bundle(package, folder, update="--update" in sys.argv) if "bundle" in package else ()
        )
    if "--update" in sys.argv:
        (folder / LOCK).write_text(json.dumps(locked, indent=2) + "\n", encoding="utf-8")
    return [*wrong, *faults(locked, folder)]


def faults(locked: list[dict], folder: Path) -> Iterator[str]:
    """Tell which vendored files are missing, unknown, changed, or no longer what they were made
    from.
    """
    listed = {entry["file"] for package in locked for entry in package["files"]}
    for name in sorted(listed ^ {path.name for path in folder.iterdir()} - {LOCK}):
        problem = "missing" if name in listed else "not in the lock file"
        yield f"{name}: {problem}; {UPDATE}"
    for entry in (entry for package in locked for entry in package["files"]):
        path = folder / entry["file"]
        if path.exists() and digest(path.read_bytes()) != entry["sha256"]:
            yield f"{path.name}: differs from the lock file; {UPDATE}"
        elif (
            path.exists()
            and entry.get("made") == "packed"
            and digest(unpack(path)) != entry["original"]
        ):
            yield f"{path.name}: unpacks to other bytes than the lock file says; {UPDATE}"


def fetch(package: dict, vendor: Path, *, update: bool) -> Iterator[str]:
    """Take a package from the registry; write its files and note their hashes, or tell what differs
    from the lock.
    """
    spec = f"{package['name']}@{package['version']}"
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", spec], cwd=folder, capture_output=True, text=True, check=True
        )
        tarball = Path(folder) / packed.stdout.split()[-1]
        # A version never changes: another tarball under its name is an alarm, not an update.
        if digest(tarball.read_bytes()) != package.setdefault(
            "tarball", digest(tarball.read_bytes())
        ):
            yield f"{spec}: the registry gives another tarball than the locked one; find out why"
            return
        with tarfile.open(tarball) as archive:
            for entry in (entry for entry in package["files"] if entry.get("source")):
                member = archive.extractfile(f"package/{entry['source']}")
                assert member is not None, f"{spec} holds no {entry['source']}"
                yield from compare(entry, vendor, member.read(), update=update)
    for entry in (entry for entry in package["files"] if update and not entry.get("source")):
        entry["sha256"] = digest((vendor / entry["file"]).read_bytes())


def bundle(package: dict, vendor: Path, *, update: bool) -> Iterator[str]:
    """Bundle a package's modules into one script, without running any script of a package, and take
    the licences along.
    """
    wanted = package["bundle"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        specs = [f"{package['name']}@{package['version']}", f"esbuild@{wanted['esbuild']}"]
        specs += [f"{held['name']}@{held['version']}" for held in wanted["with"]]
        install = [
            "npm",
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
            *specs,
        ]
        subprocess.run(install, cwd=folder, capture_output=True, text=True, check=True)
        installed = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
        for held in wanted["with"]:
            given = installed[f"node_modules/{held['name']}"]["integrity"]
            if held.setdefault("integrity", given) != given:
                yield (
                    f"{held['name']}@{held['version']}: the registry serves another package "
                    "than the locked one; find out why"
                )
                return
        (folder / "entry.mjs").write_text(
            "".join(f"{line}\n" for line in wanted["entry"]), encoding="utf-8"
        )
        build = [
            "node_modules/.bin/esbuild",
            "entry.mjs",
            *wanted["options"],
            "--outfile=bundle.js",
        ]
        subprocess.run(build, cwd=folder, capture_output=True, text=True, check=True)
        notes = []
        for held in wanted["with"]:
            root = folder / "node_modules" / held["name"]
            text = sorted(root.glob("[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*"))[-1].read_text("utf-8").strip()
            notes.append(f"{held['name']} {held['version']} ({held['licence']})\n\n{text}")
        licences = "\n\n----\n\n".join(notes) + "\n"
        entries = {entry["file"]: entry for entry in package["files"]}
        yield from compare(
            entries[wanted["file"]], vendor, (folder / "bundle.js").read_bytes(), update=update
        )
        yield from compare(entries[wanted["licences"]], vendor, licences.encode(), update=update)


def compare(entry: dict, vendor: Path, original: bytes, *, update: bool) -> Iterator[str]:
    """Write a file as it is vendored, or tell that the lock file knows another original."""
    made = entry.get("made")
    if update:
        content = MAKERS[made](original) if made else original
        (vendor / entry["file"]).write_bytes(content)
        entry["sha256"] = digest(content)
        if made:
            entry["original"] = digest(original)
    elif digest(original) != entry["original" if made else "sha256"]:
        source = entry.get("source", "bundle")
        yield f"{entry['file']}: the registry's {source} differs; {UPDATE}"
    elif made == "classic" and digest(classic(original)) != entry["sha256"]:
        yield f"{entry['file']}: is made in another way today; {UPDATE}"


def classic(module: bytes) -> bytes:
    """Turn the ES module of wasm-bindgen's `web` target into a script that sets one constant,
    `oxigraph`.

    Exports become members of it, and the address of the module, used only where nobody gives the
    WebAssembly, becomes that of the script's own page or worker. Nothing else changes.
    """
    text = module.decode("utf-8")
    names = re.findall(r"^export (?:class|function) (\w+)", text, re.M)
    text = re.sub(r"^export (?=class |function )", "", text, flags=re.M)
    text, tails = re.subn(
        r"^export \{ initSync, __wbg_init as default \};\s*\Z", "", text, flags=re.M
    )
    text, addresses = re.subn(r"\bimport\.meta\.url\b", "self.location.href", text)
    strange = re.search(r"^\s*(import|export)\b|\bimport\s*[.(]", text, re.M)
    if tails != 1 or addresses != 1 or not names or strange:
        raise ValueError("web.js has another form than it had: read it and update this function")
    members = ", ".join([*names, "initSync", "init: __wbg_init"])
    script = f'const oxigraph = (() => {{\n"use strict";\n{text}return {{ {members} }};\n}})();\n'
    return script.encode()


def packed(content: bytes) -> bytes:
    """Pack a file under LZMA."""
    return lzma.compress(content, format=lzma.FORMAT_ALONE, filters=TIGHT)


def unpack(path: Path) -> bytes:
    """Return what was packed."""
    return lzma.decompress(path.read_bytes(), format=lzma.FORMAT_ALONE)


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


MAKERS: dict[str, Callable[[bytes], bytes]] = {"classic": classic, "packed": packed}

if __name__ == "__main__":
    sys.exit(main())
