"""Who tells the story of an article, and which articles stand for their stories in results?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from index.schema import EPOCH, MINUTES_A_DAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from index.lineage import Lineage
    from index.snapshot import Documents, Snapshot

AT_FIRST = 4
"""Articles that are looked at for each story that is wanted; if these tell too few, four times as many, and so on."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article among those that tell one story. ``published`` is a day where it was published at midnight."""

    id: str
    title: str
    source: str
    published: date | None


def tellers(snapshot: Snapshot, number: int) -> list[int]:
    """Return the documents that tell the story of one: by publication, undated ones last, then by their ids.

    The order is remembered, as long as the snapshot is: thousands may tell one story, and many be results of a query.
    """
    lineage = snapshot.lineage
    if not lineage.shared[number]:
        return [number]
    story = int(lineage.stories[number])
    if story not in snapshot.told:
        members = lineage.members(number)
        rows = zip(snapshot.minutes[members].tolist(), members.tolist(), strict=True)
        order = sorted((minute < 0, minute, snapshot.string("id", member), member) for minute, member in rows)
        snapshot.told[story] = [member for *_, member in order]
    return snapshot.told[story]


def copy(snapshot: Snapshot, number: int) -> Copy:
    """Return a document as one of those that tell a story."""
    owner, local = snapshot.place(number)
    columns = snapshot.parts[owner].documents.columns
    article_id, title = (columns.strings(field)[local].decode() for field in ("id", "headline"))
    source = columns.label("source", local).decode()
    return Copy(article_id, title, source, _published(int(snapshot.minutes[number])))


def _published(minute: int) -> date | None:
    if minute < 0:
        return None
    moment = EPOCH + timedelta(minutes=minute)
    return moment if minute % MINUTES_A_DAY else moment.date()


def first_tellers(lineage: Lineage, documents: Documents, wanted: int, best: Callable[[int], Documents]) -> Documents:
    """Return the places of the first document of each story, until so many are found.

    ``best`` gives the places of the first so many documents, in the order of the results.
    """
    count = wanted
    while True:
        count = min(AT_FIRST * count, len(documents))
        places = best(count)
        firsts = lineage.firsts(documents[places])
        if len(firsts) >= wanted or count == len(documents):
            return places[firsts[:wanted]]
