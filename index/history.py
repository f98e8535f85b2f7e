"""Which texts did an article have, one after the other?

What came in under one id are its records. They stand in the order in which they were true: by crawl, and where that is
not known of both, in the order of adding. The last one is searched. Of three records behind each other with the same
text the middle one says nothing; what is left are the first and last times of each text. So records with crawl dates
give the same texts in whichever order they are added.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

from documents.article import Article
from index.codec.store import packed, unpacked
from index.schema import EPOCH

if TYPE_CHECKING:
    from datetime import date

MOST_OLDER = 50
"""Older records that are kept beside the first one: the newest of them. A live report may change each minute."""

MOST_BYTES = 1_000_000
"""The same bound for long articles: bytes of these older records as JSON, before they are compressed."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had, in the last record that came in with it.

    ``first`` and ``last`` are when it is first and last known to have been so, by crawl or else by publication.
    """

    article: Article
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class History:
    """The versions of an article, oldest first; the last one is searched.

    ``shortened`` tells whether there were more than are kept, between the first one and the others.
    """

    versions: tuple[Version, ...]
    shortened: bool


Text = tuple[list[str], list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article, oldest first. ``shortened`` tells whether some were left out between first and last.

    ``unpacked`` undoes ``packed``, given the latest record, which is stored elsewhere.
    """

    articles: tuple[Article, ...]
    shortened: bool = False

    @property
    def latest(self) -> Article:
        """The record that is searched."""
        return self.articles[-1]

    def joined(self, new: Article, *, current: bool = False) -> Records:
        """Return the records with one more, which is the latest unless a later crawl is known.

        One that differs from the latest only in other fields than texts and crawl date takes its place; without a
        crawl date it gets that of the latest, which still had this text then. A text that was there before, at an
        unknown time, is not there twice: so files that are read again and again add nothing. A ``current`` record is
        the latest in any case, and may bring a text back.
        """
        if new == self.latest:
            return self
        if text(new) == text(self.latest) and (current or _unordered(new, self.latest)):
            new = new if new.crawled or current else replace(new, crawled=self.latest.crawled)
            return self._bounded((*self.articles[:-1], new))
        known = [one for one in self.articles if text(one) == text(new) and _unordered(one, new)]
        at = next((n for n, one in enumerate(self.articles) if _is_before(new, one)), None)
        if current or at is None:
            kept = self.articles if current else tuple(one for one in self.articles if one not in known)
            return self._bounded((*kept, new))
        return self if known else self._bounded((*self.articles[:at], new, *self.articles[at:]))

    def _bounded(self, articles: tuple[Article, ...]) -> Records:
        """Return these records without those that say nothing, and without too old ones."""
        telling = _without_middle(articles)
        older = telling[1:-1]
        kept = _newest(older)
        shortened = self.shortened or len(kept) < len(older)
        return Records((*telling[:1], *kept, *telling[1:][-1:]), shortened)

    def packed(self) -> bytes:
        """Return the older records as bytes: of each what differs in the next one. Empty when there are none."""
        if len(self.articles) == 1:
            return b""
        rows = pairwise(article.to_json() for article in self.articles)
        older = [{name: one[name] for name in one if one[name] != following[name]} for one, following in rows]
        return packed(json.dumps([older, self.shortened], ensure_ascii=False, separators=(",", ":")).encode())

    @classmethod
    def unpacked(cls, latest: Article, older: bytes) -> Records:
        """Return the records whose older ones were ``packed``."""
        rows: list[dict[str, Any]] = [latest.to_json()]
        changes, shortened = json.loads(unpacked(older)) if older else ([], False)
        for change in reversed(changes):
            rows.append({**rows[-1], **change})
        return cls((*map(Article.from_json, reversed(rows[1:])), latest), shortened)

    def history(self) -> History:
        """Return the texts that the records have, each once for the time that it stood."""
        groups = (list(group) for _, group in groupby(self.articles, text))
        versions = (Version(group[-1], _day(group[0]), _day(group[-1])) for group in groups)
        return History(tuple(versions), self.shortened)


def text(article: Article) -> Text:
    """Return what makes an article another version when it changes: the words of title, caption and whole body."""
    return article.title.split(), article.caption.split(), article.whole().body.split()


def _day(article: Article) -> date | None:
    """Return when the text is known to have been so."""
    return article.crawled or article.published


def _time(day: date) -> timedelta:
    """Return the time since the year 1 in UTC; a day is its first minute, a time without a zone is taken for UTC."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return moment.replace(tzinfo=None) - EPOCH - (moment.utcoffset() or timedelta(0))


def _unordered(one: Article, other: Article) -> bool:
    return not _is_before(one, other) and not _is_before(other, one)


def _is_before(one: Article, other: Article) -> bool:
    own, its = one.crawled, other.crawled
    return own is not None and its is not None and _time(own) < _time(its)


def _without_middle(articles: tuple[Article, ...]) -> list[Article]:
    kept: list[Article] = []
    for article in articles:
        if len(kept) > 1 and text(kept[-2]) == text(kept[-1]) == text(article):
            kept.pop()
        kept.append(article)
    return kept


def _newest(older: list[Article]) -> list[Article]:
    """Return the newest of some records that fit into the bounds."""
    sizes = accumulate(len(article.encoded()) for article in reversed(older[-MOST_OLDER:]))
    count = sum(size <= MOST_BYTES for size in sizes)
    return older[len(older) - count :]
