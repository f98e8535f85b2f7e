"""What do all kinds of evidence cost beside one field of stems? In postings, bytes and time.

Usage: python -m benchmarks.cost small|whole

The field of stems is Whoosh's own text field in an index of its own, whose words are the stems of ours, searched with
Whoosh's Or and BM25F. Both are asked the same words in turns, in one process, for the ids of ten hits, without stop
words; "matching" is ours without the closer look at the best candidates. Every query is asked twice by each: the second
time, what it looked up in the dictionary is still in memory. On a busy machine only the ratios mean something.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from whoosh import fields, query, scoring
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.pools import build, choose_for, known_item_articles
from benchmarks.quality import DATA, tell
from benchmarks.sets import SIZES, known_item_sets
from benchmarks.tables import markdown
from index.arabic.analyzer import Analyzer
from index.arabic.stopwords import is_stop_word
from index.engine import Filters, Plan, open_engine
from index.whoosh_writer import POOL_MB
from searcher.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.sets import QuerySet

    System = Callable[[str], object]
    Seconds = Mapping[tuple[str, str], Sequence[float]]
    """Round and system → the time of each query, in the order of the queries."""

QUERIES, HITS = 300, 10
ROUNDS = ("first time", "again")
ALL, MATCHING, STEMS = "all evidence", "matching", "stems"
TIME_HEAD = ["queries", "asked", "by", "median ms", "95 of 100 under, ms", "times stems, median", "quartiles"]

KINDS_OF_FILE = {
    ".pst": "postings",
    ".trm": "dictionary",
    "words.col": "words in order",
    "_stored.col": "stored articles",
    ".col": "other columns",
}
"""End of a file's name → what the file holds; the first end that fits counts."""


