"""Where does the article on a scraped page end, and which lines in it belong to the page alone?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.scraped.lines import (
    LONG_LINE,
    ends_article,
    hashtags,
    is_furniture,
    is_number,
    is_paragraph,
    is_promotion,
    is_teaser,
    is_when,
    leads_away,
    tags_of,
)
from documents.scraped.names import credit, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

TAG_WORDS = 5
"""A tag below «الوسوم» has at most this many words."""


@dataclass(frozen=True, slots=True)
class Body:
    """The article's paragraphs, the page's own lines among and below them, and tags.

    ``credit`` and ``author`` are whom it names as its source and author below the text.
    """

    paragraphs: tuple[str, ...]
    dropped: tuple[str, ...]
    tags: tuple[str, ...]
    credit: str
    author: str


def read_body(lines: Sequence[str]) -> Body:
    """Take the lines from the first paragraph on apart.

    Below «تعليقات الزوار» (readers' comments) nothing is the article's. Below «مواضيع ذات صلة» (related) it goes on
    with the next whole paragraph; below «الوسوم» (tags) with the next line that is longer than a tag.
    """
    kept: list[str] = []
    dropped: list[str] = []
    tags: list[str] = []
    below = ""
    for number, line in enumerate(lines):
        named = hashtags(line) or tags_of(line)
        if kept and ends_article(line):
            dropped += lines[number:]
            break
        if named is not None or (kept and leads_away(line)):
            below = "tags" if named == [] else "related" if named is None else ""
            dropped.append(line)
            tags += named or []
        elif is_furniture(line) or is_promotion(line) or (below == "related" and not _resumes(line)):
            dropped.append(line)
        elif below == "tags" and len(line.split()) <= TAG_WORDS:
            dropped.append(line)
            tags.append(line)
        else:
            below = ""
            kept.append(line)
    return _ended(kept, dropped, tags)


def _resumes(line: str) -> bool:
    return is_paragraph(line) and not (is_teaser(line) and len(line) < 2 * LONG_LINE)


def _ended(kept: list[str], dropped: list[str], tags: list[str]) -> Body:
    """Take counts, days, and the names of source and author from the end."""
    named = author = ""
    while len(kept) > 1:
        line = kept[-1]
        if not named and credit(line):
            named = credit(line)
        elif not author and signature(line):
            author = signature(line)
        elif not (is_number(line) or is_when(line)):
            break
        dropped.append(kept.pop())
    unique = tuple(dict.fromkeys(tag.lstrip("#") for tag in tags))
    return Body(tuple(kept), tuple(dropped), unique, named, author)
