"""How long does each engine take for each query? All are asked in turns, in one thread, round after round.

The first round warms up what an engine keeps, and tells how many hits each finds; it is not counted. An engine that has
used its share of time in it is not asked the other queries of that kind: stock Whoosh would take hours otherwise. What
counts for a query is the median of its rounds.

In its turn an engine is asked twice. The first time a quick one pays for what a slow one before it, which reads a
thousand times as much, has pushed out of the processor's caches; the second time it does not. Both are kept apart:
a server that has other work to do comes near the first, one that does nothing else near the second.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.quality import tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.figures import Floats
    from benchmarks.questions import Kind, Question
    from benchmarks.systems import Answer, Opened


@dataclass(frozen=True)
class Effort:
    """How much is asked: queries of a kind, rounds that count, and seconds of one engine for one kind."""

    queries: int = 60
    rounds: int = 5
    budget_seconds: float = 60.0


@dataclass(frozen=True)
class Timed:
    """What one engine took for the first queries of a kind, in milliseconds, and what it answered.

    ``cpu`` is the time of the thread on a processor, ``wall`` that on the clock, ``cpu_again`` and ``wall_again`` those
    of the second time; ``best`` are the ids of the best hits.
    """

    cpu: Floats
    wall: Floats
    cpu_again: Floats
    wall_again: Floats
    totals: Sequence[int]
    best: Sequence[Sequence[str]]


def time_all(
    asked: Mapping[Kind, Sequence[Question]], engines: Mapping[str, Opened], effort: Effort
) -> dict[Kind, dict[str, Timed]]:
    """Ask all engines everything, and return kind → engine → what it took."""
    results = {}
    for kind, questions in asked.items():
        tell(f"asking {len(questions)} × {kind} ...")
        results[kind] = time_kind(questions, engines, effort)
    return results


def time_kind(questions: Sequence[Question], engines: Mapping[str, Opened], effort: Effort) -> dict[str, Timed]:
    """Ask all engines the queries of one kind."""
    prepared = {name: [engine.prepare(question) for question in questions] for name, engine in engines.items()}
    answers = warm_up(prepared, engines, effort.budget_seconds / (2 * effort.rounds + 1))
    spent = {name: np.zeros((4, effort.rounds, len(given))) for name, given in answers.items()}
    for number in range(effort.rounds):
        for place in range(len(questions)):
            for name, engine in engines.items():
                if place < len(answers[name]):
                    query = prepared[name][place]
                    spent[name][:, number, place] = *_time(engine, query), *_time(engine, query)
    return {name: _timed(engines[name], spent[name], given) for name, given in answers.items()}


def _timed(engine: Opened, spent: Floats, given: Sequence[Answer]) -> Timed:
    """Return what an engine took; ``spent`` has the times of CPU and clock, twice, by round and query."""
    totals, best = [answer.total for answer in given], [engine.ids(answer.best) for answer in given]
    cpu, wall, cpu_again, wall_again = np.median(spent, axis=1)
    return Timed(cpu, wall, cpu_again, wall_again, totals, best)


def warm_up(
    prepared: Mapping[str, Sequence[Any]], engines: Mapping[str, Opened], share_seconds: float
) -> dict[str, list[Answer]]:
    """Return the answers of each engine to the first queries: to all that its share of time allows."""
    answers = {}
    for name, engine in engines.items():
        end = time.monotonic() + share_seconds
        answers[name] = given = list[Any]()
        for query in prepared[name]:
            if given and time.monotonic() > end:
                break
            given.append(engine.ask(query))
    return answers


def _time(engine: Opened, query: Any) -> tuple[float, float]:
    """Return the milliseconds of the thread, and those of the clock."""
    wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
    engine.ask(query)
    return (time.thread_time_ns() - cpu) / 1e6, (time.perf_counter_ns() - wall) / 1e6
