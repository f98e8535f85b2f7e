"""Which of a record's fields means what? One table of names for every format that names its fields."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from documents.address import url_id
from documents.article import Article, derived_id, id_fault, lead, storable
from documents.dates import late, read_date
from documents.language import declared_language, language_of
from documents.url_dates import date_in_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ALIASES = {
    "id": ("id", "docno", "docid"),
    "title": ("title", "headline"),
    "body": ("body", "content", "text"),
    "published": ("published", "date", "date_published", "pubdate", "date_extracted"),
    "crawled": ("crawled",),
    "source": ("source",),
    "section": ("section", "category"),
    "author": ("author",),
    "url": ("url",),
    "caption": ("caption",),
    "tags": ("tags",),
    "language": ("language", "lang"),
}
"""Field of an article → names it is read under, without regard to case; the first that is present wins."""

KNOWN = {alias for aliases in ALIASES.values() for alias in aliases}


class RecordError(ValueError):
    """The record cannot become an article."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """An article, the keys that were not taken, and remarks (a date that says nothing)."""

    article: Article
    unknown_keys: tuple[str, ...]
    notes: tuple[str, ...]


def to_article(record: Mapping[str, object]) -> Mapped:
    """Build an article from named fields.

    Raises:
        RecordError: there is neither a title nor a body, the id cannot be kept, or a field is of a wrong type.
    """
    lowered = {key.lower(): _known(value) for key, value in record.items()}
    texts = {
        name: _text(lowered, name)
        for name in ("id", "title", "body", "source", "section", "author", "url", "caption", "language")
    }
    if not texts["title"].strip() and not texts["body"].strip():
        raise RecordError("neither a title nor a body: " + _expected("title") + ", or " + _expected("body"))
    dates, notes = _dates(lowered, texts["url"])
    language, remarks = _language(texts["title"] + "\n" + texts["body"], texts["language"])
    article_id = texts["id"] or url_id(texts["url"]) or derived_id(texts["title"], texts["body"])
    fault = id_fault(article_id)
    if fault:
        raise RecordError(fault)
    article = Article(
        id=article_id,
        title=texts["title"].strip() or lead(texts["body"]),
        body=texts["body"],
        published=dates["published"],
        crawled=dates["crawled"],
        source=texts["source"],
        section=texts["section"],
        author=texts["author"],
        url=texts["url"],
        caption=texts["caption"],
        tags=_tags(lowered),
        language=language,
    )
    return Mapped(article, tuple(storable(key) for key in record if key.lower() not in KNOWN), notes + remarks)


def _known(value: object) -> object:
    """Return a value; None for a number that JSON has not, as NaN: programs write it for what is missing."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _value(record: Mapping[str, object], name: str) -> object:
    return next((record[a] for a in ALIASES[name] if record.get(a) not in (None, "")), None)


def _text(record: Mapping[str, object], name: str) -> str:
    value = _value(record, name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise RecordError(f"{name} is {_kind(value)}; expected a text")
    return str(value) if name == "id" else storable(str(value))


def _kind(value: object) -> str:
    names = {bool: "true or false", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _dates(record: Mapping[str, object], url: str) -> tuple[dict[str, date | None], tuple[str, ...]]:
    """Return the dates and what is to be said about them; the address's date stands in for one that is missing."""
    notes: list[str] = []
    crawled = _date(record, "crawled", None, notes)
    published = _date(record, "published", crawled, notes)
    if published is None and (published := date_in_url(url)):
        text = _text(record, "published")
        notes = [note for note in notes if not note.startswith("published: ")]
        notes.append("published: read from the address" + (f", as {text[:80]!r} is no date" if text else ""))
    return {"published": published, "crawled": crawled}, (*notes, *late(published, crawled))


def _date(record: Mapping[str, object], name: str, fetched: date | None, notes: list[str]) -> date | None:
    text = _text(record, name)
    found = read_date(text, fetched)
    if text and found.day is None:
        notes.append("; ".join((f"{name}: no date could be read from {text[:80]!r}", *found.remarks)))
    else:
        notes += [f"{name}: {remark}" for remark in found.remarks]
    return found.day


def _language(text: str, declared: str) -> tuple[str, tuple[str, ...]]:
    """Return what the text is in, or is declared to be in where it does not tell; a remark where it is not Arabic."""
    said = declared_language(declared)
    language = language_of(text)
    if language and said and language != said:
        return language, (f"language: {language} by its words and letters, though {declared[:40]!r} is declared",)
    known_by = "by its words and letters" if language else "as declared"
    language = language or said
    return language, ((f"language: {language}, {known_by}",) if language not in ("", "ar") else ())


def _tags(record: Mapping[str, object]) -> tuple[str, ...]:
    value = _value(record, "tags")
    if isinstance(value, (bool, dict)):
        raise RecordError(f"tags is {_kind(value)}; expected a list of texts, or a text with commas")
    items = value if isinstance(value, list) else [] if value is None else str(value).replace("،", ",").split(",")
    for item in items:
        if isinstance(item, (bool, dict, list)):
            raise RecordError(f"a tag is {_kind(item)}; expected a text")
    texts = (storable(str(item)).strip() for item in map(_known, items) if item is not None)
    return tuple(text for text in texts if text)


def _expected(name: str) -> str:
    return "expected one of " + ", ".join(ALIASES[name])
