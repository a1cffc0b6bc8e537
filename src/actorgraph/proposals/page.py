"""The page of an audit: each claim with its verdict, reasons and words; verdicts are filters."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.graph.facts import Facts
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
        style=style,
        policy=content_policy([], style),
        code=code,
    )


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
