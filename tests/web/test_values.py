from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from web.values import ParameterError, first_day, last_day, read_limit

TODAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-12-30", date(2022, 12, 30), date(2022, 12, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("30 ديسمبر 2022", date(2022, 12, 30), date(2022, 12, 30)),
        ("٣٠ كانون الأول ٢٠٢٢", date(2022, 12, 30), date(2022, 12, 30)),
        ("2024-03-18T09:30:00+03:00", date(2024, 3, 18), date(2024, 3, 18)),
        ("2024-03-18 23:59", date(2024, 3, 18), date(2024, 3, 18)),
        ("رمضان 1444", date(2023, 3, 23), date(2023, 4, 20)),
        ("أمس", date(2025, 6, 17), date(2025, 6, 17)),
        ("الشهر الماضي", date(2025, 5, 1), date(2025, 5, 31)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2022-12-01..2022-12-15", date(2022, 12, 1), date(2022, 12, 15)),
        ("", None, None),
        (" ", None, None),
    ],
)
def test_a_text_means_days_of_which_the_first_or_the_last_counts(
    text: str, first: date | None, last: date | None
) -> None:
    assert (first_day("from", text, TODAY), last_day("to", text, TODAY)) == (first, last)


@pytest.mark.parametrize("text", ["كتاب", "2022-13", "0000", "31 فبراير 2022", "x", "حتى 2022", "..2022"])
def test_what_has_no_first_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^from is ") as caught:
        first_day("from", text, TODAY)
    assert "«from»" in caught.value.arabic


@pytest.mark.parametrize("text", ["منذ 2022", "2022.."])
def test_days_without_an_end_are_no_last_day(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^to is "):
        last_day("to", text, TODAY)


def test_an_open_end_is_on_the_other_side_of_the_day_that_counts() -> None:
    assert first_day("from", "منذ 2022", TODAY) == date(2022, 1, 1)
    assert last_day("to", "حتى 2022", TODAY) == date(2022, 12, 31)


@pytest.mark.parametrize(("text", "limit"), [("", 8), (" ", 8), ("1", 1), ("20", 20), ("٣", 3)])
def test_a_limit_is_a_number_up_to_the_largest(text: str, limit: int) -> None:
    assert read_limit(MultiDict({"limit": text}), 8, 20) == limit


@pytest.mark.parametrize("text", ["0", "21", "-1", "x", "1.5", "9" * 400])
def test_another_limit_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^limit is .* expected a whole number from 1 to 20$") as caught:
        read_limit(MultiDict({"limit": text}), 8, 20)
    assert "من 1 إلى 20" in caught.value.arabic
