"""The wheel, built by way of the sdist, holds what the package reads at run time."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


def shipped() -> set[str]:
    """What must be in the wheel, by the names it has there."""
    package = ROOT / "src" / "actorgraph"
    files = {path.relative_to(package.parent) for path in package.rglob("*") if path.is_file()}
    names = {path.as_posix() for path in files if "__pycache__" not in path.parts}
    endings = (
        "*.ttl",
        "*.jsonld",
        "followthemoney.tsv",
        "identities.*",
        "*.LICENSE-*",
        "alignments/*.ttl",
    )
    kept = (
        *(("ontology", ending) for ending in endings),
        ("queries", "*.rq"),
        ("queries", "*.toml"),
    )
    for folder, ending in kept:
        names |= {
            f"actorgraph/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).glob(ending)
        }
        names.add(f"actorgraph/{folder}/__init__.py")
    return names


@pytest.mark.slow
def test_the_wheel_holds_everything(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert shipped() - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert wheel.stat().st_size < 3_100_000


@pytest.mark.slow
def test_the_sdist_holds_the_ontology(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"ontology/actions.ttl", "queries/__init__.py", "LICENSE", "README.md"} <= names


@pytest.mark.slow
def test_the_wheel_works_elsewhere(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import actorgraph, actorgraph.vocabulary.vocab as v; print(actorgraph.__file__); "
        "print(v.AG.Claim, v.AG.Request)"
    )
    # -S would hide the libraries, too; the extracted wheel goes first on the path and so stands
    # before ours.
    command = [
        sys.executable,
        "-c",
        (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); sys.meta_path = [f for f in "
            f"sys.meta_path if 'Editable' not in getattr(f, '__name__', '')]; {code}"
        ),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path))


@pytest.mark.slow
def test_the_wheel_installs_in_a_fresh_environment(
    built: Path, sample: Path, tmp_path: Path
) -> None:
    """With the libraries of this environment; `make wheel` installs them, too, for each Python."""
    (wheel,) = built.glob("*.whl")
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    command = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel]
    subprocess.run(command, check=True)
    (libraries,) = environment.glob("lib/python*/site-packages")
    # After its own: ours is here in another way.
    folders = [path for path in sys.path if path.endswith("site-packages")]
    (libraries / "borrowed.pth").write_text("\n".join(folders), "utf-8")
    graph = tmp_path / "out" / "article" / "graph.ttl"
    program = environment / "bin" / "actorgraph"
    for arguments in (
        ("build", SAMPLE, "-o", tmp_path / "out", "--published", "2017-08"),
        ("query", "who-urged-whom", graph),
        ("completion", "bash"),
    ):
        done = subprocess.run(
            [program, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.returncode == 0, done.stderr
    assert graph.read_bytes() == (sample / "graph.ttl").read_bytes()
    code = "import actorgraph; print(actorgraph.__file__)"
    where = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert where.stdout.startswith(str(environment))
