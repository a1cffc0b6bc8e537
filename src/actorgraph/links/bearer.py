"""Who is named in the articles, as the graphs tell it: the names and the company in which each stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.actors.named import SMALL_WORDS, key
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, DCT, RDF, RDFS, SKOS, local_name, subclasses

# Whoever is described and not named is nobody who could be met again.
NAMED = ("Person", "Organisation", "Government", "Place", "Document")
WIDE = ("Government", "Place")
Facts = Mapping[ox.NamedNode, Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]]]


@dataclass(frozen=True, slots=True)
class Bearer:
    """One actor's IRI in one article; names are folded, the label's first, and so are the names of its company.

    `company` and `places` are whoever the article names, itself among them: one set for all of an article.
    `posts` are (office, body), `published` is an EDTF date or empty. Whoever is `withheld` is unnamed or at risk; whoever
    is `guarded` must never be tied to anyone: these, groups, and whatever has no name of its own.
    """

    iri: str
    article: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    label: str = ""
    wikidata: str = ""
    posts: frozenset[tuple[str, str]] = frozenset()
    bodies: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    published: str = ""
    guarded: bool = False
    withheld: bool = False
    unlinked: bool = False

    @property
    def known_as(self) -> str:
        """What others in its article know it as: its identity, else its name."""
        return self.wikidata or self.names[0]


def facts_of(store: Store, article: ox.NamedNode) -> Facts:
    """Return what an article's graph says, by subject and predicate, in a fixed order."""
    found: dict[ox.NamedNode, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for quad in store.match(graph=article):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(
            quad.object, ox.NamedNode | ox.Literal
        ):
            found[quad.subject][quad.predicate].append(quad.object)
    for predicates in found.values():
        for objects in predicates.values():
            objects.sort(key=str)
    return found


def read_bearers(facts: Facts, article: str) -> list[Bearer]:
    """Return the named actors of one article by IRI, and the guarded ones, who are kept so that nobody ties them."""
    plain = {iri.value: _bearer(facts, iri, article) for iri in facts if _kinds(facts, iri)}
    open_ones = {b.known_as: b for b in plain.values() if not b.guarded and b.names[0]}
    company = frozenset(name for name, b in open_ones.items() if not b.kinds & {*WIDE})
    places = frozenset(name for name, b in open_ones.items() if b.kinds & {*WIDE})
    posts, bodies = _posts(facts, plain)
    return [
        Bearer(
            iri=iri,
            article=article,
            kinds=b.kinds,
            names=b.names,
            label=b.label,
            wikidata=b.wikidata,
            posts=frozenset(posts[iri]),
            bodies=frozenset(bodies[iri]),
            company=company,
            places=places,
            published=_published(facts, article),
            guarded=b.guarded,
            withheld=b.withheld,
            unlinked=b.unlinked,
        )
        for iri, b in sorted(plain.items())
    ]


def _kinds(facts: Facts, iri: ox.NamedNode) -> frozenset[str]:
    """Return the kinds of an actor or place; none where the node is neither or only the article itself."""
    kinds = {local_name(kind) for kind in facts[iri].get(RDF.type, ())}
    actor = kinds & (subclasses("Actor") | {"Place", "Document"})
    return (
        frozenset(actor)
        if actor and AG.mention in facts[iri] and "IdentityLink" not in kinds
        else frozenset()
    )


def _bearer(facts: Facts, iri: ox.NamedNode, article: str) -> Bearer:
    told = facts[iri]
    kinds = _kinds(facts, iri)
    label = next((_text(o) for o in told.get(RDFS.label, ())), "")
    aliases = [_text(o) for o in told.get(SKOS.altLabel, ())]
    identity = next((local_name(o) for o in told.get(SKOS.exactMatch, ())), "")
    marked = any(_text(o) == "true" for p in (AG.unnamed, AG.protected) for o in told.get(p, ()))
    proper = bool(identity) or (is_name(label) and len(key(label)) > 1)
    return Bearer(
        iri=iri.value,
        article=article,
        kinds=kinds,
        names=tuple(
            dict.fromkeys(key(name) for name in (label, *aliases) if name == label or is_name(name))
        ),
        label=label,
        wikidata=identity,
        withheld=marked,
        guarded=marked or "Group" in kinds or not kinds & {*NAMED} or not proper,
        unlinked=any(_decided(facts, o).startswith("unlink ") for o in told.get(AG.decision, ())),
    )


def is_name(text: str) -> bool:
    """Tell whether a text is written as a name: every word but the small ones begins with a capital, and one does."""
    words = [
        w
        for w in re.split(r"[\s\-]+", text)
        if w and w.casefold() not in SMALL_WORDS | {"al", "el", "bin"}
    ]
    begins_small = text.split()[:1] in (["the"], ["The"], ["a"], ["A"], ["an"], ["An"])
    return bool(words) and all(w[0].isupper() or w[0].isdigit() for w in words) and not begins_small


def _posts(
    facts: Facts, plain: Mapping[str, Bearer]
) -> tuple[dict[str, set[tuple[str, str]]], dict[str, set[str]]]:
    """Return the offices and the bodies of each actor, as relations tell them and nobody denies them."""
    posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for told in facts.values():
        if AG.Relation not in told.get(RDF.type, ()) or any(
            _text(o) == "true" for o in told.get(AG.negated, ())
        ):
            continue
        for subject, body in _pairs(told):
            if subject in plain and body in plain and not plain[body].guarded:
                bodies[subject].add(plain[body].known_as)
                posts[subject].update(
                    (_text(o), plain[body].known_as) for o in told.get(AG.office, ())
                )
    return posts, bodies


def _pairs(
    told: Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]],
) -> Iterator[tuple[str, str]]:
    for subject in told.get(AG.subject, ()):
        for body in told.get(AG.object, ()):
            yield _text(subject), _text(body)


def _decided(facts: Facts, node: ox.NamedNode | ox.Literal) -> str:
    told = facts.get(node, {}) if isinstance(node, ox.NamedNode) else {}
    return next((_text(o) for o in told.get(AG.decided, ())), "")


def _published(facts: Facts, article: str) -> str:
    return next((_text(o) for o in facts.get(ox.NamedNode(article), {}).get(DCT.issued, ())), "")


def _text(node: ox.NamedNode | ox.Literal) -> str:
    return node.value
