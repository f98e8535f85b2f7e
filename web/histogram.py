"""How do the results spread over time? A bar for each day, month, year, decade or century that has any.

On an Arabic page time runs from right to left, as it does in charts of the Arabic press: the oldest period stands at
the right edge. On an English one it stands at the left.
This module says where everything stands; `histogram.html` draws it.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext, lazy_gettext

from documents.calendar.months import ENGLISH, WRITTEN
from web.facets import extended
from web.language import digits, either
from web.moments import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.engine import FacetCount, Facets, Filters

DAY, MONTH, YEAR, DECADE, CENTURY = 0, 1, 12, 120, 1200
"""Lengths of periods, in months; a day has none. Days are numbered from the first of the year 1, which is 1."""

MOST_DAYS = 62
"""Two months: what spans more is drawn in months."""

DAYS_OF_SHORTEST_MONTH = 28

LONGEST = {MONTH: 36, YEAR: 120, DECADE: 120}
"""The most periods of each length that one chart has; what spans more is drawn in longer ones."""

UNITS = {
    DAY: lazy_gettext("اليوم"),
    MONTH: lazy_gettext("الشهر"),
    YEAR: lazy_gettext("السنة"),
    DECADE: lazy_gettext("العقد"),
    CENTURY: lazy_gettext("القرن"),
}

TOP_PX, PLOT_PX, BOTTOM_PX = 20, 72, 24
"""Heights of the room for the largest number, for the bars, and for the names below them."""

THINNEST_PX = 2
"""So high is a bar at least: one result among thousands is still seen."""

WIDEST_PERCENT = 9.0
"""So wide is a bar at most, in hundredths of the chart: two bars alone would be two walls."""

ROOM_PERCENT = {DAY: 28.0, MONTH: 36.0, YEAR: 16.0, DECADE: 16.0, CENTURY: 16.0}
"""How much of each edge the names there take, in the narrowest chart: «ديسمبر 2022» is longer than «2022»."""

MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A period with results: where they are found, and its bar; ``left`` and ``width`` in percent, the rest in pixels.

    ``first`` and ``last`` are the days that ``address`` asks for, both included. The pointer hits the bar in all the
    room of the period, ``slot_left`` and ``slot_width``.
    """

    name: str
    count: int
    first: date
    last: date
    address: str
    slot_left: float
    slot_width: float
    left: float
    width: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A name below the bars, ``at`` so many percent; ``anchor`` is which part of it stands there."""

    text: str
    at: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars of a chart from the oldest, its names, its largest count, and how many results have no date."""

    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    largest: int
    undated: int
    top: int = TOP_PX
    bottom: int = TOP_PX + PLOT_PX
    height: int = TOP_PX + PLOT_PX + BOTTOM_PX


