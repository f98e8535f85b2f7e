"""Here is a record: which article is it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from documents.address import url_id
from documents.article import Article, derived_id, id_fault, lead, storable
from documents.calendar.dates import late, read_date
from documents.calendar.url_dates import date_in_url
from documents.formats.field_names import names_of
from documents.formats.markup import has_markup, plain_text
from documents.language import arabic_or_other, declared_language, language_of
from documents.repair.doctor import is_plain
from documents.repair.fields import repair_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from documents.formats.field_names import Names

DATES_REMEMBERED = 4096
"""Texts of dates whose day is remembered: articles of one day have the same."""

NOTHING_TO_READ = "neither a title nor a body: expected one of title, headline, or expected one of body, content, text"
"""There are more names, in `ALIASES`."""

_REPAIRED = ("title", "body", "caption", "source", "section", "author")
_TEXTS = ("id", "title", "body", "source", "section", "author", "url", "caption", "language")
_AS_WRITTEN = frozenset(("id", *_REPAIRED))
"""An id that cannot be stored is refused; the others are made storable where they are not plain, as most are."""


class RecordError(ValueError):
    """The record cannot become an article."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """An article, the keys that were not taken, and remarks (a date that says nothing)."""

    article: Article
    unknown_keys: tuple[str, ...]
    notes: tuple[str, ...]


def to_article(record: Mapping[str, object]) -> Mapped:
    """Build an article from named fields, repaired; its id is made from what they were before.

    Raises:
        RecordError: there is neither a title nor a body, the id cannot be kept, or a field is of a wrong type.
    """
    names = names_of(record)
    chosen = _chosen(record, names)
    said = {field: _known(record[name]) for field, name in chosen.items()}
    texts = {name: _text(said, name) for name in _TEXTS}
    plain = is_plain("\n".join(texts[name] for name in _REPAIRED))
    markup: tuple[str, ...] = ()
    if not plain:
        texts |= {name: storable(texts[name]) for name in _REPAIRED}
        without, markup = _without_markup(texts)
        texts |= without
    if not texts["title"].strip() and not texts["body"].strip():
        raise RecordError(NOTHING_TO_READ)
    dates, notes = _dates(said, texts["url"])
    article_id = texts["id"] or url_id(texts["url"]) or derived_id(texts["title"], texts["body"])
    fault = id_fault(article_id)
    if fault:
        raise RecordError(fault)
    tags = _tags(said)
    texts["tags"] = "\n".join(tag.replace("\n", " ") for tag in tags)
    plain = plain and is_plain(texts["tags"])
    repaired = repair_fields({name: texts[name] for name in (*_REPAIRED, "tags")}, plain=plain)
    texts |= repaired.texts
    told = arabic_or_other if plain and not repaired.repairs else language_of
    language, remarks = _language(told(texts["title"] + "\n" + texts["body"]), texts["language"])
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
        tags=tuple(filter(None, texts["tags"].split("\n"))),
        language=language,
        repairs=repaired.repairs,
        original=repaired.original,
    )
    return Mapped(article, _left(record, names, chosen), notes + remarks + markup)


def _without_markup(texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return those texts that had markup without it, by their names, and remarks on that."""
    tagged = [name for name in ("title", "body") if has_markup(texts[name])]
    remarks = tuple(f"{name}: markup of HTML taken out" for name in tagged)
    return {name: plain_text(texts[name]) for name in tagged}, remarks


def _chosen(record: Mapping[str, object], names: Names) -> dict[str, str]:
    """Return, of each field, the name in the record that says it: the first in the table, a text before a list."""
    chosen: dict[str, str] = {}
    for field, ranked in names.ranked.items():
        said = [name for name in ranked if _known(record[name]) not in (None, "")]
        if len(said) > 1:
            said.sort(key=lambda name: isinstance(record[name], (dict, list)))
        if said:
            chosen[field] = said[0]
    return chosen


def _left(record: Mapping[str, object], names: Names, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that are not kept: those that we do not know, and texts whose place another one has."""
    left = []
    for name, value in record.items():
        field = names.fields.get(name)
        taken = chosen.get(field, "") if field else ""
        if not field or (name != taken and _known(value) not in (None, "", record.get(taken))):
            left.append(storable(name))
    return tuple(left)


def _known(value: object) -> object:
    """Return a value; None for a number that JSON has not, as NaN: programs write it for what is missing."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _text(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    if isinstance(value, list):
        value = _joined(value, name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise RecordError(f"{name} is {_kind(value)}; expected a text")
    return str(value) if name in _AS_WRITTEN else storable(str(value))


def _joined(items: list[object], name: str) -> object:
    """Return the texts of a list as one; the list itself where it has something else, or several ids or addresses."""
    texts = [item.strip() for item in items if isinstance(item, str) and item.strip()]
    if any(not isinstance(item, str) for item in items) or (name in ("id", "url") and len(texts) > 1):
        return items
    return {"body": "\n\n", "author": "، ", "section": "، "}.get(name, " ").join(texts)


def _kind(value: object) -> str:
    names = {bool: "true or false", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


_read_again = lru_cache(DATES_REMEMBERED)(read_date)


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
    if not text:
        return None
    found = _read_again(text, fetched)
    if found.day is None:
        notes.append("; ".join((f"{name}: no date could be read from {text[:80]!r}", *found.remarks)))
    else:
        notes += [f"{name}: {remark}" for remark in found.remarks]
    return found.day


def _language(language: str, declared: str) -> tuple[str, tuple[str, ...]]:
    """Return what a text is in, or is declared to be in where it does not tell; a remark where it is not Arabic."""
    said = declared_language(declared)
    if language and said and language != said:
        return language, (f"language: {language} by its words and letters, though {declared[:40]!r} is declared",)
    known_by = "by its words and letters" if language else "as declared"
    language = language or said
    return language, ((f"language: {language}, {known_by}",) if language not in ("", "ar") else ())


def _tags(record: Mapping[str, object]) -> tuple[str, ...]:
    value = record.get("tags")
    if isinstance(value, (bool, dict)):
        raise RecordError(f"tags is {_kind(value)}; expected a list of texts, or a text with commas")
    items = value if isinstance(value, list) else [] if value is None else str(value).replace("،", ",").split(",")
    for item in items:
        if isinstance(item, (bool, dict, list)):
            raise RecordError(f"a tag is {_kind(item)}; expected a text")
    texts = (storable(str(item)).strip() for item in map(_known, items) if item is not None)
    return tuple(text for text in texts if text)
