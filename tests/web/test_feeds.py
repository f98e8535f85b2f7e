from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import Article
from web.feeds import ATOM, DUBLIN_CORE, PER_PAGE
from web.opensearch import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

FEEDS = ("/search.atom", "/search.rss", "/search.feed.json")
SPACES = {"a": ATOM, "o": NAMESPACE, "dc": DUBLIN_CORE}
HOSTILE = "</title><script>alert(1)</script> ]]> & <b onclick=x> \ufffe\uffff"


def get(client: FlaskClient, path: str, **values: object) -> str:
    more = urlencode({name.rstrip("_"): value for name, value in values.items()})
    reply = client.get(f"{path}{'&' if '?' in path else '?'}{more}" if more else path)
    assert reply.status_code == 200, reply.text
    return reply.text


def tree(client: FlaskClient, path: str, **values: object) -> ET.Element:
    return ET.fromstring(get(client, path, **values).encode())


def ids(client: FlaskClient, path: str, **values: object) -> list[str]:
    """The ids of a feed's articles."""
    if ".json" in path:
        return [item["id"] for item in json.loads(get(client, path, **values))["items"]]
    root = tree(client, path, **values)
    found = root.iterfind("a:entry/a:id", SPACES) if ".atom" in path else root.iterfind("channel/item/guid")
    return [element.text or "" for element in found]


def window(client: FlaskClient, path: str, **values: object) -> tuple[int, int, int]:
    """Total, number of the first article and articles a page, as a feed says them."""
    if ".json" in path:
        said = json.loads(get(client, path, **values))["_bahith"]
        return said["total_results"], said["start_index"], said["items_per_page"]
    root = tree(client, path, **values)
    total, start, count = (
        root.findtext(f".//o:{name}", "", SPACES) for name in ("totalResults", "startIndex", "itemsPerPage")
    )
    return int(total), int(start), int(count)


def links(client: FlaskClient, path: str, **values: object) -> dict[str, str]:
    """The addresses of a feed's pages, by relation."""
    if ".json" in path:
        feed = json.loads(get(client, path, **values))
        named = {"self": feed["feed_url"], "next": feed.get("next_url")}
        return {name: address for name, address in named.items() if address}
    root = tree(client, path, **values)
    found = root.iterfind("a:link" if ".atom" in path else "channel/a:link", SPACES)
    return {link.attrib["rel"]: link.attrib["href"] for link in found if link.attrib["rel"] != "alternate"}


@pytest.mark.parametrize("path", FEEDS)
@given(
    q=st.sampled_from(["", "مدينة", "محطة الطاقة", "زقزقة", '"كرة اليد"']),
    page=st.integers(1, 4),
    per_page=st.integers(1, 20),
)
def test_a_feed_has_the_total_and_the_window_of_the_page(
    app: Flask, path: str, q: str, page: int, per_page: int
) -> None:
    client = app.test_client()
    asked: dict[str, object] = {"q": q, "page": page, "per_page": per_page}
    same = json.loads(get(client, "/search.json", **asked, sort="newest"))
    assert window(client, path, **asked) == (same["total"], (page - 1) * per_page + 1, per_page)
    assert ids(client, path, **asked) == [
        f"urn:bahith:article:{quote(result['id'], safe='')}" for result in same["results"]
    ]


@pytest.mark.parametrize("path", FEEDS)
def test_the_newest_come_first_unless_another_order_is_asked_for(client: FlaskClient, path: str) -> None:
    for sort, order in (("", "newest"), ("relevance", "relevance"), ("oldest", "oldest")):
        same = json.loads(get(client, "/search.json", q="محطة الطاقة", sort=order, per_page=PER_PAGE))
        found = ids(client, path, q="محطة الطاقة", sort=sort)
        assert found == [f"urn:bahith:article:{quote(result['id'], safe='')}" for result in same["results"]]
    assert ids(client, path, q="محطة الطاقة") != ids(client, path, q="محطة الطاقة", sort="relevance")


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("sort", ["", "relevance"])
def test_next_leads_through_all_pages(client: FlaskClient, path: str, sort: str) -> None:
    address, found = f"{path}?q=مدينة&per_page=7&sort={sort}", ids(client, path, q="مدينة", sort=sort)
    through: list[str] = []
    while True:
        through += ids(client, address)
        following = links(client, address).get("next")
        if following is None:
            break
        assert following.startswith(f"http://localhost{path}?")
        address = following.removeprefix("http://localhost")
    assert through == found
    assert len(found) > 7


