"""Is a client that asks for too much told to wait, and nobody else?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import abort

from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    Served = Callable[..., FlaskClient]

STRANGER, OTHER = {"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "203.0.113.8"}
SEARCH = "/api/v1/search?q=الطاقة"


@pytest.fixture
def served(samples_index: Path) -> Iterator[Served]:
    """A function that serves the samples under some settings, with an address that wants a token to write."""
    applications = []

    def serve(**settings: object) -> FlaskClient:
        app = create_app(Settings(samples_index, **settings))  # type: ignore[arg-type]

        @app.post("/api/v1/test-writing")
        def write() -> str:
            from flask import request

            return "written" if request.headers.get("Authorization") == "Bearer right" else abort(401)

        applications.append(app)
        return app.test_client()

    yield serve
    for app in applications:
        app.extensions["searcher"].close()


def write(client: FlaskClient, token: str = "", environment: dict[str, str] = STRANGER) -> TestResponse:
    """Return the reply to a write, without a token or with one."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post("/api/v1/test-writing", headers=headers, environ_base=environment)


def test_a_client_over_its_rate_is_told_to_wait_in_both_languages(served: Served) -> None:
    client = served(read_limit="2/minute")
    replies = [client.get(SEARCH, environ_base=STRANGER) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert replies[2].mimetype == "application/problem+json"
    problem = replies[2].get_json(force=True)
    assert (problem["title"], problem["title_ar"]) == ("Too many requests", "طلبات أكثر مما يُسمح به")
    assert 1 <= int(replies[2].headers["Retry-After"]) <= 60
    assert client.get(SEARCH, environ_base=OTHER).status_code == 200


def test_a_reader_over_the_rate_sees_a_page(served: Served) -> None:
    client = served(read_limit="1/minute")
    client.get("/search?q=ماء", environ_base=STRANGER)
    reply = client.get("/search?q=ماء", environ_base=STRANGER)
    assert (reply.status_code, reply.mimetype) == (429, "text/html")
    assert "طلبات أكثر مما يُسمح به" in reply.text


def test_replies_say_what_is_left(served: Served) -> None:
    headers = served(read_limit="5/minute").get(SEARCH, environ_base=STRANGER).headers
    assert headers["RateLimit-Policy"] == '"reads";q=5;w=60'
    assert headers["RateLimit"].startswith('"reads";r=4;t=')
    assert "Retry-After" not in headers


def test_all_reading_shares_one_rate_but_files_and_health_have_none(served: Served) -> None:
    client = served(read_limit="2/minute")
    for path in ("/static/style.css", "/healthz", "/readyz", "/static/style.css"):
        with client.get(path, environ_base=STRANGER) as reply:
            assert reply.status_code == 200
    statuses = [client.get(path, environ_base=STRANGER).status_code for path in ("/", SEARCH, "/search.atom?q=ماء")]
    assert statuses == [200, 200, 429]


def test_by_default_reading_is_generous(served: Served) -> None:
    client = served()
    assert {client.get("/opensearch.xml", environ_base=STRANGER).status_code for _ in range(300)} == {200}


def test_by_default_refused_writes_are_limited_strictly(served: Served) -> None:
    client = served()
    replies = [write(client) for _ in range(11)]
    assert [reply.status_code for reply in replies] == [401] * 10 + [429]
    assert replies[-1].get_json(force=True)["title_ar"]
    assert replies[-1].headers["RateLimit-Policy"] == '"refusals";q=10;w=60'
    assert int(replies[-1].headers["Retry-After"]) >= 1


def test_a_wrong_token_counts_as_none(served: Served) -> None:
    client = served(refused_limit="2/minute")
    assert [write(client, f"guess{number}").status_code for number in range(3)] == [401, 401, 429]
    assert write(client, "right").status_code == 429  # or a guess could be told from another
    assert write(client, "right", OTHER).status_code == 200
    assert client.get(SEARCH, environ_base=STRANGER).status_code == 200  # reading goes on


def test_writes_with_their_token_are_not_limited_strictly(served: Served) -> None:
    client = served(refused_limit="2/minute")
    assert {write(client, "right").status_code for _ in range(10)} == {200}


def test_clients_of_this_machine_have_no_limit_unless_one_is_chosen(served: Served) -> None:
    here = {"REMOTE_ADDR": "127.0.0.1"}
    assert "RateLimit" not in served().get(SEARCH, environ_base=here).headers
    chosen = served(read_limit="1/minute")
    assert [chosen.get(SEARCH, environ_base=here).status_code for _ in range(2)] == [200, 429]


def test_limits_can_be_switched_off(served: Served) -> None:
    client = served(read_limit="", refused_limit="")
    assert {write(client).status_code for _ in range(12)} == {401}
    assert "RateLimit" not in client.get(SEARCH, environ_base=STRANGER).headers


def test_who_a_proxy_names_is_believed_only_when_there_is_one(served: Served) -> None:
    names = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(3)]
    alone = served(read_limit="2/minute")
    assert [alone.get(SEARCH, headers=one).status_code for one in names] == [200, 200, 429]
    behind = served(read_limit="2/minute", proxies=1)
    assert [behind.get(SEARCH, headers=one).status_code for one in names] == [200, 200, 200]
    forged = [{"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"} for number in range(3)]
    assert [behind.get(SEARCH, headers=one).status_code for one in forged] == [200, 200, 429]
