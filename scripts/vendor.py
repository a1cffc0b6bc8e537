"""Fetch the vendored JavaScript anew from the npm registry and check it against the lock file.

`python scripts/vendor.py` verifies what is vendored; `--update` packs the locked versions and writes files and hashes.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "src" / "actorgraph" / "views" / "page" / "vendor"
LOCK = VENDOR / "vendor.lock.json"


def main() -> int:
    """Check the vendored files, after fetching them anew if asked to."""
    locked = json.loads(LOCK.read_text("utf-8"))
    if "--update" in sys.argv:
        for package in locked:
            fetch(package)
        LOCK.write_text(json.dumps(locked, indent=2) + "\n", encoding="utf-8")
    wrong = [f["file"] for p in locked for f in p["files"] if digest(VENDOR / f["file"]) != f["sha256"]]
    print(
        "\n".join(f"{name}: not what the lock file says; run: make vendor" for name in wrong)
        or "vendored files are as locked"
    )
    return 1 if wrong else 0


def fetch(package: dict) -> None:
    """Take a package's files from the registry and note their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        spec = f"{package['name']}@{package['version']}"
        packed = subprocess.run(["npm", "pack", spec], cwd=folder, capture_output=True, text=True, check=True)
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
            for entry in package["files"]:
                member = archive.extractfile(f"package/{entry['source']}")
                assert member is not None, f"{spec} holds no {entry['source']}"
                (VENDOR / entry["file"]).write_bytes(member.read())
                entry["sha256"] = digest(VENDOR / entry["file"])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
