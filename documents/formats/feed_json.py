"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from html import escape

from documents.formats.feed_xml import Feed, Record


def read_json(text: str) -> Feed:
    """Read a feed.

    Raises:
        ValueError: it is not JSON, or no feed.
    """
    try:
        value = json.loads(text, strict=False)
    except RecursionError as exc:
        raise ValueError("the JSON is nested too deeply") from exc
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise ValueError("no list under 'items'; expected an object as jsonfeed.org describes it")
    records = tuple(_record(item) if isinstance(item, dict) else {} for item in items)
    return Feed(_text(value.get("title")), records, _text(value.get("language")))


def _record(item: Record) -> Record:
    """Return an item under the names of records, its texts as markup."""
    plain = _text(item.get("content_text")) or _text(item.get("summary"))
    tags = item.get("tags")
    return {
        "id": _text(item.get("id")),
        "title": escape(_text(item.get("title"))),
        "body": _text(item.get("content_html")) or escape(plain).replace("\n", "<br>"),
        "published": _text(item.get("date_published")) or _text(item.get("date_modified")) or None,
        "author": "، ".join(_names(item.get("authors") or [item.get("author")])) or None,
        "url": _text(item.get("url")) or _text(item.get("external_url")) or None,
        "tags": [_text(tag) for tag in tags] if isinstance(tags, list) else [],
        "language": _text(item.get("language")) or None,
    }


def _names(authors: object) -> list[str]:
    people = authors if isinstance(authors, list) else [authors]
    return [name for person in people if isinstance(person, dict) and (name := _text(person.get("name")))]


def _text(value: object) -> str:
    """Return a text; of a number, its digits, since ids are often written so."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
