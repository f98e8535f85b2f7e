from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import limits
from benchmarks.limits import Limits, faults, read_limits
from benchmarks.sets import SIZES

if TYPE_CHECKING:
    from pathlib import Path

MEANS = {"MRR@10": 0.5, "nDCG@10": 0.6, "R@100": 0.9}


def test_a_set_on_its_floors_has_no_fault() -> None:
    assert faults("short3", Limits(MEANS, None, None), MEANS, None) == []


def test_a_set_below_a_floor_has_a_fault_for_it() -> None:
    found = faults("short3", Limits({"MRR@10": 0.501, "R@100": 0.9}, None, None), MEANS, None)
    assert found == ["short3: MRR@10 is 0.5000, below its floor 0.501"]


def test_a_loss_above_its_limit_is_a_fault() -> None:
    found = faults("typed_names", Limits({}, 0.32, 0.1), MEANS, 0.33)
    assert found == ["typed_names: 33.00% of MRR@10 is lost, above its limit 32.0%"]


@pytest.mark.parametrize("lost", [0.32, -0.01])
def test_a_loss_within_its_limit_or_above_the_goal_only_is_none(lost: float) -> None:
    assert faults("typed_names", Limits({}, 0.32, 0.1), MEANS, lost) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_set_is_limited_and_every_clean_twin_is_run(size: str) -> None:
    found = read_limits(size)
    for name, limit in found.items():
        assert limit.floors or limit.max_loss is not None, name
        assert (limit.max_loss is None) == (limit.goal is None), name
        assert name.startswith("typed_") or name.partition("+")[0] in found
    assert "short3" in found  # the clean twin of the typed sets


def test_a_limit_with_an_unknown_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"goal": {}, "small": {"short3": {"MRR": 0.5}}}), encoding="utf-8")
    monkeypatch.setattr(limits, "FLOORS", path)
    with pytest.raises(ValueError, match=r"small, short3: expected .* found \['MRR'\]"):
        read_limits("small")
