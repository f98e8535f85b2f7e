from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.stems import build_stems, open_stems

if TYPE_CHECKING:
    from pathlib import Path


def find(folder: Path, bodies: list[str], text: str, hits: int = 10) -> list[str]:
    pool = [(f"a{number}", body) for number, body in enumerate(bodies)]
    with open_stems(build_stems(folder / "stems", pool), hits) as search:
        return search(text)


def test_a_word_is_found_by_its_stem(tmp_path: Path) -> None:
    assert find(tmp_path, ["كتاب جديد", "قلم"], "والكتاب") == ["a0"]


@pytest.mark.parametrize(("text", "found"), [("في كتاب", "a0"), ("في", "a1")])
def test_stop_words_are_asked_for_only_alone(tmp_path: Path, text: str, found: str) -> None:
    assert find(tmp_path, ["كتاب", "في"], text) == [found]


def test_no_more_hits_are_given_than_asked_for(tmp_path: Path) -> None:
    assert find(tmp_path, ["قلم كتاب", "كتاب"], "كتاب", hits=1) == ["a1"]  # the shorter one
