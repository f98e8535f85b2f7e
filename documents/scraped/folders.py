"""What do the folders of a file say about its article?

People keep articles as ``site/section/1.txt``: the innermost folder is the section and the one around it the source. A
folder counts only if its name is one of a section or of a site, and not one that people give to heaps of files.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from documents.article import storable
from documents.scraped.words import is_outlet, is_section, key

_HEAPS = frozenset(
    key(name)
    for name in """
    نصوص نص ملفات ملف مستندات وثائق بيانات تنزيلات التنزيلات سطح_المكتب صفحات صفحة أرشيف الأرشيف تجربة مجلد مجلد_جديد
    مقالات أخبار_محفوظة articles article data dataset datasets tmp temp files file pages page text texts txt corpus
    corpora news raw output out input inbox incoming downloads download desktop documents docs samples sample scraped
    scraped-text titled-text titled crawl crawled export exports import archive archives backup test tests train dev var
    home html
    json formats shared work src new old misc all
    """.split()
)
_ARABIC = re.compile("[ء-ي]{2}")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


class Place(NamedTuple):
    """The source and the section that a file's folders name; an unknown one is the empty string."""

    source: str = ""
    section: str = ""


NOWHERE = Place()
"""The folders say nothing."""


def place_of(folders: tuple[str, ...]) -> Place:
    """Return what the folders say, whose names are given the outermost first.

    ``هسبريس/رياضة`` and ``Medi1TV/اخبار/إفريقيا`` have both; of several sections the innermost is the article's. A byte
    of a name that is no text becomes U+FFFD.
    """
    names = [" ".join(storable(name).replace("_", " ").split()) for name in folders]
    inside = len(names)
    while inside and _says_section(names[inside - 1], innermost=inside == len(names)):
        inside -= 1
    outer = names[inside - 1] if inside else ""
    section = names[-1] if inside < len(names) else ""
    if not section and outer:
        return Place(outer if _HOST.fullmatch(outer) or is_outlet(outer) else "")
    if not outer and len(names) > 1 and not is_section(names[0]):  # هسبريس/رياضة: both are Arabic
        return Place(names[0], section)
    return Place("" if _is_heap(outer) else outer, section)


def _says_section(name: str, *, innermost: bool) -> bool:
    if is_section(name):
        return True
    return innermost and not _is_heap(name) and not is_outlet(name) and bool(_ARABIC.search(name))


def _is_heap(name: str) -> bool:
    """Tell names such as «data», «page1», «2025-10» and «x»."""
    return len(bare := key(_DIGITS.sub("", name))) < 2 or bare in _HEAPS
