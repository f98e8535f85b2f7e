"""A saved article page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats import html
from documents.formats.html import Fetched, read_page
from documents.formats.markup import plain_text
from documents.formats.record import Found, Rejected, source_of
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

FIRST = (
    "عاد صيادو المرسى، الجمعة، إلى البحر بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة في الميناء القديم، وخرج نحو"
    " أربعين قارباً مع الفجر إلى مواقع الصيد المعتادة قبالة الساحل."
)
SECOND = (
    "وقال أحد البحارة إن السوق في حاجة إلى السردين، وإن الأسعار ستعود إلى ما كانت عليه خلال أسبوع، مضيفاً أن الرصيف"
    " الجديد يتسع لعشرين قارباً آخر."
)
PAGE = f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>عودة الصيادين إلى المرسى | صوت المرسى</title>
<meta property="og:title" content="عودة الصيادين إلى المرسى">
<meta property="og:site_name" content="صوت المرسى">
<meta property="og:type" content="article">
<meta property="article:published_time" content="2023-05-05T10:15:00+03:00">
<meta name="author" content="ليلى حداد">
<link rel="canonical" href="https://marsa.example/17">
</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<article><h1>عودة الصيادين إلى المرسى</h1>
<p>{FIRST}</p>
<p>{SECOND}</p>
</article>
<script>var counter = 17;</script>
<footer><p>جميع الحقوق محفوظة</p></footer>
</body></html>
"""


def read(folder: Path, text: str, encoding: str = "utf-8", name: str = "page.html") -> list[Found | Rejected]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return list(read_file(path))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Found:
    (result,) = read(tmp_path_factory.mktemp("html"), PAGE)
    assert isinstance(result, Found)
    return result


def test_the_headline_is_the_title(page: Found) -> None:
    assert page.article.title == "عودة الصيادين إلى المرسى"


def test_the_paragraphs_are_the_body(page: Found) -> None:
    assert page.article.body.endswith(f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("other", ["الرئيسية", "جميع الحقوق", "counter"])
def test_menus_footers_and_scripts_are_not_in_the_body(page: Found, other: str) -> None:
    assert other not in page.article.body


def test_the_time_of_publication_is_read_with_its_zone(page: Found) -> None:
    assert page.article.published == datetime(2023, 5, 5, 10, 15, tzinfo=timezone(timedelta(hours=3)))


def test_the_pages_own_word_for_site_author_and_address_is_taken(page: Found) -> None:
    article = page.article
    assert (article.source, article.author, article.url) == ("صوت المرسى", "ليلى حداد", "https://marsa.example/17")


def test_the_address_names_the_article(tmp_path: Path, page: Found) -> None:
    (other,) = read(tmp_path, PAGE.replace("أربعين", "خمسين"), name="saved.htm")
    assert isinstance(other, Found)
    assert other.article.id == page.article.id


def test_a_page_in_windows_1256_is_read(tmp_path: Path, page: Found) -> None:
    (other,) = read(tmp_path, PAGE.replace("utf-8", "windows-1256"), "windows-1256")
    assert isinstance(other, Found)
    assert other.article.body == page.article.body


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    (result,) = read(tmp_path, "\n".join(line for line in PAGE.splitlines() if "published_time" not in line))
    assert isinstance(result, Found)
    assert result.article.published is None


DECLARED = '<meta property="article:published_time" content="2023-05-05T10:15:00+03:00">'
DATED = '<meta property="article:published_time" content="{}">'


def found(folder: Path, text: str) -> Found:
    (result,) = read(folder, text)
    assert isinstance(result, Found), result
    return result


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script></head>'


def day(folder: Path, head: str, body: str = "", url: str = "https://marsa.example/17") -> str:
    """Return the day of the page with other words for machines in its head, and above its text."""
    page = PAGE.replace(DECLARED, head).replace("https://marsa.example/17", url)
    published = found(folder, page.replace(f"<p>{FIRST}", f"{body}<p>{FIRST}")).article.published
    return published.isoformat()[:10] if published else ""


def test_the_notes_say_what_each_field_was_taken_from(page: Found) -> None:
    assert page.notes[0] == (
        "taken: title from og:title; published from article:published_time; source from og:site_name;"
        " author from author; url from link rel=canonical; language from html lang"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta itemprop="datePublished" content="2023-05-05">',
        '<meta name="pubdate" content="20230505T101500Z">',
        '<meta name="DC.date.issued" content="2023-05-05 10:15:00">',
        '<meta name="date" content="2023-05-05 T 10:15:00 +0300">',
        '<meta name="publish-date" content="5/5/2023 10:15:00 AM">',
        '<meta name="publishdate" content="1683270900">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-05T10:15Z"}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-05",}</script>',
        '<script type="application/ld+json">{"@type": "Article", headline: 7, "datePublished": "2023-05-05"}</script>',
        '<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2023-05-05"}</script>',
        '<script type="application/ld+json"><!-- {"@graph": [{"@type": "WebPage"}, {"@type": ["ReportageNewsArticle"],'
        ' "DatePublished": "2023-05-05"}]} --></script>',
    ],
)
def test_a_day_for_machines_is_read_in_every_place(tmp_path: Path, head: str) -> None:
    assert day(tmp_path, head) == "2023-05-05"


