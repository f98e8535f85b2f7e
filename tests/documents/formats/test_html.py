"""A saved article page."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from documents.formats.markup import plain_text
from documents.formats.record import Found, Rejected
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


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><html><body></body></html>", "<html><body><script>var x = 1;</script></body></html>", "<html>"],
)
def test_a_page_without_text_is_rejected(tmp_path: Path, text: str) -> None:
    (result,) = read(tmp_path, text)
    assert isinstance(result, Rejected)
    assert result.reason == "no article text was found in the page"


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
