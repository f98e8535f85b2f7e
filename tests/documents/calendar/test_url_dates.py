"""Which day does an article's address name?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.calendar.url_dates import date_in_url

DAY = date(2025, 10, 22)


@pytest.mark.parametrize(
    "path",
    [
        "2025/10/22/عودة-الصيادين",
        "story/2025/10/22/7",
        "2025/oct/22/fishers",
        "2025/October/22/",
        "2025/world/10/22/fishers",
        "22/10/2025/fishers.html",
        "fishers-2025-10-22.html",
        "2025_10_22_fishers",
        "news/fishers-20251022-17",
        "20251022/fishers",
        "%D8%B5%D9%8A%D8%AF%202025-10-22",
    ],
)
def test_a_day_in_the_path_is_read(path: str) -> None:
    assert date_in_url(f"https://marsa.example/{path}") == DAY


def test_day_and_month_may_have_one_digit() -> None:
    assert date_in_url("https://marsa.example/story/2020/8/4/عودة-الصيادين/49") == date(2020, 8, 4)


@pytest.mark.parametrize(
    "path",
    [
        "2025/10/fishers",
        "news/51234567",
        "news/120251022",
        "news/20251340",
        "2025/13/45/",
        "1889/10/22/",
        "rates-22-10-2025",
        "fishers?date=2025-10-22",
        "fishers#2025-10-22",
        "a20251022b",
        "news/2025-10_22",
        "",
    ],
)
def test_what_names_no_day_gives_none(path: str) -> None:
    assert date_in_url(f"https://marsa.example/{path}") is None


def test_the_folders_of_the_path_come_before_the_date_of_the_story() -> None:
    assert date_in_url("https://marsa.example/2025/10/22/plan-2030-01-01") == DAY


def test_an_impossible_day_leaves_room_for_the_next() -> None:
    assert date_in_url("https://marsa.example/2025/02/31/2025-10-22") == DAY


@given(st.text())
def test_any_text_names_a_day_or_none(url: str) -> None:
    assert isinstance(date_in_url(url), date | None)
