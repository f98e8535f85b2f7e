from datetime import date, datetime

import pytest

from web.wording import counted_articles, counted_results, direction, every_days, published_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "لا نتائج"),
        (1, "نتيجة واحدة"),
        (2, "نتيجتان"),
        (3, "3 نتائج"),
        (10, "10 نتائج"),
        (11, "11 نتيجة"),
        (99, "99 نتيجة"),
        (100, "100 نتيجة"),
        (103, "103 نتائج"),
        (1111, "1,111 نتيجة"),
    ],
)
def test_results_are_counted_as_arabic_counts(count: int, text: str) -> None:
    assert counted_results(count) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "مقال واحد"),
        (2, "مقالان"),
        (5, "5 مقالات"),
        (62, "62 مقالًا"),
        (100, "100 مقال"),
        (1105, "1,105 مقالات"),
    ],
)
def test_articles_are_counted_as_arabic_counts(count: int, text: str) -> None:
    assert counted_articles(count) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1.0, "كل يوم"),
        (2.0, "كل يومين"),
        (7.0, "كل 7 أيام"),
        (30.0, "كل 30 يومًا"),
        (100.0, "كل 100 يوم"),
        (365.0, "كل 365 يومًا"),
        (36500.0, "كل 36,500 يوم"),
        (1.5, "كل 1.5 يوم"),
    ],
)
def test_a_number_of_days_is_said_as_arabic_counts(days: float, text: str) -> None:
    assert every_days(days) == text


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (None, "بلا تاريخ"),
        (date(2022, 12, 30), "30 ديسمبر 2022"),
        (datetime(2025, 8, 4, 9, 5), "4 أغسطس 2025، 09:05"),
    ],
)
def test_dates_are_written_in_words_with_a_known_time(published: date | None, text: str) -> None:
    assert published_text(published) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google تعلن عن أرباحها", "rtl"),
        ("«رويترز» Reuters", "rtl"),
        ("", "rtl"),
        ("2024", "rtl"),
        ("Reuters reports from عدن", "ltr"),
    ],
)
def test_a_text_runs_as_most_of_it_does(text: str, expected: str) -> None:
    assert direction(text) == expected
