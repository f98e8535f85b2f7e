"""In which Arabic code page do these bytes give Arabic?

Four pages hold Arabic letters at different bytes: Windows-1256, ISO-8859-6, MacArabic and CP720 (the page of Arabic
DOS, "DOS-720"). Read through a wrong one, Arabic becomes other Arabic letters, Latin ones and signs; so the judge asks
how probable the letters are, not only whether they are Arabic. It knows no UTF-8: ask `documents.encoding`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

PAGES = {"windows-1256": "cp1256", "iso-8859-6": "iso8859-6", "x-mac-arabic": "mac-arabic", "dos-720": "cp720"}
"""Name of a page → Python's codec. Of equal ones the first wins: MacArabic has every letter where ISO-8859-6 has it."""

LEAST_FIT = -6.5
"""Bits a character. News has −3.5 to −4.5 in its own page, also in a hundred characters, and −6.9 or less in every
other (figures in docs/decisions.md); Russian, Greek, Hebrew and French text stay below −7 in all four."""

SAMPLE_BYTES = 65_536
"""So much decides; more changes nothing."""

# In thousandths of the letters of 4,100 newspaper articles (4.7 million letters).
_PER_MILLE = {
    "ا": 153,
    "ل": 118,
    "ي": 75,
    "م": 66,
    "و": 53,
    "ن": 50,
    "ت": 46,
    "ر": 46,
    "ب": 35,
    "ع": 34,
    "ة": 34,
    "د": 31,
    "ف": 25,
    "ه": 24,
    "س": 24,
    "ق": 22,
    "أ": 19,
    "ح": 18,
    "ك": 18,
    "ج": 14,
    "ش": 10,
    "ط": 10,
    "ص": 9,
    "خ": 8,
    "إ": 8,
    "ى": 8,
    "ض": 6.5,
    "ز": 6.5,
    "ذ": 6,
    "ث": 5.5,
    "ئ": 4,
    "غ": 3.5,
    "ء": 3.5,
    "ظ": 2.4,
    "ؤ": 1.3,
    "آ": 1,
    **dict.fromkeys("ًٌٍَُِّْـپچژگکیے", 0.5),
    **dict.fromkeys("،؛؟«»“”‘’–—…•٪٠١٢٣٤٥٦٧٨٩\u200c\u200d\u200e\u200f", 5),
}
_BITS = {ord(character): math.log2(share / 1000) for character, share in _PER_MILLE.items()}
_NEUTRAL = frozenset([0x1A, 0xA0, 0xAD])  # they stand in every kind of text
_LATIN_BITS, _SIGN_BITS, _NOTHING_BITS = -10.0, -14.0, -16.0
_FREQUENT = re.compile(r"(?<![\w])(?:في|من|على|إلى|أن|التي|الذي|عن|مع|هذا|هذه|كان|قال|و?ال(?=\w{3}))")
_NEVER = re.compile(r"[ةى](?=[\u0621-\u064a])|[A-Za-z](?=[\u0621-\u064a])|[\u0621-\u064a](?=[a-z])|(?<!\w)[ةىؤئ]")
_MARKUP = re.compile(rb"<[^<>]*>")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes read through one page; ``fit`` in bits a character outside ASCII, the higher the more like Arabic news."""

    page: str
    fit: float
    arabic: int
    letters: int

    @property
    def is_arabic(self) -> bool:
        """Whether this is Arabic at all."""
        return self.fit >= LEAST_FIT


def readings(data: bytes) -> list[Reading]:
    """Return the bytes' readings through every page, the best first; markup is not looked at."""
    sample = _MARKUP.sub(b" ", sample_of(data))
    found = [_reading(sample, page) for page in PAGES]
    best = sorted(found, key=lambda reading: -reading.fit)  # a stable sort: ISO-8859-6 before MacArabic
    if best[0].page == "iso-8859-6" and sample.count(b"\xa0") > sample.count(b" "):
        best.sort(key=lambda reading: reading.page != "x-mac-arabic")  # whose second space, right to left, is A0
    return best


def sample_of(data: bytes) -> bytes:
    """Return at most `SAMPLE_BYTES`, which begin shortly before the first byte beyond ASCII."""
    if len(data) <= SAMPLE_BYTES:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    start = max(first.start() - 100, 0) if first else 0
    return data[start : start + SAMPLE_BYTES]


def character_bits(character: str) -> float:
    """Return how probable a character beyond ASCII is in Arabic news, in bits (negative)."""
    code = ord(character)
    if code in _BITS:
        return _BITS[code]
    if code == 0xFFFD:
        return _NOTHING_BITS
    return _LATIN_BITS if character.isalpha() else _SIGN_BITS


def _reading(sample: bytes, page: str) -> Reading:
    text = sample.decode(PAGES[page], "replace")
    counted = Counter(text)
    beyond = {c: n for c, n in counted.items() if c >= "\x80" and ord(c) not in _NEUTRAL}
    size = sum(beyond.values())
    bits = sum(character_bits(c) * n for c, n in beyond.items())
    bits += 6 * len(_FREQUENT.findall(text)) - 12 * len(_NEVER.findall(text))
    fit = bits / size if size else -math.inf
    return Reading(page, fit, len(_ARABIC.findall(text)), len(_LETTER.findall(text)))
