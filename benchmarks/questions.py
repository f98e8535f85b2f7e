"""What are the engines asked? Queries of eight kinds, drawn from the articles of a corpus, the same at every run.

All look for stems in the bodies. Words that a reader would type come from headlines:

- rare term: in 2 to 20 articles; frequent term: in 2 to 20 of 100 articles
- 2 AND, 3 OR: two and three different words of a headline that are no stop words
- headline OR: every word of a headline, stop words too
- phrase: two different words that stand beside each other somewhere in a body
- term + dates: a word of a headline, in the week from the day of its article on
- prefix: three letters that a word of a headline begins with, a word of five letters or more
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from benchmarks.quality import tell
from benchmarks.terms import day_number, documents
from index.arabic.analyzer import Analyzer
from index.arabic.stopwords import is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.corpus import Corpus
    from benchmarks.terms import Document

Kind = Literal["rare term", "frequent term", "2 AND", "3 OR", "headline OR", "phrase", "term + dates", "prefix"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SAMPLE = 2000
"""Articles, evenly from the whole corpus, that the queries are drawn from."""

RARE = (2, 20)
FREQUENT_SHARE = (0.02, 0.20)
WEEK = timedelta(days=6)
PREFIX_LETTERS, LONG_WORD = 3, 5


@dataclass(frozen=True, slots=True)
class Question:
    """A query. ``words`` are stems, but for a prefix; ``days`` are the first and the last as numbers, both included."""

    kind: Kind
    words: tuple[str, ...]
    days: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sample:
    """What queries are drawn from. ``frequencies`` is the number of articles with a stem in their body."""

    articles: int
    frequencies: Mapping[str, int]
    documents: Sequence[Document]


def draw_sample(corpus: Corpus) -> Sample:
    """Read a corpus for its queries."""
    tell(f"counting the words of {corpus.articles:,} articles ...")
    return sample_of(documents(corpus), corpus.articles)


def sample_of(every: Iterable[Document], count: int) -> Sample:
    """Return the sample of ``count`` articles."""
    frequencies: Counter[str] = Counter()
    chosen: list[Document] = []
    step = max(1, count // SAMPLE)
    for number, document in enumerate(every):
        frequencies.update(set(document.body.split()))
        if number % step == 0 and document.title and document.body:
            chosen.append(document)
    return Sample(count, frequencies, chosen)


def questions(sample: Sample, count: int) -> dict[Kind, list[Question]]:
    """Return at most so many different queries of each kind; fewer where a small corpus has no more."""
    return {kind: _draw(kind, sample, count) for kind in KINDS}


def _draw(kind: Kind, sample: Sample, count: int) -> list[Question]:
    chance = random.Random(f"{kind}")
    if kind in ("rare term", "frequent term"):
        low, high = RARE if kind == "rare term" else (share * sample.articles for share in FREQUENT_SHARE)
        terms = sorted(term for term, found in sample.frequencies.items() if low <= found <= high and term.isalpha())
        chance.shuffle(terms)
        return [Question(kind, (term,)) for term in terms[:count]]
    order = list(sample.documents)
    chance.shuffle(order)
    analyzer, found = Analyzer(), dict[Question, None]()
    for document in order:
        if len(found) == count:
            break
        if question := _ask_for(kind, document, analyzer, chance):
            found[question] = None
    return list(found)


def _ask_for(kind: Kind, document: Document, analyzer: Analyzer, chance: random.Random) -> Question | None:
    """Return a query of a kind for one article; None when it has not the words for it."""
    if kind == "headline OR":
        return _of(kind, list(dict.fromkeys(document.title.split())), 1)
    if kind == "phrase":
        words = document.body.split()
        place = int(chance.random() * (len(words) - 1))
        return _of(kind, list(dict.fromkeys(words[place : place + 2])), 2)
    telling = [word.stem for word in analyzer.words(document.raw_title) if not is_stop_word(word)]
    telling = [stem for stem in dict.fromkeys(telling) if stem.isalpha()]
    chance.shuffle(telling)
    if kind == "prefix":
        return _of(kind, [stem[:PREFIX_LETTERS] for stem in telling if len(stem) >= LONG_WORD][:1], 1)
    if kind == "term + dates":
        return _of(kind, telling[:1], 1, _week(document.day)) if document.day else None
    words_needed = 2 if kind == "2 AND" else 3
    return _of(kind, telling[:words_needed], words_needed)


def _of(kind: Kind, words: list[str], needed: int, days: tuple[int, int] | None = None) -> Question | None:
    return Question(kind, tuple(words), days) if len(words) >= needed else None


def _week(day: int) -> tuple[int, int]:
    first = date(day // 10_000, day // 100 % 100, day % 100)
    return day, day_number(first + WEEK)


def raw_headlines(sample: Sample, count: int) -> list[str]:
    """Return headlines as they were written, for the product."""
    order = list(sample.documents)
    random.Random("headlines").shuffle(order)
    return [document.raw_title for document in order[:count]]


def three_words(headlines: Iterable[str]) -> list[str]:
    """Return three words of each headline that has so many besides its stop words."""
    analyzer, chance, found = Analyzer(), random.Random("three words"), []
    for headline in headlines:
        words = list(dict.fromkeys(word.written for word in analyzer.words(headline) if not is_stop_word(word)))
        chance.shuffle(words)
        if len(words) >= 3:
            found.append(" ".join(words[:3]))
    return found
