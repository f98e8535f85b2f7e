"""What is doubtful in a text that is meant to be a date?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.calendar.dates import DateFound, find_date, late, parse_date, read_date

DAY = date(2025, 10, 22)  # a Wednesday


@pytest.mark.parametrize(
    "text", ["22 أكتوبر 2025", "الأربعاء 22 أكتوبر 2025", "22/10/2025", "2025-10-22", "05/05/2025"]
)
def test_a_date_without_doubt_has_no_remark(text: str) -> None:
    assert read_date(text).remarks == ()


def test_day_and_month_that_could_be_exchanged_are_told() -> None:
    remark = "day and month could be exchanged in '03/04/2020'; read day first, 3 April"
    assert read_date("03/04/2020") == DateFound(date(2020, 4, 3), (remark,))


def test_month_first_is_read_where_no_month_has_that_number() -> None:
    assert read_date("10/22/2025") == DateFound(DAY, ("read month first, as there is no month 22: '10/22/2025'",))


@pytest.mark.parametrize("text", ["31 فبراير 2022", "29/02/2023", "2022-13-01", "31 رمضان 1444 هـ"])
def test_a_day_that_no_calendar_has_is_told(text: str) -> None:
    found = read_date(text)
    assert (found.day, found.remarks[0][:23]) == (None, "no day of the calendar:")


def test_an_impossible_day_before_the_one_that_is_read_is_told() -> None:
    assert read_date("31 فبراير 2022 ثم 4 مايو 2021").remarks == ("no day of the calendar: '31 فبراير 2022'",)


def test_two_months_names_that_disagree_are_told() -> None:
    assert "two names of months that disagree" in read_date("30 كانون الأول/يناير 2022").remarks[0]


@pytest.mark.parametrize("text", ["الأحد 22 أكتوبر 2025", "Sun, 22 Oct 2025 10:00:00 GMT", "22/10/2025 الخميس"])
def test_a_weekday_that_contradicts_is_told(text: str) -> None:
    assert read_date(text).remarks == ("2025-10-22 was a Wednesday; the text has another weekday",)


@pytest.mark.parametrize(("hijri", "told"), [("30 ربيع الآخر 1447 هـ", 0), ("10 ربيع الآخر 1447 هـ", 1)])
def test_a_hijri_day_that_contradicts_is_told_beyond_the_moons_two_days(hijri: str, told: int) -> None:
    found = read_date(f"{hijri} الموافق 22 أكتوبر 2025 م")
    assert (found.day, len(found.remarks)) == (DAY, told)


def test_a_hijri_date_without_its_era_is_told() -> None:
    assert read_date("17/06/1445") == DateFound(None, ("a Hijri date without its era: '17/06/1445'",))


def test_a_year_of_two_digits_is_told_and_not_read() -> None:
    assert read_date("22/10/25") == DateFound(None, ("a year of two digits is not read: '22/10/25'",))


@pytest.mark.parametrize("text", ["1672419900", "1672419900000", "1672419900.0"])
def test_seconds_and_milliseconds_since_1970_are_read_in_utc(text: str) -> None:
    assert read_date(text).day == datetime(2022, 12, 30, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["17", "123456789", "99999999999999", "0672419900", "9999999999"])
def test_another_number_is_no_date(text: str) -> None:
    assert read_date(text) == DateFound(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20221230", date(2022, 12, 30)),
        ("20221230170500", datetime(2022, 12, 30, 17, 5)),
        ("20221230T170500Z", datetime(2022, 12, 30, 17, 5, tzinfo=UTC)),
        ("20221330", None),
    ],
)
def test_digits_without_signs_are_read(text: str, expected: date | None) -> None:
    assert read_date(text).day == expected


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22 أكتوبر 2025 - 12:34 بتوقيت غرينتش", 0),
        ("22 أكتوبر 2025 12:34 ت.غ", 0),
        ("22 أكتوبر 2025 الساعة 12:34 (GMT)", 0),
        ("22/10/2025 12:34 GMT+3", 3),
        ("22/10/2025 (12:34 GMT-05:00)", -5),
        ("2025-10-22 12:34:56 +0300", 3),
        ("22 أكتوبر 2025 - 12:34 بتوقيت مكة المكرمة", 3),
        ("22 أكتوبر 2025 12:34 بتوقيت أبو ظبي", 4),
        ("22 أكتوبر 2025 12:34 بتوقيت القاهرة", 3),
        ("22 يناير 2025 12:34 بتوقيت القاهرة", 2),
        ("Wed Oct 22 2025 12:34:56 GMT+0100 (GMT+01:00)", 1),
    ],
)
def test_a_zone_that_is_stated_is_kept(text: str, hours: int) -> None:
    day = read_date(text).day
    assert isinstance(day, datetime)
    assert (day.hour, day.tzinfo) == (12, timezone(timedelta(hours=hours)))


@pytest.mark.parametrize("text", ["22 أكتوبر 2025 - 12:34", "22 أكتوبر 2025 - 12:34 بتوقيت عمان"])
def test_a_zone_that_is_not_stated_or_is_of_two_towns_is_not_guessed(text: str) -> None:
    day = read_date(text).day
    assert isinstance(day, datetime)
    assert day.tzinfo is None


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("على الساعة 12h34", 12),
        ("الساعة 12 و 34 دقيقة", 12),
        ("في 9:34 مساءً", 21),
        ("1:34 ظهراً", 13),
        ("11:34 ظهراً", 11),
        ("3:34 بعد الزوال", 15),
        ("4:34 عصراً", 16),
        ("4:34 فجراً", 4),
        ("10:34 ليلاً", 22),
        ("12:34 ليلاً", 0),
        ("at 9:34 p.m.", 21),
    ],
)
def test_a_time_is_read_as_the_press_writes_it(clock: str, hour: int) -> None:
    assert read_date(f"22 أكتوبر 2025 {clock}").day == datetime(2025, 10, 22, hour, 34)


def test_a_time_may_stand_before_the_date() -> None:
    assert find_date("12:34 م | الأربعاء 22 أكتوبر 2025") == datetime(2025, 10, 22, 12, 34)
    assert find_date("12:34 - 22 أكتوبر 2025") == datetime(2025, 10, 22, 12, 34)


@pytest.mark.parametrize(
    "text",
    ["أكتوبر 22, 2025", "أكتوبر 22، 2025", "Oct. 22, 2025", "22أكتوبر 2025", "2025 أكتوبر 22", "22 / 10 / 2025"],
)
def test_other_orders_and_spaces_are_read(text: str) -> None:
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("منذ 3 ساعات", 0),
        ("قبل 10 دقائق", 0),
        ("نشر منذ يومين", 2),
        ("منذ أسبوع", 7),
        ("قبل 3 أسابيع", 21),
        ("اليوم 12:34", 0),
        ("أمس الساعة 12:34", 1),
        ("أول أمس", 2),
        ("2 days ago", 2),
    ],
)
def test_how_long_ago_is_counted_back_from_the_day_of_the_crawl(text: str, back: int) -> None:
    found = read_date(text, DAY)
    assert (found.day, found.remarks) == (
        DAY - timedelta(days=back),
        (f"counted back from the day of the crawl: {text!r}",),
    )


def test_hours_ago_reach_into_the_day_before_where_the_time_of_the_crawl_is_known() -> None:
    assert read_date("منذ 3 ساعات", datetime(2025, 10, 22, 1)).day == date(2025, 10, 21)


def test_how_long_ago_says_nothing_without_a_crawl() -> None:
    assert read_date("منذ 3 ساعات") == DateFound(None, ("says no day by itself: 'منذ 3 ساعات'",))


@pytest.mark.parametrize("text", ["منذ 3 أشهر", "منذ 3 ساعات من الانتظار", "قبل يومين من الانتخابات", "منذ"])
def test_what_is_too_coarse_or_says_more_is_not_counted_back(text: str) -> None:
    assert read_date(text, DAY) == DateFound(None)


def test_a_query_parameter_takes_neither_numbers_nor_days_ago() -> None:
    assert (parse_date("1672419900"), parse_date("20221230"), parse_date("أمس")) == (None, None, None)


def test_an_article_from_after_its_crawl_or_from_the_future_is_told() -> None:
    assert late(date(2025, 10, 23), DAY) == ("published: 2025-10-23 is after the day of the crawl, 2025-10-22",)
    assert late(date(2190, 1, 1), None) == ("published: 2190-01-01 is in the future",)
    assert late(DAY, datetime(2025, 10, 22, 3)) == late(None, DAY) == ()


@given(st.text())
def test_any_text_has_a_day_or_none(text: str) -> None:
    assert isinstance(read_date(text, DAY).day, date | None)
    assert read_date(text).day is None or read_date(text, DAY).day == read_date(text).day


@pytest.mark.parametrize("text", ["Oct 23, 2025, 2:20 PM", "October 23, 2025 02:20 pm", "10/23/2025 2:20:05 PM"])
def test_an_english_afternoon_is_no_morning(text: str) -> None:
    assert read_date(text).day == datetime(2025, 10, 23, 14, 20)


@pytest.mark.parametrize(("zone", "hours"), [("GST", 4), ("KSA", 3), ("بتوقيت أبوظبي", 4)])
def test_zones_of_the_gulf_are_read_behind_the_time(zone: str, hours: int) -> None:
    day = read_date(f"23 أكتوبر ,2025: 02:20 م {zone}").day
    assert day == datetime(2025, 10, 23, 14, 20, tzinfo=timezone(timedelta(hours=hours)))
