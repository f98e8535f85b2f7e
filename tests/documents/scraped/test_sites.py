"""Which part of a page is the article, on sites that are built in different ways?"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from documents.formats.record import Found
from documents.reader import read_file
from documents.repair.doctor import repair
from documents.scraped.folders import NOWHERE, Place
from documents.scraped.page import Scraped, read_scraped
from documents.walk import input_files

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "data" / "formats" / "scraped-text"

TITLE = "قطارات إضافية بين وزان وشفشاون خلال العطلة"
WHEN = "الأربعاء 22 أكتوبر 2025 - 12:34"
DAY, MOMENT = date(2025, 10, 22), datetime(2025, 10, 22, 12, 34)
BODY = (
    "أعلن مكتب القطارات الجهوية، الأربعاء، عن رحلات إضافية خلال العطلة المدرسية المقبلة بين وزان وشفشاون.",
    "وأوضح المكتب في بلاغ أن عدد الرحلات سيبلغ ثماني رحلات في اليوم، مع تسعيرة مخفضة لفائدة الطلبة.",
    "ودعا المسافرين إلى حجز التذاكر مسبقا.",
)


def read(*lines: str, place: Place = NOWHERE) -> Scraped:
    return read_scraped("\n".join(lines), place)


def above(*lines: str, place: Place = NOWHERE) -> Scraped:
    """Read a page with these lines above the body, and check that its title and body are right."""
    page = read(*lines, "", *BODY, place=place)
    assert (page.title, page.body) == (TITLE, "\n\n".join(BODY))
    return page


def below(*lines: str) -> Scraped:
    """Read a page with these lines below the body, and check that none of them is left in it."""
    page = read("مجتمع", TITLE, WHEN, *BODY, *lines)
    assert page.body == "\n\n".join(BODY)
    return page


def test_a_site_with_its_section_and_the_title_twice() -> None:
    page = above("هسبريس", "مجتمع", TITLE, TITLE, "صورة: أ.ف.ب", "هسبريس ـ و.م.ع", WHEN)
    assert (page.source, page.section, page.author, page.caption, page.published) == (
        "هسبريس",
        "مجتمع",
        "هسبريس ـ و.م.ع",
        "صورة: أ.ف.ب",
        MOMENT,
    )


def test_a_date_above_the_title_and_the_author_twice() -> None:
    page = above("مجتمع", "|", WHEN, TITLE, "يوسف الوزاني", "يوسف الوزاني", TITLE, "", "صص")
    assert (page.section, page.author, page.published) == ("مجتمع", "يوسف الوزاني", MOMENT)
    assert page.dropped == ("|", "صص")


def test_a_summary_without_a_full_stop_belongs_to_the_body() -> None:
    summary = "مكتب القطارات الجهوية يشدد على ضرورة الحجز المسبق خلال العطلة المدرسية المقبلة"
    page = read("مجتمع", WHEN, TITLE, "صوت الريف", TITLE, "صص", summary, *BODY)
    assert (page.title, page.body.split("\n\n")[0]) == (TITLE, summary)


def test_a_summary_above_the_date_belongs_to_the_body() -> None:
    summary = "مكتب القطارات الجهوية يشدد على ضرورة الحجز المسبق خلال العطلة المدرسية المقبلة."
    page = read(TITLE, summary, WHEN, *BODY)
    assert (page.published, page.body.split("\n\n")[:2]) == (MOMENT, [summary, BODY[0]])


@pytest.mark.parametrize(
    "path",
    ["الرئيسية / مجتمع", "الرئيسية » أخبار » مجتمع", f"الرئيسية/مجتمع/{TITLE}", "هسبريس / مجتمع", "Home > مجتمع"],
)
def test_a_path_of_sections_names_the_section(path: str) -> None:
    assert above(path, TITLE, WHEN).section == "مجتمع"


def test_a_menu_names_no_section() -> None:
    menu = ("الرئيسية", "سياسة", "مجتمع", "اقتصاد", "رياضة")
    page = above(*menu, TITLE, WHEN)
    assert (page.section, {*page.dropped}) == ("", {*menu})


def test_a_section_that_stands_in_a_menu_and_again_below_it_is_the_articles() -> None:
    assert above("سياسة", "مجتمع", "اقتصاد", "مجتمع", TITLE, WHEN).section == "مجتمع"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("بقلم: ليلى حداد", "ليلى حداد"),
        ("بواسطة ليلى حداد", "ليلى حداد"),
        ("كتب: سعيد العلمي", "سعيد العلمي"),
        ("By Yassine Alami", "Yassine Alami"),
        ("ليلى حداد", "ليلى حداد"),
        ("هسبريس من وزان", "هسبريس من وزان"),
        ("هسبريس – عبد السلام الشامي من وزان", "هسبريس – عبد السلام الشامي من وزان"),
        ("وزان: ليلى حداد", "ليلى حداد"),
    ],
)
def test_a_byline_names_the_author(line: str, author: str) -> None:
    assert above("هسبريس", TITLE, line, WHEN).author == author
    assert above("هسبريس", TITLE, WHEN, line).author == author


def test_a_name_alone_above_the_text_is_the_author() -> None:
    page = read("عبدالله بن عيسى", "", *BODY, place=Place("agadir24", "مجتمع"))
    assert (page.author, page.source, page.title[:10], page.body) == (
        "عبدالله بن عيسى",
        "agadir24",
        "أعلن مكتب ",
        "\n\n".join(BODY),
    )


@pytest.mark.parametrize(
    "line",
    [
        "22 أكتوبر 2025 | هسبريس | 3 تعليقات",
        "ليلى حداد - 22 أكتوبر 2025",
        "بواسطة ليلى حداد 22 أكتوبر 2025 0 125 دقيقة واحدة",
    ],
)
def test_a_date_is_found_beside_names_and_counts(line: str) -> None:
    assert above(TITLE, line).published == DAY


def test_a_time_is_found_beside_names_and_counts() -> None:
    page = above(TITLE, f"{WHEN} | هسبريس | 3 تعليقات")
    assert (page.published, page.source, page.author) == (MOMENT, "هسبريس", "")


def test_a_headline_with_a_date_in_it_is_no_date_line() -> None:
    title = "حالة الطقس ليوم الخميس 23 أكتوبر 2025 بوزان"
    page = read("مجتمع", title, WHEN, *BODY)
    assert (page.title, page.published) == (title, MOMENT)


def test_the_last_change_is_not_the_publication() -> None:
    page = above(TITLE, "نشر في: 22 أكتوبر 2025 12:34 | آخر تحديث: 23 أكتوبر 2025 09:00")
    assert (page.published, page.crawled, page.remarks) == (MOMENT, None, ())


def test_the_last_change_alone_stands_in_for_the_publication_and_is_told() -> None:
    page = above(TITLE, "آخر تحديث: 22 أكتوبر 2025 12:34")
    assert (page.published, page.remarks) == (MOMENT, ("published: only the date of the last change is given",))


def test_hours_ago_are_counted_from_the_day_of_the_crawl() -> None:
    page = above("الخميس 23 أكتوبر 2025", TITLE, "أمس 12:34")
    assert (page.published, page.crawled) == (DAY, date(2025, 10, 23))


def test_hours_ago_without_a_crawl_are_told() -> None:
    page = above(TITLE, "منذ 3 ساعات")
    assert (page.published, page.remarks) == (None, ("published: says no day by itself: 'منذ 3 ساعات'",))


def test_a_doubtful_date_is_told() -> None:
    assert above(TITLE, "الأحد 22 أكتوبر 2025").remarks == (
        "published: 2025-10-22 was a Wednesday; the text has another weekday",
    )


def test_the_address_of_the_page_is_kept_and_dates_it() -> None:
    page = above("https://marsa.example/2025/10/22/17", TITLE)
    assert (page.url, page.published, page.remarks) == (
        "https://marsa.example/2025/10/22/17",
        DAY,
        ("published: read from the address",),
    )


def test_a_windows_title_with_the_site_behind_it_is_left_out() -> None:
    assert above(f"{TITLE} - هسبريس", "هسبريس", TITLE, WHEN).source == "هسبريس"
    assert above(f"{TITLE} | هسبريس", WHEN).title == TITLE


def test_menus_of_more_than_twelve_lines_are_left_out() -> None:
    menu = tuple(f"قسم {word}" for word in "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون".split())
    page = above(*menu, "هسبريس", "مجتمع", TITLE, WHEN)
    assert (page.source, page.section, page.published) == ("هسبريس", "مجتمع", MOMENT)
    assert {*page.dropped} == {*menu}


def test_a_headline_that_is_cut_off_beside_the_whole_one_is_the_same() -> None:
    assert above("هسبريس", TITLE, "قطارات إضافية بين وزان…", WHEN).author == ""


def test_a_headline_that_names_a_paper_is_no_source() -> None:
    title = "صحيفة إسبانية تشيد بقطارات الريف"
    page = read("هسبريس", title, WHEN, *BODY)
    assert (page.title, page.source) == (title, "هسبريس")


def test_a_question_of_seventy_characters_may_be_the_title() -> None:
    title = "هل تكفي الرحلات الجديدة لنقل آلاف المسافرين في عطلة نهاية الأسبوع الطويلة؟"
    assert read("هسبريس", title, WHEN, *BODY).title == title


def test_a_paragraph_that_stands_twice_is_no_headline() -> None:
    page = read("هسبريس", TITLE, WHEN, BODY[0], BODY[0], *BODY[1:])
    assert (page.title, page.body.split("\n\n")) == (TITLE, [BODY[0], *BODY])
    assert read(BODY[0], BODY[0]).body == f"{BODY[0]}\n\n{BODY[0]}"


def test_an_agencys_dateline_dates_the_page_and_stays_in_the_body() -> None:
    dateline = "وزان 30 ربيع الآخر 1447 هـ الموافق 22 أكتوبر 2025 م واس"
    page = read(TITLE, dateline, *BODY)
    assert (page.title, page.published, page.body) == (TITLE, DAY, "\n\n".join((dateline, *BODY)))


def test_a_date_above_an_agencys_dateline_is_the_pages() -> None:
    page = read(TITLE, WHEN, "وزان 20 أكتوبر 2025 م واس", *BODY)
    assert (page.published, page.crawled) == (MOMENT, None)


@pytest.mark.parametrize("line", ["مرايا الريف – وزان", "شيماء الوزاني – مرايا الريف"])
def test_two_names_at_a_dash_are_no_headline(line: str) -> None:
    page = read(line, *BODY)
    assert (line in page.title, page.body) == (False, "\n\n".join(BODY))


def test_a_title_of_three_words_is_told_at_the_top_or_where_the_folder_names_the_site() -> None:
    title = "نشرة جوية خاصة"
    assert read(title, WHEN, *BODY).title == title
    assert read(WHEN, title, *BODY, place=Place("agadir24", "")).title == title
    assert read(WHEN, title, *BODY).title != title


def test_a_title_of_two_words_that_stands_twice_is_the_title() -> None:
    assert read("رحيل فنان", "رحيل فنان", "هسبريس", WHEN, *BODY).title == "رحيل فنان"


def test_a_headline_that_begins_with_the_word_photo_is_no_caption() -> None:
    page = read("صورة جديدة للريف في الصحافة الدولية", WHEN, *BODY)
    assert (page.title, page.caption) == ("صورة جديدة للريف في الصحافة الدولية", "")


def test_a_short_first_sentence_belongs_to_the_body() -> None:
    first = "استيقظت مدينة وزان اليوم على خبر سار."
    assert read(first, *BODY).body == "\n\n".join((first, *BODY))


def test_a_first_paragraph_without_a_full_stop_belongs_to_the_body() -> None:
    first = BODY[0].rstrip(".") + "، وفق بلاغ توصلت به وكالات الأنباء صباح اليوم نفسه"
    assert read(first, *BODY[1:]).body == "\n\n".join((first, *BODY[1:]))


def test_folders_stand_in_for_what_the_text_does_not_say() -> None:
    place = Place("agadir24", "مجتمع")
    silent, spoken = read(*BODY, place=place), above("هسبريس", "جهات", TITLE, WHEN, place=place)
    assert (silent.source, silent.section) == ("agadir24", "مجتمع")
    assert (spoken.source, spoken.section) == ("هسبريس", "جهات")


def test_a_line_that_says_what_the_folder_says_is_that() -> None:
    page = above("ريف ميديا نت", "قرى وبوادي", TITLE, WHEN, place=Place("ريف ميديا نت", "قرى وبوادي"))
    assert (page.source, page.section) == ("ريف ميديا نت", "قرى وبوادي")


@pytest.mark.parametrize(
    "line",
    [
        "12 مشاهدة",
        "المشاهدات: 1.250",
        "3 تعليقات",
        "لا توجد تعليقات",
        "مدة القراءة: 2 دقائق",
        "أقل من دقيقة",
        "فيسبوك تويتر واتساب",
        "شارك على فيسبوك",
        "استمع إلى المقال",
        "إعلان",
        "تابعوا آخر أخبار الريف على واتساب",
        "انضم إلى قناتنا على تلغرام",
        "اشترك الآن في النشرة البريدية",
        "The post قطارات appeared first on marsa",
        "اقرأ أيضا: الحكومة ترفع دعم النقل العمومي",
    ],
)
def test_the_pages_own_lines_are_left_out_between_paragraphs(line: str) -> None:
    page = read(TITLE, WHEN, BODY[0], line, *BODY[1:])
    assert (page.body, page.dropped) == ("\n\n".join(BODY), (line,))


@pytest.mark.parametrize(
    "sentence",
    [
        "اقرأ أيضا ما كتبه المؤرخ عن تاريخ المدينة.",
        "سجل الفريق هدفه الأول هنا في وزان.",
        "تابع المتحدث أن قناة الريف بثت الخبر.",
        "وقال إن 12 مشاهدة لا تكفي.",
        "علق 3 من الحاضرين على الخبر.",
        "إعلان الريف وثيقة تاريخية.",
    ],
)
def test_a_sentence_that_begins_like_a_button_stays(sentence: str) -> None:
    assert sentence in read(TITLE, WHEN, BODY[0], sentence, BODY[1]).body


def test_related_headlines_are_left_out_and_the_article_goes_on_below_them() -> None:
    links = ("اقرأ أيضا", "الحكومة ترفع دعم النقل العمومي", "أسعار التذاكر تنخفض")
    page = read(TITLE, WHEN, BODY[0], *links, *BODY[1:2])
    assert (page.body, page.dropped) == (f"{BODY[0]}\n\n{BODY[1]}", links)


def test_related_headlines_and_teasers_at_the_end_are_left_out() -> None:
    teaser = "كشف مصدر مطلع أن الحكومة تتجه إلى رفع دعم النقل العمومي خلال السنة المقبلة بنسبة كبيرة وفق معطيات…"
    below("مقالات ذات صلة", "الحكومة ترفع دعم النقل العمومي", "21 أكتوبر 2025", teaser)


def test_readers_comments_are_left_out_to_the_end() -> None:
    comment = "أتمنى أن تشمل هذه الرحلات المدن الصغيرة في الريف أيضا، وأن تكون التسعيرة في متناول الجميع."
    page = below("\u202bتعليقات الزوار", "1", comment)
    assert page.dropped == ("\u202bتعليقات الزوار", "1", comment)


@pytest.mark.parametrize(
    "lines", [("الوسوم: قطارات، وزان",), ("الوسوم", "قطارات", "وزان"), ("Tags: #قطارات | #وزان",), ("#قطارات #وزان",)]
)
def test_tags_below_the_article_are_its_tags(lines: tuple[str, ...]) -> None:
    assert below(*lines).tags == ("قطارات", "وزان")


@pytest.mark.parametrize(("line", "name"), [("و م ع", "و م ع"), ("المصدر: وكالات", "وكالات"), ("(أ.ف.ب)", "أ.ف.ب")])
def test_an_agency_in_the_last_line_is_the_source_or_else_the_author(line: str, name: str) -> None:
    assert below(line).source == name
    named = read("هسبريس", TITLE, WHEN, *BODY, line)
    assert (named.source, named.author) == ("هسبريس", name)


def test_subheadings_stay_in_the_body() -> None:
    assert read(TITLE, WHEN, BODY[0], "رحلات أكثر", BODY[1]).body.split("\n\n")[1] == "رحلات أكثر"


@pytest.fixture(scope="module")
def pages() -> list[Found]:
    if not PAGES.exists():
        pytest.skip(f"page texts of real sites are not part of the project, and {PAGES} is absent")
    return [r for file in input_files([PAGES]) for r in read_file(file) if isinstance(r, Found)]


@pytest.mark.corpus
def test_every_real_page_is_read_as_scraped_text_with_source_and_section(pages: list[Found]) -> None:
    assert len(pages) == 27
    assert {page.format for page in pages} == {"scraped"}
    assert [p.path.name for p in pages if p.article.section.replace("ى", "ي") != p.path.parent.name] == []
    assert [p.path.name for p in pages if not p.article.source] == []


@pytest.mark.corpus
def test_no_real_page_loses_text_or_keeps_lines_of_the_page(pages: list[Found]) -> None:
    """Title, caption, author, date and site are no paragraphs; every other line is one."""
    for page in pages:
        text, _ = repair(page.path.read_text("utf-8"))
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        article = page.article
        title = "" if article.body.startswith(article.title) else article.title
        header = {title, article.caption, article.author, article.section, article.source, "|", "صص"}
        expected = [line for line in lines if line not in header and "2025 - " not in line]
        assert article.body.split("\n\n") == expected, page.path


@pytest.mark.corpus
def test_every_real_page_with_a_date_line_is_dated(pages: list[Found]) -> None:
    dated = {p.path for p in pages if any("2025 - " in line[:45] for line in p.path.read_text("utf-8").splitlines())}
    assert {page.path for page in pages if page.article.published} == dated


def test_editor_and_date_below_the_text_are_the_pages_own() -> None:
    page = below("تحرير من طرف ليلى حداد", "في 22/10/2025 على الساعة 12:34")
    assert (page.author, page.published) == ("ليلى حداد", MOMENT)


def test_a_date_below_the_text_alone_dates_nothing() -> None:
    assert read("مجتمع", TITLE, *BODY, "23 أكتوبر 2025").published is None


@pytest.mark.parametrize("line", ["كتب ياسين العوني", "كتبت - ليلى حداد:", "كتب ـ أيمن بن سالم"])
def test_who_wrote_is_the_author_without_a_colon(line: str) -> None:
    assert above("مجتمع", TITLE, WHEN, line).author == re.sub(r"^كتبت?[ ـ-]*|:$", "", line)


def test_a_sentence_that_begins_with_wrote_names_no_author() -> None:
    assert above("مجتمع", TITLE, WHEN, "هدى العلمي", "كتب عليها الرحيل").author == "هدى العلمي"


def test_a_byline_goes_before_a_caption_between_title_and_date() -> None:
    assert above("مجتمع", TITLE, "محطة القطار بوزان", "بقلم هدى العلمي", WHEN).author == "هدى العلمي"


def test_a_name_of_three_words_beside_a_date_stays_whole() -> None:
    assert above("مجتمع", TITLE, f"{WHEN} | كتب: مراد عبد العظيم |").author == "مراد عبد العظيم"


@pytest.mark.parametrize("section", ["مجتمع", "آش واقع"])
def test_a_path_from_the_front_page_may_end_with_the_headline(section: str) -> None:
    assert above(f"الرئيسية > {section} > {TITLE}", TITLE, WHEN).section == section


def test_two_outlets_at_a_bar_are_no_path_of_sections() -> None:
    assert above("هسبريس | العمق المغربي", TITLE, WHEN).section == ""


@pytest.mark.parametrize(
    "line", ["الموضوعات المتعلقة", "المواضيع ذات الصلة", "الأخبار المتعلقة", "الأكثر قراءة", "أخبار ذات الصلة"]
)
def test_related_articles_are_announced_with_or_without_articles(line: str) -> None:
    below(line, "وزير النقل يتفقد محطة تاونات")


@pytest.mark.parametrize("line", ["عدد التعليقات (3 تعليق)", "التعليقات (12)", "تعليقات الزوار 3 تعليقات"])
def test_comments_are_announced_with_their_number(line: str) -> None:
    below(line, "1", "مراد", "شكرا على هذا الخبر الذي انتظرناه طويلا.")


def test_the_agencys_end_is_left_out() -> None:
    below("// انتهى //")
