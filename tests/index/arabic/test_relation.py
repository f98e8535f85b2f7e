"""How is a word that was found related to the word that was asked for?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic.analyzer import Analyzer, Word
from index.arabic.relation import Relation, family_keys, relation

if TYPE_CHECKING:
    from pathlib import Path

ANALYZER = Analyzer()
WORDS = st.text("ابتثجحخدرسشصطعغفقكلمنهويأإآؤئءةى", min_size=1, max_size=9)

FORMS = """
    كتاب:والكتاب كتاب:بالكتاب كتاب:وللكتاب كتاب:ككتاب كتاب:كتابه كتاب:وكتابها كتاب:فالكتاب كتاب:لكتابهم
    مدرسة:والمدرسة مدرسة:وبالمدرسة مدرسة:للمدرسة مدرسة:ومدرستها مدرسة:مدرستنا مدرسة:بمدرسته مدرسة:المدرستين
    حكومة:بالحكومة حكومة:وحكومة حكومة:حكومته حكومة:للحكومة حكومة:فالحكومة حكومة:حكومات حكومة:والحكومتين
    سيارة:السيارات سيارة:سيارتهم سيارة:بسيارته سيارة:وسيارتان سيارة:سياراتهم سيارة:بالسيارات
    وزير:والوزير وزير:للوزير وزير:وزيرها وزير:بوزير وزير:ووزير وزير:لوزير وزير:فوزير
    رئيس:ورئيس رئيس:الرئيس رئيس:لرئيس رئيس:برئيس رئيس:ورئيسها رئيس:كرئيس رئيس:فالرئيس
    لبنان:ولبنان لبنان:بلبنان لبنان:للبنان ألمانيا:وألمانيا ألمانيا:بألمانيا ألمانيا:لألمانيا
    فرنسا:وفرنسا فرنسا:بفرنسا فرنسا:لفرنسا روسيا:وروسيا روسيا:لروسيا ليبيا:بليبيا ليبيا:وليبيا بغداد:ببغداد
    متحدة:المتحدة متحدة:والمتحدة لبناني:اللبنانية لبناني:واللبنانيين فلسطيني:الفلسطينيون فلسطيني:للفلسطينيين
    قال:وقال قال:فقال قال:قالوا يكون:سيكون يصل:وسيصل أعلن:وأعلنت شكل:بشكل سبب:بسبب كبير:الكبيرة
    معلم:المعلمون معلم:والمعلمين لاعب:اللاعبين لاعب:للاعبين قرار:القرارات قرار:قراراته شركة:شركات شركة:والشركات
    لجنة:للجنة لجنة:اللجنة لغة:للغة لغة:باللغة ليل:بالليل ماء:بالماء هواء:والهواء مسؤول:المسئولين شأن:بشأن
    طفل:كالطفل طفل:أطفال كتاب:كتب مدرسة:مدارس رجل:رجال ولد:أولاد جهاز:أجهزة سوق:أسواق شهر:أشهر يوم:أيام لون:ألوان
    لاعب:لاعبان ضوء:بالضوء جامعة:جامعتنا مباراة:مباريات حديقة:بالحديقة صحيفة:صحيفتهم طبيب:والطبيبان
""".split()
"""Word and a form of it, and a few broken plurals: those that must meet."""

TRAPS = """
    لبنان:لبن وزير:زير ألمانيا:مانيا والد:لد باب:اب بوتين:توتين بكين:كين لندن:ندن كامل:امل بلدية:لديه فهم:هم
    كتاب:تاب ولد:لد وطن:طن وقت:قت بلد:لد فيلم:يلم لاعب:اعب كمال:مال بحر:حر بنت:نت فكر:كر وعد:عد كبير:بير لحم:حم
    بصر:صر فرس:رس وصول:صول فيروس:يروس لقاء:قاء بيان:يان كلام:لام وادي:ادي وكيل:كيل فصل:صل سيد:يد ستار:تار
    بيروت:يروت باريس:اريس لوزان:وزان كندا:ندا فنلندا:نلندا بولندا:ولندا والت:الت كولومبيا:لومبيا
    باكستان:اكستان كوالالمبور:لمبور بلجيكا:لجيكا فيينا:يينا كوبا:وبا لوس:وس ليون:ون كوريا:ريا
    سودان:سود ميدان:ميد رمضان:رمض إيران:اير بستان:بست سلطان:سلط لسان:لس عدنان:عدن مكان:مك قرآن:قر
    بنات:بن نبات:نب حياة:حي فتاة:فتا وفاة:فا قناة:قنا صلاة:صل زيت:زي بيت:بي صوت:صو بنين:بن سنين:سن حنين:حن
    جنين:جن دين:دي قانون:قان زيتون:زيت فنون:نون عيون:عي سكون:سك تمرين:تمر تشرين:تشر مدينة:مدين
    وزن:زن واحد:احد بارد:ارد كاتب:اتب كاس:اس فرح:رح سبب:بب سكان:كان سلام:لام ستة:ته سيول:يول ليلى:يلى
    علماء:علم مقال:قال مصر:مصير
