"""When was a page's article published? Never the day that the page was saved, and never today.

The order of evidence: JSON-LD, meta tags, `itemprop` and `<time>`, the date line that readers see beside the
headline. The day in the address decides between them where they disagree. A time of change stands in only where
nothing else is said; an address alone is read by `documents.formats.fields`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from documents.dates import find_date, parse_date
from documents.pages.page import Page, Told, tidy, url_of
from documents.url_dates import date_in_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

PUBLISHED = (
    "article:published_time article:published og:article:published_time og:published_time datepublished published_time"
    " published published_at publishdate publish-date publish_date pubdate publication_date publicationdate"
    " article:publish_date sailthru.date parsely-pub-date cxenseparse:recs:publishtime cxenseparse:publishtime"
    " dc.date.issued dcterms.issued dcterms.created dcterms.date dc.date dc.date.created dc:date article_date_original"
    " article.published article.created originalpublicationdate ptime bt:pubdate rnews:datepublished"
    " nastooh:publishdate displaydate article:created datecreated date_published created created_at date"
).split()
"""Meta tags that say when an article was published, those first that nothing else is written into."""

CHANGED = (
    "article:modified_time datemodified og:updated_time lastmod dcterms.modified dc.date.modified last-modified revised"
).split()

_CREATED = ("datepublished", "datecreated", "uploaddate")
_ISO_PARTS = re.compile(
    r"^(\d{4}-\d\d-\d\d)\s*[T ]?\s*(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}:\d\d:\d\d [AP]M)")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
_DATED = re.compile(r"date|time|publish|posted|created|تاريخ", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|sidebar|comment|footer|most|latest|widget|ticker|breaking|recommend|header-date|today", re.IGNORECASE
)
_CHANGE = re.compile(r"تحديث|تعديل|updated|modified", re.IGNORECASE)

LINE_CHARACTERS = 120
"""A date line has a byline and a place beside the date at most; a paragraph is longer."""

ELEMENTS_LOOKED_AT = 150
"""The date line stands this near to the headline; beyond is the text, and other articles with their dates."""


class Published(NamedTuple):
    """A day or time, what it was taken from, and what is to be said about it; ``day`` is ``None`` without any."""

    day: date | None
    origin: str
    remarks: tuple[str, ...] = ()


def published(page: Page) -> Published:
    """Return when the article was published."""
    told = [(day, item.origin) for item in _declared(page) if (day := read_moment(item.text))]
    address = date_in_url(url_of(page).text)
    if not told:
        told = [(day, item.origin) for item in _seen(page) if (day := find_date(item.text))][:1]
    if not told and not address:
        told = [(day, item.origin) for item in _changes(page) if (day := read_moment(item.text))]
        remarks = ("published: only a time of change was found",) if told else ()
        return Published(*told[0], remarks) if told else Published(None, "")
    if not told:
        return Published(None, "")  # the address alone is read with the fields
    return _agreed(told, address)


def _agreed(told: list[tuple[date, str]], address: date | None) -> Published:
    """Return the first that does not contradict the address; a page's own dates may be those of its last change."""
    first, origin = told[0]
    if address is None or _days(first, address) <= 1:
        return Published(first, origin)
    for day, other in told[1:]:
        if _days(day, address) <= 1:
            return Published(day, other, (f"published: {origin} says {first}; the address agrees with {other}",))
    if _ordinal(first) > _ordinal(address):
        return Published(address, "the address", (f"published: {origin} says {first}, later than the address",))
    return Published(first, origin, (f"published: the address says {address}",))


def _days(one: date, other: date) -> int:
    return abs(_ordinal(one) - _ordinal(other))


def _ordinal(day: date) -> int:
    return day.toordinal()


def read_moment(text: str) -> date | None:
    """Read a date that was written by a program; ``None`` for one that stands for none (1970-01-01, 0001-01-01)."""
    text = tidy(text)
    if parts := _ISO_PARTS.match(text):
        text = f"{parts[1]}T{parts[2]}{parts[3] or ''}"
    elif american := _US.fullmatch(text):  # how .NET writes a date where nobody told it the country
        text = f"{american[3]}-{int(american[1]):02}-{int(american[2]):02} {american[4]}"
    elif seconds := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(seconds[1]), UTC)
    day = parse_date(text)
    return day if day and _ordinal(day) > date(1970, 1, 1).toordinal() else None


def _declared(page: Page) -> Iterator[Told]:
    """Yield what the page says for machines, the surest first."""
    yield from filter(None, map(page.linked, _CREATED))
    yield from _metas(page, PUBLISHED)
    for element in page.tree.xpath("//*[@itemprop]"):
        if element.get("itemprop").lower() in _CREATED:
            yield Told(element.get("datetime") or element.get("content") or _line(element), "itemprop datePublished")
    for element in [
        *page.tree.xpath("//time[@pubdate]"),
        *_times(page.tree.iter("time")),
        *_times(_after_headline(page)),
    ]:
        yield Told(element.get("datetime") or "", "<time>")


def _times(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the `<time>` elements that are not about other articles: of those all over the page, the marked ones."""
    for element in elements:
        near = isinstance(elements, list) or _DATED.search(element.get("class") or "")
        if element.tag == "time" and near and not _aside(element):
            yield element


def _seen(page: Page) -> list[Told]:
    """Return the short texts after the headline, those first that speak of no change, then those that are marked."""
    near = [Told(text, "the date line") for element in _after_headline(page) if (text := _line(element))]
    marked = [
        Told(text, "the date line")
        for element in page.tree.iter("div", "span", "p", "li", "time", "td", "small", "b", "i", "em", "strong")
        if _DATED.search(f"{element.get('class')} {element.get('id')}")
        and not _aside(element)
        and (text := _line(element))
    ]
    told = [item for item in near + marked if find_date(item.text)]
    return sorted(told, key=lambda item: bool(_CHANGE.search(item.text)) and not find_date(_CHANGE.split(item.text)[0]))


def _after_headline(page: Page) -> list[HtmlElement]:
    """Return the elements that follow the headline, as far as its date line can be."""
    head = next((head for head in page.tree.iter("h1") if len(tidy(head.text_content()).split()) > 2), None)
    if head is None:
        return []
    found: list[HtmlElement] = []
    for element in head.xpath("following::*"):
        if len(found) >= ELEMENTS_LOOKED_AT:
            break
        if element.tag not in ("script", "style", "a") and not _aside(element):
            found.append(element)
    return found


def _line(element: HtmlElement) -> str:
    """Return an element's text if it can be a line; else nothing."""
    text = tidy(element.text_content()) if len(element) < 20 else ""
    return text if 6 < len(text) <= LINE_CHARACTERS else ""


def _aside(element: HtmlElement) -> bool:
    """Tell whether an element, or what it stands in, is about other articles."""
    for outer in (element, *element.iterancestors()):
        if outer.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(
            f"{outer.get('class') or ''} {outer.get('id') or ''}"
        ):
            return outer.tag not in ("body", "html", "main", "article")
    return False


def _changes(page: Page) -> Iterator[Told]:
    yield from filter(None, [page.linked("datemodified")])
    yield from _metas(page, CHANGED)


def _metas(page: Page, names: list[str]) -> Iterator[Told]:
    return (Told(text, name) for name in names for text in page.metas.get(name, ()))
