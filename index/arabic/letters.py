"""Which characters does the analysis know? Named as Unicode names them; the Arabic ones come from PyArabic."""

from pyarabic.araby import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    HAMZA,
    HAMZA_ABOVE,
    HAMZA_BELOW,
    HEH,
    KAF,
    MADDA_ABOVE,
    MINI_ALEF,
    TASHKEEL,
    TATWEEL,
    TEH_MARBUTA,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
)

FARSI_YEH = "\u06cc"
KEHEH = "\u06a9"
HEH_GOAL = "\u06c1"
TEH_MARBUTA_GOAL = "\u06c3"

HARAKAT = (*TASHKEEL, MINI_ALEF, MADDA_ABOVE, HAMZA_ABOVE, HAMZA_BELOW)
"""Vowel and reading marks that stand on a letter; the three hamza and madda signs are the decomposed ones."""

QURANIC_MARKS = tuple(
    map(
        chr,
        (
            *range(0x0610, 0x061B),
            0x0656,
            0x0657,
            0x0658,
            *range(0x06D6, 0x06DD),
            *range(0x06DF, 0x06E5),
            0x06E7,
            0x06E8,
            *range(0x06EA, 0x06EE),
        ),
    )
)

INVISIBLE = tuple(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphen, joiners, byte order mark and bidi controls: they steer display and are no part of a word."""

ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
EXTENDED_DIGITS = "۰۱۲۳۴۵۶۷۸۹"

__all__ = [
    "ALEF",
    "ALEF_HAMZA_ABOVE",
    "ALEF_HAMZA_BELOW",
    "ALEF_MADDA",
    "ALEF_MAKSURA",
    "ALEF_WASLA",
    "ARABIC_DIGITS",
    "EXTENDED_DIGITS",
    "FARSI_YEH",
    "HAMZA",
    "HARAKAT",
    "HEH",
    "HEH_GOAL",
    "INVISIBLE",
    "KAF",
    "KEHEH",
    "QURANIC_MARKS",
    "TATWEEL",
    "TEH_MARBUTA",
    "TEH_MARBUTA_GOAL",
    "WAW_HAMZA",
    "YEH",
    "YEH_HAMZA",
]