@pytest.mark.parametrize(
    "line",
    [
        '<time datetime="2023-05-05T10:15:00Z">الجمعة</time>',
        '<div class="meta"><span>ليلى حداد</span> <span>الجمعة 5 مايو 2023 - 10:15</span></div>',
        "<p>نشر في: 5 أيار/مايو 2023 | آخر تحديث: 7 أيار/مايو 2023</p>",
        '<p>آخر تحديث: 7 مايو 2023</p><p class="published">تاريخ النشر: 05.05.2023</p>',
    ],
)
def test_a_date_line_beside_the_headline_is_read(tmp_path: Path, line: str) -> None:
    assert day(tmp_path, "", line) == "2023-05-05"


@pytest.mark.parametrize(
    "today",
    [
        '<div class="top">الأحد 15 مارس 2026</div>',
        '<div class="date">الأحد 15 مارس 2026</div>',
        '<time class="date" datetime="2026-03-15">الأحد</time>',
    ],
)
@pytest.mark.parametrize("line", ["", "<p>الجمعة 5 مايو 2023</p>"])
def test_todays_date_above_the_headline_is_not_the_articles(tmp_path: Path, today: str, line: str) -> None:
    page = PAGE.replace(DECLARED, "").replace("<nav>", f"{today}<nav>").replace(f"<p>{FIRST}", f"{line}<p>{FIRST}")
    assert found(tmp_path, page).article.published == (date(2023, 5, 5) if line else None)


@pytest.mark.parametrize(
    "element",
    [
        '<span property="dc:date dc:created" content="2023-05-05T10:15:00+03:00">5 مايو</span>',
        '<abbr class="published" title="2023-05-05T10:15:00+03:00">10:15</abbr>',
        '<div class="date" data-seconds="1683270900" data-datetime="الجمعة">الجمعة</div>',
        '<time class="updated" datetime="2023-05-09">غداً</time><time class="date" datetime="2023-05-05">اليوم</time>',
        '<script>window.state = {"article": {"publishedAt": "2023-05-05T07:15:00Z"}}</script>',
    ],
    ids=["rdfa", "microformat", "seconds", "two-times", "state"],
)
def test_a_day_for_machines_is_read_from_elements(tmp_path: Path, element: str) -> None:
    assert day(tmp_path, "", element) == "2023-05-05"


def test_days_of_several_articles_in_data_of_scripts_tell_nothing(tmp_path: Path) -> None:
    script = '<script>window.state = [{"publishedAt": "2023-05-05"}, {"publishedAt": "2023-05-06"}]</script>'
    assert day(tmp_path, "", script) == ""


