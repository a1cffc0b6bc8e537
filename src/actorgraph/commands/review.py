"""`actorgraph review`: a person's decisions on claims, and on who is who."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.options import stacked
from actorgraph.commands.terminal import printable, warn
from actorgraph.errors import ReviewError
from actorgraph.text.rejections import REASONS

if TYPE_CHECKING:
    from actorgraph.commands.review_places import Place
    from actorgraph.text.review import Decision
    from actorgraph.text.verdicts import Verdict

GOLD, SHAREABLE = "gold", "shareable"


_options = stacked(
    click.option("--accept", multiple=True, metavar="CLAIM", help="CLAIM says what its words say."),
    click.option(
        "--reject", multiple=True, metavar="CLAIM", help="CLAIM does not count; needs --reason."
    ),
    click.option(
        "--reason",
        type=click.Choice(REASONS),
        metavar="REASON",
        help=f"Why a claim is rejected: {', '.join(REASONS)}.",
    ),
    click.option("--correct", metavar="CLAIM", help="Replace CLAIM by a correction; needs --set."),
    click.option(
        "--set",
        "fields",
        multiple=True,
        metavar="FIELD=VALUE",
        help="A corrected field: agent, target, source, class, factuality, negated …",
    ),
    click.option("--unsure", multiple=True, metavar="CLAIM", help="Leave CLAIM for later."),
    click.option("--same", nargs=2, metavar="A B", help="Decide that A and B are the same."),
    click.option(
        "--different", nargs=2, metavar="A B", help="Decide that A and B are not the same."
    ),
    click.option("--unlink", metavar="A", help="Decide that A is not the person of the link."),
    click.option("--undo", type=int, metavar="N", help="Remove decision number N."),
    click.option("--list", "list_claims", is_flag=True, help="List the claims, undecided first."),
    click.option("--next", "walk", is_flag=True, help="Judge one claim after the other by keys."),
    click.option(
        "--export",
        type=click.Choice([GOLD, SHAREABLE]),
        help="Write an annotation of what was decided, or the decisions without words.",
    ),
    click.option(
        "--import",
        "source",
        metavar="FILE",
        shell_complete=complete_files,
        help="Add the decisions of another review.toml.",
    ),
    click.option(
        "-o",
        "--out",
        metavar="DIR",
        shell_complete=complete_folders,
        help="Output directory of --export.  [default: gold]",
    ),
    click.option("--by", default="", metavar="NAME", help="Who decides."),
    click.option("--date", default="", metavar="DATE", help="Date of the decision."),
    click.option("--note", default="", metavar="TEXT", help="Reason for the decision."),
)


@click.command()
@click.argument("folder", metavar="FOLDER|STORE", shell_complete=complete_folders)
@_options
def review(folder: str, **options: Any) -> None:
    """List or change decisions on claims and on who is who.

    FOLDER is the folder of an article, STORE the directory of a store. Without an option, list the
    decisions. CLAIM is the end of a claim's IRI, or its beginning if no other claim begins so.

    Accepting a claim confirms that the sentence says it, not that it happened.
    """
    from actorgraph.commands.review_places import place_at
    from actorgraph.text.review_file import read_review

    if not Path(folder).exists():
        # As an empty list of decisions always was.
        return
    place = place_at(folder)
    reports: dict[str, Callable[[], None]] = {
        "walk": lambda: _walk(place, options["by"]),
        "list_claims": lambda: _list(place),
        "export": lambda: _export(place, options["export"], options["out"]),
    }
    for name, report in reports.items():
        if options[name]:
            report()
            return
    _change(place, options)
    made = read_review(place.folder)
    for number, entry in enumerate(made.entries(), start=1):
        click.echo(f"{number}  {printable(str(entry))}")
    _warn_of_unplaced(place, made.verdicts)


def _change(place: "Place", options: dict[str, Any]) -> None:
    """Save what the options decide, and apply it. Raises ReviewError; nothing is saved then."""
    from actorgraph.text.review_file import Review, read_review, read_review_file, update_review

    identities = _identities(options)
    verdicts = _verdicts(place, options)
    if identities:
        place.refuse(identities)
        _confirm_contradictions(place, identities)
    removed = []
    if options["undo"] is not None:
        removed.append(read_review(place.folder).entry(options["undo"]))
    imported = Review()
    if options["source"]:
        imported = read_review_file(Path(options["source"]))
    if not (identities or verdicts or removed or imported):
        return

    def change(review: Review) -> Review:
        review = review.without(*removed).merged_with(imported)
        return review.with_added([*identities, *verdicts])

    update_review(place.folder, change)
    _apply(place, [*removed, *verdicts, *imported.entries(), *identities])


def _confirm_contradictions(place: "Place", identities: "Sequence[Decision]") -> None:
    """Say what would contradict if two actors were the same; in a terminal, ask whether they are.

    Raises Abort if the person says no.
    """
    from actorgraph.commands.contradicting import warn_of_contradictions

    if warn_of_contradictions(identities, place.contradictions) and sys.stdin.isatty():
        click.confirm("Decide that they are the same?", abort=True, err=True)


def _apply(place: "Place", changed: Sequence["Decision | Verdict"]) -> None:
    """Apply verdicts now; say what applies decisions about identity."""
    from actorgraph.commands.review_places import StorePlace
    from actorgraph.text.verdicts import Verdict

    verdicts = [entry for entry in changed if isinstance(entry, Verdict)]
    if verdicts:
        place.apply(verdicts)
    if len(verdicts) == len(changed):
        return
    if isinstance(place, StorePlace):
        warn(f"to apply the decisions, run: actorgraph link --store {place.folder}")
    else:
        warn(f"build the article into {place.folder} again to apply the decisions")


def _identities(options: dict[str, Any]) -> "list[Decision]":
    from actorgraph.text.review import Decision

    remarks = {name: options[name] for name in ("by", "date", "note")}
    made = []
    for kind in ("same", "different"):
        if options[kind]:
            made.append(Decision(kind, *options[kind], **remarks))
    if options["unlink"]:
        made.append(Decision("unlink", options["unlink"], **remarks))
    return made


def _verdicts(place: "Place", options: dict[str, Any]) -> "list[Verdict]":
    """Return the verdicts that the options give. Raises ReviewError if one is incomplete."""
    from actorgraph.commands.review_places import find_claim
    from actorgraph.commands.review_terminal import new_verdict

    _check_complete(options)
    remarks = {name: options[name] for name in ("by", "date", "note")}
    made = []
    for verdict, name in _judged_claims(options):
        facts, claim = find_claim(place, name)
        reason = options["reason"] if verdict == "rejected" else ""
        pairs = options["fields"] if verdict == "corrected" else ()
        made.append(
            new_verdict(place, facts, claim, verdict, reason=reason, pairs=pairs, **remarks)
        )
    return made


def _check_complete(options: dict[str, Any]) -> None:
    if bool(options["reject"]) != bool(options["reason"]):
        reasons = ", ".join(f"“{reason}”" for reason in REASONS)
        raise ReviewError("--reject and --reason go together", remedy=f"a reason is {reasons}")
    if options["fields"] and not options["correct"]:
        raise ReviewError("--set needs a claim", remedy="add --correct CLAIM")


def _judged_claims(options: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each verdict that the options give, and the name of its claim."""
    lists = {"accepted": "accept", "rejected": "reject", "unsure": "unsure"}
    for verdict, option in lists.items():
        for name in options[option]:
            yield verdict, name
    if options["correct"]:
        yield "corrected", options["correct"]


