from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.engine import open_engine
from web.app import create_app
from web.pages import web_address
from web.settings import Settings
from web.wording import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

MARKED = re.compile(r"<mark>(.*?)</mark>")
HOSTILE = '<script>alert(1)</script> "خبر" & <b onclick=x>'


def page(client: FlaskClient, path: str, status: int = 200, **values: str) -> str:
    reply = client.get(path, query_string={name.rstrip("_"): value for name, value in values.items()})
    assert reply.status_code == status
    assert reply.content_type == "text/html; charset=utf-8"
    return reply.text


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    """A function that serves the articles it is given."""
    applications = []

    def serve(*articles: Article) -> FlaskClient:
        engine = open_engine(tmp_path, create=True)
        engine.add(articles)
        engine.commit()
        engine.close()
        applications.append(create_app(Settings(index=tmp_path)))
        return applications[-1].test_client()

    yield serve
    for application in applications:
        application.extensions["searcher"].close()


def test_the_first_page_is_arabic_right_to_left_and_counts(client: FlaskClient) -> None:
    text = page(client, "/")
    assert '<html lang="ar" dir="rtl">' in text
    assert "62 مقالًا" in text


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_offered_example_finds_something(client: FlaskClient, example: str) -> None:
    assert 'class="results"' in page(client, "/search", q=example)


def test_an_empty_index_says_what_to_do(site: Callable[..., FlaskClient]) -> None:
    text = page(site(), "/")
    assert "الفهرس فارغ" in text
    assert "bahith add" in text


def test_results_mark_whole_words_of_title_and_text(client: FlaskClient) -> None:
    marked = set(MARKED.findall(page(client, "/search", q="الطاقة الشمسية")))
    assert {"للطاقة", "الشمسية"} <= marked


def test_the_query_stays_in_its_box(client: FlaskClient) -> None:
    assert 'value="&#34;كرة&#34; &lt;b&gt;"' in page(client, "/search", q='"كرة" <b>')


def test_no_result_says_what_to_try(client: FlaskClient) -> None:
    text = page(client, "/search", q="زقزقة", source="x")
    assert "لم نجد مقالًا" in text
    assert "أزل قيدًا" in text


def test_each_active_filter_has_a_chip_that_removes_it(client: FlaskClient) -> None:
    text = unescape(page(client, "/search", q="مدينة", source="خليج اليوم (نموذج)", from_="2022"))
    addresses = re.findall(r'<a href="([^"]+)" title="أزل هذا القيد">', text)
    assert len(addresses) == 2
    assert ["source=" in address for address in addresses] == [False, True]
    assert ["from=" in address for address in addresses] == [True, False]


def test_a_new_query_keeps_every_filter(client: FlaskClient) -> None:
    filters = [
        ("source", "أ"),
        ("source", "ب"),
        ("exclude.source", "ج"),
        ("section", "د"),
        ("section", "ه"),
        ("author", "و"),
    ]
    text = client.get("/search", query_string=[("q", "مدينة"), *filters]).text
    fields = re.findall(r'<input[^>]* name="([\w.]+)"[^>]* value="([^"]+)"', text)
    assert set(filters) <= set(fields)


def test_a_page_beyond_the_end_leads_back(client: FlaskClient) -> None:
    assert "لا نتائج في هذه الصفحة" in page(client, "/search", q="كرة اليد", page="90")


def test_pages_link_to_their_neighbours(client: FlaskClient) -> None:
    text = page(client, "/search", q="مدينة", page="2", per_page="5")
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


def test_an_article_shows_what_is_known_of_it(client: FlaskClient) -> None:
    text = page(client, "/articles/nasim-2024-001", q="الشمسية")
    for shown in ("وكالة نسيم (نموذج)", "18 مارس 2024، 09:30", "اقتصاد", "https://nasim.example/"):
        assert shown in text
    assert "الشمسية" in MARKED.findall(text)


def test_an_article_can_be_read_with_a_query_that_cannot_be_run(client: FlaskClient) -> None:
    assert "<mark>" not in page(client, "/articles/nasim-2024-001", q="ش" * 3000)


def test_a_bad_parameter_is_explained_in_arabic(client: FlaskClient) -> None:
    text = page(client, "/search", 400, sort="best")
    assert "طلب غير صحيح" in text
    assert "relevance" in text


def test_an_unknown_address_is_explained_in_arabic(client: FlaskClient) -> None:
    assert "لم نعثر على ما طلبت" in page(client, "/articles/none", 404)


def test_a_foreign_parameter_does_not_spoil_a_page(client: FlaskClient) -> None:
    assert 'class="results"' in page(client, "/search", q="مدينة", utm_source="x")


def test_whatever_an_article_says_is_escaped(site: Callable[..., FlaskClient]) -> None:
    hostile = Article(
        id="<i>",
        title=HOSTILE,
        body=HOSTILE,
        source=HOSTILE,
        section=HOSTILE,
        author=HOSTILE,
        caption=HOSTILE,
        tags=(HOSTILE,),
        url="javascript:alert(1)",
        published=date(2024, 1, 1),
    )
    client = site(hostile)
    for text in (
        page(client, "/search", q="خبر script"),
        page(client, "/articles/<i>", q="خبر"),
        page(client, "/search", q=HOSTILE),
    ):
        assert "<script" not in text
        assert "<b onclick" not in text
        assert "javascript:" not in text


def test_authors_marks_and_letters_are_shown_as_written(site: Callable[..., FlaskClient]) -> None:
    client = site(Article(id="1", title="مُدَرِّسَةٌ مـــاهرة", body="قالت المُدَرِّسَةُ."))
    marked = MARKED.findall(page(client, "/search", q="مدرسة ماهره"))
    assert marked == ["مُدَرِّسَةٌ", "مـــاهرة", "المُدَرِّسَةُ"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("", False),
        ("//[", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: bool) -> None:
    assert (web_address(url) == url) is linked
