"""Under which key does a family of words stand? The consonants of a stem, as far as they sound apart.

Foreign names are written by ear: غ ج ق ك for one g, long vowels or none. Their spellings share a key, and so do many
words of one root; a shared key alone is evidence for ranking, never a match.
"""

from index.arabic import letters as ar

_LONG_VOWELS = dict.fromkeys(map(ord, (ar.ALEF, ar.WAW, ar.YEH)))
_ALIKE = str.maketrans("غقكطصثظضذ", "جججتسسزدد")

_SOUNDS = {**_LONG_VOWELS, **_ALIKE}

MIN_CONSONANTS = 2
"""A key of one consonant would bring strangers together: the word is then its own key."""


def key(stem: str) -> str:
    """Return the consonants of a stem by sound; the stem itself where hardly any are left.

    >>> key("هامبورغ") == key("هامبورج") == key("همبورك")
    True
    """
    if len(stem) > 3 and stem.endswith(ar.HEH):
        stem = stem[:-1]
    consonants = stem.translate(_SOUNDS)
    return consonants if len(consonants) >= MIN_CONSONANTS else stem
