"""How fast is the whole product: from what a reader types to ten results with snippets?

Usage: python -m benchmarks.product SIZE...

Queries are headlines, and three words of a headline, as they were written. A new process is asked some, then twice as
many that are not measured, then as many new ones again, and these once more: at first the process knows no word and has
read nothing, then it has been serving for a while, at last it knows all words that are asked. Suggestions are asked for
as headlines are typed, once they are prepared. New articles go into a copy of the index; another
process adds one after the other, and each is searched for here, again and again, until it is found.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.arguments import size_parser
from benchmarks.builds import PRODUCT, built, folder_of
from benchmarks.corpus import has_news, open_corpus
from benchmarks.figures import figure, growth_rows, middle_and_slow
from benchmarks.pools import BAHITH
from benchmarks.quality import DATA, ROOT, tell
from benchmarks.questions import draw_sample, raw_headlines, three_words
from benchmarks.results_section import Part, save_part
from benchmarks.tables import markdown
from index.engine import open_engine
from searcher.results import Search
from searcher.search import Searcher
from web.facets import COUNTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.corpus import Corpus

QUERIES = 1_000
"""A quarter of them is asked of a new process, two quarters in between, and the last of it as it is then."""

TYPED = 250
"""Headlines that are typed for suggestions."""

STARTS = 5
ADDED = 12
NEW, SERVING, AGAIN = "in a new process", "in one that has been serving", "asked again"
HEADLINES, THREE_WORDS = "headline", "three words"
TYPED_LETTERS = (1, 2, 3, 4, 6, 9, 13, 18)
"""Suggestions are asked for when so many characters are typed."""

PATIENCE_SECONDS = 30.0
"""How long an added article is searched for."""


class Spent(NamedTuple):
    """The milliseconds of a search: of the thread on a processor, and on the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Product:
    """What was measured. ``times`` has, by kind of query and turn, what each query took."""

    times: Mapping[tuple[str, str], Sequence[Spent]]
    start_seconds: Sequence[float]
    memory_bytes: Mapping[str, int]
    warm_seconds: float
    suggest_ms: Sequence[float]
    commit_ms: Sequence[float]
    visible_ms: Sequence[float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print and keep the tables, and return the exit status."""
    options = size_parser("benchmarks.product", __doc__).parse_args(arguments)
    if not has_news():
        print(f"SKIPPED: the speed of the product. There is no news in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    headlines: dict[int, float] = {}
    command = f"python -m benchmarks.product {' '.join(arguments)}"
    for size in options.sizes:
        corpus = open_corpus(size, options.folder)
        measured = measure(corpus)
        text = f"{corpus.articles:,} articles.\n\n{markdown(time_rows(measured))}\n\n{markdown(other_rows(measured))}"
        save_part(Part(f"The whole product, {size}", command, text))
        headlines[corpus.articles] = float(np.median([spent.cpu for spent in measured.times[HEADLINES, SERVING]]))
    if len(headlines) > 1:
        save_part(
            Part(
                "Growth of the product's headline query",
                command,
                markdown(growth_rows(headlines, "CPU ms")),
            )
        )
    return 0


def measure(corpus: Corpus) -> Product:
    """Build the index if it is not there, and measure everything."""
    built(corpus, PRODUCT)
    folder = folder_of(corpus, PRODUCT) / "index"
    headlines = raw_headlines(draw_sample(corpus), QUERIES)
    queries = {HEADLINES: headlines, THREE_WORDS: three_words(headlines)}
    times = time_queries(folder, queries)
    tell("starting processes ...")
    starts = [start_seconds(folder, text) for text in queries[THREE_WORDS][:STARTS]]
    memory = serving_memory(folder, [text for texts in queries.values() for text in texts])
    warm, suggested = time_suggestions(folder, headlines[:TYPED])
    commits, visible = add_until_seen(folder, ADDED)
    return Product(times, starts, memory, warm, suggested, commits, visible)


def time_queries(folder: Path, queries: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], list[Spent]]:
    """Return what each query took, by kind and by what the process knows; in one new reader a kind."""
    times: dict[tuple[str, str], list[Spent]] = {}
    for kind, texts in queries.items():
        tell(f"asking {len(texts)} × {kind} ...")
        with closing(Searcher(open_engine(folder))) as searcher:
            quarter = len(texts) // 4
            searcher.search(Search(text=texts[quarter]))  # opens files
            times[kind, NEW] = [time_search(searcher, text) for text in texts[:quarter]]
            for text in texts[quarter:-quarter]:
                searcher.search(Search(text=text))
            for turn in (SERVING, AGAIN):
                times[kind, turn] = [time_search(searcher, text) for text in texts[-quarter:]]
    return times


def time_search(searcher: Searcher, text: str) -> Spent:
    """Return what a search took."""
    wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
    searcher.search(Search(text=text, facets=COUNTED))
    return Spent((time.thread_time_ns() - cpu) / 1e6, (time.perf_counter_ns() - wall) / 1e6)


def time_suggestions(folder: Path, headlines: Sequence[str]) -> tuple[float, list[float]]:
    """Return the seconds of preparing suggestions, and the milliseconds of each time that some were asked for."""
    tell("suggesting ...")
    with closing(Searcher(open_engine(folder))) as searcher:
        began = time.perf_counter()
        searcher.warm()
        warm = time.perf_counter() - began
        spent = []
        for text in (headline[:letters] for headline in headlines for letters in TYPED_LETTERS):
            began = time.perf_counter()
            searcher.suggest(text)
            spent.append((time.perf_counter() - began) * 1000)
    return warm, spent


def start_seconds(folder: Path, text: str) -> float:
    """Return how long a new process takes to answer one query."""
    started = time.perf_counter()
    subprocess.run([BAHITH, "search", text, "--index", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def serving_memory(folder: Path, queries: Sequence[str]) -> dict[str, int]:
    """Return the memory of a process that has answered queries: figure → bytes."""
    command = [sys.executable, "-m", "benchmarks.serving", "memory", str(folder)]
    lines = "".join(" ".join(text.split()) + "\n" for text in queries)
    done = subprocess.run(command, check=True, input=lines, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    figures: dict[str, int] = json.loads(done.stdout)
    return figures


def add_until_seen(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Return, for each of some new articles, the milliseconds until another process had it, and until we found it."""
    tell("adding articles to a copy ...")
    with tempfile.TemporaryDirectory(dir=folder.parent) as parent:
        copy = shutil.copytree(folder, Path(parent) / "copy")
        command = [sys.executable, "-m", "benchmarks.serving", "write", str(copy)]
        with (
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer,
            closing(Searcher(open_engine(copy))) as searcher,
        ):
            spent = [_add(writer, searcher, f"new{number}") for number in range(count)]
            writer.communicate()
    return [committed for committed, _ in spent], [visible for _, visible in spent]


def _add(writer: subprocess.Popen[str], searcher: Searcher, article_id: str) -> tuple[float, float]:
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(f"{article_id}\n")
    writer.stdin.flush()
    end = time.monotonic() + PATIENCE_SECONDS
    while not searcher.search(Search(text=article_id)).total:
        if time.monotonic() > end:
            raise TimeoutError(f"{article_id} was added, and not found within {PATIENCE_SECONDS:.0f} seconds")
    seen = time.monotonic()
    told = json.loads(writer.stdout.readline())
    return (told["committed"] - told["began"]) * 1000, (seen - told["began"]) * 1000


def time_rows(measured: Product) -> list[list[str]]:
    """Return a head and a row for each kind of query and turn."""
    rows = [["ten results with snippets and facets", "queries", "CPU ms, median / 95 of 100 under", "ms on the clock"]]
    for (kind, turn), spent in measured.times.items():
        rows.append([f"{kind}, {turn}", str(len(spent)), *map(middle_and_slow, zip(*spent, strict=True))])
    return rows


def other_rows(measured: Product) -> list[list[str]]:
    """Return a head and a row for everything else."""
    own, mapped = (measured.memory_bytes[name] / 1e6 for name in ("RssAnon", "RssFile"))
    return [
        ["", "", "median, most"],
        ["a new process to its first answer: `bahith search`", "s", _middle_and_most(measured.start_seconds)],
        ["a serving process's own memory, after these queries", "MB", figure(own)],
        ["the mapped pages of files that it has seen, which processes share", "MB", figure(mapped)],
        ["preparing suggestions and corrections, once a start", "s", figure(measured.warm_seconds)],
        ["suggestions as one types: median / 95 of 100 under", "ms", middle_and_slow(measured.suggest_ms)],
        ["one article added until it is committed", "ms", _middle_and_most(measured.commit_ms)],
        ["until a reader in another process finds it", "ms", _middle_and_most(measured.visible_ms)],
    ]


def _middle_and_most(values: Sequence[float]) -> str:
    return f"{figure(float(np.median(values)))}, {figure(max(values))}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
