"""Which names do we answer to, which sites may read us, and what do browsers keep from doing with our pages?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    Served = Callable[..., FlaskClient]

NEWS = "https://news.example"
SEARCH = "/api/v1/search?q=الطاقة"
ASKS = {"Origin": NEWS, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
def served(samples_index: Path) -> Iterator[Served]:
    """A function that serves the samples under some settings."""
    applications = []

    def serve(**settings: object) -> FlaskClient:
        applications.append(create_app(Settings(samples_index, **settings)))  # type: ignore[arg-type]
        return applications[-1].test_client()

    yield serve
    for app in applications:
        app.extensions["searcher"].close()


def test_by_default_no_other_site_may_read(served: Served) -> None:
    client = served()
    for reply in (client.get(SEARCH, headers={"Origin": NEWS}), client.options(SEARCH, headers=ASKS)):
        assert not [name for name in reply.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118


def test_a_named_site_may_read_and_see_the_headers_that_matter(served: Served) -> None:
    client = served(cors=(NEWS, "https://other.example"))
    for path in (SEARCH, "/search.json?q=ماء", "/search.atom?q=ماء", "/suggest.json?q=ال", "/api/v1/search?sort=best"):
        headers = client.get(path, headers={"Origin": NEWS}).headers
        assert headers["Access-Control-Allow-Origin"] == NEWS
        assert {"Link", "ETag", "Retry-After"} <= set(headers["Access-Control-Expose-Headers"].split(", "))
        assert "Origin" in headers["Vary"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "https://news.example.evil.example", "*"])
def test_another_site_may_not(served: Served, origin: str) -> None:
    reply = served(cors=(NEWS,)).get(SEARCH, headers={"Origin": origin})
    assert reply.status_code == 200
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert "Origin" in reply.headers["Vary"]


def test_a_named_site_may_write_too(served: Served) -> None:
    headers = served(cors=(NEWS, "*")).options(SEARCH, headers=ASKS).headers
    assert headers["Access-Control-Allow-Origin"] == NEWS
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, DELETE"
    assert "Authorization" in headers["Access-Control-Allow-Headers"]
    assert int(headers["Access-Control-Max-Age"]) > 0


def test_a_star_lets_all_sites_read_and_none_write(served: Served) -> None:
    client = served(cors=("*",))
    assert client.get(SEARCH, headers={"Origin": NEWS}).headers["Access-Control-Allow-Origin"] == "*"
    assert client.options(SEARCH, headers=ASKS).headers["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_pages_are_for_no_script_of_another_site(served: Served) -> None:
    client = served(cors=("*",))
    for path in ("/", "/search?q=ماء", "/metrics"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": NEWS}).headers


@pytest.mark.parametrize("path", ["/", SEARCH, "/static/style.css", "/nothing"])
def test_under_another_name_nothing_is_answered(served: Served, path: str) -> None:
    client = served(host_names=("news.example", ".archive.example"))
    reply = client.get(path, headers={"Host": "evil.example"})
    assert (reply.status_code, reply.mimetype) == (400, "application/problem+json")
    assert "هذا الاسم" in reply.get_json(force=True)["detail_ar"]


@pytest.mark.parametrize(
    "name", ["news.example", "news.example:8080", "a.archive.example", "127.0.0.1:8000", "localhost"]
)
def test_under_its_own_names_the_site_answers(served: Served, name: str) -> None:
    client = served(host_names=("news.example", ".archive.example"))
    assert client.get("/", headers={"Host": name}).status_code == 200


def test_without_names_every_name_will_do(served: Served) -> None:
    assert served().get("/", headers={"Host": "anything.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", SEARCH, "/nothing", "/static/style.css", "/search.csv?q=ماء", "/metrics"])
def test_every_reply_says_what_browsers_shall_not_do(client: FlaskClient, path: str) -> None:
    with client.get(path) as reply:
        headers = reply.headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_behind_a_proxy_addresses_begin_as_its_client_sees_them(served: Served) -> None:
    asked = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "Host": "news.example"}
    assert "https://news.example/search?q=" in served(proxies=1).get("/opensearch.xml", headers=asked).text
    assert "http://news.example/search?q=" in served().get("/opensearch.xml", headers=asked).text


@pytest.mark.parametrize("name", ["news.example", "NEWS.Example", "localhost"])
def test_capitals_make_no_other_name(served: Served, name: str) -> None:
    client = served(host_names=("News.Example",))
    assert client.get("/", headers={"Host": name}).status_code == 200
