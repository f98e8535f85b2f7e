"""How good is a run, and what does another spelling cost?

The measures are those of ir-measures: MacAvaney, Macdonald and Ounis, "Streamlining evaluation with ir-measures"
(ECIR 2022).
"""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ir_measures
from ir_measures import RR, R, nDCG

from benchmarks.pools import BAHITH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from benchmarks.sets import QuerySet

MEASURES = {"MRR@10": RR @ 10, "nDCG@10": nDCG @ 10, "R@100": R @ 100}
"""The name in the tables and in floors.json → the measure."""

HITS = 100


@dataclass(frozen=True)
class Result:
    """What a set's run came to."""

    means: Mapping[str, float]
    """Name of `MEASURES` → mean over all queries of the set."""
    reciprocal_ranks: Mapping[str, float]
    """Query id → RR@10."""
    seconds: float

    @property
    def milliseconds_per_query(self) -> float:
        """The time of ``bahith batch``, its start included, by query."""
        return 1000 * self.seconds / len(self.reciprocal_ranks)


def measure(queries: QuerySet, target: Path) -> Result:
    """Run a set with ``bahith batch`` on an index, and measure the run."""
    path = target.parent / "queries.tsv"
    path.write_text("".join(f"{qid}\t{text}\n" for qid, text in queries.texts.items()), encoding="utf-8")
    command = [BAHITH, "batch", str(path), "--run", "trec", "--limit", str(HITS), "--index", str(target)]
    started = time.perf_counter()
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
    return score(run, queries.answers, time.perf_counter() - started)


def score(run: str, answers: Mapping[str, Mapping[str, int]], seconds: float = 0) -> Result:
    """Measure a run in the form of TREC. A query without hits counts 0.

    The ranks of the run are what counts, not its scores: of equal scores, one of the measures' programs would take the
    greater id first and the other the first line.
    """
    ranked: dict[str, dict[str, float]] = {}
    for line in run.splitlines():
        qid, _, docid, rank, _, _ = line.split()
        ranked.setdefault(qid, {})[docid] = -float(rank)
    qrels = {qid: dict(grades) for qid, grades in answers.items()}
    calculated = ir_measures.calc(list(MEASURES.values()), qrels, ranked)
    means = {name: float(calculated.aggregated[wanted]) for name, wanted in MEASURES.items()}
    by_query = {entry.query_id: float(entry.value) for entry in calculated.per_query if entry.measure == RR @ 10}
    return Result(means, by_query, seconds)


def mean_of(result: Result, qids: Iterable[str]) -> float:
    """Return the MRR@10 of some of a result's queries."""
    ranks = [result.reciprocal_ranks[qid] for qid in qids]
    return sum(ranks) / len(ranks)


def loss(clean: Result, typed: Result) -> float:
    """Return the share of MRR@10 that the typed queries lose against their clean twins; below 0 where they gain."""
    before = mean_of(clean, typed.reciprocal_ranks)
    return 1 - typed.means["MRR@10"] / before if before else 0.0
