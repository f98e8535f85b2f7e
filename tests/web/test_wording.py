from datetime import date, datetime

import pytest

from web.wording import direction, published_text


@pytest.mark.parametrize(
    ("published", "arabic", "english"),
    [
        (None, "بلا تاريخ", "undated"),
        (date(2022, 12, 30), "30 ديسمبر 2022", "30 December 2022"),
        (datetime(2025, 8, 4, 9, 5), "4 أغسطس 2025، 09:05", "4 August 2025, 09:05"),
    ],
)
def test_dates_are_written_in_words_with_a_known_time(published: date | None, arabic: str, english: str) -> None:
    assert published_text(published) == arabic
    assert published_text(published, "en") == english


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
