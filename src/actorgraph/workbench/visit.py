"""What a page is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a page: its name, the path of what it is about, and the fields of the address.

    `reader` is who may write, empty where nobody may; `token` is what a form has to send back.
    `is_part` says that a script replaces a part of the page that is already shown. `waiting` is how
    many claims and ties wait for a decision: the number in the head of each page.
    """

    view: str
    path: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reader: str = ""
    token: str = ""
    is_part: bool = False
    waiting: int = 0

    @classmethod
    def read(cls, job: Mapping[str, Any]) -> "Visit":
        """Return the visit that a job of a child describes."""
        fields = {name: tuple(values) for name, values in job["fields"].items()}
        return cls(
            view=job["view"],
            path=job["path"],
            fields=fields,
            reader=job["reader"],
            token=job["token"],
            is_part=job["is_part"],
        )

    @property
    def may_write(self) -> bool:
        """Whether this reader may decide anything."""
        return bool(self.reader)

    def first(self, name: str, default: str = "") -> str:
        """Return the first value of a field, without spaces around it."""
        return next(iter(self.fields.get(name, ())), default).strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that are not empty."""
        return tuple(value.strip() for value in self.fields.get(name, ()) if value.strip())

    def number(self, name: str, *, default: int, most: int) -> int:
        """Return a field as a number from 1 to `most`; the default if it is anything else."""
        text = self.first(name)
        if text.isascii() and text.isdecimal() and len(text) <= len(str(most)):
            return min(max(int(text), 1), most)
        return default


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a visit: a page, or the address that it moved to.

    `status` is that of HTTP; a page about nothing has 404 and a message instead of HTML. Of another
    media type, `html` is the text of a file to save, and `name` is that of the file.
    """

    html: str = ""
    status: int = 200
    location: str = ""
    message: str = ""
    media: str = HTML
    name: str = ""


def moved(location: str) -> Answer:
    """Return an answer that sends the visitor to another address."""
    return Answer(status=303, location=location)


NOT_HERE = Answer(status=404, message="It may have been removed or merged.")