def test_a_day_of_the_persian_calendar_is_read_on_persian_pages_only(tmp_path: Path) -> None:
    line = '<div class="date">۱۵ اردیبهشت ۱۴۰۲</div>'
    page = PAGE.replace(DECLARED, "").replace(f"<p>{FIRST}", f"{line}<p>{FIRST}")
    assert found(tmp_path, page).article.published is None
    assert found(tmp_path, page.replace('lang="ar"', 'lang="fa-IR"')).article.published == date(2023, 5, 5)


def test_a_day_in_the_text_is_not_the_articles(tmp_path: Path) -> None:
    page = PAGE.replace(DECLARED, "").replace(f"<p>{SECOND}", f"<p>وأغلق الميناء في 5 يناير 2023.</p><p>{SECOND}")
    assert found(tmp_path, page).article.published is None


def test_how_long_ago_counts_from_the_day_of_saving(tmp_path: Path) -> None:
    page = PAGE.replace(DECLARED, "").replace(f"<p>{FIRST}", f"<span>منذ 3 أيام</span><p>{FIRST}")
    page = page.replace(
        "https://marsa.example/17", "https://web.archive.example/web/20230508101112/https://marsa.example/17"
    )
    published = found(tmp_path, page).article.published
    assert published is not None
    assert published.isoformat()[:10] == "2023-05-05"


def test_dates_of_related_articles_are_not_the_articles(tmp_path: Path) -> None:
    related = '<div class="related-posts"><span class="date">1 يناير 2020</span></div>'
    assert day(tmp_path, "", related) == ""


def test_a_day_that_stands_for_none_is_not_taken(tmp_path: Path) -> None:
    assert day(tmp_path, DATED.format("1970-01-01T00:00:00Z") + DATED.format("2023-05-05")) == "2023-05-05"


def test_the_time_of_change_stands_in_and_is_told(tmp_path: Path) -> None:
    head = '<meta property="article:modified_time" content="2023-05-05">'
    result = found(tmp_path, PAGE.replace(DECLARED, head))
    assert "published: only a time of change was found" in result.notes


def test_the_address_decides_between_two_days(tmp_path: Path) -> None:
    head = DATED.format("2026-03-15") + '<meta name="pubdate" content="2023-05-05">'
    assert day(tmp_path, head, url="https://marsa.example/2023/05/05/17") == "2023-05-05"


def test_a_day_later_than_that_of_the_address_is_one_of_a_change(tmp_path: Path) -> None:
    assert day(tmp_path, DATED.format("2026-03-15"), url="https://marsa.example/2023/05/05/17") == "2023-05-05"


def test_a_day_beside_that_of_the_address_is_kept(tmp_path: Path) -> None:
    assert day(tmp_path, DATED.format("2023-05-06"), url="https://marsa.example/2023/05/05/17") == "2023-05-06"


def test_an_address_alone_gives_the_day(tmp_path: Path) -> None:
    assert day(tmp_path, "", url="https://marsa.example/2023/05/05/17") == "2023-05-05"


TITLED = PAGE.replace('<meta property="og:title" content="عودة الصيادين إلى المرسى">', "").replace(
    "<h1>عودة الصيادين إلى المرسى</h1>", ""
)


@pytest.mark.parametrize(
    "title",
    [
        "عودة الصيادين إلى المرسى | صوت المرسى",
        "عودة الصيادين إلى المرسى - صوت المرسى",
        "صوت المرسى :: عودة الصيادين إلى المرسى",
        "عودة الصيادين إلى المرسى – جريدة لا تسمي نفسها",
        "عودة الصيادين إلى المرسى « مجتمع « صوت المرسى",
    ],
)
def test_a_title_loses_the_name_of_the_site(tmp_path: Path, title: str) -> None:
    page = TITLED.replace("عودة الصيادين إلى المرسى | صوت المرسى", title)
    expected = "عودة الصيادين إلى المرسى" + (" « مجتمع" if "«" in title else "")
    assert found(tmp_path, page).article.title == expected