""".split()
"""Words that only look like a word with something before or behind it."""

MAX_MISSED_FORMS = 3
MAX_WRONG_FORMS = 10
MAX_WRONG_CLITICS = 2


def word(text: str) -> Word:
    (found,) = ANALYZER.words(text)
    return found


def related(asked: str, found: str) -> Relation | None:
    return relation(word(asked), word(found))


def matches(pairs: list[str], at_most: Relation) -> list[str]:
    """The pairs that are related in either direction, no looser than this."""
    found = []
    for pair in pairs:
        one, other = pair.split(":")
        if any(kind and kind <= at_most for kind in (related(one, other), related(other, one))):
            found.append(pair)
    return found


def test_forms_meet_their_word() -> None:
    missed = set(FORMS) - set(matches(FORMS, Relation.NAME))
    assert len(missed) <= MAX_MISSED_FORMS, sorted(missed)


def test_look_alikes_do_not_match() -> None:
    wrong = matches(TRAPS, Relation.NAME)
    assert len(wrong) <= MAX_WRONG_FORMS, wrong


def test_look_alikes_are_hardly_ever_one_word_with_a_clitic() -> None:
    wrong = matches(TRAPS, Relation.CLITIC)
    assert len(wrong) <= MAX_WRONG_CLITICS, wrong


def test_there_are_enough_examples() -> None:
    assert len(set(FORMS)) >= 100
    assert len(set(TRAPS)) >= 80


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("مسئول", "مسؤول"),
        ("السيية", "السيئة"),
        ("رييس", "رئيس"),
        ("توكد", "تؤكد"),
        ("اجراات", "إجراءات"),
        ("ضبا", "ضباء"),
    ],
)
def test_another_hamza_is_another_spelling(asked: str, found: str) -> None:
    assert related(asked, found) is Relation.SPELLING


@pytest.mark.parametrize(
    ("asked", "found"),
    [("كتب", "كُتُب"), ("كُتُب", "كَتَبَ"), ("ثقافة", "ثقــافــة"), ("مدرسةً", "مدرسة"), ("مسؤول", "مَسؤول")],
)
def test_marks_and_tatweel_are_the_next_to_exact(asked: str, found: str) -> None:
    assert related(asked, found) is Relation.MARKS


@pytest.mark.parametrize(
    ("asked", "found"), [("مَسئول", "مسؤول"), ("2010", "٢٠١٠"), ("7,850", "7850"), ("ﻛﺘﺎﺑة", "كتابه")]
)
def test_other_letters_and_digits_are_another_spelling(asked: str, found: str) -> None:
    assert related(asked, found) is Relation.SPELLING


def test_presentation_forms_and_invisible_characters_are_no_difference() -> None:
    assert related("ﻛﺘﺎﺏ", "كتاب") is related("كت\u200dاب", "كتاب") is Relation.EXACT


def test_a_word_with_a_clitic_is_related_by_it() -> None:
    assert related("كتاب", "والكتاب") is Relation.CLITIC
    assert related("والكتاب", "كتاب") is Relation.CLITIC


def test_an_attached_pronoun_makes_a_form() -> None:
    assert related("كتاب", "كتابهم") is Relation.STEM


def test_a_broken_plural_is_a_form_both_ways() -> None:
    assert related("كتاب", "كتب") is Relation.PLURAL
    assert related("الكتب", "كتابهم") is Relation.PLURAL


def test_two_plurals_of_one_word_are_forms() -> None:
    assert related("أشهر", "شهور") is Relation.PLURAL


def test_words_of_one_root_are_only_a_family() -> None:
    assert related("كاتب", "مكتوب") is None
    assert related("كاتب", "كتيبة") is Relation.FAMILY


@pytest.mark.parametrize(("one", "other"), [("هامبورغ", "هامبورج"), ("سامسونغ", "سامسونج"), ("تياغو", "تياجو")])
def test_spellings_of_a_foreign_name_are_forms(one: str, other: str) -> None:
    assert related(one, other) is Relation.NAME


def test_arabic_words_that_sound_alike_are_not_forms() -> None:
    assert related("قلب", "كلب") is Relation.FAMILY


@pytest.mark.parametrize(("one", "other"), [("يبقى", "يبكي"), ("يدرب", "يضرب"), ("يسقط", "يسكت"), ("تقول", "تكول")])
def test_verbs_in_the_present_are_no_foreign_names(one: str, other: str) -> None:
    assert related(one, other) in (None, Relation.FAMILY)


@pytest.mark.parametrize(("one", "other"), [("تونس", "تنس"), ("كينيا", "غينيا")])
def test_names_of_few_consonants_need_more_than_one_key(one: str, other: str) -> None:
    assert related(one, other) is Relation.FAMILY


@pytest.mark.parametrize(("one", "other"), [("أمريكا", "أميركا"), ("الأمريكية", "والأميركية"), ("سوريا", "سورية")])
def test_names_of_few_consonants_meet_when_their_vowels_fit(one: str, other: str) -> None:
    assert related(one, other) is Relation.NAME


@pytest.mark.parametrize("word", ["كاميرا", "سنجار", "باراك", "بوغبا", "روبين"])
def test_words_whose_parts_are_words_stay_whole(word: str) -> None:
    assert ANALYZER.words(word)[0].base == word


def test_short_foreign_names_with_other_vowels_are_not_forms() -> None:
    assert related("جوي", "جاو") in (None, Relation.FAMILY)


def test_latin_words_are_related_by_spelling_only() -> None:
    assert related("BBC", "bbc") is Relation.SPELLING
    assert related("bbc", "bbcs") is None


@pytest.mark.parametrize(("asked", "found"), [("علي", "على"), ("ماء", "ما"), ("هناء", "هنا"), ("علي", "وعلى")])
def test_a_stop_word_never_answers_for_another_word(asked: str, found: str) -> None:
    assert related(asked, found) is None


@pytest.mark.parametrize(("asked", "found"), [("الى", "إلى"), ("ان", "أن"), ("في", "فى"), ("على", "على")])
def test_a_stop_word_answers_for_its_own_spellings(asked: str, found: str) -> None:
    assert related(asked, found) is (Relation.EXACT if asked == found else Relation.SPELLING)


def test_words_that_share_nothing_are_not_related() -> None:
    assert related("كتاب", "سيارة") is None


@given(WORDS)
def test_a_word_is_exactly_itself(text: str) -> None:
    assert related(text, text) is Relation.EXACT


@given(WORDS, WORDS)
def test_related_words_stand_under_a_key_of_the_family(one: str, other: str) -> None:
    asked, found = word(one), word(other)
    assert relation(asked, found) is None or found.key in family_keys(asked)


@pytest.mark.parametrize("pair", FORMS)
def test_forms_stand_under_a_key_of_the_family(pair: str) -> None:
    one, other = map(word, pair.split(":"))
    assert relation(one, other) is None or other.key in family_keys(one)


def test_the_family_has_the_word_s_own_key_first() -> None:
    assert family_keys(word("كتاب"))[0] == word("كتاب").key
    assert word("طفل").key in family_keys(word("أطفال"))


def _read(shared_data: Path, name: str) -> list[list[str]]:
    rows = json.loads((shared_data / "words" / name).read_text("utf-8"))
    return [[str(cell) for cell in (row.values() if isinstance(row, dict) else row)] for row in rows]


@pytest.mark.corpus
def test_most_misspellings_seen_in_news_are_spellings(shared_data: Path) -> None:
    pairs = [(row[0], row[1]) for row in _read(shared_data, "misspellings.json")]
    confused = str.maketrans("ظ", "ض")  # two letters that sound alike for some; they stay apart
    wrong = [
        pair
        for pair in pairs
        if related(*pair) is not Relation.SPELLING and pair[0].translate(confused) != pair[1].translate(confused)
    ]
    assert wrong == []


@pytest.mark.corpus
def test_most_foreign_names_are_forms_in_both_spellings(shared_data: Path) -> None:
    pairs = [(row[0], row[2]) for row in _read(shared_data, "foreign-names-g-j.json")]
    wrong = [pair for pair in pairs if related(*pair) is not Relation.NAME]
    assert len(wrong) <= 6, wrong
