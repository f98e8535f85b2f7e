"""Which of a page's titles is its headline, and which words above the text are not the text's?"""

from __future__ import annotations

import pytest

from documents.pages.whole import PageRead, read_whole

TITLE = "ميناء المرسى يعود إلى العمل بعد توقف دام ثلاثة أشهر"
TEXT = (
    "عاد صيادو المرسى إلى البحر صباح الثلاثاء بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة في الميناء القديم، وخرج نحو"
    " أربعين قارباً مع الفجر إلى مواقع الصيد المعتادة قبالة الساحل.",
    "وقال رئيس جمعية الصيادين كريم الوالي إن السوق في حاجة إلى السردين، وإن الأسعار ستعود إلى ما كانت عليه خلال أسبوع.",
    "وكانت البلدية قد أغلقت الميناء في الشتاء الماضي بعد أن كشفت لجنة فنية تشققات في الحاجز الشرقي، ورصدت للأعمال"
    " أربعة ملايين دينار، نصفها قرض من المصرف الزراعي.",
)
SUMMARY = "أربعون قاربا تخرج مع الفجر إلى مواقع الصيد قبالة الساحل بعد أن انتهت أعمال الصيانة في رصيف الميناء."
BODY = "\n\n".join(TEXT)


def read(title: str, above: str) -> PageRead:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    head = f'<title>{title}</title><meta property="og:title" content="{title}">'
    return read_whole(
        f"<html lang='ar'><head>{head}</head><body><article>{above}<div>{text}</div></article></body></html>"
    )


@pytest.mark.parametrize("site", ["الوطن | سياسة | ", "صحيفة المرفأ - ", "جريدة المرفأ : "])
@pytest.mark.parametrize(
    "shown", ["<h1>{}</h1>", "<h1>المرفأ</h1><h2>{}</h2>", "<div><font size=5><b>{}</b></font></div>"]
)
def test_what_stands_before_a_headline_goes_where_the_page_shows_it_without(site: str, shown: str) -> None:
    assert read(site + TITLE, shown.format(TITLE)).record["title"] == TITLE


def test_a_dash_within_a_headline_stays_where_the_page_shows_it_whole() -> None:
    title = f"{TITLE} - تقرير من الشمال"
    assert read(title, f"<h1>{title}</h1><p><b>{TITLE}</b></p>").record["title"] == title


def test_the_day_beside_the_found_headline_is_that_of_publication() -> None:
    above = f"<h1>المرفأ</h1><div>الخميس 26 نوفمبر 2026</div><h2>{TITLE}</h2><div>02:20 م | الخميس 23 أكتوبر 2025</div>"
    assert str(read(f"صحيفة المرفأ | {TITLE}", above).record["published"]).startswith("2025-10-23")


@pytest.mark.parametrize(
    "above",
    [
        f"<p>الشرق الأوسط</p><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><ul><li>Author, كريم الوالي</li><li>Role, نسيم نيوز</li></ul>",
    ],
)
def test_section_and_byline_beside_the_headline_are_no_text(above: str) -> None:
    assert read(TITLE, above).record["body"] == BODY


def test_a_summary_above_the_headline_is_text() -> None:
    summary = "الصيادون يعودون إلى البحر بأربعين قاربا مع الفجر"
    assert str(read(TITLE, f"<p>{summary}</p><h1>{TITLE}</h1>").record["body"]).startswith(summary)


@pytest.mark.parametrize("line", ["تخطى قصص مقترحة وواصل القراءة", "قصص مقترحة", "قصص مقترحة نهاية", "إعلان"])
def test_lines_between_paragraphs_that_lead_past_something_are_no_text(line: str) -> None:
    assert read(TITLE, f"<h1>{TITLE}</h1><p>{SUMMARY}</p><p>{line}</p>").record["body"] == f"{SUMMARY}\n\n{BODY}"


def test_a_text_without_end_beside_a_headline_is_not_taken_apart() -> None:
    title = f"{TITLE} - {'ميناء - ' * 200}".strip(" -")
    assert read(title, f"<h1>{TITLE}</h1>").record["title"] == title
