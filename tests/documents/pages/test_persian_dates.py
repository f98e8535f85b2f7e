"""Days of the solar calendar on Persian pages."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.pages.persian_dates import persian_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۲۱ اردیبهشت ۱۳۹۹", date(2020, 5, 10)),
        ("تاریخ انتشار: ۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹", datetime(2020, 5, 10, 18, 59)),
        ("یکشنبه ۱ فروردین ماه ۱۴۰۰", date(2021, 3, 21)),
        ("۱۳۹۹/۰۲/۲۱", date(2020, 5, 10)),
        ("1399-2-21 08:05", datetime(2020, 5, 10, 8, 5)),
        ("۳۰ اسفند ۱۳۹۹", date(2021, 3, 20)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert persian_date(text) == day


@pytest.mark.parametrize("text", ["۳۰ اسفند ۱۴۰۰", "۱۳۹۹/۱۳/۰۱", "2020-05-10", "۲۱ اردیبهشت", "ساعت ۱۸:۵۹", ""])
def test_what_names_no_day_is_not_read(text: str) -> None:
    assert persian_date(text) is None


@given(st.text(alphabet="۰۱۲۳۴۹۱۳۹۹/ -:اردیبهشت"))
def test_any_text_is_read_or_not(text: str) -> None:
    assert persian_date(text) is None or isinstance(persian_date(text), date)
