"""Reviewing claims in a terminal: what is printed of each, and one key per decision."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from actorgraph.commands.review_places import Place
from actorgraph.commands.terminal import printable
from actorgraph.errors import ReviewError
from actorgraph.text.rejections import REASONS

if TYPE_CHECKING:
    from actorgraph.graph.facts import Facts
    from actorgraph.graph.review.queue import Item
    from actorgraph.text.verdicts import Verdict

KEYS = "a accept · x reject · s correct · u unsure · j next · k back · z undo · ? keys · q quit"
PROMISE = "You confirm that the sentence says this, not that it happened."
FIELD_WORDS = {
    "agent": "who",
    "possibleAgent": "who, possibly",
    "subject": "who",
    "holder": "who",
    "target": "to whom",
    "recipient": "to whom",
    "object": "of whom",
    "attributedTo": "who says so",
}
Entry = tuple["Facts", "Item"]


def items_of(place: Place) -> list[Entry]:
    """Return the claims of a place in the order in which they should be judged."""
    from actorgraph.graph.review.queue import queue

    entries = []
    for facts in place.articles():
        entries += [(facts, item) for item in queue(facts)]
    return sorted(entries, key=lambda entry: entry[1].order)


def line_of(facts: "Facts", item: "Item") -> str:
    """Return an item on one line: verdict, name, what it says, why it is here, and its words."""
    from actorgraph.vocabulary.vocab import local_name

    verdict = item.verdict.casefold() or "undecided"
    columns = [
        verdict,
        local_name(item.claim),
        says(facts, item),
        item.doubt,
        words_of(facts, item),
    ]
    return printable("\t".join(columns))


def says(facts: "Facts", item: "Item") -> str:
    """Return what a claim says, in words."""
    from actorgraph.graph.records import CERTAINTY_IN_WORDS
    from actorgraph.graph.review.judged import TERMS, fields_of

    claim = facts.claim(item.claim)
    parts = [claim.kind]
    for name, values in fields_of(facts, item.claim).items():
        if name not in TERMS:
            parts.append(f"{FIELD_WORDS.get(name, name)}: {', '.join(values)}")
    parts.append(CERTAINTY_IN_WORDS.get(claim.certainty, claim.certainty))
    if claim.negated:
        parts.append("denied")
    return "; ".join(parts)


def words_of(facts: "Facts", item: "Item") -> str:
    """Return the words of a claim; its offsets where words are withheld."""
    from actorgraph.vocabulary.vocab import AG

    spans = facts.spans(item.claim, AG.evidence)
    words = " … ".join(span.words or f"[{span.begin}-{span.end}]" for span in spans)
    return " ".join(words.split())


@dataclass(slots=True)
class Session:
    """One walk through the queue; `place` keeps every decision before the next claim is shown."""

    place: Place
    by: str
    entries: list[Entry]
    at: int = 0
    made: list["Verdict"] = field(default_factory=list)
    withdrawn: list["Verdict"] = field(default_factory=list)

    def walk(self) -> None:
        """Show one claim after the other until all are decided or the person quits."""
        click.echo(PROMISE)
        click.echo(KEYS)
        actions = {
            "a": self.accept,
            "x": self.reject,
            "s": self.correct,
            "u": self.unsure,
            "j": self.forward,
            "k": self.back,
            "z": self.undo,
            "?": self.help,
        }
        while self.at < len(self.entries):
            self.show()
            key = read_key()
            if key in ("q", ""):
                return
            try:
                actions.get(key, self.help)()
            except ReviewError as error:
                click.echo(printable(f"  {error}"))
        click.echo(f"All {len(self.entries)} are decided.")

    def show(self) -> None:
        """Print the claim that is to be judged."""
        from actorgraph.graph.review.queue import sentence_of

        facts, item = self.entries[self.at]
        click.echo("")
        click.echo(printable(f"{self.at + 1} of {len(self.entries)}  {says(facts, item)}"))
        click.echo(printable(f"  “{words_of(facts, item)}”"))
        sentence = " ".join(sentence_of(facts, facts.claim(item.claim)).split())
        click.echo(printable(f"  in: {sentence}"))
        if item.doubt:
            click.echo(printable(f"  why is this here? {item.doubt}"))

    def accept(self) -> None:
        """Accept the claim."""
        self._decide("accepted")

    def unsure(self) -> None:
        """Leave the claim to be judged later."""
        self._decide("unsure")

    def reject(self) -> None:
        """Ask for one of the reasons, and reject the claim."""
        reasons = {str(number): reason for number, reason in enumerate(REASONS, 1)}
        listed = " · ".join(f"{key} {reason}" for key, reason in reasons.items())
        click.echo(f"  {listed}")
        key = read_key()
        if key not in reasons:
            click.echo("  not rejected")
            return
        self._decide("rejected", reason=reasons[key])

    def correct(self) -> None:
        """Ask for one changed field per line, and correct the claim."""
        click.echo("  FIELD=VALUE, one a line; an empty line saves")
        pairs = []
        while line := sys.stdin.readline().strip():
            pairs.append(line)
        if pairs:
            self._decide("corrected", pairs=pairs)

    def forward(self) -> None:
        """Go on without deciding."""
        self.at += 1

    def back(self) -> None:
        """Go back without deciding."""
        self.at = max(0, self.at - 1)

    def undo(self) -> None:
        """Withdraw the last decision of this walk, and show its claim again."""
        from actorgraph.text.review_file import update_review
        from actorgraph.vocabulary.vocab import local_name

        if not self.made:
            click.echo("  nothing to undo")
            return
        last = self.made.pop()
        update_review(self.place.folder, lambda review: review.without(last))
        self.withdrawn.append(last)
        names = [local_name(item.claim) for _, item in self.entries]
        self.at = names.index(last.claim)

    def help(self) -> None:
        """Print the keys."""
        click.echo(KEYS)

    def _decide(self, verdict: str, *, reason: str = "", pairs: Sequence[str] = ()) -> None:
        from actorgraph.text.review_file import add

        facts, item = self.entries[self.at]
        made = new_verdict(
            self.place, facts, item.claim, verdict, reason=reason, pairs=pairs, by=self.by
        )
        add(self.place.folder, [made])
        self.made.append(made)
        click.echo(f"  {verdict.capitalize()}. {len(self.made)} decided.")
        self.at += 1


def new_verdict(
    place: Place,
    facts: "Facts",
    claim: ox.NamedNode,
    verdict: str,
    *,
    pairs: Sequence[str] = (),
    **remarks: str,
) -> "Verdict":
    """Return a verdict that may be saved, with the changed fields as they are typed.

    `remarks` are its reason, by, date and note. Raises ReviewError if it is not allowed.
    """
    from actorgraph.graph.review import deciding

    before = deciding.facts_before_review(facts)
    fields = place.meant(before, deciding.fields_from(pairs))
    return deciding.new_verdict(before, claim, verdict, new=fields, **remarks)


def read_key() -> str:
    """Return the next key that is pressed, or character of a piped input; empty at its end."""
    if sys.stdin.isatty():
        return click.getchar()
    key = sys.stdin.read(1)
    # Line ends of a piped input are no keys.
    while key in ("\n", "\r"):
        key = sys.stdin.read(1)
    return key
