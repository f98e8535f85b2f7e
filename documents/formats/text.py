"""Plain text, one article a file: a scraped page's, or a headline with the text below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.address import url_id
from documents.article import PAGE, Article, derived_id
from documents.detect import Detected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source
    from documents.repair.fields import Repaired


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield the file's one article; the content tells whether it is titled or a scraped page's."""
    from documents.scraped.titled import (
        is_titled,  # here and below: a command that reads no text does without these rules
    )

    text = source.text()
    repaired = _repaired(text)
    titled = is_titled(repaired.texts[PAGE])
    if source.detected and source.detected.why != "as asked for":
        source.detected = _told(titled=titled)
    yield (_titled if titled else _scraped)(source, text, repaired)


def scraped(source: Source) -> Iterator[Found | Rejected]:
    """Yield the article of a scraped page's text."""
    text = source.text()
    yield _scraped(source, text, _repaired(text))


def titled(source: Source) -> Iterator[Found | Rejected]:
    """Yield the article of a text whose first line is its title."""
    text = source.text()
    yield _titled(source, text, _repaired(text))


def _told(*, titled: bool) -> Detected:
    if titled:
        return Detected(
            "titled", "a headline alone on its first line, a blank one, and text without a page's other lines"
        )
    return Detected("scraped", "begins like none of the other formats")


def _scraped(source: Source, whole: str, repaired: Repaired) -> Found | Rejected:
    from documents.language import language_of
    from documents.scraped.folders import place_of
    from documents.scraped.page import read_scraped

    page = read_scraped(repaired.texts[PAGE], place_of(source.folders))
    if not page.body:
        return source.reject(0, "no article text is left after dates, share buttons and copyright lines")
    article = Article(
        id=url_id(page.url) or derived_id(whole.strip()),
        title=page.title,
        body=page.body,
        published=page.published,
        crawled=page.crawled,
        source=page.source,
        section=page.section,
        author=page.author,
        url=page.url,
        caption=page.caption,
        tags=page.tags,
        language=language_of(page.title + "\n" + page.body),
        repairs=repaired.repairs,
        original=repaired.original,
    )
    notes = (*page.remarks, *(f"left out: {line}" for line in page.dropped))
    return source.found(1, article, "scraped", notes)


def _titled(source: Source, whole: str, repaired: Repaired) -> Found | Rejected:
    from documents.language import language_of
    from documents.scraped.folders import place_of
    from documents.scraped.titled import read_titled

    text = read_titled(repaired.texts[PAGE])
    place = place_of(source.folders)
    if not text.title:
        return source.reject(0, "no text in it; expected a title, a blank line and the text")
    article = Article(
        id=derived_id(whole.strip()),
        title=text.title,
        body=text.body,
        source=place.source or text.credit,
        section=place.section,
        author=text.credit if place.source else "",
        language=language_of(text.title + "\n" + text.body),
        repairs=repaired.repairs,
        original=repaired.original,
    )
    without = () if text.body else ("there is no text below the title",)
    return source.found(1, article, "titled", without)


def _repaired(text: str) -> Repaired:
    """Repair the whole text: its lines must be right before they are taken apart."""
    from documents.repair.fields import repair_fields

    return repair_fields({PAGE: text})
