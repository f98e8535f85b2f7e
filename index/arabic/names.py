"""Which spellings are one foreign name, and under which keys do they stand? Each writer hears a name anew.

Two spellings are one name when their consonants sound alike in order, and what differs in all (`heard`) costs no more
than a name of so many consonants bears. Words of Arabic are no names (`foreign`): there another vowel makes another
word, as in ماجد and مجد (Majid, Majd).
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.arabic import letters as ar
from index.arabic.foreign import Foreign, foreign
from index.arabic.heard import MEMORY, consonants_cost, may_end_alike, shape, vowels_cost, weak_shape
from index.arabic.lexicon import lexicon
from index.arabic.sound import key
from index.arabic.stem import stem

MIN_LETTERS = 4
"""Shorter words are never joined: تنس (tennis), لكل (for every)."""

FEW = 3
"""Consonants up to which the first vowel tells names apart: باردو (Bardo), بوردو (Bordeaux)."""

LONG_ENOUGH = 5
"""Letters from which it need not stand in both, if both are surely names: مادورو, مدورو (Maduro)."""

_WEAK = 1.0
"""The cost of an ه that is not heard, or of a و that is a vowel in one spelling only."""

_BUDGET = (0.0, 0.0, 0.75, 1.5, 2.0, 3.0)
_UNSURE_BUDGET = (0.0, 0.0, 0.5, 1.0, 1.5, 2.0)
_CONSONANTS_BUDGET = (0.0, 0.0, 0.5, 0.75, 1.5, 3.0)
"""What may differ in all, by the number of consonants, the last for longer names; the same where one of the two may be
Arabic; and what the consonants may differ in."""

MAX_KEYS = 8
"""Each key is looked up in the index."""

_ALSO = {
    other: name
    for name, *others in map(
        str.split,
        (
            "امريكا امريكه",
            "اوغندا اوغنده اوجندا",
            "فلوريدا فلوريده",
            "ديفيد دافيد",
            "ميشيل ميشال",
            "يوفنتوس جوفنتوس",
            "موزارت موتسارت موزرت",
            "غورباتشوف غورباتشيف جورباتشوف جورباتشيف",
            "خروتشوف خروتشيف",
            "بوينس بوينوس",
            "مكسيكو مكزيكو",
            "اوسلو اسلو",
            "سكايب سكيب",
        ),
    )
    for other in others
}
"""Names that are written in more ways than the rules allow, each with the spelling that stands for it."""


def same_name(one: str, other: str) -> bool:
    """Tell whether two folded bases are spellings of one foreign name; which comes first does not matter.

    >>> same_name("نتنياهو", "نتانياهو"), same_name("تونس", "تنس")
    (True, False)
    """
    if one == other or _ALSO.get(one, one) == _ALSO.get(other, other):
        return True
    if len(one) < MIN_LETTERS or len(other) < MIN_LETTERS or not may_end_alike(one, other):
        return False
    if one.replace("غ", "ج") == other.replace("غ", "ج") and has_g(one) and has_g(other):
        return True
    kinds = foreign(one), foreign(other)
    if Foreign.NO in kinds or Foreign.YES not in kinds:
        return False
    return _are_alike(one, other, sure=Foreign.PERHAPS not in kinds) and _stem(one) != _stem(other)


_NUMBERS = ("ات", "ون", "ين")
"""Endings that make an Arabic word a plural: غرامات are fines, of غرامة."""


def has_g(base: str) -> bool:
    """Tell whether a folded base may be a name with a g, which is غ or ج: those alone hardly ever make words of Arabic.

    غارودي and جارودي (Garaudy) look like Arabic words, but are none; غيل stands beside جيل (a generation).
    """
    if ("غ" not in base and "ج" not in base) or base[-1] == ar.HEH or lexicon().is_native(base):
        return False
    return not base.endswith(_NUMBERS) or foreign(base) is Foreign.YES


def _are_alike(one: str, other: str, *, sure: bool) -> bool:
    """Tell whether what two names differ in costs no more than they bear."""
    first, second, cost = shape(one), shape(other), 0.0
    if len(first.consonants) != len(second.consonants):
        first, second, cost = weak_shape(one), weak_shape(other), _WEAK
        if len(first.consonants) != len(second.consonants):
            return False
    number = min(len(first.consonants), len(_BUDGET) - 1)
    heard = consonants_cost(first.consonants, second.consonants)
    budget = _BUDGET[number] if sure else _UNSURE_BUDGET[number]
    short = number <= FEW
    if heard > _CONSONANTS_BUDGET[number] or cost + heard > budget or (cost and short):
        return False
    clear = sure and min(len(one), len(other)) >= LONG_ENOUGH
    return cost + heard + vowels_cost(first, second, short=short, clear=clear) <= budget


@lru_cache(MEMORY)
def _stem(word: str) -> str:
    return stem(word, lexicon())


_OTHER_KEYS = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        ("تش", "ش"),  # تشيلسي, شيلسي (Chelsea)
        ("(?<!ت)ش(?!$|ت)", "تش"),
        ("(?<=[يو])ش$", "س"),  # غوتيريش, غوتيريس (Guterres)
        ("(?<=ي)س$", "ز"),  # غونزاليس, غونزاليز (Gonzalez)
        ("(?<=ي)س$", "ش"),
        ("(?<=ي)ز$", "س"),
        ("^ست", "شت"),
        ("^شت", "ست"),
        ("(?<!^)ف(?=ا)", "و"),  # فولكسفاغن, فولكسواجن (Volkswagen)
        ("(?<!^)و(?=ا)|^و(?=[اي])", "ف"),
        ("نب", "مب"),  # اسطنبول, اسطمبول (Istanbul)
        ("(?<=[سطت])مب", "نب"),
        ("نهو", "نيو"),  # مورينهو, مورينيو (Mourinho)
        ("نيو$", "نهو"),
        ("^دج", "ج"),  # دجوكوفيتش, جوكوفيتش (Djokovic)
        ("^ج(?=و)", "دج"),
        ("ث", "ت"),  # ثاتشر, تاتشر (Thatcher)
        ("ت$", "ث"),
        ("ذ", "ز"),  # أذربيجان, أزربيجان (Azerbaijan)
        ("(?<=[^اوي])ه(?=.)", ""),
    )
)
"""What may be spelled in a way that changes the key, and how else, the likeliest first."""


def name_keys(base: str) -> tuple[str, ...]:
    """Return the keys under which spellings of a name can stand, its own first; at most `MAX_KEYS`.

    A word of Arabic has its own only. Not useful for deciding: most of what stands there is not the name.
    """
    own = key(_stem(base))
    if foreign(base) is Foreign.NO or len(base) < MIN_LETTERS:
        return (own,)
    name = _ALSO.get(base, base)
    also = [name, *(other for other, known in _ALSO.items() if known == name)] if name in _ALSO.values() else []
    others = (pattern.sub(other, base, count=1) for pattern, other in _OTHER_KEYS if pattern.search(base))
    return tuple(dict.fromkeys((own, key(base), *map(key, also), *map(key, others))))[:MAX_KEYS]
