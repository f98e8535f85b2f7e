from __future__ import annotations

import pytest

from documents.repair.lookalikes import exchange
from documents.repair.tongue import is_foreign


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("الذی قال ذلك", "الذي قال ذلك"),
        ("وقالت الحکومة إن", "وقالت الحكومة إن"),
        ("الریحانتي", "الريحانتي"),
        ("أھمھا فرنسا", "أهمها فرنسا"),
        ("في المدینۀ", "في المدينة"),
        ("زار المدیرین قبل أيام ثم لقي المديرين", "زار المديرين قبل أيام ثم لقي المديرين"),
        ("ڪتاب الله في المدرسة الڪبيرة", "كتاب الله في المدرسة الكبيرة"),
        ("إلی المدينة وحتی الآن", "إلى المدينة وحتى الآن"),
        ("علی الساحل في المدینة", "على الساحل في المدينة"),
    ],
)
def test_letters_of_arabic_words_are_exchanged(wrong: str, right: str) -> None:
    assert exchange(wrong)[0] == right


def test_a_last_yeh_is_yeh_where_the_text_writes_maqsura_itself() -> None:
    text = "قال علی سعید فی المدینة الکبیرة إن العمل مضى إلى نهايته على خير"
    assert exchange(text)[0] == "قال علي سعيد في المدينة الكبيرة إن العمل مضى إلى نهايته على خير"


def test_a_text_that_writes_all_its_letters_so_is_exchanged_whole() -> None:
    text = "زار پیتر الشرکة الکبیرة فی المدینة وتحدث إلى «کمیل» هناك."
    assert exchange(text)[0] == "زار پيتر الشركة الكبيرة في المدينة وتحدث إلى «كميل» هناك."


@pytest.mark.parametrize(
    "text",
    [
        "صحيفة «کیهان» الإيرانية",
        "وكتب المحتجون «این کار را می‌کنیم» على الجدران في المدينة",
        "مقر گوگل وشركة چانگان في المدينة",
        "این روزنامه نوشت که کتاب را خریدند",
    ],
)
def test_persian_words_stay(text: str) -> None:
    assert exchange(text) == (text, ())


def test_a_quoted_persian_name_stays_beside_one_wrong_arabic_word() -> None:
    assert exchange("ونقلت صحيفة «کیهان» عن الرئیس قوله")[0] == "ونقلت صحيفة «کیهان» عن الرئيس قوله"


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("این روزنامه نوشت که کتاب را خریدند", True),
        ("یہ کتاب بہت اچھی ہے اور میں نے پڑھی ہے", True),
        ("ئەم کتێبە زۆر باشە", True),
        ("فی المدینة التی زارها الرئیس", False),
        ("زار پيتر مقر گوگل في المدينة التي يسكنها", False),
        ("The book", False),
    ],
)
def test_other_languages_are_told_by_their_small_words_and_letters(text: str, foreign: bool) -> None:
    assert is_foreign(text) is foreign
