"""What was changed from one version of an article to the next?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import Article
from index.deadline import time_limit
from index.errors import OutOfTimeError
from index.history import History, Version
from searcher import edits as edits_module
from searcher.edits import CONTEXT_WORDS, compare, edits, told

if TYPE_CHECKING:
    from searcher.edits import Line

OLDER = "غرق قارب صيد قبالة المرسى\nقتل صيادان في الحادث.\nفتح تحقيق."


def shown(lines: tuple[Line, ...]) -> str:
    """Paragraphs on lines of their own, what went in [-…-] and what came in [+…+]."""
    marks = {"same": "{}", "out": "[-{}-]", "in": "[+{}+]"}
    return "\n".join(" ".join(marks[piece.kind].format(piece.text) for piece in line) for line in lines)


def check(older: str, newer: str, expected: str) -> None:
    assert shown(compare(older, newer)) == expected


def test_a_word_is_replaced() -> None:
    check("قتل صيادان في الحادث.", "قتل ثلاثة في الحادث.", "قتل [-صيادان-] [+ثلاثة+] في الحادث.")


def test_a_change_inside_a_word_is_one_of_the_whole_word() -> None:
    check("وصل الصيادون", "وصل الصيادين", "وصل [-الصيادون-] [+الصيادين+]")


def test_words_come_and_go() -> None:
    check("وصل أمس الصيادون", "وصل الصيادون سالمين", "وصل [-أمس-] الصيادون [+سالمين+]")


def test_one_word_between_two_changes_belongs_to_the_change() -> None:
    check("عاد القارب في المساء إلى المرسى", "عاد الصيادون في الليل إلى المرسى",
          "عاد [-القارب في المساء-] [+الصيادون في الليل+] إلى المرسى")  # fmt: skip


def test_an_equal_word_at_the_edge_of_a_text_is_the_same() -> None:
    check("قال وزير", "قال نائب", "قال [-وزير-] [+نائب+]")
    check("وزير قال", "نائب قال", "[-وزير-] [+نائب+] قال")


def test_paragraphs_stay_paragraphs() -> None:
    newer = "غرق قارب صيد قبالة المرسى\nقتل ثلاثة في الحادث.\nفتح تحقيق.\nوتستمر عمليات البحث."
    expected = "غرق قارب صيد قبالة المرسى\nقتل [-صيادان-] [+ثلاثة+] في الحادث.\nفتح تحقيق.\n[+وتستمر عمليات البحث.+]"
    check(OLDER, newer, expected)


def test_a_paragraph_that_is_taken_out_is_one() -> None:
    check(OLDER, "غرق قارب صيد قبالة المرسى\nفتح تحقيق.", OLDER.replace("قتل", "[-قتل").replace("الحادث.", "الحادث.-]"))


def test_spaces_and_empty_lines_are_no_change() -> None:
    check("غرق  قارب\n\n\nفتح تحقيق", "غرق قارب\nفتح\u00a0تحقيق ", "غرق قارب\nفتح تحقيق")


@pytest.mark.parametrize(("older", "newer"), [("", ""), ("", "غرق قارب"), ("غرق قارب", "")])
def test_an_empty_text_has_nothing_to_compare(older: str, newer: str) -> None:
    assert len(compare(older, newer)) == bool(older or newer)


def test_texts_too_long_to_compare_are_replaced_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits_module, "MOST_PAIRS", 1)
    check("قال ا ب ا ب نعم", "قال ب ا ج ا نعم", "قال [-ا ب ا ب-] [+ب ا ج ا+] نعم")
    check("قال ا نعم", "قال ج نعم", "قال [-ا-] [+ج+] نعم")


def test_a_small_change_of_a_long_text_is_found_all_the_same() -> None:
    words = ["قارب صيد"] * 2_000
    check(
        " ".join([*words, "غرق", *words]),
        " ".join([*words, "عاد", *words]),
        f"{' '.join(words)} [-غرق-] [+عاد+] {' '.join(words)}",
    )


TEXTS = st.lists(st.sampled_from(["قال", "قارب", "في", "صيد", "\n", "\n\n"]), max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_their_comparison(older: str, newer: str) -> None:
    pieces = [piece for line in compare(older, newer) for piece in line]
    assert [word for piece in pieces if piece.kind != "in" for word in piece.text.split()] == older.split()
    assert [word for piece in pieces if piece.kind != "out" for word in piece.text.split()] == newer.split()


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {piece.kind for line in compare(text, text) for piece in line} <= {"same"}


def test_comparing_ends_with_the_time_of_its_request() -> None:
    with time_limit(0), pytest.raises(OutOfTimeError):
        compare(OLDER, "غرق قارب")


# Edits


def version(title: str, body: str) -> Version:
    return Version(Article("marsa-17", title, body), date(2024, 5, 1), None)


def test_an_edit_has_the_fields_that_changed() -> None:
    versions = version("غرق قارب", "قتل صيادان"), version("غرق قارب", "قتل ثلاثة"), version("غرق سفينة", "قتل ثلاثة")
    first, second = edits(History(versions, shortened=False))
    assert (first.older, first.newer) == versions[:2]
    assert (shown(first.lines("title")), shown(first.lines("body"))) == ("", "قتل [-صيادان-] [+ثلاثة+]")
    assert (shown(second.lines("title")), shown(second.lines("body"))) == ("غرق [-قارب-] [+سفينة+]", "")
    assert second.lines("caption") == ()


def test_one_version_has_no_edits() -> None:
    assert edits(History((version("غرق قارب", ""),), shortened=False)) == ()


# What is told


def test_paragraphs_without_a_change_are_left_out() -> None:
    lines = compare(OLDER, OLDER.replace("صيادان", "ثلاثة"))
    assert shown(tuple(told(lines))) == "…\nقتل [-صيادان-] [+ثلاثة+] في الحادث.\n…"
    assert shown(tuple(told(compare("ا\nب\nج", "ا\nب\nد")))) == "…\n[-ج-] [+د+]"


def test_of_what_is_long_and_the_same_the_ends_are_told() -> None:
    words = [str(number) for number in range(100)]
    (line,) = told(compare(" ".join([*words, "غرق"]), " ".join([*words, "عاد"])))
    assert line[0].text.split() == [*words[:CONTEXT_WORDS], "…", *words[-CONTEXT_WORDS:]]
    (line,) = told(compare(" ".join(["0", *words]), "0"))
    assert line[1].text.split() == words
