"""Metrics for Prometheus: how many requests, how long they took, and how the children are."""

import time
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from actorgraph.server import logs

BUCKETS_IN_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# The names of routes. A path that a client makes up never becomes a label.
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
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
GAUGES = {
    "children_free": "Children without a query.",
    "queries_waiting": "Queries in the queue.",
    "queries_lingering": "Long queries at the lowest priority.",
    "children_ended": "Children ended and replaced since the start.",
    "snapshots": "Snapshots taken since the start.",
}


@dataclass(slots=True)
class RequestLog:
    """What is recorded about a request: method, path, beginning, status and bytes sent."""

    method: str
    path: str
    began: float = field(default_factory=time.monotonic)
    status: int = 0
    sent: int = 0

    @property
    def route(self) -> str:
        """The name of the route; `page` if it is none of the others."""
        first = self.path.removeprefix("/").partition("/")[0]
        return first if first in ROUTES else "page"

    @property
    def seconds(self) -> float:
        """How long ago the request began."""
        return time.monotonic() - self.began


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "actorgraph_requests",
            "Requests answered.",
            ("route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "actorgraph_request_seconds",
            "Time to the answer's end.",
            ("route",),
            registry=self.registry,
            buckets=BUCKETS_IN_SECONDS,
        )
        self.sent = Counter(
            "actorgraph_sent_bytes",
            "Bytes of answers sent.",
            registry=self.registry,
        )
        self.gauges = {
            name: Gauge(f"actorgraph_{name}", text, registry=self.registry)
            for name, text in GAUGES.items()
        }

    def record(self, request: RequestLog) -> None:
        """Count one request, and log its route, status, size and time."""
        seconds = request.seconds
        self.requests.labels(request.route, str(request.status)).inc()
        self.seconds.labels(request.route).observe(seconds)
        self.sent.inc(request.sent)
        logs.write(
            "request",
            method=request.method if request.method in METHODS else "other",
            route=request.route,
            status=request.status,
            bytes=request.sent,
            ms=round(seconds * 1000, 1),
        )

    def text(self, **values: Any) -> bytes:
        """Return all metrics in the text format of Prometheus, with these values of the gauges."""
        for name, value in values.items():
            self.gauges[name].set(value)
        return generate_latest(self.registry)
