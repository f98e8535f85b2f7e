from __future__ import annotations

import pytest

from documents.repair.glued import apart


@pytest.mark.parametrize(
    ("glued", "made"),
    [
        ("في المدينة.وقال", "في المدينة. وقال"),
        ("الماضي،وأضاف", "الماضي، وأضاف"),
        ("هل تم؟نعم", "هل تم؟ نعم"),
        ("«الأولى».وأكد", "«الأولى». وأكد"),
        ("عام 2015.وأكد", "عام 2015. وأكد"),
        ("سنة 1999م.وتأتي", "سنة 1999م. وتأتي"),
        ("بنسبة 5%.وأكد", "بنسبة 5%. وأكد"),
        ("المدينة.«هذا", "المدينة. «هذا"),
        ("في العاصمة.إن", "في العاصمة. إن"),
        ("في سوسة.و يقول", "في سوسة. و يقول"),
        ("بحسب بي.بي.سي.وأضاف", "بحسب بي.بي.سي. وأضاف"),
        ("هذا الهدف .ودفعت", "هذا الهدف . ودفعت"),
    ],
)
def test_a_space_is_put_between_sentences(glued: str, made: str) -> None:
    assert apart(glued)[0] == made


@pytest.mark.parametrize(
    "text",
    [
        "أ.ف.ب",
        "د.محمد",
        "م.ب",
        "بي.بي.سي",
        "وسي.إن.إن",
        "العربية.نت",
        "3.5",
        "٣.٥",
        "1،500",
        "12:30",
        "www.nasim.example",
        "نسيم.example",
        "و.م.ع",
        "المدينة. وقال",
        "قال..نعم",
    ],
)
def test_signs_inside_words_and_numbers_stay(text: str) -> None:
    assert apart(text) == (text, ())


def test_a_text_without_any_space_behind_a_sign_gets_them_all() -> None:
    glued = "قال د.سعيد في المدينة:إن العمل تم.وكان 30 شخصا حضروا.5 منهم من أ.ف.ب،والساعة 12:30."
    made = "قال د. سعيد في المدينة: إن العمل تم. وكان 30 شخصا حضروا. 5 منهم من أ.ف.ب، والساعة 12:30."
    assert apart(glued)[0] == made


def test_doubtful_places_stay_where_the_same_sign_has_its_space_elsewhere() -> None:
    text = "قال د. سعيد وأ.خالد في المدينة.وكان"
    assert apart(text)[0] == "قال د. سعيد وأ.خالد في المدينة. وكان"
