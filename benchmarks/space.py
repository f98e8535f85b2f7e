"""How many postings and bytes does an index need for its words?

A posting is a term and an article that it stands in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.tables import markdown
from index.arabic.analyzer import Analyzer
from index.arabic.stopwords import is_stop_word
from index.codec.arrayfile import ArrayFile
from index.codec.reading import DOCUMENTS_KIND, TERMS_KIND
from index.codec.segment import DOCUMENTS, TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

KINDS = {
    "/terms/bytes": "dictionary",
    "/terms/ends": "dictionary",
    "/starts": "dictionary",
    "/codes": "dictionary",
    "column/words/": "words in order",
    "column/": "other columns",
    "length/": "other columns",
    "stored/": "stored articles",
    "": "postings",
}
"""Part of an array's name → what it holds; the first part that fits counts. Among the terms are ids, too."""


@dataclass(frozen=True)
class Counts:
    """The words and postings of a pool."""

    running: int
    written: int
    """Postings of written words, as we index them."""
    stems: int
    """Postings of stems."""
    telling_stems: int
    """Postings of stems, stop words left out."""


def count(bodies: Iterable[str]) -> Counts:
    """Count the words and postings of articles."""
    analyzer, sums = Analyzer(), np.zeros(4, np.int64)
    for body in bodies:
        words = analyzer.words(body)
        telling = {word.stem for word in words if not is_stop_word(word)}
        sums += len(words), len({word.written for word in words}), len({word.stem for word in words}), len(telling)
    return Counts(*sums.tolist())


def file_bytes(folder: Path) -> Counter[str]:
    """Return what is held → bytes; what no array holds, such as checksums, is among ``all else``."""
    found: Counter[str] = Counter()
    for path in folder.iterdir():
        found["all else"] += path.stat().st_size
        if path.suffix in (TERMS, DOCUMENTS):
            file = ArrayFile(path, {TERMS: TERMS_KIND, DOCUMENTS: DOCUMENTS_KIND}[path.suffix])
            for name in file.names():
                size_bytes = file.count(name) * file.dtype(name).itemsize
                found[next(kind for part, kind in KINDS.items() if part in name)] += size_bytes
                found["all else"] -= size_bytes
    return found


def segments(folder: Path) -> int:
    """Return into how many parts an index is divided, each searched by itself."""
    return len(list(folder.glob(f"*{TERMS}")))


def postings_table(counts: Counts) -> str:
    """Show the number of postings, in all and by running word."""
    names = {
        "written words (ours)": counts.written,
        "stems": counts.stems,
        "stems, no stop words": counts.telling_stems,
    }
    rows = [[name, f"{number:,}", f"{number / counts.running:.3f}"] for name, number in names.items()]
    return markdown([["postings of", f"of {counts.running:,} running words", "a running word"], *rows])


def bytes_table(indexes: Mapping[str, Counter[str]], running: int) -> str:
    """Show the bytes of indexes by what they hold, in all and by running word; the first one has every kind."""
    names = [kind for kind, _ in next(iter(indexes.values())).most_common()]
    rows = [[kind, *(_size(sizes[kind], running) for sizes in indexes.values())] for kind in names]
    rows.append(["all", *(_size(sizes.total(), running) for sizes in indexes.values())])
    return markdown([["MB (bytes a running word)", *indexes], *rows])


def _size(size_bytes: int, running: int) -> str:
    return f"{size_bytes / 1e6:.1f} ({size_bytes / running:.2f})"
