"""Is this text a headline with an article below it, and what are its title and body?

The first line is the title, a blank line follows, and everything else is the body, in one long line or in many. No line
of the body is left out: a text that was kept like this has no share buttons. A last line that names a source
(«المصدر: وكالات») stays in the body, and is read, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.article import storable
from documents.scraped.lines import is_headline, is_paragraph
from documents.scraped.names import byline, credit, signature
from documents.scraped.page import read_scraped
from documents.scraped.words import key

MIN_TITLE_WORDS = 3
"""Fewer words could be a name."""

MAX_TITLE_WORDS = 30
"""The longest headlines of the press have about 20 words; a paragraph seldom has fewer than 30."""

_SENTENCE_END = re.compile(r"(?<!\.)[.:،؛]\W*$")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Titled:
    """What was read; ``credit`` is the source that the text's last line names, or empty."""

    title: str
    body: str
    credit: str


def is_titled(text: str) -> bool:
    """Tell a title, a blank line and text from a scraped page, which has other lines, or only text."""
    lines = storable(text).replace("\ufeff", "").lstrip().splitlines()
    if len(lines) < 2 or lines[1].strip() or not _reads_like_a_title(lines[0].strip()):
        return False
    page = read_scraped(text)
    # Dots and stars part the pieces of any text, and any text may end with its source and author.
    dropped = [line for line in page.dropped if key(line) and not (credit(line) or signature(line))]
    return not any((dropped, page.published, page.caption, page.section, page.url, page.tags))


def read_titled(text: str) -> Titled:
    """Take the text apart; if there is nothing but a title, the body is empty."""
    written = storable(text).replace("\ufeff", "").replace("\r\n", "\n").strip()
    first, _, rest = written.partition("\n")
    body = "\n\n".join(tidy for part in _BLANK.split(rest) if (tidy := _tidy(part)))
    last = body.rpartition("\n")[2]
    return Titled(" ".join(first.split()), body, credit(last) if last != body else "")


def _reads_like_a_title(line: str) -> bool:
    if len(line.split()) > MAX_TITLE_WORDS or _SENTENCE_END.search(line) or byline(line) or is_paragraph(line):
        return False
    return is_headline(line, MIN_TITLE_WORDS)


def _tidy(part: str) -> str:
    return "\n".join(tidy for line in part.split("\n") if (tidy := _SPACES.sub(" ", line).strip()))
