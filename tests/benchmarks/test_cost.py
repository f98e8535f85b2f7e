from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import cost
from benchmarks.cost import ALL, MATCHING, ONE_SEGMENT, STEMS, measure, time_rows
from benchmarks.sets import QuerySet

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def cells(table: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in table.splitlines()]


def test_times_are_compared_with_those_of_stems_query_by_query() -> None:
    seconds = {("again", ALL): [0.002, 0.030, 0.004], ("again", STEMS): [0.001, 0.010, 0.004]}
    ours, stems = time_rows("short3", seconds)
    assert ours == ["short3", "again", ALL, "4.0", "27.4", "2.00", "1.50 to 2.50"]
    assert stems[-2:] == ["1.00", "1.00 to 1.00"]


def test_each_query_is_asked_of_all_in_turns() -> None:
    asked: list[str] = []
    systems = {name: (lambda text, name=name: asked.append(name + text)) for name in "AB"}
    seconds = measure(QuerySet("short3", {"d0": "x", "d1": "y"}, {}), systems)
    assert asked == ["Ay", "By", "Ax", "Bx", "Ax", "Bx", "Ay", "By", "Ay", "By"]
    assert {key: len(spent) for key, spent in seconds.items()} == {
        (asked, name): 2 for asked in cost.ROUNDS for name in "AB"
    }


def test_it_measures_four_systems(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cost, "DATA", data)
    assert cost.main(["small"]) == 0
    shown = cells(capsys.readouterr().out)
    assert [row[2] for row in shown if row[:2] == ["headline", "again"]] == [ALL, MATCHING, STEMS, ONE_SEGMENT]


def test_it_says_that_it_is_skipped_where_the_data_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cost, "DATA", tmp_path)
    assert cost.main(["small"]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED")
