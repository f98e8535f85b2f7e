"""Sitemaps with the news extension."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from documents.address import url_id
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

NEWS = (
    "<url><loc>https://marsa.example/17</loc><lastmod>2023-06-01</lastmod><news:news><news:publication>"
    "<news:name>صوت المرسى</news:name><news:language>ar</news:language></news:publication>"
    "<news:publication_date>2023-05-05T10:15:00+03:00"
    "</news:publication_date><news:title>عودة الصيادين &amp; البحر</news:title><news:keywords>صيد، بحر</news:keywords>"
    "</news:news><image:image><image:loc>x.jpg</image:loc>"
    "<image:caption>قوارب في الميناء</image:caption></image:image></url>"
)
PLAIN = "<url><loc>https://marsa.example/</loc><changefreq>daily</changefreq></url>"


def sitemap(*urls: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n' + "\n".join(urls) + "\n</urlset>"
    )


def read(folder: Path, text: str) -> list[Found | Rejected]:
    path = folder / "news.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_file(path))


def found(folder: Path, text: str) -> Found:
    (result,) = read(folder, text)
    assert isinstance(result, Found)
    return result


def rejection(folder: Path, text: str) -> str:
    (result,) = read(folder, text)
    assert isinstance(result, Rejected)
    return result.reason


def test_an_address_with_news_is_an_article_without_body(tmp_path: Path) -> None:
    result = found(tmp_path, sitemap(NEWS))
    article = result.article
    assert (article.title, article.body, article.url) == ("عودة الصيادين & البحر", "", "https://marsa.example/17")
    assert (article.source, article.language, article.tags) == ("صوت المرسى", "ar", ("صيد", "بحر"))
    assert (article.caption, result.format, result.line) == ("قوارب في الميناء", "sitemap", 3)
    assert article.published == datetime(2023, 5, 5, 10, 15, tzinfo=timezone(timedelta(hours=3)))


def test_a_headline_is_another_article_than_its_page(tmp_path: Path) -> None:
    article = found(tmp_path, sitemap(NEWS)).article
    assert article.id != url_id(article.url)
    again = found(tmp_path, sitemap(NEWS.replace("https://marsa.example/17", "http://www.marsa.example/17/"))).article
    assert again.id == article.id


def test_news_is_told_without_its_namespace(tmp_path: Path) -> None:
    text = sitemap(NEWS).replace("schemas/sitemap-news/0.9", "other")
    assert found(tmp_path, text).article.title == "عودة الصيادين & البحر"


def test_addresses_alone_are_rejected_with_their_number(tmp_path: Path) -> None:
    reason = "2 of 2 addresses are without <news:news>, which would have the headline"
    assert rejection(tmp_path, sitemap(PLAIN, PLAIN)) == reason


def test_of_a_mixed_sitemap_the_news_is_read_and_the_rest_told_once(tmp_path: Path) -> None:
    first, second = read(tmp_path, sitemap(PLAIN, NEWS, PLAIN))
    assert isinstance(first, Found)
    assert isinstance(second, Rejected)
    assert second.reason.startswith("2 of 3 addresses")


def test_a_list_of_sitemaps_is_rejected_since_nothing_is_fetched(tmp_path: Path) -> None:
    text = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>a</loc></sitemap></sitemapindex>'
    assert rejection(tmp_path, text).startswith("a list of 1 other sitemaps; nothing is fetched")


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "بحر"><!ENTITY b "&a;&a;&a;">]>'
        + sitemap(NEWS.replace("الصيادين", "&b;")).split("\n", 1)[1]
    )
    assert "document type of its own" in rejection(tmp_path, bomb)


def test_a_broken_sitemap_gives_the_news_before_the_fault(tmp_path: Path) -> None:
    results = read(tmp_path, sitemap(NEWS).replace("</urlset>", "<url><loc>https://marsa.exa"))
    assert isinstance(results[0], Found)
    assert isinstance(results[1], Rejected)


@pytest.mark.parametrize("text", ["<urlset", "<urlset></urlset>", "<urlset>&#0;</urlset>"])
def test_a_sitemap_without_addresses_is_rejected(tmp_path: Path, text: str) -> None:
    assert rejection(tmp_path, text)