@pytest.mark.parametrize("title", ["المرسى يفوز على الواحة في نهائي الكأس 2 - 1", "عودة الصيادين - 17"])
def test_a_score_behind_a_dash_is_no_name(tmp_path: Path, title: str) -> None:
    page = TITLED.replace("عودة الصيادين إلى المرسى | صوت المرسى", title).replace("marsa.example", "marsa11217.example")
    assert found(tmp_path, page).article.title == title


def test_a_dash_inside_a_headline_is_kept(tmp_path: Path) -> None:
    page = PAGE.replace("عودة الصيادين إلى المرسى", "المرسى - عودة الصيادين إلى الميناء - بالصور")
    assert found(tmp_path, page).article.title == "المرسى - عودة الصيادين إلى الميناء - بالصور"


def test_the_name_of_the_site_as_first_heading_is_not_the_title(tmp_path: Path) -> None:
    page = PAGE.replace("<nav>", "<h1>صوت المرسى</h1><nav>").replace('<meta property="og:title"', "<meta")
    assert found(tmp_path, page).article.title == "عودة الصيادين إلى المرسى"


def test_a_long_name_as_first_heading_hides_neither_headline_nor_day(tmp_path: Path) -> None:
    page = PAGE.replace(DECLARED, '<meta name="site" content="x">')
    page = page.replace("<nav>", "<h1>صحيفة صوت المرسى الإلكترونية</h1><div>الأحد 15 مارس 2026</div><nav>")
    article = found(tmp_path, page.replace(f"<p>{FIRST}", f"<div>الجمعة 5 مايو 2023</div><p>{FIRST}")).article
    assert (article.title, article.published) == ("عودة الصيادين إلى المرسى", date(2023, 5, 5))


def test_a_headline_that_was_cut_is_taken_where_it_is_whole(tmp_path: Path) -> None:
    page = PAGE.replace('content="عودة الصيادين إلى المرسى"', 'content="عودة الصيادين إلى..."')
    assert found(tmp_path, page).article.title == "عودة الصيادين إلى المرسى"


def test_entities_in_a_title_are_characters_even_if_escaped_twice(tmp_path: Path) -> None:
    page = PAGE.replace("عودة الصيادين", "«عودة» الصيادين &amp;quot;اليوم&amp;quot;")
    assert found(tmp_path, page).article.title == '«عودة» الصيادين "اليوم" إلى المرسى'


def test_json_ld_of_several_articles_is_taken_from_the_pages_own(tmp_path: Path) -> None:
    other = '{"@type": "NewsArticle", "headline": "خبر آخر من أخبار اليوم", "datePublished": "2020-01-01"}'
    own = '{"@type": "NewsArticle", "headline": "عودة الصيادين إلى المرسى", "articleSection": ["مجتمع", "بحر"]}'
    article = found(tmp_path, PAGE.replace("</head>", linked(f"[{other}, {own}]"))).article
    assert (article.title, article.section) == ("عودة الصيادين إلى المرسى", "مجتمع")


