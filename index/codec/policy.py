"""Which segments should be merged? So few that a query need not look into many, so seldom that adding stays fast.

Segments stand in the order of adding, and only neighbours are merged, so that this order stays. They have classes of
size, and merging keeps these descending: a segment is merged with smaller ones before it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.codec.segment import ArraySegment

FACTOR = 4
"""So many segments of one class become one: each document is copied about once for each fourfold growth of the index,
and an index of a million articles has at most 18 segments, about 9 as a rule."""

SMALL = 1_000
"""Segments of fewer documents are of one class: merging them takes some tens of milliseconds."""

TAIL_SHARE, TAIL_GROWTH = 0.25, 2
"""What is merged at the end of a large addition: this share of all documents, or so many times what was added. Then a
query looks into one or two segments, and copying costs a few hundredths of what adding did."""

MOST_DELETED = 0.5
"""A segment that has lost this share of its documents is written anew without them."""


def mergeable(segments: Sequence[ArraySegment]) -> tuple[int, int] | None:
    """Return the first and behind the last of the segments to merge next; None when all is well."""
    for number, segment in enumerate(segments):
        if segment.deleted_count() > MOST_DELETED * segment.doc_count_all():
            return number, number + 1
    classes = [_class(segment.doc_count()) for segment in segments]
    return _ascent(classes) or _row(classes)


def tail(segments: Sequence[ArraySegment], added: int = 0) -> tuple[int, int] | None:
    """Return the span of the last segments to merge when so many documents were added; None when there is only one."""
    room = max(TAIL_SHARE * sum(segment.doc_count() for segment in segments), TAIL_GROWTH * added)
    first = len(segments)
    while first and segments[first - 1].doc_count() <= room:
        first -= 1
        room -= segments[first].doc_count()
    return (first, len(segments)) if len(segments) - first > 1 else None


def _ascent(classes: Sequence[int]) -> tuple[int, int] | None:
    """Return the span of the first segment that is larger than the one before it, and of all smaller before it."""
    for number, (before, here) in enumerate(pairwise(classes), 1):
        if before < here:
            return next(first for first, one in enumerate(classes) if one < here), number + 1
    return None


def _row(classes: Sequence[int]) -> tuple[int, int] | None:
    """Return the span of `FACTOR` segments of the same class, of classes that descend."""
    for first in range(len(classes) - FACTOR + 1):
        if classes[first] == classes[first + FACTOR - 1]:
            return first, first + FACTOR
    return None


def _class(documents: int) -> int:
    number, limit = 0, SMALL
    while documents >= limit:
        number, limit = number + 1, limit * FACTOR
    return number
