"""A saved article page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.encoding import decode
from documents.formats.fields import RecordError, to_article
from documents.formats.markup import characters, plain_text
from documents.pages.body import FEW_CHARACTERS, Body, body
from documents.pages.linked_data import is_list
from documents.pages.metadata import metadata
from documents.pages.page import is_front, parse, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source
    from documents.pages.page import Page

__all__ = ["Fetched", "characters", "plain_text", "read", "read_page"]

MAX_PAGE_BYTES = 20 * 2**20
"""The largest pages of news sites, live blogs, have a few megabytes; what is larger is an export, or meant to harm."""

_FAILURE = re.compile(
    r"^\W*(?:40[034]|50[0-4])\b|\b404\b|not found|access denied|forbidden|just a moment|attention required"
    r"|service unavailable|are you a robot|الصفحة غير موجودة|الصفحة المطلوبة غير|صفحة غير موجودة|غير متاحة حاليا",
    re.IGNORECASE,
)
"""What the titles of pages say that a server sends instead of an article."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is told of a page beside its bytes: its address, the charset of the header, ISO 8601 time of fetching.

    ``line`` is the number of the record that it lay in.
    """

    url: str = ""
    declared: str | None = None
    crawled: str = ""
    line: int = 1


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield the page's article."""
    yield read_page(source, source.whole())


def read_page(source: Source, data: bytes, fetched: Fetched = Fetched()) -> Found | Rejected:
    """Return the article of a page that may have come without a file.

    Raises:
        EncodingError: the bytes are no text.
    """
    if len(data) > MAX_PAGE_BYTES:
        return source.reject(fetched.line, f"a page of {len(data)} bytes; at most {MAX_PAGE_BYTES} are read")
    decoded = decode(data, fetched.declared)
    source.encoding_notes = decoded.notes()
    page = parse(decoded.text, fetched.url, fetched.crawled)
    if page is None:
        return source.reject(fetched.line, "no article text was found in the page")
    record, notes = metadata(page)
    known = tuple(str(record.get(name, "")) for name in ("title", "author", "section", "source"))
    text = body(page, known)
    fault = _fault(page, record, text)
    if fault:
        return source.reject(fetched.line, fault)
    text, remarks = _or_description(page, text)
    try:
        mapped = to_article({**record, "body": text.text})
    except RecordError as exc:
        return source.reject(fetched.line, str(exc))
    left_out = tuple(f"left out: {line}" for line in text.dropped)
    return source.found(fetched.line, mapped.article, "html", (*notes, *remarks, *mapped.notes, *left_out))


def _fault(page: Page, record: dict[str, object], text: Body) -> str:
    """Say why the page is no article; empty where it is one."""
    title = str(record.get("title", ""))
    if len(text.text) < 2 * FEW_CHARACTERS and _FAILURE.search(title):
        return f"an error page instead of an article: {title[:80]!r}"
    if not page.article and _no_day(page, record) and (is_list(page.nodes) or is_front(url_of(page).text)):
        return "a front page or a list of articles, by its address or by what it says of itself"
    if not text.text and not (page.article and _description(page)):
        return "no article text was found in the page"
    return ""


def _no_day(page: Page, record: dict[str, object]) -> bool:
    """Tell whether nothing dates the page; the days of a site's front pages are those of its newest article."""
    return "published" not in record or page.meta("og:type").text == "website"


def _or_description(page: Page, text: Body) -> tuple[Body, tuple[str, ...]]:
    """Return the text, or the description where the page has it not: behind a paywall, or put in by scripts."""
    if text.text:
        return text, (f"body from {text.origin}",)
    return Body(_description(page), "its description"), ("body: only the page's description of it was found",)


def _description(page: Page) -> str:
    return (page.linked("description") or page.meta("og:description", "description")).text