def test_the_author_is_a_person_not_the_site_or_an_address(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", linked('{"@type": "Article", "author": {"name": "صوت المرسى"}}'))
    assert found(tmp_path, page).article.author == "ليلى حداد"
    byline = page.replace(
        '<meta name="author" content="ليلى حداد">', '<meta name="author" content="https://f.example/l">'
    )
    byline = byline.replace(f"<p>{FIRST}", f'<span class="byline">كتبت: سلمى الناصر</span><p>{FIRST}')
    assert found(tmp_path, byline).article.author == "سلمى الناصر"


def test_the_section_is_that_of_the_breadcrumbs_where_nothing_else_says(tmp_path: Path) -> None:
    crumbs = '<div class="breadcrumbs"><a href="/">الرئيسية</a> › <a href="/s">مجتمع</a></div>'
    assert found(tmp_path, PAGE.replace("<article>", f"{crumbs}<article>")).article.section == "مجتمع"


def test_keywords_are_tags(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", '<meta name="keywords" content="صيد، بحر, المرسى،صيد"></head>')
    assert found(tmp_path, page).article.tags == ("صيد", "بحر", "المرسى")


def test_an_address_of_the_front_page_is_not_the_articles(tmp_path: Path) -> None:
    page = PAGE.replace("https://marsa.example/17", "https://marsa.example/")
    page = page.replace("</head>", '<meta property="og:url" content="https://marsa.example/18"></head>')
    assert found(tmp_path, page).article.url == "https://marsa.example/18"


def test_joiners_of_zero_width_stay_in_the_text(tmp_path: Path) -> None:
    page = PAGE.replace("الصيد المعتادة", "الصيد «می\u200cخواهم» هـ\u200d المعتادة")
    body = found(tmp_path, page).article.body
    assert "«می\u200cخواهم» هـ\u200d" in body


def test_lines_that_lead_away_are_left_out_and_told(tmp_path: Path) -> None:
    page = PAGE.replace("</article>", "<p>اقرأ أيضاً: <a href='/2'>افتتاح السوق الجديد في المرسى</a></p></article>")
    result = found(tmp_path, page)
    assert "افتتاح السوق" not in result.article.body
    assert "left out: اقرأ أيضاً: افتتاح السوق الجديد في المرسى" in result.notes


def test_a_page_in_persian_is_kept_and_told(tmp_path: Path) -> None:
    persian = "ماهیگیران پس از سه ماه به دریا بازگشتند و می گویند که قیمت ماهی در بازار این شهر پایین آمده است. "
    result = found(tmp_path, PAGE.replace(FIRST, persian * 3).replace(SECOND, persian * 2))
    assert result.article.language == "fa"
    assert "language: fa by its words and letters, though 'ar' is declared" in result.notes


def test_an_archive_and_its_time_are_told(tmp_path: Path) -> None:
    page = PAGE.replace(
        "https://marsa.example/17", "https://web.archive.example/web/20240203101112/https://marsa.example/17"
    )
    article = found(tmp_path, page).article
    assert (article.url, article.crawled) == ("https://marsa.example/17", datetime(2024, 2, 3, 10, 11, 12, tzinfo=UTC))


def test_a_page_saved_by_a_browser_has_its_address_above_it(tmp_path: Path) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://marsa.example/17">', "")
    page = page.replace("<html", "<!-- saved from url=(0024)https://marsa.example/17 -->\n<html", 1)
    assert found(tmp_path, page).article.url == "https://marsa.example/17"


def test_without_text_a_description_stands_in_and_is_told(tmp_path: Path) -> None:
    head = '<meta property="og:description" content="عادوا إلى البحر."></head>'
    page = PAGE.replace(FIRST, "").replace(SECOND, "").replace("<h1>عودة الصيادين إلى المرسى</h1>", "")
    page = page.replace("</head>", head).replace("<footer><p>جميع الحقوق محفوظة</p></footer>", "")
    result = found(tmp_path, page.replace("</head>", linked('{"@type": "NewsArticle"}')))
    assert result.article.body == "عادوا إلى البحر."
    assert "body: only the page's description of it was found" in result.notes


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><html><body></body></html>", "<html><body><script>var x = 1;</script></body></html>", "<html>"],
)
def test_a_page_without_text_is_rejected(tmp_path: Path, text: str) -> None:
    (result,) = read(tmp_path, text)
    assert isinstance(result, Rejected)
    assert result.reason == "no article text was found in the page"


@pytest.mark.parametrize("title", ["404 - الصفحة غير موجودة", "Access Denied", "Just a moment...", "خطأ 404"])
def test_an_error_page_is_rejected(tmp_path: Path, title: str) -> None:
    text = "<p>عذراً، لم نجد ما تبحث عنه. عد إلى الصفحة الرئيسية أو جرب البحث.</p>"
    (result,) = read(tmp_path, f"<html><head><title>{title}</title></head><body>{text}</body></html>")
    assert isinstance(result, Rejected)
    assert result.reason.startswith("an error page instead of an article")


def test_a_front_page_is_rejected(tmp_path: Path) -> None:
    (result,) = read(tmp_path, PAGE.replace("/17", "/").replace(DECLARED, ""))
    assert isinstance(result, Rejected)
    assert result.reason.startswith("a front page or a list of articles")


def test_a_list_of_articles_is_rejected(tmp_path: Path) -> None:
    page = PAGE.replace(DECLARED, "").replace("</head>", linked('{"@type": "CollectionPage", "name": "مجتمع"}'))
    (result,) = read(tmp_path, page)
    assert isinstance(result, Rejected)
    assert result.reason.startswith("a front page or a list of articles")


def test_a_page_beyond_the_limit_is_rejected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html, "MAX_PAGE_BYTES", 1000)
    (result,) = read(tmp_path, PAGE)
    assert isinstance(result, Rejected)
    assert result.reason.endswith("at most 1000 are read")


