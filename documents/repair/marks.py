"""Do the marks on letters stand as people write them?

A letter with its hamza or madda is one character (أ, not ا and U+0654); shadda stands before the vowel, as every
keyboard and most texts have it, although Unicode's canonical order has it behind; no mark stands twice, and none
apart from its letter. What the marks say is never changed, and quotations between ﴿ and ﴾ are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from documents.repair.fault import LETTER, Fault, fault

if TYPE_CHECKING:
    from collections.abc import Iterable

HAMZA = "decomposed_hamza"
ORDER = "mark_order"

_SEATED = {
    "\u0627\u0653": "آ",
    "\u0627\u0654": "أ",
    "\u0627\u0655": "إ",
    "\u0648\u0654": "ؤ",
    "\u064a\u0654": "ئ",
    "\u0649\u0654": "ئ",
}
_VOWEL = "\u064b-\u0650\u0652\u0656-\u0658\u0670"
_SHADDA = "\u0651"
_HAMZA = re.compile(f"([\u0627\u0648\u0649\u064a])([{_VOWEL}{_SHADDA}]{{0,5}})([\u0653-\u0655])")
_ABOVE_OR_BELOW = re.compile("[\u0653-\u0655]")
_QURAN = re.compile("[\u0671\u06d6-\u06ed]")
"""Alef wasla and the signs of recitation: in such a word a madda lengthens, and makes no آ."""
_LATIN = re.compile("[A-Za-z][\u0300-\u036f]+")

_QUOTED = re.compile("([\ufd3e\ufd3f][^\ufd3e\ufd3f]*[\ufd3e\ufd3f])")

_LATE_SHADDA = re.compile(f"([{_VOWEL}]{{1,4}}){_SHADDA}")
_DOUBLE = re.compile(f"([{_VOWEL}{_SHADDA}])\\1+")
# What is rarest comes first in these two, and what stands before it is looked back for: that is three times as fast.
_APART = re.compile(f" (?<=[{LETTER}] )([\u064b-\u0652]+)(?=[\\s.،؛:!؟]|$)")
SUSPECT = re.compile(f"[{_VOWEL}{_SHADDA}](?:(?<=[{_VOWEL} ].)|(?<={_SHADDA}{_SHADDA}))")


def compose(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Make a letter and the hamza or madda behind it one letter.

    >>> compose("ا\u0654حمد")[0]
    'أحمد'
    """
    if not _ABOVE_OR_BELOW.search(text):
        return text, ()
    count = 0

    def seated(match: re.Match[str]) -> str:
        nonlocal count
        letter = _SEATED.get(match[1] + match[3])
        if letter is None or (match[3] == "\u0653" and _QURAN.search(_word(text, match))):
            return match[0]
        count += 1
        return letter + match[2]

    made = _HAMZA.sub(seated, text)
    if not count:
        return text, ()
    made = _LATIN.sub(lambda m: unicodedata.normalize("NFC", m[0]), made)  # the same program took é apart
    return made, (fault(HAMZA, count, text, made),)


def _word(text: str, match: re.Match[str]) -> str:
    start, end = text.rfind(" ", 0, match.start()) + 1, text.find(" ", match.end())
    return text[start : end if end >= 0 else len(text)]


def order(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Put marks in their order, once each, and on their letters.

    >>> order("محمد\u064e\u0651")[0] == "محمد\u0651\u064e"
    True
    """
    if not SUSPECT.search(text):
        return text, ()
    passages, count = _QUOTED.split(text), 0
    for number in range(0, len(passages), 2):  # between them stand the quotations
        passages[number], times = _in_order(passages[number])
        count += times
    made = "".join(passages)
    return made, ((fault(ORDER, count, text, made),) if count else ())


def _in_order(text: str) -> tuple[str, int]:
    count = 0
    for pattern, put in _RULES:
        text, times = pattern.subn(put, text)
        count += times
    return text, count


_RULES: Iterable[tuple[re.Pattern[str], str]] = (
    (_APART, r"\1"),
    (_LATE_SHADDA, _SHADDA + r"\1"),
    (_DOUBLE, r"\1"),
)
