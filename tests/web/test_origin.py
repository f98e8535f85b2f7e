from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from documents.article import Article
from index.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

RESULT = re.compile(r'<li id="result-(\d+)">\s*<article>\s*<h2 [^>]*><a href="([^"]+)">')
BACK = re.compile(r'<a id="back" href="([^"]+)">')
BESIDE = re.compile(r'<a class="hit[^"]*" rel="(prev|next)" href="([^"]+)">')
PLACE = re.compile(r'<p class="place">([^<]+)</p>')

SEARCHES = [
    {"q": "مدينة", "per_page": "5"},
    {"q": "", "sort": "oldest", "per_page": "20"},
    {"q": "الطاقة الشمسية", "words": "most", "match": "stem", "half_life": "30", "explain": "1"},
    {"q": "مدينة", "source": ["وكالة نسيم (نموذج)", "خليج اليوم (نموذج)"], "from": "2022", "per_page": "3"},
]


def beside(text: str) -> dict[str, str]:
    """Return the addresses of the results before and after the article of a page."""
    return {rel: unescape(address) for rel, address in BESIDE.findall(text)}


def article_id(address: str) -> str:
    return urlsplit(address).path


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search["q"] or "all")
def test_the_results_can_be_read_one_after_the_other_over_all_pages(
    client: FlaskClient, search: dict[str, str]
) -> None:
    whole = client.get("/search", query_string={**search, "per_page": "100"}).text
    expected = [article_id(unescape(address)) for _, address in RESULT.findall(whole)]
    address: str | None = unescape(RESULT.findall(client.get("/search", query_string=search).text)[0][1])
    read: list[str] = []
    before: str | None = None
    while address:
        text = client.get(address).text
        assert beside(text).get("prev") == before
        assert PLACE.findall(text) == [f"النتيجة {len(read) + 1} من {len(expected)}"]
        read.append(article_id(address))
        before, address = address, beside(text).get("next")
    assert read == expected


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search["q"] or "all")
def test_the_way_back_leads_to_the_very_page_of_results(client: FlaskClient, search: dict[str, str]) -> None:
    page = client.get("/search", query_string={**search, "page": "2"}).text
    for rank, address in RESULT.findall(page):
        back = BACK.search(client.get(unescape(address)).text)
        assert back
        assert back[1].endswith(f"#result-{rank}")
        returned = client.get(unescape(back[1])).text
        assert RESULT.findall(returned) == RESULT.findall(page)
        assert ('class="why"' in returned) is ('class="why"' in page)


def test_the_way_back_from_the_next_page_is_that_page(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "مدينة", "per_page": "5"}).text
    last = client.get(unescape(RESULT.findall(page)[-1][1])).text
    following = client.get(beside(last)["next"]).text
    back = BACK.search(following)
    assert back
    assert parse_qs(urlsplit(unescape(back[1])).query)["page"] == ["2"]


def test_a_page_between_pages_is_found_again(client: FlaskClient) -> None:
    reply = client.get("/api/v1/search", query_string={"per_page": "7"}).json
    assert reply
    page = client.get("/search", query_string={"cursor": reply["cursor"], "per_page": "5"}).text
    ranks = RESULT.findall(page)
    assert ranks[0][0] == "8"
    back = BACK.search(client.get(unescape(ranks[0][1])).text)
    assert back
    assert RESULT.findall(client.get(unescape(back[1])).text) == ranks


def test_articles_that_came_since_move_the_place_and_others_hide_it(
    site: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    client = site(*(Article(id=f"{n:02}", title="خبر", body="") for n in range(3)))
    address = unescape(RESULT.findall(client.get("/search?q=خبر").text)[1][1])
    old = article_id(address)
    engine = open_engine(tmp_path)
    engine.add([Article(id=f"new{n}", title="خبر خبر", body="خبر") for n in range(4)])
    engine.commit()
    text = client.get(address).text
    ids = [article_id(unescape(one)) for _, one in RESULT.findall(client.get("/search?q=خبر").text)]
    assert PLACE.findall(text) == [f"النتيجة {ids.index(old) + 1} من 7"]
    engine.add([Article(id=f"more{n}", title="خبر خبر", body="خبر") for n in range(40)])
    engine.commit()
    engine.close()
    text = client.get(address).text
    assert 'class="body"' in text
    assert PLACE.findall(text) == []
    assert BACK.search(text)


@pytest.mark.parametrize(
    "values",
    [
        {"rank": "x"}, {"rank": "0"}, {"rank": "-1"}, {"rank": "9" * 40}, {"rank": "999999999"}, {"rank": "3"},
        {"rank": "1", "per_page": "0"}, {"rank": "1", "per_page": "5000"}, {"rank": "1", "page": "0"},
        {"rank": "1", "sort": "best"}, {"rank": "1", "cursor": "??"}, {"rank": "1", "q": "ش" * 3000},
        {"rank": "1", "from": "2023", "to": "2022"}, {"q": "طاقة", "rank": "1", "match": "far"},
    ],
)  # fmt: skip
def test_an_article_is_read_whatever_its_address_says_of_a_search(client: FlaskClient, values: dict[str, str]) -> None:
    reply = client.get("/articles/nasim-2024-001", query_string=values)
    assert reply.status_code == 200
    assert 'class="hit' not in reply.text


def test_an_article_without_a_search_has_no_way_back(client: FlaskClient) -> None:
    text = client.get("/articles/nasim-2024-001").text
    assert BACK.search(text) is None
    assert "/search?q=%D8%B7%D8%A7%D9%82%D8%A9" in unescape(BACK.findall(
        client.get("/articles/nasim-2024-001?q=طاقة").text)[0])  # fmt: skip


@pytest.mark.parametrize(("match", "marked"), [("exact", set()), ("name", {"هامبورج"}), ("typo", {"هامبورج"})])
def test_the_article_marks_what_its_search_counts(
    site: Callable[..., FlaskClient], match: str, marked: set[str]
) -> None:
    client = site(Article(id="1", title="خبر", body="ميناء هامبورج بعيد."), Article(id="2", title="هامبورغ", body=""))
    text = client.get("/articles/1", query_string={"q": "هامبورغ", "match": match}).text
    assert set(re.findall("<mark[^>]*>([^<]+)</mark>", text)) == marked


def test_the_article_marks_no_spelling_that_its_search_leaves_out(site: Callable[..., FlaskClient]) -> None:
    client = site(Article(id="1", title="خبر", body="ميناء هامبورج بعيد."), Article(id="2", title="هامبورغ", body=""))
    without = {"q": "هامبورغ", "exclude.spelling": "هامبورج"}
    assert "<mark" not in client.get("/articles/1", query_string=without).text


def test_the_first_marked_word_can_be_jumped_to(client: FlaskClient) -> None:
    text = client.get("/articles/nasim-2024-001?q=الشمسية").text
    assert text.count('id="first-mark"') == 1
    assert '<a href="#first-mark">' in text
    assert "first-mark" not in client.get("/articles/nasim-2024-001?q=زقزقة").text
