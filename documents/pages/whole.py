"""Is this page an article, and what are its fields?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.pages.body import FEW_CHARACTERS, Body, body
from documents.pages.linked_data import is_list
from documents.pages.metadata import metadata
from documents.pages.page import is_front, parse, url_of

if TYPE_CHECKING:
    from documents.pages.page import Page

_FAILURE = re.compile(
    r"^\W*(?:40[034]|50[0-4])\b|\b404\b|not found|access denied|forbidden|just a moment|attention required"
    r"|service unavailable|are you a robot|الصفحة غير موجودة|الصفحة المطلوبة غير|صفحة غير موجودة|غير متاحة حاليا",
    re.IGNORECASE,
)
"""What the titles of pages say that a server sends instead of an article."""

_NO_TEXT = "no article text was found in the page"


@dataclass(frozen=True, slots=True)
class PageRead:
    """An article's fields under the names of records, remarks, and lines left out; or why the page is no article."""

    fault: str = ""
    record: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def read_whole(text: str, url: str = "", crawled: str = "") -> PageRead:
    """Read a page; ``url`` and ``crawled`` stand in for what it does not say itself."""
    page = parse(text, url, crawled)
    if page is None:
        return PageRead(_NO_TEXT)
    record, notes = metadata(page)
    found = body(page, tuple(str(record.get(name, "")) for name in ("title", "author", "section", "source")))
    fault = _fault(page, record, found)
    if fault:
        return PageRead(fault)
    if found.text:
        remark = f"body from {found.origin}"
    else:  # behind a paywall, or put in by scripts
        found, remark = Body(_description(page), ""), "body: only the page's description of it was found"
    return PageRead("", {**record, "body": found.text}, (*notes, remark), found.dropped)


def _fault(page: Page, record: dict[str, object], found: Body) -> str:
    """Say why the page is no article; empty where it is one."""
    title = str(record.get("title", ""))
    if len(found.text) < 2 * FEW_CHARACTERS and _FAILURE.search(title):
        return f"an error page instead of an article: {title[:80]!r}"
    if not page.article and _no_day(page, record) and (is_list(page.nodes) or is_front(url_of(page).text)):
        return "a front page or a list of articles, by its address or by what it says of itself"
    return "" if found.text or (page.article and _description(page)) else _NO_TEXT


def _no_day(page: Page, record: dict[str, object]) -> bool:
    """Tell whether nothing dates the page; the days of a site's front pages are those of its newest article."""
    return "published" not in record or page.meta("og:type").text == "website"


def _description(page: Page) -> str:
    return (page.linked("description") or page.meta("og:description", "description")).text
