"""DWIE: named entities with their coreference, Wikipedia titles, and relations between them."""

import calendar
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from actorgraph.actors import Actor
from actorgraph.claims import Action, Relation
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import labels, titles

TYPES = {
    "Person": "person",
    "Organisation": "organization",
    "Government": "location",
    "Place": "location",
    "Document": "misc",
    "Group": "other",
}
PARSED = {"MONEY": "money", "EVENT": "event", "WORK_OF_ART": "misc", "PRODUCT": "misc"}
MONTHS = "|".join([*calendar.month_name[1:], *(f"{m}\\.?" for m in calendar.month_abbr[1:])])
CALENDAR = re.compile(
    rf"\b(?:(?:{'|'.join(calendar.day_name)})\b"
    rf"|(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
    r"|(?:1[89]|20)\d\d\b)"
)
# The writers' initials and the agencies behind the last word: `xyz/abc (AFP, dpa)`; the set marks
# none of them.
CREDIT = re.compile(r"\b[a-z]{2,4}/[a-z]{2,4}\s*\(([^()\n]+)\)")
HEDGES = (
    "more",
    "than",
    "around",
    "about",
    "an",
    "estimated",
    "some",
    "nearly",
    "almost",
    "over",
    "up",
    "to",
)
MEETING = ("meet", "hold talk", "hold meeting", "talk with", "have talk", "discuss with")
# The relations that the set also gives to the adjective of a country, under a name that ends in -x.
OF_ADJECTIVES = (
    "head_of_state",
    "head_of_gov",
    "minister_of",
    "citizen_of",
    "based_in0",
    "agency_of",
    "agent_of",
)
HEADS_OF_GOVERNMENT = ("chancellor", "prime minister", "premier", "taoiseach", "pm")


def predict(reading: Any) -> dict[str, Any]:
    """Return the entities, clustered, and the relations that follow from titles and states."""
    entities: list[dict[str, Any]] = []
    number: dict[int, int] = {}
    adjectives: dict[str, list[list[int]]] = defaultdict(list)
    of_state: dict[str, str] = {}
    credits = [
        Span(match.start(1), match.end(1)) for match in CREDIT.finditer(reading.article.text)
    ]
    for actor in reading.actors:
        named = [m.span for m in actor.mentions if m.form == "name"]
        spans = [
            [s.begin, s.end] for s in named if not any(s.overlaps(credit) for credit in credits)
        ]
        for mention in actor.mentions:
            if mention.form == "adjective":
                text = reading.article.quote(mention.span)
                adjectives[text].append([mention.span.begin, mention.span.end])
                of_state[text] = actor.wikidata or ""
        if spans:
            number[actor.key] = len(entities)
            entities.append(
                {"mentions": spans, "type": TYPES[actor.kinds[0]], "wikipedia": _title(actor)}
            )
    adjective_number = {}
    for text, spans in sorted(adjectives.items()):
        adjective_number[of_state[text]] = len(entities)
        entities.append({"mentions": spans, "type": "other", "wikipedia": None})
    entities.extend(_others(reading))
    relations = _relations(reading, number, adjective_number)
    return {
        "entities": entities,
        "relations": [{"head": h, "rel": r, "tail": t} for h, r, t in sorted(relations)],
    }


def _title(actor: Actor) -> str | None:
    if not actor.wikidata:
        return None
    return labels().get(actor.wikidata, actor.name).replace(" ", "_")


