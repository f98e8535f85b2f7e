from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.counting import counted_articles, counted_results, every_days, number

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (0, "لا نتائج", "0 results"),
        (1, "نتيجة واحدة", "1 result"),
        (2, "نتيجتان", "2 results"),
        (3, "3 نتائج", "3 results"),
        (10, "10 نتائج", "10 results"),
        (11, "11 نتيجة", "11 results"),
        (99, "99 نتيجة", "99 results"),
        (100, "100 نتيجة", "100 results"),
        (103, "103 نتائج", "103 results"),
        (1111, "1,111 نتيجة", "1,111 results"),
    ],
)
def test_results_are_counted_as_each_language_counts(app: Flask, count: int, arabic: str, english: str) -> None:
    with app.test_request_context("/"):
        assert counted_results(count) == arabic
    with app.test_request_context("/?lang=en"):
        assert counted_results(count) == english


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (1, "مقال واحد", "1 article"),
        (2, "مقالان", "2 articles"),
        (5, "5 مقالات", "5 articles"),
        (62, "62 مقالًا", "62 articles"),
        (100, "100 مقال", "100 articles"),
        (1105, "1,105 مقالات", "1,105 articles"),
    ],
)
def test_articles_are_counted_as_each_language_counts(app: Flask, count: int, arabic: str, english: str) -> None:
    with app.test_request_context("/"):
        assert counted_articles(count) == arabic
    with app.test_request_context("/?lang=en"):
        assert counted_articles(count) == english


@pytest.mark.parametrize(
    ("days", "arabic", "english"),
    [
        (1.0, "كل يوم", "every day"),
        (2.0, "كل يومين", "every 2 days"),
        (7.0, "كل 7 أيام", "every 7 days"),
        (30.0, "كل 30 يومًا", "every 30 days"),
        (100.0, "كل 100 يوم", "every 100 days"),
        (365.0, "كل 365 يومًا", "every 365 days"),
        (36500.0, "كل 36,500 يوم", "every 36,500 days"),
        (1.5, "كل 1.5 يوم", "every 1.5 days"),
    ],
)
def test_a_number_of_days_is_said_as_each_language_counts(app: Flask, days: float, arabic: str, english: str) -> None:
    with app.test_request_context("/"):
        assert every_days(days) == arabic
    with app.test_request_context("/?lang=en"):
        assert every_days(days) == english


def test_numbers_have_the_digits_that_were_chosen(app: Flask) -> None:
    with app.test_request_context("/?digits=arabic"):
        assert number(1234567) == "١٬٢٣٤٬٥٦٧"
        assert number(2.5, ".2f") == "٢٫٥٠"
        assert counted_results(11) == "١١ نتيجة"
    with app.test_request_context("/?digits=latin"):
        assert number(1234567) == "1,234,567"
    with app.test_request_context("/?digits=arabic&lang=en"):
        assert number(1234567) == "1,234,567"
