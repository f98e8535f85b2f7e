"""Which articles are in a feed? RSS, RDF, Atom and JSON Feed; each item once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from documents.formats.feed_json import read_json
from documents.formats.feed_text import headline_text, item_text
from documents.formats.feed_xml import Feed, Record, read_xml
from documents.formats.fields import Mapped, RecordError, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each item of the feed; the feed's own title is their source, where they name none."""
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
    for number, others in _unique(whole):
        again = tuple(f"item {other} is the same again" for other in others)
        try:
            mapped = _article(feed, feed.items[number - 1])
        except RecordError as exc:
            yield source.reject(0, f"item {number}: {exc}")
            continue
        yield source.found(
            number, mapped.article, "feed", (f"item {number} of the feed", *again, *mapped.notes, *remarks)
        )
        remarks = ()
    if len(whole) < len(feed.items):
        yield source.reject(0, f"item {len(feed.items)}: cut off, the file ends within it")


def _article(feed: Feed, item: Record) -> Mapped:
    body = item_text(str(item.get("body") or ""))
    record = {
        **item,
        "id": _identity(item),
        "title": headline_text(str(item.get("title") or "")),
        "body": body.text,
        "caption": body.caption,
        "source": item.get("source") or " ".join(headline_text(feed.title).split()),
        "language": item.get("language") or feed.language,
    }
    mapped = to_article(record)
    return replace(mapped, notes=(*mapped.notes, *(f"left out: {line}" for line in body.dropped)))


def _identity(item: Record) -> object:
    """Return the item's id, or its address; a bare number, as many sites count, with the site's name before it."""
    own, url = str(item.get("id") or "").strip(), str(item.get("url") or "")
    if own.isdecimal() and (host := _host(url)):
        return f"{host}:{own}"
    return own or url


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _unique(items: tuple[Record, ...]) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each item, from 1, and the numbers of those that are the same again.

    Two are the same that have one id and not two addresses, or one address and one title. Some feeds give all items
    the id or the address of their front page.
    """
    same: dict[int, list[int]] = {}
    seen: dict[tuple[str, str], int] = {}
    for number, item in enumerate(items, 1):
        own, url, title = (str(item.get(name) or "").strip() for name in ("id", "url", "title"))
        keys = [(f"id {own}", url or title)] if own else []
        keys += [(f"url {url}", title)] if url else []
        first = next((seen[key] for key in keys if key in seen), number)
        for key in keys:
            seen.setdefault(key, first)
        same.setdefault(first, [])
        if first != number:
            same[first].append(number)
    yield from same.items()
