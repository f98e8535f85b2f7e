"""What do those learn who run the server?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.engine import open_engine
from web.app import create_app
from web.settings import METRICS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    Site = Callable[..., FlaskClient]

STRANGER = {"REMOTE_ADDR": "203.0.113.7"}


def values(text: str) -> dict[str, float]:
    """Return the samples of a reply in Prometheus' text format."""
    return {name: float(value) for name, value in re.findall(r"^([a-z][^ \n]*) (\S+)$", text, re.MULTILINE)}


def test_a_process_without_an_index_lives_and_is_not_ready(tmp_path: Path) -> None:
    client = create_app(Settings(tmp_path / "none"), patient=True).test_client()
    assert client.get("/healthz").get_json() == {"status": "ok"}
    reply = client.get("/readyz")
    assert (reply.status_code, reply.mimetype) == (503, "application/problem+json")
    assert values(client.get("/metrics").text)["bahith_index_up"] == 0
    open_engine(tmp_path / "none", create=True).close()
    assert client.get("/readyz").get_json() == {"status": "ready", "articles": 0, "generation": 0}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh drops the broken file open
def test_a_lost_index_makes_unready(site: Site, tmp_path: Path) -> None:
    client = site(Article(id="1", title="غيمة", body="نص"))
    assert client.get("/readyz").status_code == 200
    for file in tmp_path.glob("*.toc"):
        file.unlink()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_metrics_count_requests_searches_and_hits(site: Site) -> None:
    client = site(Article(id="1", title="غيمة", body="نص"), Article(id="2", title="غيمة أخرى", body="نص"))
    client.get("/api/v1/search?q=غيمة")
    client.get("/api/v1/search?q=زلزال")
    client.get("/search?q=غيمة")
    client.get("/nothing")
    found = values(client.get("/metrics").text)
    assert found['bahith_requests_total{endpoint="api.search_articles",status="200"}'] == 2
    assert found['bahith_requests_total{endpoint="none",status="404"}'] == 1
    assert found['bahith_searches_total{endpoint="api.search_articles"}'] == 2
    assert found['bahith_searches_without_hits_total{endpoint="api.search_articles"}'] == 1
    assert found['bahith_searches_without_hits_total{endpoint="pages.results"}'] == 0
    assert found['bahith_hits_total{endpoint="api.search_articles"}'] == 2
    assert found['bahith_request_seconds_count{endpoint="pages.results"}'] == 1
    assert found["bahith_index_up"] == 1
    assert found["bahith_index_articles"] == 2
    assert found["bahith_index_generation"] == 1
    assert 0 <= found["bahith_index_commit_age_seconds"] < 600


def test_what_is_not_searched_again_is_no_search(site: Site) -> None:
    client = site(Article(id="1", title="غيمة", body="نص"))
    tag = client.get("/api/v1/search?q=غيمة").headers["ETag"]
    assert client.get("/api/v1/search?q=غيمة", headers={"If-None-Match": tag}).status_code == 304
    assert values(client.get("/metrics").text)['bahith_searches_total{endpoint="api.search_articles"}'] == 1


READERS = [
    ("local", {}, {}, 200),
    ("local", STRANGER, {}, 404),
    ("local", {}, {"X-Forwarded-For": "127.0.0.1"}, 404),
    ("local", {"REMOTE_ADDR": ""}, {}, 404),
    ("all", STRANGER, {}, 200),
    ("off", {}, {}, 404),
]


@pytest.mark.parametrize(("setting", "environment", "headers", "status"), READERS)
def test_strangers_read_no_metrics_unless_all_may(
    samples_index: Path, setting: str, environment: dict[str, str], headers: dict[str, str], status: int
) -> None:
    app = create_app(Settings(samples_index, metrics=setting))
    reply = app.test_client().get("/metrics", environ_base=environment, headers=headers)
    assert reply.status_code == status
    app.extensions["searcher"].close()


def test_all_ways_to_show_metrics_are_tested() -> None:
    assert {setting for setting, *_ in READERS} == set(METRICS)


@pytest.mark.parametrize(
    ("forwarded", "status"), [("127.0.0.1", 200), ("203.0.113.7", 404), ("127.0.0.1, 203.0.113.7", 404)]
)
def test_behind_a_proxy_its_client_counts(samples_index: Path, forwarded: str, status: int) -> None:
    app = create_app(Settings(samples_index, proxies=1))
    assert app.test_client().get("/metrics", headers={"X-Forwarded-For": forwarded}).status_code == status
    app.extensions["searcher"].close()
