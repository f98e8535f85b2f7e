"""How may what is being typed go on? With which words of the index, and which headlines?

Words are ranked by how many articles have them and by how fresh the newest of these is; headlines by freshness.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.normalize import fold
from index.arabic.running import fold_text
from index.arabic.stopwords import STOP_WORDS
from index.arabic.typo import corrections, worth
from index.codec.best import largest
from index.patterns import going_on
from index.schema import MINUTES_A_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.loose import Truths
    from index.part import Part
    from index.snapshot import Documents, Snapshot
    from index.spellings import Spellings

ARTICLE = "ال"
"""Typed or not: both طاقة and الطاقة (energy) go on from what is typed without the article."""

ARTICLE_LETTERS = 2
"""From so many typed letters on."""

CANDIDATES = 16
"""The words in the most articles whose freshness is looked at, in each segment."""

NEWEST_POSTINGS = 128
"""Of a word's postings the last ones are looked at for the newest article, since articles mostly come in order of time,
and for how many have the word before, too."""

APART = 0.01
"""An article that has not the word before counts so much of one that has it."""

HEADLINES = 50
"""The newest headlines that are looked at, for those that are not the same."""

FRESH_WORTH, FRESH_DAYS = 1.5, 30.0
"""A word in an article of today counts as one in e^FRESH_WORTH times as many; half of that FRESH_DAYS before."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that what is typed may become, as it is mostly written, and in how many articles it stands.

    An article with several of its spellings counts for each.
    """

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline that begins with what is typed, and its article."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that may have been meant, as it is mostly written, how far it is from the typed one, and its postings."""

    text: str
    distance: float
    articles: int


def complete_word(snapshot: Snapshot, typed: str, limit: int, beside: Truths | None = None) -> tuple[Completion, ...]:
    """Return the words that a part of one may become, with and without the article, the best first.

    ``beside`` are the articles that have the word before, if there is one: those count most.
    """
    prefixes = [prefix for one in going_on(typed) for prefix in _with_article(fold(one))] if fold(typed) else []
    parts = [(part, spellings) for part in snapshot.parts if (spellings := snapshot.spellings(part))]
    found = {word: _Word() for prefix in prefixes for _, one in parts for word in _most_frequent(one, prefix)}
    for word, gathered in found.items():
        for part, spellings in parts:
            for written, count, newest in _postings(snapshot, part, spellings, word):
                gathered.add(written, count, newest, snapshot.minutes, beside)
    today = snapshot.newest
    here = [word for word in found.values() if word.articles]
    telling = [word for word in here if word.shown not in STOP_WORDS] or here
    best = sorted(telling, key=lambda word: (-word.worth(today), word.shown))
    return tuple(Completion(word.shown, word.articles) for word in best[:limit])


def _with_article(prefix: str) -> list[str]:
    """Return a folded prefix, and the same behind the article where that may be left out."""
    is_bare = len(prefix) >= ARTICLE_LETTERS and not prefix.startswith(ARTICLE)
    return [prefix, ARTICLE + prefix] if is_bare else [prefix]


class _Word:
    """A folded word that may be meant, through all segments."""

    def __init__(self) -> None:
        self.written: Counter[str] = Counter()
        self.minute = -1
        self.counted = 0.0

    def add(self, written: str, count: int, newest: Documents, minutes: Documents, beside: Truths | None) -> None:
        """Add a way to write it, in so many articles, of which ``newest`` are the last."""
        self.written[written] += count
        self.minute = max(self.minute, int(minutes[newest].max(initial=-1)))
        near = 1.0 if beside is None or not len(newest) else float(beside[newest].mean())
        self.counted += count * (APART + (1 - APART) * near)

    @property
    def articles(self) -> int:
        """In how many articles it stands, one with two spellings of it counting twice."""
        return self.written.total()

    @property
    def shown(self) -> str:
        """The word as it is mostly written."""
        return max(self.written, key=lambda one: (self.written[one], one))

    def worth(self, newest: int) -> float:
        """Return how likely it is meant, by how many articles have it and how fresh it is; ``newest`` is a minute."""
        age = (newest - self.minute) / MINUTES_A_DAY if self.minute >= 0 else float("inf")
        return float(np.log(self.counted) + FRESH_WORTH * 0.5 ** (age / FRESH_DAYS))


def _most_frequent(spellings: Spellings, prefix: str) -> list[bytes]:
    first, last = spellings.span(prefix.encode("utf-8", "surrogatepass"))
    return [spellings[first + number] for number in largest(spellings.counts[first:last], CANDIDATES).tolist()]


def _postings(
    snapshot: Snapshot, part: Part, spellings: Spellings, word: bytes
) -> Iterator[tuple[str, int, Documents]]:
    """Yield how a folded word is written, how many articles have it so, and the last of these."""
    number, postings = spellings.find(word), part.postings("text")
    if number is None or postings is None:
        return
    for term in spellings.terms(np.array([number])).tolist():
        first, last = postings.starts(term, term + 1).tolist()
        has_deletions = len(part.documents.deleted) > 0
        read_from = first if has_deletions else max(first, last - NEWEST_POSTINGS)
        documents = postings.documents(read_from, last).astype(np.int64) + part.first
        live = documents[snapshot.live[documents]] if has_deletions else documents
        count = len(live) if has_deletions else last - first
        yield postings.terms[term].split(b" ", 3)[2].decode(), count, live[-NEWEST_POSTINGS:]


def complete_headline(snapshot: Snapshot, typed: str, limit: int) -> tuple[Headline, ...]:
    """Return the headlines that begin with what is typed, the newest first, each once."""
    prefixes = list(map(_plain, going_on(typed))) if _plain(typed) else []
    parts = [(part, snapshot.headlines(part)) for part in snapshot.parts]
    found = [headlines.beginning(prefix) + part.first for part, headlines in parts for prefix in prefixes]
    documents = np.concatenate([np.zeros(0, np.int64), *found])
    documents = documents[snapshot.live[documents]]
    newest = documents[largest(snapshot.minutes[documents], HEADLINES)]
    titles: dict[str, Headline] = {}
    for number in newest.tolist():
        title = snapshot.string("headline", number).decode()
        titles.setdefault(_plain(title), Headline(title, snapshot.string("id", number).decode()))
    return tuple(titles.values())[:limit]


def _plain(headline: str) -> str:
    """Return a headline as it is compared."""
    return fold_text(headline.replace("\n", " ")).strip()


def correct(snapshot: Snapshot, typed: str, limit: int) -> tuple[Correction, ...]:
    """Return the words that a word may be mistyped for, as each is mostly written, the likeliest first."""
    parts = [spellings for part in snapshot.parts if (spellings := snapshot.spellings(part))]
    word = fold(typed)
    if not word:
        return ()
    known = sum(one.vocabulary.count(word) for one in parts)
    found = {one.word: one.distance for part in parts for one in corrections(word, part.vocabulary, limit)}
    counted = [(other, away, sum(one.vocabulary.count(other) for one in parts)) for other, away in found.items()]
    best = sorted((worth(away, count), other, away, count) for other, away, count in counted if count > known)
    return tuple(Correction(_shown(parts, other), away, count) for _, other, away, count in best[:limit])


def _shown(parts: Sequence[Spellings], folded: str) -> str:
    """Return how a folded word is mostly written."""
    written: Counter[str] = Counter()
    for part in parts:
        number = part.find(folded.encode())
        for text, count in part.written(number) if number is not None else ():
            written[text] += count
    return max(written, key=lambda one: (written[one], one))
