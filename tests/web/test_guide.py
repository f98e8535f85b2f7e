from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from web.guide import sections

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


def examples(app: Flask) -> list[str]:
    with app.test_request_context():
        return [query for _, rows in sections() for query, _ in rows]


def test_every_example_finds_something_among_the_samples(app: Flask, client: FlaskClient) -> None:
    for query in examples(app):
        reply = client.get("/api/v1/search", query_string={"q": query}).json
        assert reply
        assert reply["total"] > 0, query


def test_the_page_links_every_example(app: Flask, client: FlaskClient) -> None:
    text = client.get("/help").text
    for query in examples(app):
        assert f'href="/search?q={quote_plus(query, safe="/:*~!(),;?")}"' in text.replace("&#39;", "'"), query


def test_every_page_leads_to_help_and_statistics(client: FlaskClient) -> None:
    for address in ("/", "/search?q=مدينة", "/help", "/stats", "/articles/nasim-2024-001", "/none"):
        text = client.get(address).text
        assert '<a href="/help">' in text
        assert '<a href="/stats">' in text


def test_the_keys_stand_once_on_each_page(client: FlaskClient) -> None:
    for address in ("/", "/search?q=مدينة", "/help", "/stats"):
        assert client.get(address).text.count('id="keys"') == 1
    assert "<dialog" not in client.get("/help").text
