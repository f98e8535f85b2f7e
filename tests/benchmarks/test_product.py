from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import corpus, product, results_section
from benchmarks.results_section import BEGIN, END

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_product_is_measured_in_processes_of_its_own(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    monkeypatch.setattr(results_section, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(product, "STARTS", 1)
    monkeypatch.setattr(product, "ADDED", 2)
    results_section.RESULTS.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert product.main(["1k", "--folder", str(tmp_path)]) == 0
    written = results_section.RESULTS.read_text(encoding="utf-8")
    for row in (
        "| headline, in one that has been serving | 15 |",
        "| three words, asked again |",
        "| suggestions as one types: median / 95 of 100 under | ms |",
        "| until a reader in another process finds it |",
    ):
        assert row in written
