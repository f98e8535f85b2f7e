"""What does a fragment of HTML say, without its markup?"""

from __future__ import annotations

import re
from html import unescape

_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|figure|tr)\s*>|<br\s*/?>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[ \t\xa0]*\n\s*")
_SPACES = re.compile(r"[ \t\xa0]+")
# Beyond the last character there is; Python's unescape fails at a number of more than 4,300 digits.
_NO_CHARACTER = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")

_HAS_MARKUP = re.compile(r"</(?:p|div|li|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Tell whether a text has paragraphs of HTML in it; a < or a tag in a sentence may be what its author wrote."""
    return bool(_HAS_MARKUP.search(text))


def plain_text(markup: str) -> str:
    """Return a fragment of HTML as text: blocks become paragraphs, tags go, entities become characters."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", _SILENT.sub("", markup)))
    lines = _BLANK.sub("\n", characters(text)).split("\n")
    return "\n\n".join(tidy for line in lines if (tidy := _SPACES.sub(" ", line).strip()))


def characters(markup: str) -> str:
    """Return the text with its entities as characters; the number of no character becomes U+FFFD."""
    return unescape(_NO_CHARACTER.sub("\ufffd", markup))
