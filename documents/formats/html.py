"""A saved article page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.encodings.encoding import decode
from documents.formats.fields import RecordError, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source

MAX_PAGE_BYTES = 20 * 2**20
"""The largest pages of news sites, live blogs, have a few megabytes; what is larger is an export, or meant to harm."""


MAX_ATTRIBUTES = 50_000
"""libxml2 compares each attribute of a tag with all others: 300,000 of them, in 3 MB, take minutes."""

_LONG_TAG = re.compile(rb"<[^<>]{100000,}")


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
    from documents.pages.whole import read_whole

    if len(data) > MAX_PAGE_BYTES:
        return source.reject(fetched.line, f"a page of {len(data)} bytes; at most {MAX_PAGE_BYTES} are read")
    if any(len(tag.split()) > MAX_ATTRIBUTES for tag in _LONG_TAG.findall(data)):
        return source.reject(fetched.line, f"a tag of more than {MAX_ATTRIBUTES} attributes")
    decoded = decode(data, fetched.declared)
    source.encoding_notes = decoded.notes()
    page = read_whole(decoded.text, fetched.url, fetched.crawled)
    if page.fault:
        return source.reject(fetched.line, page.fault)
    try:
        mapped = to_article(page.record)
    except RecordError as exc:
        return source.reject(fetched.line, str(exc))
    notes = (*page.notes, *mapped.notes, *(f"left out: {line}" for line in page.dropped))
    return source.found(fetched.line, mapped.article, "html", notes)
