"""`actorgraph quality`: how often the tool was right, by what people decided."""

import json
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_folders
from actorgraph.commands.terminal import printable

if TYPE_CHECKING:
    from actorgraph.graph.review.quality import Share

COLUMNS = (
    "layer",
    "rule",
    "decided",
    "right",
    "corrected",
    "rejected",
    "unsure",
    "precision",
    "from",
    "to",
    "remark",
)
TOO_FEW = "too few to say much"


@click.command()
@click.argument(
    "places", nargs=-1, required=True, metavar="FOLDER|STORE...", shell_complete=complete_folders
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def quality(places: tuple[str, ...], as_json: bool) -> None:
    """Measure how often reviewed claims were right, by layer and rule.

    A corrected claim counts as wrong, and one that somebody was unsure of not at all. The interval
    is Wilson's, 95 per cent. It holds for claims like those that were reviewed: whoever reviews
    the doubtful ones first measures those.
    """
    from actorgraph.commands.review_places import place_at
    from actorgraph.graph.review.quality import quality as measure

    opened = [place_at(path) for path in places]
    shares = measure(facts for place in opened for facts in place.articles())
    rows = [_row(share) for share in shares]
    if as_json:
        click.echo(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], indent=1))
        return
    if not rows:
        click.echo("no claim was reviewed yet")
        return
    click.echo("\t".join(COLUMNS))
    for row in rows:
        click.echo(printable("\t".join(map(str, row))))


def _row(share: "Share") -> tuple[str | int | float, ...]:
    low, high = share.interval
    return (
        share.layer,
        share.rule,
        share.decided,
        share.accepted,
        share.corrected,
        share.rejected,
        share.unsure,
        round(share.precision, 2),
        round(low, 2),
        round(high, 2),
        TOO_FEW if share.is_few else "",
    )
