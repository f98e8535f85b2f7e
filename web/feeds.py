"""What does a feed reader get of a search? ``/search.atom``, ``/search.rss`` and ``/search.feed.json``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from web.api import conditional, searcher
from web.export import asked, plain, twin
from web.opensearch import NAME
from web.opensearch import NAMESPACE as OPENSEARCH
from web.params import check_names, read_search
from web.source import web_address
from web.values import write_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from searcher.results import Result, Results, Search

blueprint = Blueprint("feeds", __name__)

PER_PAGE = 50
"""Articles in a feed unless ``per_page`` says otherwise: more than a day's news on most subjects."""

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom wants a date of every entry; that of an article with none is one that never changes and comes last."""

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
JSON_FEED = "https://jsonfeed.org/version/1.1"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed; ``updated`` is a moment, where the article has no date that of its reading or `UNDATED`."""

    id: str
    title: str
    summary: str
    address: str
    origin: str | None
    published: datetime | None
    updated: datetime
    author: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a search; ``links`` are whole addresses: self, and previous and next where there are such pages.

    ``start`` is the number of the first article, from 1.
    """

    id: str
    title: str
    subtitle: str
    home: str
    links: dict[str, str]
    total: int
    start: int
    per_page: int
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The date of the newest article: it stays while the results do."""
        return max((entry.updated for entry in self.entries), default=UNDATED)


@blueprint.get("/search.atom")
def atom() -> Response:
    """Give a page of results as an Atom feed (RFC 4287)."""
    return _answer("application/atom+xml; charset=utf-8", lambda feed: _document(atom_tree(feed)))


@blueprint.get("/search.rss")
def rss() -> Response:
    """Give a page of results as an RSS 2.0 feed."""
    return _answer("application/rss+xml; charset=utf-8", lambda feed: _document(rss_tree(feed)))


@blueprint.get("/search.feed.json")
def json_feed() -> Response:
    """Give a page of results as a JSON Feed 1.1."""
    return _answer("application/feed+json", lambda feed: json.dumps(feed_json(feed), ensure_ascii=False).encode())


def _answer(content_type: str, write: Callable[[Feed], bytes]) -> Response:
    check_names(request.args)
    wanted = _wanted()
    return conditional(wanted, lambda: Response(write(_feed(searcher().search(wanted))), content_type=content_type))


def _wanted() -> Search:
    """Return what is asked for: the newest first and `PER_PAGE` of them, where nothing else is said."""
    values: MultiDict[str, str] = MultiDict(request.args)
    for name, value in (("sort", "newest"), ("per_page", str(PER_PAGE))):
        if not values.get(name):
            values[name] = value
    return replace(read_search(values), explain=False, facets=())


def _feed(found: Results) -> Feed:
    wanted = found.search
    return Feed(
        id=f"urn:bahith:search:{urlencode(asked(), doseq=True, quote_via=quote, safe='')}",
        title=f"{NAME}: {wanted.text.strip() or 'كل المقالات'}",
        subtitle=found.understanding.arabic if found.understanding else "",
        home=twin("pages.results", sort=wanted.sort, _external=True),
        links=_links(found),
        total=found.listed,
        start=wanted.offset + 1,
        per_page=wanted.per_page,
        entries=tuple(_entry(result) for result in found.results),
    )


def _links(found: Results) -> dict[str, str]:
    wanted = found.search
    links = {"self": _link(page=request.args.getlist("page"), cursor=request.args.getlist("cursor"))}
    if found.has_previous:
        links["previous"] = _link(page=wanted.page - 1)
    if found.next_start is not None:
        following = {"page": wanted.page + 1} if found.has_next else {"cursor": write_cursor(found.next_start)}
        links["next"] = _link(**following)
    return links


def _link(**place: object) -> str:
    return twin(str(request.endpoint), per_page=request.args.getlist("per_page"), **place, _external=True)


def _entry(result: Result) -> Entry:
    article = result.article
    published = _moment(article.published)
    return Entry(
        id=f"urn:bahith:article:{quote(article.id, safe='')}",
        title=article.title or "بلا عنوان",
        summary=plain(result.highlights[1]),
        address=url_for("pages.article", article_id=article.id, _external=True),
        origin=web_address(article.url),
        published=published,
        updated=published or _moment(article.crawled) or UNDATED,
        author=article.author or article.source,
        tags=tuple(dict.fromkeys(filter(None, (article.section, *article.tags)))),
    )


