"""What do all kinds of evidence cost beside one field of stems? In postings, bytes and time.

Usage: python -m benchmarks.cost small|whole

Four systems are asked each query in turns, in one process, for the ids of ten hits: ours, with all evidence; ours
without the closer look at the best candidates, called matching; the field of `benchmarks.stems`, divided into as many
segments as ours; and the same as one segment. Then all are asked it again: now ours has what it looked up in the
dictionary in memory. On a busy machine only the ratios mean something.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from benchmarks.pools import build, choose_for, known_item_articles
from benchmarks.quality import DATA, tell
from benchmarks.sets import SIZES, known_item_sets
from benchmarks.space import bytes_table, count, file_bytes, postings_table, segments
from benchmarks.stems import build_stems, open_stems
from benchmarks.tables import markdown
from index.engine import Filters, Plan, open_engine
from searcher.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.sets import QuerySet

    System = Callable[[str], object]
    Seconds = Mapping[tuple[str, str], Sequence[float]]
    """Round and system → the time of each query, in the order of the queries."""

QUERIES, HITS = 300, 10
ROUNDS = ("first time", "again")
ALL, MATCHING, STEMS, ONE_SEGMENT = "all evidence", "matching", "stems", "stems, one segment"
TIME_HEAD = ["queries", "asked", "by", "median ms", "95 of 100 under, ms", "times stems, median", "quartiles"]


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
        stems = build_stems(Path(folder) / "stems", pool, segments(ours))
        joined = build_stems(Path(folder) / "joined", pool)
        counts = count(body for _, body in pool)
        print(f"Segments: {segments(ours)} of {len(pool):,} articles.\n", postings_table(counts), "", sep="\n")
        folders = {"ours": ours, STEMS: stems, ONE_SEGMENT: joined}
        print(bytes_table({name: file_bytes(path) for name, path in folders.items()}, counts.running), flush=True)
        with open_systems(ours, stems, joined) as systems:
            rows = [row for queries in sets for row in time_rows(queries.name, measure(queries, systems))]
    print("", markdown([TIME_HEAD, *rows]), sep="\n")
    return 0


@contextmanager
def open_systems(ours: Path, stems: Path, joined: Path) -> Iterator[dict[str, System]]:
    """Give what is timed, by name, in the order in which each query is asked; each remembers words for itself."""
    with (
        closing(open_engine(ours)) as whole,
        closing(open_engine(ours)) as first,
        open_stems(stems, HITS) as find,
        open_stems(joined, HITS) as find_joined,
    ):

        def match(text: str) -> object:
            with patch("index.answering.stories", return_value=[]):  # no candidate is looked at more closely
                return first.run(plan(text))

        yield {ALL: lambda text: whole.run(plan(text)), MATCHING: match, STEMS: find, ONE_SEGMENT: find_joined}


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


def time_rows(name: str, seconds: Seconds) -> list[list[str]]:
    """Return a row for each round and system: times, and query by query how many times those of stems they are."""
    return [_time_row([name, *key], spent, seconds[key[0], STEMS]) for key, spent in seconds.items()]


def _time_row(names: list[str], spent: Sequence[float], stems: Sequence[float]) -> list[str]:
    median, slow = np.percentile(spent, (50, 95)) * 1000
    low, middle, high = np.percentile(np.divide(spent, stems), (25, 50, 75))
    return [*names, f"{median:.1f}", f"{slow:.1f}", f"{middle:.2f}", f"{low:.2f} to {high:.2f}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
