"""How does the page tell what was repaired in an article, and show what came in?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext
from markupsafe import escape

from documents.article import PAGE
from documents.encodings.encoding import MIXED
from documents.repair import forms, glued, invisible, lookalikes, marks, tatweel, visual
from documents.repair.doctor import ENTITIES, MOJIBAKE
from web.language import either
from web.reading import breakable

if TYPE_CHECKING:
    from markupsafe import Markup

    from documents.article import Article

FAULT_NAMES = {
    ENTITIES: lazy_gettext("حروف كُتبت بأرقامها"),
    MIXED: lazy_gettext("ترميزان في ملف واحد"),
    MOJIBAKE: lazy_gettext("حروف قُرئت بترميز خاطئ"),
    invisible.KIND: lazy_gettext("رموز لا تُرى"),
    visual.KIND: lazy_gettext("أسطر معكوسة"),
    forms.KIND: lazy_gettext("أشكال حروف بدل الحروف"),
    marks.HAMZA: lazy_gettext("همزات منفصلة عن حروفها"),
    marks.ORDER: lazy_gettext("ترتيب الحركات"),
    lookalikes.KIND: lazy_gettext("حروف فارسية أو أردية في كلمات عربية"),
    tatweel.KIND: lazy_gettext("تطويل زائد"),
    glued.KIND: lazy_gettext("جمل ملتصقة"),
}
"""What was wrong with a text."""

FIELD_NAMES = {
    "title": lazy_gettext("العنوان"),
    "body": lazy_gettext("النص"),
    "caption": lazy_gettext("تعليق الصورة"),
    "source": lazy_gettext("المصدر"),
    "section": lazy_gettext("القسم"),
    "author": lazy_gettext("الكاتب"),
    "tags": lazy_gettext("الوسوم"),
    "file": lazy_gettext("الملف كله"),
    PAGE: lazy_gettext("نص الصفحة كله"),
}
"""What can be repaired."""


@dataclass(frozen=True, slots=True)
class Before:
    """A field's name, and the lines of its text before it was repaired, escaped."""

    name: str
    lines: tuple[Markup, ...]


def faults(article: Article) -> str:
    """Return what was wrong with an article's texts, each once, in words; nothing for one that was not repaired."""
    kinds = dict.fromkeys(repair.kind for repair in article.repairs)
    return either("، ", ", ").join(str(FAULT_NAMES.get(kind, kind)) for kind in kinds)


def before(article: Article) -> list[Before]:
    """Return the texts of an article that were repaired, as they came in."""
    return [
        Before(str(FIELD_NAMES.get(name, name)), tuple(breakable(escape(line)) for line in text.split("\n") if line))
        for name, text in article.original
    ]
