"""How fast are queries answered, and do all engines find the same number of articles? Fails where they do not.

Usage: python -m benchmarks.speed [--stock] [--queries N] [--rounds N] SIZE...

A SIZE is 31k, 300k, 1M, or another number with k or M: see `benchmarks.corpus`. `benchmarks.questions` says what is
asked, `benchmarks.systems` how each engine is asked, and `benchmarks.timing` what is counted.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from benchmarks.arguments import left_out, left_out_note, size_parser
from benchmarks.builds import ENGINES, built, folder_of, systems
from benchmarks.corpus import has_news, open_corpus
from benchmarks.figures import figure, geometric_mean, growth_rows, middle_and_quartiles, middle_and_slow
from benchmarks.quality import DATA, tell
from benchmarks.questions import draw_sample, questions
from benchmarks.results_section import Part, save_part
from benchmarks.systems import HITS, OURS
from benchmarks.tables import markdown
from benchmarks.timing import Effort, time_all

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from benchmarks.corpus import Corpus
    from benchmarks.figures import Floats
    from benchmarks.questions import Kind
    from benchmarks.timing import Timed

    Results = Mapping[Kind, Mapping[str, Timed]]
    Clock = Literal["cpu", "wall", "cpu_again", "wall_again"]


@dataclass(frozen=True)
class Measured:
    """What was measured on a corpus. ``segments`` is into how many parts each engine's index is divided."""

    results: Results
    segments: Mapping[str, int]


