"""What of an item's markup is the article's own text?"""

from __future__ import annotations

import pytest

from documents.formats.feed_text import headline_text, item_text

TEXT = "عاد الصيادون إلى البحر بعد توقف دام ثلاثة أشهر."


@pytest.mark.parametrize(
    "line",
    [
        'The post <a href="https://marsa.example/17">عودة الصيادين</a> appeared first on <a href="/">صوت المرسى</a>.',
        "The post عودة الصيادين first appeared on صوت المرسى.",
        "ظهرت المقالة عودة الصيادين أولاً على صوت المرسى.",
        "ظهرت المقالة عودة الصيادين أولا على صوت المرسى",
        "المقالة عودة الصيادين ظهرت أولاً على صوت المرسى.",
        "ظهر المقال عودة الصيادين لأول مرة على صوت المرسى.",
        "نُشر هذا الخبر عودة الصيادين لأول مرة على صوت المرسى.",
        "ظهرت التدوينة عودة الصيادين أولًا على صوت المرسى.",
        "L’article عودة الصيادين est apparu en premier sur صوت المرسى.",
    ],
)
def test_the_line_of_where_it_appeared_first_is_left_out_and_told(line: str) -> None:
    found = item_text(f"<p>{TEXT}</p><p>{line}</p>")
    assert (found.text, len(found.dropped)) == (TEXT, 1)


@pytest.mark.parametrize(
    "sentence",
    ["ظهرت المقالة التي كتبها الوالي في الصفحة الأخيرة من العدد.", "نشرت المجلة أول صورة للميناء بعد ترميمه."],
)
def test_a_sentence_about_a_piece_or_a_first_is_text(sentence: str) -> None:
    assert item_text(f"<p>{sentence}</p>").text == sentence


@pytest.mark.parametrize(
    "tail", ["اقرأ المزيد", "إقرأ المزيد »", "Read more...", "متابعة القراءة ←", "المزيد", "التفاصيل..."]
)
def test_the_invitation_to_read_on_is_left_out(tail: str) -> None:
    assert item_text(f"<p>{TEXT}</p><p><a href='/17'>{tail}</a></p>").text == TEXT


def test_what_was_cut_keeps_a_sign_of_it() -> None:
    assert item_text("عاد الصيادون إلى البحر [&#8230;]").text == "عاد الصيادون إلى البحر…"
    assert item_text("عاد الصيادون إلى البحر... اقرأ المزيد").text == "عاد الصيادون إلى البحر…"


def test_a_sentence_that_ends_with_more_is_whole() -> None:
    assert item_text("ويتوقع التجار المزيد.").text == "ويتوقع التجار المزيد."


def test_markup_that_is_escaped_twice_is_text() -> None:
    assert (
        item_text("عاد &amp;lt;b&amp;gt;الصيادون&amp;lt;/b&amp;gt; &lt;br /&gt;إلى البحر").text
        == "عاد الصيادون\n\nإلى البحر"
    )


def test_an_escaped_sign_that_is_no_tag_stays() -> None:
    assert item_text("الموج &lt; مترين").text == "الموج < مترين"


def test_a_caption_is_kept_apart() -> None:
    found = item_text(
        f"<figure><img src='x.jpg'><figcaption>قوارب في <b>الميناء</b></figcaption></figure><p>{TEXT}</p>"
    )
    assert (found.text, found.caption) == (TEXT, "قوارب في الميناء")


def test_a_headline_is_one_line() -> None:
    assert headline_text("عودة <b>الصيادين</b>\n &amp;quot;الآن&amp;quot;") == "عودة الصيادين &quot;الآن&quot;"
