from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Filters
from web.histogram import PLOT_PX, THINNEST_PX, Histogram, histogram, may_have_days

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from index.engine import FacetCount, Facets

MOST_BARS = 120


def drawn(*counts: tuple[str, int], filters: Filters | None = None, is_rtl: bool = True) -> Histogram:
    """Return the chart of some months, or of some days."""
    months: Counter[str] = Counter()
    for period, count in counts:
        months[period[:7]] += count
    has_days = any(len(period) > 7 for period, _ in counts)
    facets: Facets = {"month": tuple(months.items()), "day": counts if has_days else ()}
    chart = histogram(facets, filters or Filters(), "/search?q=x", is_rtl=is_rtl)
    assert chart
    return chart


def days(address: str) -> tuple[str, str]:
    """Return the days from and to which an address leads."""
    values = parse_qs(urlsplit(address).query)
    assert values.pop("q", ["x"]) == ["x"]
    assert sorted(values) == ["from", "to"]
    return values["from"][0], values["to"][0]


def test_each_month_has_a_bar_with_its_name_and_its_days() -> None:
    chart = drawn(("2022-12", 37), ("2023-02", 5))
    assert [(bar.name, bar.count) for bar in chart.bars] == [("ديسمبر 2022", 37), ("فبراير 2023", 5)]
    assert [days(bar.address) for bar in chart.bars] == [("2022-12-01", "2022-12-31"), ("2023-02-01", "2023-02-28")]
    assert chart.unit == "الشهر"


def test_time_runs_from_right_to_left() -> None:
    oldest, newest = drawn(("2022-12", 37), ("2023-01", 5)).bars
    assert (newest.slot_left, newest.slot_width) == (0, 50)
    assert (oldest.slot_left, oldest.slot_width) == (50, 50)


def test_on_an_english_page_time_runs_from_left_to_right() -> None:
    chart = drawn(("2021-08", 1), ("2023-07", 1), is_rtl=False)
    oldest, newest = chart.bars
    assert oldest.slot_left == 0
    assert newest.slot_left + newest.slot_width == pytest.approx(100)
    assert [(tick.at, tick.anchor) for tick in chart.ticks[:2]] == [(0, "start"), (100, "end")]


def test_the_chart_of_an_english_page_is_english(client: FlaskClient) -> None:
    text = client.get("/search?q=&from=2024-01&to=2024-12&lang=en").text
    assert re.search(r"<title>March 2024: \d results?</title>", text)
    assert 'aria-label="Results by month, from the oldest on the left to the newest on the right"' in text
    lefts = [float(left) for left in re.findall(r'class="slot" x="([\d.]+)%"', text)]
    assert lefts == sorted(lefts)


def test_a_month_without_results_is_a_gap() -> None:
    chart = drawn(("2022-11", 1), ("2023-02", 1))
    assert [bar.slot_left for bar in chart.bars] == [75, 0]


def test_bars_are_as_high_as_their_counts_and_the_smallest_are_seen() -> None:
    chart = drawn(("2022-01", 10_000), ("2022-02", 5_000), ("2022-03", 1))
    assert [bar.height for bar in chart.bars] == [PLOT_PX, PLOT_PX / 2, THINNEST_PX]
    assert {bar.top + bar.height for bar in chart.bars} == {chart.bottom}
    assert chart.largest == 10_000


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2020-01", "2022-12", "الشهر"),
        ("2020-01", "2023-01", "السنة"),
        ("1901-01", "2020-12", "السنة"),
        ("1901-01", "2021-01", "العقد"),
        ("1600-01", "9999-12", "القرن"),
    ],
)
def test_what_spans_too_many_periods_is_drawn_in_longer_ones(first: str, last: str, unit: str) -> None:
    assert drawn((first, 1), (last, 1)).unit == unit


