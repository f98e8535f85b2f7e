"""How well are articles ranked? Measured on known-item queries and questions; fails below the floors.

Usage: python -m benchmarks.quality small|whole [--save]

For each pool of articles an index is built by ``bahith add``, and each set of queries is run on it by ``bahith batch``.
The tables show, by set, how high the right article stands (MRR@10, nDCG@10) and whether it is among the first hundred
(R@100); what queries typed otherwise lose against the same queries as they were; and how the run differs from the one
that ``--save`` saved last. ``small`` takes 200 queries a set and a pool of 4,000 articles; ``whole`` takes everything.
The floors are in floors.json beside this file: a change that falls below one fails, and one that rises well above
should raise it.

The queries and articles are not part of the project. They are looked for in ../shared/data beside it, or below the
folder that BAHITH_SHARED names; where they are absent nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.limits import faults, read_limits
from benchmarks.measures import Result, loss, measure
from benchmarks.pools import build, choose_for, known_item_articles, question_paragraphs
from benchmarks.sets import SIZES, QuerySet, Size, known_item_sets, question_sets
from benchmarks.significance import load, save, saved_path
from benchmarks.tables import comparison_table, loss_table, ranking_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.limits import Limits

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data"


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables, and return the exit status."""
    options = read_arguments(arguments)
    if not (DATA / "relevance").is_dir():
        print(f"SKIPPED: the quality floors. There are no relevance sets in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    limits = read_limits(options.size)
    size = SIZES[options.size]
    news = known_item_sets(DATA / "relevance", size, limits)
    questions = [queries for queries in question_sets(DATA / "relevance", size) if queries.name in limits]
    if missing := limits.keys() - {queries.name for queries in (*news, *questions)}:
        sys.exit(f"floors.json names sets of {size.name} that have no queries: {', '.join(sorted(missing))}.")
    results = run_sets(news, known_item_articles(DATA), size) | run_sets(questions, question_paragraphs(DATA), size)
    return report([*news, *questions], results, limits, options.size, keep=options.save)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return ``size`` and ``save`` from the command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.quality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--save", action="store_true", help="keep this run, to compare later ones with it")
    return parser.parse_args(arguments)


def run_sets(sets: Sequence[QuerySet], pool: Iterator[tuple[str, str]], size: Size) -> dict[str, Result]:
    """Index a pool with the answers to some sets, run them, and return set → result; no sets need no pool."""
    if not sets:
        return {}
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        tell(f"indexing the pool of {', '.join(queries.name for queries in sets if not queries.clean)} ...")
        target = build(Path(folder), choose_for(sets, pool, size))
        tell(f"indexed in {time.perf_counter() - started:.1f} s")
        for number, queries in enumerate(sets, 1):
            tell(f"{number}/{len(sets)} {queries.name}: {len(queries.texts):,} queries ...")
            results[queries.name] = measure(queries, target)
            tell(f"    MRR@10 {results[queries.name].means['MRR@10']:.3f}, {results[queries.name].seconds:.1f} s")
    return results


def report(
    sets: Sequence[QuerySet], results: Mapping[str, Result], limits: Mapping[str, Limits], size: str, *, keep: bool
) -> int:
    """Print the tables and what is wrong, and return the exit status."""
    print(ranking_table(sets, results, limits), loss_table(sets, results, limits), sep="\n\n")
    print("\nLucene's figures are those of the whole pools.")
    print("", compare_with_saved(results, limits, saved_path(size), keep=keep), sep="\n")
    wrong = [fault for queries in sets for fault in set_faults(queries, results, limits[queries.name])]
    print("\n".join(["", *wrong]) if wrong else "\nEvery set keeps its limits.")
    return int(bool(wrong))


def compare_with_saved(results: Mapping[str, Result], limits: Mapping[str, Limits], saved: Path, *, keep: bool) -> str:
    """Say how the sets with floors differ from the saved run, and save this one in its place if it is to be kept."""
    old = load(saved)
    new = {name: results[name].reciprocal_ranks for name, limit in limits.items() if limit.floors}
    if keep:
        save(saved, new)
    return comparison_table(old, new) if old else f"There is no run in {saved} to compare with."


def set_faults(queries: QuerySet, results: Mapping[str, Result], limits: Limits) -> list[str]:
    """Say which limits a set does not keep."""
    result = results[queries.name]
    lost = loss(results[queries.clean], result) if queries.clean else None
    return faults(queries.name, limits, result.means, lost)


def tell(text: str) -> None:
    """Say what goes on, on standard error."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
