"""RSS and Atom feeds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

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


def ids(results: list[Found | Rejected]) -> list[str]:
    """Return the ids of the articles."""
    return [result.article.id for result in results if isinstance(result, Found)]


def test_each_item_is_an_article_in_the_feeds_order(tmp_path: Path) -> None:
    items = [ITEM.replace("17", number) for number in ("3", "1", "2")]
    assert ids(read(tmp_path, rss(*items))) == ["marsa-3", "marsa-1", "marsa-2"]


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
    assert result.article.published is None
    assert "published: no date could be read from 'قريباً'" in result.notes


def test_an_item_without_a_date_has_none(tmp_path: Path) -> None:
    result = found(tmp_path, rss("<title>عودة الصيادين</title>"))
    assert (result.article.published, result.notes[0]) == (None, "item 1 of the feed")


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


@pytest.mark.parametrize(
    "again",
    [ITEM, ITEM.replace("<guid>marsa-17</guid>", ""), ITEM.replace("marsa-17", "marsa-17-2")],
    ids=["same", "without-id", "same-address-and-title"],
)
def test_an_item_that_comes_twice_is_one_article_and_noted(tmp_path: Path, again: str) -> None:
    result = found(tmp_path, rss(ITEM, again))
    assert "item 2 is the same again" in result.notes


def test_items_with_one_id_and_different_addresses_are_different_articles(tmp_path: Path) -> None:
    items = [
        f"<title>خبر {n}</title><guid>https://marsa.example/</guid><link>https://marsa.example/{n}</link>"
        for n in (1, 2)
    ]
    assert len(set(ids(read(tmp_path, rss(*items))))) == 2


def test_items_with_one_address_and_different_titles_are_different_articles(tmp_path: Path) -> None:
    items = [f"<title>خبر {n}</title><link>https://marsa.example/</link>" for n in (1, 2)]
    assert len(set(ids(read(tmp_path, rss(*items))))) == 2


def test_a_bare_number_is_an_id_of_its_site_only(tmp_path: Path) -> None:
    assert found(tmp_path, rss(ITEM.replace("marsa-17", "17"))).article.id == "marsa.example:17"


def test_an_item_without_id_and_address_has_an_id_from_its_content(tmp_path: Path) -> None:
    first, second = ids(read(tmp_path, rss("<title>عودة الصيادين</title>", "<title>افتتاح السوق</title>")))
    assert first != second


@pytest.mark.parametrize("number", ["10:15:00 +0300", "10:15:00 GMT+3", "10:15:00 AST", "07:15:00 GMT"])
def test_the_zone_of_a_time_is_read(tmp_path: Path, number: str) -> None:
    article = found(tmp_path, rss(ITEM.replace("10:15:00 +0300", number))).article
    assert article.published == datetime(2023, 5, 5, 7, 15, tzinfo=UTC)


def test_the_clock_that_a_time_was_written_by_is_kept(tmp_path: Path) -> None:
    published = found(tmp_path, rss(ITEM.replace("10:15:00 +0300", "00:15:00 +0300"))).article.published
    assert published is not None
    assert published.isoformat() == "2023-05-05T00:15:00+03:00"


def test_an_address_is_completed_by_the_feeds_own(tmp_path: Path) -> None:
    text = rss(ITEM.replace("https://marsa.example/17", "/17")).replace(
        "<item>", "<link>https://marsa.example/rss</link><item>", 1
    )
    assert found(tmp_path, text).article.url == "https://marsa.example/17"


def test_a_caption_of_the_picture_is_not_the_text(tmp_path: Path) -> None:
    media = '<media:content url="x.jpg"><media:description>قوارب</media:description></media:content>'
    text = rss(ITEM + media).replace("<rss ", '<rss xmlns:media="http://search.yahoo.com/mrss/" ')
    assert found(tmp_path, text).article.body == "عادوا إلى البحر."


def test_the_text_with_paragraphs_goes_before_the_same_without(tmp_path: Path) -> None:
    item = ITEM.replace("عادوا إلى البحر.", "<![CDATA[<p>عادوا إلى البحر.</p><p>السوق مفتوح.</p>]]>")
    item += "<itunes:summary>عادوا إلى البحر. السوق مفتوح.</itunes:summary>"
    text = rss(item).replace("<rss ", '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" ')
    assert found(tmp_path, text).article.body == "عادوا إلى البحر.\n\nالسوق مفتوح."


def test_the_publisher_that_an_item_names_is_its_source(tmp_path: Path) -> None:
    assert (
        found(tmp_path, rss(ITEM + '<source url="https://w.example/rss">وكالة الواحة</source>')).article.source
        == "وكالة الواحة"
    )


def test_other_categories_are_tags(tmp_path: Path) -> None:
    article = found(tmp_path, rss(ITEM + "<category>صيد</category><category>مجتمع</category>")).article
    assert (article.section, article.tags) == ("مجتمع", ("صيد",))


def test_warnings_before_the_feed_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "feed.bin"
    path.write_text("Notice: unknown index in /var/www/rss.php on line 7\n" + rss(ITEM), encoding="utf-8")
    (result,) = read_file(path)
    assert isinstance(result, Found)
    assert (result.format, result.article.title) == ("feed", "عودة الصيادين")


def test_a_bare_ampersand_does_not_end_a_feed(tmp_path: Path) -> None:
    results = read(tmp_path, rss(ITEM.replace("عودة", "السوق & عودة"), ITEM.replace("17", "18")))
    assert ids(results) == ["marsa-17", "marsa-18"]
    assert any(
        note.startswith("the feed is not well-formed") for r in results if isinstance(r, Found) for note in r.notes
    )


def test_a_feed_in_windows_1256_that_says_utf_8_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(ITEM).encode("windows-1256"))
    (result,) = read_file(path)
    assert isinstance(result, Found)
    assert result.article.title == "عودة الصيادين"


def test_an_item_that_the_end_of_the_file_cuts_is_rejected(tmp_path: Path) -> None:
    results = read(tmp_path, rss(ITEM).replace("</channel></rss>", "<item><title>مبتو"))
    assert isinstance(results[-1], Rejected)
    assert results[-1].reason == "item 2: cut off, the file ends within it"


def test_the_language_is_that_of_the_item_or_of_the_feed(tmp_path: Path) -> None:
    item = ITEM.replace("عودة الصيادين", "17").replace("عادوا إلى البحر.", "Les pêcheurs")
    assert found(tmp_path, rss(item).replace("<item>", "<language>fr-FR</language><item>")).article.language == "fr"


JSON_ITEM: dict[str, object] = {
    "id": "https://marsa.example/17",
    "url": "https://marsa.example/17",
    "title": "عودة الصيادين",
    "content_html": "<p>عادوا.</p><p>البحر هادئ.</p>",
    "date_published": "2023-05-05T10:15:00+03:00",
    "authors": [{"name": "ليلى حداد"}],
    "tags": ["صيد"],
}


def json_feed(*items: object, **other: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "صوت المرسى", "items": items, **other})


def test_json_feed_is_told_and_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json_feed(JSON_ITEM), encoding="utf-8")
    (result,) = read_file(path)
    assert isinstance(result, Found)
    article = result.article
    assert (result.format, article.title, article.source) == ("feed", "عودة الصيادين", "صوت المرسى")
    assert (article.body, article.author, article.tags) == ("عادوا.\n\nالبحر هادئ.", "ليلى حداد", ("صيد",))
    assert article.published == datetime(2023, 5, 5, 7, 15, tzinfo=UTC)


def test_json_feed_whose_version_comes_last_is_told_by_its_addresses(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    value = {
        "home_page_url": "https://marsa.example",
        "items": [JSON_ITEM],
        "version": "https://jsonfeed.org/version/1",
    }
    path.write_text(json.dumps(value), encoding="utf-8")
    assert [result.format for result in read_file(path) if isinstance(result, Found)] == ["feed"]


def test_plain_text_of_json_feed_keeps_its_letters(tmp_path: Path) -> None:
    item = {**JSON_ITEM, "content_html": "", "content_text": "الموج <عالٍ> & البحر.\nالسوق مفتوح."}
    assert found(tmp_path, json_feed(item)).article.body == "الموج <عالٍ> & البحر.\n\nالسوق مفتوح."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (json_feed(), "a feed without items"),
        ('{"version": "https://jsonfeed.org/version/1"}', "the feed cannot be read: no list under 'items'"),
        ('{"items": [', "the feed cannot be read: "),
        ('{"items": ' + "[" * 100_000, "the feed cannot be read: "),
        (json_feed(17), "item 1: neither a title nor a body"),
    ],
    ids=["empty", "no-list", "broken", "deep", "no-object"],
)
def test_a_json_feed_that_cannot_be_read_is_rejected(tmp_path: Path, text: str, reason: str) -> None:
    (result,) = read(tmp_path, text)
    assert isinstance(result, Rejected)
    assert result.reason.startswith(reason)


def test_an_address_keeps_its_parameters_where_ampersands_stand_bare(tmp_path: Path) -> None:
    address = "https://marsa.example/page.jsp?id=17&lang=ar&copy=2"
    item = f"<item><title>عودة الصيادين</title><link>{address}</link><description>عاد الصيادون</description></item>"
    packed = item.replace(address, f"<![CDATA[{address}8]]>")
    results = read(tmp_path, rss(item, packed))
    assert [r.article.url for r in results if isinstance(r, Found)] == [address, address + "8"]


def test_a_megabyte_of_sections_that_never_close_is_read_once(tmp_path: Path) -> None:
    results = read(tmp_path, rss("<item><title>عودة الصيادين" + "<![CDATA[" * 100_000 + "</title></item>"))
    assert len(results) <= 2
