"""Which articles are most like one, and none of them a copy of it or of another?

An article is asked for by its telling words: those that are frequent in it and rare elsewhere, more so in its headline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.arabic.stopwords import is_stop_word
from index.deadline import check_time
from index.ranking import K1
from index.schema import TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.arabic.analyzer import Analyzer
    from index.asked import Asked
    from index.ranking import Ranking
    from index.snapshot import Documents, Snapshot

TELLING_WORDS = 14
"""So many of an article's words ask for others like it: more make it slower, and no better."""

MAX_WORDS = 400
"""The words of an article that are looked at: its headline and the opening of its text."""

LOOKED_UP = 60
"""Of these, the ones that are most frequent in the article are looked up in the index."""

COPY = 0.6
"""Articles that share so much of their distinct words, as a part of all distinct words of the two, are near copies."""

PART, FEW_WORDS = 0.9, 30
"""An article that has so much of the words of a shorter one, which has so many at least, has it as a part."""

AROUND = 5
"""How many times as many articles are found as are wanted, so that some are left without the copies."""


def telling_texts(
    article: Article, analyzer: Analyzer, look_up: Callable[[str], list[Asked]], ranking: Ranking
) -> list[str]:
    """Return the words that an article is best asked for by, the most telling first, of those that are looked up."""
    counts: Counter[str] = Counter()
    for text, weight in ((article.title, TITLE_WEIGHT), (article.caption, 1.0), (article.body, 1.0)):
        words = [word for word in analyzer.words(text[: MAX_WORDS * 10])[:MAX_WORDS] if _may_tell(word.fold)]
        for word in words:
            if not is_stop_word(word):
                counts[word.written] += weight  # type: ignore[assignment]
    stems: dict[str, tuple[float, str]] = {}
    for written, count in counts.most_common(LOOKED_UP):
        for asked in look_up(written)[:1]:  # a letter that few writings have may be none by itself
            worth = count / (count + K1) * ranking.rarity(asked.commonest())
            if worth > stems.get(asked.word.stem, (0.0, ""))[0]:
                stems[asked.word.stem] = worth, written
    return [written for _, written in sorted(stems.values(), reverse=True)[:TELLING_WORDS]]


def _may_tell(fold: str) -> bool:
    return len(fold) > 1 and not fold.isdecimal()


def without_copies(snapshot: Snapshot, analyzer: Analyzer, number: int, documents: Documents, limit: int) -> list[int]:
    """Return the first ``limit`` of some documents that are no near copy of a document or of one another."""
    chosen: list[int] = []
    known = [_distinct(snapshot, analyzer, number)]
    for other in documents.tolist():
        check_time()
        words = _distinct(snapshot, analyzer, other)
        if other != number and not any(_are_copies(words, one) for one in known):
            chosen.append(other)
            known.append(words)
        if len(chosen) == limit:
            break
    return chosen


def _distinct(snapshot: Snapshot, analyzer: Analyzer, number: int) -> set[str]:
    """Return the folded words of an article: a copy may be spelled otherwise."""
    article = snapshot.article(number)
    return {word.fold for text in (article.title, article.caption, article.body) for word in analyzer.words(text)}


def _are_copies(one: set[str], other: set[str]) -> bool:
    shared, fewer = len(one & other), min(len(one), len(other))
    return shared >= COPY * len(one | other) or (fewer >= FEW_WORDS and shared >= PART * fewer)
