from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import limits, quality, significance

if TYPE_CHECKING:
    from pathlib import Path

FOUND = {"MRR@10": 1, "nDCG@10": 1, "R@100": 1}


def run(data: Path, monkeypatch: pytest.MonkeyPatch, floors: dict[str, object], *options: str) -> int:
    """Run the small size on the collection of the tests, with these limits."""
    path = data / "floors.json"
    path.write_text(json.dumps({"goal": {"headline+tatweel": 0.005}, "small": floors}), encoding="utf-8")
    monkeypatch.setattr(limits, "FLOORS", path)
    monkeypatch.setattr(quality, "DATA", data)
    monkeypatch.setattr(quality, "saved_path", lambda size: data / f"last-{size}.json")
    return quality.main(["small", *options])


def test_it_passes_and_saves_what_keeps_its_limits(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors: dict[str, object] = {"headline": FOUND, "headline+tatweel": {"max_loss": 0}, "questions": FOUND}
    assert run(data, monkeypatch, floors, "--save") == 0
    assert significance.load(data / "last-small.json") == {
        "headline": {"d0": 1, "d1": 1, "d2": 1},
        "questions": {"d0": 1},
    }
    shown = capsys.readouterr()
    assert "There is no run in" in shown.out
    assert "2/2 headline+tatweel: 3 queries" in shown.err

    assert run(data, monkeypatch, floors) == 0
    assert "against the saved run" in capsys.readouterr().out


def test_it_fails_below_a_floor(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, monkeypatch, {"headline": {"MRR@10": 1.1}}) == 1
    assert "headline: MRR@10 is 1.0000, below its floor 1.100" in capsys.readouterr().out


def test_it_fails_above_a_limit_of_loss(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors: dict[str, object] = {"headline": FOUND, "headline+tatweel": {"max_loss": -0.1}}
    assert run(data, monkeypatch, floors) == 1
    assert "headline+tatweel: 0.00% of MRR@10 is lost" in capsys.readouterr().out


def test_limits_of_a_set_without_queries_are_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="short3\\+digits"):
        run(data, monkeypatch, {"short3+digits": {"max_loss": 0}, "short3": FOUND})


def test_it_says_that_it_is_skipped_where_the_data_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality, "DATA", tmp_path)
    assert quality.main(["small"]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED: the quality floors.")
