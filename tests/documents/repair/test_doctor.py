from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import storable
from documents.formats.markup import has_markup
from documents.language import arabic_or_other, language_of
from documents.repair.doctor import KINDS, is_plain, is_sound, repair
from documents.repair.fault import Body

NEWS = (
    "قال وزير النقل إن القطار الجديد سيربط العاصمة بالساحل في أقل من ساعتين، وأضاف أن العمل يكتمل عام 2027.\n"
    "وتبلغ كلفة المشروع (مع المحطات) 3.5 مليار دينار، بحسب وكالة نسيم. وكان البرلمان قد أقرّ الميزانية «بالإجماع»."
)

RIGHT = {
    "news": NEWS,
    "persian": "این روزنامه نوشت که رئیس‌جمهور به تهران رفت و گفت: می‌خواهیم کتاب‌های تازه چاپ کنیم.",
    "urdu": "وزیر اعظم نے کہا ہے کہ حکومت عوام کے لیے نئے منصوبے شروع کرے گی اور یہ کام جلد مکمل ہو گا۔",
    "kurdish": "هەولێر شارێکی گەورەیە لە هەرێمی کوردستان.",
    "quoted-persian": "ونشرت صحيفة «کیهان» مقالا عنوانه «این کار را می‌کنیم و می‌رویم»، ولم تعلق الوزارة عليه.",
    "foreign-letters": "وصل پيتر إلى چنيف وزار مقر گوگل وشرب چاي في الڤيلا.",
    "quran": "﴿إِنَّ مَعَ ٱلْعُسْرِ يُسْرًۭا ۝ فَإِذَا فَرَغْتَ فَٱنصَبْ﴾ وقرأ الإمام: ﴿وَٱلسَّمَآءِ وَٱلطَّارِقِ﴾ صدق الله.",
    "signs": "قال رسول الله ﷺ: «الدين النصيحة»، وسعر البرميل ٧٠ ﷼، والله ﷻ أعلم.",
    "hijri": "في عام 1445هـ، الموافق 2023م، وفي سنة 1446 هـ.",
    "prefixes": 'شارك لـ10 دول، وبـ«الأهرام» خبر عن الـBBC، وقال لـ "النهار" ذلك.',
    "a-stretched-name": "سجل المهاجم مطيـر هدف المباراة الوحيد.",
    "a-dash-of-strokes": "وقال ـ وهو يبتسم ـ إن المعرض نجح.",
    "emoji": "شكرا لكم 👨‍👩‍👧 ونلتقي غدا ❤️.",
    "a-lone-heh": "وُلد سنة 1380ه‍ في المدينة.",
    "steered": "سعر \u200eiPhone 15 Pro\u200e في السوق، والهاتف \u202a+966 11 234 5678\u202c للاستفسار.",
    "abbreviations": "نقلت أ.ف.ب وبي.بي.سي وسي.إن.إن عن د.محمد في موقع العربية.نت أن النسبة 3.5 والساعة 12:30.",
    "addresses": "الموقع www.nasim.example/2024/05 والبريد a.b@nasim.example للتواصل.",
    "poem": "على قَدْرِ أهلِ العَزْمِ تأتي العَزائِمُ … وتأتي على قَدْرِ الكِرامِ المَكارِمُ",
    "dialect": "شو يعني هالحكي؟ ما بدّي ياه، خلص!",
    "french": "قال بالفرنسية «C'est la première journée à Orléans» ثم انصرف.",
    "code": 'print("مرحبا"); x = a[0].strip()',
    "english": "The minister said (in Arabic) that work ends in 2027.",
    "empty": "",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_text_stays(text: str) -> None:
    assert repair(text) == (text, ())


PIECES = st.sampled_from(
    [*" \n.،؟!«»<>&#;ةىلا\u064b\u0651\u064e\u0640پک\u200fé\x00\ud800ﺎ", "قال", "يف", "المدينة", "&#1662;", "</p>", "?"]
)


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3))
def test_what_is_plain_and_sound_at_one_look_is_left_alone_at_a_closer_one(texts: list[str]) -> None:
    if not all(map(is_plain, texts)):
        return
    for text in texts:
        assert (storable(text), has_markup(text), arabic_or_other(text)) == (text, False, language_of(text))
        assert not is_sound(texts) or repair(text) == (text, ())


def test_no_character_of_plain_texts_is_taken_out_or_of_another_language() -> None:
    text = "".join(c for c in map(chr, range(0x10000)) if is_plain(c))
    assert (storable(text), has_markup(text)) == (text, False)
    assert all(repair(one) == (one, ()) and language_of(one) in ("ar", "") for one in text)


@pytest.mark.parametrize("kind", ["news", "hijri", "english", "code", "empty"])
def test_right_text_without_foreign_letters_is_plain_and_sound(kind: str) -> None:
    assert is_plain(RIGHT[kind])
    assert is_sound([RIGHT[kind], ""])


def test_the_log_names_the_fault_counts_it_and_shows_one_place() -> None:
    made, (fault,) = repair("افتتح المعــرض الكبيــر في القاعة")
    assert made == "افتتح المعرض الكبير في القاعة"
    assert (fault.kind, fault.count) == ("tatweel", 2)
    assert (fault.before, fault.after) == ("المعــرض الكبيــر في القاعة", "المعرض الكبير في القاعة")


def test_an_example_has_some_words_of_a_long_text_and_no_line_end() -> None:
    _, (fault,) = repair("سطر أول\nثم المعــرض " + "كلمة " * 100)
    assert fault.before.startswith("المعــرض كلمة")
    assert len(fault.before) <= 48


def test_each_family_finds_what_the_one_before_has_made() -> None:
    made, faults = repair("ةﻌﺳﺎﺗﻟا ﺔﻋﺎﺴﻟا ﻲﻓ ضﺮﻌﻤﻟا ﺢﺘﺘﻓا")
    assert made == "افتتح المعرض في الساعة التاسعة"
    assert [fault.kind for fault in faults] == ["visual_order", "presentation_forms"]


def test_what_the_body_suffered_is_expected_of_a_headline() -> None:
    headline = "لقتنم قيرف"  # «فريق منتقل»: too little to be certain by itself
    assert repair(headline)[0] == headline
    assert repair(headline, Body("ةنيدملا يف ديدج قوس", frozenset(["visual_order"])))[0] == "فريق منتقل"


@given(st.text(st.sampled_from("يىةكهامل ورس،.«»()12Aaیکەـ\u064e\u0651\u0654\u200c\u200f\u202b\u00adﻛﻼÇáØ§Ù\n")))
def test_a_text_changes_if_and_only_if_a_fault_is_told(text: str) -> None:
    made, faults = repair(text)
    assert (made != text) <= bool(faults)
    assert {fault.kind for fault in faults} <= set(KINDS)
    assert all(fault.count > 0 for fault in faults)


@given(st.text())
def test_any_text_can_be_repaired(text: str) -> None:
    made, faults = repair(text)
    assert faults or made == text
