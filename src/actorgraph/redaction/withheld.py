"""The people and claims of an article that holds somebody protected, told again without what would expose them."""

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.redaction.exposure import HURTING, Exposure, Told
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    INDIVIDUALS,
    ONTOLOGY,
    RDF,
    RDFS,
    SKOS,
    WD,
    XSD,
    literals,
    local_name,
    subclasses,
)

VERSION = 1
Pairs = Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]
# What a claim keeps as it is; and what names others of its article.
PLAIN = ("factuality", "foundBy", "reviewed", "mode")
TEXTS = ("verb", "title", "office")
PARTS = ("agent", "possibleAgent", "target", "recipient", "holder", "subject", "object")
RULES = f"{INDIVIDUALS}rule/"
AT_RISK, NOBODY = "people at risk", "somebody whom the text does not name"
ARTICLE = "an article that this export does not name"
# The words that redaction itself writes.
MADE = re.compile(
    rf"{AT_RISK}(, \d+ or more)?|{NOBODY}|{ARTICLE}|evidence|redaction policy .*|[a-z]+ [0-9a-f]{{4}}|true|\d+"
)
WORDS_OF_NUMBER = """one two three four five six seven eight nine ten eleven twelve dozen half handful pair hundred fewer
single both trio duo third fourth fifth sixth seventh thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
couple several"""
NUMBERS = {*WORDS_OF_NUMBER.split(), *"0123456789"}
NOUNS = ("Person", "Organisation", "Government", "Group", "Place", "Document", "Actor")

TRUE = ox.Literal("true", datatype=XSD.boolean)


