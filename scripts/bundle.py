"""Bundle the page's ES modules into the one script that the page carries, by esbuild.

`python scripts/bundle.py` writes it. Set ESBUILD to the program if it is not on the PATH.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "src" / "actorgraph" / "views" / "page"
OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2021", "--charset=utf8")


def main() -> int:
    """Write `page.js`."""
    program = os.environ.get("ESBUILD") or shutil.which("esbuild")
    if program is None:
        print("esbuild is not here: npm install esbuild, then set ESBUILD", file=sys.stderr)
        return 2
    command = [program, str(PAGE / "scripts" / "main.js"), *OPTIONS]
    done = subprocess.run([*command, f"--outfile={PAGE / 'page.js'}"], check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
