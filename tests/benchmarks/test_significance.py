from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.significance import compare, load, randomization_p, save

if TYPE_CHECKING:
    from pathlib import Path


def test_a_consistent_gain_is_significant() -> None:
    assert randomization_p([0.5] * 20) < 0.001


def test_gains_and_losses_that_cancel_are_chance() -> None:
    assert randomization_p([0.5, -0.5] * 20) == 1


def test_no_difference_is_chance() -> None:
    assert randomization_p([0.0] * 20) == 1
    assert randomization_p([]) == 1


def test_the_p_value_is_that_of_all_flips() -> None:
    # Of the 8 flips of (1, 2, 3), only +++ and --- reach 6.
    assert randomization_p([1, 2, 3]) == pytest.approx(2 / 8, abs=0.02)


def test_queries_without_a_difference_change_nothing() -> None:
    assert randomization_p([1, 2, 3, 0, 0, 0]) == randomization_p([1, 2, 3])


def test_direction_does_not_matter() -> None:
    assert randomization_p([-0.5] * 20) == randomization_p([0.5] * 20)


def test_the_p_value_is_the_same_in_every_run() -> None:
    differences = [0.5, -0.1, 0.3, 0.05, -0.2]
    assert randomization_p(differences) == randomization_p(differences)


def test_wins_losses_and_the_difference_are_those_of_common_queries() -> None:
    found = compare({"d0": 0.5, "d1": 1, "d2": 1, "d8": 1}, {"d0": 1.0, "d1": 0.5, "d2": 1.0, "d9": 0.0})
    assert (found.queries, found.difference, found.wins, found.losses) == (3, 0, 1, 1)


def test_rounding_is_no_difference() -> None:
    found = compare({"d0": 0.333}, {"d0": 1 / 3})
    assert (found.difference, found.wins, found.losses) == (0, 0, 0)


def test_runs_without_a_common_query_are_refused() -> None:
    with pytest.raises(ValueError, match="--save"):
        compare({"d0": 1}, {"d1": 1})


def test_a_saved_run_comes_back_rounded(tmp_path: Path) -> None:
    save(tmp_path / "last.json", {"short3": {"d1": 1 / 3, "d0": 1.0}, "questions": {"c0": 0.0}})
    assert load(tmp_path / "last.json") == {"short3": {"d0": 1, "d1": 0.333}, "questions": {"c0": 0}}


def test_a_saved_run_is_compact_and_sorted(tmp_path: Path) -> None:
    save(tmp_path / "last.json", {"short3": {"d1": 1 / 3, "d0": 1.0}})
    assert (tmp_path / "last.json").read_text(encoding="utf-8") == '{\n"short3": {"d0":1,"d1":0.333}\n}\n'


def test_nothing_comes_back_where_nothing_was_saved(tmp_path: Path) -> None:
    assert load(tmp_path / "last.json") == {}
