"""What Prometheus reads: how many requests, how long they took, and how the children are."""

from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from actorgraph.server import logs

if TYPE_CHECKING:
    from starlette.types import Scope

    from actorgraph.server.guard import Passage

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# What may stand as a route's name: no path of a reader's own making becomes a label.
ROUTES = (
    "sparql",
    "graphs",
    "update",
    "id",
    "network",
    "search",
    "api",
    "static",
    "health",
    "metrics",
    "openapi.json",
)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("route", "status")
        self.requests = Counter(
            "actorgraph_requests", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "actorgraph_request_seconds",
            "Time to the answer's end.",
            ("route",),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.sent = Counter(
            "actorgraph_sent_bytes", "Bytes of answers sent.", registry=self.registry
        )
        self.gauges = {
            name: Gauge(f"actorgraph_{name}", text, registry=self.registry)
            for name, text in (
                ("children_free", "Children without a query."),
                ("queries_waiting", "Queries in the queue."),
                ("queries_lingering", "Long queries at the lowest priority."),
                ("children_ended", "Children ended and replaced since the start."),
                ("snapshots", "Snapshots taken since the start."),
            )
        }

    def saw(self, scope: "Scope", passage: "Passage") -> None:
        """Count one request, and log it by route, status, size and time."""
        import time

        first = scope["path"].split("/")[1] if scope["path"].count("/") else ""
        route = first if first in ROUTES else "page"
        took = time.monotonic() - passage.began
        self.requests.labels(route, str(passage.status)).inc()
        self.seconds.labels(route).observe(took)
        self.sent.inc(passage.sent)
        method = scope["method"] if scope["method"] in METHODS else "other"
        size, milliseconds = passage.sent, round(took * 1000, 1)
        logs.write(
            "request",
            method=method,
            route=route,
            status=passage.status,
            bytes=size,
            ms=milliseconds,
        )

    def text(self, **values: Any) -> bytes:
        """Return all of it as Prometheus' text, with the gauges given."""
        for name, value in values.items():
            self.gauges[name].set(value)
        return generate_latest(self.registry)


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
