"""Which days does a typed date mean?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from searcher.when import When, longest_when, read_when, when_in_words, write_when

TODAY = date(2025, 12, 5)
"""A Friday."""

# January to December, as four parts of the Arab press write them.
SYSTEMS = {
    "egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "tunisia": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}
NAMES = {system: [name.replace("_", " ") for name in row.split()] for system, row in SYSTEMS.items()}
DIGITS = {"european": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "extended": "۰۱۲۳۴۵۶۷۸۹"}
HIJRI = (
    "محرم صفر ربيع_الأول ربيع_الثاني جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة".split(),
    "المحرم صفر ربيع_الأوّل ربيع_الآخر جمادى_الأول جمادى_الثانية رجب شعبان رمضان شوّال ذي_القعدة ذي_الحجة".split(),
)
DAYS_ANY = st.dates(min_value=date(1600, 1, 1), max_value=date(2199, 12, 31))


def read(text: str, today: date = TODAY) -> str | None:
    """Return the canonical text of what is read."""
    when = read_when(text, today)
    return write_when(when) if when else None


def in_digits(text: str, digits: str) -> str:
    """Return the text with its digits in another set."""
    return text.translate(str.maketrans(DIGITS["european"], DIGITS[digits]))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any days that can be written: with one end or two, days, months and years."""
    first, last = sorted((draw(DAYS_ANY), draw(DAYS_ANY)))
    year = When(date(first.year, 1, 1), date(first.year, 12, 31))
    month = read_when(f"{first:%Y-%m}", TODAY)
    assert month
    return draw(
        st.sampled_from([When(first, last), When(first, first), When(first, None), When(None, last), year, month])
    )


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("system", NAMES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_the_four_systems_is_read_with_a_day_and_without(system: str, month: int, digits: str) -> None:
    name = NAMES[system][month - 1]
    assert read(in_digits(f"9 {name} 2022", digits)) == f"2022-{month:02}-09"
    assert read(in_digits(f"{name} 2022", digits)) == f"2022-{month:02}"


@pytest.mark.parametrize("signs", ["{}/{}", "{} / {}", "{} ({})", "{}-{}"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_dual_name_is_one_month_in_either_order(month: int, signs: str) -> None:
    for one in NAMES.values():
        for other in NAMES.values():
            name = signs.format(one[month - 1], other[month - 1])
            assert read(f"{name} 2022") == f"2022-{month:02}"
            assert read(f"9 {name} 2022") == f"2022-{month:02}-09"


@pytest.mark.parametrize("text", ["30 كانون الأول/يناير 2022", "أكتوبر/نوفمبر 2022", "مارس (مايو) 2022"])
def test_two_names_that_disagree_are_no_date(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("names", HIJRI, ids=["usual", "other"])
@pytest.mark.parametrize("era", ["", " هـ", "هـ", " ه", " هجرية", "\u200d هـ"])
def test_the_hijri_months_follow_each_other_through_the_year(names: list[str], era: str) -> None:
    year = read_when(f"1444{era}", TODAY)
    months = [read_when(f"{name.replace('_', ' ')} 1444{era}", TODAY) for name in names]
    assert year == When(date(2022, 7, 30), date(2023, 7, 18))
    following = date(2022, 7, 30)
    for month in months:
        assert month
        assert month.last
        assert month.first == following
        following = month.last + timedelta(days=1)
    assert following == date(2023, 7, 19)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 رمضان 1444", "2023-03-23"),
        ("١ رمضان ١٤٤٤هـ", "2023-03-23"),
        ("10 ذي الحجة 1445 هـ", "2024-06-16"),
        ("1 المحرم 1446", "2024-07-07"),
        ("01/10/1445", "2024-04-10"),
        ("1446-09-01", "2025-03-01"),
        ("رمضان 1444", "2023-03-23..2023-04-20"),
        ("1444-09", "2023-03-23..2023-04-20"),
        ("رمضان 2023", "2023-03-23..2023-04-20"),
        ("1 رمضان 2023 م", "2023-03-23"),
        ("من 1 رمضان إلى 10 شوال 1444هـ", "2023-03-23..2023-04-30"),
        ("15 رمضان 1444 هـ الموافق 6 أبريل 2023 م", "2023-04-06"),
        ("الخميس 6 أبريل 2023 الموافق لـ15 رمضان 1444", "2023-04-06"),
        ("17/06/1444 الموافق 11/01/2023", "2023-01-11"),  # the Gregorian one, though the day before is meant
        ("1444هـ/2023م", "2023"),
    ],
)
def test_hijri_dates_are_read_and_a_gregorian_one_beside_them_counts(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1342", "1501", "1599", "2200", "2023 هـ", "1444 م", "ديسمبر 1444", "رمضان 1342", "رمضان 1501", "رمضان 0000",
        "30 رمضان 1444", "31 فبراير 2022", "29 فبراير 2023", "2022-13", "2022-00", "2022-12-32", "2022-12-00", "0000",
        "0 ديسمبر 2022", "12/30/2022", "30/12/22", "30 ديسمبر 22", "0001-01-01", "9" * 5000, "2022-" + "9" * 5000,
        "آخر 9999 سنة", "آخر 0 أيام", "قبل 9999 عام", "قبل 1600", "بعد 2199",
    ],
)  # fmt: skip
def test_days_that_do_not_exist_or_lie_too_far_are_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "..", "من", "قبل", "في", "كتاب", "2022 كتاب", "2022.5", "2022,500", "2022-12-2023", "2022 - 12",
        "أيام", "الأشهر الماضية", "تشرين", "أحد", "192.168.1.2022", "..2022..", "2022..2023..2024",
        "1" + " ديسمبر 2022" * 40, "2022" + " \u200f" * 500 + " كتاب",
    ],
)  # fmt: skip
def test_what_is_no_date_or_more_than_one_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-30", "2022/12/30", "2022.12.30", "30/12/2022", "30-12-2022", "30.12.2022", "30 / 12 / 2022",
        "30 - 12 - 2022", "٣٠/١٢/٢٠٢٢", "۲۰۲۲/۱۲/۳۰", "\u200f30/12\u200f/2022\u200f",
        "30 ديسمبر 2022", "30 ديسمبر، 2022", "30 من ديسمبر 2022", "30 من شهر ديسمبر من عام 2022", "30ديسمبر2022م",
        "30 دِيسمبر 2022", "30 ديـــسمبر 2022", "٣٠ ديسمبر ٢٠٢٢ ميلادية", "يوم الجمعة 30 ديسمبر 2022",
        "الجمعة، 30 ديسمبر 2022", "جمعة 30 كانون الاول 2022", "الموافق 30 ديسمبر 2022", "في 30 ديسمبر سنة 2022",
        "30 December 2022", "30 Dec 2022", "30-Dec-2022", "Friday, 30 December 2022", "December 30, 2022",
        "on the 30th of December, 2022",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == "2022-12-30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", "2022"),
        ("عام 2022", "2022"),
        ("سنه ٢٠٢٢", "2022"),
        ("في العام 2022م", "2022"),
        ("in 2022", "2022"),
        ("2022-12", "2022-12"),
        ("12/2022", "2022-12"),
        ("2022/12", "2022-12"),
        ("ديسمبر 2022", "2022-12"),
        ("شهر ديسمبر من عام 2022", "2022-12"),
        ("في ديسمبر سنة 2022", "2022-12"),
        ("ﻳﻨﺎﻳﺮ 2022", "2022-01"),
        ("Sept 2022", "2022-09"),
        ("الأول من ديسمبر 2022", "2022-12-01"),
    ],
)
def test_months_and_years_are_all_their_days(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-12-01..2022-12-15", "2022-12-01..2022-12-15"),
        ("2022-12-01 … 2022-12-15", "2022-12-01..2022-12-15"),
        ("2022-12-01 - 2022-12-15", "2022-12-01..2022-12-15"),
        ("2022-12-01/2022-12-15", "2022-12-01..2022-12-15"),
        ("من 1 ديسمبر 2022 إلى 15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("1 ديسمبر 2022 حتى 15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("من 1 إلى 15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("1-15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("1 ـ 15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("بين 1 و15 ديسمبر 2022", "2022-12-01..2022-12-15"),
        ("بين 2020 و 2022", "2020-01-01..2022-12-31"),
        ("بين مارس ومايو 2022", "2022-03-01..2022-05-31"),
        ("2020-2022", "2020-01-01..2022-12-31"),
        ("2020 – 2022", "2020-01-01..2022-12-31"),
        ("من ديسمبر إلى فبراير 2023", "2022-12-01..2023-02-28"),
        ("من ديسمبر 2022 إلى فبراير", "2022-12-01..2023-02-28"),
        ("من يناير إلى مارس", "2025-01-01..2025-03-31"),
        ("من 25 ديسمبر إلى 5 يناير", "2024-12-25..2025-01-05"),
        ("من نوفمبر 2022 حتى اليوم", "2022-11-01..2025-12-05"),
        ("من 2022 إلى 2020", "2020-01-01..2022-12-31"),
        ("from January to March 2022", "2022-01-01..2022-03-31"),
        ("between 2020 and 2021", "2020-01-01..2021-12-31"),
        ("2022-01-01..2022-12-31", "2022"),
    ],
)
def test_a_range_has_both_its_ends_and_lends_month_and_year(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-12-01..", "2022-12-01.."),
        ("..2022", "..2022-12-31"),
        ("منذ 2022", "2022-01-01.."),
        ("من 2022 فصاعدا", "2022-01-01.."),
        ("since December 2022", "2022-12-01.."),
        (">=2022-12", "2022-12-01.."),
        ("≥ 2022-12", "2022-12-01.."),
        ("بعد 2022", "2023-01-01.."),
        ("> 2022-12-31", "2023-01-01.."),
        ("after 2022", "2023-01-01.."),
        ("حتى 2022", "..2022-12-31"),
        ("until 2022", "..2022-12-31"),
        ("<=2022-12-01", "..2022-12-01"),
        ("قبل 2022", "..2021-12-31"),
        ("قبل شهر ديسمبر 2022", "..2022-11-30"),
        ("<2022-03", "..2022-02-28"),
        ("before 1 January 2022", "..2021-12-31"),
    ],
)
def test_an_open_range_leaves_its_day_out_after_before_and_after(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اليوم", "2025-12-05"),
        ("today", "2025-12-05"),
        ("أمس", "2025-12-04"),
        ("امس", "2025-12-04"),
        ("البارحه", "2025-12-04"),
        ("yesterday", "2025-12-04"),
        ("أول أمس", "2025-12-03"),
        ("أول من أمس", "2025-12-03"),
        ("غدا", "2025-12-06"),
        ("بعد غد", "2025-12-07"),
        ("هذا الأسبوع", "2025-11-30..2025-12-06"),
        ("this week", "2025-11-30..2025-12-06"),
        ("الأسبوع الماضي", "2025-11-23..2025-11-29"),
        ("الاسبوع الفائت", "2025-11-23..2025-11-29"),
        ("خلال الأسبوع المنصرم", "2025-11-23..2025-11-29"),
        ("last week", "2025-11-23..2025-11-29"),
        ("هذا الشهر", "2025-12"),
        ("الشهر الجاري", "2025-12"),
        ("this month", "2025-12"),
        ("الشهر الماضي", "2025-11"),
        ("last month", "2025-11"),
        ("هذا العام", "2025"),
        ("هذه السنة", "2025"),
        ("السنة الحالية", "2025"),
        ("this year", "2025"),
        ("العام الماضي", "2024"),
        ("السنة الماضية", "2024"),
        ("last year", "2024"),
        ("العام المقبل", "2026"),
        ("آخر 7 أيام", "2025-11-29..2025-12-05"),
        ("آخر ٧ أيام", "2025-11-29..2025-12-05"),
        ("last 7 days", "2025-11-29..2025-12-05"),
        ("الأيام السبعة الماضية", "2025-11-29..2025-12-05"),
        ("الأيام الـ7 الماضية", "2025-11-29..2025-12-05"),
        ("الـ 7 أيام الماضية", "2025-11-29..2025-12-05"),
        ("آخر أسبوع", "2025-11-29..2025-12-05"),
        ("past week", "2025-11-29..2025-12-05"),
        ("past 30 days", "2025-11-06..2025-12-05"),
        ("آخر شهر", "2025-11-06..2025-12-05"),
        ("آخر ثلاثة أشهر", "2025-09-06..2025-12-05"),
        ("آخر سنة", "2024-12-06..2025-12-05"),
        ("آخر 24 ساعة", "2025-12-04..2025-12-05"),
        ("اليومين الماضيين", "2025-12-04..2025-12-05"),
        ("قبل يومين", "2025-12-03"),
        ("قبل 3 أيام", "2025-12-02"),
        ("2 days ago", "2025-12-03"),
        ("منذ أسبوع", "2025-11-28.."),
        ("منذ شهرين", "2025-10-05.."),
        ("منذ أمس", "2025-12-04.."),
        ("since last week", "2025-11-23.."),
        ("الخميس الماضي", "2025-12-04"),
        ("الجمعة الماضية", "2025-11-28"),
        ("الجمعة", "2025-12-05"),
        ("يوم السبت", "2025-11-29"),
        ("السبت المقبل", "2025-12-06"),
        ("last Thursday", "2025-12-04"),
        ("ديسمبر", "2025-12"),
        ("شهر ديسمبر", "2025-12"),
        ("يناير", "2025-01"),
        ("ديسمبر الماضي", "2024-12"),
        ("last November", "2025-11"),
        ("30 ديسمبر", "2024-12-30"),
        ("29 فبراير", "2024-02-29"),
        ("رمضان", "2025-03-01..2025-03-29"),
        ("رمضان الماضي", "2025-03-01..2025-03-29"),
    ],
)
def test_a_relative_date_counts_from_today(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("أمس", date(2026, 1, 1), "2025-12-31"),
        ("الشهر الماضي", date(2026, 1, 31), "2025-12"),
        ("الشهر الماضي", date(2024, 3, 31), "2024-02"),
        ("آخر شهر", date(2025, 3, 31), "2025-03"),
        ("آخر سنة", date(2024, 2, 29), "2023-03-01..2024-02-29"),
        ("منذ شهر", date(2025, 3, 31), "2025-02-28.."),
        ("هذا الأسبوع", date(2025, 11, 30), "2025-11-30..2025-12-06"),  # a Sunday
        ("هذا الأسبوع", date(2025, 11, 29), "2025-11-23..2025-11-29"),  # a Saturday
        ("الأسبوع الماضي", date(2026, 1, 1), "2025-12-21..2025-12-27"),
        ("ديسمبر", date(2025, 11, 30), "2024-12"),
        ("ديسمبر الماضي", date(2026, 1, 1), "2025-12"),
        ("رمضان", date(2025, 2, 28), "2024-03-11..2024-04-09"),
        ("رمضان", date(2025, 3, 1), "2025-03-01..2025-03-29"),
        ("رمضان", date(2100, 1, 1), None),
        ("العام الماضي", date(1600, 1, 1), None),
        ("أمس", date.min, None),
        ("هذا الأسبوع", date.max, None),
    ],
)
def test_relative_dates_hold_where_months_and_calendars_end(text: str, today: date, expected: str | None) -> None:
    assert read(text, today) == expected


