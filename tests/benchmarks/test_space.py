from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.space import Counts, bytes_table, count, file_bytes, postings_table, segments
from benchmarks.stems import build_stems
from documents.article import Article
from index.engine import open_engine

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


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    engine = open_engine(tmp_path / "index", create=True)
    engine.add(Article(f"a{number}", "", "كتاب قلم قلم", source="الميزان") for number in range(1000))
    engine.commit()
    engine.close()
    return tmp_path / "index"


def test_every_byte_of_an_index_is_told_by_what_it_holds(ours: Path) -> None:
    found = file_bytes(ours)
    kinds = {"postings", "dictionary", "words in order", "stored articles", "other columns", "all else"}
    assert set(found) == kinds
    assert min(found.values()) > 0
    assert found.total() == sum(file.stat().st_size for file in ours.iterdir())


def test_words_in_order_take_four_bytes_a_word(ours: Path) -> None:
    """Three words, three gaps and the source, and where each article's words end."""
    assert file_bytes(ours)["words in order"] == 1000 * (7 * 4 + 2)


def test_postings_are_documents_and_weights(ours: Path) -> None:
    """Of two words, the id and the source, two bytes a document; the words have their three positions besides.

    A byte each for weight, number of positions and position, and two for where the positions of each word begin or end.
    """
    assert file_bytes(ours)["postings"] == 1000 * (4 * 2 + 2 + 2 + 3) + 3 * 2


def test_an_index_of_stems_has_neither_texts_nor_words_in_order(tmp_path: Path) -> None:
    found = file_bytes(build_stems(tmp_path / "stems", [("a0", "كتاب"), ("a1", "قلم")]))
    assert found["words in order"] == 0
    assert found["dictionary"] > found["postings"] > 0


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
