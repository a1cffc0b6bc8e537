"""Graphs in the forms that the tool writes: each command reads each of them, compressed or not; and
what goes to standard output.
"""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.errors import ActorgraphError
from actorgraph.graph.name_search import NameSearch
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, MARK, export, export_bytes

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "graph" / "sample" / "article.txt"
GRAPH = ROOT / "graph" / "sample" / "graph.ttl"
ENDINGS = ("nt", "rdf", "jsonld", "nq", "trig", "ttl.gz", "rdf.gz", "jsonld.gz", "nq.gz")
NAME = "Tanya Lokshina"


def invoke(*arguments: object) -> bytes:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout_bytes


def error_of(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert isinstance(result.exception, ActorgraphError), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def sample() -> MemoryStore:
    store = MemoryStore.load(GRAPH)
    store.derive()
    return store


@pytest.fixture(scope="module", params=ENDINGS)
def form(
    request: pytest.FixtureRequest, sample: MemoryStore, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample's graph in one of the forms."""
    path = tmp_path_factory.mktemp("forms") / f"g.{request.param}"
    export(sample, path)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "who-urged-whom"),
        ("query", "who-leads-what", "--evidence"),
        ("explain", "2884"),
        ("check", "--article", str(ARTICLE)),
        ("export", "--format", "longturtle"),
        ("export", "--format", "csv"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_command_answers_alike(arguments: tuple[str, ...], form: Path) -> None:
    assert invoke(*arguments, form) == invoke(*arguments, GRAPH)


def test_other_commands_read_it(form: Path, tmp_path: Path) -> None:
    assert invoke("diff", GRAPH, form) == b"the same claims\n"
    page = tmp_path / "page.html"
    invoke("view", form, "-o", page)
    assert NAME in page.read_text("utf-8")
    redacted = tmp_path / "redacted.ttl"
    invoke("export", form, "-o", redacted, "--redact", "default")
    assert MemoryStore.load(redacted).articles()
    other = tmp_path / "other.nt"
    iri = MemoryStore.load(GRAPH).articles()[0].value
    other.write_bytes(
        export_bytes(MemoryStore.load(GRAPH), form="nt").replace(
            iri.rpartition("/")[2].encode(), b"0" * 16
        )
    )
    assert invoke("link", form, other, "-o", tmp_path / "links").startswith(str(tmp_path).encode())


def test_forgetting_keeps_the_form(form: Path, tmp_path: Path) -> None:
    copy = tmp_path / form.name
    copy.write_bytes(form.read_bytes())
    invoke("forget", NAME, copy)
    rest = MemoryStore.load(copy)
    assert rest.articles() == MemoryStore.load(GRAPH).articles()
    assert not NameSearch.of([NAME]).is_in_file(copy)


def test_a_name_is_found_in_compressed_files(tmp_path: Path, sample: MemoryStore) -> None:
    search = NameSearch.of([NAME])
    for ending in ("ttl.gz", "zip"):
        path = tmp_path / f"g.{ending}"
        export(sample, path)
        assert search.is_in_file(path)
        assert not NameSearch.of(["Mara Quill"]).is_in_file(path)
    whole = gzip.compress(f"{NAME} ".encode() + bytes(range(256)) * 500)
    for name, content in (
        ("broken.gz", whole[: len(whole) // 2]),
        ("plain.gz", NAME.encode()),
        ("plain.zip", NAME.encode()),
    ):
        (tmp_path / name).write_bytes(content)
        assert search.is_in_file(tmp_path / name), name


def test_compressed_files_have_the_same_bytes(sample: MemoryStore, tmp_path: Path) -> None:
    first, second = tmp_path / "a.ttl.gz", tmp_path / "b.ttl.gz"
    export(sample, first)
    export(sample, second)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()) == GRAPH.read_bytes()
    assert "no format" in error_of("export", GRAPH, "-o", tmp_path / "a.zip.gz")


# ── standard output ───────────────────────────────────────────────────────────────────────────────


def test_standard_output_has_turtle_or_the_format() -> None:
    assert invoke("export", GRAPH) == GRAPH.read_bytes()
    assert invoke("export", GRAPH, "-o", "-") == GRAPH.read_bytes()
    triples = ox.parse(invoke("export", GRAPH, "--format", "nt"), format=ox.RdfFormat.N_TRIPLES)
    assert len(list(triples)) == len(MemoryStore.load(GRAPH).triples())


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_standard_output_has_the_bytes_of_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("t.zip" if name == "tables" else "file")
    invoke("export", GRAPH, "-o", path, "--format", name)
    assert invoke("export", GRAPH, "-o", "-", "--format", name) == path.read_bytes()


def test_a_zip_passes_through_a_pipe(run: Run, tmp_path: Path) -> None:
    content = invoke("export", GRAPH, "--format", "tables")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["actors.csv", "claims.csv"]
    done = run("export", GRAPH, "--format", "csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.encode() == invoke("export", GRAPH, "--format", "csv")


# ── tables for spreadsheets ───────────────────────────────────────────────────────────────────────


def test_a_byte_order_mark_is_an_option(tmp_path: Path) -> None:
    plain = invoke("export", GRAPH, "--format", "csv").decode()
    assert not plain.startswith(MARK)
    assert invoke("export", GRAPH, "--format", "csv", "--bom").decode() == MARK + plain
    invoke("export", GRAPH, "-o", tmp_path / "t.zip", "--bom")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        assert all(archive.read(name).decode().startswith(MARK) for name in archive.namelist())
    answer = ("query", "who-urged-whom", GRAPH, "--bom", "--format")
    assert invoke(*answer, "csv").decode().startswith(f"{MARK}asker,")
    assert not invoke(*answer, "json").decode().startswith(MARK)
    assert "--bom" in error_of("export", GRAPH, "--bom", "--format", "nt")
