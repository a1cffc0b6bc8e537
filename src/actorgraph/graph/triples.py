"""The triples of a graph by subject and property, whatever they are about."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Self

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.vocabulary.vocab import iri_text, local_name

# Numbers of more digits count nothing that an article reports.
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,1000}")
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Node = ox.NamedNode | ox.BlankNode
Properties = dict[ox.NamedNode, list[Term]]
# Subjects that are sorted between two looks at the deadline.
SUBJECTS_BETWEEN_LOOKS = 1000


def whole_number(text: str) -> int | None:
    """Return a whole number from someone else's graph; None if it is not one.

    Python refuses to read more than some thousand digits.
    """
    if not WHOLE_NUMBER.fullmatch(text):
        return None
    return int(text)


class Triples:
    """Triples by subject and property, each list in a fixed order.

    Asking about an unknown node gives nothing and adds nothing. Triples about triples are ignored.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by_subject: dict[Node, Properties] = {}
        about: dict[Node, set[ox.Triple]] = defaultdict(set)
        for triple in triples:
            subject, term = triple.subject, triple.object
            if isinstance(subject, ox.Triple) or isinstance(term, ox.Triple):
                continue
            about[subject].add(triple)
        # To sort the few triples of each subject is faster than to sort them all.
        for number, subject in enumerate(sorted(about, key=str)):
            if number % SUBJECTS_BETWEEN_LOOKS == 0:
                check_deadline()
            properties: Properties = defaultdict(list)
            for triple in sorted(about.pop(subject), key=str):
                term = triple.object
                if not isinstance(term, ox.Triple):
                    properties[triple.predicate].append(term)
            self._by_subject[subject] = properties

    def __contains__(self, node: object) -> bool:
        return node in self._by_subject

    def __iter__(self) -> Iterator[Node]:
        """Yield every subject, in a fixed order."""
        return iter(self._by_subject)

    def __len__(self) -> int:
        return len(self._by_subject)

    def only(self, wanted: Callable[[Node], bool]) -> Self:
        """Return the facts about those subjects that are wanted."""
        part = type(self)(())
        for node, properties in self._by_subject.items():
            if wanted(node):
                part._by_subject[node] = properties
        return part

    def properties(self, node: Node) -> Properties:
        """Return everything said about a node, by property."""
        return self._by_subject.get(node, {})

    def triples(self, node: Node) -> Iterator[ox.Triple]:
        """Yield everything said about a node as triples, in a fixed order."""
        for predicate, objects in self.properties(node).items():
            for term in objects:
                yield ox.Triple(node, predicate, term)

    def objects(self, node: Node, predicate: ox.NamedNode) -> list[Term]:
        """Return the objects of a property."""
        return self._by_subject.get(node, {}).get(predicate, [])

    def has(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return whether a node has a property."""
        return predicate in self._by_subject.get(node, {})

    def nodes(self, node: Node, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the objects of a property that are IRIs."""
        objects = self.objects(node, predicate)
        return [term for term in objects if isinstance(term, ox.NamedNode)]

    def node(self, node: Node, predicate: ox.NamedNode) -> ox.NamedNode | None:
        """Return the first object of a property that is an IRI."""
        return next(iter(self.nodes(node, predicate)), None)

    def values(self, node: Node, predicate: ox.NamedNode) -> list[str]:
        """Return the objects of a property as text: an IRI, or a literal's value."""
        return [iri_text(term) for term in self.objects(node, predicate)]

    def value(
        self,
        node: Node,
        predicate: ox.NamedNode,
        default: str = "",
    ) -> str:
        """Return the first object of a property as text."""
        objects = self.objects(node, predicate)
        if objects:
            return iri_text(objects[0])
        return default

    def whole(self, node: Node, predicate: ox.NamedNode) -> int:
        """Return the first object of a property as a whole number; 0 if it is not one."""
        # Someone else's graph may say anything, and `check` says so.
        return whole_number(self.value(node, predicate)) or 0

    def number(self, node: Node, predicate: ox.NamedNode) -> float:
        """Return the first object of a property as a number; 0 if it is not one."""
        try:
            return float(self.value(node, predicate))
        except ValueError:
            return 0.0

    def required(self, node: Node, predicate: ox.NamedNode) -> str:
        """Return the first object of a property as text. Raises LookupError if there is none."""
        objects = self.objects(node, predicate)
        if not objects:
            raise LookupError(f"no {local_name(predicate)}: {iri_text(node)}")
        return iri_text(objects[0])

    def texts(self, node: Node, predicate: ox.NamedNode) -> list[str]:
        """Return the literals of a property as text, sorted; its IRIs are left out."""
        literals = [term for term in self.objects(node, predicate) if isinstance(term, ox.Literal)]
        return sorted(literal.value for literal in literals)

    def flag(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return whether a boolean property is true."""
        return "true" in self.values(node, predicate)
