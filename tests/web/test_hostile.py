"""Articles that want to do harm: each page and twin shows them as text, and nothing fails."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from documents.article import Article
from index.engine import open_engine
from tests.web.chromium import DESKTOP, PHONE, served, width_overflow
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

MEGABYTE = 1_000_000
OVERRIDE, ISOLATE, EMBED = "\u202e", "\u2067", "\u202b"
FIELDS = ("title", "body", "source", "section", "author", "caption")
MARKUP = (
    "</title></script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
    "<svg onload=\"document.title='pwned'\"></svg> \"'`><a href=javascript:alert(1)>{{7*7}}{% raw %}${7*7}&lt;&#60;"
)
IDS = {
    "slashes": "/a//b/../c/",
    "address": "https://nasty.example/a?b=c&d=e#f",
    "lines": "خبر\nثان\r\n",
    "quotes": "\"'<>`",
    "percents": "%2e%2E%00%%25",
    "spaces": " a  b ",
    "bidi": OVERRIDE + "id",
    "dots": "...",
}


def corpus() -> list[Article]:
    """Return articles that each have «خبر» (news) in them, and the same source, section and author as others."""
    day = date(2024, 3, 18)
    plain = {"source": "صحيفة", "published": day, "title": "خبر سليم", "body": "نص خبر سليم."}
    hostile: dict[str, dict[str, object]] = {
        "markup": dict.fromkeys(FIELDS, f"خبر {MARKUP}"),
        "bidi": dict.fromkeys(
            ("title", "body", "source", "section", "author", "caption"), f"{OVERRIDE}خبر abc {EMBED}{ISOLATE} xyz"
        ),
        "hidden": {"title": "خـ\u200bـبر\u200f\u200e\ufeff\u2060 خبر\u00ad", "body": "\u200d\u200c" * 999 + "خبر"},
        "word": {"title": "خبر", "body": "خبر " + "ب" * MEGABYTE + " خبر"},
        "lines": {"title": "خبر", "body": "خبر\n" * 50_000},
        "ampersands": {"title": "خبر", "body": "خبر " + "&" * MEGABYTE},
        "latin-word": {"title": "خبر " + "w" * 5000, "body": "خبر " + "w" * MEGABYTE, "source": "w" * 3000},
        "title": {"title": "خبر طويل " * (MEGABYTE // 9), "body": "خبر"},
        "tags": {"tags": tuple(f"وسم{n} {MARKUP}" for n in range(10_000))},
        "script-address": {"url": "javascript:document.title='pwned'"},
        "data-address": {"url": "data:text/html,<script>alert(1)</script>"},
        "broken-address": {"url": "https://[::1\"><script>document.title='pwned'</script>"},
        "marks": {"title": "خبر" + "\u0301\u064b\u0670" * 3000, "body": "خبر"},
        "controls": {"title": "خبر \x00\x01\x08\x0b\x1f\x7f\x85\u2028", "body": "خبر \x00\ufffe\uffff"},
    }
    articles = [Article(id=name, **{**plain, **values}) for name, values in hostile.items()]  # type: ignore[arg-type]
    articles += [Article(id=article_id, **plain) for article_id in IDS.values()]  # type: ignore[arg-type]
    articles.append(Article(id="plain", **{**plain, "published": date(2023, 1, 5)}))  # type: ignore[arg-type]
    return articles


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site of the hostile corpus."""
    folder = tmp_path_factory.mktemp("hostile")
    engine = open_engine(folder, create=True)
    engine.add(corpus())
    engine.commit()
    engine.close()
    application = create_app(Settings(index=folder))
    yield application
    application.extensions["searcher"].close()


ALL_IDS = [article.id for article in corpus()]
QUERY = quote("خبر")
LISTS = [
    f"/search?q={QUERY}&per_page=100",
    f"/search?q={QUERY}&per_page=100&explain=1&match=typo&sort=oldest",
    "/search?q=",
    f"/search?q={quote(MARKUP)}&source={quote(MARKUP)}&author={quote(OVERRIDE)}&exclude.spelling={quote(MARKUP)}",
    f"/search?q={quote(OVERRIDE + 'خبر')}&section={quote(OVERRIDE + 'x')}",
    "/",
    "/stats",
    "/help",
]
TWINS = [
    f"/{name}?q={QUERY}"
    for name in ("search.json", "search.csv", "search.jsonl", "search.atom", "search.rss", "search.feed.json",
                 "api/v1/search", "api/v1/suggest", "suggest.json")
]  # fmt: skip


