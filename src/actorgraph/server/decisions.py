"""Routes that write decisions: a child checks each form, then it is saved, then answered."""

import asyncio
import errno
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actorgraph.errors import ReviewError
from actorgraph.server import logs
from actorgraph.server.decision_files import DecisionFiles
from actorgraph.server.readers import Reader, readers_of, set_cookie
from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import FORM, Fields, body_fields, media_of
from actorgraph.server.responses import engine_of
from actorgraph.server.workbench_pages import grouped, shown, visit_of
from actorgraph.text.review import decisions_in
from actorgraph.text.review_changes import DecidedMeanwhile, Entry, ReaderChanges, stamp
from actorgraph.text.verdicts import Verdict, read_entry

LONGEST_FORM_IN_BYTES = 65_536
SETTLE = "settle"  # what two readers decided each alone
FORMS = ("decide", "bulk", "identity", SETTLE)
LOCAL = re.compile(r"/(?![/\\])[!-~]*")  # an address on this server
REVIEW = "/review"
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Writing:
    """A form that may be saved: who sent it, and its fields."""

    reader: Reader
    fields: dict[str, list[str]]

    def first(self, name: str) -> str:
        """Return the first value of a field; empty if it has none."""
        return next(iter(self.fields.get(name, ())), "")

    @property
    def next(self) -> str:
        """The address to go on to, which is on this server."""
        address = self.first("next")
        return address if LOCAL.fullmatch(address) else REVIEW


async def save(request: Request) -> Response:
    """Save what a form decides on claims or identities, and go on. Raises Refusal."""
    writing = await _writing(request)
    form = request.url.path.rpartition("/")[2]
    visit = visit_of(request, "prepare", form, **writing.fields)
    _, body = await engine_of(request).show(visit)
    prepared = json.loads(body)
    if prepared["fault"]:
        return await _unsaved(request, writing, 422, _fault=f"{prepared['fault']}.")
    entries = [_entry(record) for record in prepared["entries"]]
    return await _saved(request, writing, entries, is_common=form == SETTLE)


def _entry(record: dict[str, Any]) -> Entry:
    fields = dict(record)
    if fields.pop("is_verdict"):
        return read_entry(fields, Path(REVIEW))
    given = {name: value for name, value in fields.items() if value}
    (decision,) = decisions_in({"decision": [given]}, Path(REVIEW))
    return decision


async def _saved(
    request: Request, writing: Writing, entries: list[Entry], *, is_common: bool
) -> Response:
    seen: dict[str, str] = {}
    if "seen" in writing.fields:
        claims = [entry.claim for entry in entries if isinstance(entry, Verdict)]
        seen = dict.fromkeys(claims, writing.first("seen"))

    def decide(changes: ReaderChanges) -> list[Entry]:
        changes.decide(entries, seen)
        return entries

    return await _changed(request, writing, decide, "decided", is_common=is_common)


async def undo(request: Request) -> Response:
    """Take the reader's last decision back, or make it again, and go on. Raises Refusal."""
    writing = await _writing(request)
    if request.url.path.endswith("/undo"):
        return await _changed(request, writing, ReaderChanges.undo, "undone")
    return await _changed(request, writing, ReaderChanges.redo, "redone")


async def _changed(
    request: Request,
    writing: Writing,
    change: Callable[[ReaderChanges], list[Entry]],
    event: str,
    *,
    is_common: bool = False,
) -> Response:
    """Change a file of decisions, have it applied if it is the common one, and go on."""
    files = decision_files_of(request)
    is_common = is_common or not files.is_blind
    changes = files.changes_of(writing.reader.name, is_common=is_common)
    changing = asyncio.to_thread(change, changes)
    try:
        # A client that leaves does not interrupt it.
        entries = await asyncio.shield(asyncio.ensure_future(changing))
    except DecidedMeanwhile as conflict:
        theirs = conflict.verdict
        by = f"{theirs.verdict} ({theirs.by})" if theirs.by else theirs.verdict
        return await _unsaved(request, writing, 409, _theirs=by, _stamp=stamp(theirs))
    except ReviewError as error:
        return await _not_written(request, writing, error)
    if is_common:
        files.note(entries)
    _log(writing, entries, event)
    return RedirectResponse(writing.next, status_code=303)


def _log(writing: Writing, entries: list[Entry], event: str) -> None:
    """Log who decided, what kind of decision and how many, without any words."""
    kinds = {entry.verdict if isinstance(entry, Verdict) else entry.kind for entry in entries}
    kind = ", ".join(sorted(kinds))
    logs.write(event, by=writing.reader.name, kind=kind, number=len(entries))


