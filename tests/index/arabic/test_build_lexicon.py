"""Which words stand in the lexicon?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.arabic import build_lexicon as module
from index.arabic import clitics, stem
from index.arabic.build_lexicon import Dictionary, build, count_words, frequencies, main, plurals, read_counts
from index.arabic.lexicon import read

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

COUNTS = {
    "كتاب": 900.0, "الكتاب": 700.0, "وكتاب": 30.0, "كتب": 500.0, "كتابهم": 20.0, "باريس": 400.0, "أريس": 1.0,
    "للجنة": 50.0, "لجنة": 300.0, "اللجنة": 800.0, "جنة": 90.0,
}  # fmt: skip
DICTIONARY = Dictionary(frozenset(("كتاب", "لجنه", "جنه")), frozenset(), (("كتاب", "كتب"),))


def frequency() -> dict[str, float]:
    return frequencies(COUNTS.items())


def test_words_left_alone_are_listed_and_others_are_not() -> None:
    bases = build(frequency(), DICTIONARY).bases
    assert {"كتاب", "باريس", "لجنه"} <= bases.keys()
    assert not {"الكتاب", "وكتاب", "للجنه"} & bases.keys()


def test_the_lexicon_gives_the_stems_that_the_evidence_gives() -> None:
    known = build(frequency(), DICTIONARY)
    assert stem.stem("كتابهم", known) == "كتاب"
    assert known.is_native("كتاب")
    assert not known.is_native("باريس")


def test_bases_that_the_rules_would_miss_are_listed_with_their_word() -> None:
    known = build(frequency(), DICTIONARY)
    assert known.prefixed == {"للجنه": "لجنه"}
    assert clitics.base("للجنه", known) == "لجنه"


def test_broken_plurals_are_listed_with_their_singular() -> None:
    assert build(frequency(), DICTIONARY).singulars == {"كتب": "كتاب"}


def test_a_plural_belongs_to_its_most_frequent_singular() -> None:
    counts = {"شهر": 900.0, "شاهر": 500.0, "شهور": 600.0}
    assert plurals(counts, [("شاهر", "شهور"), ("شهر", "شهور")]) == {"شهور": "شهر"}


def test_a_word_that_is_mostly_a_singular_is_no_plural() -> None:
    counts = {"ساق": 400.0, "سوق": 900.0, "اسواق": 500.0}
    assert plurals(counts, [("ساق", "سوق"), ("سوق", "اسواق")]) == {"اسواق": "سوق"}


def test_rare_plurals_are_left_out() -> None:
    assert plurals({"شهر": 900.0, "شهور": 20.0}, [("شهر", "شهور")]) == {}


def test_frequencies_are_of_a_thousand_million_words() -> None:
    assert frequencies([("كتاب", 1.0), ("BBC", 3.0)]) == {"كتاب": 2.5e8}


def test_words_are_counted_in_plain_text_and_json_lines() -> None:
    lines = ["كتابٌ، وكتابٌ 2025\n", json.dumps({"title": "كتاب"}), json.dumps({"body": "وكتاب"}, ensure_ascii=False)]
    assert sorted(count_words(lines)) == [("كتاب", 1.0), ("كتابٌ", 1.0), ("وكتاب", 1.0), ("وكتابٌ", 1.0)]


def test_counts_are_read_from_lines_of_word_and_count(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("كتاب\t3\nقلم\t1.5\n", "utf-8")
    assert read_counts(tmp_path / "words.tsv") == [("كتاب", 3.0), ("قلم", 1.5)]


def test_the_same_counts_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionary is an extra that tests do without."""
    monkeypatch.setattr(module, "arramooz", lambda: DICTIONARY)
    for name, rows in (("one", COUNTS.items()), ("other", reversed(COUNTS.items()))):
        (tmp_path / "words.tsv").write_text("".join(f"{word}\t{count}\n" for word, count in rows), "utf-8")
        main(["--counts", str(tmp_path / "words.tsv"), "--out", str(tmp_path / name)])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert "كتاب" in read(tmp_path / "one").bases
