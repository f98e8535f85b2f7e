"""In which Arabic code page do these bytes give Arabic?

Four pages hold Arabic letters at different bytes: Windows-1256, ISO-8859-6, MacArabic and CP720 (the page of Arabic
DOS, "DOS-720"). Read through a wrong one, Arabic becomes other Arabic letters, Latin ones and signs; so the judge asks
how probable the letters are, not only whether they are Arabic. It knows no UTF-8: ask `documents.encodings.encoding`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

PAGES = {"windows-1256": "cp1256", "iso-8859-6": "iso8859-6", "x-mac-arabic": "mac-arabic", "dos-720": "cp720"}
"""Name of a page → Python's codec. Of equal ones the first wins: MacArabic has every letter where ISO-8859-6 has it."""

LEAST_FIT = -6.2
"""Bits a character. A hundred characters of news have -3 to -6 in their own page; Russian, Greek, Hebrew, Chinese and
French text stay below -6.5 in all four (figures in docs/decisions.md)."""

SAMPLE_BYTES = 65_536
"""So much decides; more changes nothing."""

# In thousandths of the letters of 4,100 newspaper articles (4.7 million letters); signs by the same measure, roughly.
_PER_MILLE = {
    **dict(zip("اليمونترب", (153, 118, 75, 66, 53, 50, 46, 46, 35), strict=True)),
    **dict(zip("عةدفهسقأحكجشطصخإى", (34, 34, 31, 25, 24, 24, 22, 19, 18, 18, 14, 10, 10, 9, 8, 8, 8), strict=True)),
    **dict(zip("ضزذثئغءظؤآ", (6.5, 6.5, 6, 5.5, 4, 3.5, 3.5, 2.4, 1.3, 1), strict=True)),
    **dict.fromkeys("ـپچژگکیے", 0.5),
    **dict.fromkeys("ًٌٍَُِّْ", 6),  # ten times what they are on the average: they come in verses and all at once
    **dict.fromkeys("،؛؟«»“”‘’–—…•٪٠١٢٣٤٥٦٧٨٩\u200c\u200d\u200e\u200f", 5),
}
_BITS = {ord(character): math.log2(share / 1000) for character, share in _PER_MILLE.items()}
_BITS |= dict.fromkeys([0x20, 0xA0, 0xAD], -4.0)  # hard spaces and soft hyphens tell nothing: as much as a letter
_ASCII_BITS = -8.0
_LATIN_BITS, _SIGN_BITS, _NOTHING_BITS, _STRANGE_BITS = -10.0, -14.0, -16.0, -20.0
_AFTER_LATIN = 0x250
_COMMON_PAGE_BITS = 6.0  # of a text of two words Windows-1256 is the likeliest page
_SPACE_SHARE = (
    0.1  # MacArabic's space from right to left is A0; as the hard space of ISO-8859-6 it would be too frequent
)
_SINGLE_A0 = re.compile(rb"(?<![ \xa0])\xa0(?![ \xa0])")
_FREQUENT = re.compile(r"(?<![\w])(?:في|من|على|إلى|أن|التي|الذي|عن|مع|هذا|هذه|كان|قال|و?ال(?=\w{3}))")
_NEVER = re.compile(
    r"[ةى](?=[\u0621-\u064a])|[A-Za-z](?=[\u0621-\u064a])|[\u0621-\u064a](?=[a-z])|(?<![\w\u064b-\u0652])[ةىؤئ]"
)
_MARKUP = re.compile(rb"<[^<>]*>")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes read through one page; ``fit`` in bits a character, the higher the more like Arabic news.

    ``beyond`` counts the characters beyond ASCII that were judged.
    """

    page: str
    fit: float
    beyond: int
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
    if best[0].page == "iso-8859-6" and len(_SINGLE_A0.findall(sample)) > _SPACE_SHARE * best[0].beyond:
        best.sort(key=lambda reading: reading.page != "x-mac-arabic")
    return best


def odds(found: list[Reading]) -> float:
    """Return how many bits the best reading is better than the best one that gives another text."""
    best, *others = found
    other = next(r for r in others if {best.page, r.page} != {"iso-8859-6", "x-mac-arabic"})
    return best.fit * best.beyond - other.fit * other.beyond


def sample_of(data: bytes) -> bytes:
    """Return at most `SAMPLE_BYTES`, which begin shortly before the first byte beyond ASCII."""
    if len(data) <= SAMPLE_BYTES:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    start = max(first.start() - 100, 0) if first else 0
    return data[start : start + SAMPLE_BYTES]


def character_bits(character: str) -> float:
    """Return how probable a character is in Arabic news, in bits (negative)."""
    code = ord(character)
    if code in _BITS:
        return _BITS[code]
    if code == 0xFFFD:
        return _NOTHING_BITS
    if not character.isalpha():
        return _ASCII_BITS if character.isascii() else _SIGN_BITS
    return _LATIN_BITS if code < _AFTER_LATIN else _STRANGE_BITS


@cache
def page_bits(page: str) -> tuple[float, ...]:
    """Return for each byte how probable its character is, in bits; signs of ASCII that MacArabic has twice, too."""
    characters = [bytes([byte]).decode(PAGES[page], "replace") for byte in range(256)]
    return tuple(character_bits(c) if byte >= 0x80 else 0.0 for byte, c in enumerate(characters))


def _reading(sample: bytes, page: str) -> Reading:
    text = sample.decode(PAGES[page], "replace")
    bits_of = page_bits(page)
    counted = {byte: count for byte, count in Counter(sample).items() if byte >= 0x80}
    size = sum(counted.values())
    bits = sum(bits_of[byte] * count for byte, count in counted.items())
    bits += _COMMON_PAGE_BITS if page == "windows-1256" else 0
    bits += 6 * len(_FREQUENT.findall(text)) - 12 * len(_NEVER.findall(text))
    fit = bits / size if size else -math.inf
    return Reading(page, fit, size, len(_ARABIC.findall(text)), len(_LETTER.findall(text)))
