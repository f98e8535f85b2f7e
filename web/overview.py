"""What is in the index? The page ``/stats``: numbers, articles by source and by time, as charts and as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from index.engine import Filters
from searcher.results import Search
from web.api import searcher
from web.counting import number
from web.histogram import histogram
from web.language import flow

if TYPE_CHECKING:
    from index.engine import FacetCount

blueprint = Blueprint("overview", __name__)

SOURCES = 20
"""Sources that have a bar; all others are one number."""

NAME_CHARACTERS = 36
"""So much of a source's name has room above its bar on the narrowest screen."""

ROW_PX, BAR_TOP_PX, BAR_PX = 42, 24, 12
"""Height of a source's name and bar, and where in it the bar begins and how high it is."""

_KILO = 1000


@dataclass(frozen=True, slots=True)
class SourceBar:
    """A source, how many articles it has, and where they are found; ``width`` of its bar in percent, the rest in px."""

    name: str
    count: int
    address: str
    width: float
    name_y: int
    bar_y: int

    @property
    def short(self) -> str:
        """The name as it stands above the bar."""
        return self.name if len(self.name) <= NAME_CHARACTERS else self.name[: NAME_CHARACTERS - 1] + "…"


@dataclass(frozen=True, slots=True)
class Sources:
    """The chart of the sources with the most articles; ``others`` articles have other ones, ``missing`` have none."""

    bars: tuple[SourceBar, ...]
    number: int
    others: int
    missing: int
    bar_height: int = BAR_PX

    @property
    def height(self) -> int:
        """The height of the chart in pixels."""
        return ROW_PX * len(self.bars)


@blueprint.get("/stats")
def page() -> str:
    """Show what is in the index."""
    found = searcher().search(Search(per_page=1, facets=("source", "month", "day")))
    return render_template(
        "stats.html",
        facts=searcher().statistics(),
        size_text=size_text,
        sources=sources(found.facets.get("source", ())),
        histogram=histogram(found.facets, Filters(), url_for("pages.results"), is_rtl=flow() == "rtl"),
    )


def sources(counts: tuple[FacetCount, ...]) -> Sources:
    """Return the chart of some sources, which come by falling count; the empty one is that of articles without any."""
    named = [one for one in counts if one[0]]
    largest = max((count for _, count in named), default=1)
    bars = tuple(
        SourceBar(
            name,
            count,
            url_for("pages.results", source=name, sort="newest"),
            100 * count / largest,
            number * ROW_PX + BAR_TOP_PX - 6,
            number * ROW_PX + BAR_TOP_PX,
        )
        for number, (name, count) in enumerate(named[:SOURCES])
    )
    missing = sum(count for name, count in counts if not name)
    return Sources(bars, len(named), sum(count for _, count in named[SOURCES:]), missing)


def size_text(size_bytes: int) -> str:
    """Return a size in words, in units of a thousand: «860 كيلوبايت», «12.3 ميغابايت»."""
    size = size_bytes / _KILO
    units = (_("كيلوبايت"), _("ميغابايت"), _("غيغابايت"))
    for unit in units[:-1]:
        if size < _KILO:
            return f"{number(size, ',.1f')} {unit}"
        size /= _KILO
    return f"{number(size, ',.1f')} {units[-1]}"
