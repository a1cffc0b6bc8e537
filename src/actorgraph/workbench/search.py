"""What a search asks for: words, the sort of thing, and what is chosen of each field.

    /search?q=WORDS&is=claim&sure=alleged&with=actor/CODE&page=2

Everything chosen is in the address. `with`, `by`, `did` and `to` name an actor by its path,
`article` an article; `when` is a year, a month or `undated`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

from actorgraph.workbench.visit import Visit

THINGS = ("actor", "claim", "statement", "article")
# In the order of the page; the last four narrow a search without a list of their own.
FIELDS = ("sure", "tone", "kind", "with", "by", "article", "when", "reviewed", "did", "to", "sort")
LONGEST_IN_CHARACTERS = 200
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks for: words, the sort of thing, and a value of each chosen field."""

    words: str = ""
    thing: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, visit: Visit) -> "Search":
        """Return the search that an address describes; what it cannot mean is left out."""
        thing = visit.first("is")
        chosen = {name: visit.first(name) for name in FIELDS if visit.first(name)}
        return cls(
            words=" ".join(visit.first("q").split())[:LONGEST_IN_CHARACTERS],
            thing=thing if thing in THINGS else "",
            chosen=chosen,
            page=visit.number("page", default=1, most=MOST_PAGES),
        )

    @property
    def query(self) -> str:
        """The search as the query of an address, without its page."""
        fields = {"q": self.words, "is": self.thing, **self.chosen}
        given = {name: value for name, value in fields.items() if value}
        return urlencode(given, quote_via=quote, safe="/")

    @property
    def address(self) -> str:
        """The address of the first page of this search."""
        return f"/search?{self.query}"

    @property
    def map_address(self) -> str:
        """The address of the map of what this search finds."""
        return f"/map?{self.query}"

    def to_page(self, page: int) -> str:
        """Return the address of a page."""
        return f"{self.address}&page={page}"

    def with_choice(self, name: str, value: str) -> "Search":
        """Return the same search with another choice."""
        return replace(self, chosen={**self.chosen, name: value}, page=1)

    def without(self, name: str) -> "Search":
        """Return the same search without a choice."""
        chosen = {key: value for key, value in self.chosen.items() if key != name}
        return replace(self, chosen=chosen, page=1)

    def of(self, thing: str) -> "Search":
        """Return the same search for one sort of thing; for all of them if it is empty."""
        return replace(self, thing=thing, page=1)
