"""Which articles are in a feed? RSS, RDF, Atom and JSON Feed; each item once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from documents.article import derived_id
from documents.formats.fields import Mapped, RecordError, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.feed_xml import Feed, Record
    from documents.formats.record import Found, Rejected, Source


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each item of the feed; the feed's own title is their source, where they name none."""
    from documents.formats.feed_json import read_json
    from documents.formats.feed_xml import read_xml

    text = source.text()
    try:
        feed = read_json(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else read_xml(text)
    except ValueError as exc:
        yield source.reject(0, f"the feed cannot be read: {exc}")
        return
    if not feed.items:
        yield source.reject(0, f"a feed without items{': ' if feed.fault else ''}{feed.fault}")
    whole = feed.items[:-1] if feed.cut else feed.items
    remarks = (f"the feed is not well-formed: {feed.fault}",) if feed.fault else ()
    unique = _unique(whole)
    shared = Counter(value for number in unique for value in {*_addresses(whole[number - 1])})
    for number, others in unique.items():
        again = tuple(f"item {other} is the same again" for other in others)
        try:
            mapped = _article(feed, whole[number - 1], shared)
        except RecordError as exc:
            yield source.reject(0, f"item {number}: {exc}")
            continue
        notes = (f"item {number} of the feed", *again, *mapped.notes, *remarks)
        yield source.found(number, mapped.article, "feed", notes)
        remarks = ()
    if len(whole) < len(feed.items):
        yield source.reject(0, f"item {len(feed.items)}: cut off, the file ends within it")


def _article(feed: Feed, item: Record, shared: Counter[str]) -> Mapped:
    from documents.formats.feed_text import headline_text, item_text

    body = item_text(str(item.get("body") or ""))
    record = {
        **item,
        "id": _identity(item, shared),
        "title": headline_text(str(item.get("title") or "")),
        "body": body.text,
        "caption": body.caption,
        "source": item.get("source") or headline_text(feed.title),
        "language": item.get("language") or feed.language,
    }
    mapped = to_article(record)
    return replace(mapped, notes=(*mapped.notes, *(f"left out: {line}" for line in body.dropped)))


def _identity(item: Record, shared: Counter[str]) -> str:
    """Return the item's id, or its address, or what its text gives, the first that no other item of the feed has.

    A bare number, as many sites count, has the site's name before it.
    """
    own, url = _addresses(item)
    if own and shared[own] == 1:
        host = _host(url) if own.isdecimal() else ""
        return f"{host}:{own}" if host else own
    if not url or shared[url] == 1:
        return url
    return derived_id(str(item.get("title")), str(item.get("body")))


def _addresses(item: Record) -> tuple[str, str]:
    return str(item.get("id") or "").strip(), str(item.get("url") or "").strip()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _unique(items: tuple[Record, ...]) -> dict[int, list[int]]:
    """Return the number of each item, from 1, with the numbers of those that are the same again.

    Two are the same that have one id and not two addresses, or one address and one title. Some feeds give all items
    the id or the address of their front page.
    """
    same: dict[int, list[int]] = {}
    seen: dict[tuple[str, str], int] = {}
    for number, item in enumerate(items, 1):
        own, url = _addresses(item)
        title = str(item.get("title") or "").strip()
        keys = [(f"id {own}", url or title)] if own else []
        keys += [(f"url {url}", title)] if url else []
        first = next((seen[key] for key in keys if key in seen), number)
        for key in keys:
            seen.setdefault(key, first)
        same.setdefault(first, [])
        if first != number:
            same[first].append(number)
    return same
