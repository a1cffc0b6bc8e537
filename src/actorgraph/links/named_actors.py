"""The named actors of an article: their names, their offices, and who else the article names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from actorgraph.actors.spellings import is_name, is_own_name, name_key
from actorgraph.graph.facts import Facts
from actorgraph.vocabulary.vocab import AG, DCT, RDFS, SKOS, local_name, subclasses

# A group is described, not named: nobody can recognise it in another article.
NAMEABLE_KINDS = frozenset({"Person", "Organisation", "Government", "Place", "Document"})
# Being mentioned with the same state or place says less than being mentioned with the same person.
WIDE_KINDS = frozenset({"Government", "Place"})

# An office and the body in which it is held.
Post = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NamedActor:
    """One actor in one article.

    `names` are folded, the label's first. `company` and `places` are the names of everyone in the
    article, the actor included: one set for the whole article. `bodies` are the organisations that
    the actor belongs to. `published` is an EDTF date or empty. `withheld` marks who is unnamed or
    at risk; `guarded` whoever must never be linked: these, groups, and anyone without a proper
    name. `unlinked` says that a reviewer rejected an identity.
    """

    iri: str
    article: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    label: str = ""
    wikidata: str = ""
    posts: frozenset[Post] = frozenset()
    bodies: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    published: str = ""
    guarded: bool = False
    withheld: bool = False
    unlinked: bool = False

    @property
    def known_as(self) -> str:
        """The actor's Wikidata identity, else its name."""
        return self.wikidata or self.names[0]

    @property
    def is_wide(self) -> bool:
        """Whether the actor is a state or a place."""
        return not self.kinds.isdisjoint(WIDE_KINDS)


def read_named_actors(
    facts: Facts,
    article: ox.NamedNode,
) -> list[NamedActor]:
    """Return the actors of an article by IRI.

    Guarded actors are included, so that links can avoid them.
    """
    actors = {}
    for node in facts:
        if not isinstance(node, ox.NamedNode) or not _is_known(facts, node):
            continue
        kinds = _kinds(facts, node)
        if kinds:
            actors[node.value] = _read_actor(facts, node, kinds, article)
    company, places = _company(actors.values())
    posts, bodies = _posts(facts, actors)
    published = facts.value(article, DCT.issued)
    return [
        replace(
            actor,
            posts=frozenset(posts[iri]),
            bodies=frozenset(bodies[iri]),
            company=company,
            places=places,
            published=published,
        )
        for iri, actor in sorted(actors.items())
    ]


def _is_known(facts: Facts, node: ox.NamedNode) -> bool:
    """Return whether the text mentions an actor, or a correction adds it."""
    return facts.has(node, AG.mention) or facts.has(node, AG.decision)


def _kinds(facts: Facts, node: ox.NamedNode) -> frozenset[str]:
    """Return the kinds of an actor, place or document; none for any other node."""
    types = facts.types(node)
    # An identity link has a mention, too, but is a statement about an actor.
    if "IdentityLink" in types:
        return frozenset()
    return types & (subclasses("Actor") | {"Place", "Document"})


def _read_actor(
    facts: Facts,
    node: ox.NamedNode,
    kinds: frozenset[str],
    article: ox.NamedNode,
) -> NamedActor:
    label = facts.value(node, RDFS.label)
    identity = local_name(facts.value(node, SKOS.exactMatch))
    withheld = facts.flag(node, AG.unnamed) or facts.flag(node, AG.protected)
    has_own_name = bool(identity) or is_own_name(label)
    can_be_named = "Group" not in kinds and not kinds.isdisjoint(NAMEABLE_KINDS)
    return NamedActor(
        iri=node.value,
        article=article.value,
        kinds=kinds,
        names=_names(label, facts.values(node, SKOS.altLabel)),
        label=label,
        wikidata=identity,
        withheld=withheld,
        guarded=withheld or not can_be_named or not has_own_name,
        unlinked=_is_unlinked(facts, node),
    )


def _names(label: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return the folded names, each once; aliases that are descriptions are left out."""
    names = [name_key(label)]
    names.extend(name_key(alias) for alias in aliases if alias == label or is_name(alias))
    return tuple(dict.fromkeys(names))


def _is_unlinked(facts: Facts, node: ox.NamedNode) -> bool:
    decisions = facts.nodes(node, AG.decision)
    return any(facts.value(decision, AG.decided).startswith("unlink ") for decision in decisions)


def _company(actors: Iterable[NamedActor]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of an article's people and bodies, and those of its states and places."""
    nameable = (actor for actor in actors if not actor.guarded and actor.names[0])
    is_wide = {actor.known_as: actor.is_wide for actor in nameable}
    company = frozenset(name for name, wide in is_wide.items() if not wide)
    return company, frozenset(is_wide) - company


def _posts(
    facts: Facts, actors: Mapping[str, NamedActor]
) -> tuple[dict[str, set[Post]], dict[str, set[str]]]:
    """Return the posts and the bodies of each actor, by IRI, from relations that are not denied."""
    posts: dict[str, set[Post]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for relation in facts.of_type("Relation"):
        if facts.is_set_aside(relation):
            continue
        if facts.flag(relation, AG.negated):
            continue
        offices = facts.values(relation, AG.office)
        for member, body in _related(facts, relation, actors):
            bodies[member].add(body.known_as)
            posts[member].update((office, body.known_as) for office in offices)
    return posts, bodies


def _related(
    facts: Facts, relation: ox.NamedNode, actors: Mapping[str, NamedActor]
) -> Iterator[tuple[str, NamedActor]]:
    """Yield the IRI of each subject of a relation with each object that may be named."""
    bodies = [actors.get(iri) for iri in facts.values(relation, AG.object)]
    for subject in facts.values(relation, AG.subject):
        if subject not in actors:
            continue
        for body in bodies:
            if body is not None and not body.guarded:
                yield subject, body
