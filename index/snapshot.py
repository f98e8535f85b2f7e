"""What does one generation of an index hold, as arrays?

Documents are numbered through all segments, in their order. Nothing here knows what a query is.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from documents.article import Article
from index.candidates import Traced
from index.codec.storage import read_contents
from index.errors import IndexDamagedError
from index.headlines import Headlines
from index.history import Records
from index.known_stories import KnownStories, lineage_of, read_stories
from index.labels import Names, read_names
from index.linked import Linked
from index.part import opened
from index.schema import CODE, GAP, LAST_MINUTE, MINUTES_A_DAY, PARTS, SIGN, label, schema, to_minute
from index.spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from index.codec.storage import Folder
    from index.lineage import Lineage
    from index.part import Part

    Documents = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Codes = NDArray[np.uint32]

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Periods:
    """The month or the day of each document: its number less that of the ``first`` there is, plus 1; 0 if undated."""

    first: int
    numbers: NDArray[np.int32]


class Snapshot:
    """The articles of one generation. ``size`` counts them with the deleted ones that are not yet merged away.

    ``older`` is a snapshot whose open files are taken over where they are the same.

    Raises:
        IndexDamagedError: on opening, and on every reading, when files were cut short or changed and it shows.
    """

    def __init__(self, folder: Folder, older: Snapshot | None = None) -> None:
        contents = read_contents(folder, schema())
        self._folder = folder
        self.generation: int = contents.generation
        known = {} if older is None else {part.segment.segid: part for part in older.parts}
        self.parts: list[Part] = []
        for segment in contents.segments:
            self.parts.append(opened(folder, segment, known.get(segment.segid), self.size))
        self._spellings: dict[str, Spellings] = {} if older is None else self._kept(older._spellings)
        self._headlines: dict[str, Headlines] = {} if older is None else self._kept(older._headlines)
        self._traced: dict[str, Traced] = {} if older is None else self._kept(older._traced)
        if older is not None:
            self._known_stories = older.stories

    def _kept(self, made: Mapping[str, _Made]) -> dict[str, _Made]:
        """Return what was made of segments that are still there."""
        names = {part.segment.segid for part in self.parts}
        return {name: one for name, one in made.items() if name in names}

    @property
    def size(self) -> int:
        """The number of documents."""
        return self.parts[-1].last if self.parts else 0

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which documents are not deleted, by number."""
        live = np.ones(self.size, np.bool_)
        for part in self.parts:
            live[part.first + part.documents.deleted] = False
        return live

    @cached_property
    def count(self) -> int:
        """The number of articles."""
        return sum(part.documents.doc_count() for part in self.parts)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each document."""
        return _joined([part.documents.columns.sizes("words") // CODE.itemsize for part in self.parts])

    @cached_property
    def minutes(self) -> Documents:
        """Publication of each document in minutes since the year 1, -1 for an undated one."""
        raw = [part.documents.columns.numbers("minute") - np.uint64(SIGN) for part in self.parts]
        minutes = _joined([one.view(np.int64) for one in raw])
        if not ((minutes >= -1) & (minutes <= LAST_MINUTE)).all():
            raise IndexDamagedError("the index is damaged: a publication is outside all years; restore it from a copy")
        return minutes

    @cached_property
    def titles(self) -> Documents:
        """The number of words in each document's title."""
        return _joined([part.documents.columns.numbers("title") for part in self.parts])

    @cached_property
    def months(self) -> Periods:
        """The month of publication of each document; they are counted from January of the year 1."""
        moments = np.datetime64("0001-01-01T00:00", "m") + np.maximum(self.minutes, 0)
        return self._periods((moments.astype("datetime64[M]") - np.datetime64("0001-01", "M")).astype(np.int64))

    @cached_property
    def days(self) -> Periods:
        """The day of publication of each document; they are counted from the first of the year 1."""
        return self._periods(self.minutes // MINUTES_A_DAY)

    def _periods(self, numbers: NDArray[np.int64]) -> Periods:
        dated = self.minutes >= 0
        first = int(numbers.min(where=dated, initial=LAST_MINUTE)) if dated.any() else 0
        return Periods(first, np.where(dated, numbers - first + 1, 0).astype(np.int32))

    def names(self, field: str) -> Names:
        """Return the values of ``source`` or ``section``."""
        if field not in self._names:
            self._names[field] = read_names([part.documents.columns for part in self.parts], field)
        return self._names[field]

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {}

    def number(self, article_id: str) -> int | None:
        """Return the number of the article with an id; None when there is none."""
        try:
            term = article_id.encode()
        except UnicodeEncodeError:  # half characters, from a command line, are in no index
            return None
        for part in reversed(self.parts):
            postings = part.postings("id")
            rank = None if postings is None else postings.terms.find(term)
            if postings is not None and rank is not None:
                for local in postings.documents(*postings.starts(rank, rank + 1).tolist()).tolist():
                    if not part.documents.is_deleted(local):
                        return part.first + int(local)
        return None

    def place(self, number: int) -> tuple[int, int]:
        """Return the number of a document's segment, and the document's number in it."""
        owner = bisect_right(self.parts, number, key=attrgetter("first")) - 1
        return owner, number - self.parts[owner].first

    def string(self, field: str, number: int) -> bytes:
        """Return a document's value in ``id``, ``version`` or ``history``."""
        owner, local = self.place(number)
        return self.parts[owner].documents.columns.strings(field)[local]

    def article(self, number: int) -> Article:
        """Return the article of a document."""
        owner, local = self.place(number)
        return Article.from_json(self.parts[owner].documents.stored_fields(local)["article"])

    def records(self, number: int) -> Records:
        """Return what came in of a document's article."""
        return Records.unpacked(self.article(number), self.string("history", number))

    def published(self, first: date | None, last: date | None) -> NDArray[np.bool_]:
        """Return which documents were published on some days, both included, by number."""
        earliest = to_minute(first) if first else 0
        latest = to_minute(last) + MINUTES_A_DAY if last else LAST_MINUTE + 1
        return (self.minutes >= earliest) & (self.minutes < latest)

    def spellings(self, part: Part) -> Spellings | None:
        """Return the folded spellings of a segment; None when it has no words. They are made when first asked for."""
        postings = part.postings("text")
        if postings is None:
            return None
        if part.segment.segid not in self._spellings:
            self._spellings[part.segment.segid] = Spellings(postings)
        return self._spellings[part.segment.segid]

    @cached_property
    def newest(self) -> int:
        """The latest publication, in minutes since the year 1; -1 when there is none."""
        return int(self.minutes.max(initial=-1))

    def headlines(self, part: Part) -> Headlines:
        """Return the headlines of a segment in order. They are read when first asked for."""
        if part.segment.segid not in self._headlines:
            titles = part.documents.columns.strings("headline")
            self._headlines[part.segment.segid] = Headlines(titles)
        return self._headlines[part.segment.segid]

    def traced(self, part: Part) -> Traced:
        """Return what copies of a segment's articles are found by. It is read when first asked for."""
        if part.segment.segid not in self._traced:
            self._traced[part.segment.segid] = Traced(part.documents)
        return self._traced[part.segment.segid]

    @cached_property
    def told(self) -> dict[int, list[int]]:
        """The order of each story that was asked for, by its smallest document: see `index.telling.tellers`."""
        return {}

    @cached_property
    def lineage(self) -> Lineage:
        """Which documents tell the same story."""
        names = [part.segment.segid for part in self.parts]
        return lineage_of(
            names,
            self.live,
            self._known_stories,
            lambda: Linked([(self.traced(part), part.links) for part in self.parts], self.live),
        )

    @cached_property
    def _known_stories(self) -> KnownStories | None:
        return read_stories(self._folder)

    @property
    def stories(self) -> KnownStories | None:
        """The stories that are known already, of this generation or of an earlier one."""
        if "lineage" not in self.__dict__:
            return self._known_stories
        return KnownStories(tuple((part.segment.segid, part.last) for part in self.parts), self.live, self.lineage)

    def labelled(self, field: str, names: Iterable[str]) -> NDArray[np.bool_]:
        """Return which documents have one of some names in a field, compared folded, by number."""
        labelled = np.zeros(self.size, np.bool_)
        terms = [folded.encode("utf-8", "surrogatepass") for name in names if (folded := label(name))]
        for part in self.parts:
            postings = part.postings(field)
            for rank in map(postings.terms.find, terms) if postings else ():
                if rank is not None and postings is not None:
                    labelled[part.first + postings.documents(*postings.starts(rank, rank + 1).tolist())] = True
        return labelled

    def words(self, documents: Documents) -> tuple[Codes, Documents]:
        """Return the words of some documents behind each other, and where each one's begin and the last one's end.

        ``documents`` ascend.
        """
        bounds = np.searchsorted(documents, [part.first for part in self.parts] + [self.size])
        every, starts = [np.zeros(0, CODE)], [np.zeros(1, np.int64)]
        for part, first, last in zip(self.parts, bounds[:-1], bounds[1:], strict=True):
            if first < last:
                words, ends = part.documents.columns.items("words", CODE, documents[first:last] - part.first)
                every.append(words)
                starts.append(starts[-1][-1] + ends[1:])
        words = np.concatenate(every)
        gaps = np.count_nonzero(words == GAP)
        if gaps != len(documents) * (len(PARTS) - 1):
            raise IndexDamagedError("the index is damaged: an article's words have other parts; restore it from a copy")
        return words, np.concatenate(starts)


def _joined(parts: list[NDArray[Any]]) -> NDArray[np.int64]:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)
