"""How do many requests share one index, so that none of them waits for ever?

A process works on so many requests at a time, and refuses more of them at once. Searches take turns, in the order in
which they come. A request that only reads has so many seconds in all; it waits for half of them at most, and searches
for a third.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore, Event
from typing import TYPE_CHECKING

from flask import g, has_request_context, request

from index.deadline import check_time, time_limit
from searcher.search import Searcher
from searcher.suggest import DEFAULT_SUGGESTED
from web.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask, Response

    from documents.article import Article
    from index.engine import Engine, Hit, Statistics
    from index.history import History
    from searcher.results import Counts, Results, Search, Telling
    from searcher.suggest import Suggested
    from web.settings import Settings

LONG_REQUESTS = 8
"""Downloads and writes that one process has under way, each as long as it takes; they have places of their own."""

SPARE_THREADS = 8
"""A process has so many threads more than places: for static files, for health, and for saying that it is busy."""

WAITING, SEARCHING = 1 / 2, 1 / 3
"""Parts of a request's time: so long it waits for a turn at most, and so long it has one."""

UNCOUNTED = ("static", "operations.healthz", "operations.readyz", "operations.metrics")
"""Endpoints that always answer."""

_LONG = ("export.comma_separated", "export.json_lines")
_READING = ("GET", "HEAD", "OPTIONS")


class BusyError(Exception):
    """More is asked for than can be answered in time; it may be tried again in so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the server is busy; try again in {seconds:.0f} seconds")
        self.seconds = seconds


class SharedSearcher(Searcher):
    """A searcher that answers one request after the other, each for so many seconds at most.

    It notes the total of a request's search in ``flask.g``, for the log and the metrics.
    """

    def __init__(self, engine: Engine, seconds: float) -> None:
        super().__init__(engine)
        self._seconds = seconds
        self._line = Line()
        self._prepared = Event()
        self._prepared.set()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Wait for a turn, and take it.

        Raises:
            BusyError: others had it for too long.
        """
        check_time()
        if not self._line.wait(self._seconds * WAITING):
            raise BusyError(self._seconds * WAITING)
        try:
            with time_limit(self._seconds * SEARCHING):
                yield
        finally:
            self._line.leave()

    def search(self, search: Search) -> Results:
        """Run a search, as `Searcher.search` says."""
        with self._in_turn():
            found = super().search(search)
        if has_request_context():
            g.total = found.total
        return found

    def counts(self, search: Search) -> Counts:
        """Return the counts of a search, as `Searcher.counts` says."""
        with self._in_turn():
            found = super().counts(search)
        if has_request_context():
            g.total = found.total
        return found

    def suggest(self, typed: str, limit: int = DEFAULT_SUGGESTED) -> tuple[Suggested, ...]:
        """Return how what is typed may go on, as `Searcher.suggest` says."""
        self._prepared.wait(self._seconds * WAITING)  # not in turn: others need no suggestions
        with self._in_turn():
            return super().suggest(typed, limit)

    def warm(self) -> None:
        """Prepare suggestions, as `Searcher.warm` says."""
        self._prepared.clear()
        try:
            super().warm()
        finally:
            self._prepared.set()

    def similar(self, article_id: str, limit: int) -> tuple[Hit, ...]:
        """Return similar articles, as `Searcher.similar` says."""
        with self._in_turn():
            return super().similar(article_id, limit)

    def story(self, article_id: str) -> tuple[Telling, ...]:
        """Return the articles of a story, as `Searcher.story` says."""
        with self._in_turn():
            return super().story(article_id)

    def article(self, article_id: str) -> Article | None:
        """Return one article, as `Searcher.article` says."""
        with self._in_turn():
            return super().article(article_id)

    def history(self, article_id: str) -> History | None:
        """Return the versions of one article, as `Searcher.history` says."""
        with self._in_turn():
            return super().history(article_id)

    def statistics(self) -> Statistics:
        """Return facts about the index, as `Searcher.statistics` says."""
        with self._in_turn():
            return super().statistics()


def register(app: Flask, settings: Settings) -> None:
    """Give every request a place, and an end to its time; those that find no place are refused."""
    places = BoundedSemaphore(settings.requests)
    long_places = BoundedSemaphore(LONG_REQUESTS)

    @app.before_request
    def enter() -> None:
        if request.endpoint in UNCOUNTED:
            return
        is_long = request.endpoint in _LONG or request.method not in _READING
        mine = long_places if is_long else places
        if not mine.acquire(blocking=False):
            raise BusyError(settings.time_limit_seconds * WAITING)
        g.place = ExitStack()
        g.place.callback(mine.release)
        if not is_long:
            g.time = ExitStack()
            g.time.enter_context(time_limit(settings.time_limit_seconds))

    @app.after_request
    def keep(response: Response) -> Response:
        """Let a reply that is sent bit by bit keep its place until it is sent."""
        if response.is_streamed and "place" in g:
            place = g.pop("place")
            response.call_on_close(place.close)  # where the client goes away before the end
            response.response = _until_sent(response.iter_encoded(), place)
        return response

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        for name in ("time", "place"):
            if name in g:
                g.pop(name).close()


def _until_sent(parts: Iterable[bytes], place: ExitStack) -> Iterator[bytes]:
    with place:
        yield from parts