def test_behind_the_deepest_page_the_next_one_has_a_cursor(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("searcher.results.MAX_DEPTH", 20)
    following = links(client, "/search.atom", per_page=10, page=2)["next"]
    assert "cursor=" in following
    assert window(client, following.removeprefix("http://localhost"))[1] == 21


def test_previous_leads_back_and_self_to_the_same_page(client: FlaskClient) -> None:
    found = links(client, "/search.atom", q="مدينة", page=2, per_page=5, from_="2022")
    assert ids(client, "/search.atom", q="مدينة", page=1, per_page=5, from_="2022") == ids_of(client, found["previous"])
    assert ids(client, "/search.atom", q="مدينة", page=2, per_page=5, from_="2022") == ids_of(client, found["self"])


def ids_of(client: FlaskClient, address: str) -> list[str]:
    root = ET.fromstring(client.get(address).data)
    return [element.text or "" for element in root.iterfind("a:entry/a:id", SPACES)]


def test_all_addresses_have_the_host_of_the_request(client: FlaskClient) -> None:
    for path in FEEDS:
        text = client.get(path, base_url="https://news.example").text
        assert "http://localhost" not in text
        assert "https://news.example/search" in text
        assert "https://news.example/articles/" in text


def test_relative_days_stay_as_typed_in_addresses_and_id(client: FlaskClient) -> None:
    root = tree(client, "/search.atom", from_="منذ 2000")
    self = links(client, "/search.atom", from_="منذ 2000")["self"]
    assert "2000-01-01" not in self
    assert root.findtext("a:id", "", SPACES).startswith("urn:bahith:search:from=%D9%85%D9%86%D8%B0")


def test_the_id_of_a_feed_is_that_of_all_its_pages(client: FlaskClient) -> None:
    one, other, else_ = (
        tree(client, "/search.atom", **values).findtext("a:id", "", SPACES)
        for values in ({"q": "مدينة"}, {"per_page": 3, "page": 2, "q": "مدينة"}, {"q": "قرية"})
    )
    assert one == other != else_


def test_atom_has_what_its_readers_need(client: FlaskClient) -> None:
    root = tree(client, "/search.atom", q="محطة الطاقة")
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ar"
    assert root.findtext("a:title", "", SPACES) == "باحث: محطة الطاقة"
    assert root.findtext("a:author/a:name", "", SPACES) == "باحث"
    dates = []
    for entry in root.iterfind("a:entry", SPACES):
        for name in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"a:{name}", "", SPACES), name
        dates.append(datetime.fromisoformat(entry.findtext("a:updated", "", SPACES)))
        (alternate,) = [
            one.attrib["href"] for one in entry.iterfind("a:link", SPACES) if one.attrib["rel"] == "alternate"
        ]
        assert client.get(alternate).status_code == 200
    assert datetime.fromisoformat(root.findtext("a:updated", "", SPACES)) == max(dates)


def test_rss_has_what_its_readers_need(client: FlaskClient) -> None:
    (channel,) = tree(client, "/search.rss", q="محطة الطاقة")
    assert [channel.findtext(name) for name in ("title", "language")] == ["باحث: محطة الطاقة", "ar"]
    assert channel.findtext("description")
    dates = [parsedate_to_datetime(item.findtext("pubDate", "")) for item in channel.iterfind("item")]
    assert parsedate_to_datetime(channel.findtext("lastBuildDate", "")) == max(dates)
    for item in channel.iterfind("item"):
        assert client.get(item.findtext("link", "")).status_code == 200
        guid = item.find("guid")
        assert guid is not None
        assert guid.attrib == {"isPermaLink": "false"}


def test_a_json_feed_has_what_its_readers_need(client: FlaskClient) -> None:
    feed = json.loads(get(client, "/search.feed.json", q="محطة الطاقة"))
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "ar")
    assert client.get(feed["home_page_url"]).status_code == 200
    for item in feed["items"]:
        assert item["content_text"]
        assert client.get(item["url"]).status_code == 200
        datetime.fromisoformat(item["date_published"])


@pytest.mark.parametrize("path", FEEDS[:2])
def test_a_reader_of_feeds_reads_them(client: FlaskClient, path: str) -> None:
    read: Any = feedparser.parse(client.get(path, query_string={"q": "محطة الطاقة"}).data)
    assert not read.bozo
    same = json.loads(get(client, "/search.json", q="محطة الطاقة", sort="newest", per_page=50))["results"]
    assert [entry.title for entry in read.entries] == [result["title"] for result in same]
    assert [entry.published_parsed[:3] for entry in read.entries] == [
        date.fromisoformat(result["published"][:10]).timetuple()[:3] for result in same
    ]


DAMASCUS = timezone(timedelta(hours=3))
ODD = timezone(timedelta(hours=2, seconds=30))


