from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from web.overview import NAME_CHARACTERS, ROW_PX, SOURCES, size_text, sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

BAR = re.compile(r'<a href="([^"]+)"><title>([^<:]+): ([^<]+)</title>')
ROW = re.compile(r'<tr><th scope="row"><a href="([^"]+)"><bdi>([^<]+)</bdi></a></th><td>([\d,]+)</td></tr>')
FACT = re.compile(r"<dt>([^<]+)</dt><dd>(?:<time[^>]*>)?([^<]+)")


def test_the_page_says_what_is_in_the_index(client: FlaskClient) -> None:
    facts = dict(FACT.findall(client.get("/stats").text))
    assert (facts["المقالات"], facts["المصادر"], facts["رقم الحفظ"]) == ("62", "21", "1")
    assert (facts["أقدم نشر"], facts["أحدث نشر"]) == ("18 أغسطس 2021", "17 يونيو 2025")
    assert facts["إصدار المحلل"].isdecimal()
    assert facts["آخر حفظ"].endswith("UTC")
    assert "كيلوبايت" in facts["حجم الفهرس"]


def test_each_bar_has_its_row_and_finds_as_many_articles_as_it_says(client: FlaskClient) -> None:
    text = client.get("/stats").text
    bars, rows = BAR.findall(text), ROW.findall(text)
    assert len(bars) == len(rows) == SOURCES
    assert [(address, name) for address, _, name in bars] == [(address, name) for address, name, _ in rows]
    for address, _, count in rows[:5]:
        found = client.get(unescape(address).replace("/search", "/api/v1/search", 1)).json
        assert found
        assert found["total"] == int(count)


def test_the_articles_are_drawn_over_time(client: FlaskClient) -> None:
    assert "<title>2024: 33 نتيجة</title>" in client.get("/stats").text


def test_the_largest_bar_is_whole_and_the_rest_are_one_number(app: Flask) -> None:
    counts = (("", 7), *((f"مصدر {n}", 100 - n) for n in range(SOURCES + 3)))
    with app.test_request_context():
        chart = sources(counts)
    assert [bar.width for bar in chart.bars][:2] == [100, 99]
    assert (chart.number, chart.others, chart.missing) == (SOURCES + 3, 80 + 79 + 78, 7)
    assert chart.height == SOURCES * ROW_PX


def test_a_long_name_is_cut_above_its_bar(app: Flask) -> None:
    with app.test_request_context():
        (bar,) = sources((("ص" * 500, 1),)).bars
    assert len(bar.short) == NAME_CHARACTERS


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0.0 كيلوبايت"), (434_200, "434.2 كيلوبايت"), (12_345_678, "12.3 ميغابايت"), (5e12, "5,000.0 غيغابايت")],
)
def test_sizes_are_said_in_the_fitting_unit(app: Flask, size: int, shown: str) -> None:
    with app.test_request_context():
        assert size_text(int(size)) == shown


def test_an_empty_index_says_what_to_do(site: Callable[..., FlaskClient]) -> None:
    client = site()
    for address in ("/stats", "/search?q=خبر", "/search"):
        text = client.get(address).text
        assert "الفهرس فارغ" in text
        assert "bahith add" in text
        assert "<svg" not in text


def test_articles_without_source_and_date_are_counted(site: Callable[..., FlaskClient]) -> None:
    text = (
        site(Article(id="1", title="خبر", body=""), Article(id="2", title="خبر", body="", published=date(2024, 1, 1)))
        .get("/stats")
        .text
    )
    assert "المقالات</dt><dd>2" in text
    assert "<svg" not in text