@pytest.mark.parametrize(
    ("text", "expected", "taken"),
    [
        ("2022-12-01 انفجار", "2022-12-01", "2022-12-01"),
        ("ديسمبر 2022 انفجار بيروت", "2022-12", "ديسمبر 2022"),
        ("  ٣٠ ديسـمبر ٢٠٢٢م، ثم", "2022-12-30", "  ٣٠ ديسـمبر ٢٠٢٢م"),
        ("من 1 إلى 15 ديسمبر 2022 في بيروت", "2022-12-01..2022-12-15", "من 1 إلى 15 ديسمبر 2022"),
        ("آخر 7 أيام كورونا", "2025-11-29..2025-12-05", "آخر 7 أيام"),
        ("منذ أسبوع أو أكثر", "2025-11-28..", "منذ أسبوع"),
        ("2022.. ثم", "2022-01-01..", "2022.."),
        ("2022-12-01..كتاب", "2022-12-01", "2022-12-01"),
        ("2022؟", "2022", "2022"),
    ],
)
def test_the_longest_beginning_that_is_a_date_is_taken(text: str, expected: str, taken: str) -> None:
    found = longest_when(text, TODAY)
    assert found
    assert (write_when(found[0]), text[: found[1]]) == (expected, taken)


@pytest.mark.parametrize(
    "text", ["2022كتاب", "2022.5 مليون", "2022-45", "20225", "كتاب 2022", "2022-12-01x", "2022_", ""]
)
def test_a_beginning_that_goes_on_in_the_same_word_is_none(text: str) -> None:
    assert longest_when(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("2022-12-30", "30 ديسمبر 2022", "30 December 2022"),
        ("2022-12", "ديسمبر 2022", "December 2022"),
        ("2022", "سنة 2022", "2022"),
        ("2022-12-01..2023-01-15", "من 1 ديسمبر 2022 إلى 15 يناير 2023", "from 1 December 2022 to 15 January 2023"),
        ("2022-12-01..", "منذ 1 ديسمبر 2022", "since 1 December 2022"),
        ("..2022-12-31", "حتى 31 ديسمبر 2022", "until 31 December 2022"),
    ],
)
def test_days_are_said_in_both_languages(text: str, arabic: str, english: str) -> None:
    when = read_when(text, TODAY)
    assert when
    assert (when_in_words(when, "ar"), when_in_words(when, "en")) == (arabic, english)


