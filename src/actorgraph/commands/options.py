"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from actorgraph.commands.complete import complete_encodings, complete_folders, complete_policies
from actorgraph.errors import StoreError

Decorator = Callable[[Any], Any]
STORE_HELP = "The store: a directory, or sparql+https://HOST/PATH."


def directory_only(
    context: click.Context, option: click.Parameter, store: str | None
) -> str | None:
    """Refuse the address of a remote store, for a command that works on a directory.

    Raises StoreError.
    """
    from actorgraph.stores.remote.address import is_remote

    if store is not None and is_remote(store):
        what = f"{context.info_name} works on a directory"
        raise StoreError(what, where=store, remedy="use the engine's own tools")
    return store


store_option = click.option(
    "--store",
    metavar="DIR|URL",
    shell_complete=complete_folders,
    help=STORE_HELP,
)
required_store = click.option(
    "--store",
    required=True,
    metavar="DIR|URL",
    shell_complete=complete_folders,
    help=STORE_HELP,
)
required_directory = click.option(
    "--store",
    required=True,
    metavar="DIR",
    shell_complete=complete_folders,
    callback=directory_only,
    help="The directory of the store.",
)
policy_option = click.option(
    "--policy",
    metavar="NAME|FILE",
    shell_complete=complete_policies,
    help="Derive direct edges by strict, default, generous, or the policy in a file.",
)
fast_option = click.option(
    "--fast",
    is_flag=True,
    help="Use the smaller model: faster, but finds less.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    help="Use another installed spaCy model.",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    shell_complete=complete_encodings,
    help="Encoding of the article, such as windows-1252.  [default: recognised, else UTF-8]",
)
language_option = click.option(
    "--language",
    metavar="CODE",
    help="Read it as English (en), even if it looks like another language.",
)
bom_option = click.option(
    "--bom",
    is_flag=True,
    help="Begin CSV with a byte-order mark, so that Excel reads it as UTF-8.",
)
open_option = click.option(
    "--open",
    "open_page",
    is_flag=True,
    help="Open the page in the browser.",
)


def stacked(*options: Decorator) -> Decorator:
    """Return a decorator that adds options, so that help lists them in this order."""

    def add(function: Any) -> Any:
        # Decorators apply from the last to the first.
        for option in reversed(options):
            function = option(function)
        return function

    return add


def model_name(model: str | None, *, fast: bool) -> str:
    """Return the name of the model that two options choose.

    Raises ArticleError if both are given.
    """
    from actorgraph.errors import ArticleError
    from actorgraph.language.parsing import FAST_MODEL, MODEL

    if fast and model:
        raise ArticleError("--fast and --model cannot be combined", remedy="give one of them")
    if fast:
        return FAST_MODEL
    return model or MODEL
