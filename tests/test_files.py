"""Files are replaced whole: whatever fails, the old file stays and nothing is left next to it."""

import os
from pathlib import Path
from typing import Any

import pytest

from actorgraph import files
from actorgraph.errors import GraphError
from actorgraph.files import replace, replace_all, sync_folder
from actorgraph.folders import folder_name, save, save_file, save_pages


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail(*arguments: Any, **keywords: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("content", ["größer\n", b"\x00\xff"])
def test_a_file_is_replaced(tmp_path: Path, content: str | bytes, durable: bool) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    replace(path, content, durable=durable)
    expected = content.encode() if isinstance(content, str) else content
    assert path.read_bytes() == expected
    assert names(tmp_path) == ["graph.ttl"]


def test_a_file_is_made(tmp_path: Path) -> None:
    replace(tmp_path / "graph.ttl", "new")
    assert names(tmp_path) == ["graph.ttl"]


@pytest.mark.parametrize("step", ["_write", "os.replace", "os.fsync"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    owner, _, name = step.rpartition(".")
    monkeypatch.setattr(os if owner else files, name, fail)
    with pytest.raises(OSError, match="No space"):
        replace(path, "new", durable=True)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["graph.ttl"]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: Any) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "graph.ttl"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace(path, "new")
    assert (path.read_text(), names(tmp_path)) == ("old", ["graph.ttl"])


def test_text_that_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        replace(path, "\ud800")
    assert (path.read_text(), names(tmp_path)) == ("old", ["graph.ttl"])


def test_several_files_are_replaced_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    replace_all(tmp_path, {"a": "new", "b": b"new"})
    assert [(tmp_path / name).read_text() for name in names(tmp_path)] == ["new", "new"]


def test_none_of_several_files_is_replaced_where_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files._write

    def fail_at_b(path: Path, content: str | bytes, *, durable: bool, private: bool) -> None:
        if content == "b":
            fail()
        write(path, content, durable=durable, private=private)

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(files, "_write", fail_at_b)
    with pytest.raises(OSError, match="No space"):
        replace_all(tmp_path, {"a": "a", "b": "b"})
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    replace(tmp_path / ("n" * 255), "new")
    assert names(tmp_path) == ["n" * 255]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace(tmp_path / "none" / "a", "new")
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none")


def test_a_folder_is_saved_and_saved_again(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "article"
    save(folder, {"graph.ttl": "a", "page.html": "b"})
    save(folder, {"graph.ttl": "c"})
    assert names(folder) == ["graph.ttl", "page.html"]
    assert [(folder / name).read_text() for name in names(folder)] == ["c", "b"]


def test_a_folder_that_cannot_be_written_is_not_left_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(GraphError, match="cannot be written: no space left"):
        save(tmp_path / "out", {"graph.ttl": "a"})
    assert names(tmp_path) == []


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    for folder in (tmp_path / "out", tmp_path / "out" / "article"):
        with pytest.raises(GraphError, match="cannot be written"):
            save(folder, {"graph.ttl": "a"})
    assert (tmp_path / "out").read_text() == "a file"


def test_a_file_and_the_pages_that_it_links_to(tmp_path: Path) -> None:
    save_file(tmp_path / "review.toml", "# none")
    save_pages(tmp_path / "index.html", {"page.html": "first", "page-2.html": "second"})
    assert names(tmp_path) == ["index.html", "page-2.html", "review.toml"]
    assert (tmp_path / "index.html").read_text() == "first"


def test_a_folder_in_the_way_of_a_file(tmp_path: Path) -> None:
    for write in (
        lambda: save_file(tmp_path, "a"),
        lambda: save_pages(tmp_path, {"page.html": "a"}),
    ):
        with pytest.raises(GraphError, match="is a folder"):
            write()


def test_folders_are_named_after_files() -> None:
    taken: set[str] = set()
    sources = ("/a/Strike in Köln.txt", "strike-in-koln.html", "-", "-", "a.b/c.tar")
    found = [folder_name(source, taken) for source in sources]
    assert found == ["strike-in-koln", "strike-in-koln-2", "article", "article-2", "c"]
    assert taken == set(found)


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    replace(tmp_path / "open", "x")
    (tmp_path / "open").chmod(0o644)
    replace(tmp_path / "open", "y", private=True)
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o600
