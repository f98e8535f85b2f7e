"""Which words carry a clitic or an ending, judging by how frequent words are?"""

from __future__ import annotations

import pytest

from index.arabic.evidence import Evidence

EVIDENCE = Evidence(
    {
        "كتاب": 9000.0, "الكتاب": 8000.0, "وكتاب": 300.0, "كتابه": 200.0, "بكتاب": 90.0,
        "بوتين": 5000.0, "وتين": 40.0, "وزير": 9000.0, "زير": 50.0, "وقال": 9000.0, "قال": 9000.0,
        "المانيا": 9000.0, "مانيا": 60.0, "المتحده": 90000.0, "متحده": 100.0, "الوان": 900.0, "وان": 800.0,
        "للجنه": 500.0, "لجنه": 4000.0, "اللجنه": 8000.0, "جنه": 900.0, "سيصل": 60.0, "يصل": 900.0,
        "سيارات": 800.0, "سياره": 900.0, "سيار": 40.0, "معلمون": 90.0, "معلم": 900.0,
        "روبين": 90.0, "روب": 95.0, "لبنان": 9000.0, "لبن": 200.0, "قالوا": 500.0,
    },
    nouns=frozenset("كتاب وزير سياره سيارات سيار معلم لبن لبنان جنه لجنه متحد".split()),
    verbs=frozenset(["قال"]),
    hamzated={"الوان": 880.0},
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "base"),
    [("الكتاب", "كتاب"), ("وكتاب", "كتاب"), ("بكتاب", "كتاب"), ("وقال", "قال"), ("سيصل", "يصل"), ("المتحده", "متحده")],
)
def test_a_clitic_goes_where_what_remains_is_frequent_enough(word: str, base: str) -> None:
    assert EVIDENCE.base(word) == base


@pytest.mark.parametrize("word", ["وزير", "بوتين", "المانيا", "لبنان"])
def test_a_word_stays_where_what_remains_is_rare(word: str) -> None:
    assert EVIDENCE.base(word) == word


def test_what_is_mostly_written_with_a_hamza_has_no_article() -> None:
    assert EVIDENCE.base("الوان") == "الوان"


def test_the_likelier_word_stands_behind_to_the() -> None:
    assert EVIDENCE.base("للجنه") == "لجنه"


@pytest.mark.parametrize(
    ("base", "stem"), [("كتابه", "كتاب"), ("سيارات", "سياره"), ("معلمون", "معلم"), ("قالوا", "قال"), ("لبنان", "لبنان")]
)
def test_an_ending_goes_where_the_rest_is_frequent_enough(base: str, stem: str) -> None:
    assert EVIDENCE.stem(base) == stem


def test_a_name_has_no_plural() -> None:
    assert EVIDENCE.stem("روبين") == "روبين"


def test_inflected_words_of_the_dictionary_are_native() -> None:
    assert EVIDENCE.is_native("كتابهم")
    assert not EVIDENCE.is_native("بوتين")
