from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import corpus, results_section, speed
from benchmarks.results_section import BEGIN, END
from benchmarks.speed import Measured, common_share, disagreements, hit_rows, ratio_rows, time_rows
from benchmarks.systems import OURS, TANTIVY, WHOOSH
from benchmarks.timing import Timed

if TYPE_CHECKING:
    from pathlib import Path


def timed(milliseconds: list[float], totals: list[int], best: list[list[str]] | None = None) -> Timed:
    spent = np.array(milliseconds)
    return Timed(spent, spent * 2, spent / 2, spent, totals, best or [[] for _ in totals])


TIMED = {OURS: timed([1, 2, 4], [5, 6, 7]), WHOOSH: timed([10, 40], [5, 6]), TANTIVY: timed([2, 2, 2], [5, 9, 7])}


def test_other_counts_are_named() -> None:
    assert list(disagreements({"3 OR": TIMED})) == ["3 OR, query 1: tantivy counts 9 hits, ours 6"]


def test_times_are_compared_for_the_queries_that_both_were_asked() -> None:
    stock, other = ratio_rows({"3 OR": TIMED}, "cpu")
    assert stock == [WHOOSH, "15.0 (12.5–17.5)", "15.0"]
    assert other == [TANTIVY, "1.00 (0.75–1.50)", "1.00"]


def test_the_second_time_is_compared_with_the_second_time() -> None:
    assert ratio_rows({"3 OR": TIMED}, "cpu_again") == ratio_rows({"3 OR": TIMED}, "cpu")
    assert time_rows({"3 OR": TIMED}, "cpu_again")[0] == [OURS, "1.00 / 1.90"]


def test_both_clocks_are_shown() -> None:
    assert time_rows({"3 OR": TIMED}, "cpu")[0] == [OURS, "2.00 / 3.80"]
    assert time_rows({"3 OR": TIMED}, "wall")[0] == [OURS, "4.00 / 7.60"]


def test_it_is_said_how_much_was_asked() -> None:
    assert hit_rows({"3 OR": TIMED})[:3] == [["hits", "6 / 7"], [f"{OURS}: queries", "3"], [f"{WHOOSH}: queries", "2"]]


def test_best_hits_are_compared_where_there_are_more() -> None:
    ten = [f"d{number}" for number in range(10)]
    both = {OURS: timed([1, 1], [10, 50], [ten, ten]), TANTIVY: timed([1, 1], [10, 50], [[], [*ten[:9], "x"]])}
    assert common_share(both, TANTIVY) == pytest.approx(0.9)


def test_a_small_corpus_is_measured_and_written_down(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    monkeypatch.setattr(results_section, "RESULTS", tmp_path / "results.md")
    results_section.RESULTS.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert speed.main(["1k", "--queries", "3", "--rounds", "1", "--folder", str(tmp_path)]) == 0
    assert "All engines find the same number" in capsys.readouterr().out
    assert "### Queries, 1k\n" in results_section.RESULTS.read_text(encoding="utf-8")


def test_a_disagreement_fails(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    monkeypatch.setattr(results_section, "RESULTS", tmp_path / "results.md")
    results_section.RESULTS.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    monkeypatch.setattr(speed, "measure", lambda *_: Measured({"headline OR": TIMED}, {OURS: 1}))
    assert speed.main(["1k", "--folder", str(tmp_path)]) == 1
    assert "1k, headline OR, query 1: tantivy counts 9 hits, ours 6" in capsys.readouterr().out


def test_a_wrong_size_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        speed.main(["whole"])
    assert "is no size" in capsys.readouterr().err


def test_it_says_that_it_is_skipped_where_the_news_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "DATA", tmp_path)
    assert speed.main(["4k"]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED")
