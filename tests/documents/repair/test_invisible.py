from __future__ import annotations

import pytest

from documents.repair.invisible import visible


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("ال\u00adعربية", "العربية"),
        ("الع\u200bربية", "العربية"),
        ("\ufeffالعربية", "العربية"),
        ("الع\u200cربية", "العربية"),
        ("الع\u200dربية", "العربية"),
        ("الع\u200fربية", "العربية"),
        ("\u202bالعربية\u202c", "العربية"),
        ("\u202e\u202c في المدينة", " في المدينة"),
        ("ارتفع 3.\u200f5 في المئة", "ارتفع 3.5 في المئة"),
        ("قال \u202a2015\u202c ذلك", "قال 2015 ذلك"),
        ("\u202b«نسيم»\u202c", "«نسيم»"),
    ],
)
def test_what_does_nothing_but_break_words_is_taken_out(text: str, made: str) -> None:
    assert visible(text, is_persian=False)[0] == made


def test_all_that_came_with_a_useless_one_go() -> None:
    made, (fault,) = visible("الع\u200fربية\u200e، و\u200eiPhone\u200e", is_persian=False)
    assert (made, fault.count) == ("العربية، وiPhone", 4)


@pytest.mark.parametrize(
    "text",
    [
        "سعر \u200eiPhone\u200e اليوم",
        "هاتف \u202a+966 11 234\u202c للحجز",
        "عائلة 👨\u200d👩\u200d👧 سعيدة",
        "سنة 1380ه\u200d في",
        "كلمة «می\u200cخواهیم» الفارسية",
    ],
    ids=["latin", "phone", "emoji", "lone-heh", "persian-word"],
)
def test_what_does_something_stays(text: str) -> None:
    assert visible(text, is_persian=False) == (text, ())


def test_non_joiners_of_a_persian_text_stay_when_others_go() -> None:
    assert visible("می\u200cرو\u200bند خانه\u200cها", is_persian=True)[0] == "می\u200cروند خانه\u200cها"


def test_emoji_and_lone_heh_stay_when_others_go() -> None:
    text = "سنة 1380ه\u200d 👨\u200d👩 الع{}ربية"
    assert visible(text.format("\u200b"), is_persian=False)[0] == text.format("")


EDGES = ["في \u200cالمدينة أمطار", "أمطار في المدينة\u200c", "أمطار\u200c، وبرق", "\u200cأمطار"]


@pytest.mark.parametrize("text", EDGES)
def test_a_non_joiner_at_the_edge_of_an_arabic_word_goes(text: str) -> None:
    assert visible(text, False) == (text.replace("\u200c", ""), visible(text, False)[1])
    assert visible(text, False)[1]
