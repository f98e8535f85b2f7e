"""Which Arabic words may a word in Latin letters stand for?"""

from __future__ import annotations

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from index.arabic.analyzer import Analyzer, Word
from index.arabic.latin import MAX_KEYS, latin_keys, may_spell, spelling_cost

ANALYZER = Analyzer()
PHASES = (Phase.explicit, Phase.generate)

SPELLED = """
    putin بوتين netanyahu نتنياهو google جوجل google غوغل macron ماكرون zelensky زيلينسكي xi شي jinping جينبينغ
    jin جين
    ping بينغ obama أوباما biden بايدن trump ترامب trump ترمب merkel ميركل erdogan أردوغان guterres غوتيريش
    facebook فيسبوك youtube يوتيوب twitter تويتر instagram انستغرام whatsapp واتساب microsoft مايكروسوفت amazon أمازون
    samsung سامسونج huawei هواوي tesla تيسلا musk ماسك bezos بيزوس washington واشنطن london لندن paris باريس
    berlin برلين moscow موسكو beirut بيروت baghdad بغداد tehran طهران kabul كابول gaza غزة mecca مكة makka مكة
    jeddah جدة
    riyadh الرياض dubai دبي doha الدوحة tunis تونس libya ليبيا syria سوريا iraq العراق iran إيران kuwait الكويت
    oman عمان
    yemen اليمن sudan السودان israel إسرائيل hamas حماس fatah فتح mohammed محمد ahmed أحمد ali علي hussein حسين
    hassan حسن
    khaled خالد omar عمر othman عثمان fatima فاطمة aisha عائشة salman سلمان faisal فيصل fahad فهد abdullah عبدالله
    saad سعد saud سعود saudi سعودي islam إسلام quran قرآن ramadan رمضان ronaldo رونالدو messi ميسي chelsea تشيلسي
    liverpool ليفربول juventus يوفنتوس barcelona برشلونة madrid مدريد volkswagen فولكسفاغن toyota تويوتا covid كوفيد
    corona كورونا bloomberg بلومبرغ reuters رويترز hamburg هامبورغ johnson جونسون clinton كلينتون bush بوش
    reagan ريغان
    nixon نيكسون kissinger كيسنجر stalin ستالين kennedy كينيدي david ديفيد george جورج charles تشارلز william ويليام
    thatcher تاتشر chirac شيراك sarkozy ساركوزي khamenei خامنئي rouhani روحاني assad الأسد sisi السيسي mubarak مبارك
    qaddafi القذافي qaeda القاعدة daesh داعش taliban طالبان california كاليفورنيا chicago شيكاغو nigeria نيجيريا
    kenya كينيا ethiopia إثيوبيا ukraine أوكرانيا poland بولندا mourinho مورينيو guardiola غوارديولا ferguson فيرغسون
"""
CHATTED = """
    3ayn عين 7a2 حق sa3udia سعودية marhaba مرحبا salam سلام 7abibi حبيبي mabrouk مبروك mabrook مبروك kitab كتاب
    madrasa مدرسة 5aleej الخليج 6alib طالب 9adi9 صديق shukran شكرا al-jazeera الجزيرة aljazeera الجزيرة
    alarabiya العربية
    alhilal الهلال ittihad الاتحاد
"""
OTHERS = """
    putin بوتان kenya كان ping بين trump ترام obama أم gaza كأس paris بارع google ككل london لبنان
    macron مقر
    salam أسلم marhaba مارب messi مساء corona قرن chelsea جلس hamburg مبارك yemen ثمن dubai ضباب libya لب tunis تنصيص
    saudi زاد david ذود nissan نصين
"""


def word(text: str) -> Word:
    (found,) = ANALYZER.words(text)
    return found


def pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("latin", "arabic"), pairs(SPELLED) + pairs(CHATTED))
def test_a_latin_word_finds_its_arabic_spelling(latin: str, arabic: str) -> None:
    assert word(arabic).key in latin_keys(latin)
    assert may_spell(latin, word(arabic).base)


@pytest.mark.parametrize(("latin", "arabic"), pairs(OTHERS))
def test_a_latin_word_does_not_find_others(latin: str, arabic: str) -> None:
    assert not may_spell(latin, word(arabic).base)


@pytest.mark.parametrize(
    ("latin", "likely", "unlikely"), [("putin", "بوتين", "باطن"), ("gaza", "غزه", "غازي"), ("jin", "جين", "جن")]
)
def test_the_likelier_spelling_costs_less(latin: str, likely: str, unlikely: str) -> None:
    cost, more = spelling_cost(latin, likely), spelling_cost(latin, unlikely)
    assert cost is not None
    assert more is None or cost <= more


@pytest.mark.parametrize("latin", ["bbc", "cnn", "2030", "g20", "", "aeiou", "covid19", "7", "x" * 9 + "a" * 90])
def test_what_cannot_be_read_aloud_has_no_keys(latin: str) -> None:
    assert latin_keys(latin) == ()
    assert spelling_cost(latin, "بوتين") is None


def test_capitals_accents_and_hyphens_say_nothing() -> None:
    assert latin_keys("Putín") == latin_keys("putin")
    assert latin_keys("al-jazeera") == latin_keys("aljazeera")


def test_a_digit_is_an_arabic_letter() -> None:
    assert spelling_cost("3arab", "عرب") is not None
    assert spelling_cost("3arab", "ارب") is None


@settings(phases=PHASES, max_examples=60)
@given(st.text(max_size=12), st.text(max_size=8))
def test_any_text_has_an_answer(latin: str, arabic: str) -> None:
    assert len(latin_keys(latin)) <= MAX_KEYS
    assert may_spell(latin, arabic) in (True, False)


@settings(phases=PHASES, max_examples=60)
@given(st.text("abcdefghijklmnopqrstuvwxyz23579'", min_size=1, max_size=14))
@example("ju")
@example("he")
def test_keys_are_few_and_different(latin: str) -> None:
    keys = latin_keys(latin)
    assert len(keys) == len(set(keys)) <= MAX_KEYS
    assert all(keys)