@pytest.mark.parametrize("path", [*LISTS, *TWINS])
def test_every_list_and_twin_answers(hostile: Flask, path: str) -> None:
    assert hostile.test_client().get(path).status_code == 200


@pytest.mark.parametrize("article_id", ALL_IDS, ids=[repr(one)[:30] for one in ALL_IDS])
def test_every_article_is_read_and_linked_by_its_id(hostile: Flask, article_id: str) -> None:
    client = hostile.test_client()
    for path in ("/articles/", "/api/v1/articles/"):
        assert client.get(path + quote(article_id, safe="")).status_code == 200
    reply = client.get(f"/api/v1/articles/{quote(article_id, safe='')}").json
    assert reply
    assert reply["id"] == article_id
    assert client.get(f"/api/v1/articles/{quote(article_id, safe='')}/similar").status_code == 200
    for path in ("/articles/", "/api/v1/articles/"):
        assert client.get(f"{path}{quote(article_id, safe='')}/history").status_code == 200


def test_the_links_of_the_results_lead_to_their_articles(hostile: Flask) -> None:
    with hostile.test_request_context():
        from searcher.results import Search
        from web.origin import article_address

        addresses = {article_id: article_address(article_id, Search("خبر"), 1) for article_id in ALL_IDS}
    client = hostile.test_client()
    for article_id, address in addresses.items():
        reply = client.get(address.replace("/articles/", "/api/v1/articles/", 1).partition("?")[0])
        assert reply.json, address
        assert reply.json["id"] == article_id


def test_a_list_stays_small_whatever_its_titles_and_tags(hostile: Flask) -> None:
    client = hostile.test_client()
    assert len(client.get(f"/search?q={QUERY}&per_page=100").data) < 300_000
    assert len(client.get("/articles/tags").data) < 150_000


def test_json_has_what_the_articles_say_letter_for_letter(hostile: Flask) -> None:
    for line in hostile.test_client().get(f"/search.jsonl?q={QUERY}").data.splitlines():
        json.loads(line)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def window(browser: Browser, hostile: Flask, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of each width, with scripts, at the hostile site."""
    with served(hostile) as address:
        context = browser.new_context(viewport=request.param, base_url=address, locale="ar")
        opened = context.new_page()
        opened.set_default_timeout(120_000)  # a busy machine is slow, not wrong
        yield opened
        context.close()


REORDERED = """() => {
  const control = /[\\u202a-\\u202e\\u2066-\\u2069]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bad = [];
  while (walker.nextNode()) {
    if (!control.test(walker.currentNode.data)) continue;
    let box = walker.currentNode.parentElement; // the piece of text that a control holds for ends with it
    const style = () => getComputedStyle(box);
    const ends = () => /^isolate/.test(style().unicodeBidi) || style().display !== "inline" || /^t/.test(box.localName);
    while (!ends()) box = box.parentElement; // and with <text> and <title>, which are paragraphs of a drawing
    const behind = box.textContent.split(control).at(-1);
    if (behind.replace(/خبر|abc|xyz|x|[\\s\\p{P}×]/gu, "")) bad.push(box.outerHTML.slice(0, 300));
  }
  return bad;
}"""
"""Finds text of ours behind a bidi control of an article or a query that reaches it."""


def test_every_page_renders_harmlessly(window: Page) -> None:
    spoken: list[str] = []
    requested: list[str] = []
    window.on("pageerror", lambda error: spoken.append(error.message))
    window.on("request", lambda sent: requested.append(sent.url))
    paths = [*LISTS, *(f"/articles/{quote(one, safe='')}?q={QUERY}&rank=3" for one in ALL_IDS)]
    for path in paths:
        reply = window.goto(path)
        assert reply
        assert reply.status == 200, path
        for summary in window.locator("main summary:visible").all()[:6]:
            summary.click()
        assert window.title() != "pwned", path
        assert width_overflow(window) <= 1, path
        assert window.locator("main img, main a[href^='javascript'], main a[href^='data']").count() == 0, path
        assert window.evaluate(REORDERED) == [], path
    assert spoken == []
    assert [url for url in requested if not url.startswith("http://127.0.0.1:")] == []
