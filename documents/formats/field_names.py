"""Which field does a name in a record mean? One table of names for every format that names its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALIASES = {
    "id": ("id", "docno", "docid", "article id", "uuid", "guid", "المعرف"),
    "title": (
        *("title", "headline", "article title", "news title", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال"),
        *("عنوان المقالة", "اسم المقال"),
    ),
    "body": (
        *("body", "content", "text", "full text", "article body", "article text", "article content", "article"),
        *("news text", "story", "news", "maintext", "المحتوى", "النص", "نص", "نص الخبر", "نص المقال", "نص المقالة"),
        *("محتوى الخبر", "محتوى المقال", "متن الخبر", "المتن", "الخبر", "المقال", "التفاصيل"),
        *("summary", "description", "abstract", "excerpt", "الملخص", "الوصف", "المقدمة"),
    ),
    "published": (
        *("published", "date", "date_published", "pubdate", "date_extracted", "published at", "published date"),
        *("publication date", "publish date", "date publish", "posted at", "post date", "datetime", "timestamp"),
        *("created at", "created", "time", "تاريخ النشر", "التاريخ", "تاريخ", "تاريخ الخبر", "تاريخ المقال", "الوقت"),
    ),
    "crawled": ("crawled", "crawled at", "crawl date", "scraped at", "date download", "تاريخ الجمع"),
    "source": (
        *("source", "source name", "site", "site name", "newspaper", "publisher", "agency", "outlet", "website"),
        *("source domain", "المصدر", "مصدر", "مصدر الخبر", "الصحيفة", "الجريدة", "الموقع", "الوكالة", "الناشر"),
    ),
    "section": (
        *("section", "category", "label", "topic", "class", "القسم", "قسم", "التصنيف", "تصنيف", "الفئة", "الباب"),
        "الموضوع",
    ),
    "author": (
        *("author", "authors", "byline", "writer", "reporter", "author name", "الكاتب", "كاتب", "اسم الكاتب"),
        *("المؤلف", "المحرر", "الصحفي", "بقلم"),
    ),
    "url": (
        *("url", "link", "permalink", "article url", "web url", "uri", "href", "الرابط", "رابط", "رابط الخبر"),
        *("رابط المقال", "العنوان الإلكتروني"),
    ),
    "caption": ("caption", "image caption", "تعليق الصورة"),
    "tags": ("tags", "keywords", "الوسوم", "وسوم", "الكلمات المفتاحية", "كلمات مفتاحية", "الكلمات الدالة"),
    "language": ("language", "lang", "اللغة"),
}
"""Field of an article → names it is read under; the first that is present and not empty wins. They are compared as
`name_key` makes them: ``publishedAt``, ``Published-At`` and ``published at`` are one."""

MAX_NAME_CHARACTERS = 60
"""A longer name is none of ours."""

MAX_NAMES_CHARACTERS = 2000
"""Names of a record that are longer together are not remembered for the next record."""

_APART = re.compile(r"[\W_\u0640\u064b-\u0652]+")
_ALEF = str.maketrans("أإآ", "ااا")


def name_key(name: str) -> str:
    """Return a name without case, spaces, signs and marks, and with every alef bare; empty if it is too long."""
    return _name_key(name) if len(name) <= MAX_NAME_CHARACTERS else ""


@lru_cache(maxsize=4096)
def _name_key(name: str) -> str:
    return _APART.sub("", name).lower().translate(_ALEF)


_PLACES = {name_key(alias): (field, rank) for field, aliases in ALIASES.items() for rank, alias in enumerate(aliases)}

FIELDS = {key: field for key, (field, _) in _PLACES.items()}
"""Key of a name → the field that it means."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a record's names mean: of each that we know its field, and of each field its names, the first to win."""

    fields: Mapping[str, str]
    ranked: Mapping[str, tuple[str, ...]]


def names_of(record: Iterable[str]) -> Names:
    """Return what the names of a record mean, which are mostly those of the record before it."""
    names = tuple(record)
    return _names(names) if sum(map(len, names)) <= MAX_NAMES_CHARACTERS else _names.__wrapped__(names)


@lru_cache(maxsize=1024)
def _names(names: tuple[str, ...]) -> Names:
    places = {name: _PLACES[key] for name in names if (key := name_key(name)) in _PLACES}
    ranked: dict[str, tuple[str, ...]] = {}
    for name in sorted(places, key=lambda name: places[name][1]):
        field = places[name][0]
        ranked[field] = (*ranked.get(field, ()), name)
    return Names({name: field for name, (field, _) in places.items()}, ranked)
