"""Which spellings are one word? Folds a word for matching; readers always see the author's own letters."""

from __future__ import annotations

import re
import unicodedata

from index.arabic import letters as ar

_COMPATIBILITY = re.compile(
    "[\u00aa\u00b2\u00b3\u00b9\u00ba\u2070-\u209f\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef\u0653-\u0655]"
)

_FOLD = str.maketrans(
    {
        **dict.fromkeys((*ar.HARAKAT, *ar.QURANIC_MARKS, ar.TATWEEL, *ar.INVISIBLE)),
        **dict.fromkeys((ar.ALEF_HAMZA_ABOVE, ar.ALEF_HAMZA_BELOW, ar.ALEF_MADDA, ar.ALEF_WASLA), ar.ALEF),
        **dict.fromkeys((ar.WAW_HAMZA, ar.YEH_HAMZA), ar.HAMZA),
        **dict.fromkeys((ar.ALEF_MAKSURA, ar.FARSI_YEH), ar.YEH),
        **dict.fromkeys((ar.TEH_MARBUTA, ar.TEH_MARBUTA_GOAL, ar.HEH_GOAL), ar.HEH),
        ar.KEHEH: ar.KAF,
        **dict(zip(ar.ARABIC_DIGITS + ar.EXTENDED_DIGITS, "0123456789" * 2, strict=True)),
    }
)


def fold(word: str) -> str:
    """Return the spelling under which a word is matched; folding twice changes nothing.

    In this order: presentation forms become plain letters, and a letter with a hamza or madda sign behind it the one
    letter that they are (NFKC); marks, tatweel and invisible characters go;
    أ إ آ ٱ become ا, the seats ؤ ئ become ء, ى ی become ي, ة becomes ه, Persian and Urdu ک ہ become ك ه;
    digits become 0–9; Latin letters become lower case.

    >>> fold("مُـــدَرِّسَةٌ") == fold("مدرسه")
    True
    """
    if _COMPATIBILITY.search(word):
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_FOLD).lower().translate(_FOLD)


def fold_label(text: str) -> str:
    """Return the form under which a source, a section or an author is compared: folded, with single spaces."""
    return " ".join(fold(text).split())
