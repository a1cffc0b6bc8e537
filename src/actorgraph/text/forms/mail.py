"""Saved mail (.eml) and saved pages (.mhtml): both are messages."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from actorgraph.text.days import as_edtf
from actorgraph.text.forms.item import Item


def read_mail(content: bytes) -> Iterator[Item]:
    """Yield the text of a message, or its page if it has no text or is a saved page.

    Raises ValueError if it has neither.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise ValueError("not a message")
    is_saved_page = "Snapshot-Content-Location" in message
    preferred = ("html", "plain") if is_saved_page else ("plain", "html")
    body = message.get_body(preferencelist=preferred)
    if body is None:
        raise ValueError("no text in it")
    text = body.get_content()
    if not isinstance(text, str):
        raise ValueError("no text in it")
    is_page = body.get_content_subtype() == "html"
    if is_saved_page:
        # The page says itself when it was published; the date is that of saving it.
        yield Item(text=text, is_page=is_page, url=_header(message, "Snapshot-Content-Location"))
        return
    sender, address = parseaddr(_header(message, "From") or "")
    yield Item(
        text=text,
        is_page=is_page,
        title=_header(message, "Subject"),
        published=as_edtf(_header(message, "Date") or ""),
        publisher=sender or address or None,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) if value is not None else None
