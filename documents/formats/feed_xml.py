"""RSS, RDF and Atom, read by feedparser, which takes what is not well-formed, too."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from documents.calendar.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

Record = dict[str, object]

_START = re.compile(r"<(?:\?xml|rss|feed|rdf:rdf)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^<\?xml\b[^>]{0,200}\?>")
_DECODED = {"content-type": "application/xml; charset=utf-8"}
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#?\w{1,30};)", re.DOTALL)
"""An ampersand that should be written ``&amp;``: «?id=1&lang=ar» would become «?id=1〈=ar»."""

_OPENING = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*([+-])(\d{1,2}):?(\d\d)?\s*$")
_ZONES = {"AST": "+0300", "EET": "+0200", "EEST": "+0300", "CET": "+0100", "CEST": "+0200", "GST": "+0400"}
"""Names of zones in Arab countries; AST is Arabia's, not that of the Atlantic."""

MUCH_LONGER = 1.5
"""Plain text beside markup is a caption or a summary of it, unless it is so many times as long."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and language, its items as records, what is wrong, and whether the last item is cut off."""

    title: str
    items: tuple[Record, ...]
    language: str = ""
    fault: str = ""
    cut: bool = False


def read_xml(text: str) -> Feed:
    """Read a feed.

    Raises:
        ValueError: feedparser lets a few faults through, such as the number of no character.
    """
    import feedparser

    start = _START.search(text)
    whole = _DECLARATION.sub("", text[start.start() :] if start else text)
    whole = _BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], whole)
    # Bytes alone are tried as a file name first; the header stands above what the feed declares of itself.
    parsed = feedparser.parse(io.BytesIO(whole.encode("utf-8", "replace")), response_headers=_DECODED)
    channel = parsed.feed
    base = str(channel.get("link") or "")
    items = tuple(_record(entry, base) for entry in parsed.entries)
    opened = max((match.start() for match in _OPENING.finditer(whole)), default=-1)
    closed = max((match.start() for match in _CLOSING.finditer(whole)), default=-1)
    bare = sum(found[0] == "&" for found in _BARE.finditer(text))
    fault = str(parsed.bozo_exception) if parsed.bozo else f"{bare} & without a name behind" if bare else ""
    return Feed(str(channel.get("title", "")), items, str(channel.get("language") or ""), fault, opened > closed)


def _record(entry: dict[str, object], base: str) -> Record:
    """Return an item under the names of records, its texts still with their markup."""
    terms = list(dict.fromkeys(_terms(entry.get("tags"))))
    source = entry.get("source")
    link = str(entry.get("link") or "")
    return {
        "id": entry.get("id"),
        "title": entry.get("title", ""),
        "body": _longest(entry),
        "published": _when(entry),
        "source": source.get("title") if isinstance(source, dict) else None,
        "section": terms[0] if terms else None,
        "author": _authors(entry),
        "url": _joined(base, link) if link else None,
        "tags": terms[1:],
        "language": _language(entry),
    }


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _terms(tags: object) -> Iterable[str]:
    for tag in tags if isinstance(tags, list) else ():
        if term := " ".join(str(tag.get("term") or tag.get("label") or "").split()):
            yield term


def _longest(entry: dict[str, object]) -> str:
    """Return the longest of an item's texts; plain text only where it is much longer, for it has no paragraphs."""
    details = [entry.get("summary_detail"), *(entry.get("content") or [])]  # type: ignore[misc]
    texts = [(str(each.get("value", "")), str(each.get("type", ""))) for each in details if isinstance(each, dict)]
    marked = max((text for text, kind in texts if kind != "text/plain"), key=len, default="")
    plain = max((text for text, kind in texts if kind == "text/plain"), key=len, default="")
    return plain if len(plain) > MUCH_LONGER * len(marked) else marked


def _authors(entry: dict[str, object]) -> str | None:
    authors = entry.get("authors")
    names = (
        [str(each.get("name") or "") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    )
    return "، ".join(dict.fromkeys(filter(None, names))) or None


def _language(entry: dict[str, object]) -> str | None:
    detail = entry.get("title_detail")
    return str(detail["language"]) if isinstance(detail, dict) and detail.get("language") else None


def _when(entry: dict[str, object]) -> str | None:
    """Return the item's time as it was written, zone and all; as feedparser understood it where we do not."""
    names = [name for name in ("published", "updated", "created") if name in entry]
    for name in names:
        written = _zoned(str(entry.get(name) or ""))
        if written and parse_date(written):
            return written
        parts = entry.get(f"{name}_parsed")
        if isinstance(parts, tuple):
            year, month, day, hour, minute, second = parts[:6]
            return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}+00:00"
    return str(entry[names[0]]) if names else None


def _zoned(text: str) -> str:
    """Return a time with its zone as an offset."""
    offset = _OFFSET.search(text)
    if offset:
        return f"{text[: offset.start()]}{offset[1]}{int(offset[2]):02}{offset[3] or '00'}"
    start, _, zone = text.strip().rpartition(" ")
    return f"{start} {_ZONES[zone]}" if zone in _ZONES else text.strip()
