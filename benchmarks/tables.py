"""How are the results shown? As tables of plain text, beside what Lucene reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measures import MEASURES, loss, mean_of
from benchmarks.significance import compare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.limits import Limits
    from benchmarks.measures import Result
    from benchmarks.sets import QuerySet
    from benchmarks.significance import Comparison

# Lucene's figures were measured outside this project on the whole pools, with its ArabicAnalyzer: the best of three
# settings of ranking. They are given as they were handed down, so some have two digits and some are missing.
LUCENE = {
    "headline": {"MRR@10": 0.77, "R@100": 0.976},
    "short3": {"MRR@10": 0.43, "R@100": 0.82},
    "questions": {"MRR@10": 0.65},
}

# The share of MRR@10 that Lucene loses on the same changes, against the clean queries. For the mechanical spellings
# one figure is known for three words (0) and one for headlines (.7 % at most).
LUCENE_LOSS = {
    "typed_clitic_add": 0.60,
    "typed_hamza_seat": 0.49,
    "typed_names": 0.52,
    "typed_sing_plural": 0.35,
    "headline+clitic_add": 0.35,
    "headline+hamza_seat": 0.09,
    "headline+names": 0.17,
    "headline+sing_plural": 0.07,
}
LUCENE_MECHANICAL_LOSS = {"headline": 0.007, "short3": 0.0}

CHANCE = 0.05
"""A difference with a smaller p-value gets a star."""


def ranking_table(sets: Sequence[QuerySet], results: Mapping[str, Result], limits: Mapping[str, Limits]) -> str:
    """Show the measures of the sets that have floors, each with its floor, and the times."""
    head = ["set", "queries"]
    for name in MEASURES:
        head += [name, "floor", *(["Lucene"] if name in LUCENE["headline"] else [])]
    rows = [[*head, "seconds", "ms/query"]]
    rows += [_ranking_row(one, results[one.name], limits[one.name]) for one in sets if limits[one.name].floors]
    return _aligned(rows)


def _ranking_row(queries: QuerySet, result: Result, limits: Limits) -> list[str]:
    row = [queries.name, f"{len(queries.texts):,}"]
    for name in MEASURES:
        row += [f"{result.means[name]:.3f}", _decimal(limits.floors.get(name))]
        if name in LUCENE["headline"]:
            row.append(_decimal(LUCENE.get(queries.name, {}).get(name)))
    return [*row, f"{result.seconds:.1f}", f"{result.milliseconds_per_query:.1f}"]


def loss_table(sets: Sequence[QuerySet], results: Mapping[str, Result], limits: Mapping[str, Limits]) -> str:
    """Show what each typed set loses against its clean twins, with its limit, its goal and the times."""
    rows = [["typed otherwise", "queries", "clean", "typed", "loss", "limit", "goal", "Lucene", "seconds", "ms/query"]]
    rows += [_loss_row(one, results[one.clean], results[one.name], limits[one.name]) for one in sets if one.clean]
    return _aligned(rows)


def _loss_row(queries: QuerySet, clean: Result, typed: Result, limits: Limits) -> list[str]:
    peer = LUCENE_LOSS.get(queries.name, LUCENE_MECHANICAL_LOSS[queries.clean])
    return [
        queries.name,
        f"{len(queries.texts):,}",
        f"{mean_of(clean, queries.texts):.3f}",
        f"{typed.means['MRR@10']:.3f}",
        *map(_percent, (loss(clean, typed), limits.max_loss, limits.goal, peer)),
        f"{typed.seconds:.1f}",
        f"{typed.milliseconds_per_query:.1f}",
    ]


def comparison_table(old: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, float]]) -> str:
    """Show how this run differs from the saved one, for the sets that both have."""
    rows = [["against the saved run", "queries", "MRR@10", "p", "wins", "losses"]]
    rows += [_comparison_row(name, compare(old[name], new[name])) for name in new if name in old]
    return _aligned(rows)


def _comparison_row(name: str, found: Comparison) -> list[str]:
    chance = f"{found.p_value:.4f}"
    return [name, f"{found.queries:,}", f"{found.difference:+.4f}", chance, str(found.wins), str(found.losses)]


def worth_table(sets: Sequence[QuerySet], results: Mapping[str, Mapping[str, Result]]) -> str:
    """Show a row of Markdown for each of a set's results, which have the same names in all sets; the first is whole."""
    rows = [["evidence", *(queries.name for queries in sets)]]
    rows += [[row, *(_worth(queries, row, results) for queries in sets)] for row in results[sets[0].name]]
    return markdown(rows)


def _worth(queries: QuerySet, row: str, results: Mapping[str, Mapping[str, Result]]) -> str:
    """Show a set's MRR@10, a star where it differs from the whole by more than chance, and a typed set's loss."""
    whole, found = next(iter(results[queries.name].values())), results[queries.name][row]
    star = "*" if compare(whole.reciprocal_ranks, found.reciprocal_ranks).p_value < CHANCE else ""
    lost = f" ({_percent(loss(results[queries.clean][row], found))})" if queries.clean else ""
    return f"{found.means['MRR@10']:.3f}{star}{lost}"


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Show rows, the first one as the head, as a table of Markdown."""
    head, *others = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *others))


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{round(share, 3) + 0:.1%}"  # + 0: no "-0.0%"
