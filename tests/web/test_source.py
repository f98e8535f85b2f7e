from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from documents.article import Article
from web.source import citation, web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

ORIGIN = re.compile(r'<p class="origin"><a href="([^"]+)"')
BODY = "مقدمة طويلة عن الطقس.\nارتفع سعر النفط-الخام، بنسبة 5% & أكثر في الأسواق العالمية اليوم.\nخاتمة."


def origin(client: FlaskClient, query: str, article_id: str = "1") -> str | None:
    found = ORIGIN.search(client.get(f"/articles/{article_id}", query_string={"q": query}).text)
    return unescape(found[1]) if found else None


def article(url: str, body: str = BODY) -> Article:
    return Article(id="1", title="خبر", body=body, url=url)


def test_the_link_to_the_source_shows_the_passage_that_answers(site: Callable[..., FlaskClient]) -> None:
    address = origin(site(article("https://a.example/x?y=1")), "النفط")
    assert address
    plain, _, fragment = address.partition("#:~:text=")
    assert plain == "https://a.example/x?y=1"
    assert unquote(fragment) == "النفط-الخام، بنسبة 5% & أكثر في"
    assert not set(fragment) & set("-,& ؟")


def test_the_passage_stays_in_its_paragraph(site: Callable[..., FlaskClient]) -> None:
    address = origin(site(article("https://a.example/")), "اليوم")
    assert address
    assert unquote(address).endswith(":~:text=اليوم.")


def test_a_fragment_of_the_address_stays(site: Callable[..., FlaskClient]) -> None:
    address = origin(site(article("https://a.example/#part")), "خاتمة")
    assert address
    assert unquote(address) == "https://a.example/#part:~:text=خاتمة."


def test_where_nothing_is_marked_the_link_is_the_plain_one(site: Callable[..., FlaskClient]) -> None:
    assert origin(site(article("https://a.example/")), "") == "https://a.example/"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//a.example", "ftp://a.example", ""])
def test_other_addresses_are_no_links(site: Callable[..., FlaskClient], url: str) -> None:
    client = site(article(url))
    assert origin(client, "النفط") is None
    assert url == "" or url not in client.get("/articles/1").text
    assert web_address(url) is None


def test_a_word_of_a_megabyte_makes_no_long_link(site: Callable[..., FlaskClient]) -> None:
    address = origin(site(article("https://a.example/", "نفط " + "ب" * 1_000_000)), "نفط")
    assert address
    assert len(address) < 2000


def test_a_citation_has_what_is_known_in_order() -> None:
    whole = Article(id="1", title="خبر\nعاجل", body="", author="هدى", source="نسيم", published=date(2024, 3, 18),
                    url="https://a.example/1")  # fmt: skip
    assert citation(whole, "x") == ("هدى", "«خبر عاجل»", "نسيم", "18 مارس 2024", "https://a.example/1")
    assert citation(Article(id="1", title="", body="نص"), "http://here/articles/1") == ("http://here/articles/1",)


def test_the_citation_stands_on_the_page_as_text(client: FlaskClient) -> None:
    text = client.get("/articles/nasim-2024-002").text
    found = re.search(r'<p id="citation">(.*?)</p>', text, re.DOTALL)
    assert found
    shown = re.sub("<[^>]+>", "", found[1])
    assert shown.startswith("فاتح بن دريس، «شباب الواحة")
    assert shown.endswith("11 مايو 2024، https://nasim.example/2024/05/11/kas-alhidab")


def test_programs_are_told_what_the_article_is(client: FlaskClient) -> None:
    text = client.get("/articles/nasim-2024-002").text
    assert '<meta property="article:published_time" content="2024-05-11">' in text
    assert '<meta name="author" content="فاتح بن دريس">' in text
