"""Reading: the articles in a file of any form."""

import zipfile
from collections.abc import Callable, Iterator

from actorgraph.errors import ArticleError
from actorgraph.nesting import is_json_too_deep
from actorgraph.text.forms.documents import read_docx, read_markdown, read_pdf
from actorgraph.text.forms.feeds import read_feed, read_json
from actorgraph.text.forms.item import Item
from actorgraph.text.forms.mail import read_mail
from actorgraph.text.forms.recognition import form_of

Reader = Callable[[bytes], Iterator[Item]]
READERS: dict[str, tuple[str, Reader]] = {
    "pdf": ("a PDF", read_pdf),
    "docx": ("a DOCX document", read_docx),
    "feed": ("a feed", read_feed),
    "json": ("JSON", read_json),
    "mail": ("a mail", read_mail),
}
EXTRA = "pip install actorgraph[files]"


def read_items(content: bytes, name: str) -> list[Item] | None:
    """Return the articles in a file; None if it is a text or a page.

    Raises ArticleError if it is of a form that is not read, or broken.
    """
    form = form_of(content, name)
    if form is None:
        return None
    if form == "warc":
        remedy = "read it with `actorgraph ingest FILE.warc`"
        raise ArticleError("is a web archive", where=name, remedy=remedy)
    if form == "markdown":
        return list(read_markdown(content.decode(errors="replace")))
    if form not in READERS:
        raise ArticleError(f"is {form}", where=name, remedy="give the article as text or a page")
    if form == "json" and is_json_too_deep(content):
        raise ArticleError("is JSON nested too deep", where=name, remedy="give the article alone")
    kind, reader = READERS[form]
    return _read(reader, content, kind, name)


def _read(reader: Reader, content: bytes, kind: str, name: str) -> list[Item]:
    try:
        items = list(reader(content))
    except ImportError as error:
        what = f"is {kind}, which needs {error.name}"
        raise ArticleError(what, where=name, remedy=EXTRA) from None
    except ArticleError:
        raise
    except (ValueError, LookupError, zipfile.BadZipFile, RecursionError) as error:
        message = " ".join(str(error).split())[:100]
        raise ArticleError(
            f"is {kind} that cannot be read: {message}", where=name, remedy="save its text as .txt"
        ) from error
    except Exception as error:
        # What a broken document makes a parser raise cannot be foreseen.
        raise ArticleError(
            f"is {kind} that cannot be read", where=name, remedy="save its text as .txt"
        ) from error
    if not items:
        remedy = "give the article as text or a page"
        raise ArticleError(f"is {kind} without an article", where=name, remedy=remedy)
    return items