@pytest.mark.parametrize(
    ("published", "crawled", "said", "updated"),
    [
        (date(2024, 3, 18), None, "2024-03-18T00:00:00+00:00", "2024-03-18T00:00:00+00:00"),
        (datetime(2024, 3, 18, 9, 30), None, "2024-03-18T09:30:00+00:00", "2024-03-18T09:30:00+00:00"),
        (datetime(2024, 3, 18, 9, 30, 1, 5, DAMASCUS), None, "2024-03-18T09:30:01+03:00", "2024-03-18T09:30:01+03:00"),
        (datetime(2024, 3, 18, 9, 30, tzinfo=ODD), None, "2024-03-18T09:30:00+00:00", "2024-03-18T09:30:00+00:00"),
        (None, date(2024, 5, 1), None, "2024-05-01T00:00:00+00:00"),
        (None, None, None, "1970-01-01T00:00:00+00:00"),
    ],
)
def test_dates_have_a_zone_and_undated_articles_none(
    site: Callable[..., FlaskClient], published: date | None, crawled: date | None, said: str | None, updated: str
) -> None:
    client = site(Article(id="1", title="غيمة", body="نص", published=published, crawled=crawled))
    entry = tree(client, "/search.atom").find("a:entry", SPACES)
    assert entry is not None
    assert entry.findtext("a:published", None, SPACES) == said
    assert entry.findtext("a:updated", None, SPACES) == updated
    assert json.loads(get(client, "/search.feed.json"))["items"][0].get("date_published") == said
    rss_date = tree(client, "/search.rss").findtext("channel/item/pubDate")
    assert (rss_date and parsedate_to_datetime(rss_date)) == (said and datetime.fromisoformat(said))


def test_undated_articles_come_last(site: Callable[..., FlaskClient]) -> None:
    client = site(
        Article(id="undated", title="غيمة", body="", crawled=date(2025, 1, 1)),
        Article(id="old", title="غيمة", body="", published=date(1961, 1, 1)),
        Article(id="new", title="غيمة", body="", published=date(2024, 1, 1)),
    )
    for path in FEEDS:
        assert ids(client, path) == [f"urn:bahith:article:{name}" for name in ("new", "old", "undated")]


def test_nothing_found_is_an_empty_feed_with_a_date(client: FlaskClient) -> None:
    for path in FEEDS:
        assert ids(client, path, q="زقزقة") == []
    updated = tree(client, "/search.atom", q="زقزقة").findtext("a:updated", "", SPACES)
    assert datetime.fromisoformat(updated) == datetime(1970, 1, 1, tzinfo=UTC)


def test_hostile_texts_stay_text(site: Callable[..., FlaskClient]) -> None:
    article = Article(
        "<x>&", HOSTILE, f"نص {HOSTILE}", source=HOSTILE, section=HOSTILE, tags=(HOSTILE, '"'), url="javascript:1"
    )
    client, clean = site(article), HOSTILE.rstrip("\ufffe\uffff")
    entry = tree(client, "/search.atom").find("a:entry", SPACES)
    item = tree(client, "/search.rss").find("channel/item")
    assert entry is not None
    assert item is not None
    assert entry.findtext("a:title", "", SPACES) == item.findtext("title") == clean
    assert entry.findtext("a:summary", "", SPACES) == f"نص {clean}"
    assert unescape(item.findtext("description", "")) == f"نص {clean}"
    assert "<" not in item.findtext("description", "")
    assert entry.findtext("a:author/a:name", "", SPACES) == item.findtext("dc:creator", "", SPACES) == clean
    assert [one.attrib["term"] for one in entry.iterfind("a:category", SPACES)] == [clean, '"']
    assert entry.findtext("a:id", "", SPACES) == "urn:bahith:article:%3Cx%3E%26"
    (only,) = json.loads(get(client, "/search.feed.json"))["items"]
    assert (only["title"], only.get("external_url")) == (HOSTILE, None)
    assert "javascript:" not in get(client, "/search.atom")


@pytest.mark.parametrize("typed", ["\x00\x0b\x1b", "</title><script>", "]]>", "\ufffe", "\u202e", "&amp;", "💡", '"><'])
@pytest.mark.parametrize("path", FEEDS)
def test_any_query_makes_a_well_formed_feed(client: FlaskClient, path: str, typed: str) -> None:
    assert window(client, path, q=f"الطاقة {typed}")[0] > 0
    assert "<script>" not in get(client, path, q=f"الطاقة {typed}") or ".json" in path


def test_the_original_is_linked_where_it_may_be(client: FlaskClient) -> None:
    address = "https://nasim.example/2024/05/11/kas-alhidab"
    entry = tree(client, "/search.atom", q="شباب الواحة", words="all").find("a:entry", SPACES)
    assert entry is not None
    assert address in {link.attrib["href"] for link in entry.iterfind("a:link", SPACES) if link.attrib["rel"] == "via"}
