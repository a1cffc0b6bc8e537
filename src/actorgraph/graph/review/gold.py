"""What people decided about an article, as an annotation: to measure the tool by, and to train it.

Only claims that somebody accepted or corrected are in it, and the actors that they name; whatever
nobody judged is missing, and so is what the tool did not find.
"""

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.mint.naming import slug
from actorgraph.graph.records import ClaimFacts
from actorgraph.vocabulary.vocab import AG, DCT, NIF, local_name

KINDS = ("Person", "Organisation", "Government", "Group", "Document")
RELATIONS = ("headOf", "memberOf", "worksFor", "represents", "partOf", "locatedIn")
PLAIN = "asserted"
Record = dict[str, Any]


class Annotation:
    """The annotation of one article, from its graph."""

    def __init__(self, facts: Facts, name: str) -> None:
        """Read what was decided; `name` is that of the file of the text."""
        self.facts = facts
        self.name = name
        (self.article,) = facts.articles
        self.text = facts.value(self.article, NIF.isString)
        self._ids: dict[ox.NamedNode, str] = {}
        right = [facts.claim(node) for node in facts.claims if self._is_right(node)]
        self._statements = self._numbered(right)
        self.statements = [self._statement(claim) for claim in self._of(right, "Statement")]
        self.relations = [self._relation(claim) for claim in right if self._is_known(claim)]
        self.claims = [self._claim(claim) for claim in right if self._is_event(claim)]

    def __len__(self) -> int:
        return len(self.statements) + len(self.relations) + len(self.claims)

    def to_json(self) -> str:
        """Write the annotation as JSON."""
        record = {
            "article": self.name,
            "published": self.facts.value(self.article, DCT.issued),
            "boilerplate": [],
            "actors": [self._actor(node) for node in self._ids],
            "relations": self.relations,
            "claims": self.claims,
            "statements": self.statements,
            "headlineEnd": len(self.text.split("\n", 1)[0]),
        }
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"

    def to_ann(self) -> str:
        """Write the annotation as lines, one for each actor, relation, statement and claim."""
        lines = [f"@article {self.name}"]
        published = self.facts.value(self.article, DCT.issued)
        if published:
            lines.append(f"@published {published}")
        lines += [_actor_line(self._actor(node)) for node in self._ids]
        lines += [self._relation_line(record) for record in self.relations]
        lines += [self._statement_line(record) for record in self.statements]
        lines += [self._claim_line(record) for record in self.claims]
        return "\n".join(lines) + "\n"

    # ── which claims ──────────────────────────────────────────────────────────────────────────────

    def _is_right(self, node: ox.NamedNode) -> bool:
        return AG.Accepted in self.facts.objects(node, AG.reviewed)

    def _is_event(self, claim: ClaimFacts) -> bool:
        is_other = claim.is_relation or claim.is_attitude or claim.kind == "Statement"
        return not is_other and bool(self._cue(claim))

    def _is_known(self, claim: ClaimFacts) -> bool:
        return claim.is_relation and _as_property(claim.kind) in RELATIONS

    def _of(self, claims: list[ClaimFacts], kind: str) -> list[ClaimFacts]:
        with_speaker = [claim for claim in claims if claim.roles.get("agent")]
        return [claim for claim in with_speaker if claim.kind == kind]

    def _numbered(self, claims: list[ClaimFacts]) -> dict[ox.NamedNode, str]:
        statements = self._of(claims, "Statement")
        return {claim.iri: f"s{number}" for number, claim in enumerate(statements, start=1)}

    # ── records ───────────────────────────────────────────────────────────────────────────────────

    def _id(self, node: ox.NamedNode) -> str:
        """Return the short name of an actor, unique in this article."""
        if node not in self._ids:
            name = slug(self.facts.label(node)).replace("-", "_")
            taken = set(self._ids.values())
            number, unique = 1, name
            while unique in taken:
                number += 1
                unique = f"{name}_{number}"
            self._ids[node] = unique
        return self._ids[node]

    def _all(self, nodes: tuple[ox.NamedNode, ...]) -> list[str]:
        return [self._id(node) for node in nodes]

    def _actor(self, node: ox.NamedNode) -> Record:
        actor = self.facts.actor(node)
        kind = next((kind for kind in KINDS if kind in actor.types), "Government")
        record: Record = {
            "id": self._id(node),
            "name": _plain(actor.label),
            "type": kind,
            "aliases": [_plain(alias) for alias in actor.aliases],
        }
        for mark in ("unnamed", "protected"):
            if getattr(actor, mark):
                record[mark] = True
        return record

    def _place(self, claim: ClaimFacts, role: ox.NamedNode = AG.evidence) -> Record:
        spans = self.facts.spans(claim.iri, role) or self.facts.spans(claim.iri, AG.evidence)
        begin, end = spans[0].begin, spans[-1].end
        return {"evidence": self.text[begin:end], "span": [begin, end]}

    def _cue(self, claim: ClaimFacts) -> list[int]:
        spans = self.facts.spans(claim.iri, AG.cue)
        return [spans[0].begin, spans[0].end] if spans else []

    def _relation(self, claim: ClaimFacts) -> Record:
        return {
            "subject": self._id(claim.roles["subject"][0]),
            "relation": _as_property(claim.kind),
            "object": self._id(claim.roles["object"][0]),
            "title": claim.title,
            **self._place(claim),
        }

    def _statement(self, claim: ClaimFacts) -> Record:
        cue = self._cue(claim)
        place = self._place(claim, AG.content)
        mode = local_name(self.facts.value(claim.iri, AG.mode)).casefold()
        record: Record = {
            "id": self._statements[claim.iri],
            "speaker": self._id(claim.roles["agent"][0]),
            "cue": self.text[cue[0] : cue[1]] if cue else claim.verb,
            "content": place["evidence"],
            "mode": mode or "indirect",
            **place,
            "content_span": place["span"],
        }
        if claim.roles.get("recipient"):
            record["addressee"] = self._id(claim.roles["recipient"][0])
        return {**record, **self._said_in(claim), **_time(claim)}

    def _claim(self, claim: ClaimFacts) -> Record:
        begin, end = self._cue(claim)
        record: Record = {
            "id": local_name(claim.iri),
            "type": claim.kind,
            "verb": self.text[begin:end],
            "trigger": [begin, end],
            "agents": self._all(claim.in_roles("agent", "possibleAgent")),
            "targets": self._all(claim.in_roles("target")),
            "recipients": self._all(claim.in_roles("recipient")),
            "factuality": claim.factuality.casefold() or PLAIN,
            "negated": claim.negated,
            **self._place(claim),
        }
        if claim.roles.get("possibleAgent"):
            record["possibleAgents"] = self._all(claim.roles["possibleAgent"])
        if claim.sources:
            record["attributedTo"] = self._id(claim.sources[0])
        return {**record, **self._said_in(claim), **_time(claim)}

    def _said_in(self, claim: ClaimFacts) -> Record:
        if claim.said_in in self._statements and claim.said_in is not None:
            return {"saidIn": self._statements[claim.said_in]}
        return {}

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────

    def _relation_line(self, record: Record) -> str:
        parts = [f"R {record['subject']} {record['relation']} {record['object']}"]
        if record["title"]:
            parts.append(_plain(record["title"]))
        return f"{' | '.join(parts)} :: {self._quote(record)}"

    def _statement_line(self, record: Record) -> str:
        fields = {"to": record.get("addressee"), "in": record.get("saidIn")}
        fields["time"] = record.get("time")
        head = f"S {record['id']} {record['speaker']} | {_plain(record['cue'])} | {record['mode']}"
        return f"{_with_fields(head, fields)} :: {self._quote(record)}"

    def _claim_line(self, record: Record) -> str:
        possible = record.get("possibleAgents", [])
        certain = [actor for actor in record["agents"] if actor not in possible]
        fields = {
            "ag": ",".join(certain),
            "or": ",".join(possible),
            "tg": ",".join(record["targets"]),
            "rc": ",".join(record["recipients"]),
            "f": "" if record["factuality"] == PLAIN else record["factuality"],
            "by": record.get("attributedTo"),
            "in": record.get("saidIn"),
            "time": record.get("time"),
        }
        line = _with_fields(f"C {record['type']} | {_plain(record['verb'])}", fields)
        if record["negated"]:
            line += " neg" if line.count("|") > 1 else " | neg"
        return f"{line} :: {self._quote(record)}"

    def _quote(self, record: Record) -> str:
        """Return words and, where they occur earlier too, which of their places is meant."""
        begin, end = record["span"]
        words = self.text[begin:end]
        if "\n" in words:
            first, last = words.split("\n")[0].strip(), words.split("\n")[-1].strip()
            return f"{first} … {last}"
        place = len(list(_places(self.text[:end], words)))
        is_single = self.text.count(words) == 1
        return words if is_single and place == 1 else f"{words} #{place}"


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        # Places do not overlap.
        at = text.find(words, at + len(words))


def _actor_line(record: Record) -> str:
    names = " | ".join(f'"{name}"' for name in (record["name"], *record["aliases"]))
    marks = "".join(f" [{mark}]" for mark in ("unnamed", "protected") if record.get(mark))
    return f"A {record['id']} {record['type']} {names}{marks}"


def _with_fields(head: str, fields: dict[str, Any]) -> str:
    given = " ".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"{head} | {given}" if given else head


def _as_property(kind: str) -> str:
    """Return the name of a class in lower camel case: `headOf` for `HeadOf`."""
    return kind[:1].lower() + kind[1:]


def _time(claim: ClaimFacts) -> Record:
    return {"time": claim.time} if claim.time else {}


def _plain(text: str) -> str:
    """Return a text on one line, without the marks that separate fields."""
    return " ".join(text.replace('"', "”").replace("|", "/").replace("::", ":").split())
