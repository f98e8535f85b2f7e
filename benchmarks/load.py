"""Does the server stand many readers at once? Clients that ask one thing after another, for a while.

Usage: python -m benchmarks.load INDEX [--clients 50] [--seconds 60] [--workers 2]

`bahith serve` is started on the index and stopped again. Half of the requests are pages of results, a quarter searches
of the endpoint, a quarter suggestions; queries are headlines of the index, three words of one, and beginnings of one.
Every client keeps its connection open and waits for each reply before it asks on. A reply with another status than 200
is an error, a connection that ends without a reply is lost; the exit status is 1 if there is any of the two.
"""

from __future__ import annotations

import argparse
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np

from benchmarks.figures import figure
from benchmarks.pools import BAHITH
from benchmarks.questions import three_words
from benchmarks.tables import markdown
from index.engine import open_engine
from searcher.results import Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PAGE, ENDPOINT, SUGGESTIONS = "page of results", "/api/v1/search", "/api/v1/suggest"
KINDS = (PAGE, PAGE, ENDPOINT, SUGGESTIONS)
"""A request is one of these, each as likely as the others."""

HEADLINES = 2_000
"""So many are drawn, evenly from the index by date."""

STARTING_SECONDS = 10
"""So long the clients ask before replies are timed: processes start, and read the index for the first time."""

TYPED_LETTERS = (2, 20)
PATIENCE_SECONDS = 60
SEED = 2015


@dataclass
class Told:
    """What one client, or all of them, saw: seconds of each reply by kind, statuses, and connections lost."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    statuses: Counter[int] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables, and return the exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.load", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path, help="folder of the index")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    options = parser.parse_args(arguments)
    queries = draw_queries(options.index)
    with serving(options.index, options.workers) as port:
        start = ask(port, queries, options.clients, STARTING_SECONDS)
        began = time.monotonic()
        told = ask(port, queries, options.clients, options.seconds)
        spent = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(markdown(rows(told)))
    print(f"\n{told.statuses.total():,} replies in {spent:.1f} s, {told.statuses.total() / spent:.0f} a second.")
    print(f"Statuses: {dict(told.statuses)}; connections lost: {told.lost.total()} {dict(told.lost) or ''}")
    print(f"The server took {used.ru_utime + used.ru_stime:.0f} s of the processors, from its start to its end.")
    print(f"In the first {STARTING_SECONDS} s: statuses {dict(start.statuses)}; connections lost: {start.lost.total()}")
    return int(bool(told.lost + start.lost) or set(told.statuses + start.statuses) != {200})


def draw_queries(folder: Path) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind; the same at every run on the same index."""
    with closing(Searcher(open_engine(folder))) as searcher:
        step = max(searcher.count() * 100 // HEADLINES, 100)
        pages = [Search(sort="newest", per_page=100, start=start) for start in range(0, searcher.count(), step)]
        headlines = [result.article.title for page in pages for result in searcher.search(page).results]
    rng = random.Random(SEED)
    rng.shuffle(headlines)
    texts = [*headlines, *three_words(headlines)]
    beginnings = [headline[: rng.randint(*TYPED_LETTERS)] for headline in headlines]
    return {
        PAGE: [f"/search?q={quote(text)}" for text in texts],
        ENDPOINT: [f"/api/v1/search?q={quote(text)}" for text in texts],
        SUGGESTIONS: [f"/api/v1/suggest?q={quote(text)}" for text in beginnings],
    }


@contextmanager
def serving(folder: Path, workers: int) -> Iterator[int]:
    """Serve an index on a free port of this machine while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [BAHITH, "serve", "--index", str(folder), "--port", str(port), "--workers", str(workers), "--log", "off"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()  # it is ready
        try:
            yield port
        finally:
            server.terminate()


def ask(port: int, queries: Mapping[str, Sequence[str]], clients: int, seconds: float) -> Told:
    """Let clients ask for so long, and return what all of them saw."""
    every = [Told() for _ in range(clients)]
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_ask_on, args=(port, queries, random.Random(number), end, told))
        for number, told in enumerate(every)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = Told()
    for told in every:
        together.statuses += told.statuses
        together.lost += told.lost
        for kind, some in told.seconds.items():
            together.seconds[kind] += some
    return together


def _ask_on(port: int, queries: Mapping[str, Sequence[str]], rng: random.Random, end: float, told: Told) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    while time.monotonic() < end:
        kind = rng.choice(KINDS)
        began = time.perf_counter()
        try:
            connection.request("GET", rng.choice(queries[kind]))
            with connection.getresponse() as reply:
                reply.read()
        except (OSError, HTTPException) as exc:
            told.lost[type(exc).__name__] += 1
            connection.close()
            continue
        told.statuses[reply.status] += 1
        told.seconds[kind].append(time.perf_counter() - began)
    connection.close()


def rows(told: Told) -> list[list[str]]:
    """Return a head and a row for each kind of request."""
    head = ["", "replies", "ms: median", "95 of 100 under", "99 of 100 under", "slowest"]
    every = {**told.seconds, "all": [one for some in told.seconds.values() for one in some]}
    return [head, *([kind, f"{len(some):,}", *_milliseconds(some)] for kind, some in every.items() if some)]


def _milliseconds(seconds: Sequence[float]) -> list[str]:
    return [figure(float(one) * 1000) for one in (*np.percentile(seconds, (50, 95, 99)), max(seconds))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
