"""What is each kind of evidence worth? Ranks the queries again without it, its weight 0 and all else as it is.

Usage: python -m benchmarks.ablation small|whole

The pools are indexed as `benchmarks.quality` does it, and a query's candidates are chosen anew for each row of the
table. The other weights were tuned with all kinds there: without one, better weights for the rest would make up for a
part of what is lost. Nothing fails here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from benchmarks.measures import score
from benchmarks.pools import build, choose_for, known_item_articles, question_paragraphs
from benchmarks.quality import DATA, tell
from benchmarks.sets import SIZES, TYPED, known_item_sets, question_sets
from benchmarks.tables import CHANCE, worth_table
from index.arabic.analyzer import Analyzer
from index.asked import Dictionary, identity
from index.codec.best import largest
from index.engine import Kind
from index.folder import open_snapshot
from index.loose import Scoring
from index.matching import Matching
from index.ranking import Ranking
from index.story import CANDIDATES, stories
from searcher.parser import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from benchmarks.measures import Result
    from benchmarks.sets import QuerySet, Size
    from index.asked import Asked, Identity
    from index.matching import Leaf
    from index.snapshot import Floats, Snapshot

KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind not in ("place", "recency"))
"""The articles of the sets have no section, no source and no date: two kinds have nothing to add."""

ROWS: Mapping[str, Collection[Kind]] = {
    "all": KINDS,
    **{f"without {kind}": [other for other in KINDS if other != kind] for kind in KINDS},
    "without lead, near, order": ("spelling", "clitic", "form", "coverage"),
    "spelling, clitic, form only": ("spelling", "clitic", "form"),
}
"""Row of the table → the kinds that count there."""

SHOWN = 10
"""As many hits as MRR@10 looks at."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table, and return the exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.ablation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("size", choices=SIZES)
    size = SIZES[parser.parse_args(arguments).size]
    if not (DATA / "relevance").is_dir():
        print(f"SKIPPED: the worth of the evidence. There are no relevance sets in {DATA}; see benchmarks.quality.")
        return 0
    news = known_item_sets(DATA / "relevance", size, ("headline", "short3", *TYPED))
    questions = question_sets(DATA / "relevance", size)
    results = dict(run_sets(news, known_item_articles(DATA), size))
    results |= run_sets(questions, question_paragraphs(DATA), size)
    print(worth_table([*news, *questions], results))
    print(f"\nMRR@10; in brackets a typed set's loss against its clean twins; * p < {CHANCE} against the first row.")
    print("The articles of these sets have no section, source or date: place and recency cannot be measured.")
    return 0


def run_sets(
    sets: Sequence[QuerySet], pool: Iterator[tuple[str, str]], size: Size
) -> Iterator[tuple[str, Mapping[str, Result]]]:
    """Index a pool, and yield each set's name with its result for every row."""
    with tempfile.TemporaryDirectory() as folder:
        tell(f"indexing the pool of {', '.join(queries.name for queries in sets)} ...")
        target = build(Path(folder), choose_for(sets, pool, size))
        bench = Bench(open_snapshot(target))
        for queries in sets:
            tell(f"{queries.name}: {len(queries.texts):,} queries ...")
            yield queries.name, bench.run(queries)


class Bench:
    """Works queries out on one index as `index.answering` does, for all rows at once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ranking = Ranking(snapshot)
        self._scoring = Scoring(snapshot, self._ranking)
        self._matching = Matching(snapshot, Dictionary(snapshot, Analyzer()), self._scoring)

    def run(self, queries: QuerySet) -> dict[str, Result]:
        """Return a set's result for each row."""
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for qid, text in queries.texts.items():
            for row, docids in self.rankings(text).items():
                lines[row] += [f"{qid} Q0 {docid} {rank} 0 x" for rank, docid in enumerate(docids, 1)]
        return {row: score("\n".join(lines[row]), queries.answers) for row in ROWS}

    def rankings(self, text: str) -> dict[str, list[str]]:
        """Return for each row the ids of a query's first hits."""
        matches = self._matching.matches(parse(text))
        documents = np.flatnonzero(matches.truths)
        if not len(documents):
            return {row: [] for row in ROWS}
        by_kind = self._by_kind(matches.leaves)
        scores = {row: total(by_kind, kinds, self._snapshot.size)[documents] for row, kinds in ROWS.items()}
        best = {row: largest(amounts, CANDIDATES) for row, amounts in scores.items()}
        looked_at = np.unique(np.concatenate(list(best.values())))
        told = stories(self._snapshot, documents[looked_at], self._asked(matches.leaves))
        by_kind = {story.kind: story.amounts.sum(axis=1) for story in told}
        hits = {}
        for row, kinds in ROWS.items():
            added = total(by_kind, kinds, len(looked_at))[np.searchsorted(looked_at, best[row])]
            first = best[row][largest(scores[row][best[row]] + added, SHOWN)]
            hits[row] = [self._snapshot.string("id", number).decode() for number in documents[first].tolist()]
        return hits

    def _by_kind(self, leaves: Sequence[Leaf]) -> dict[Kind, Floats]:
        """Return what each kind adds to every article before the story is looked at."""
        sums: defaultdict[Kind, Floats] = defaultdict(lambda: np.zeros(self._snapshot.size))
        for leaf in leaves:
            for asked in leaf.words:
                amounts = self._scoring.amounts(asked, within=leaf.within)
                for kind, amount in amounts.by_kind.items():
                    sums[kind][amounts.documents] += amount
        return dict(sums)

    def _asked(self, leaves: Sequence[Leaf]) -> list[tuple[Asked, float]]:
        """Return the query's words with their rarity."""
        asked: dict[Identity, tuple[Asked, float]] = {}
        for leaf in leaves:
            for one in leaf.words:
                asked.setdefault(identity(one.word), (one, one.boost * self._ranking.rarity(one.commonest())))
        return list(asked.values())


def total(by_kind: Mapping[Kind, Floats], kinds: Collection[Kind], size: int) -> Floats:
    """Return the sum of some kinds, for each of ``size`` articles."""
    return sum((amounts for kind, amounts in by_kind.items() if kind in kinds), np.zeros(size))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
