"""Was this text decoded wrongly before it came here, and what did it say?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.mojibake import Undoubled, undouble

TEXT = "قالت «نسيم»: عادت القوارب إلى المرفأ، ومعها 300 كيلوغرام من السردين…"
TABLE = "windows-1252"


def wrongly(text: str, codec: str = "latin-1") -> str:
    """Read UTF-8 through a wrong codec; what it has not becomes U+FFFD."""
    return text.encode().decode(codec, "replace")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ø¨Ø­Ø±", "بحر"),
        ("ط¨ط­ط±", "بحر"),
        ("Ã˜Â¨Ã˜Â­Ã˜Â±", "بحر"),
        ("Ø¨Ø­Ø±Â» Ù…Ø±ÙƒØ¨", "بحر» مركب"),
        ("ï»¿Ø¨Ø­Ø±", "\ufeffبحر"),
        ("ÇáÓãß Ýí ÇáãíäÇÁ", "السمك في الميناء"),
    ],
)
def test_wrong_text_is_undone(wrong: str, right: str) -> None:
    assert undouble(wrong).text == right


def test_the_mistakes_and_the_characters_are_counted() -> None:
    assert undouble(wrongly(wrongly("بحر"))) == Undoubled("بحر", (TABLE, TABLE), 3)


@pytest.mark.parametrize("codec", ["latin-1", "windows-1256", "mac-roman", "cp437"])
@given(words=st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=2, max_size=9), min_size=1, max_size=9))
def test_what_was_decoded_wrongly_comes_back(codec: str, words: list[str]) -> None:
    text = " ".join(words)
    assert undouble(wrongly(text, codec)).text == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "حول المحيط، وفي الشرط؛ «بالخط»، والضغط…",
        "ط، ظ، ط؛",
        "Søren Kjærgård und Ørsted, Ülkü, ÉTÉ, Ñandú, Ångström, Þórr",
        "À l'été, les pêcheurs de Ténès",
        "خط عريض: Société Générale",
        "",
    ],
)
def test_right_text_is_the_very_same(text: str) -> None:
    undone = undouble(text)
    assert undone.text is text
    assert undone.through == ()


@given(st.lists(st.tuples(st.text("طظعغآأ", min_size=1), st.sampled_from("،؛؟»”’…–"))))
def test_signs_after_letters_that_are_bytes_of_utf_8_stay(words: list[tuple[str, str]]) -> None:
    text = " ".join(word + sign for word, sign in words)
    assert undouble(text).text == text


@pytest.mark.parametrize("codec", ["latin-1", "windows-1256"])
def test_only_the_part_that_is_wrong_is_undone(codec: str) -> None:
    right = "غادرت القوارب المحيط، ثم"
    assert undouble(f"{right} {wrongly(TEXT, codec)}").text == f"{right} {TEXT}"


def test_a_right_comma_is_no_half_of_a_letter() -> None:
    text = "لا نملك الخيار، فعدنا"  # ر، is D1 A1 in Windows-1256, and ѡ in UTF-8
    assert undouble(f"{text} {wrongly('السردين', 'windows-1256')}").text == f"{text} السردين"


@pytest.mark.parametrize("sign", ["\ufffd", "?", ""])
def test_a_letter_that_lost_its_second_byte_is_guessed(sign: str) -> None:
    undone = undouble(wrongly("عادت السفن").replace("\x81", sign))
    assert (undone.text, undone.guessed, undone.first) == ("عادت السفن", 1, 8)


def test_what_cannot_be_guessed_is_a_lost_character() -> None:
    undone = undouble(wrongly("قال: «بحر»").replace("\xab", "\ufffd").replace("\xb1", "\ufffd"))
    assert (undone.text, undone.guessed) == ("قال: \ufffdبح\ufffd»", 2)


@pytest.mark.parametrize(("page", "codec"), [("windows-1256", "cp1256"), ("iso-8859-6", "iso8859-6")])
def test_a_code_page_that_was_read_as_windows_1252_is_told(page: str, codec: str) -> None:
    text = "عادت القوارب إلى المرسى ومعها السردين"
    assert undouble(text.encode(codec).decode("latin-1")).text == text, page


@given(st.text())
def test_any_text_comes_out(text: str) -> None:
    assert isinstance(undouble(text).text, str)
