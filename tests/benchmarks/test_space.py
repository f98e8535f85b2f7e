from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.space import Counts, bytes_table, count, file_bytes, postings_table, segments
from benchmarks.stems import build_stems

if TYPE_CHECKING:
    from pathlib import Path


def cells(table: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in table.splitlines()]


def test_words_of_one_stem_are_one_posting_of_stems() -> None:
    assert count(["كتاب وكتاب كتاب", "كتاب"]) == Counts(running=4, written=3, stems=2, telling_stems=2)


def test_a_stop_word_is_a_posting_but_does_not_tell() -> None:
    assert count(["كتاب في"]) == Counts(running=2, written=2, stems=2, telling_stems=1)


def test_postings_stand_in_all_and_by_running_word() -> None:
    rows = cells(postings_table(Counts(2000, 1500, 1000, 500)))
    assert rows[0][1] == "of 2,000 running words"
    assert [row[1:] for row in rows[2:]] == [["1,500", "0.750"], ["1,000", "0.500"], ["500", "0.250"]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("MAIN_x.pst", "postings"),
        ("MAIN_x.trm", "dictionary"),
        ("MAIN_x.words.col", "words in order"),
        ("MAIN_x._stored.col", "stored articles"),
        ("MAIN_x.minute.col", "other columns"),
        ("manifest.json", "other files"),
    ],
)
def test_files_are_told_by_the_ends_of_their_names(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"123")
    assert file_bytes(tmp_path) == {kind: 3}


def test_bytes_stand_beside_each_other_with_their_sum() -> None:
    ours, stems = Counter({"postings": 3_000_000, "words in order": 1_000_000}), Counter(postings=500_000)
    assert cells(bytes_table({"ours": ours, "stems": stems}, 1_000_000))[2:] == [
        ["postings", "3.0 (3.00)", "0.5 (0.50)"],
        ["words in order", "1.0 (1.00)", "0.0 (0.00)"],
        ["all", "4.0 (4.00)", "0.5 (0.50)"],
    ]


def test_every_segment_has_its_own_dictionary(tmp_path: Path) -> None:
    pool = [(f"a{number}", "كتاب") for number in range(3)]
    assert segments(build_stems(tmp_path / "stems", pool, segments=2)) == 2
