"""Which characters does the analysis know? Named as Unicode names them; the Arabic ones come from PyArabic."""

from pyarabic.araby import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    BEH,
    FEH,
    HAMZA,
    HAMZA_ABOVE,
    HAMZA_BELOW,
    HEH,
    KAF,
    LAM,
    MADDA_ABOVE,
    MINI_ALEF,
    SEEN,
    TASHKEEL,
    TATWEEL,
    TEH,
    TEH_MARBUTA,
    WAW,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
)

FARSI_YEH = "\u06cc"
KEHEH = "\u06a9"
PEH = "\u067e"
TCHEH = "\u0686"
VEH = "\u06a4"
GAF = "\u06af"
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
DECIMAL_SEPARATORS = ".\u066b"
THOUSANDS_SEPARATORS = ",\u066c"
"""The Latin sign first, then the Arabic one."""

__all__ = [
    "ALEF",
    "ALEF_HAMZA_ABOVE",
    "ALEF_HAMZA_BELOW",
    "ALEF_MADDA",
    "ALEF_MAKSURA",
    "ALEF_WASLA",
    "ARABIC_DIGITS",
    "BEH",
    "DECIMAL_SEPARATORS",
    "EXTENDED_DIGITS",
    "FARSI_YEH",
    "FEH",
    "GAF",
    "HAMZA",
    "HARAKAT",
    "HEH",
    "HEH_GOAL",
    "INVISIBLE",
    "KAF",
    "KEHEH",
    "LAM",
    "PEH",
    "QURANIC_MARKS",
    "SEEN",
    "TATWEEL",
    "TCHEH",
    "TEH",
    "TEH_MARBUTA",
    "TEH_MARBUTA_GOAL",
    "THOUSANDS_SEPARATORS",
    "VEH",
    "WAW",
    "WAW_HAMZA",
    "YEH",
    "YEH_HAMZA",
]
