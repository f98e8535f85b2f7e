"""Which part of a scraped page's text is the article?

A scraped page begins with a few short lines (site, section, headline, dates, byline, photo caption, buttons), goes on
with the body, and ends with tags, other articles' headlines, readers' comments and a copyright line. Nothing marks
which is which: `lines.py` says what a line is by itself, and `head.py` and `body.py` go by where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.article import lead, storable
from documents.calendar.dates import find_date, is_date_line
from documents.scraped.body import read_body
from documents.scraped.dates import read_dates
from documents.scraped.folders import NOWHERE, Place
from documents.scraped.head import read_head
from documents.scraped.lines import is_furniture, is_known, is_number, is_paragraph, is_when, may_head
from documents.scraped.names import SHORT_LINE, caption_words, is_caption
from documents.scraped.words import is_section, key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

HEADER_LINES = 12
"""At most this many lines can stand before the body; buttons and sections are not counted."""

MENU_LINES = 120
"""So many lines from the top of a page can be its menus."""

DATE_BELOW = 3
"""A date stands at most so many lines below the first paragraph, where that is a summary above the date."""

MAX_PARTS = 6
"""A line with a date has at most so many parts: «محمد الراجي - 22 أكتوبر 2025 | هسبريس | 3 تعليقات»."""

MIN_CAPTION_TITLE, MAX_CAPTION_TITLE = 4, 25
"""Words a caption must have to stand in for a headline: fewer name a person, more tell a story."""

_SPACES = re.compile(r"\s+")
_UPDATE = re.compile(r"\W*(?=\b(?:آخر|اخر) (?:تحديث|تعديل))")
_EDGES = " |•·"
_BETWEEN = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+|\s+")


@dataclass(frozen=True, slots=True)
class Scraped:
    """What was read from a page's text; ``dropped`` are the lines left out, ``remarks`` the doubts about its dates."""

    title: str
    body: str
    published: date | None
    crawled: date | None
    source: str
    section: str
    author: str
    caption: str
    url: str
    tags: tuple[str, ...]
    dropped: tuple[str, ...]
    remarks: tuple[str, ...]


def read_scraped(text: str, place: Place = NOWHERE) -> Scraped:
    """Take a scraped page's text apart; ``place`` is what the file's folders say (`folders.place_of`)."""
    lines = [line for written in storable(text).splitlines() if (line := _tidy(written))]
    top, start = _bounds(lines)
    head = read_head([part for line in lines[top:start] for part in _parts(line)], place)
    body = read_body([*head.below, *lines[start:]])
    dates = read_dates(head.when, head.url)
    paragraphs = "\n\n".join(body.paragraphs)
    return Scraped(
        title=head.title or _caption_title(head.caption) or lead(paragraphs),
        body=paragraphs,
        published=dates.published,
        crawled=dates.crawled,
        source=head.source or body.credit,
        section=head.section,
        author=head.author or body.author or (body.credit if head.source else ""),
        caption=head.caption,
        url=head.url,
        tags=body.tags,
        dropped=(*lines[:top], *head.dropped, *body.dropped),
        remarks=dates.remarks,
    )


def _tidy(line: str) -> str:
    return _SPACES.sub(" ", line.replace("\ufeff", "")).strip()


def _bounds(lines: list[str]) -> tuple[int, int]:
    """Return where the lines that tell of the article begin, and where the body does: at the first paragraph.

    More than `HEADER_LINES` above it are a page's menus if none of the first says when, and one shortly above it does.
    """
    counts = Counter(key(line) for line in lines[:MENU_LINES] if may_head(line))
    shown: list[int] = []
    for number, line in enumerate(lines[:MENU_LINES]):
        if is_paragraph(line) and counts[key(line)] < 2 and not is_when(line) and not is_caption(line):
            if len(shown) <= HEADER_LINES:
                return 0, _date_below(lines, number)
            near = shown[-HEADER_LINES:]
            if any(map(is_when, lines[near[0] : number])):
                return near[0], number
        if not (is_furniture(line) or is_number(line) or is_section(line)):
            shown.append(number)
        if len(shown) == HEADER_LINES + 1 and any(is_when(lines[n]) for n in shown):
            break
    return 0, _without_paragraph(lines)


def _date_below(lines: list[str], start: int) -> int:
    """Return the line after the page's date, if that stands below a summary and above another paragraph."""
    if any(is_when(line) for line in lines[:start]):
        return start
    near = range(start + 1, min(start + 1 + DATE_BELOW, len(lines)))
    number = next((n for n in near if is_when(lines[n])), None)
    if number is None or not any(is_paragraph(line) for line in lines[number + 1 :]):
        return start
    return number + 1


def _without_paragraph(lines: list[str]) -> int:
    """Return where short lines become the body: behind a headline that stands twice, or the source below a date."""
    shown = [n for n, line in enumerate(lines) if not is_furniture(line)]
    keys = [key(lines[n]) for n in shown[:HEADER_LINES]]
    twice = [at for at, words in enumerate(keys) if keys.index(words) < at and words.count("_") >= 2]
    dates = [at for at, n in enumerate(shown[:HEADER_LINES]) if is_when(lines[n])]
    if twice:
        at = max((*twice, *dates)) + 1
    elif dates:
        at = max(dates[-1] + 1, min(dates[-1] + 2, len(shown) - 1))
    else:
        at = 1 if len(shown) > 1 else 0
    return shown[at] if at < len(shown) else len(lines)


def _parts(line: str) -> Iterator[str]:
    """Yield a line, or what stands in it: «22 أكتوبر 2025 | هسبريس» is a date and a site."""
    yield from (_split(line.strip(_EDGES), MAX_PARTS) if len(line) < SHORT_LINE else []) or [line]


def _split(line: str, parts: int) -> list[str]:
    """Return the date in a line and what else stands in it, if all of that is of a known kind; else nothing."""
    if is_date_line(line):
        return [line]
    if parts == 1 or find_date(line) is None:
        return []
    gaps = sorted(_BETWEEN.finditer(line), key=lambda gap: (not gap[0].strip(), -gap.start()))  # a sign before a space
    for gap in (*_UPDATE.finditer(line), *gaps):
        left, right = line[: gap.start()], line[gap.end() :]
        if _is_known(right) and (first := _split(left, parts - 1)):
            return [*first, right]
        if _is_known(left) and (gap[0].strip() or not is_section(left)) and (second := _split(right, parts - 1)):
            return [left, *second]
    return []


def _is_known(part: str) -> bool:
    return bool(part) and (is_number(part) or is_known(part) or is_date_line(part))


def _caption_title(caption: str) -> str:
    """Return a caption without its date and credit, when what remains could stand as a headline."""
    words = caption_words(caption)
    return " ".join(words) if MIN_CAPTION_TITLE <= len(words) <= MAX_CAPTION_TITLE else ""
