from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from index.query import Everything
from searcher.results import MAX_DEPTH, Result, Results, Search
from web.paging import Paging, page_start, paging, place
from web.values import read_cursor

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NEXT, PREVIOUS = (re.compile(f'<a rel="{rel}" href="([^"]+)">') for rel in ("next", "prev"))
IDS = re.compile(r'<h2 [^>]*><a href="/articles/([^?"]+)')


def link(**changes: object) -> str:
    """Stands for the page's own links: the address says what was changed to something."""
    return "&".join(f"{name}={value}" for name, value in changes.items() if value is not None)


def pages(total: int, search: Search) -> Paging:
    shown = max(0, min(search.per_page, total - search.offset))
    result: tuple[Result, ...] = (None,) * shown  # type: ignore[assignment]  # only counted
    return paging(Results(search, Everything(), total, total, result), link)


def test_the_first_page_has_no_previous_and_the_last_no_next() -> None:
    first, last = pages(35, Search(page=1)), pages(35, Search(page=4))
    assert (first.previous, first.next) == (None, "page=2")
    assert (last.previous, last.next) == ("page=3", None)


def test_the_pages_around_are_numbered_and_the_first_one() -> None:
    numbered = pages(1000, Search(page=50)).numbered
    assert [one.number for one in numbered] == [1, 48, 49, 50, 51, 52]
    assert [one.address for one in numbered][:4] == ["", "page=48", "page=49", None]
    assert [one.number for one in pages(15, Search(page=2)).numbered] == [1, 2]


def test_behind_the_last_page_that_has_a_number_cursors_lead_on_and_back() -> None:
    last = pages(20_000, Search(page=MAX_DEPTH // 10))
    assert last.next
    start = read_cursor(last.next.removeprefix("cursor="))
    assert start == MAX_DEPTH
    deep = pages(20_000, Search(start=start))
    assert deep.number == MAX_DEPTH // 10 + 1
    assert deep.previous == f"page={MAX_DEPTH // 10}"
    assert deep.next
    assert read_cursor(deep.next.removeprefix("cursor=")) == MAX_DEPTH + 10


def test_a_cursor_to_a_place_between_pages_keeps_its_place() -> None:
    assert "cursor" in place(15, 10)
    assert place(0, 10)["cursor"] == place(0, 10)["page"] == place(20, 10)["cursor"] is None
    assert pages(100, Search(start=15)).previous == link(**place(5, 10))


@pytest.mark.parametrize(
    ("search", "rank", "start"),
    [
        (Search(), 1, 0),
        (Search(), 10, 0),
        (Search(page=7), 11, 10),
        (Search(per_page=20), 41, 40),
        (Search(start=15), 16, 15),
        (Search(start=15), 15, 5),
        (Search(start=15), 3, 0),
    ],
)
def test_each_rank_has_its_page(search: Search, rank: int, start: int) -> None:
    assert page_start(search, rank) == start


def test_another_number_of_results_keeps_the_first_one_on_the_page() -> None:
    sizes = pages(500, Search(page=8)).sizes
    assert [(one.number, one.address) for one in sizes] == [
        (10, None), (20, "per_page=20&page=4"), (50, "per_page=50&page=2"), (100, "per_page=100"),
    ]  # fmt: skip
    assert [one.number for one in pages(500, Search(per_page=30)).sizes] == [10, 20, 30, 50, 100]


@pytest.mark.parametrize("per_page", [7, 10, 50])
def test_the_links_lead_through_all_results_and_back(client: FlaskClient, per_page: int) -> None:
    text = client.get("/search", query_string={"q": "", "per_page": per_page}).text
    found = IDS.findall(text)
    while following := NEXT.search(text):
        before = IDS.findall(text)
        text = client.get(unescape(following[1])).text
        found += IDS.findall(text)
        back = PREVIOUS.search(text)
        assert back
        assert IDS.findall(client.get(unescape(back[1])).text) == before
    assert len(found) == len(set(found)) == 62
