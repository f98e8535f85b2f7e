"""What do we tell a monitor? Counts of requests and searches since the start, and the state of the index.

Gunicorn's processes count in files that they share (`prometheus_client`'s multiprocess mode), so whichever process is
asked tells of all of them. That mode is chosen by an environment variable when the library is imported, so nothing
imports it before `serve` has set that.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import g, request

from index.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask, Response
    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric

    from searcher.search import Searcher

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable that names the folder of the processes' files."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Upper bounds of the histogram of durations."""


def register(app: Flask, searcher: Callable[[], Searcher]) -> None:
    """Count the requests of an application; ``searcher`` opens the index."""
    from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

    disable_created_metrics()  # type: ignore[no-untyped-call]
    own = CollectorRegistry()
    requests = Counter("bahith_requests", "Requests answered.", ["endpoint", "status"], registry=own)
    seconds = Histogram(
        "bahith_request_seconds", "Seconds until a reply begins.", ["endpoint"], buckets=SECONDS, registry=own
    )
    searches = Counter("bahith_searches", "Searches answered.", ["endpoint"], registry=own)
    empty = Counter("bahith_searches_without_hits", "Searches that found nothing.", ["endpoint"], registry=own)
    hits = Counter("bahith_hits", "Articles found by all searches.", ["endpoint"], registry=own)

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        requests.labels(endpoint, response.status_code).inc()
        if "began" in g:
            seconds.labels(endpoint).observe(time.perf_counter() - g.began)
        if "total" in g:
            searches.labels(endpoint).inc()
            hits.labels(endpoint).inc(g.total)
            empty.labels(endpoint).inc(int(g.total == 0))
        return response

    app.extensions["metrics"] = lambda: _text(own, searcher)


def _text(own: CollectorRegistry, searcher: Callable[[], Searcher]) -> bytes:
    """Return everything in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    counted = own
    if SHARED_FOLDER in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    state.register(_Index(searcher))
    return bytes(generate_latest(counted)) + bytes(generate_latest(state))


def _age(committed: datetime | None) -> float:
    """Return the seconds since a commit; 0 for one that was replaced just now."""
    return 0.0 if committed is None else (datetime.now(UTC) - committed).total_seconds()


class _Index:
    """Tells of the index when it is asked."""

    def __init__(self, searcher: Callable[[], Searcher]) -> None:
        self._searcher = searcher

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.metrics_core import GaugeMetricFamily

        try:
            searcher = self._searcher()
            state = {
                "articles": ("Articles in the index.", searcher.count()),
                "generation": ("Number of the newest generation.", searcher.generation()),
                "commit_age_seconds": ("Seconds since the last commit.", _age(searcher.committed())),
            }
        except (EngineError, OSError):
            state = {}
        yield GaugeMetricFamily("bahith_index_up", "Whether the index can be opened.", float(bool(state)))
        for name, (text, value) in state.items():
            yield GaugeMetricFamily(f"bahith_index_{name}", text, value)
