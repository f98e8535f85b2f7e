"""What is every engine given? The same words of each article: their stems, with a space between them.

A corpus is analysed once, by our own analyzer, and kept beside its articles. So engines are compared on the same terms
in the same places, whatever they would make of Arabic themselves.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from benchmarks.corpus import TELL_EVERY, read_articles
from benchmarks.quality import tell
from index.arabic.analyzer import ANALYZER_VERSION, Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from benchmarks.corpus import Corpus
    from documents.article import Article


@dataclass(frozen=True, slots=True)
class Document:
    """An article for all engines. ``title`` and ``body`` are stems; ``day`` is 20150721, or 0 when it is unknown."""

    id: str
    day: int
    title: str
    body: str
    raw_title: str
    raw_body: str


def analysed(article: Article, analyzer: Analyzer) -> Document:
    """Return an article's stems beside its texts."""
    title, body = (" ".join(word.stem for word in analyzer.words(text)) for text in (article.title, article.body))
    return Document(article.id, day_number(article.published), title, body, article.title, article.body)


def day_number(day: date | None) -> int:
    """Return a day as a number in which days are in order; 0 for none."""
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


def terms_path(corpus: Corpus) -> Path:
    """Return the file with the analysed articles of a corpus, made now if it is not there."""
    path = corpus.folder / f"terms-{ANALYZER_VERSION}.jsonl"
    if not path.exists():
        tell(f"analysing {corpus.articles:,} articles ...")
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8") as lines:
            for number, document in enumerate(analyse(corpus), 1):
                lines.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")
                if number % TELL_EVERY == 0:
                    tell(f"    {number:,} articles")
        unfinished.replace(path)
    return path


def analyse(corpus: Corpus) -> Iterator[Document]:
    """Yield the articles of a corpus, read and analysed now."""
    analyzer = Analyzer()
    return (analysed(article, analyzer) for article in read_articles(corpus.path))


def documents(corpus: Corpus) -> Iterator[Document]:
    """Yield the articles of a corpus, analysed before."""
    with terms_path(corpus).open(encoding="utf-8") as lines:
        for line in lines:
            yield Document(**json.loads(line))