# ── what may be written ───────────────────────────────────────────────────────────────────────────


async def _writing(request: Request) -> Writing:
    """Return the form that a request sends.

    Raises Refusal if nobody is signed in, or another site or an outdated page made it, or too much.
    """
    check_own_site(request)
    session = readers_of(request).session(request)
    if session is None:
        raise Refusal(403, "only those who have signed in may decide")
    fields = await _form(request)
    token = next((value for name, value in fields if name == "token"), "")
    if not hmac.compare_digest(token.encode(), session.reader.token.encode()):
        raise Refusal(403, "this page is outdated; load it again")
    if not session.writes.take():
        raise Refusal(429, "these are more decisions than one can make in a minute", retry=True)
    return Writing(session.reader, grouped(fields))


async def _form(request: Request) -> Fields:
    if media_of(request) != FORM:
        raise Refusal(415, f"send a form: {FORM}")
    length = request.headers.get("content-length", "0")
    if int(length) > LONGEST_FORM_IN_BYTES or len(await request.body()) > LONGEST_FORM_IN_BYTES:
        raise Refusal(413, f"the form is larger than {LONGEST_FORM_IN_BYTES} bytes")
    return await body_fields(request)


def check_own_site(request: Request) -> None:
    """Raise Refusal (403) if a page of another site, or of another port, made a browser write."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    is_own = site in (None, "same-origin")
    # Our pages send no referrer, and so their forms have the origin `null`.
    if origin is not None and not (origin == "null" and site == "same-origin"):
        is_own = is_own and _place_of(origin) == request.headers["host"].casefold()
    if not is_own:
        raise Refusal(403, "only a page of this server may decide")


def _place_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


def decision_files_of(request: Request) -> DecisionFiles:
    """Return the files of decisions of the application that serves a request. Raises Refusal."""
    files = request.app.state.decision_files
    if files is None:
        raise Refusal(403, "nobody may decide here")
    assert isinstance(files, DecisionFiles)
    return files


# ── what was not saved ────────────────────────────────────────────────────────────────────────────


async def _not_written(request: Request, writing: Writing, error: ReviewError) -> Response:
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in FULL:
        return await _unsaved(request, writing, 507, _fault="The disk is full.")
    logs.failure(error)
    return await _unsaved(request, writing, 500, _fault="The decisions cannot be written.")


async def _unsaved(request: Request, writing: Writing, status: int, **besides: str) -> Response:
    """Show why nothing was saved; the page that a script shows stays as it is."""
    fields = {**writing.fields, "next": [writing.next]}
    fields |= {name: [value] for name, value in besides.items()}
    form = request.url.path.rpartition("/")[2]
    response = await shown(request, visit_of(request, "unsaved", form, **fields))
    response.status_code = status
    response.headers["hx-retarget"] = "#refused"
    response.headers["hx-reswap"] = "innerHTML"
    return response


# ── signing in ────────────────────────────────────────────────────────────────────────────────────


async def sign_in(request: Request) -> Response:
    """Sign in by the link in the address, or show the form for a token. Raises Refusal."""
    key = request.query_params.get("key", "")
    is_ahead = "sec-purpose" in request.headers or "purpose" in request.headers
    # A browser that fetches a link before anyone follows it must not use it up.
    if not key or is_ahead or request.method != "GET":
        return await shown(request, visit_of(request, "sign-in"))
    return _signed_in(request, readers_of(request).sign_in_by_link(key))


async def sign_in_by_token(request: Request) -> Response:
    """Sign in by the token that a form sends. Raises Refusal."""
    check_own_site(request)
    fields = dict(await _form(request))
    readers = readers_of(request)
    if not readers.may_try():
        raise Refusal(429, "somebody tried too often to sign in; wait a minute", retry=True)
    return _signed_in(request, readers.sign_in_by_token(fields.get("key", "").strip()))


def _signed_in(request: Request, cookie: str) -> Response:
    if not cookie:
        raise Refusal(403, "this does not sign anybody in; a link does so once")
    response = RedirectResponse(REVIEW, status_code=303, headers={"cache-control": "no-store"})
    set_cookie(request, response, cookie)
    return response


async def sign_out(request: Request) -> Response:
    """End the session of a reader, and go home. Raises Refusal."""
    await _writing(request)
    readers_of(request).sign_out(request)
    return RedirectResponse("/", status_code=303)
