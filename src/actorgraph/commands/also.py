"""What `build --also` adds: claims that other readers propose, with verdicts, as files."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import plural

if TYPE_CHECKING:
    from actorgraph.pipeline import Graph
    from actorgraph.proposals.proposal import Proposal
    from actorgraph.proposals.readers import Reader
    from actorgraph.text.article import Article

PROPOSALS, VERDICTS, PAGE = "proposals.jsonl", "proposals.nq", "audit.html"


def open_readers(names: Sequence[str], *, allow_remote: bool) -> list["Reader"]:
    """Return readers by name. Raises ProposalError if there is none of this name."""
    import os

    from actorgraph.proposals.llm import ALLOWED
    from actorgraph.proposals.readers import load_reader

    if allow_remote:
        os.environ[ALLOWED] = "1"
    return [load_reader(name) for name in names]


def proposed(readers: Sequence["Reader"], article: "Article", graph: "Graph") -> dict[str, str]:
    """Return files of what readers propose about an article, audited. Raises ProposalError."""
    if not readers:
        return {}
    from actorgraph.proposals.articles import audit
    from actorgraph.proposals.graph import quads
    from actorgraph.proposals.page import page_of

    proposals: list[Proposal] = []
    for reader in readers:
        proposals += _proposals(reader, article)
    findings = audit(graph.store, proposals)
    counts = Counter(finding.verdict for finding in findings)
    summary = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    click.echo(f"{plural(len(proposals), 'proposed claim')}: {summary or 'none'}", err=True)
    lines = [json.dumps(each.to_json(), ensure_ascii=False) + "\n" for each in proposals]
    return {
        PROPOSALS: "".join(lines),
        VERDICTS: quads(findings),
        PAGE: page_of(findings, graph.store),
    }


def _proposals(reader: "Reader", article: "Article") -> list["Proposal"]:
    """Ask a reader, and say before and after what that costs."""
    from actorgraph.proposals.llm import LanguageModel
    from actorgraph.proposals.readers import propose

    if isinstance(reader, LanguageModel):
        total, known = reader.paragraphs(article)
        what = f"{plural(total, 'paragraph')}, {known} of them answered before"
        click.echo(f"asking {reader.endpoint.model} at {reader.endpoint.url}: {what}", err=True)
    begin = time.monotonic()
    proposals = propose(reader, article)
    seconds = time.monotonic() - begin
    click.echo(f"{reader.maker}: {seconds:.1f} s", err=True)
    if isinstance(reader, LanguageModel) and reader.dropped:
        dropped = plural(reader.dropped, "proposal")
        click.echo(f"{dropped} dropped: the paragraph does not have the words", err=True)
    return proposals
