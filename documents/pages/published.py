"""When was a page's article published? Never the day that the page was saved, and never today.

The order of evidence: JSON-LD, meta tags, `itemprop` and `<time>`, the date line that readers see beside the
headline. The day in the address decides between them where they disagree. A time of change stands in only where
nothing else is said; an address alone is read by `documents.formats.fields`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from documents.calendar.url_dates import date_in_url
from documents.pages.date_lines import date_lines, marked_days
from documents.pages.linked_data import text_of, types
from documents.pages.moments import is_persian, read_line, read_moment
from documents.pages.page import Page, Told, tidy, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

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
_OF_PAGE = frozenset(("WebPage", "ItemPage", "VideoObject"))
"""What pages describe that do not describe their article."""

_STATE = re.compile(
    r"""["'](?:datePublished|publishDate|publish_date|publishedAt|published_at|pubDate|publicationDate|firstPublished)["']"""
    r"""\s*:\s*["']?([\d:TZ.+ /-]{8,35})""",
    re.IGNORECASE,
)


class Published(NamedTuple):
    """A day or time, what it was taken from, and what is to be said about it; ``day`` is ``None`` without any."""

    day: date | None
    origin: str
    remarks: tuple[str, ...] = ()


def published(page: Page) -> Published:
    """Return when the article was published."""
    persian = is_persian(page)
    told = [(day, item.origin) for item in _declared(page) if (day := read_moment(item.text, persian=persian))]
    address = date_in_url(url_of(page).text)
    if told:
        return _agreed(told, address)
    seen = _seen(page, persian=persian)
    if seen.day:
        agreed = _agreed([(seen.day, seen.origin)], address)
        return agreed._replace(remarks=agreed.remarks + seen.remarks)
    if address:
        return Published(None, "")  # it is read with the fields
    for item in _changes(page):
        if day := read_moment(item.text, persian=persian):
            return Published(day, item.origin, ("published: only a time of change was found",))
    return Published(None, "")


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


def _declared(page: Page) -> Iterator[Told]:
    """Yield what the page says for machines, the surest first."""
    yield from filter(None, map(page.linked, _CREATED))
    yield from _metas(page, PUBLISHED)
    for node in page.nodes:
        if not page.article and _OF_PAGE & set(types(node)):
            yield from (Told(text, f"JSON-LD {key}") for key in _CREATED if (text := text_of(node.get(key))))
    for element in page.tree.xpath("//*[@itemprop]"):
        if element.get("itemprop").lower() in _CREATED:
            text = element.get("datetime") or element.get("content") or tidy(element.text_content())
            yield Told(text, "itemprop datePublished")
    yield from marked_days(page)


def _seen(page: Page, *, persian: bool) -> Published:
    """Return the day that readers see, or else the only one in the data that scripts work with."""
    fetched = read_moment(page.crawled)
    for line in date_lines(page):
        found = read_line(line, persian=persian, fetched=fetched)
        if found.day:
            return Published(found.day, "the date line", tuple(f"published: {remark}" for remark in found.remarks))
    texts = [text for script in page.tree.iter("script") for text in _STATE.findall(script.text or "")]
    days = {day.isoformat()[:10]: day for text in texts if (day := read_moment(text))}
    return Published(next(iter(days.values())), "data of scripts") if len(days) == 1 else Published(None, "")


def _changes(page: Page) -> Iterator[Told]:
    yield from filter(None, [page.linked("datemodified")])
    yield from _metas(page, CHANGED)


def _metas(page: Page, names: list[str]) -> Iterator[Told]:
    return (Told(text, name) for name in names for text in page.metas.get(name, ()))
