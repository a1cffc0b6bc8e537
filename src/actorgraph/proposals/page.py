"""The page of an audit: each claim with its verdict, reasons and words; verdicts are filters."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.graph.facts import Facts
from actorgraph.proposals.agreement import agreements
from actorgraph.proposals.auditing import VERDICTS, Finding
from actorgraph.stores.contract import Store
from actorgraph.views.page.assets import content_policy, templates
from actorgraph.vocabulary.vocab import DCT

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = Path(str(files("actorgraph.proposals"))) / "templates"
CONTEXT_IN_CHARACTERS = 160


def page_of(findings: Sequence[Finding], store: Store) -> str:
    """Return the page of an audit, in one file that needs nothing else and has no script."""
    numbers = Counter(finding.verdict for finding in findings)
    verdicts = [(verdict, code(verdict), numbers[verdict]) for verdict in VERDICTS]
    titles = {}
    for article in {finding.article for finding in findings}:
        facts = Facts(store.triples_of(article))
        titles[article] = facts.value(article, DCT.title) or article.value
    style = (FOLDER / "audit.css").read_text("utf-8") + _filters(verdicts)
    return _template().render(
        findings=findings,
        verdicts=verdicts,
        titles=titles,
        makers=_makers(findings),
        agreeing=_agreeing(findings),
        style=style,
        policy=content_policy([], style),
        code=code,
    )


def _makers(findings: Sequence[Finding]) -> list[tuple[str, int, list[int]]]:
    """Return how many claims each maker has, and how many of each verdict; only of several."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        counts.setdefault(finding.proposal.maker, Counter())[finding.verdict] += 1
    if len(counts) < 2:
        return []
    rows = []
    for maker, numbers in sorted(counts.items()):
        each = [numbers[verdict] for verdict in VERDICTS]
        rows.append((maker or "unknown", sum(each), each))
    return rows


def _agreeing(findings: Sequence[Finding]) -> list[list[str]]:
    """Return for each finding the other makers that say the same."""
    found = agreements(findings)
    makers = []
    for place in range(len(findings)):
        others = {findings[other].proposal.maker or "unknown" for other in found.get(place, ())}
        makers.append(sorted(others))
    return makers


@cache
def _template() -> "Template":
    return templates(FOLDER).get_template("audit.html.jinja")


def code(verdict: str) -> str:
    """Return a verdict as the name of a class: `roles-differ`."""
    return verdict.replace(" ", "-")


def _filters(verdicts: Sequence[tuple[str, str, int]]) -> str:
    """Return rules that hide the claims whose verdict is not ticked."""
    hidden = [f"body:has(#{name}:not(:checked)) li.{name}" for _, name, _ in verdicts]
    return f"{','.join(hidden)}{{display:none}}\n"
