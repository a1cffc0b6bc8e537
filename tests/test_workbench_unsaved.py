"""What a reader is shown when a decision cannot be written; the server runs inside the test."""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from actorgraph.server.app import application
from actorgraph.server.decision_files import DecisionFiles
from actorgraph.server.engine import Engine
from actorgraph.server.limits import Limits
from actorgraph.server.readers import Readers
from actorgraph.server.workbench_worker import shown_or_fault
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review import NAME
from actorgraph.text.review_file import add, read_review
from actorgraph.workbench.desk import Desk
from tests.signed_in import ADA, FORM, code, stored
from tests.test_verdicts import FLIGHT, PRAISE, verdict

HOST = "127.0.0.1"


class Inside(Engine):
    """An engine whose pages are made in this process."""

    async def show(self, visit: Any) -> Any:
        return shown_or_fault(self.marker, {"visit": dict(visit)})


class Place:
    """A server for one reader, who has signed in."""

    def __init__(self, folder: Path) -> None:
        with DiskStore(folder, readonly=True) as opened:
            store = MemoryStore.of(map(opened.graph_of, opened.articles()))
        engine = Inside(None, Limits(), marker=Desk(store.quads, folder))
        self.readers = Readers([ADA])
        (key,) = self.readers.links
        self.cookie = self.readers.sign_in_by_link(key)
        (session,) = self.readers._sessions.values()
        self.token = session.reader.token
        self.files = DecisionFiles(engine, folder)
        self.app = application(engine, frozenset({HOST}), self.readers, self.files)

    def post(self, form: str, **fields: str) -> tuple[int, dict[bytes, bytes], str]:
        return asyncio.run(self._post(form, urlencode({"token": self.token, **fields}).encode()))

    async def _post(self, form: str, body: bytes) -> tuple[int, dict[bytes, bytes], str]:
        sent: list[Any] = []
        arriving: asyncio.Queue[Any] = asyncio.Queue()
        arriving.put_nowait({"type": "http.request", "body": body, "more_body": False})
        headers = {
            b"host": HOST.encode(),
            b"cookie": f"actorgraph={self.cookie}".encode(),
            b"content-type": FORM.encode(),
            b"content-length": str(len(body)).encode(),
        }
        scope = {
            "type": "http",
            "method": "POST",
            "path": f"/review/{form}",
            "raw_path": f"/review/{form}".encode(),
            "query_string": b"",
            "headers": list(headers.items()),
            "scheme": "http",
            "server": (HOST, 80),
        }

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, arriving.get, send)
        await self.files.stop()
        text = b"".join(message.get("body", b"") for message in sent)
        return sent[0]["status"], dict(sent[0]["headers"]), text.decode()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(stored(tmp_path / "corpus"))


def test_a_decision_is_saved(place: Place) -> None:
    assert place.post("decide", claim=code(PRAISE), verdict="accepted")[0] == 303
    assert len(read_review(place.files.folder)) == 1
    assert not place.files.is_applied


@pytest.mark.parametrize(
    ("number", "status", "words"),
    [(28, 507, "The disk is full."), (5, 500, "The decisions cannot be written.")],
)
@pytest.mark.parametrize("form", ["decide", "undo"])
def test_what_is_not_saved_changes_nothing(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    number: int,
    status: int,
    words: str,
) -> None:
    folder = place.files.folder
    add(folder, [verdict(FLIGHT, "accepted")])
    place.post("decide", claim=code(FLIGHT), verdict="unsure")
    before = (folder / NAME).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("actorgraph.files.replace", refuse)
    answered, headers, text = place.post(
        form, claim=code(PRAISE), verdict="accepted", note="<i>", next="/review?x=1"
    )
    assert answered == status
    assert words in text
    assert "Nothing was changed." in text
    assert 'href="/review?x=1"' in text
    assert headers[b"hx-retarget"] == b"#refused"
    assert "<i>" not in text
    assert (folder / NAME).read_bytes() == before
    monkeypatch.undo()
    assert place.post(form, claim=code(PRAISE), verdict="accepted")[0] == 303
    assert (folder / NAME).read_bytes() != before


def test_where_nobody_may_write_nothing_is_written(place: Place) -> None:
    engine = place.files.engine
    place.app = application(engine, frozenset({HOST}))
    status, _, _ = place.post("decide", claim=code(PRAISE), verdict="accepted")
    assert status == 403
    assert not (place.files.folder / NAME).exists()
