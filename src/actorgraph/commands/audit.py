"""`actorgraph import` and `audit`: claims of other readers, verified against the words."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import stacked, store_option
from actorgraph.commands.terminal import plural, printable

if TYPE_CHECKING:
    from actorgraph.proposals.auditing import Finding
    from actorgraph.proposals.proposal import Proposal
    from actorgraph.stores.contract import Store
    from actorgraph.text.article import Article

FORMS = (
    "jsonl",
    "langextract",
    "graphrag",
    "lightrag",
    "kggen",
    "triples-csv",
    "plover",
    "brat",
    "webanno",
    "label-studio",
)
COLUMNS = ("verdict", "maker", "claim", "reasons", "begin", "end", "words", "distance", "compared")
NOT_FAULTS = ("supported", "not judged")
STANDARD_OUTPUT = "-"

form_option = click.option(
    "--from",
    "form",
    metavar="FORM",
    type=click.Choice(FORMS),
    default="jsonl",
    show_default=True,
    help=f"The form of the file: {', '.join(FORMS)}.",
)
article_option = click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="FILE",
    shell_complete=complete_files,
    help="The article that claims name by this file; may be repeated.",
)


@click.command("import")
@click.argument("file", shell_complete=complete_files)
@form_option
@article_option
@click.option(
    "-o",
    "--output",
    default=STANDARD_OUTPUT,
    metavar="FILE",
    shell_complete=complete_files,
    help="Output file.  [default: -, standard output]",
)
def import_claims(file: str, form: str, articles: tuple[str, ...], output: str) -> None:
    """Convert claims of another tool for audit.

    FILE is what the tool wrote; quotations are found again in the articles, exactly, then without
    case and punctuation, then nearly. Those that are not found stay, without offsets.
    """
    if not articles:
        raise click.UsageError("Missing option '--article'. Name the file of each article.")
    from actorgraph.proposals.importing import located

    proposals = _read(form, file)
    texts = _texts(articles)
    found, lines = 0, []
    for proposal in located(proposals, texts):
        found += proposal.begin >= 0
        lines.append(json.dumps(proposal.to_json(), ensure_ascii=False) + "\n")
    _write(output, "".join(lines))
    click.echo(f"{plural(len(lines), 'claim')}, the words of {found} found", err=True)


_options = stacked(
    store_option,
    form_option,
    article_option,
    click.option(
        "--format",
        "shape",
        type=click.Choice(("text", "csv", "json")),
        default="text",
        show_default=True,
        help="How to print the verdicts.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write the claims with verdicts as .nq.",
    ),
    click.option(
        "--page",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write a page with the verdicts as filters.",
    ),
    click.option(
        "--accept",
        multiple=True,
        metavar="VERDICT",
        help="A verdict that is no fault; may be repeated.  [default: supported, not judged]",
    ),
)


@click.command()
@click.argument("graph", shell_complete=complete_files, required=False)
@click.argument("claims", shell_complete=complete_files)
@_options
def audit(
    graph: str | None,
    claims: str,
    store: str | None,
    form: str,
    articles: tuple[str, ...],
    shape: str,
    output: str | None,
    page: str | None,
    accept: tuple[str, ...],
) -> None:
    """Verify claims of another tool against the words.

    They are compared with the words and our own reading of them. GRAPH is what `build` made of the
    article; CLAIMS is a file in one of the forms. Each claim is supported, supported but hedged, or
    its roles or class differ, or the words do not say it, or are not in the text, or it is not
    judged. Exit code 1 if any claim is at fault.
    """
    from actorgraph.proposals.articles import audit as judge

    _check_verdicts(accept)
    _check_ending(output)
    opened = open_graphs((graph,), store)
    files = {name: article.sha256 for name, article in _articles(articles)}
    findings = judge(opened, _read(form, claims), files)
    _write_all(findings, opened, output, page)
    click.echo(printable(_shown(findings, shape)), nl=False)
    verdicts = Counter(finding.verdict for finding in findings)
    click.echo(f"{plural(len(findings), 'claim')}: {summary(verdicts)}", err=True)
    if set(verdicts) - set(accept or NOT_FAULTS):
        sys.exit(1)


def summary(verdicts: Mapping[str, int]) -> str:
    """Return how many claims have each verdict, in one line."""
    listed = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()))
    return listed or "none"


def _write_all(
    findings: Sequence["Finding"], store: "Store", output: str | None, page: str | None
) -> None:
    from actorgraph.proposals.graph import quads
    from actorgraph.proposals.page import page_of

    if output is not None:
        _write(output, quads(findings))
    if page is not None:
        _write(page, page_of(findings, store))


def _check_verdicts(accept: Sequence[str]) -> None:
    from actorgraph.proposals.auditing import VERDICTS

    unknown = [verdict for verdict in accept if verdict not in VERDICTS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is not one of: {', '.join(VERDICTS)}")


def _check_ending(output: str | None) -> None:
    if output is not None and not output.endswith((".nq", STANDARD_OUTPUT)):
        raise click.BadParameter(f"{output!r} does not end in .nq", param_hint="--output")


def _read(form: str, file: str) -> list["Proposal"]:
    """Return the claims of a file. Raises ProposalError."""
    from actorgraph.proposals.forms.registry import read_form

    return read_form(form, Path(file))


def _articles(paths: Sequence[str]) -> list[tuple[str, "Article"]]:
    from actorgraph.text.reading import read

    # Whatever was built is read again, also what was built with `--language en`.
    return [(Path(path).name, read(path, language="en")) for path in paths]


def _texts(paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    return {name: (article.sha256, article.text) for name, article in _articles(paths)}


def _write(output: str, content: str) -> None:
    """Write a file, or to standard output. Raises ProposalError."""
    from actorgraph import files
    from actorgraph.errors import ProposalError

    if output == STANDARD_OUTPUT:
        click.echo(content, nl=False)
        return
    try:
        files.replace(Path(output), content)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise ProposalError(reason, where=output, remedy="check the path") from error


def _shown(findings: Sequence["Finding"], shape: str) -> str:
    rows = [_row(finding) for finding in findings]
    if shape == "json":
        records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if shape == "csv":
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        return lines.getvalue()
    return "".join(_text(finding) for finding in findings)


def _row(finding: "Finding") -> tuple[str | int | float, ...]:
    place = finding.place
    begin, end = (place.span.begin, place.span.end) if place else ("", "")
    return (
        finding.verdict,
        finding.proposal.maker,
        str(finding.proposal),
        "; ".join(finding.reasons),
        begin,
        end,
        finding.words,
        place.distance if place else "",
        finding.claim.value if finding.claim else "",
    )


def _text(finding: "Finding") -> str:
    lines = [f"{finding.verdict}: {finding.proposal}"]
    lines += [f"    {reason}" for reason in finding.reasons]
    if finding.words:
        lines.append(f"    “{' '.join(finding.words.split())}”")
    return "\n".join(lines) + "\n"
