"""How far a run is, on standard error: a bar on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from actorgraph.commands.terminal import plural, warn

if TYPE_CHECKING:
    from actorgraph.corpus.report import Report
    from actorgraph.corpus.streams import Meter

Follow = Callable[["Report"], None]
SECONDS_BETWEEN_LINES = 30.0
# With less than this read, the time left would be a wild guess.
LEAST_FRACTION = 0.01


@contextmanager
def progress(meter: "Meter") -> Iterator[Follow]:
    """Give a function that shows how far a run is: articles, articles a second, time left."""
    if not sys.stderr.isatty():
        yield Lines(meter).follow
        return
    with _bar(meter) as follow:
        yield follow


class Lines:
    """Progress for a log: a line every half minute, and none of a run that is shorter."""

    def __init__(self, meter: "Meter", clock: Callable[[], float] = time.monotonic) -> None:
        self.meter = meter
        self.clock = clock
        self.begin = self.written = clock()

    def follow(self, report: "Report") -> None:
        """Write a line if it is time."""
        now = self.clock()
        if now - self.written < SECONDS_BETWEEN_LINES:
            return
        self.written = now
        elapsed = now - self.begin
        parts = [
            plural(report.seen, "article"),
            f"{report.built / elapsed:.1f} a second",
        ]
        left = _seconds_left(self.meter, elapsed)
        if left is not None:
            parts.append(f"about {_duration(left)} left")
        warn(", ".join(parts))


def _seconds_left(meter: "Meter", elapsed: float) -> float | None:
    """Return the time left; None if it is not known how much there is to read."""
    fraction = meter.done / meter.total if meter.total else 0.0
    if fraction < LEAST_FRACTION:
        return None
    return elapsed * max(0.0, 1 - fraction) / fraction


def _duration(seconds: float) -> str:
    """Return a duration for people: `40 s`, `12 min`, `3 h 20 min`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def _bar(meter: "Meter") -> Iterator[Follow]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[done]} articles"),
        BarColumn(),
        TextColumn("{task.fields[rate]:.1f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingesting", total=None, done=0, rate=0.0)

        def follow(report: "Report") -> None:
            # Before the first tick nothing has elapsed, which must not be divided by.
            elapsed = bar.tasks[0].elapsed or 1e-9
            bar.update(
                task,
                # Without a total, the bar only shows that something happens.
                total=meter.total or None,
                completed=min(meter.done, meter.total),
                done=report.seen,
                rate=report.built / elapsed,
            )

        yield follow