def histogram(facets: Facets, filters: Filters, address: str, *, is_rtl: bool = True) -> Histogram | None:
    """Return the chart of the results' days, or months; None where fewer than two of these have any.

    ``facets`` has the counts by day and by month. ``address`` leads to the results without bounds in time. A bar's own
    keeps the bounds of ``filters`` inside its period, so that it finds what its count says.
    """
    drawn = _days(facets.get("day", ()), is_rtl=is_rtl) or _months(facets.get("month", ()), is_rtl=is_rtl)
    if not drawn:
        return None
    axis, periods = drawn
    largest = max(periods.values())
    return Histogram(
        str(UNITS[axis.size]),
        tuple(_bar(axis, period, (periods[period], largest), (filters, address)) for period in sorted(periods)),
        tuple(_ticks(axis)),
        largest,
        undated=sum(count for month, count in facets.get("month", ()) if not month),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The periods from ``first`` to ``last``, ``size`` months each, counted from the year 0, or days."""

    size: int
    first: int
    last: int
    is_rtl: bool

    @property
    def slot(self) -> float:
        """The width of a period, in percent."""
        return 100 / (self.last - self.first + 1)

    def left(self, period: int) -> float:
        """Return where the room of a period begins, in percent from the left."""
        return (self.last - period if self.is_rtl else period - self.first) * self.slot


def may_have_days(months: tuple[FacetCount, ...]) -> bool:
    """Tell whether results that have these months may lie so close together that days are drawn."""
    numbers = [_number(month) for month, _ in months if month]
    return bool(numbers) and max(numbers) - min(numbers) <= MOST_DAYS // DAYS_OF_SHORTEST_MONTH + 1


def _days(counts: tuple[FacetCount, ...], *, is_rtl: bool) -> tuple[_Axis, Counter[int]] | None:
    """Return the axis and the counts of days; None where they are too far apart, and where fewer than two have any."""
    dated = [one for one in counts if one[0]]
    first, last = (date.fromisoformat(dated[end][0]).toordinal() if dated else 0 for end in (0, -1))
    if not 0 < last - first < MOST_DAYS:
        return None
    days = Counter({date.fromisoformat(day).toordinal(): count for day, count in dated})
    return _Axis(DAY, first, last, is_rtl), days


def _months(counts: tuple[FacetCount, ...], *, is_rtl: bool) -> tuple[_Axis, Counter[int]] | None:
    """Return the axis and the counts of months, or of longer periods; None where fewer than two months have any."""
    months = {_number(month): count for month, count in counts if month}
    if len(months) < 2:
        return None
    axis = _axis(min(months), max(months), is_rtl=is_rtl)
    periods: Counter[int] = Counter()
    for month, count in months.items():
        periods[month // axis.size] += count
    return axis, periods


def _axis(oldest: int, newest: int, *, is_rtl: bool) -> _Axis:
    """Return the axis with the shortest periods that are not too many."""
    for size, longest in LONGEST.items():
        if newest // size - oldest // size < longest:
            return _Axis(size, oldest // size, newest // size, is_rtl)
    return _Axis(CENTURY, oldest // CENTURY, newest // CENTURY, is_rtl)


def _bar(axis: _Axis, period: int, share: tuple[int, int], narrowed: tuple[Filters, str]) -> Bar:
    (count, largest), (filters, address) = share, narrowed
    height = max(THINNEST_PX, PLOT_PX * count / largest)
    slot, width = axis.slot, min(axis.slot * 0.8, WIDEST_PERCENT)
    left = axis.left(period)
    bounds = _bounds(axis.size, period, filters)
    return Bar(
        _name(axis.size, period),
        count,
        *bounds,
        extended(address, {"from": bounds[0].isoformat(), "to": bounds[1].isoformat()}),
        slot_left=left,
        slot_width=slot,
        left=left + (slot - width) / 2,
        width=width,
        top=TOP_PX + PLOT_PX - height,
        height=height,
    )


def _bounds(size: int, period: int, filters: Filters) -> tuple[date, date]:
    """Return the first and the last day of a period, within the bounds that are set already."""
    if size == DAY:
        return date.fromordinal(period), date.fromordinal(period)
    start, end = period * size, (period + 1) * size - 1
    first = date(start // 12, start % 12 + 1, 1)
    last = date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])
    return max(first, filters.published_from or first), min(last, filters.published_to or last)


def _name(size: int, period: int) -> str:
    if size == DAY:
        return whole(date.fromordinal(period))
    if size == MONTH:
        return digits(f"{either(WRITTEN[period % 12], ENGLISH[period % 12])} {period // 12}")
    first = _year(size, period)
    if size == YEAR:
        return digits(str(first))
    last = digits(str(first + size // 12 - 1))
    return str(gettext("من %(first)s إلى %(last)s", first=digits(str(first)), last=last))


def _ticks(axis: _Axis) -> Iterator[Tick]:
    """Yield the names of both edges, and of years between them where there is room."""
    room = ROOM_PERCENT[axis.size]
    places = {period: axis.left(period) + axis.slot / 2 for period in range(axis.first, axis.last + 1)}
    edges = (100, 0) if axis.is_rtl else (0, 100)
    for period, at, anchor in zip((axis.first, axis.last), edges, ("start", "end"), strict=True):
        text = _name(MONTH, period) if axis.size == MONTH else _short(axis.size, period)
        yield Tick(text, places[period]) if axis.slot >= room else Tick(text, at, anchor)
    inner = [period for period in places if axis.first < period < axis.last]
    for period in _round(axis.size, [period for period in inner if room <= places[period] <= 100 - room]):
        yield Tick(_short(axis.size, period), places[period])


def _round(size: int, periods: list[int]) -> list[int]:
    """Return the few roundest of some periods: first days, Januaries, or every second year, every fifth and so on."""
    if size == DAY:
        return [period for period in periods if date.fromordinal(period).day == 1]
    if size == MONTH:
        return [period for period in periods if period % 12 == 0]
    for step in (1, 2, 5, 10, 20, 25, 50):
        chosen = [period for period in periods if period % step == 0]
        if len(chosen) <= MOST_TICKS:
            return chosen
    return []


def _year(size: int, period: int) -> int:
    """Return the year in which a period begins."""
    return period * size // 12


def _short(size: int, period: int) -> str:
    """Return a name that is short: of a day without its year, of all others the year in which they begin."""
    return _name(DAY, period).rpartition(" ")[0] if size == DAY else digits(str(_year(size, period)))


def _number(month: str) -> int:
    """Return how many months after January of the year 0 one is that is written as in 2022-12."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
