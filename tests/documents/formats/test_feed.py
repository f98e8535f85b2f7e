"""RSS and Atom feeds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

UTF_8 = "encoding: utf-8 (every byte sequence is valid)"
ITEM = (
    "<title>عودة الصيادين</title><link>https://marsa.example/17</link><guid>marsa-17</guid>"
    "<pubDate>Fri, 05 May 2023 10:15:00 +0300</pubDate><category>مجتمع</category><dc:creator>ليلى حداد</dc:creator>"
    "<description>عادوا إلى البحر.</description>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صوت المرسى</title><entry><id>urn:17</id>'
    '<title>عودة الصيادين</title><updated>2023-05-05T10:15:00+03:00</updated><link href="https://marsa.example/17"/>'
    '<content type="html">&lt;p&gt;عادوا.&lt;/p&gt;</content></entry></feed>'
)


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صوت\n المرسى</title>'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


def read(folder: Path, text: str) -> list[Found | Rejected]:
    path = folder / "feed.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_file(path, "feed"))


def found(folder: Path, text: str) -> Found:
    (result,) = read(folder, text)
    assert isinstance(result, Found)
    return result


def test_each_item_is_an_article_in_the_feeds_order(tmp_path: Path) -> None:
    items = [ITEM.replace("marsa-17", number) for number in ("3", "1", "2")]
    assert [r.article.id for r in read(tmp_path, rss(*items)) if isinstance(r, Found)] == ["3", "1", "2"]


def test_every_field_of_an_item_is_read(tmp_path: Path) -> None:
    article = found(tmp_path, rss(ITEM)).article
    assert (article.id, article.title) == ("marsa-17", "عودة الصيادين")
    assert (article.body, article.url) == ("عادوا إلى البحر.", "https://marsa.example/17")
    assert (article.section, article.author) == ("مجتمع", "ليلى حداد")


def test_the_feeds_title_is_the_source(tmp_path: Path) -> None:
    assert found(tmp_path, rss(ITEM)).article.source == "صوت المرسى"


def test_atom_is_read(tmp_path: Path) -> None:
    article = found(tmp_path, ATOM).article
    assert (article.id, article.title, article.body, article.source) == (
        "urn:17",
        "عودة الصيادين",
        "عادوا.",
        "صوت المرسى",
    )


def test_the_publication_time_is_in_utc(tmp_path: Path) -> None:
    assert found(tmp_path, rss(ITEM)).article.published == datetime(2023, 5, 5, 7, 15, tzinfo=UTC)


def test_a_time_of_change_stands_in_for_the_publication_time(tmp_path: Path) -> None:
    assert found(tmp_path, ATOM).article.published == datetime(2023, 5, 5, 7, 15, tzinfo=UTC)


def test_a_publication_date_in_arabic_words_is_read(tmp_path: Path) -> None:
    item = ITEM.replace("Fri, 05 May 2023 10:15:00 +0300", "الجمعة 5 مايو 2023")
    assert found(tmp_path, rss(item)).article.published == date(2023, 5, 5)


def test_a_publication_date_that_says_nothing_is_noted(tmp_path: Path) -> None:
    result = found(tmp_path, rss(ITEM.replace("Fri, 05 May 2023 10:15:00 +0300", "قريباً")))
    assert (result.article.published, len(result.notes)) == (None, 3)


def test_an_item_without_a_date_has_none(tmp_path: Path) -> None:
    result = found(tmp_path, rss("<title>عودة الصيادين</title>"))
    assert (result.article.published, result.notes) == (None, ("item 1 of the feed", UTF_8))


def test_the_whole_content_goes_before_the_description(tmp_path: Path) -> None:
    item = ITEM + "<content:encoded><![CDATA[<p>النص الكامل.</p>]]></content:encoded>"
    assert found(tmp_path, rss(item)).article.body == "النص الكامل."


def test_blocks_of_html_become_paragraphs(tmp_path: Path) -> None:
    html = "<![CDATA[<p>عاد <b>الصيادون</b>.</p><p>البحر &amp; الموج<br>هادئان.</p>]]>"
    body = found(tmp_path, rss(ITEM.replace("عادوا إلى البحر.", html))).article.body
    assert body == "عاد الصيادون.\n\nالبحر & الموج\n\nهادئان."


def test_a_script_is_not_text(tmp_path: Path) -> None:
    html = "<![CDATA[<p>عادوا.</p><script>var x = 1;</script>]]>"
    assert found(tmp_path, rss(ITEM.replace("عادوا إلى البحر.", html))).article.body == "عادوا."


def test_html_in_a_title_is_taken_out(tmp_path: Path) -> None:
    item = ITEM.replace("عودة الصيادين", "عودة &lt;b&gt;الصيادين&lt;/b&gt;")
    assert found(tmp_path, rss(item)).article.title == "عودة الصيادين"


def test_without_an_id_the_link_is_the_id(tmp_path: Path) -> None:
    item = ITEM.replace("<guid>marsa-17</guid>", "")
    assert found(tmp_path, rss(item)).article.id == "https://marsa.example/17"


def test_an_item_without_text_is_rejected_with_its_number(tmp_path: Path) -> None:
    first, second = read(tmp_path, rss(ITEM, "<guid>18</guid>"))
    assert isinstance(first, Found)
    assert isinstance(second, Rejected)
    assert second.reason.startswith("item 2: neither a title nor a body")


def test_a_feed_without_items_is_rejected(tmp_path: Path) -> None:
    (result,) = read(tmp_path, rss())
    assert isinstance(result, Rejected)
    assert result.reason == "a feed without items"


def test_what_is_no_feed_is_rejected_with_the_fault(tmp_path: Path) -> None:
    (result,) = read(tmp_path, "<rss><channel")
    assert isinstance(result, Rejected)
    assert result.reason.startswith("a feed without items: ")


def test_a_broken_feed_gives_the_items_before_the_fault(tmp_path: Path) -> None:
    results = read(tmp_path, rss(ITEM).replace("</channel></rss>", "<item><title>مبتو"))
    assert isinstance(results[0], Found)
    assert results[0].article.id == "marsa-17"


def test_a_file_whose_content_is_a_path_does_not_open_that_path(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text(rss(ITEM), encoding="utf-8")
    (result,) = read(tmp_path, str(other))
    assert isinstance(result, Rejected)


def test_a_feed_that_feedparser_fails_at_is_rejected(tmp_path: Path) -> None:
    far = f"<title>بحر &amp;#{'9' * 5000};</title>"  # the number of no character, longer than Python converts
    (result,) = read(tmp_path, rss(ITEM, far))
    assert isinstance(result, Rejected)
    assert result.reason.startswith("the feed cannot be read: Exceeds the limit")