@dataclass(frozen=True)
class Counts:
    """The words of a pool. A posting is a term and an article that it stands in."""

    running: int
    written: int
    """Postings of written words, as we index them."""
    stems: int
    """Postings of stems."""
    telling_stems: int
    """Postings of stems, stop words left out."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables, and return the exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.cost", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("size", choices=SIZES)
    size = SIZES[parser.parse_args(arguments).size]
    if not (DATA / "relevance").is_dir():
        print(f"SKIPPED: the cost of the evidence. There are no relevance sets in {DATA}; see benchmarks.quality.")
        return 0
    sets = known_item_sets(DATA / "relevance", size, ("headline", "short3"))
    pool = list(choose_for(sets, known_item_articles(DATA), size))
    with tempfile.TemporaryDirectory() as folder:
        tell("indexing the pool ...")
        ours = build(Path(folder), iter(pool))
        tell("indexing its stems ...")
        stems = build_stems(Path(folder) / "stems", pool)
        counts = count(body for _, body in pool)
        print(postings_table(counts), bytes_table(file_bytes(ours), file_bytes(stems), counts.running), sep="\n\n")
        systems = open_systems(ours, stems)
        rows = [row for queries in sets for row in time_rows(queries.name, measure(queries, systems))]
    print("", markdown([TIME_HEAD, *rows]), sep="\n")
    return 0


def build_stems(folder: Path, pool: Iterable[tuple[str, str]]) -> Path:
    """Index the stems of articles as one text field, without their texts and positions; return the index."""
    folder.mkdir()
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
    made = whoosh_index.create_in(folder, fields.Schema(id=fields.ID(stored=True), text=text))
    writer, analyzer = made.writer(limitmb=POOL_MB, compound=False), Analyzer()
    for docid, body in pool:
        writer.add_document(id=docid, text=" ".join(word.stem for word in analyzer.words(body)))
    writer.commit()
    return folder


def count(bodies: Iterable[str]) -> Counts:
    """Count the words and postings of articles."""
    analyzer, sums = Analyzer(), np.zeros(4, np.int64)
    for body in bodies:
        words = analyzer.words(body)
        telling = {word.stem for word in words if not is_stop_word(word)}
        sums += len(words), len({word.written for word in words}), len({word.stem for word in words}), len(telling)
    return Counts(*sums.tolist())


def file_bytes(folder: Path) -> Counter[str]:
    """Return kind of file → bytes."""
    found: Counter[str] = Counter()
    for file in folder.iterdir():
        kinds = (kind for end, kind in KINDS_OF_FILE.items() if file.name.endswith(end))
        found[next(kinds, "other files")] += file.stat().st_size
    return found


def open_systems(ours: Path, stems: Path) -> dict[str, System]:
    """Return what is timed, by name, in the order in which each query is asked; each remembers words for itself."""
    whole, first = open_engine(ours), open_engine(ours)
    searcher = whoosh_index.open_dir(stems).searcher(weighting=scoring.BM25F())
    analyzer = Analyzer()

    def match(text: str) -> object:
        with patch("index.answering.CANDIDATES", 0):  # none is looked at more closely
            return first.run(plan(text))

    def search_stems(text: str) -> object:
        words = analyzer.words(text)
        telling = [word for word in words if not is_stop_word(word)] or words
        wanted = query.Or([query.Term("text", stem) for stem in dict.fromkeys(word.stem for word in telling)])
        return [hit["id"] for hit in searcher.search(wanted, limit=HITS)]

    return {ALL: lambda text: whole.run(plan(text)), MATCHING: match, STEMS: search_stems}


def plan(text: str) -> Plan:
    """Return how our engine is asked."""
    return Plan(parse(text), Filters(), limit=HITS, with_articles=False)


def measure(queries: QuerySet, systems: Mapping[str, System]) -> Seconds:
    """Time the first queries of a set on all systems in turns."""
    tell(f"asking {queries.name} ...")
    texts = list(queries.texts.values())
    for ask in systems.values():
        ask(texts[-1])  # opens files
    seconds: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for text in texts[:QUERIES]:
        for asked in ROUNDS:
            for name, ask in systems.items():
                started = time.perf_counter()
                ask(text)
                seconds[asked, name].append(time.perf_counter() - started)
    return seconds


def postings_table(counts: Counts) -> str:
    """Show the number of postings, in all and by running word."""
    names = {
        "written words (ours)": counts.written,
        "stems": counts.stems,
        "stems, no stop words": counts.telling_stems,
    }
    rows = [[name, f"{number:,}", f"{number / counts.running:.3f}"] for name, number in names.items()]
    return markdown([["postings of", f"of {counts.running:,} running words", "a running word"], *rows])


def bytes_table(ours: Counter[str], stems: Counter[str], running: int) -> str:
    """Show the bytes of both indexes by kind of file, in all and by running word."""
    rows = [["files", "ours, MB", "bytes a word", "stems, MB", "bytes a word"]]
    for name in sorted(ours | stems, key=lambda kind: -ours[kind]):
        rows.append([name, *_sizes(ours[name], running), *_sizes(stems[name], running)])
    return markdown([*rows, ["all", *_sizes(ours.total(), running), *_sizes(stems.total(), running)]])


def _sizes(size_bytes: int, running: int) -> list[str]:
    return [f"{size_bytes / 1e6:.1f}", f"{size_bytes / running:.2f}"]


def time_rows(name: str, seconds: Seconds) -> list[list[str]]:
    """Return a row for each round and system: times, and how many times those of stems they are, query by query."""
    return [
        _time_row([name, asked, system], spent, seconds[asked, STEMS]) for (asked, system), spent in seconds.items()
    ]


def _time_row(names: list[str], spent: Sequence[float], stems: Sequence[float]) -> list[str]:
    median, slow = np.percentile(spent, (50, 95)) * 1000
    low, middle, high = np.percentile(np.divide(spent, stems), (25, 50, 75))
    return [*names, f"{median:.1f}", f"{slow:.1f}", f"{middle:.2f}", f"{low:.2f} to {high:.2f}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
