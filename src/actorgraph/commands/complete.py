"""What a shell offers for an argument or an option when a person presses Tab.

A shell waits for these functions, so they import nothing that takes long: they read the names of
questions from their files and leave the names of files to the shell.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files as resources
from typing import Any

import click
from click.shell_completion import CompletionItem

QUESTIONS = "actorgraph.queries"
ENDING, POLICY_PREFIX = ".rq", "policy-"
HEADER = re.compile(r"^#\s*(title|parameters):\s*(.*)$", re.MULTILINE)
NAME = re.compile(r"[\w-]+")
NO_PARAMETERS = "none"
# Encodings that are still met besides UTF-8.
ENCODINGS = ("windows-1252", "iso-8859-1", "utf-16", "macroman", "windows-1250", "windows-1251")
Items = list[CompletionItem[str]]


def complete_files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the names of files and folders."""
    return [CompletionItem(incomplete, type="file")]


def complete_folders(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the names of folders."""
    return [CompletionItem(incomplete, type="dir")]


def complete_encodings(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the names of encodings."""
    return _beginning_with(incomplete, ((name, None) for name in ENCODINGS))


def complete_questions(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the named questions; the names of files where none begins so."""
    found = _beginning_with(incomplete, _questions())
    return found or complete_files(context, parameter, incomplete)


def complete_parameters(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the parameters of the question that was given, each with its equals sign."""
    # The option still lacks its value, and so Click leaves the arguments before it unread.
    question = context.params.get("question") or next(iter(context.args), "")
    if not NAME.fullmatch(question):
        return []
    path = resources(QUESTIONS).joinpath(question + ENDING)
    if not path.is_file():
        return []
    names = NAME.findall(_header(path.read_text("utf-8")).get("parameters", NO_PARAMETERS))
    pairs = [(f"{name}=", None) for name in names if name != NO_PARAMETERS]
    return _beginning_with(incomplete, pairs)


def complete_policies(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the policies for direct edges; the names of files where none begins so."""
    names = [name.removeprefix(POLICY_PREFIX) for name in _names() if _is_policy(name)]
    found = _beginning_with(incomplete, ((name, None) for name in names))
    return found or complete_files(context, parameter, incomplete)


def complete_redactions(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[Any]:
    """Offer the default policy of redaction; the names of files where it does not begin so."""
    found = _beginning_with(incomplete, [("default", None)])
    return found or complete_files(context, parameter, incomplete)


def _beginning_with(incomplete: str, items: Iterable[tuple[str, str | None]]) -> Items:
    found = []
    for value, text in items:
        if value.startswith(incomplete):
            found.append(CompletionItem(value, help=text))
    return found


def _names() -> Sequence[str]:
    """Return the names of all queries, policies among them, sorted."""
    found = (path.name for path in resources(QUESTIONS).iterdir())
    return sorted(name.removesuffix(ENDING) for name in found if name.endswith(ENDING))


def _is_policy(name: str) -> bool:
    return name.startswith(POLICY_PREFIX)


def _questions() -> Iterable[tuple[str, str | None]]:
    """Yield the name and the title of each question; fish would cut the question at a comma."""
    for name in _names():
        if not _is_policy(name):
            text = resources(QUESTIONS).joinpath(name + ENDING).read_text("utf-8")
            yield name, _header(text).get("title")


def _header(sparql: str) -> dict[str, str]:
    return dict(HEADER.findall(sparql))
