"""What `build --reader` and `--also` add: claims of other readers, with verdicts, as files."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import plural

if TYPE_CHECKING:
    from actorgraph.proposals.proposal import Proposal
    from actorgraph.proposals.readers import Reader
    from actorgraph.stores.contract import Store
    from actorgraph.text.article import Article

# The built-in rules, as a reader.
RULES = "rules"
PROPOSALS, VERDICTS, PAGE = "proposals.jsonl", "proposals.nq", "audit.html"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What readers propose about an article.

    `own` becomes the claims of the graph; None if those are the built-in rules'. `all` is audited.
    """

    own: list["Proposal"] | None
    all: list["Proposal"]


@dataclass(frozen=True, slots=True)
class Readers:
    """The reader whose claims the graph holds, None for the built-in rules, and the other ones."""

    own: "Reader | None"
    others: Sequence["Reader"]

    def __bool__(self) -> bool:
        return self.own is not None or bool(self.others)

    def propose(self, article: "Article") -> Proposed:
        """Return what they propose about an article. Raises ProposalError."""
        own = None
        if self.own is not None:
            own = _proposals(self.own, article)
        found = list(own or ())
        for reader in self.others:
            found += _proposals(reader, article)
        return Proposed(own, found)


def open_readers(own: Sequence[str], others: Sequence[str], *, allow_remote: bool) -> Readers:
    """Return readers by name. Raises ProposalError if there is none of this name."""
    import os

    if not own and not others:
        return Readers(None, ())
    from actorgraph.proposals.llm import ALLOWED
    from actorgraph.proposals.readers import load_reader

    if allow_remote:
        os.environ[ALLOWED] = "1"
    first = next(map(load_reader, own), None)
    return Readers(first, [load_reader(name) for name in others])


def audited(proposed: Proposed, by_rules: "Store") -> dict[str, str]:
    """Return files of what readers propose, audited by the graph of the rules.

    Raises ProposalError.
    """
    from actorgraph.proposals.articles import audit
    from actorgraph.proposals.graph import quads
    from actorgraph.proposals.page import page_of

    findings = audit(by_rules, proposed.all)
    if proposed.own is not None:
        # What they were compared with is in no graph that is written.
        findings = [replace(finding, claim=None) for finding in findings]
    counts = Counter(finding.verdict for finding in findings)
    summary = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    click.echo(f"{plural(len(findings), 'proposed claim')}: {summary or 'none'}", err=True)
    lines = [json.dumps(each.to_json(), ensure_ascii=False) + "\n" for each in proposed.all]
    return {
        PROPOSALS: "".join(lines),
        VERDICTS: quads(findings),
        PAGE: page_of(findings, by_rules),
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