def _moment(day: date | None) -> datetime | None:
    """Return a moment in whole seconds; a day is its beginning, and without a zone it is taken for UTC's."""
    if day is None:
        return None
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60:  # RFC 3339 has no seconds in a zone
        return moment.replace(tzinfo=UTC, microsecond=0)
    return moment.replace(microsecond=0)


def atom_tree(feed: Feed) -> ET.Element:
    """Return a feed as Atom."""
    root = ET.Element("feed", {"xmlns": ATOM, "xmlns:opensearch": OPENSEARCH, "xml:lang": "ar"})
    _add(root, id=feed.id, title=feed.title, updated=feed.updated.isoformat())
    if feed.subtitle:
        _add(root, subtitle=feed.subtitle)
    _add(ET.SubElement(root, "author"), name=NAME)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    for rel, address in feed.links.items():
        ET.SubElement(root, "link", rel=rel, type="application/atom+xml", href=address)
    _add_window(root, feed)
    for entry in feed.entries:
        _add_atom_entry(ET.SubElement(root, "entry"), entry)
    return root


def _add_atom_entry(element: ET.Element, entry: Entry) -> None:
    _add(element, id=entry.id, title=entry.title, updated=entry.updated.isoformat())
    if entry.published:
        _add(element, published=entry.published.isoformat())
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=entry.address)
    if entry.origin:
        ET.SubElement(element, "link", rel="via", href=_xml(entry.origin))
    if entry.author:
        _add(ET.SubElement(element, "author"), name=entry.author)
    for tag in entry.tags:
        ET.SubElement(element, "category", term=_xml(tag))
    _add(element, summary=entry.summary)


def rss_tree(feed: Feed) -> ET.Element:
    """Return a feed as RSS 2.0, with links as in Atom."""
    spaces = {"xmlns:atom": ATOM, "xmlns:opensearch": OPENSEARCH, "xmlns:dc": DUBLIN_CORE}
    root = ET.Element("rss", {"version": "2.0", **spaces})
    channel = ET.SubElement(root, "channel")
    _add(channel, title=feed.title, link=feed.home, description=feed.subtitle or feed.title, language="ar")
    _add(channel, lastBuildDate=format_datetime(feed.updated))
    for rel, address in feed.links.items():
        ET.SubElement(channel, "atom:link", rel=rel, type="application/rss+xml", href=address)
    _add_window(channel, feed)
    for entry in feed.entries:
        _add_rss_item(ET.SubElement(channel, "item"), entry)
    return root


def _add_rss_item(element: ET.Element, entry: Entry) -> None:
    _add(element, title=entry.title, link=entry.address)
    ET.SubElement(element, "guid", isPermaLink="false").text = entry.id
    if entry.published:
        _add(element, pubDate=format_datetime(entry.published))
    if entry.author:
        _add(element, **{"dc:creator": entry.author})
    for tag in entry.tags:
        ET.SubElement(element, "category").text = _xml(tag)
    _add(element, description=escape(entry.summary, quote=False))  # readers take a description for HTML


def _add(element: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(element, name).text = _xml(text)


def _add_window(element: ET.Element, feed: Feed) -> None:
    for name, number in (("totalResults", feed.total), ("startIndex", feed.start), ("itemsPerPage", feed.per_page)):
        ET.SubElement(element, f"opensearch:{name}").text = str(number)


def _xml(text: str) -> str:
    """Return a text without what XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)


def _document(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True))


def feed_json(feed: Feed) -> dict[str, object]:
    """Return a feed as JSON Feed 1.1; what the format has no name for stands under ``_bahith``."""
    known = {"description": feed.subtitle, "next_url": feed.links.get("next")}
    return {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.links["self"],
        **{name: value for name, value in known.items() if value},
        "language": "ar",
        "_bahith": {"total_results": feed.total, "start_index": feed.start, "items_per_page": feed.per_page},
        "items": [_item_json(entry) for entry in feed.entries],
    }


def _item_json(entry: Entry) -> dict[str, object]:
    known = {
        "external_url": entry.origin,
        "date_published": entry.published.isoformat() if entry.published else None,
        "authors": [{"name": entry.author}] if entry.author else None,
        "tags": list(entry.tags),
    }
    item = {"id": entry.id, "url": entry.address, "title": entry.title, "content_text": entry.summary}
    return {**item, **{name: value for name, value in known.items() if value}}