def test_months_of_one_year_are_one_bar_of_years() -> None:
    chart = drawn(("2019-03", 2), ("2022-01", 3), ("2022-12", 4))
    assert [(bar.name, bar.count) for bar in chart.bars] == [("2019", 2), ("2022", 7)]
    assert days(chart.bars[1].address) == ("2022-01-01", "2022-12-31")


def test_a_decade_says_its_years() -> None:
    chart = drawn(("1899-12", 1), ("2024-01", 1))
    assert [bar.name for bar in chart.bars] == ["من 1890 إلى 1899", "من 2020 إلى 2029"]
    assert days(chart.bars[0].address) == ("1890-01-01", "1899-12-31")


def test_the_bounds_of_the_search_hold_inside_a_bar() -> None:
    filters = Filters(published_from=date(2022, 12, 10), published_to=date(2023, 2, 3))
    chart = drawn(("2022-12", 1), ("2023-01", 1), ("2023-02", 1), filters=filters)
    assert [days(bar.address) for bar in chart.bars] == [
        ("2022-12-10", "2022-12-31"), ("2023-01-01", "2023-01-31"), ("2023-02-01", "2023-02-03"),
    ]  # fmt: skip


@pytest.mark.parametrize("counts", [(), (("", 4),), (("2022-12", 9),), (("2022-12", 9), ("", 4))])
def test_one_period_needs_no_chart(counts: tuple[tuple[str, int], ...]) -> None:
    assert histogram({"month": counts}, Filters(), "/search") is None


@pytest.mark.parametrize("days", [(), (("2022-12-30", 9),), (("2022-12-30", 9), ("", 4))])
def test_one_day_needs_no_chart(days: tuple[tuple[str, int], ...]) -> None:
    months = tuple((day[:7], count) for day, count in days)
    assert histogram({"month": months, "day": days}, Filters(), "/search") is None


def test_what_spans_two_months_is_drawn_in_days() -> None:
    chart = drawn(("2022-12-30", 5), ("2023-02-28", 1), ("2023-03-01", 2), ("", 3))
    assert chart.unit == "اليوم"
    assert [(bar.name, bar.count) for bar in chart.bars] == [
        ("30 ديسمبر 2022", 5), ("28 فبراير 2023", 1), ("1 مارس 2023", 2),
    ]  # fmt: skip
    assert days(chart.bars[0].address) == ("2022-12-30", "2022-12-30")
    assert chart.undated == 3
    assert chart.bars[0].slot_left + chart.bars[0].slot_width == pytest.approx(100)
    assert drawn(("2022-12-30", 5), ("2023-03-02", 1)).unit == "الشهر"


def test_the_first_of_a_month_between_the_edges_has_its_name() -> None:
    ticks = drawn(("2024-03-10", 1), ("2024-04-20", 1)).ticks
    assert [tick.text for tick in ticks] == ["10 مارس", "20 أبريل", "1 أبريل"]


def test_a_bar_knows_the_days_that_it_asks_for() -> None:
    bar = drawn(("2022-12", 1), ("2023-05", 1), filters=Filters(published_from=date(2022, 12, 10))).bars[0]
    assert (bar.first, bar.last) == (date(2022, 12, 10), date(2022, 12, 31))


def test_undated_articles_are_counted_beside_the_bars() -> None:
    chart = drawn(("2022-12", 9), ("2023-01", 1), ("", 4))
    assert chart.undated == 4
    assert len(chart.bars) == 2


def test_the_edges_have_names_that_stay_inside() -> None:
    ticks = drawn(("2021-08", 1), ("2023-07", 1)).ticks
    assert [(tick.text, tick.at, tick.anchor) for tick in ticks] == [
        ("أغسطس 2021", 100, "start"), ("يوليو 2023", 0, "end"),
    ]  # fmt: skip


def test_a_january_between_the_edges_has_its_year() -> None:
    oldest, newest, january = drawn(("2021-07", 1), ("2022-06", 1)).ticks
    assert (january.text, january.anchor) == ("2022", "middle")
    assert newest.at < january.at < oldest.at


