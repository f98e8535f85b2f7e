"""Which articles are the engines compared on? Real news, and many more articles made of its sentences.

A corpus is named by its size: ``31k`` is every article of the Saudi news, ``4k`` the first 4,000 of them; larger ones,
``300k`` and ``1M``, are made by recombining the sentences of all the news. Such an article has the number of sentences,
the source and the day of one real article, its sentences come from three, and its headline is half of one headline and
half of another. The same size gives the same articles everywhere. A corpus is made once, as JSON Lines that
``bahith add`` reads.

What this cannot show: no new words appear as such a corpus grows, where real news brings new names all the time; every
sentence stands in several articles; and the words of an article belong together less than those of a real one.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.quality import DATA, ROOT, tell
from documents.article import Article
from documents.formats.record import Found
from documents.reader import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

REAL, OTHER = "saudi-2015.jsonl.gz", "tunisia-2015-2017.jsonl.gz"
REAL_SIZE = "31k"
REAL_ARTICLES = 31_030

BENCH = ROOT / "var" / "bench"
"""What is made for the benchmarks; not under version control, and removed by hand."""

RECIPE = 1
"""Goes up with every change of what a corpus of a size is: then it is made again."""

SEED = 2015
PARENTS = 3
"""Articles that the sentences of a made one come from: few, so that words still meet that belong together."""

TELL_EVERY = 20_000

_SENTENCE_END = re.compile(r"(?<=[.!؟…])\s+|\s*\n\s*")


@dataclass(frozen=True)
class Corpus:
    """A corpus on the disk. ``raw_bytes`` is the UTF-8 of all headlines and bodies."""

    size: str
    folder: Path
    articles: int
    raw_bytes: int

    @property
    def path(self) -> Path:
        """The articles, one a line."""
        return self.folder / "articles.jsonl"


def articles_in(size: str) -> int:
    """Return the number of articles of a size such as 4k or 1M.

    Raises:
        ValueError: it is none.
    """
    if size == REAL_SIZE:
        return REAL_ARTICLES
    found = re.fullmatch(r"([1-9]\d*)([kM])", size)
    if found is None:
        raise ValueError(f"{size!r} is no size; expected a number with k or M behind it, such as 31k, 300k or 1M")
    return int(found[1]) * (1000 if found[2] == "k" else 1_000_000)


def has_news() -> bool:
    """Tell whether the news is there that every corpus is made of."""
    return all((DATA / "news" / name).is_file() for name in (REAL, OTHER))


def open_corpus(size: str, bench: Path = BENCH) -> Corpus:
    """Return the corpus of a size, made now if it is not there."""
    folder = bench / size
    facts = folder / "corpus.json"
    if facts.is_file():
        kept = json.loads(facts.read_text(encoding="utf-8"))
        if kept["recipe"] == RECIPE:
            return Corpus(size, folder, kept["articles"], kept["raw_bytes"])
    count = articles_in(size)
    folder.mkdir(parents=True, exist_ok=True)
    tell(f"making the corpus of {count:,} articles in {folder} ...")
    articles, raw_bytes = _write(folder / "articles.jsonl", choose_articles(count))
    facts.write_text(json.dumps({"recipe": RECIPE, "articles": articles, "raw_bytes": raw_bytes}), encoding="utf-8")
    return Corpus(size, folder, articles, raw_bytes)


def choose_articles(count: int) -> Iterator[Article]:
    """Yield so many articles: real ones while there are enough, else made ones."""
    if count <= REAL_ARTICLES:
        return islice(read_articles(DATA / "news" / REAL), count)
    return recombine([article for name in (REAL, OTHER) for article in read_articles(DATA / "news" / name)], count)


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file, as ``bahith add`` reads them."""
    return (record.article for record in read_file(path) if isinstance(record, Found))


def recombine(articles: Sequence[Article], count: int) -> Iterator[Article]:
    """Yield so many articles made of the sentences of others, the same at every call."""
    chance = random.Random(SEED)
    sentences = [split_sentences(article.body) for article in articles]
    for number in range(count):
        # random() gives the same numbers in every version of Python; choice() need not
        parents = [int(chance.random() * len(articles)) for _ in range(PARENTS)]
        first, second = articles[parents[0]], articles[parents[1]]
        drawn = [sentences[parents[int(chance.random() * PARENTS)]] for _ in sentences[parents[0]]]
        body = "\n".join(pool[int(chance.random() * len(pool))] for pool in drawn if pool)
        yield Article(f"mix-{number}", _join(first.title, second.title), body, first.published, source=first.source)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, with what ends them."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def _join(first: str, second: str) -> str:
    """Return the first half of one headline and the second half of another."""
    start, end = first.split(), second.split()
    return " ".join([*start[: (len(start) + 1) // 2], *end[len(end) // 2 :]])


def _write(path: Path, articles: Iterable[Article]) -> tuple[int, int]:
    """Write articles, one a line; return their number and the bytes of their text."""
    count = raw_bytes = 0
    with path.open("w", encoding="utf-8") as lines:
        for count, article in enumerate(articles, 1):
            raw_bytes += len(article.title.encode()) + len(article.body.encode())
            record = {name: value for name, value in article.to_json().items() if value}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            if count % TELL_EVERY == 0:
                tell(f"    {count:,} articles")
    return count, raw_bytes