def main(arguments: Sequence[str]) -> int:
    """Measure, print and keep the tables, and return the exit status."""
    options = read_arguments(arguments)
    if not has_news():
        print(f"SKIPPED: the speed of queries. There is no news in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    wrong: list[str] = []
    headlines: dict[int, float] = {}
    command = f"python -m benchmarks.speed {' '.join(arguments)}"
    for size in options.sizes:
        corpus = open_corpus(size, options.folder)
        absent = left_out(corpus, stock=options.stock)
        measured = measure(corpus, options.effort, absent)
        wrong += [f"{size}, {fault}" for fault in disagreements(measured.results)]
        text = "\n\n".join([*left_out_note(absent, ENGINES), report(corpus, measured, options.effort)])
        save_part(Part(f"Queries, {size}", command, text))
        headlines[corpus.articles] = float(np.median(measured.results["headline OR"][OURS].cpu))
    if len(headlines) > 1:
        save_part(Part("Growth of headline OR", command, markdown(growth_rows(headlines, "CPU ms of ours"))))
    print("\n".join(["", *wrong]) if wrong else "\nAll engines find the same number of articles for every query.")
    return int(bool(wrong))


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return ``sizes``, ``stock`` and ``effort`` from the command line."""
    parser, usual = size_parser("benchmarks.speed", __doc__), Effort()
    parser.add_argument("--queries", type=int, default=usual.queries, help="of each kind (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=usual.rounds, help="that count (default: %(default)s)")
    options = parser.parse_args(arguments)
    options.effort = Effort(options.queries, options.rounds)
    return options


def measure(corpus: Corpus, effort: Effort, absent: Collection[str]) -> Measured:
    """Build what is not there, and time the engines on a corpus."""
    wanted = {name: system for name, system in systems().items() if name not in absent}
    for name in wanted:
        built(corpus, name)
    asked = questions(draw_sample(corpus), effort.queries)
    with ExitStack() as stack:
        opened = {
            name: stack.enter_context(system.open(folder_of(corpus, name) / "index")) for name, system in wanted.items()
        }
        results = time_all({kind: some for kind, some in asked.items() if some}, opened, effort)
        return Measured(results, {name: engine.segments for name, engine in opened.items()})


def disagreements(results: Results) -> Iterator[str]:
    """Say for which queries an engine counts other hits than ours does."""
    for kind, timed in results.items():
        for name, one in timed.items():
            for number, (theirs, ours) in enumerate(zip(one.totals, timed[OURS].totals, strict=False)):
                if theirs != ours:
                    yield f"{kind}, query {number}: {name} counts {theirs:,} hits, ours {ours:,}"


def report(corpus: Corpus, measured: Measured, effort: Effort) -> str:
    """Return the tables for one corpus."""
    results = measured.results
    head = ["", *results]
    segments = ", ".join(f"{name} {number}" for name, number in measured.segments.items())
    return "\n\n".join([
        f"{corpus.articles:,} articles, {corpus.raw_bytes / 1e6:,.0f} MB of text; {effort.queries} queries a kind,"
        f" {effort.rounds} rounds after one to warm up, one thread, engines in turns; the ten best and the number of"
        f" all hits. Segments: {segments}. CPU milliseconds of the thread, median / 95 of 100 under:",
        markdown([head, *time_rows(results, "cpu")]),
        "The same on the clock:",
        markdown([head, *time_rows(results, "wall")]),
        "How many times ours that CPU time is, query by query: median (quartiles); geometric mean of the medians:",
        markdown([[*head, "all"], *ratio_rows(results, "cpu")]),
        "Asked the same once more at once, with its data in the processor's caches; CPU milliseconds:",
        markdown([head, *time_rows(results, "cpu_again")]),
        "How many times ours that is:",
        markdown([[*head, "all"], *ratio_rows(results, "cpu_again")]),
        "How many hits there were, median / most; how many queries an engine was asked; and, where there are more than"
        " ten hits, which share of our ten best it has among its own:",
        markdown([head, *hit_rows(results)]),
    ])  # fmt: skip


def engines(results: Results) -> list[str]:
    """Return the names of the engines, ours first."""
    return list(next(iter(results.values())))


def time_rows(results: Results, clock: Clock) -> list[list[str]]:
    """Return a row of times for each engine."""
    return [
        [name, *(middle_and_slow(getattr(timed[name], clock)) for timed in results.values())]
        for name in engines(results)
    ]


def ratio_rows(results: Results, clock: Clock) -> list[list[str]]:
    """Return a row for each engine but ours: how many times as long it takes."""
    rows = []
    for name in engines(results)[1:]:
        found = [ratios(timed, name, clock) for timed in results.values()]
        mean = geometric_mean([float(np.median(one)) for one in found])
        rows.append([name, *map(middle_and_quartiles, found), figure(mean)])
    return rows


def ratios(timed: Mapping[str, Timed], name: str, clock: Clock) -> Floats:
    """Return how many times as long as ours an engine takes, for each query that it was asked."""
    theirs: Floats = getattr(timed[name], clock)
    ours: Floats = getattr(timed[OURS], clock)
    return theirs / ours[: len(theirs)]


def hit_rows(results: Results) -> list[list[str]]:
    """Return rows of what was found, how much was asked of whom, and how far the best hits are the same."""
    names, totals = engines(results), [timed[OURS].totals for timed in results.values()]
    rows = [["hits", *(f"{int(np.median(one)):,} / {max(one):,}" for one in totals)]]
    rows += [[f"{name}: queries", *(str(len(timed[name].totals)) for timed in results.values())] for name in names]
    for name in names[1:]:
        rows.append([f"{name}: of our ten", *(f"{common_share(timed, name):.2f}" for timed in results.values())])
    return rows


def common_share(timed: Mapping[str, Timed], name: str) -> float:
    """Return the share of our best hits that an engine has among its own, over the queries with more than it shows."""
    found = zip(timed[OURS].best, timed[name].best, timed[name].totals, strict=False)
    shares = [len({*ours} & {*theirs}) / HITS for ours, theirs, total in found if total > HITS]
    return float(np.mean(shares)) if shares else 1.0


if __name__ == "__main__":
    tell("times mean little while other work goes on beside")
    sys.exit(main(sys.argv[1:]))