def test_what_is_told_of_a_page_stands_in_for_what_it_does_not_say() -> None:
    page = PAGE.replace('<link rel="canonical" href="https://marsa.example/17">', "")
    data = page.replace("utf-8", "koi8-r").encode("windows-1256")
    told = Fetched("https://marsa.example/18", "windows-1256", "2024-02-03T10:11:12Z", 7)
    result = read_page(source_of(data, "crawl.warc"), data, told)
    assert isinstance(result, Found)
    assert (result.line, result.article.url) == (7, "https://marsa.example/18")
    assert result.article.crawled == datetime(2024, 2, 3, 10, 11, 12, tzinfo=UTC)


@given(st.text(alphabet="<>/!-\"= 'abhtmlpriscd{}[]:,\\بحر\n", max_size=400))
def test_any_markup_is_an_article_or_rejected(text: str) -> None:
    data = f"<html>{text}".encode()
    assert isinstance(read_page(source_of(data, "x"), data), (Found, Rejected))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>عاد</p><p>الصيادون</p>", "عاد\n\nالصيادون"),
        ("عاد<br/>الصيادون", "عاد\n\nالصيادون"),
        ("عاد <b>الصيادون</b> <a href='x'>اليوم</a>", "عاد الصيادون اليوم"),
        ("البحر &amp; الموج&nbsp;هادئان", "البحر & الموج هادئان"),
        ("<style>p {color: red}</style>عادوا<!-- سر -->", "عادوا"),
        ("  عاد \n\n\n الصيادون ", "عاد\n\nالصيادون"),
        ("الموج &lt;b&gt; عالٍ", "الموج <b> عالٍ"),
        ("بحر &#" + "9" * 5000 + "; بر", "بحر \ufffd بر"),
        ("", ""),
    ],
    ids=["blocks", "break", "inline", "entities", "silent", "blank", "escaped-tag", "huge-number", "empty"],
)
def test_a_fragment_becomes_text(markup: str, expected: str) -> None:
    assert plain_text(markup) == expected


def test_a_tag_of_very_many_attributes_is_rejected_before_it_is_parsed(tmp_path: Path) -> None:
    (result,) = read(tmp_path, PAGE.replace("<article>", f"<article {' '.join(f'a{n}=1' for n in range(60_000))}>"))
    assert isinstance(result, Rejected)
    assert result.reason == "a tag of more than 50000 attributes"


def test_a_picture_within_a_tag_may_have_any_size(tmp_path: Path) -> None:
    (result,) = read(tmp_path, PAGE.replace("<article>", f'<article><img src="data:image/png;base64,{"A" * 500_000}">'))
    assert isinstance(result, Found)
