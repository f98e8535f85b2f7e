"""Which written words are one word of the dictionary, as far as its ends tell?

A light stemmer in the manner of Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval"
(2007): it takes off the article with what is attached before it, and one common ending. It never looks inside a word.
"""

from __future__ import annotations

import re

from index.arabic.normalize import fold

PREFIXES = ("وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال")
"""The article and what is written together with it; the longest that fits is taken."""

SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
"""One ending, tried in this order; ة stands here as the ه it was folded to."""

MIN_STEM = 3
"""Letters that must remain: two letters are hardly ever a word of news."""

MIN_AFTER_WAW = 4
"""Letters that must remain after و (and): وزير (minister) is not و + زير."""

_WAW_IS_A_LETTER = tuple(
    fold(opening)
    for opening in """
    واجب واجه واحد وادي وارد واسط واسع واشنط واضح واقع والد وباء وثائق وثيق وجبه وجبات وجه وجود وحد وديع ورش ورق وزار
    وزر وزير وزن وساط وسائل وسط وسيل وصول وصف وضع وطن وظائف وظيف وعد وعي وفاه وفاق وفد وفود وقت وقع وقف وقود وقائع وقاي
    وكال وكيل وكلاء ولاده ولاي ولي وليد وهم ونش
    """.split()
)
"""Openings of common words whose own first letter is و: without them وزارة would lose a letter that الوزارة keeps."""

_NAMES = frozenset("لبنان سودان ايران رمضان سليمان عثمان مروان عدنان".split())
"""Names whose last letters are no ending: لبنان (Lebanon) is not لبن (milk)."""

_NO_ARTICLE = re.compile("[وفبلك]{0,2}((?:الله|اللهم)$|(?:الباني|الماني|الاسكا|الكترون).*)")
"""Words that begin with ال without having an article, and up to two particles before (ولألمانيا, and to Germany)."""


def stem(word: str) -> str:
    """Return the stem of a folded word.

    >>> stem("والمدرسون"), stem("وزير"), stem("المانيا")
    ('مدرس', 'وزير', 'المانيا')
    """
    return _strip_suffix(_strip_prefix(word))


def _strip_prefix(word: str) -> str:
    if match := _NO_ARTICLE.match(word):
        return match[1]
    waw_is_and = word[:1] == "و" and len(word) > MIN_AFTER_WAW and not word.startswith(_WAW_IS_A_LETTER)
    bare = word[1:] if waw_is_and else word
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_STEM:
            return word[len(prefix) :]
    return bare


def _strip_suffix(word: str) -> str:
    if word in _NAMES:
        return word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            return word[: -len(suffix)]
    return word
