from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import results_section
from benchmarks.results_section import BEGIN, END, RESULTS, Part, commit, machine, save_part, with_part

if TYPE_CHECKING:
    from pathlib import Path

PAGE = f"# Results\n\nbefore\n\n{BEGIN}\n\n{END}\n\nafter\n"


def test_parts_are_put_between_the_comments_in_their_order() -> None:
    page = PAGE
    for heading in ("Queries, 1M", "The whole product, 31k", "Queries, 300k", "Building, 31k", "Queries, 31k"):
        page = with_part(page, heading, f"text of {heading}")
    assert page.startswith(f"# Results\n\nbefore\n\n{BEGIN}\n\n### Building, 31k\n\ntext of Building, 31k\n\n### ")
    assert page.endswith(f"text of The whole product, 31k\n\n{END}\n\nafter\n")
    headings = [line for line in page.splitlines() if line.startswith("### Queries")]
    assert headings == ["### Queries, 31k", "### Queries, 300k", "### Queries, 1M"]


def test_a_part_takes_the_place_of_the_older_one_and_leaves_the_others() -> None:
    page = with_part(with_part(PAGE, "Building, 31k", "old\n\n| a |"), "Queries, 31k", "kept\n\n| b |")
    assert with_part(page, "Building, 31k", "new") == page.replace("old\n\n| a |", "new")
    assert with_part(page, "Queries, 31k", "kept\n\n| b |") == page


def test_a_page_without_the_comments_is_left_alone() -> None:
    with pytest.raises(ValueError, match="put both into the page"):
        with_part("# Results\n", "Building, 31k", "text")


def test_the_page_of_the_project_has_the_comments() -> None:
    assert "### Building, 1k\n\ntext" in with_part(RESULTS.read_text(encoding="utf-8"), "Building, 1k", "text")


def test_a_saved_part_names_its_command_commit_and_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_section, "RESULTS", tmp_path / "results.md")
    results_section.RESULTS.write_text(PAGE, encoding="utf-8")
    save_part(Part("Queries, 31k", "python -m benchmarks.speed 31k", "| table |"))
    written = results_section.RESULTS.read_text(encoding="utf-8")
    assert f"`python -m benchmarks.speed 31k`, commit {commit()}; {machine()}.\n\n| table |" in written
    assert "Python" in machine()