def test_few_years_are_named_below_their_bars() -> None:
    ticks = drawn(("2021-08", 1), ("2025-06", 1)).ticks
    assert {(tick.text, tick.at) for tick in ticks} == {
        ("2021", 90), ("2022", 70), ("2023", 50), ("2024", 30), ("2025", 10),
    }  # fmt: skip


def test_of_many_years_round_ones_are_named() -> None:
    ticks = drawn(("1950-01", 1), ("2024-01", 1)).ticks
    assert {tick.text for tick in ticks} == {"1950", "1980", "2000", "2024"}


months = st.tuples(st.integers(1600, 2199), st.integers(1, 12)).map(lambda one: f"{one[0]:04}-{one[1]:02}")


@given(counts=st.dictionaries(months, st.integers(1, 10**6), min_size=2, max_size=400), undated=st.integers(0, 9))
def test_bars_hold_all_dated_results_side_by_side(counts: dict[str, int], undated: int) -> None:
    chart = drawn(*counts.items(), ("", undated))
    assert 2 <= len(chart.bars) <= MOST_BARS
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    assert chart.undated == undated
    lefts = [bar.slot_left for bar in chart.bars]
    assert lefts == sorted(lefts, reverse=True)
    assert all(bar.slot_left <= bar.left and bar.left + bar.width <= bar.slot_left + bar.slot_width + 1e-9
               for bar in chart.bars)  # fmt: skip
    assert len(chart.ticks) <= 6
    assert all(days(bar.address)[0] < days(bar.address)[1] for bar in chart.bars)


BAR = re.compile(r'<a href="([^"]+)"[^>]*><title>([^<]+): ([^<:]+)</title>')
TWIN = re.compile(r'<tr><th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>([\d,]+)</td></tr>')

SEARCHES = [{"q": "مدينة"}, {"from": "2024-03-01", "to": "2024-04-25"}, {"q": ""},
            {"q": "الطاقة", "from": "2024-02-10", "to": "2024-12-17"},
            {"q": "مدينة", "source": "وكالة نسيم (نموذج)", "page": "2", "per_page": "2"},
            {"q": "كرة", "words": "all", "sort": "oldest"}]  # fmt: skip


@pytest.mark.parametrize("search", SEARCHES)
def test_each_bar_leads_to_as_many_results_as_it_says(client: FlaskClient, search: dict[str, str]) -> None:
    text = client.get("/search", query_string=search).text
    bars, rows = BAR.findall(text), TWIN.findall(text)
    assert len(bars) > 1
    assert [(address, name) for address, name, _ in bars] == [(address, name) for address, name, _ in rows]
    for (address, _, shown), (_, _, count) in zip(bars, rows, strict=True):
        narrowed = client.get(unescape(address)).text
        assert re.search(f'<p role="status">{shown}( في [^<]+)?\n', narrowed)
        assert "page=" not in address.replace("per_page=", "")
        reply = client.get(unescape(address).replace("/search", "/api/v1/search", 1)).json
        assert reply
        assert reply["total"] == int(count.replace(",", ""))


def test_a_single_day_is_not_drawn(client: FlaskClient) -> None:
    text = client.get("/search", query_string={"from": "2024-03-18", "to": "2024-03-18"}).text
    assert "نتيجة" in text
    assert "<svg" not in text


@pytest.mark.parametrize(
    ("months", "may"),
    [
        ((), False),
        ((("", 4),), False),
        ((("2024-02", 1),), True),
        ((("2024-01", 1), ("2024-03", 2), ("", 1)), True),
        ((("2024-01", 1), ("2024-04", 2)), True),  # 31 January and 1 April are 61 days apart
        ((("2023-12", 1), ("2024-04", 2)), False),
    ],
)
def test_days_are_counted_where_months_lie_close_together(months: tuple[FacetCount, ...], may: bool) -> None:
    assert may_have_days(months) is may
