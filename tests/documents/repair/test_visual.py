from __future__ import annotations

import pytest
from bidi import get_display

from documents.repair.visual import read

LINES = [
    "قال وزير النقل إن القطار الجديد سيربط العاصمة بالساحل في عام 2027.",
    "وتبلغ كلفة المشروع (مع المحطات) 3.5 مليار دينار، بحسب شركة «Nasim Rail» و10% من الميزانية.",
    "وأعلن البنك أن الأسعار ارتفعت بنسبة 1.5 في المئة إلى 7,850 دينارا، وفق موقع www.nasim.example الإخباري.",
]
MIRROR = str.maketrans("()«»", ")(»«")


@pytest.mark.parametrize("line", LINES)
def test_a_line_as_a_screen_shows_it_is_turned(line: str) -> None:
    assert read(get_display(line))[0] == line


@pytest.mark.parametrize("line", LINES)
def test_a_line_with_mirrored_brackets_is_turned(line: str) -> None:
    assert read(get_display(line).translate(MIRROR))[0] == line


@pytest.mark.parametrize("line", LINES)
def test_a_line_with_every_character_backwards_is_turned(line: str) -> None:
    assert read(line[::-1])[0] == line


def test_only_the_lines_that_are_backwards_are_turned() -> None:
    text = "\n".join([LINES[0], LINES[1][::-1], "", LINES[2]])
    made, (fault,) = read(text)
    assert made == "\n".join([LINES[0], LINES[1], "", LINES[2]])
    assert (fault.kind, fault.count) == ("visual_order", 1)


def test_short_lines_follow_where_no_line_reads_forward() -> None:
    assert read("\n".join([LINES[0][::-1], "فير"]))[0] == "\n".join([LINES[0], "ريف"])


def test_numbers_of_a_headline_stand_as_in_its_body() -> None:
    headline = "«431» مشاركا في السوق"
    assert read(get_display(headline), get_display(LINES[0]))[0] == headline
    assert read(headline[::-1], LINES[0][::-1])[0] == headline


def test_marks_come_back_onto_their_letters() -> None:
    line = "وقال مُدَرِّس اللغة العربية إن المدرسة جديدة"
    assert read(line[::-1])[0] == line


@pytest.mark.parametrize(
    "text",
    [*LINES, "نعيم.. ياعم نعيم", "ميتروفيتش يعزز هجوم نيوكاسل", "كيف تغلب عدوك!!", "English only, 2015", "ةى", ""],
)
def test_right_lines_stay(text: str) -> None:
    assert read(text) == (text, ())
