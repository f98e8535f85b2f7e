"""Tagged text in the manner of TREC: ``<DOC> <DOCNO>…</DOCNO> <TEXT>…</TEXT> </DOC>``, one after another.

These files are rarely well-formed XML (no root element, bare ampersands), so they are read by their tags alone;
no entity but the predefined and numeric ones of HTML is expanded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.formats.field_names import FIELDS, name_key
from documents.formats.fields import RecordError, to_article
from documents.formats.markup import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source

_DOC = re.compile(r"<DOC(?:\s[^<>]*)?>(?P<inside>.*?)(?P<end></DOC\s*>|(?=<DOC[\s>])|\Z)", re.IGNORECASE | re.DOTALL)
_OPEN = re.compile(r"<(?P<tag>[A-Za-z][\w.-]*)(?:\s[^<>]*)?>")
_TAG = re.compile(r"</?[A-Z][\w.-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ASCII_LOWER = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}  # keeps every offset
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each ``DOC`` element."""
    text = source.text()
    found = False
    line, counted = 1, 0
    for match in _DOC.finditer(text):
        found = True
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        if not match["end"]:
            yield source.reject(line, "the <DOC> is not closed: no </DOC> before the next one or the end of the file")
            continue
        yield _record(source, line, match["inside"])
    if not found:
        yield source.reject(0, "no <DOC> element in it; expected tagged text in the manner of TREC, a feed or a page")


def _record(source: Source, line: int, inside: str) -> Found | Rejected:
    record: dict[str, object] = {}
    try:
        fields = list(_fields(inside))
    except RecordError as exc:
        return source.reject(line, str(exc))
    for tag, inner in fields:
        value = _plain(inner)
        record[tag] = f"{record[tag]}\n\n{value}" if tag in record else value
    try:
        mapped = to_article(record)
    except RecordError as exc:
        return source.reject(line, str(exc))
    return source.found(line, mapped.article, "trec", mapped.notes, mapped.unknown_keys)


def _fields(inside: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, content) of the outermost elements; an unknown tag that is never closed is passed over.

    Raises:
        RecordError: the tag of a field that we keep is never closed.
    """
    lowered = inside.translate(_ASCII_LOWER)
    unclosed: set[str] = set()
    at = 0
    while match := _OPEN.search(inside, at):
        tag, at = match["tag"].lower(), match.end()
        end = -1 if tag in unclosed else lowered.find(f"</{tag}>", at)
        if end < 0 and name_key(tag) in FIELDS:
            raise RecordError(f"the <{match['tag']}> is not closed before the end of its <DOC>")
        if end < 0:
            unclosed.add(tag)
            continue
        yield tag, inside[at:end]
        at = end + len(f"</{tag}>")


def _plain(value: str) -> str:
    return characters(_TAG.sub(" ", _CDATA.sub(r"\1", value))).strip()