def _others(reading: Any) -> list[dict[str, Any]]:
    """Times, sums, events, works and roles: the sets' other kinds, each text one entity."""
    found: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    taken = [m.span for m in reading.mentions if m.form == "name"]
    for time in reading.times:
        for match in CALENDAR.finditer(reading.article.quote(time.span)):
            begin = time.span.begin + match.start()
            found["time", match.group()].append([begin, begin + len(match.group())])
    for entity in reading.document.entities:
        if entity.label in PARSED:
            words = reading.document.words(Span(entity.first.span.begin, entity.last.span.end))
            while len(words) > 1 and (
                words[0].pos in ("DET", "ADP", "ADV", "ADJ") or words[0].text in HEDGES
            ):
                words = words[1:]
            span = Span(words[0].span.begin, words[-1].span.end)
            if not any(span.overlaps(other) for other in taken):
                found[PARSED[entity.label], reading.article.quote(span)].append(
                    [span.begin, span.end]
                )
    for token in reading.document.tokens:
        if (
            token.pos in ("NOUN", "PROPN")
            and titles().get(token.lemma, "PartOf") != "PartOf"
            and token.tag in ("NN", "NNP")
            and _is_role(reading, token)
        ):
            before = [
                c
                for c in token.children
                if c.dep in ("compound", "amod")
                and c.text
                in (
                    "Prime",
                    "prime",
                    "Foreign",
                    "foreign",
                    "Vice",
                    "vice",
                    "general",
                    "General",
                    "interior",
                    "Interior",
                    "defense",
                    "Defense",
                    "finance",
                    "Finance",
                )
            ]
            begin = min([t.span.begin for t in before] + [token.span.begin])
            found["role", reading.article.text[begin : token.span.end]].append(
                [begin, token.span.end]
            )
    covered = [*taken, *(m.span for m in reading.mentions if m.form == "adjective")]
    for entity in reading.document.entities:
        span = Span(entity.first.span.begin, entity.last.span.end)
        if entity.label == "NORP" and not any(span.overlaps(other) for other in covered):
            found["other", reading.article.quote(span)].append([span.begin, span.end])
    return [
        {"mentions": spans, "type": kind, "wikipedia": None}
        for (kind, _), spans in sorted(found.items())
    ]


def _is_role(reading: Any, token: Any) -> bool:
    """Return whether a token is a role next to a person's name: before it or in apposition."""
    named = {m.head for m in reading.mentions if m.form == "name" and m.kind == "Person"}
    near = [token.head.index, *(c.index for c in token.children if c.dep == "appos")]
    return token.dep in ("compound", "appos", "nmod", "nsubj", "pobj", "attr", "dobj") and bool(
        named & set(near)
    )


def _relations(
    reading: Any, number: dict[int, int], adjectives: dict[str, int]
) -> set[tuple[int, str, int]]:
    found: set[tuple[int, str, int]] = set()
    for actor in reading.actors:
        if actor.wikidata in adjectives and actor.key in number and actor.kinds[0] == "Government":
            found.add((adjectives[actor.wikidata], "gpe0", number[actor.key]))
    found.update(_ties(reading, number, adjectives))
    found.update(_origins(reading, number, adjectives))
    found.update(_meetings(reading, number))
    return {triple for triple in found if triple[2] >= 0}


def _ties(
    reading: Any, number: dict[int, int], adjectives: dict[str, int]
) -> Iterator[tuple[int, str, int]]:
    """Yield what the relation claims say, both of an actor and of its country's adjective."""
    by_key = {actor.key: actor for actor in reading.actors}
    for claim in reading.claims:
        if not isinstance(claim, Relation) or claim.subject not in number:
            continue
        if claim.kind == "PartOf" and by_key[claim.subject].name.split()[-1].islower():
            continue  # `the Israeli army` is described, not named
        subject = number[claim.subject]
        body = by_key[claim.object]
        names = _names(claim, body.kinds[0] == "Government")
        if claim.object in number:
            for name in names:
                yield subject, name, number[claim.object]
        if body.wikidata in adjectives:
            for name in names:
                if name in OF_ADJECTIVES:
                    yield subject, f"{name}-x", adjectives[body.wikidata]


