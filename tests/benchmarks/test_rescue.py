from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus, rescue, results_section
from benchmarks.rescue import KINDS, mistyped, slip
from benchmarks.results_section import BEGIN, END
from searcher.keyboard import PAIRS

if TYPE_CHECKING:
    from pathlib import Path


def test_a_row_tells_how_often_each_way_to_mistype_is_understood(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    monkeypatch.setattr(rescue, "WORDS", 5)
    monkeypatch.setattr(rescue, "SLIPS", 20)
    monkeypatch.setattr(results_section, "RESULTS", tmp_path / "results.md")
    results_section.RESULTS.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert rescue.main(["1k", "--folder", str(tmp_path)]) == 0
    written = results_section.RESULTS.read_text(encoding="utf-8")
    for row in (
        "| QWERTY for Arabic 101 | 5 |",
        "| AZERTY for Arabic 102 | 5 |",
        "| one slip: all |",
        "| words in Latin",
    ):
        assert row in written


def test_without_news_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "DATA", tmp_path)
    assert rescue.main(["1k", "--folder", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED")


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_changes_a_word_by_a_letter_or_two(kind: str) -> None:
    chance = random.Random(1)
    for word in ("المدينة", "محطة", "كتاب", "قطار") * 20:
        assert abs(len(slip(word, kind, chance)) - len(word)) <= 1
    assert any(slip("محطة", kind, random.Random(seed)) != "محطة" for seed in range(9))


def test_a_word_is_typed_by_its_keys() -> None:
    assert mistyped("المدرسة", next(iter(PAIRS))) == "hgl]vsm"
