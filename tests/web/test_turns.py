"""Is a request refused in time, and in words, when there is too much to do?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import pytest

from index.engine import open_engine
from searcher.results import Search
from web.app import create_app
from web.settings import Settings
from web.turns import LONG_REQUESTS, BusyError, SharedSearcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

PATHS = ("/api/v1/search?q=الطاقة", "/search.csv?q=الطاقة", "/api/v1/suggest?q=الطا")


@pytest.fixture
def app(samples_index: Path) -> Iterator[Flask]:
    """An application for one request at a time."""
    application = create_app(Settings(samples_index, requests=1))
    yield application
    application.extensions["searcher"].close()


def refusal(reply: TestResponse, title: str) -> None:
    """Assert that a reply refuses in both languages, and says when to try again."""
    assert reply.status_code == 503
    assert int(reply.headers["Retry-After"]) >= 1
    problem = reply.get_json(force=True)
    assert (problem["status"], problem["title"]) == (503, title)
    assert problem["detail"]
    assert problem["detail_ar"]


@pytest.mark.parametrize("path", PATHS)
def test_a_search_that_is_out_of_time_is_a_problem_and_not_a_hang(samples_index: Path, path: str) -> None:
    application = create_app(Settings(samples_index, time_limit_seconds=-1))
    refusal(application.test_client().get(path), "Out of time")
    application.extensions["searcher"].close()


def test_a_page_that_is_out_of_time_says_so_in_arabic(samples_index: Path) -> None:
    application = create_app(Settings(samples_index, time_limit_seconds=-1))
    reply = application.test_client().get("/search?q=الطاقة")
    assert (reply.status_code, reply.mimetype) == (503, "text/html")
    assert "انتهى وقت البحث" in reply.text
    application.extensions["searcher"].close()


def test_an_article_is_out_of_time_while_its_words_are_marked(samples_index: Path) -> None:
    application = create_app(Settings(samples_index, time_limit_seconds=-1))
    assert application.test_client().get("/articles/1?q=الطاقة").status_code == 503
    application.extensions["searcher"].close()


def test_who_waits_too_long_for_a_turn_is_refused(samples_index: Path) -> None:
    with closing(SharedSearcher(open_engine(samples_index), 0.02)) as searcher:
        with searcher._in_turn(), pytest.raises(BusyError):
            searcher.search(Search("الطاقة"))
        with searcher._in_turn():  # the one in vain has left the line
            pass


def test_suggestions_wait_until_they_are_prepared_and_searches_do_not(
    samples_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, engine = Event(), Event(), open_engine(samples_index)

    def warm() -> None:
        begun.set()
        assert may_end.wait(20)

    monkeypatch.setattr(engine, "warm", warm)
    with closing(SharedSearcher(engine, 40)) as searcher, ThreadPoolExecutor(2) as others:
        preparing = others.submit(searcher.warm)
        assert begun.wait(20)
        suggestions = others.submit(searcher.suggest, "الطا")
        assert searcher.search(Search("الطاقة")).total
        assert not suggestions.done()
        may_end.set()
        assert suggestions.result(20)
        preparing.result(20)


def test_a_failed_search_gives_its_turn_back(app: Flask) -> None:
    client = app.test_client()
    for _ in range(3):
        assert client.get("/api/v1/search?q=" + "ش" * 3000).status_code == 400
    assert client.get("/api/v1/search?q=الطاقة").status_code == 200


def test_more_requests_than_there_are_places_are_refused_at_once(app: Flask) -> None:
    with app.test_request_context("/search?q=الطاقة"), ThreadPoolExecutor(1) as others:

        def get(path: str) -> TestResponse:
            return others.submit(app.test_client().get, path).result()

        app.preprocess_request()
        refusal(get("/api/v1/search?q=الطاقة"), "Busy")
        page = get("/search?q=الطاقة")
        assert (page.status_code, page.mimetype) == (503, "text/html")
        assert "الخادم مشغول" in page.text
        for path in ("/healthz", "/readyz", "/metrics", "/static/style.css", "/search.csv?q=الطاقة"):
            with get(path) as reply:  # downloads have places of their own
                assert reply.status_code == 200
    assert app.test_client().get("/api/v1/search?q=الطاقة").status_code == 200


def test_a_download_keeps_its_place_until_it_is_sent(app: Flask) -> None:
    client = app.test_client()
    downloads = [client.get("/search.jsonl?q=الطاقة") for _ in range(LONG_REQUESTS)]
    refusal(client.get("/search.csv?q=الطاقة"), "Busy")
    assert client.get("/api/v1/search?q=الطاقة").status_code == 200
    for download in downloads:
        assert download.status_code == 200
        download.close()
    assert client.get("/search.csv?q=الطاقة").status_code == 200


def test_a_download_has_no_end_to_its_time(samples_index: Path) -> None:
    application = create_app(Settings(samples_index))
    reply = application.test_client().get("/search.jsonl")
    assert len(reply.text.splitlines()) == 62
    application.extensions["searcher"].close()
