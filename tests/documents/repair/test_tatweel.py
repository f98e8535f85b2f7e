from __future__ import annotations

import pytest

from documents.repair.tatweel import unstretched


@pytest.mark.parametrize(
    ("stretched", "plain"),
    [
        ("الثقــافــة", "الثقافة"),
        ("افتتح المعـرض في المديـنة", "افتتح المعرض في المدينة"),
        ("مُـهَــرِّج", "مُهَرِّج"),
        ("ريـاض محـمد سعيـد المدينـــة، والبلـد", "رياض محمد سعيد المدينة، والبلد"),
    ],
    ids=["long", "two-in-a-headline", "behind-a-mark", "many"],
)
def test_decoration_goes(stretched: str, plain: str) -> None:
    assert unstretched(stretched)[0] == plain


def test_a_stroke_at_the_end_of_a_word_goes_where_strokes_are_a_habit() -> None:
    assert unstretched("الكتـــابـــ والقلـــم")[0] == "الكتاب والقلم"


@pytest.mark.parametrize(
    "text",
    [
        "سنة 1445هـ",
        "سنة 1436هــ",
        "لـ10 دول",
        "بالـ«الأهرام»",
        "قال ـ وهو هنا ـ إن",
        "هـٰذا",
        "جاء مطيـر وحده إلى الحفل",
    ],
)
def test_strokes_with_a_use_or_alone_stay(text: str) -> None:
    assert unstretched(text) == (text, ())


def test_strokes_with_a_use_stay_beside_decoration() -> None:
    assert unstretched("المعــرض في 1445هـ لـ«الكتاب» بـ10")[0] == "المعرض في 1445هـ لـ«الكتاب» بـ10"


def test_in_a_text_full_of_strokes_a_right_one_becomes_a_single_one() -> None:
    assert unstretched("الهــلال يعلن في الريـــاض قائمــة الـــ30 لموسم 1445هـــ")[0] == (
        "الهلال يعلن في الرياض قائمة الـ30 لموسم 1445هـ"
    )
    assert unstretched("في عام 1445هـــ") == ("في عام 1445هـــ", ())
