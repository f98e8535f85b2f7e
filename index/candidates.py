"""Which articles may be copies of new ones? Those that share keys with them and were published about the same time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.codec.postings import ranges
from index.copies import KEY, SHARED_KEYS, TEXT_ITEMS, WITHIN_DAYS
from index.schema import MINUTES_A_DAY, SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.codec.reading import DocumentsReader

    Numbers = NDArray[np.int64]
    Rows = tuple[Numbers, Numbers]

MOST_NEAR = 500
"""Articles that share one key are compared with so many, at most, that were published before and after, and so many
undated: a line that each article of a source has is no sign of copies."""

MOST_COMPARED = 30
"""Of all that share keys with one article, so many are compared with it, at most: those that share the most."""

PAIRS_AT_ONCE = 2_000_000
KEYS_AT_ONCE = 4_000_000
UNDATED = 0


class Traced:
    """The traces and days of the articles of one segment, by their numbers in it. Day 1 is the first of the year 1."""

    def __init__(self, documents: DocumentsReader) -> None:
        self._items, self._ends = documents.columns.joined("traces", KEY)
        self._firsts = np.concatenate([[0], self._ends[:-1]]).astype(np.int64)
        self.sizes: Numbers = self._ends - self._firsts - TEXT_ITEMS
        minutes = (documents.columns.numbers("minute") - np.uint64(SIGN)).view(np.int64)
        self.days: Numbers = np.where(minutes < 0, UNDATED, minutes // MINUTES_A_DAY + 1)

    @cached_property
    def texts(self) -> NDArray[np.uint64]:
        """The hash of each article's text, 0 without one."""
        low, high = (self._items[self._firsts + place].astype(np.uint64) for place in range(TEXT_ITEMS))
        return low | high << np.uint64(32)

    def keys(self, table: NDArray[np.bool_] | None = None) -> tuple[NDArray[np.uint32], Numbers]:
        """Return keys, and the article of each; all, or some with all of those that stand in the table."""
        if table is None:
            places = np.arange(len(self._items))
            owners = np.repeat(np.arange(len(self.sizes)), self.sizes + TEXT_ITEMS)
        else:
            bits, parts = len(table) - 1, range(0, len(self._items), KEYS_AT_ONCE)
            found = [np.flatnonzero(table[self._items[at : at + KEYS_AT_ONCE] & bits]) + at for at in parts]
            places = np.concatenate([np.zeros(0, np.int64), *found])
            owners = np.searchsorted(self._ends, places, "right")
        is_key = places >= self._firsts[owners] + TEXT_ITEMS
        return self._items[places[is_key]], owners[is_key]


def candidates(known: Sequence[Traced], new: Sequence[Traced], live: NDArray[np.bool_]) -> Iterator[Rows]:
    """Yield articles, new ones before others, of which each two may be copies: those of the new one together.

    They are numbered through the known segments and then the new ones; ``live`` says by number which are looked at.
    Of two new ones the later one is the new one. Two with the same text are no candidates: they are copies.
    """
    parts = [*known, *new]
    firsts = np.cumsum([0, *(len(part.sizes) for part in parts)])
    first_new = firsts[len(known)]
    keys, documents = _entries(parts, firsts, len(known), live)
    days = np.concatenate([part.days for part in parts]).astype(np.uint64)
    texts = np.concatenate([part.texts for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    placed = keys.astype(np.uint64) << np.uint64(32) | days[documents]
    order = np.argsort(placed, kind="stable")  # which documents ascend in already
    placed, documents = placed[order], documents[order]
    places = np.flatnonzero(documents >= first_new)
    places = places[np.argsort(documents[places], kind="stable")]
    begins, ends = _near(placed, places)
    for part in _chunks(documents[places], (ends - begins).sum(axis=0)):
        some = places[part]
        own = np.repeat(documents[some], (ends - begins)[:, part].sum(axis=0))
        others = documents[ranges(begins[:, part].T.ravel(), ends[:, part].T.ravel())]
        yield _likely(own[others < own], others[others < own], texts, sizes)


def _entries(
    parts: Sequence[Traced], firsts: Numbers, known: int, live: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], Numbers]:
    """Return the keys of the new articles, and those of known ones that may be equal, each with its article.

    Articles ascend. Most keys that stand in one article only are left out.
    """
    own = [part.keys() for part in parts[known:]]
    table = np.zeros(1 << (16 if sum(len(keys) for keys, _ in own) < 4096 else 22), np.bool_)
    for keys, _ in own:
        table[keys & (len(table) - 1)] = True
    found = [*(part.keys(table) for part in parts[:known]), *own]
    keys = np.concatenate([some for some, _ in found])
    documents = np.concatenate([owners + first for (_, owners), first in zip(found, firsts[:-1], strict=True)])
    slots = keys & (len(table) - 1)
    is_shared = live[documents] & (np.bincount(slots)[slots] > 1)
    return keys[is_shared], documents[is_shared]


def _near(placed: NDArray[np.uint64], places: Numbers) -> tuple[Numbers, Numbers]:
    """Return from where to where the articles stand that share each key and were published near, and the undated ones.

    ``placed`` has key and day of each, ascending; ``places`` are those asked for.
    """
    key = placed[places] >> np.uint64(32) << np.uint64(32)
    day = (placed[places] - key).astype(np.int64)
    dated = day > UNDATED
    earliest = np.where(dated, np.maximum(day - WITHIN_DAYS, 1), 0).astype(np.uint64)
    latest = np.where(dated, day + WITHIN_DAYS, (1 << 32) - 1).astype(np.uint64)
    begin = np.maximum(np.searchsorted(placed, key + earliest), places - MOST_NEAR)
    end = np.minimum(np.searchsorted(placed, key + latest, "right"), places + MOST_NEAR + 1)
    undated = np.searchsorted(placed, key)
    behind = np.minimum(np.searchsorted(placed, key, "right"), undated + MOST_NEAR)
    return np.array([begin, undated]), np.array([end, np.where(dated, behind, undated)])


def _chunks(own: Numbers, pairs: Numbers) -> Iterator[slice]:
    """Yield slices of sorted article numbers, each of whole articles and not many pairs."""
    bounds = [*(np.flatnonzero(np.diff(own)) + 1).tolist(), len(own)]
    sums, begin = [0, *np.cumsum(pairs).tolist()], 0
    for bound in bounds:
        if begin < bound and (bound == len(own) or sums[bound] - sums[begin] > PAIRS_AT_ONCE):
            yield slice(begin, bound)
            begin = bound


def _likely(own: Numbers, others: Numbers, texts: NDArray[np.uint64], sizes: Numbers) -> Rows:
    """Return each pair once that shares enough keys: of each new article those that share the most."""
    pairs, counts = np.unique(own << 32 | others, return_counts=True)
    own, others = pairs >> 32, pairs & 0xFFFFFFFF
    enough = (counts >= SHARED_KEYS * np.minimum(sizes[own], sizes[others])) & (texts[own] != texts[others])
    own, others, counts = own[enough], others[enough], counts[enough]
    order = np.lexsort((others, texts[others], -counts, own))
    own, others = own[order], others[order]
    again = np.zeros(len(own), np.bool_)  # the same text once more
    again[1:] = (own[1:] == own[:-1]) & (texts[others[1:]] == texts[others[:-1]])
    own, others = own[~again], others[~again]
    ranks = np.arange(len(own)) - np.searchsorted(own, own)
    return own[ranks < MOST_COMPARED], others[ranks < MOST_COMPARED]
