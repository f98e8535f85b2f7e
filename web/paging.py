"""Which pages of results are there around the one that is shown, and which page has a result?

Pages have numbers as deep as `MAX_DEPTH`; deeper ones have cursors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from searcher.results import DEFAULT_PER_PAGE, MAX_DEPTH
from web.values import write_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from searcher.results import Results, Search

PER_PAGE = (10, 20, 50, 100)
"""Numbers of results that the page offers."""

AROUND = 2
"""Numbered pages on each side of the one that is shown."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page's number and its address; that of the page that is shown is None."""

    number: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Paging:
    """The number of the page that is shown, the addresses of its neighbours, and some of the pages with numbers.

    ``sizes`` are the offered numbers of results a page, each with the address of the page that has the first result
    that is shown.
    """

    number: int
    previous: str | None
    next: str | None
    numbered: tuple[Numbered, ...]
    sizes: tuple[Numbered, ...]


def paging(found: Results, link: Callable[..., str]) -> Paging:
    """Return the pages around one; ``link`` makes the address of the search with some parameters changed."""
    search = found.search
    size, number = search.per_page, search.offset // search.per_page + 1
    before = max(0, search.offset - size) if search.offset else None
    return Paging(
        number,
        None if before is None else link(**place(before, size)),
        None if found.next_start is None else link(**place(found.next_start, size)),
        tuple(
            Numbered(other, None if _is_shown(search, other) else link(**place((other - 1) * size, size)))
            for other in _numbers(number, min(-(-found.listed // size), MAX_DEPTH // size))
        ),
        tuple(_size(search, other, link) for other in sorted({*PER_PAGE, size})),
    )


def place(start: int, per_page: int) -> dict[str, object]:
    """Return the parameters of the page that begins behind so many results: its number where it has one."""
    if start % per_page or start + per_page > MAX_DEPTH:
        return {"page": None, "cursor": write_cursor(start)}
    return {"page": start // per_page + 1 if start else None, "cursor": None}


def page_start(search: Search, rank: int) -> int:
    """Return how many results stand before the page that has the result with a rank, of the pages of a search."""
    first = search.offset % search.per_page
    return max(0, first + (rank - 1 - first) // search.per_page * search.per_page)


def _is_shown(search: Search, number: int) -> bool:
    return search.offset == (number - 1) * search.per_page


def _numbers(number: int, last: int) -> list[int]:
    """Return the numbers of the first page, of those around one, and of no page behind the last."""
    return sorted({1, *range(max(1, number - AROUND), min(last, number + AROUND) + 1)})


def _size(search: Search, size: int, link: Callable[..., str]) -> Numbered:
    if size == search.per_page:
        return Numbered(size, None)
    start = search.offset // size * size
    return Numbered(size, link(per_page=None if size == DEFAULT_PER_PAGE else size, **place(start, size)))