@dataclass(slots=True)
class Retelling:
    """Tells an article's claims again. The key is made for one export, and kept nowhere."""

    told: Told
    exposure: Exposure
    policy: RedactionPolicy
    key: bytes
    met: set[str] = field(default_factory=set)
    guarded: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Find the claims from which ties are cut."""
        self.guarded = self._guarded()

    def iri(self, kind: str, thing: str) -> ox.NamedNode:
        """Return the pseudonym of a thing: a keyed HMAC, which nobody without the key can find again from its name."""
        code = hmac.new(self.key, f"{kind} {thing}".encode(), "sha256").hexdigest()[:20]
        return ox.NamedNode(f"{INDIVIDUALS}{kind}/withheld-{code}")

    def article(self, iri: str) -> Iterator[ox.Triple]:
        """Yield the article without its name, its words, its address, its day and the hash of its text."""
        node = self.iri("article", iri)
        yield ox.Triple(node, RDF.type, AG.Article)
        yield ox.Triple(node, RDFS.label, ox.Literal(ARTICLE))
        yield ox.Triple(node, AG.withheld, ox.Literal(f"redaction policy of version {VERSION}"))
        for issued in self.told.values(iri, "issued"):
            if self.policy.times != "none" and (year := re.match(r"(\d{4})(?:-|$)", issued)):
                yield ox.Triple(node, DCT.issued, ox.Literal(year[1]))

    def claims(self) -> Iterator[ox.Triple]:
        """Yield every claim that may be told, and behind them those who take part."""
        kept = [claim for claim in self.told.claims() if not self._is_suppressed(claim)]
        for claim in kept:
            node = self.iri("claim", claim)
            yield from (
                ox.Triple(node, predicate, value)
                for predicate, value in self._claim(claim, set(kept))
            )
        for actor in sorted(self.met):
            node = self._actor_iri(actor)
            yield from (
                ox.Triple(node, predicate, value) for predicate, value in self._actor(actor)
            )

    # --- Claims

    def _withheld(self, actor: str) -> bool:
        return actor in self.exposure.protected or actor in self.exposure.unnamed

    def _touching(self, claim: str) -> set[str]:
        """Return those withheld who take part in a claim, be it as its place."""
        roles = (*PARTS, "participant", "place")
        return {
            actor
            for role in roles
            for actor in self.told.values(claim, role)
            if self._withheld(actor)
        }

    def _guarded(self) -> set[str]:
        """Return the claims from which ties are cut: those that touch somebody withheld or rest on one, and their echoes.

        An echo is told as the same event, or tells of the same kind of help by the same actor.
        """
        told, claims = self.told, self.told.claims()
        found = {c for c in claims if self._touching(c)}
        found |= {c for c in claims if any(map(self._withheld, told.values(c, "attributedTo")))}
        helped = {
            (self._kind(c), a)
            for c in found
            if not self._is_harm(c)
            for a in told.values(c, "agent")
        }
        kinds = {
            kind for kind, _ in helped if "help" in literals(kind, "polarity") or kind == "Move"
        }
        found |= {
            c
            for c in claims
            for a in told.values(c, "agent")
            if self._kind(c) in kinds and (self._kind(c), a) in helped
        }
        ties = {(c, other) for c in claims for other in told.values(c, "sameEventAs")}
        while new := {x for a, b in ties for x in (a, b) if (a in found) != (b in found)} - found:
            found |= new
        return found

    def _is_harm(self, claim: str) -> bool:
        """Tell whether a claim tells that somebody was hurt, held or threatened: only then the doer stays."""
        return bool(self._kinds(claim) & {*HURTING, "Death"}) and not self.told.says(
            claim, "negated"
        )

    def _kinds(self, claim: str) -> set[str]:
        return {kind for kind in self.told.kinds(claim) if kind in subclasses("Claim")}

    def _is_suppressed(self, claim: str) -> bool:
        """A relation ties two by nature; and a claim of whom the policy suppresses tells of them whatever it leaves out."""
        if "LocatedIn" in self._kinds(claim):
            return True
        touched = self._touching(claim)
        everybody = touched | {
            actor for actor in self.told.values(claim, "attributedTo") if self._withheld(actor)
        }
        relation = "Relation" in self.told.kinds(claim)
        return (relation and bool(touched)) or any(
            self._standing(actor) == "suppress" for actor in everybody
        )

    def _standing(self, actor: str) -> str:
        """Return what becomes of somebody: open, group, merge, nobody, pseudonym or suppress."""
        if actor in self.exposure.protected:
            if self._bound(self.told, actor) and "Group" in self.told.kinds(actor):
                return "group" if self.policy.protected != "suppress" else "suppress"
            # Of a group too small to tell, nothing is left but that it is one of those at risk.
            return "merge" if "Person" not in self.told.kinds(actor) else self.policy.protected
        if actor in self.exposure.unnamed:
            if "Person" in self.told.kinds(actor):
                return self.policy.unnamed
            return "nobody" if self.policy.bodies == "merge" else "suppress"
        return "open"

    def _bound(self, told: Told, subject: str) -> int | None:
        """Return the lower bound of a number as a round number, none where it is under k."""
        known = [
            int(v)
            for v in (*told.values(subject, "atLeast"), *told.values(subject, "atMost"))
            if v.isdecimal()
        ]
        known = known if told.values(subject, "atLeast") else []
        steps = [digit * 10**power for power in range(12) for digit in (1, 2, 5)]
        return (
            max((s for s in steps if self.policy.k <= s <= min(known)), default=None)
            if known
            else None
        )

    def _claim(self, claim: str, kept: set[str]) -> Pairs:
        told = self.told
        for article in told.values(claim, "reportedIn"):
            yield AG.reportedIn, self.iri("article", article)
        yield AG.withheld, ox.Literal("evidence")
        yield from ((RDF.type, AG[kind]) for kind in sorted(self._kinds(claim)))
        for name in PLAIN:
            for value in told.facts[claim][name]:
                if isinstance(value, ox.NamedNode) and value.value.startswith((ONTOLOGY, RULES)):
                    yield AG[name], value
                elif name == "foundBy":
                    yield AG.foundBy, ox.NamedNode(f"{RULES}of-another-tool")
        yield AG.negated, ox.Literal(str(told.says(claim, "negated")).lower(), datatype=XSD.boolean)
        for sure in told.values(claim, "confidence")[:1]:
            # A number of many digits would know a claim again in another export.
            yield (
                AG.confidence,
                ox.Literal(
                    sure[:3] if re.match(r"[01]\.\d", sure) else "0.5", datatype=XSD.decimal
                ),
            )
        for name in TEXTS:
            for text in told.values(claim, name)[:1]:
                # A verb that could give somebody away is named by its class instead.
                if re.fullmatch(r"[a-z'’-]+( [a-z'’-]+){0,2}", text) and not self.exposure.tells(
                    text
                ):
                    yield AG[name], ox.Literal(text)
                elif name == "verb":
                    yield AG.verb, ox.Literal(self._kind(claim).casefold())
        cut = self._cut(claim)
        for role in PARTS:
            for actor in told.values(claim, role):
                if actor not in cut:
                    yield AG[role], self._meet(actor)
        yield from self._sources(claim, cut, kept)
        yield from self._when_and_where(claim, claim in self.guarded)
        for other in told.values(claim, "sameEventAs"):
            if other in kept and claim not in self.guarded:
                yield AG.sameEventAs, self.iri("claim", other)

    def _kind(self, claim: str) -> str:
        return min(
            self._kinds(claim) - {"Claim"} or {"Act"},
            key=lambda kind: (len(subclasses(kind)), kind),
        )

    def _cut(self, claim: str) -> set[str]:
        """Return the named actors whose tie to somebody withheld is cut: all but those who did the withheld one harm."""
        if claim not in self.guarded or self.policy.ties == "keep":
            return set()
        touched = self._touching(claim)
        if not touched and not self._is_help(claim):
            return set()  # the word of somebody withheld on what others did
        harm = self._is_harm(claim)
        hurt = {
            actor for role in ("target", "recipient") for actor in self.told.values(claim, role)
        }
        doing = touched - hurt
        stay = ("agent", "possibleAgent") if not doing else ("target", "recipient")
        spared = (
            {actor for role in stay for actor in self.told.values(claim, role)} if harm else set()
        )
        roles = PARTS if harm else (*PARTS, "attributedTo")
        named = {
            actor
            for role in roles
            for actor in self.told.values(claim, role)
            if not self._withheld(actor)
        }
        return named - spared

    def _is_help(self, claim: str) -> bool:
        return "help" in literals(self._kind(claim), "polarity") or self._kind(claim) == "Move"

    def _sources(self, claim: str, cut: set[str], kept: set[str]) -> Pairs:
        """A source that is cut stays a source, and nobody's: else a claim of theirs would be the article's own."""
        for actor in self.told.values(claim, "attributedTo"):
            yield AG.attributedTo, self._meet(actor) if actor not in cut else self._meet("")
        for outer in self.told.values(claim, "saidIn"):
            if outer in kept and not cut:
                yield AG.saidIn, self.iri("claim", outer)

    def _when_and_where(self, claim: str, touches: bool) -> Pairs:
        told = self.told
        for time in told.values(claim, "time"):
            yield from self._time(time)
        for place in told.values(claim, "place"):
            if not touches or (self.policy.places == "state" and self._is_state(place)):
                yield AG.place, self._meet(place)
        bound = self._bound(told, claim)
        if bound is not None:
            yield AG.atLeast, ox.Literal(str(bound), datatype=XSD.integer)

    def _is_state(self, place: str) -> bool:
        """Tell whether a place is a country: a town or a republic within one may be typed as a government, too."""
        from rigour.territories import get_territories

        known = {iri.rpartition("/")[2] for iri in self.told.values(place, "exactMatch")}
        return any(
            territory.is_country and territory.qid in known for territory in get_territories()
        )

    def _time(self, edtf: str) -> Pairs:
        """Yield a time no finer than the policy allows; one of no plain year is left out."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?[~?%]?", edtf)
        if found is None or self.policy.times == "none":
            return
        year, month = found[1], found[2] if self.policy.times == "month" else None
        yield AG.time, ox.Literal(f"{year}-{month}" if month else year)

    # --- Those who take part

    def _meet(self, actor: str) -> ox.NamedNode:
        self.met.add(actor)
        return self._actor_iri(actor)

    def _actor_iri(self, actor: str) -> ox.NamedNode:
        standing = self._standing(actor) if actor else "nobody"
        if standing in ("merge", "nobody"):
            return self.iri("actor", standing)
        if (
            standing == "open"
            and self._is_known(actor)
            and (known := re.search(r"/actor/Q\d+$", actor))
        ):
            return ox.NamedNode(f"{INDIVIDUALS}{known[0][1:]}")
        return self.iri("actor", actor)

    def _actor(self, actor: str) -> Pairs:
        standing = self._standing(actor) if actor else "nobody"
        if standing == "nobody":
            yield from ((RDF.type, AG.Actor), (RDFS.label, ox.Literal(NOBODY)), (AG.unnamed, TRUE))
        elif standing == "merge":
            yield from (
                (RDF.type, AG.Group),
                (RDFS.label, ox.Literal(AT_RISK)),
                (AG.protected, TRUE),
            )
        elif standing == "group":
            bound = self._bound(self.told, actor)
            yield from (
                (RDF.type, AG.Group),
                (RDFS.label, ox.Literal(f"{AT_RISK}, {bound} or more")),
            )
            yield from (
                (AG.protected, TRUE),
                (AG.atLeast, ox.Literal(str(bound), datatype=XSD.integer)),
            )
        elif standing == "pseudonym":
            code = self._actor_iri(actor).value[-4:]
            flag = AG.protected if actor in self.exposure.protected else AG.unnamed
            yield from (
                (RDF.type, AG.Person),
                (RDFS.label, ox.Literal(f"person {code}")),
                (flag, TRUE),
            )
        else:
            yield from self._open(actor)

    def _open(self, actor: str) -> Pairs:
        """Tell of somebody whom the text names, by the one name and without what else the text calls them."""
        kinds = [kind for kind in NOUNS if kind in self.told.kinds(actor)] or ["Actor"]
        yield from ((RDF.type, AG[kind]) for kind in kinds)
        name = next(iter(self.told.values(actor, "label")), "")
        hidden = self._hidden(actor)
        yield (
            RDFS.label,
            ox.Literal(
                f"{kinds[0].casefold()} {self._actor_iri(actor).value[-4:]}" if hidden else name
            ),
        )
        for identity in self.told.values(actor, "exactMatch"):
            if self._is_known(actor) and re.fullmatch(r"Q\d+", local_name(identity)):
                yield SKOS.exactMatch, WD[local_name(identity)]

    def _hidden(self, actor: str) -> bool:
        """Tell whether a name is left out: it tells of a number, or of somebody protected."""
        labels = self.told.values(actor, "label")
        words = re.findall(r"[a-z]+|\d", " ".join(labels).casefold())
        described = "Group" in self.told.kinds(actor) and not NUMBERS.isdisjoint(words)
        return not labels or described or any(map(self.exposure.tells, labels))

    def _is_known(self, actor: str) -> bool:
        """Tell whether an identity stays: nothing that the text calls its bearer tells of somebody protected."""
        return not self._hidden(actor) and not any(
            map(self.exposure.tells, self.told.values(actor, "altLabel"))
        )