def test_days_without_an_end_or_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="both ends are open"):
        When(None, None)
    with pytest.raises(ValueError, match="comes after"):
        When(date(2022, 2, 1), date(2022, 1, 1))


@given(whens(), st.dates())
def test_what_is_written_and_said_is_read_back_on_any_day(when: When, today: date) -> None:
    assert read_when(write_when(when), today) == when
    assert read_when(when_in_words(when, "ar"), today) == when
    assert read_when(when_in_words(when, "en"), today) == when


WORDS = st.sampled_from(
    "من إلى منذ قبل بعد حتى بين و في يوم آخر الماضي الأسبوع شهر أيام رمضان مارس كانون الثاني تشرين الخميس "
    "اليوم الموافق هـ م عام 1 31 7 12 2022 1444 9999 0 - / . .. … ( ) , >= < last days ago December the".split()
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=20).map(" ".join), st.lists(WORDS, max_size=20).map("".join))


@settings(max_examples=150, phases=(Phase.explicit, Phase.generate))
@given(TEXTS, st.dates())
def test_no_text_raises_and_what_is_read_can_be_written(text: str, today: date) -> None:
    when, longest = read_when(text, today), longest_when(text, today)
    assert when is None or read_when(write_when(when), today) == when
    if longest:
        assert 0 < longest[1] <= len(text)
        assert read_when(text[: longest[1]], today) == longest[0]


@pytest.mark.parametrize(
    "piece",
    ["في ", "من ", "2022-", "1/", "ديسمبر ", "ديسمبر/", "a", "1", ".", "(", " ", "\u200f", "ـ", "بين 3 و",
     "1 ديسمبر - ", "1 محرم 1444 الموافق ", "من 1 ديسمبر إلى ", "آخر ", "الـ", "خميس، ", "كانون الثاني/يناير (يناير) ",
     "و", "30 "],
)  # fmt: skip
def test_a_long_text_of_one_piece_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert read_when(text, TODAY) is None
    longest_when(text, TODAY)


@pytest.mark.parametrize("text", ["29 فبراير 2023", "30 رمضان 1444 نفط", "31 أبريل 2023"])
def test_a_day_that_does_not_exist_is_not_that_day_of_another_year(text: str) -> None:
    assert longest_when(text, date(2026, 11, 25)) is None
