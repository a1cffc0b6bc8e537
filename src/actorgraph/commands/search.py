"""`actorgraph search`: full-text search in a store."""

import click

from actorgraph.commands.options import required_directory
from actorgraph.commands.terminal import printable

# The kinds in `stores.disk.full_text.KINDS`, spelled here because importing that module would slow
# down every --help.
KINDS = ("title", "name", "quotation", "evidence")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@required_directory
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Search only {', '.join(KINDS[:-1])} or {KINDS[-1]}; may be repeated.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="Most results to show.",
)
def search(words: tuple[str, ...], store: str, kinds: tuple[str, ...], limit: int) -> None:
    """Search a store for names, quotations, titles and evidence.

    All WORDS must occur. A word that ends in * matches any word that begins so: port* finds ports.
    """
    from actorgraph.search import search
    from actorgraph.stores.opening import open_disk_to_read
    from actorgraph.vocabulary.vocab import local_name

    with open_disk_to_read(store) as opened:
        hits = search(opened, " ".join(words), kinds=kinds, limit=limit)
    for hit in hits:
        text = " ".join(hit.words.split())
        columns = [hit.kind, text, local_name(hit.node)]
        click.echo(printable("\t".join(columns)))
    # On standard error, so that standard output has the results alone.
    click.echo(f"{len(hits)} found", err=True)
