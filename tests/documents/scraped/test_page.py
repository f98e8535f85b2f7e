"""Which part of a scraped page's text is the article?"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import storable
from documents.scraped.page import Scraped, read_scraped

CRAWLED = "21 نوفمبر 2024"
PUBLISHED = "5 مايو 2023"
SOURCE = "صوت المرسى-وكالة ضفاف"
CAPTION = "صيادون يرممون شباكهم على رصيف الميناء القديم- 5 مايو 2023 - REUTERS"
HEADLINE = "عودة الصيادين إلى ميناء المرسى بعد توقف دام ثلاثة أشهر"
FIRST = "عاد صيادو المرسى، الجمعة، إلى البحر بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة في الميناء القديم."
SECOND = 'وقال أحد البحارة: "انتظرنا هذا اليوم طويلاً، والسوق في حاجة إلى السردين".'
FOOTER = "الفيس بوك\nتويتر\n\nجميع الحقوق محفوظة SAWT ALMARSA ---- تصميم وبرمجة شركة نموذج"
GAP = "\n\n\u00a0\n\n"


def page(*header: str, body: str = FIRST + GAP + SECOND, footer: str = FOOTER) -> str:
    return "\n".join(header) + GAP + body + GAP + footer


FULL = read_scraped(page(CRAWLED, PUBLISHED, SOURCE, CAPTION))


def test_two_dates_mean_crawled_and_published() -> None:
    assert (FULL.published, FULL.crawled) == (date(2023, 5, 5), date(2024, 11, 21))


def test_the_line_after_the_dates_is_the_source() -> None:
    assert FULL.source == SOURCE


def test_the_line_with_date_and_agency_is_the_caption() -> None:
    assert FULL.caption == CAPTION


def test_paragraphs_are_parted_by_one_blank_line() -> None:
    assert FULL.body == f"{FIRST}\n\n{SECOND}"


def test_share_and_copyright_lines_are_dropped_and_listed() -> None:
    assert FULL.dropped == ("الفيس بوك", "تويتر", "جميع الحقوق محفوظة SAWT ALMARSA ---- تصميم وبرمجة شركة نموذج")


def test_without_a_headline_the_caption_is_the_title() -> None:
    assert FULL.title == "صيادون يرممون شباكهم على رصيف الميناء القديم"


def test_the_dates_may_stand_in_either_order() -> None:
    turned = read_scraped(page(PUBLISHED, CRAWLED, SOURCE))
    assert (turned.published, turned.crawled) == (FULL.published, FULL.crawled)


def test_one_date_means_published() -> None:
    one = read_scraped(page(PUBLISHED, SOURCE))
    assert (one.published, one.crawled) == (date(2023, 5, 5), None)


def test_no_date_means_neither() -> None:
    none = read_scraped(page(SOURCE))
    assert (none.published, none.crawled) == (None, None)


def test_a_day_comes_before_an_hour_of_the_same_day() -> None:
    same = read_scraped(page("5 مايو 2023 - 18:20", PUBLISHED, SOURCE))
    assert (same.published, same.crawled) == (date(2023, 5, 5), datetime(2023, 5, 5, 18, 20))


def test_a_date_inside_the_body_is_not_the_publication_date() -> None:
    assert read_scraped(page(SOURCE, body=FIRST + GAP + "12 أبريل 2020")).published is None


def test_a_headline_is_the_title() -> None:
    assert read_scraped(page(CRAWLED, PUBLISHED, SOURCE, HEADLINE, CAPTION)).title == HEADLINE


def test_a_headline_may_stand_before_the_dates() -> None:
    first = read_scraped(page(HEADLINE, PUBLISHED, SOURCE))
    assert (first.title, first.source) == (HEADLINE, SOURCE)


def test_a_headline_is_not_the_source() -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, HEADLINE)).source == SOURCE


def test_a_source_alone_is_not_the_title() -> None:
    assert SOURCE not in read_scraped(page(PUBLISHED, SOURCE)).title


def test_without_headline_and_caption_the_lead_is_the_title() -> None:
    expected = "عاد صيادو المرسى، الجمعة، إلى البحر بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة…"
    assert read_scraped(page(CRAWLED, PUBLISHED, SOURCE)).title == expected


def test_a_caption_of_three_words_is_not_the_title() -> None:
    short = read_scraped(page(PUBLISHED, SOURCE, "البحارة قرب الرصيف - رويترز"))
    assert (short.caption, short.title[:8]) == ("البحارة قرب الرصيف - رويترز", "عاد صياد")


@pytest.mark.parametrize(
    "line",
    [
        "قوارب راسية في ميناء المرسى - 5 مايو 2023",
        "قوارب راسية في ميناء المرسى – رويترز",
        "قوارب راسية في ميناء المرسى - 5 أيار 2023 - أ ف ب",
        "قوارب راسية في ميناء المرسى - Getty Images",
        "قوارب راسية في ميناء المرسى | وكالة ضفاف",
        "صورة: قوارب راسية في الميناء",
        "التعليق على الصورة: قوارب راسية",
    ],
)
def test_an_agency_a_date_or_the_word_photo_marks_a_caption(line: str) -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, line)).caption == line


@pytest.mark.parametrize(
    "line", ["قوارب المرسى - رويترز", "قوارب راسية في ميناء المرسى - مشهد مألوف", "صورتان من الميناء القديم"]
)
def test_a_line_without_such_a_mark_is_no_caption(line: str) -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, line)).caption == ""


def test_a_section_name_is_the_section() -> None:
    sectioned = read_scraped(page("اقتصاد", PUBLISHED, SOURCE, HEADLINE))
    assert (sectioned.section, sectioned.source, sectioned.title) == ("اقتصاد", SOURCE, HEADLINE)


def test_a_name_after_the_source_is_the_author() -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, HEADLINE, "ليلى حداد")).author == "ليلى حداد"


def test_without_such_a_line_there_is_neither_section_nor_author() -> None:
    assert (FULL.section, FULL.author) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "تويتر",
        "الفيس بوك",
        "فيسبوك",
        "واتس اب",
        "إنستغرام",
        "تيليجرام",
        "Facebook",
        "شارك هذا الخبر:",
        "طباعة",
        "* * *",
        "جميع الحقوق محفوظة © 2024",
        "حقوق النشر محفوظة لصوت المرسى",
        "All Rights Reserved",
    ],
)
def test_a_line_that_is_only_a_button_or_a_notice_is_dropped(line: str) -> None:
    assert line in read_scraped(page(PUBLISHED, SOURCE, footer=line)).dropped


@pytest.mark.parametrize(
    "sentence",
    [
        "ونشر الفريق مقطعاً مصوراً على تويتر وفيسبوك.",
        "شارك في الرحلة اثنا عشر بحاراً.",
        "ويطالب البحارة بحفظ حقوقهم.",
        "وطالبوا بنسخ الرابط من موقع البلدية.",
    ],
)
def test_share_words_inside_a_sentence_stay(sentence: str) -> None:
    assert sentence in read_scraped(page(PUBLISHED, SOURCE, body=FIRST + GAP + sentence)).body


def test_a_long_paragraph_about_rights_stays() -> None:
    paragraph = "وأكدت الكاتبة أن جميع الحقوق محفوظة لورثة الشاعر، " * 4 + "كما قالت."
    assert paragraph in read_scraped(page(PUBLISHED, SOURCE, body=FIRST + GAP + paragraph)).body


@pytest.mark.parametrize("space", ["\u00a0", "\t", " ", "\u3000", "\r", "\ufeff"])
def test_a_line_of_spaces_is_blank(space: str) -> None:
    assert read_scraped(f"{PUBLISHED}\n{SOURCE}\n{space}\n{FIRST}\n{space}{space}\n{SECOND}").body == FULL.body


def test_windows_line_ends_change_nothing() -> None:
    assert read_scraped(page(CRAWLED, PUBLISHED, SOURCE, CAPTION).replace("\n", "\r\n")) == FULL


def test_spaces_in_a_line_become_one() -> None:
    assert read_scraped(page(PUBLISHED, "صوت \u00a0 المرسى")).source == "صوت المرسى"


def test_marks_of_the_author_stay_in_the_body() -> None:
    sentence = "وَجَاءَ فِي الرِّسَالَةِ: «البَحْرُ ـــ كَمَا تَعْلَمُونَ ـــ لَا يَنْتَظِرُ أَحَدًا مِنَ البَحَّارَةِ»."
    assert read_scraped(page(PUBLISHED, SOURCE, body=sentence)).body == sentence


def test_controls_and_half_characters_are_made_storable() -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, body=FIRST + "\x00\ud800")).body == FIRST + "\ufffd"


def test_a_page_of_short_lines_has_its_body_after_the_source() -> None:
    short = read_scraped(f"{PUBLISHED}\nصوت المرسى\nعاد الصيادون\nوغنّوا")
    assert (short.source, short.body) == ("صوت المرسى", "عاد الصيادون\n\nوغنّوا")


def test_one_short_line_is_a_body() -> None:
    assert read_scraped("عاد الصيادون").body == "عاد الصيادون"


@pytest.mark.parametrize("text", ["", "\u00a0\n", FOOTER, CRAWLED, f"{CRAWLED}\n{PUBLISHED}", f"{PUBLISHED}\n{FOOTER}"])
def test_dates_and_a_footer_alone_have_no_body(text: str) -> None:
    assert read_scraped(text).body == ""


def test_twelve_lines_can_stand_before_the_body() -> None:
    labels = [f"سطر رقم {n}" for n in range(10)]
    assert read_scraped(page(PUBLISHED, SOURCE, *labels)).body == FULL.body


def test_a_thirteenth_line_before_a_paragraph_belongs_to_the_body() -> None:
    labels = [f"سطر رقم {n}" for n in range(11)]
    assert read_scraped(page(PUBLISHED, SOURCE, *labels)).body.startswith("سطر رقم 0\n\n")


@pytest.mark.parametrize(
    "line",
    ["قصة من الميناء القديم.", "عودة الصيادين إلى ميناء المرسى القديم بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة"],
    ids=["short-with-a-full-stop", "long-without-one"],
)
def test_the_body_begins_with_a_line_that_is_long_and_ends_like_a_sentence(line: str) -> None:
    assert read_scraped(page(PUBLISHED, SOURCE, line)).body == FULL.body


def test_a_very_long_line_is_body_however_it_ends() -> None:
    long = "خرج الصيادون مع الفجر إلى عرض البحر ثم عادوا مساء " * 4 + "بصيد وفير"
    assert read_scraped(page(PUBLISHED, SOURCE, body=long)).body == long


@given(st.text(st.characters()))
def test_no_line_of_any_text_is_lost(text: str) -> None:
    lines = {line.strip() for line in storable(text).splitlines()}
    assert _lines(read_scraped(text)) >= {line for line in lines if line.isalpha()}


def _lines(scraped: Scraped) -> set[str]:
    fields = (scraped.title, scraped.source, scraped.section, scraped.author, scraped.caption)
    return {*fields, *scraped.dropped, *scraped.body.split("\n\n")}


def test_a_section_of_two_words_is_a_section() -> None:
    page = read_scraped(
        "مال وأعمال\nأسعار الخبز تستقر في أسواق عمّان\n22 أكتوبر 2025\n\n"
        "قالت نقابة أصحاب المخابز إن أسعار الخبز استقرت هذا الأسبوع في أسواق العاصمة.\n"
    )
    assert page.section == "مال وأعمال"