def _list(place: "Place") -> None:
    from actorgraph.commands.review_terminal import items_of, line_of
    from actorgraph.text.review_file import read_verdicts

    for facts, item in items_of(place):
        click.echo(line_of(facts, item))
    _warn_of_unplaced(place, read_verdicts(place.folder))


def _warn_of_unplaced(place: "Place", verdicts: "Sequence[Verdict]") -> None:
    unplaced = place.unplaced(verdicts) if verdicts else []
    if unplaced:
        warn("Decisions without a place")
    for verdict in unplaced:
        warn(f"  {printable(str(verdict))}")


def _walk(place: "Place", by: str) -> None:
    from actorgraph.commands.review_terminal import Session, items_of
    from actorgraph.graph.review.queue import undecided

    entries = items_of(place)
    wanted = {item.claim for item in undecided([item for _, item in entries])}
    session = Session(place, by, [entry for entry in entries if entry[1].claim in wanted])
    try:
        session.walk()
    finally:
        if session.made or session.withdrawn:
            place.apply([*session.made, *session.withdrawn])


def _export(place: "Place", kind: str, out: str | None) -> None:
    from actorgraph.text.review_file import Review, read_review

    if kind == SHAREABLE:
        made = read_review(place.folder)
        verdicts = tuple(verdict.without_words() for verdict in made.verdicts)
        click.echo(printable(Review(made.decisions, verdicts).to_toml()), nl=False)
        return
    _export_gold(place, Path(out or GOLD))


def _export_gold(place: "Place", folder: Path) -> None:
    """Write the text, the annotation and its JSON of each article of which something is decided."""
    from actorgraph.folders import save
    from actorgraph.graph.review.gold import Annotation
    from actorgraph.vocabulary.vocab import NIF, local_name

    for facts in place.articles():
        (article,) = facts.articles
        name = local_name(article)
        text = facts.value(article, NIF.isString)
        if not text:
            warn(f"{name}: its text is withheld, and an annotation needs it")
            continue
        annotation = Annotation(facts, f"{name}.txt")
        if not len(annotation):
            continue
        files = {
            f"{name}.txt": text,
            f"{name}.ann": annotation.to_ann(),
            f"{name}.json": annotation.to_json(),
        }
        save(folder, files)
        click.echo(folder / f"{name}.ann")
