"""Which day does an Arabic text name?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.calendar.dates import find_date, in_english, in_words, is_date_line, parse_date
from documents.calendar.hijri import hijri_days, hijri_year, hijri_year_within
from documents.calendar.months import GREGORIAN, HIJRI, WEEKDAYS, fold

# January to December, as four parts of the Arab press write them.
SYSTEMS = {
    "egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "tunisia": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}
MONTHS = [
    pytest.param(name.replace("_", " "), number, id=f"{system}-{number}")
    for system, names in SYSTEMS.items()
    for number, name in enumerate(names.split(), 1)
]


DIGITS = {"european": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "extended": "۰۱۲۳۴۵۶۷۸۹"}


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
@pytest.mark.parametrize(("name", "number"), MONTHS)
def test_every_month_of_the_four_systems_is_read(name: str, number: int, digits: str) -> None:
    text = f"9 {name} 2022".translate(str.maketrans("0123456789", digits))
    assert find_date(text) == date(2022, number, 9)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("يونيه", 6),
        ("يوليه", 7),
        ("كانون ثان", 1),
        ("كانون ثاني", 1),
        ("كانون الثانى", 1),
        ("تشرين أول", 10),
        ("تشرين الثانى", 11),
        ("كانون أول", 12),
        ("جانفيي", 1),
        ("فيبراير", 2),
        ("يونية", 6),
        ("جويليه", 7),
        ("أوغسطس", 8),
        ("سبتامبر", 9),
        ("ديسامبر", 12),
        ("January", 1),
        ("Sept", 9),
        ("dec", 12),
    ],
)
def test_other_spellings_of_a_month_are_read(name: str, number: int) -> None:
    assert find_date(f"9 {name} 2022") == date(2022, number, 9)


@pytest.mark.parametrize("name", ["ابريل", "أبريل", "إبريل", "أَبْرِيل", "ا\u0654بريل"])
def test_hamza_and_vowel_marks_do_not_matter(name: str) -> None:
    assert find_date(f"9 {name} 2022") == date(2022, 4, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22 تشرين الأول/أكتوبر 2025", date(2025, 10, 22)),
        ("22 أكتوبر/تشرين الأول 2025", date(2025, 10, 22)),
        ("30 كانون الأول (ديسمبر) 2022", date(2022, 12, 30)),
        ("3 آب / أغسطس، 2021", date(2021, 8, 3)),
    ],
)
def test_a_dual_month_name_is_one_month(text: str, expected: date) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize("text", ["30 كانون الأول/يناير 2022", "30 تشرين الثاني (أكتوبر) 2022"])
def test_two_names_that_disagree_are_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "30 December 2022",
        "30-Dec-2022",
        "the 30th of December, 2022",
        "December 30, 2022",
        "Dec 30th 2022",
        "30/ديسمبر/2022",
    ],
)
def test_an_english_date_and_one_with_signs_are_read(text: str) -> None:
    assert find_date(text) == date(2022, 12, 30)


@pytest.mark.parametrize("text", ["مارس اللعبة 5 سنوات حتى 2022", "Mayor 30, 2022", "قال اب لطفلين في 2022", "صفر 5"])
def test_a_months_name_that_is_another_word_is_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["30 ديسمبر 2022", "٣٠ ديسمبر ٢٠٢٢", "۳۰ ديسمبر ۲۰۲۲", "30 ديسمبر ٢٠٢٢"])
def test_the_three_digit_sets_are_read(text: str) -> None:
    assert find_date(text) == date(2022, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30 من ديسمبر 2022",
        "30 من شهر ديسمبر من عام 2022",
        "30 ديسمبر عام 2022",
        "30 ديسمبر سنة 2022",
        "30 ديسمبر، 2022",
        "30 ديسمبر 2022م",
        "في 30\u00a0ديسمبر\u00a02022 أقلعت السفينة",
    ],
)
def test_words_and_commas_may_stand_in_a_date(text: str) -> None:
    assert find_date(text) == date(2022, 12, 30)


@pytest.mark.parametrize(
    "text",
    ["ديسمبر 2022", "30 ديسمبر", "30 ديسمبر 22", "130 ديسمبر 2022", "30 ديسمبر 20225", "30 كتاب 2022", "أمس", ""],
)
def test_what_is_not_a_whole_date_is_not_read(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["2022-12-30", "2022/12/30", "2022.12.30", "٢٠٢٢/١٢/٣٠"])
def test_year_first_is_read(text: str) -> None:
    assert find_date(text) == date(2022, 12, 30)


@pytest.mark.parametrize("text", ["30/12/2022", "30-12-2022", "30.12.2022", "٣٠/١٢/٢٠٢٢"])
def test_day_first_is_read(text: str) -> None:
    assert find_date(text) == date(2022, 12, 30)


def test_the_day_stands_before_the_month_where_both_could_be() -> None:
    assert find_date("03/04/2022") == date(2022, 4, 3)


@pytest.mark.parametrize("text", ["13/30/2022", "2022-13-01", "192.168.1.2022", "1/2/20223", "30/12/22"])
def test_numbers_that_are_no_date_are_not_read(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["31 فبراير 2022", "31/02/2022", "2022-02-31", "29 فبراير 2023", "0 مارس 2022"])
def test_an_impossible_date_is_passed_over(text: str) -> None:
    assert find_date(f"{text} ثم 4 مايو 2021") == date(2021, 5, 4)


def test_the_29th_of_february_exists_in_a_leap_year() -> None:
    assert find_date("29 شباط 2024") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["17/06/1445", "1445-06-17", "١٧/٠٦/١٤٤٥", "17 رجب 1445"])
def test_a_hijri_date_is_not_taken_for_a_gregorian_one(text: str) -> None:
    assert (find_date(text), parse_date(text)) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 رمضان 1444 هـ", date(2023, 3, 23)),
        ("١ رمضان ١٤٤٤هـ", date(2023, 3, 23)),
        ("1 المحرّم 1445 هجرية", date(2023, 7, 19)),
        ("10 ذي الحجة 1445 ه", date(2024, 6, 16)),
        ("01/10/1445 هـ", date(2024, 4, 10)),
        ("1446-09-01هـ", date(2025, 3, 1)),
        ("1 رمضان 1444 هـ - 17:05", datetime(2023, 3, 23, 17, 5)),
    ],
)
def test_a_hijri_date_with_its_era_is_read(text: str, expected: date) -> None:
    assert (find_date(text), parse_date(text)) == (expected, expected)


@pytest.mark.parametrize(
    "text", ["30 رمضان 1444 هـ", "1 رمضان 1342 هـ", "1/13/1445 هـ", "0 رجب 1445 هـ", "1 رمضان 1501 هـ"]
)
def test_a_hijri_date_that_no_table_knows_is_not_read(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "17/06/1444 الموافق 10/01/2023",
        "17 جمادى الآخرة 1444 هـ الموافق 10 يناير 2023 م",
        "الثلاثاء 10 يناير 2023 م الموافق 17 جمادى الآخرة 1444 هـ",
        "17 جمادى الآخرة 1444 هـ - 10 كانون الثاني/يناير 2023",
    ],
)
def test_of_both_calendars_the_gregorian_one_is_read_wherever_it_stands(text: str) -> None:
    assert (find_date(text), is_date_line(text)) == (date(2023, 1, 10), True)


def test_the_first_date_in_the_text_wins_however_it_is_written() -> None:
    assert find_date("بين 30/12/2022 و 4 مايو 2021 و 2020-01-01") == date(2022, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30 ديسمبر 2022 - 17:05",
        "30 ديسمبر 2022 17:05",
        "الجمعة 30 كانون الأول 2022، الساعة 17:05",
        "30/12/2022 | 17:05:44",
        "2022-12-30T17:05",
        "٣٠ دجنبر ٢٠٢٢ - ١٧:٠٥",
        "30 ديسمبر 2022 - 05:05 مساءً",
        "30 ديسمبر 2022 - 5:05 م",
        "30/12/2022 5:05 PM",
    ],
)
def test_a_time_of_day_beside_the_date_is_read(text: str) -> None:
    assert find_date(text) == datetime(2022, 12, 30, 17, 5)


@pytest.mark.parametrize(
    ("clock", "hour"), [("5:05 صباحاً", 5), ("5:05 ص", 5), ("12:05 ص", 0), ("12:05 م", 12), ("17:05 م", 17)]
)
def test_noon_and_midnight_are_twelve(clock: str, hour: int) -> None:
    assert find_date(f"30 ديسمبر 2022 - {clock}") == datetime(2022, 12, 30, hour, 5)


def test_a_word_that_begins_like_evening_is_no_evening() -> None:
    assert find_date("30 ديسمبر 2022 - 05:05 مراكش") == datetime(2022, 12, 30, 5, 5)


@pytest.mark.parametrize("text", ["30 ديسمبر 2022 - 25:00", "30 ديسمبر 2022 - 17:75", "30 ديسمبر 2022 كانت 17:05"])
def test_what_is_no_time_beside_the_date_leaves_a_day(text: str) -> None:
    day = find_date(text)
    assert (day, type(day)) == (date(2022, 12, 30), date)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2022-12-30T17:05:00Z", UTC),
        ("2022-12-30T17:05:00+00:00", UTC),
        ("2022-12-30T17:05:00+03:00", timezone(timedelta(hours=3))),
        ("2022-12-30T17:05:00-01:00", timezone(timedelta(hours=-1))),
    ],
)
def test_iso_8601_keeps_its_zone(text: str, zone: timezone) -> None:
    read = parse_date(text)
    assert isinstance(read, datetime)
    assert (read, read.utcoffset()) == (datetime(2022, 12, 30, 17, 5, tzinfo=zone), zone.utcoffset(None))


def test_iso_8601_without_a_zone_has_none() -> None:
    assert parse_date("2022-12-30T17:05:00") == datetime(2022, 12, 30, 17, 5)


def test_an_iso_day_has_no_time() -> None:
    assert type(parse_date(" 2022-12-30\n")) is date


@pytest.mark.parametrize("text", ["الجمعة 30 ديسمبر 2022", "30/12/2022", "2022/12/30"])
def test_a_date_field_may_be_written_in_words(text: str) -> None:
    assert parse_date(text) == date(2022, 12, 30)


@pytest.mark.parametrize("text", ["", "غير معروف", "1672358400", "2022-13-45", "2022-13-45T10:00:00"])
def test_a_field_that_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "30 ديسمبر 2022",
        "الأربعاء 22 أكتوبر 2025 - 12:34",
        "الاثنين، 30 كانون الأول/ديسمبر 2022",
        "أحد 4 ماي 2025",
        "تاريخ النشر: 30/12/2022",
        "آخر تحديث: 2022-12-30 10:15",
        "\u200fالجمعة 30 ديسمبر 2022م",
        "[ 30-12-2022 ]",
        "30 ديسمبر 2022 - 5:05 مساءً",
        "23 - أكتوبر - 2025",
        "نشر في: 23 أكتوبر 2025 على 14:20",
        "الخميس 23 أكتوبر 2025 - 14 h 20",
        "Publié le : jeudi 23 octobre 2025 à 14:20",
        "الخميس, 23 أكتوبر, 2025 إلى 14:20",
        "كتب في 23 أكتوبر 2025 ← 14:20",
        "نشر في: 23 أكتوبر ,2025: 02:20 م GST",
        "الخميس - 1 جمادى الأولى 1447 هـ - 23 أكتوبر 2025 مـ رقم العدد [17131]",
        "الأربعاء 30 ربيع الثاني 1447 الموافق لـ 22 أكتوبر 2025",
        "22 أكتوبر 2025 آخر تحديث 18:05",
        "الأربعاء، ٢٢ أكتوبر ٢٠٢٥ (GMT+3 - 14:20)",
    ],
)
def test_a_line_with_a_date_and_its_labels_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "الأربعاء",
        "صوت المرسى",
        "31 فبراير 2022",
        "30 ديسمبر 2022 - 17/06/1044",
        "صوت المرسى 30 ديسمبر 2022",
        "أقلعت السفينة في 30 ديسمبر 2022",
        "أحداث 30 ديسمبر 2022",
        "30 ديسمبر 2022 - 31 ديسمبر 2022",
    ],
)
def test_a_line_that_says_more_or_less_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)


@given(st.dates(min_value=date(1800, 1, 1)))
def test_a_date_in_words_is_read_back(day: date) -> None:
    assert find_date(in_words(day)) == day


@given(st.dates(min_value=date(1800, 1, 1)))
def test_a_date_in_english_is_read_back(day: date) -> None:
    assert find_date(in_english(day)) == day


@given(st.text())
def test_no_text_is_too_strange_for_a_date(text: str) -> None:
    assert is_date_line(text) <= (find_date(text) is not None)


@given(st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d\d:\d\d(:\d\d)?([Z+]\d\d:\d\d)?)?", fullmatch=True))
def test_what_looks_like_a_date_is_a_date_or_none(text: str) -> None:
    assert isinstance(parse_date(text), date | None)


def test_a_feeds_date_keeps_its_zone() -> None:
    day = parse_date("Fri, 30 Dec 2022 10:00:00 +0300")
    assert day is not None
    assert day.isoformat() == "2022-12-30T10:00:00+03:00"


@pytest.mark.parametrize("zone", ["+99999999999999999999", "+9999"])
def test_a_feeds_date_beyond_all_calendars_is_no_date_or_a_day(zone: str) -> None:
    assert parse_date(f"Fri, 30 Dec 99999999999999999999 10:00:00 {zone}") is None


@pytest.mark.parametrize(
    "text", ["1 مايو" + " " * 50_000, "2022-12-30" + " -" * 20_000, "1 من " * 10_000, "(" * 50_000, "1 مايو " * 5_000]
)
def test_long_runs_are_read_to_their_end(text: str) -> None:
    """A pattern that divides a run of spaces in every way would not finish."""
    assert not is_date_line(text) or find_date(text) is not None


@pytest.mark.parametrize(
    ("hijri", "first"),
    [
        ((1343, 1, 1), date(1924, 8, 1)),
        ((1400, 1, 1), date(1979, 11, 20)),
        ((1443, 12, 9), date(2022, 7, 8)),
        ((1444, 9, 1), date(2023, 3, 23)),
        ((1444, 10, 1), date(2023, 4, 21)),
        ((1446, 1, 1), date(2024, 7, 7)),
        ((1446, 12, 10), date(2025, 6, 6)),
    ],
)
def test_hijri_days_are_those_of_umm_al_qura(hijri: tuple[int, int, int], first: date) -> None:
    assert hijri_days(*hijri) == (first, first)


def test_a_hijri_month_and_year_end_before_the_next_begins() -> None:
    assert hijri_days(1444, 9) == (date(2023, 3, 23), date(2023, 4, 20))
    assert hijri_days(1444) == (date(2022, 7, 30), date(2023, 7, 18))


@pytest.mark.parametrize("parts", [(1342,), (1501,), (1444, 0), (1444, 13), (1444, 9, 0), (1444, 9, 30)])
def test_hijri_days_that_do_not_exist_are_none(parts: tuple[int, ...]) -> None:
    assert hijri_days(*parts) is None


def test_the_hijri_year_of_a_day_is_known_within_the_table() -> None:
    days = (date(2023, 7, 18), date(2023, 7, 19), date(1900, 1, 1), date(2100, 1, 1))
    assert [hijri_year(day) for day in days] == [1444, 1445, None, None]


def test_ramadan_of_a_gregorian_year_is_the_first_that_begins_in_it() -> None:
    years = [hijri_year_within(year, 9) for year in (2023, 2029, 2030, 2031, 1900)]
    assert years == [1444, 1450, 1451, 1453, None]


HIJRI_NAMES = (
    "محرم صفر ربيع_الأول ربيع_الثاني جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة "
    "المحرم صفر ربيع_الأوّل ربيع_الآخر جمادى_الأول جمادى_الثانية رجب شعبان رمضان شوّال ذي_القعدة ذي_الحجة"
)


@pytest.mark.parametrize(("number", "name"), list(enumerate(HIJRI_NAMES.split())))
def test_every_hijri_month_is_read(number: int, name: str) -> None:
    days = hijri_days(1445, number % 12 + 1, 5)
    assert days is not None
    assert find_date(f"5 {name.replace('_', ' ')} 1445 هـ") == days[0]


def test_names_are_folded_and_stand_for_one_month_or_weekday_each() -> None:
    for names, numbers in ((GREGORIAN, range(1, 13)), (HIJRI, range(1, 13)), (WEEKDAYS, range(1, 8))):
        assert sorted(set(names.values())) == list(numbers)
        assert [fold(name) for name in names] == list(names)
    assert not GREGORIAN.keys() & HIJRI.keys()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@pytest.mark.parametrize(("name", "number"), [(name, n) for n, name in enumerate(FRENCH.split(), 1)])
def test_dates_in_french_stand_on_pages_of_the_maghreb(name: str, number: int) -> None:
    assert find_date(f"Publié le 9 {name.capitalize()} 2022") == date(2022, number, 9)
