"""Readers sign in, decide, undo and redo in the server; nobody else does, and nothing is lost."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from actorgraph.text.review import NAME
from actorgraph.text.review_changes import stamp
from actorgraph.text.review_file import read_review
from actorgraph.text.verdicts import Verdict, latest
from tests.serving import Endpoint, Reply, serving
from tests.signed_in import ADA, BEN, FORM, Desk, code, signed_in, stored
from tests.test_verdicts import ARREST, FLIGHT, PRAISE, verdict

PATIENCE_IN_SECONDS = 60


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("served") / "corpus")


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    tokens = folder / "tokens"
    tokens.write_text(f"Cy: {'t' * 20}\n", "utf-8")
    readers = ["--review", ADA, "--review", BEN, "--token-file", tokens]
    with serving(folder, "--store", store, "--children", 1, *readers) as running:
        yield running


@pytest.fixture(scope="module")
def desks(endpoint: Endpoint) -> tuple[Desk, Desk]:
    return signed_in(endpoint, 0), signed_in(endpoint, 1)


@pytest.fixture
def ada(desks: tuple[Desk, Desk], store: Path) -> Desk:
    (store / NAME).unlink(missing_ok=True)
    return desks[0]


@pytest.fixture
def ben(desks: tuple[Desk, Desk]) -> Desk:
    return desks[1]


def verdicts(store: Path) -> list[Verdict]:
    return latest(read_review(store).verdicts)


# ── signing in ────────────────────────────────────────────────────────────────────────────────────


def test_a_link_signs_in_once(endpoint: Endpoint, desks: tuple[Desk, Desk]) -> None:
    text = endpoint.printed.read_text("utf-8")
    assert "sign-in" not in endpoint.log.read_text("utf-8")
    for link in re.findall(r"(/sign-in\S+)", text):
        assert endpoint.ask(link).status == 403


def test_the_cookie_is_for_this_site_alone(endpoint: Endpoint) -> None:
    reply = _by_token(endpoint, "t" * 20)
    assert reply.status == 303
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"actorgraph-{endpoint.port}=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "expires" not in cookie.casefold()


def _by_token(endpoint: Endpoint, token: str, **headers: str) -> Reply:
    body = urlencode({"key": token}).encode()
    return endpoint.ask("/sign-in", method="POST", body=body, content_type=FORM, **headers)


def test_nobody_signs_in_by_a_wrong_token(endpoint: Endpoint) -> None:
    for token in ("", "x" * 20, "t" * 19, "\x00"):
        assert _by_token(endpoint, token).status == 403
    assert _by_token(endpoint, "t" * 20, origin="http://elsewhere.example").status == 403


def test_a_prefetch_does_not_use_a_link_up(endpoint: Endpoint) -> None:
    reply = endpoint.ask("/sign-in?key=x", sec_purpose="prefetch", accept="text/html")
    assert reply.status == 200
    assert "set-cookie" not in reply.headers


def test_reading_sets_no_cookie(endpoint: Endpoint) -> None:
    for path in ("/", "/sign-in", f"/id/claim/{code(PRAISE)}"):
        assert "set-cookie" not in endpoint.ask(path, accept="text/html").headers


def test_no_address_says_what_failed(ada: Desk) -> None:
    asked = "_fault=words+of+a+link&_theirs=words+of+a+link"
    assert "words of a link" not in ada.endpoint.ask(f"/sign-in?{asked}", accept="text/html").text
    refused = ada.post(f"decide?{asked}", verdict="perhaps", claim=code(PRAISE))
    assert refused.status == 422
    assert "words of a link" not in refused.text


def test_who_signs_out_may_not_write(endpoint: Endpoint) -> None:
    cookie = _by_token(endpoint, "t" * 20).headers["set-cookie"].partition(";")[0]
    desk = Desk(endpoint, cookie)
    body = urlencode({"token": desk.token}).encode()
    left = endpoint.ask("/sign-out", method="POST", body=body, content_type=FORM, cookie=cookie)
    assert left.status == 303
    assert desk.decide(PRAISE).status == 403


# ── what is refused ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"cookie": ""}, 403),
        ({"cookie": "actorgraph=x"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "none"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "null"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/json"}, 415),
    ],
)
def test_only_a_page_of_ours_decides(
    ada: Desk, store: Path, headers: dict[str, str], status: int
) -> None:
    reply = ada.post("decide", headers, claim=code(PRAISE), verdict="accepted")
    assert reply.status == status
    assert not (store / NAME).exists()


def test_a_form_needs_its_token(ada: Desk, store: Path) -> None:
    for token in ("", "x", ada.token[:-1], "ä"):
        reply = ada.post("decide", claim=code(PRAISE), verdict="accepted", token=token)
        assert reply.status == 403
    assert not (store / NAME).exists()


def test_a_form_has_an_end(ada: Desk) -> None:
    assert ada.decide(PRAISE, note="x" * 70_000).status == 413


def test_nothing_is_written_by_get(ada: Desk, store: Path) -> None:
    for form in ("decide", "identity", "bulk", "undo", "redo"):
        fields = urlencode({"token": ada.token, "claim": code(PRAISE), "verdict": "accepted"})
        assert ada.endpoint.ask(f"/review/{form}?{fields}", cookie=ada.cookie).status in (404, 405)
    assert not (store / NAME).exists()


def test_a_browser_s_own_form_is_saved(ada: Desk, store: Path) -> None:
    # With no referrer, the origin of a form is null.
    headers = {"origin": "null", "sec_fetch_site": "same-origin"}
    reply = ada.post("decide", headers, claim=code(PRAISE), verdict="accepted")
    assert reply.status == 303
    (made,) = verdicts(store)
    assert (made.verdict, made.by, made.claim) == ("accepted", ADA, code(PRAISE))


@pytest.mark.parametrize(
    "address", ["//evil.example", "http://evil.example", "/\\evil", "review", "/a\nb", ""]
)
def test_one_goes_on_to_a_page_of_ours(ada: Desk, address: str) -> None:
    assert ada.decide(PRAISE, next=address).headers["location"] == "/review"


# ── decisions ─────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_has_what_the_form_changes(ada: Desk, store: Path) -> None:
    fields = {
        "field:agent": ["Police", ""],
        "field:target": ["Norway"],
        "field:class": ["Coerce"],
        "field:certainty": ["Alleged"],
        "field:denied": ["false"],
    }
    reply = ada.decide(ARREST, "corrected", note="<b>&", **fields)
    assert (reply.status, reply.headers["location"]) == (303, "/review")
    (made,) = verdicts(store)
    expected = verdict(ARREST, "corrected", new={"target": ("Norway",)}).new
    changed = {name: made.new[name] for name in made.new if made.new[name] != made.old.get(name)}
    assert made.new == changed
    assert made.new["target"] == expected["target"]
    assert made.note == "<b>&"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"verdict": "corrected"}, "changes nothing"),
        ({"verdict": "corrected", "field:target": "<i>Nobody"}, "&lt;i&gt;Nobody"),
        ({"verdict": "corrected", "field:certainty": "Perhaps"}, "factuality cannot be"),
        ({"verdict": "rejected"}, "gives no reason"),
        ({"verdict": "perhaps"}, "gives no verdict"),
        ({"verdict": "accepted", "claim": "none/../such"}, "no claim has this name"),
        ({"verdict": "accepted", "claim": "<b>"}, "no claim has this name"),
    ],
)
def test_what_cannot_be_saved_says_why(
    ada: Desk, store: Path, fields: dict[str, object], words: str
) -> None:
    reply = ada.post("decide", **{"claim": code(ARREST), **fields})
    assert reply.status == 422
    assert words in reply.text
    assert "Nothing was changed" in reply.text
    part = ada.post("decide", {"hx_request": "true"}, **{"claim": code(ARREST), **fields})
    assert (part.status, part.headers["hx-retarget"]) == (422, "#refused")
    assert "<html" not in part.text
    assert not (store / NAME).exists()


def test_people_at_risk_are_never_tied(ada: Desk, store: Path) -> None:
    names = {"first": "The victims of the war", "second": "Anna Petrova"}
    reply = ada.post("identity", decision="same", **names)
    assert reply.status == 422
    assert not (store / NAME).exists()


def test_the_last_decision_on_two_actors_is_saved(ada: Desk, store: Path) -> None:
    for decision in ("different", "unsure"):
        reply = ada.post("identity", first="Norway", second="Chad", decision=decision)
        assert reply.status == 303
    kinds = [decision.kind for decision in read_review(store).decisions]
    assert kinds == ["different", "unsure"]
    assert ada.post("identity", first="Norway", second="X", decision="same").status == 422


def test_many_are_decided_and_undone_at_once(ada: Desk, store: Path) -> None:
    ada.decide(FLIGHT, "unsure")
    ada.post("bulk", claim=[code(PRAISE), code(ARREST)], verdict="accepted")
    assert len(verdicts(store)) == 3
    ada.post("undo")
    assert [made.claim for made in verdicts(store)] == [code(FLIGHT)]
    ada.post("undo")
    ada.post("undo")
    assert verdicts(store) == []
    for count in (1, 3, 3):
        ada.post("redo")
        assert len(verdicts(store)) == count
    ada.post("undo")
    ada.decide(PRAISE, "unsure")
    ada.post("redo")
    assert [made.verdict for made in verdicts(store)] == ["unsure", "unsure"]


def test_nobody_undoes_what_another_decided(ada: Desk, ben: Desk, store: Path) -> None:
    ada.decide(PRAISE)
    ben.post("undo")
    assert [made.by for made in verdicts(store)] == [ADA]


def test_somebody_else_decided_meanwhile(ada: Desk, ben: Desk, store: Path) -> None:
    ada.decide(PRAISE, seen="")
    reply = ben.decide(PRAISE, "rejected", reason="not a claim", seen="", next="/review?x=<")
    assert reply.status == 409
    assert "Somebody else decided meanwhile" in reply.text
    (made,) = verdicts(store)
    assert (made.by, made.verdict) == (ADA, "accepted")
    assert stamp(made) in reply.text
    # The form that is shown decides all the same.
    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', reply.text))
    assert ben.post("decide", **sent).status == 303
    assert [made.by for made in verdicts(store)] == [BEN]
    assert len(read_review(store).verdicts) == 2


def test_a_decision_is_shown_at_once_and_then_everywhere(ada: Desk, store: Path) -> None:
    ada.decide(PRAISE, "rejected", reason="no such event")
    page = ada.endpoint.ask(f"/id/claim/{code(PRAISE)}", accept="text/html").text
    assert "rejected" in page
    ask = "ASK { ?c ag:reviewed ag:Rejected }"
    _wait_until(lambda: "true" in ada.endpoint.query(ask, accept="application/json").text)
    ada.post("undo")
    _wait_until(lambda: "false" in ada.endpoint.query(ask, accept="application/json").text)
    # Longer than the watch waits: what the server itself changed is no reason to look again.
    time.sleep(3)
    assert '"renewed"' not in ada.endpoint.log.read_text("utf-8")


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_IN_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_the_log_has_no_words(ada: Desk, ben: Desk, endpoint: Endpoint) -> None:
    ada.decide(ARREST, "unsure", note="not a word of this")
    log = endpoint.log.read_text("utf-8")
    assert f'"by": "{ADA}"' in log
    assert "not a word" not in log
    assert ada.token not in log
    assert ada.cookie.partition("=")[2] not in log


def test_two_readers_at_once_overwrite_nothing(ada: Desk, ben: Desk, store: Path) -> None:
    def decide(desk: Desk, kind: str) -> None:
        for _ in range(8):
            assert desk.decide(kind, "unsure").status == 303

    threads = [
        threading.Thread(target=decide, args=pair) for pair in ((ada, PRAISE), (ben, ARREST))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    by = [made.by for made in read_review(store).verdicts]
    assert (by.count(ADA), by.count(BEN)) == (8, 8)


def test_nobody_decides_more_often_than_a_person_can(endpoint: Endpoint) -> None:
    cookie = _by_token(endpoint, "t" * 20).headers["set-cookie"].partition(";")[0]
    desk = Desk(endpoint, cookie)
    replies = [desk.post("redo") for _ in range(100)]
    statuses = [reply.status for reply in replies]
    assert 60 <= statuses.count(303) < 100
    assert {429, 303} == set(statuses)
    assert "retry-after" in replies[statuses.index(429)].headers
