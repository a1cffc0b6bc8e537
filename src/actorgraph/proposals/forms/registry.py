"""All forms by name."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from actorgraph.proposals.proposal import Proposal

Reader = Callable[[Path], Iterator[Proposal]]
MODULES = {
    "jsonl": "jsonl",
    "langextract": "langextract",
    "graphrag": "graphrag",
    "lightrag": "lightrag",
    "kggen": "kggen",
    "triples-csv": "triples_csv",
    "plover": "plover",
    "brat": "brat",
    "webanno": "webanno",
    "label-studio": "label_studio",
}


def read_form(form: str, path: Path) -> list[Proposal]:
    """Return the claims of a file in a form of MODULES. Raises ProposalError."""
    module = import_module(f"actorgraph.proposals.forms.{MODULES[form]}")
    read: Reader = module.read
    return list(read(path))
