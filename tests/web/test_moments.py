from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.moments import how_long_ago, time_of

if TYPE_CHECKING:
    from flask import Flask

RIYADH = timezone(timedelta(hours=3))
NOW = datetime(2026, 11, 26, 14, 0, tzinfo=RIYADH)

SAID = [
    (datetime(2026, 11, 26, 13, 59, 30, tzinfo=RIYADH), "الآن", "just now"),
    (datetime(2026, 11, 26, 13, 59, tzinfo=RIYADH), "قبل دقيقة واحدة", "1 minute ago"),
    (datetime(2026, 11, 26, 13, 1, tzinfo=RIYADH), "قبل 59 دقيقة", "59 minutes ago"),
    (datetime(2026, 11, 26, 8, 1, tzinfo=UTC), "قبل ساعتين", "2 hours ago"),
    (datetime(2026, 11, 26, 11, 0, tzinfo=RIYADH), "قبل 3 ساعات", "3 hours ago"),
    (datetime(2026, 11, 25, 14, 1, tzinfo=RIYADH), "قبل 23 ساعة", "23 hours ago"),
    (datetime(2026, 11, 25, 14, 0, tzinfo=RIYADH), "أمس، 14:00", "yesterday, 14:00"),
    (datetime(2026, 11, 24, 23, 0, tzinfo=RIYADH), "قبل يومين", "2 days ago"),
    (datetime(2026, 11, 26, 9, 30), "اليوم، 09:30", "today, 09:30"),
    (datetime(2026, 11, 26, 16, 0), "اليوم، 16:00", "today, 16:00"),
    (date(2026, 11, 26), "اليوم", "today"),
    (date(2026, 11, 25), "أمس", "yesterday"),
    (date(2026, 11, 23), "قبل 3 أيام", "3 days ago"),
    (date(2026, 11, 19), "قبل 7 أيام", "7 days ago"),
]
TOLD_WHOLE = [
    date(2026, 11, 18),
    date(2026, 11, 27),
    date(1, 1, 1),
    datetime(2026, 11, 26, 14, 1, tzinfo=RIYADH),
    datetime(2026, 11, 18, 23, 0),
    datetime(1, 1, 1, 0, 0, tzinfo=RIYADH),
    datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=3))),
]


@pytest.mark.parametrize(("moment", "arabic", "english"), SAID)
def test_what_is_fresh_is_told_by_how_long_ago_it_was(app: Flask, moment: date, arabic: str, english: str) -> None:
    with app.test_request_context("/"):
        assert how_long_ago(moment, NOW) == arabic
    with app.test_request_context("/?lang=en"):
        assert how_long_ago(moment, NOW) == english


@pytest.mark.parametrize("moment", TOLD_WHOLE)
def test_older_and_later_dates_are_told_whole(app: Flask, moment: date) -> None:
    with app.test_request_context("/"):
        assert how_long_ago(moment, NOW) is None


def test_the_day_of_a_time_with_a_zone_is_that_of_its_zone(app: Flask) -> None:
    """At 00:30 in Riyadh it is the day before in UTC, so a day before that is yesterday there, and not in Riyadh."""
    late = datetime(2026, 11, 26, 0, 30, tzinfo=RIYADH)
    with app.test_request_context("/?lang=en"):
        assert how_long_ago(datetime(2026, 11, 24, 21, 0, tzinfo=UTC), late) == "yesterday, 21:00"
        assert how_long_ago(datetime(2026, 11, 24, 23, 0, tzinfo=RIYADH), late) == "2 days ago"


def test_a_fresh_date_has_the_whole_one_as_its_title(app: Flask) -> None:
    moment = datetime(2026, 11, 26, 11, 0, tzinfo=RIYADH)
    with app.test_request_context("/"):
        assert time_of(moment, NOW) == (
            '<time datetime="2026-11-26T11:00:00+03:00" title="26 نوفمبر 2026، 11:00">قبل 3 ساعات</time>'
        )
        assert time_of(date(2022, 12, 30), NOW) == '<time datetime="2022-12-30">30 ديسمبر 2022</time>'
        assert time_of(None, NOW) == "<span>بلا تاريخ</span>"


def test_dates_and_times_have_the_digits_that_were_chosen(app: Flask) -> None:
    with app.test_request_context("/?digits=arabic"):
        assert how_long_ago(date(2026, 11, 23), NOW) == "قبل ٣ أيام"
        assert how_long_ago(datetime(2026, 11, 26, 9, 30), NOW) == "اليوم، ٠٩:٣٠"
        assert time_of(datetime(2022, 12, 30, 9, 5), NOW).endswith(">٣٠ ديسمبر ٢٠٢٢، ٠٩:٠٥</time>")


zones = st.one_of(st.none(), st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))))


@given(moment=st.one_of(st.dates(), st.datetimes(timezones=zones)))
def test_any_date_can_be_told(moment: date) -> None:
    assert how_long_ago(moment, NOW) is None or how_long_ago(moment, NOW)