def _origins(
    reading: Any, number: dict[int, int], adjectives: dict[str, int]
) -> Iterator[tuple[int, str, int]]:
    """Yield the nationalities; a number is -1 where the set does not list the country."""
    by_key = {actor.key: actor for actor in reading.actors}
    for head, tail in _nationalities(reading, number):
        relation = "citizen_of" if by_key[head].kinds[0] == "Person" else "based_in0"
        yield number[head], relation, number.get(tail, -1)
        country = by_key[tail].wikidata
        if country in adjectives:
            yield number[head], f"{relation}-x", adjectives[country]


def _meetings(reading: Any, number: dict[int, int]) -> Iterator[tuple[int, str, int]]:
    """Yield each ordered pair of people who meet each other."""
    by_key = {actor.key: actor for actor in reading.actors}
    for claim in reading.claims:
        if not isinstance(claim, Action) or claim.kind != "Consult":
            continue
        if not claim.verb.startswith(MEETING):
            continue
        people = [
            number[key]
            for key in (*claim.agents, *claim.targets)
            if key in number and by_key[key].kinds[0] == "Person"
        ]
        for one, other in itertools.permutations(people, 2):
            if one != other:
                yield one, "is_meeting", other


def _nationalities(reading: Any, number: dict[int, int]) -> set[tuple[int, int]]:
    """`German carmaker Volkswagen`, `the Egyptian cleric, Abu Omar`: a state's adjective before a
    name or what it is.
    """
    of_token = {m.head: actor for actor in reading.actors for m in actor.mentions}
    found = set()
    for actor in reading.actors:
        for mention in actor.mentions:
            if (
                actor.key not in number
                or mention.form not in ("name", "nominal")
                or actor.kinds[0] not in ("Person", "Organisation")
            ):
                continue
            token = reading.document.tokens[mention.head]
            before = [c for c in token.children if c.dep in ("amod", "compound", "nmod")]
            for child in [
                *before,
                *(g for c in before for g in c.children if c.index < token.index),
            ]:
                state = of_token.get(child.index)
                if state and state.kinds[0] == "Government" and child.tag in ("JJ", "NNP"):
                    found.add((actor.key, state.key))
    return found


def _kinship(title: str) -> list[str]:
    """Return the set's name for what a relative is called."""
    kinds = {
        "child_of": ("son", "daughter", "child"),
        "parent_of": ("mother", "father", "parent"),
        "spouse_of": ("wife", "husband", "spouse", "widow", "widower"),
        "sibling": ("brother", "sister", "sibling", "twin"),
    }
    return [name for name, words in kinds.items() if title in words]


def _names(claim: Relation, state: bool) -> list[str]:
    """Return the set's names for one of our relations."""
    title = (claim.title or "").casefold()
    if claim.kind == "PartOf":
        return ["agency_of", "based_in0"] if state else ["part_of"]
    if not state:
        return {
            "HeadOf": ["coach_of"] if "coach" in title else ["head_of", "member_of"],
            "MemberOf": ["player_of", "member_of"]
            if title.split()[-1:]
            in (["player"], ["striker"], ["midfielder"], ["defender"], ["goalkeeper"], ["captain"])
            else ["member_of"],
            "Represents": ["member_of"],
            "WorksFor": ["spokesperson_of", "member_of"] if "spokes" in title else ["member_of"],
            "OwnerOf": ["head_of"],
            "FounderOf": ["founder_of"],
            "SubsidiaryOf": ["part_of"],
            "RelativeOf": _kinship(title),
        }.get(claim.kind, [])
    names = ["citizen_of"]
    if claim.kind == "HeadOf":
        names += [
            "agent_of",
            "head_of_gov" if any(t in title for t in HEADS_OF_GOVERNMENT) else "head_of_state",
        ]
    elif claim.kind in ("MemberOf", "Represents", "WorksFor"):
        names += ["agent_of"] + (
            ["minister_of"] if "minister" in title or "secretary" in title else []
        )
        names += ["spokesperson_of"] if "spokes" in title else []
    return names
