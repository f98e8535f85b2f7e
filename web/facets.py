"""Which sources and sections do the results have, and which link narrows them to one, or leaves one out?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask_babel import lazy_gettext

from index.arabic.normalize import fold_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.engine import Facet, FacetCount
    from searcher.results import Results

    Link = Callable[..., str]
    """Makes the address of the search that is shown, from its first page, with some parameters changed."""

COUNTED: tuple[Facet, ...] = ("source", "section", "month")
"""What each page of results counts; days take as long as these together, and are counted where they are drawn."""

SHOWN = 8
"""Values that stand open, and as many again behind «المزيد» (more); all others are one number."""

TITLES = {"source": lazy_gettext("المصدر"), "section": lazy_gettext("القسم")}
OTHERS = {"source": lazy_gettext("مصادر أخرى"), "section": lazy_gettext("أقسام أخرى")}
MISSING = {"source": lazy_gettext("بلا مصدر"), "section": lazy_gettext("بلا قسم")}


@dataclass(frozen=True, slots=True)
class Row:
    """A value, how many of the results have it, and the address of these alone.

    Of a value that is chosen already, ``address`` takes the choice back. ``without`` is the address of the results that
    do not have it; None where there would be none, and of a value that is chosen.
    """

    name: str
    count: int
    address: str
    is_chosen: bool = False
    without: str | None = None


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet as the page shows it: the ``rows`` that stand open, and ``more`` of them.

    ``others`` is how many results have values that are not shown, ``missing`` how many have none. All numbers together
    are the total.
    """

    field: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...] = ()
    others: int = 0
    missing: int = 0

    @property
    def title(self) -> str:
        """The heading."""
        return str(TITLES[self.field])

    @property
    def others_name(self) -> str:
        """What all values are called that are not shown."""
        return str(OTHERS[self.field])

    @property
    def missing_name(self) -> str:
        """What articles without a value are called."""
        return str(MISSING[self.field])

    @property
    def is_chosen(self) -> bool:
        """Tell whether only chosen values are left to be counted."""
        return any(row.is_chosen for row in self.rows)


def extended(address: str, values: Mapping[str, str]) -> str:
    """Return an address with parameters added. Making a whole one takes ten times as long, and a page has hundreds."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(values)}"


def facet_lists(found: Results, link: Link) -> tuple[FacetList, ...]:
    """Return the facets of a page of results in which there is anything to choose."""
    chosen = {"source": found.search.filters.sources, "section": found.search.filters.sections}
    lists = (_facet_list(found.facets.get(field, ()), _Rows(field, chosen[field], found.total, link))
             for field in ("source", "section"))  # fmt: skip
    return tuple(one for one in lists if one.rows)


def _facet_list(counts: tuple[FacetCount, ...], make: _Rows) -> FacetList:
    named = [one for one in counts if one[0]]
    rows = tuple(make.row(*one) for one in named[: 2 * SHOWN])
    return FacetList(
        make.field,
        rows[:SHOWN],
        rows[SHOWN:],
        others=sum(count for _, count in named[2 * SHOWN :]),
        missing=sum(count for name, count in counts if not name),
    )


class _Rows:
    """Makes the rows of one field, of whose values some may be chosen already."""

    def __init__(self, field: str, chosen: tuple[str, ...], total: int, link: Link) -> None:
        self.field = field
        self._chosen = chosen
        self._total = total
        self._link = link
        self._plain = link()

    def row(self, name: str, count: int) -> Row:
        """Return the row of a value; where some are chosen, no others are counted."""
        if self._chosen:
            rest = tuple(other for other in self._chosen if fold_label(other) != fold_label(name))
            return Row(name, count, self._link(**{self.field: rest}), is_chosen=True)
        without = None
        if count < self._total:
            without = extended(self._plain, {f"exclude.{self.field}": name})
        return Row(name, count, extended(self._plain, {self.field: name}), without=without)
