"""Rewriting a query so that the engine scans properties instead of looking up each row.

Oxigraph joins the triples of a pattern row by row: for each claim it looks up its verb, its doer,
the doer's name. A lookup on disk takes some 8 µs, and reading a property from its beginning to its
end 0.3 µs a triple. A subquery is evaluated on its own and joined by hash. A question about all
claims is therefore faster if each of its triples is a subquery, and a question about a few claims
slower.

By the algebra of SPARQL the rewritten query has the same rows: a pattern is the join of its
triples, a sequence `a/b` the join over a variable of nobody else, and a subquery that selects all
variables of its pattern is that pattern.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actorgraph.sparql import lexemes

Lexeme = re.Match[str]
Lexemes = Sequence[Lexeme]
# What a group consists of besides triples, by the word that it begins with.
CLAUSES = ("optional", "filter", "bind", "values", "minus", "graph", "service")
CLOSED_BY = {"{": "}", "(": ")", "[": "]"}
# What is between two triples.
SEPARATORS = (".", ";", ",")
# What a term is followed by if it belongs to it: `"text"@en`, `"1"^^xsd:integer`.
BELONGS = re.compile(r"@[A-Za-z-]+|\^")


class _Unusual(Exception):
    """The query has something that is not rewritten, such as blank nodes."""


def scanning(sparql: str) -> str:
    """Return a query with the same rows that joins the triples of its pattern by scans.

    Groups within groups, filters and paths of any length stay as they are; a subquery at the
    beginning of an OPTIONAL is rewritten.
    """
    found = lexemes(sparql)
    place = _where(found)
    if place is None:
        return sparql
    try:
        end = _end_of(found, place)
        group = _Rewriting(found, _fresh_name(sparql)).group(place + 1, end)
    except _Unusual:
        return sparql
    head = sparql[: found[place].end()]
    tail = sparql[found[end].start() :]
    return f"{head}\n{group}\n{tail}"


def _where(found: Lexemes) -> int | None:
    """Return the place of the bracket that opens the pattern."""
    for place, lexeme in enumerate(found[:-1]):
        if lexeme["word"] and lexeme[0].casefold() == "where" and found[place + 1][0] == "{":
            return place + 1
    return None


def _end_of(found: Lexemes, place: int) -> int:
    """Return the place of the bracket that closes the one at a place."""
    depth = 0
    for end in range(place, len(found)):
        depth += bool(found[end]["open"]) - bool(found[end]["close"])
        if depth == 0:
            return end
    raise _Unusual


def _fresh_name(sparql: str) -> str:
    """Return the beginning of names that no variable of the query has."""
    name = "step"
    while name in sparql:
        name += "_"
    return name


@dataclass(slots=True)
class _Rewriting:
    """A query's lexemes, and how many variables were made for it."""

    found: Lexemes
    name: str
    made: int = field(default=0)

    def group(self, begin: int, end: int) -> str:
        """Return what is between two brackets, rewritten."""
        return "\n".join(self._parts(begin, end))

    def _parts(self, begin: int, end: int) -> Iterator[str]:
        place = begin
        while place < end:
            if self._begins_clause(place):
                behind = self._clause_end(place, end)
                yield self._clause(place, behind)
            else:
                behind = self._triples_end(place, end)
                yield from self._triples(place, behind)
            place = behind

    def _begins_clause(self, place: int) -> bool:
        lexeme = self.found[place]
        if lexeme[0] == "{":
            return True
        return bool(lexeme["word"]) and lexeme[0].casefold() in CLAUSES

    def _clause_end(self, place: int, end: int) -> int:
        """Return the place behind a clause: behind its last bracket, and behind `UNION { … }`."""
        opening = place
        while not self.found[opening]["open"]:
            opening += 1
        behind = _end_of(self.found, opening) + 1
        # `VALUES (?a ?b) { … }` has two brackets.
        if self._word(place) == "values" and self.found[opening][0] == "(":
            behind = _end_of(self.found, behind) + 1
        if behind < end and self._word(behind) == "union":
            return self._clause_end(behind + 1, end)
        if behind < end and self.found[behind][0] == ".":
            behind += 1
        return behind

    def _clause(self, place: int, behind: int) -> str:
        """Return a clause: a subquery, or an OPTIONAL with nothing but triples, rewritten."""
        if self._begins_subquery(place):
            return self._subquery(place, behind)
        if self._word(place) != "optional":
            return self._text(place, behind)
        end = _end_of(self.found, place + 1)
        if self._begins_subquery(place + 2):
            subquery_end = self._clause_end(place + 2, end)
            subquery = self._subquery(place + 2, subquery_end)
            return f"OPTIONAL {{\n{subquery}\n{self._text(subquery_end, end + 1)}"
        if not self._is_plain(place + 2, end):
            return self._text(place, behind)
        patterns = list(self._triples(place + 2, end))
        variables = self._variables(place + 2, end)
        if not all(pattern.startswith("{") for pattern in patterns):
            return self._text(place, behind)
        if len(patterns) == 1:
            return f"OPTIONAL {patterns[0]}"
        return f"OPTIONAL {{ SELECT {variables} WHERE {{ {' '.join(patterns)} }} }}"

    def _begins_subquery(self, place: int) -> bool:
        return self.found[place][0] == "{" and self._word(place + 1) == "select"

    def _subquery(self, place: int, behind: int) -> str:
        """Return a subquery with its pattern rewritten."""
        opening = place + 1
        while not self.found[opening]["open"]:
            opening += 1
        if self.found[opening][0] != "{":
            return self._text(place, behind)
        end = _end_of(self.found, opening)
        head = self._text(place, opening + 1)
        return f"{head}\n{self.group(opening + 1, end)}\n{self._text(end, behind)}"

    def _is_plain(self, begin: int, end: int) -> bool:
        """Return whether a group has nothing but triples."""
        return not any(self._begins_clause(place) for place in range(begin, end))

    def _triples_end(self, place: int, end: int) -> int:
        while place < end and not self._begins_clause(place):
            place += 1
        return place

    def _triples(self, begin: int, end: int) -> Iterator[str]:
        """Yield a subquery for each step of each triple."""
        for subject, path, value in self._statements(begin, end):
            yield from self._joined(subject, path, value)

    def _statements(self, begin: int, end: int) -> Iterator[tuple[str, list[str], str]]:
        """Yield subject, path and object of each triple; `;` and `,` repeat what is before."""
        place = begin
        sign = "."
        subject = ""
        path: list[str] = []
        while place < end:
            if sign == ".":
                subject, place = self._term(place)
            if sign != ",":
                path, place = self._path(place)
            value, place = self._term(place)
            yield subject, path, value
            sign = self._sign(place, end)
            # The last triple of a group may have no sign, or several: `?a ?b ?c ; .`
            while place < end and self._sign(place, end) in SEPARATORS:
                sign = self._sign(place, end)
                place += 1

    def _sign(self, place: int, end: int) -> str:
        return self.found[place][0] if place < end else ""

    def _term(self, place: int) -> tuple[str, int]:
        """Return a subject or an object, and the place behind it."""
        lexeme = self.found[place]
        if lexeme["open"] or lexeme["sign"] or lexeme[0].startswith("_:"):
            raise _Unusual
        behind = place + 1
        if lexeme["string"] and BELONGS.match(self.found[behind][0]):
            raise _Unusual
        return lexeme[0], behind

    def _path(self, place: int) -> tuple[list[str], int]:
        """Return the steps of a property path, and the place behind it."""
        steps = [""]
        begin = place
        is_choice = False
        while place == begin or self._continues(place):
            lexeme = self.found[place]
            if lexeme["open"]:
                behind = _end_of(self.found, place) + 1
                steps[-1] += self._text(place, behind)
                place = behind
                continue
            if lexeme[0] == "/":
                steps.append("")
            else:
                is_choice = is_choice or lexeme[0] == "|"
                steps[-1] += lexeme[0]
            place += 1
        if is_choice:
            return ["/".join(steps)], place
        return steps, place

    def _continues(self, place: int) -> bool:
        """Return whether a path goes on: with a sign of its own, or behind one."""
        sign = self.found[place][0]
        before = self.found[place - 1][0]
        return sign in ("/", "|", "*", "+") or before in ("/", "|", "^")

    def _joined(self, subject: str, path: Sequence[str], value: str) -> Iterator[str]:
        """Yield one subquery for each step of a path."""
        if any(_is_of_any_length(step) for step in path):
            yield f"{subject} {'/'.join(path)} {value} ."
            return
        begin = subject
        for step in path[:-1]:
            self.made += 1
            end = f"?{self.name}{self.made}"
            yield _subquery(begin, step, end)
            begin = end
        yield _subquery(begin, path[-1], value)

    def _word(self, place: int) -> str:
        lexeme = self.found[place]
        return lexeme[0].casefold() if lexeme["word"] else ""

    def _text(self, begin: int, end: int) -> str:
        first, last = self.found[begin], self.found[end - 1]
        return first.string[first.start() : last.end()]

    def _variables(self, begin: int, end: int) -> str:
        every = (lexeme[0] for lexeme in self.found[begin:end] if lexeme["variable"])
        return " ".join(dict.fromkeys(every))


def _is_of_any_length(step: str) -> bool:
    return "*" in step or "+" in step or step.endswith("?")


def _subquery(subject: str, step: str, value: str) -> str:
    variables = [term for term in dict.fromkeys((subject, value)) if term[0] in "?$"]
    triple = f"{subject} {step} {value}"
    if not variables:
        return f"{triple} ."
    return f"{{ SELECT {' '.join(variables)} WHERE {{ {triple} }} }}"
