"""Check the page's scripts and bundle them and its styles into the two files a page contains.

`python scripts/bundle.py` writes `views/page/page.js` from the modules in `views/page/scripts/` and
`page.css` from `views/page/styles/`; `empty.js` and `empty.css` are for a page without a claim.
Since a page has a budget, they are minified; their sources are what people read. `--check`
type-checks, lints and compares instead. Both run the tools that `web/package-lock.json` names,
which `npm ci` installs into `web/`; nothing is fetched here.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
TOOLS = WEB / "node_modules" / ".bin"
PAGE = ROOT / "src" / "actorgraph" / "views" / "page"
SCRIPTS = PAGE / "scripts"
STYLES = PAGE / "styles"
BUNDLE = PAGE / "page.js"
STYLE = PAGE / "page.css"
# The same for a page without a claim.
EMPTY_BUNDLE = PAGE / "empty.js"
EMPTY_STYLE = PAGE / "empty.css"
OPTIONS = (
    "--bundle",
    "--minify",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=warning",
)
SCRIPT_OPTIONS = ("--format=iife", "--target=es2022")


def main() -> int:
    """Write the bundle, or check the scripts if asked to. Return 1 if something is wrong."""
    if not TOOLS.is_dir():
        return _without_tools()
    if "--check" not in sys.argv:
        for path, text in bundles().items():
            path.write_text(text, encoding="utf-8")
        return 0
    wrong = [*type_errors(), *style_errors(), *stale()]
    print("\n".join(wrong) or "the page's scripts are as they must be")
    return 1 if wrong else 0


def _without_tools() -> int:
    """Say that nothing was checked, which is an error in CI if the npm registry was reached."""
    print("the page's scripts were not checked: install node and npm, then run: make scripts")
    return 1 if must_check() else 0


def must_check() -> bool:
    """Return whether the tools must be there: in CI, unless the npm registry was not reached."""
    return bool(os.environ.get("CI")) and not os.environ.get("WITHOUT_NPM")


def bundles() -> dict[Path, str]:
    """Return the text of each file that is made from the scripts and styles."""
    return {
        BUNDLE: bundle(),
        STYLE: style(),
        EMPTY_BUNDLE: bundle("empty"),
        EMPTY_STYLE: style("empty"),
    }


def bundle(entry: str = "main") -> str:
    """Return the modules that one needs as a classic script, which defines no global name."""
    return _bundled(SCRIPTS / f"{entry}.js", *SCRIPT_OPTIONS)


def style(entry: str = "main") -> str:
    """Return the styles that one imports as one, in their order."""
    return _bundled(STYLES / f"{entry}.css")


def _bundled(entry: Path, *options: str) -> str:
    done = _run("esbuild", str(entry), *OPTIONS, *options)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def type_errors() -> list[str]:
    """Return what TypeScript says of the types in the comments."""
    done = _run("tsc", "--project", str(WEB / "tsconfig.json"), "--pretty", "false")
    return (done.stdout + done.stderr).splitlines()


def style_errors() -> list[str]:
    """Return what the linter says, and which files are formatted in another way."""
    done = _run(
        "biome",
        "check",
        f"--config-path={WEB}",
        "--colors=off",
        "--error-on-warnings",
        "--vcs-enabled=false",
        str(SCRIPTS),
    )
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).splitlines()


def stale() -> list[str]:
    """Return a line for each committed bundle that is not the one that its sources give today."""
    return [
        f"{path.relative_to(ROOT)}: is not up to date; run: make scripts"
        for path, text in bundles().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def _run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TOOLS / tool), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
