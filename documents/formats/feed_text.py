"""What of an item's markup is the article's own text?

Not the line that blogs put under it («The post … appeared first on …»), the invitation to read on, and captions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from documents.formats.markup import characters, plain_text

_ESCAPED_TAG = re.compile(
    r"&(?:amp;)?(?:lt|#60|#x3c);/?(?:a|p|br|div|span|b|i|u|strong|em|h[1-6]|img|[uo]l|li|figure|iframe)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"<figcaption\b[^>]*>(?P<figure>.*?)</figcaption\s*>|<p\b[^>]*\bwp-caption-text\b[^>]*>(?P<blog>.*?)</p\s*>",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = "(?:هذه |هذا )?(?:ال)?(?:مقالة|مقال|تدوينة|موضوع|خبر|منشور|مشاركة|تقرير)"
_SHOWN = "(?:ظهرت?|نُ?شرت?)"
_FIRST_ON = re.compile(
    r"^(?:the post\b.{0,400}\b(?:appeared first|first appeared) on\b"
    rf"|{_SHOWN}\s+{_PIECE}\b.{{0,400}}\b(?:[أا]ول|لأول)\w*"
    rf"|{_PIECE}\b.{{0,400}}\b{_SHOWN}\s+(?:[أا]ول|لأول)\w*"
    r"|نوشته\b.{0,400}\bاولین بار در\b"
    r"|(?:l['’]article|cet article)\b.{0,400}\best apparu en premier sur\b).{0,200}$",
    re.IGNORECASE | re.DOTALL,
)
"""«ظهرت المقالة … أولاً على …»: what WordPress writes under each item, in the languages of Arab newsrooms."""

_DOTS = r"(?P<cut>\s*\[?(?:…|\.{3})\]?)"
_END = r"[\s.:»›>…→←\]]*$"
_READ_ON = re.compile(
    rf"{_DOTS}?\s*\b(?:[اإ]قر[أا] المزيد|قراءة المزيد|[أا]كمل القراءة|(?:متابعة|تابع|واصل) القراءة|read more"
    rf"|continue reading|read the full (?:article|story)|lire la suite|ادامه مطلب){_END}",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(?:^|{_DOTS})\s*(?:المزيد|للمزيد|التفاصيل|more){_END}", re.IGNORECASE)
"""Words that end sentences, too, and count only behind dots or on a line of their own."""

_CUT = re.compile(r"\s*\[(?:…|\.{3})\]\s*$")

TIMES_ESCAPED = 3
"""Markup has been seen escaped twice; a third time is to be on the safe side."""


class ItemText(NamedTuple):
    """The text, the caption of its first picture, and what was left out."""

    text: str
    caption: str
    dropped: tuple[str, ...]


def item_text(markup: str) -> ItemText:
    """Return an item's text from its markup, which may be escaped once more than it should be."""
    for _ in range(TIMES_ESCAPED):
        if not _ESCAPED_TAG.search(markup):
            break
        markup = characters(markup)
    caption = _CAPTION.search(markup)
    paragraphs = plain_text(_CAPTION.sub("", markup)).split("\n\n")
    dropped: list[str] = []
    while paragraphs and _FIRST_ON.match(paragraphs[-1]):
        dropped.append(paragraphs.pop())
    if paragraphs and (tail := _READ_ON.search(paragraphs[-1]) or _MORE.search(paragraphs[-1])):
        dropped.append(tail[0].strip())
        paragraphs[-1] = paragraphs[-1][: tail.start()] + ("…" if tail["cut"] else "")
    text = _CUT.sub("…", "\n\n".join(paragraphs).strip())
    return ItemText(
        text, plain_text(caption["figure"] or caption["blog"]) if caption else "", tuple(filter(None, dropped))
    )


def headline_text(markup: str) -> str:
    """Return an item's title on one line, without markup."""
    return " ".join(item_text(markup).text.split())
