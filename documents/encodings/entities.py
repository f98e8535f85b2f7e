"""Which characters did somebody write as numbers of HTML, ``&#1576;`` or ``&#x628;``, in a text that is not HTML?

The & of a number may have been escaped again, and again: ``&amp;#1576;``.
"""

from __future__ import annotations

import re
from html import unescape

_NUMBER = re.compile(r"&(?:amp;)*#(?:\d{3,7}(?!\d)|[xX][0-9a-fA-F]{2,6}(?![0-9a-fA-F]));?")


def entities(text: str) -> tuple[str, int]:
    """Return the text with the numbers of characters beyond ASCII as these characters, and how many there were.

    Those of ASCII stay: a quotation mark more would end a text in JSON or CSV. As in HTML, 128 to 159 mean
    Windows-1252.
    """
    made = 0

    def character(match: re.Match[str]) -> str:
        nonlocal made
        found = unescape("&#" + match[0].rpartition("#")[2])
        if found.isascii():
            return match[0]
        made += 1
        return found

    return _NUMBER.sub(character, text), made
