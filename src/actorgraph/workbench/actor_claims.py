"""The claims of somebody by part of their page, as the catalogue has them: all found at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

from actorgraph.vocabulary.vocab import local_name, subclasses
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.claim_table import Mask
from actorgraph.workbench.desk import Desk

# The parts of a page, in the order in which a claim is put into the first that fits.
SAID, ON_WORD, DID, DONE, OFFICES = "said", "word", "did", "done", "offices"
PARTS = (SAID, ON_WORD, DID, DONE, OFFICES)
Node = ox.NamedNode


@dataclass(frozen=True, eq=False)
class ClaimNodes(Sequence[Node]):
    """Claims of a catalogue as nodes, each made when it is looked at."""

    catalogue: Catalogue
    numbers: NDArray[np.integer]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Node: ...

    @overload
    def __getitem__(self, place: slice) -> "ClaimNodes": ...

    def __getitem__(self, place: int | slice) -> "Node | ClaimNodes":
        if isinstance(place, slice):
            return ClaimNodes(self.catalogue, self.numbers[place])
        return Node(self.catalogue.claims.iri(int(self.numbers[place])))

    def __contains__(self, node: object) -> bool:
        number = self.catalogue.codes.get(local_name(node)) if isinstance(node, Node) else None
        return number is not None and bool(self._mask[number])

    @cached_property
    def _mask(self) -> Mask:
        mask = np.zeros(len(self.catalogue.claims), np.bool_)
        mask[self.numbers] = True
        return mask


def claims_by_part(desk: Desk, actor: int) -> Mapping[str, ClaimNodes]:
    """Return the claims of an actor of the catalogue, without those that people set aside."""
    catalogue = desk.catalogue
    masks = _masks(catalogue, actor)
    counting = catalogue.counting(desk.verdicts)
    return {part: ClaimNodes(catalogue, np.flatnonzero(masks[part] & counting)) for part in PARTS}


def _masks(catalogue: Catalogue, actor: int) -> dict[str, Mask]:
    claims = catalogue.claims
    is_relation = claims.kind.among(subclasses("Relation"))
    acts = claims.with_role(claims.doers, actor)
    suffers = claims.with_role(claims.parties, actor)
    is_place = claims.with_role(claims.places, actor)
    said = acts & ~is_relation & claims.is_statement
    did = acts & ~is_relation & ~claims.is_statement
    done = (suffers & ~is_relation) | is_place
    on_word = claims.with_role(claims.speakers, actor) | claims.inside_of(said)
    return {
        SAID: said,
        ON_WORD: on_word & ~said,
        DID: did,
        DONE: done & ~did & ~said,
        OFFICES: (acts | suffers) & is_relation,
    }


def together(parts: Mapping[str, ClaimNodes]) -> ClaimNodes:
    """Return the claims of all parts, each once, in the order of the parts."""
    numbers = np.concatenate([parts[part].numbers for part in PARTS])
    _, firsts = np.unique(numbers, return_index=True)
    return ClaimNodes(parts[SAID].catalogue, numbers[np.sort(firsts)])
