from __future__ import annotations

from benchmarks.limits import Limits
from benchmarks.measures import Result
from benchmarks.sets import QuerySet
from benchmarks.tables import comparison_table, loss_table, markdown, ranking_table, worth_table

HEADLINE = QuerySet("headline", {"d0": "كأس"}, {"d0": {"a0": 1}})
TYPED = QuerySet("headline+clitic_add", {"d0": "وكأس"}, {"d0": {"a0": 1}}, clean="headline")
SETS = [HEADLINE, TYPED]
FLOORS = {"MRR@10": 0.9, "nDCG@10": 0.8, "R@100": 0.7}
LIMITS = {"headline": Limits(FLOORS, None, None), "headline+clitic_add": Limits({}, 0.6, 0.05)}
RESULTS = {
    "headline": Result({"MRR@10": 1, "nDCG@10": 1, "R@100": 1}, {"d0": 1}, 0.5),
    "headline+clitic_add": Result({"MRR@10": 0.5, "nDCG@10": 0.63, "R@100": 1}, {"d0": 0.5}, 0.25),
}


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines()]


def test_measures_stand_beside_their_floors_and_lucenes() -> None:
    head, *rows = cells(ranking_table(SETS, RESULTS, LIMITS))
    assert head[2:10] == ["MRR@10", "floor", "Lucene", "nDCG@10", "floor", "R@100", "floor", "Lucene"]
    assert rows == ["headline 1 1.000 0.900 0.770 1.000 0.800 1.000 0.700 0.976 0.5 500.0".split()]


def test_losses_stand_beside_their_limits_goals_and_lucenes() -> None:
    _, *rows = cells(loss_table(SETS, RESULTS, LIMITS))
    assert rows == ["headline+clitic_add 1 1.000 0.500 50.0% 60.0% 5.0% 35.0% 0.2 250.0".split()]


def test_a_gain_too_small_to_be_shown_has_no_sign() -> None:
    gain = RESULTS | {"headline+clitic_add": Result({"MRR@10": 1.0001}, {"d0": 1.0001}, 0.25)}
    _, row = cells(loss_table(SETS, gain, LIMITS))
    assert row[4] == "0.0%"


def test_columns_are_aligned() -> None:
    assert len({len(line) for line in ranking_table(SETS, RESULTS, LIMITS).splitlines()}) == 1


def test_sets_that_were_not_saved_are_not_compared() -> None:
    _, *rows = cells(comparison_table({"headline": {"d0": 0.5}}, {"headline": {"d0": 1.0}, "short3": {"d0": 1.0}}))
    assert [row[:3] for row in rows] == [["headline", "1", "+0.5000"]]


def test_a_table_of_markdown_has_a_line_under_its_head() -> None:
    assert markdown([["set", "MRR@10"], ["headline", "1"]]) == "| set | MRR@10 |\n| --- | --- |\n| headline | 1 |"


def test_the_worth_of_evidence_has_its_chance_and_a_typed_sets_loss() -> None:
    full = {f"d{number}": 1.0 for number in range(20)}
    whole, less = Result({"MRR@10": 1}, full, 0), Result({"MRR@10": 0.5}, dict.fromkeys(full, 0.5), 0)
    results = {HEADLINE.name: {"all": whole, "without near": whole}, TYPED.name: {"all": whole, "without near": less}}
    assert worth_table(SETS, results).splitlines()[2:] == [
        "| all | 1.000 | 1.000 (0.0%) |",
        "| without near | 1.000 | 0.500* (50.0%) |",
    ]
