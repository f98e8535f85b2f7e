"""Pages that a crawler kept: WARC (ISO 28500).

Only articles in pages come out; what else a crawl brings home is counted, in one remark at its last article.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents.encodings.encoding import EncodingError
from documents.formats.content_coding import CodingError, unpacked
from documents.formats.html import Fetched, read_page
from documents.formats.record import Found, Rejected
from documents.formats.warc_records import WarcRecord, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Source

_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_UNSURE_TYPES = frozenset(("", "text/plain", "application/octet-stream", "text/xml", "application/xml", "unknown"))
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Passed:
    """A record that has no page in it: of what kind it is."""

    kind: str


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield the article of each page; the line of each is the number of its record, from 1."""
    passed: Counter[str] = Counter()
    held: list[Found | Rejected] = []  # the last article, which will have the remark, and what was rejected behind it
    try:
        for record in records(source):
            outcome = record if isinstance(record, Rejected) else _article(source, record)
            if isinstance(outcome, _Passed):
                passed[outcome.kind] += 1
                continue
            if isinstance(outcome, Found):
                yield from held
                held.clear()
            held.append(outcome)
    except OSError as exc:
        held.append(source.reject(0, f"cannot be read to its end: {exc}"))
    remark = "passed over: " + (", ".join(f"{count:,} {kind}" for kind, count in passed.most_common()) or "nothing")
    for outcome in held:
        yield replace(outcome, notes=(*outcome.notes, remark)) if isinstance(outcome, Found) else outcome
    if not held:
        yield source.reject(0, f"no page in it; {remark}")


def _article(source: Source, record: WarcRecord) -> Found | Rejected | _Passed:
    kind = record.header("WARC-Type").lower()
    if record.is_cut:
        return _rejected(source, record, f"cut off behind {len(record.block)} bytes")
    if kind not in ("response", "resource"):
        return _Passed(f"{kind or 'other'} records")
    if not record.url.lower().startswith(("http:", "https:")):
        return _Passed("records of other protocols")
    if kind == "resource":
        return _page(source, record, _Answer(record.header("Content-Type"), record.block))
    return _response(source, record)


def _response(source: Source, record: WarcRecord) -> Found | Rejected | _Passed:
    from warcio.statusandheaders import StatusAndHeadersParser

    stream = io.BytesIO(record.block)
    http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream) if record.block else None
    if http is None or not http.protocol.upper().startswith("HTTP/"):
        return _rejected(source, record, "it does not begin with HTTP/, as an answer does")
    status = http.get_statuscode()
    if not status.startswith("2"):
        return _Passed(f"answers with status {status[:3]}")
    header = {name.lower(): value for name, value in reversed(http.headers)}
    return _page(source, record, _Answer(header.get("content-type", ""), stream.read(), header))


@dataclass(frozen=True, slots=True)
class _Answer:
    content_type: str
    data: bytes
    header: dict[str, str] | None = None

    def content(self) -> bytes:
        """Return the page as it was before it was sent.

        Raises:
            CodingError: it was sent in a way that we do not know, or is a bomb.
        """
        from warcio.bufferedreaders import ChunkedDataReader

        header = self.header or {}
        data = self.data
        if "chunked" in header.get("transfer-encoding", "").lower():
            data = ChunkedDataReader(io.BytesIO(data)).read()
        return unpacked(data, header.get("content-encoding", ""))


def _page(source: Source, record: WarcRecord, answer: _Answer) -> Found | Rejected | _Passed:
    content_type = answer.content_type.partition(";")[0].strip().lower()
    if content_type not in _HTML_TYPES | _UNSURE_TYPES:
        return _Passed(f"of type {content_type[:60]}")
    try:
        data = answer.content()
        if other := _other_kind(record.url, content_type, data):
            return _Passed(other)
        declared = _CHARSET.search(answer.content_type)
        fetched = Fetched(record.url, declared[1] if declared else None, record.header("WARC-Date"), record.number)
        outcome = read_page(source, data, fetched)
    except (CodingError, EncodingError) as exc:
        return _rejected(source, record, str(exc))
    if isinstance(outcome, Rejected):
        return _rejected(source, record, outcome.reason)
    return replace(outcome, format="warc", notes=(*outcome.notes, *_remarks(record)))


def _other_kind(url: str, content_type: str, data: bytes) -> str:
    """Say what else than a page this is; empty for a page."""
    if url.lower().endswith("/robots.txt"):
        return "robots.txt"
    if not data.strip():
        return "empty answers"
    if content_type in _UNSURE_TYPES and not _PAGE.search(data[:1024]):
        return f"of type {content_type or 'unknown'}"
    return ""


def _remarks(record: WarcRecord) -> tuple[str, ...]:
    truncated = record.header("WARC-Truncated")
    return (*record.notes, f"the crawler cut the page off: {truncated}") if truncated else record.notes


def _rejected(source: Source, record: WarcRecord, reason: str) -> Rejected:
    return source.reject(record.number, f"{record.url[:200] or 'a record without address'}: {reason}")
