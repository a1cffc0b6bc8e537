"""Importing spaCy without its command line, a quarter of the time that the import takes.

`import spacy` imports `spacy.cli` for `spacy.info` alone, and with it three clients for downloads.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

NAME = "spacy"
COMMAND_LINE = "spacy.cli"
SUMMARY = "spacy.cli.info"


def import_spacy() -> Any:
    """Return the module `spacy`; its command line is imported once somebody asks for it."""
    if NAME in sys.modules or COMMAND_LINE in sys.modules:
        return import_module(NAME)
    package, module = ModuleType(COMMAND_LINE), ModuleType(SUMMARY)
    package.__path__ = []
    vars(module)["info"] = _summarize
    sys.modules[COMMAND_LINE], sys.modules[SUMMARY] = package, module
    try:
        spacy = import_module(NAME)
    finally:
        # Whoever imports them later gets the real ones.
        for name in (COMMAND_LINE, SUMMARY):
            del sys.modules[name]
    vars(spacy).pop("cli", None)
    return spacy


def _summarize(*arguments: Any, **options: Any) -> Any:
    return import_module(SUMMARY).info(*arguments, **options)
