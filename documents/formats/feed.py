"""RSS and Atom feeds, read by feedparser."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from documents.formats.fields import RecordError, to_article
from documents.formats.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source

_DECODED = {"content-type": "application/xml; charset=utf-8"}
_SPACES = re.compile(r"\s+")


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each item of the feed; the feed's own title is their source."""
    import feedparser

    try:
        # Bytes alone are tried as a file name first; the header stands above what the feed declares of itself.
        parsed = feedparser.parse(io.BytesIO(source.text().encode()), response_headers=_DECODED)
    except ValueError as exc:  # feedparser lets a few faults through, such as the number of no character
        yield source.reject(0, f"the feed cannot be read: {exc}")
        return
    channel = _SPACES.sub(" ", parsed.feed.get("title", "")).strip()
    if not parsed.entries:
        fault = f": {parsed.bozo_exception}" if parsed.bozo else ""
        yield source.reject(0, f"a feed without items{fault}")
    for number, entry in enumerate(parsed.entries, 1):
        try:
            mapped = to_article(_record(entry, channel))
        except RecordError as exc:
            yield source.reject(0, f"item {number}: {exc}")
            continue
        yield source.found(number, mapped.article, "feed", (f"item {number} of the feed", *mapped.notes))


def _record(entry: dict[str, object], channel: str) -> dict[str, object]:
    """Return a feed item under the names of JSON records."""
    contents = entry.get("content")
    markup = contents[0]["value"] if isinstance(contents, list) and contents else entry.get("summary", "")
    tags = entry.get("tags")
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": plain_text(str(entry.get("title", ""))),
        "body": plain_text(str(markup)),
        "published": _when(entry),
        "source": channel,
        "section": tags[0].get("term") if isinstance(tags, list) and tags else None,
        "author": entry.get("author"),
        "url": entry.get("link"),
    }


def _when(entry: dict[str, object]) -> str | None:
    """Return the item's time in UTC as ISO 8601, or as the feed wrote it where feedparser did not understand it."""
    names = [name for name in ("published", "updated") if name in entry]
    for name in names:
        parts = entry.get(f"{name}_parsed")
        if isinstance(parts, tuple):
            year, month, day, hour, minute, second = parts[:6]
            return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"
    return str(entry[names[0]]) if names else None
