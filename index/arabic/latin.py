"""Which Arabic words may a word in Latin letters stand for? putin is بوتين, and 3ayn عين (eye) in the letters of chats.

A Latin word is read from left to right, a letter or a group like sh at a time. A consonant is one of a few Arabic
letters; a vowel may be a long vowel or nothing. That gives the keys (`sound`) under which spellings can stand, and what
a spelling must look like. Words that Arabic has other names for, as Egypt or Cairo, are not found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from index.arabic import letters as ar
from index.arabic.sound import key

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_KEYS = 8
"""Each key is looked up in the index."""

MIN_CONSONANTS = 2
"""An Arabic word of fewer is its own key: xi is شي itself."""

MAX_LETTERS = 24
"""Longer words are no names; they have too many readings."""

_BEAM = 16
"""Readings that are kept from letter to letter, twice `MAX_KEYS`."""

_TOO_MUCH = 1_000
"""More than any spelling costs."""


def _read(table: str) -> dict[str, dict[str, int]]:
    """Return letters and their spellings, each with its cost: one more behind each slash; - stands for nothing."""
    words = table.split()
    return {
        letters: {
            spelling.replace("-", ""): cost
            for cost, group in enumerate(groups.split("/"))
            for spelling in group.split(",")
        }
        for letters, groups in zip(words[::2], words[1::2], strict=True)
    }


_CONSONANTS = _read(
    """
    tch تش/ش sch ش/سك sh ش ch تش,ش/ك/خ kh خ gh غ/ج th ث/ت,ذ dh ذ,ض,ظ ph ف ck ك/ق qu ق/كو,ك dj ج,دج zh ج/ش,ز nh ني
    ts تس/ز,س tz ز,تس/تز ng نغ,نج/نق,نك/ن gn ني/غن,جن,نج llah لله
    b ب c ك/ق/س d د/ض,ذ f ف g غ,ج/ق,ك h ه,ح/- j ج/غ/ي,- k ك/ق l ل m م n ن p ب q ق/ك r ر s س/ص,ز/ش t ت,ط v ف/و
    w و/ف x كس/كز/ز z ز/س,ظ/ذ
    2 ق,ا/ي,و,- 3' غ 3 ع 5 خ 6 ط 7' خ 7 ح 8 ق 9 ص/ق
    """
)
_INITIAL = _read("x ش/س,ز/كس ts تس/س")
_LAST = _read(
    "n ن/- d د/دا a ا,ه/ي,اه/- e -/ي,ه/يه,ا,يا i ي/-,اي y ي/-,اي o و/او u و/- ia يا/يه/ي/ا ya يا/يه/ي ee ي/يه"
)
_SOFT_C = {"س": 0, "ش": 1, "تش": 1}
"""c before e, i and y."""
_SILENT_H = {"ح": 0, "ه": 0, "": 0}
"""h before a consonant and at the end: ahmed, but also johnson."""

_VOWELS = _read(
    """
    aa ا/عا,ع,اع au و,او/ا,عو/اوو ou و/او,وو,عو ai ي,اي/ا,عي,ايي/- ae ا,اي/ي,عي,اع,ايي,-/اعي ay ي,اي/ا/- ey ي,اي/-
    ei ي,اي/يي,- ea ي/ا,يا/- eu و,يو/وي ee ي/اي,يي,عي oo و/وو/- ie ي/اي,يي,يا/- io يو/و,ايو ia يا/ا,ي eo يو/و,ي/-
    ua وا/ا,و ue و/وي,ي/- a ا/-/ي,اي e ي,-/اي/ا i ي/-,اي o و/-,او/ا u و/-,ا,يو y ي/اي,-/و
    """
)
_FIRST = _read("a ا,ع/عا/اي e ا,اي/ع,عي/ي i اي,ا/ع,عي,ي o او,ع/عو,ا/و u او,يو/ا,عو,ع y ي/اي/ا")

_UNIT = re.compile("|".join(sorted((*_CONSONANTS, *_VOWELS), key=len, reverse=True)))
_READABLE = re.compile("(?=.*[aeiouy])(?=.*[^aeiouy'])(?:[a-z]|[37]'|[2-9])+")
_WITH_ARTICLE = re.compile("[ae]l-?(?=.{4})")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "-": None})


def latin_keys(word: str) -> tuple[str, ...]:
    """Return the keys under which Arabic spellings of a Latin word can stand, the likeliest first; at most `MAX_KEYS`.

    None for abbreviations and numbers, which have no vowel. Not useful for deciding: see `may_spell`.

    >>> key("بوتين") in latin_keys("putin")
    True
    """
    whole, *without_article = map(_keys, _readings(word)) if _readings(word) else ((),)
    rest = without_article[0] if without_article else ()
    return tuple(dict.fromkeys((*rest[: MAX_KEYS // 2], *whole)))[:MAX_KEYS]


def may_spell(latin: str, arabic: str) -> bool:
    """Tell whether a folded base can well be a spelling of a Latin word: not half of its letters are unusual ones.

    Among those that can, `spelling_cost` tells the likeliest.

    >>> may_spell("ping", "بينغ"), may_spell("ping", "بين")
    (True, False)
    """
    cost = spelling_cost(latin, arabic)
    return cost is not None and cost <= (len(latin) - 1) // 2


def spelling_cost(latin: str, arabic: str) -> int | None:
    """Return how unlikely it is that a folded base spells a Latin word, 0 for the likeliest; None where it does not."""
    if not _pattern(latin).fullmatch(arabic):
        return None  # most words end here, ten times as fast
    costs = (_cost(sounds, arabic) for sounds in _readings(latin))
    return min((cost for cost in costs if cost is not None), default=None)


@lru_cache(1_000)
def _pattern(latin: str) -> re.Pattern[str]:
    readings = ("".join("(?:" + "|".join(sound) + ")" for sound in sounds) for sounds in _readings(latin))
    return re.compile("|".join(readings) or "(?!)")


def _cost(sounds: tuple[dict[str, int], ...], arabic: str) -> int | None:
    """Return the least cost of spelling a word as these sounds, one behind the other."""
    reached = {0: 0}
    for spellings in sounds:
        further: dict[int, int] = {}
        for start, cost in reached.items():
            for spelling, more in spellings.items():
                end = start + len(spelling)
                if arabic.startswith(spelling, start) and cost + more < further.get(end, _TOO_MUCH):
                    further[end] = cost + more
        reached = further
    return reached.get(len(arabic))


def _readable(word: str) -> str:
    """Return a word in plain small letters; empty for what cannot be read aloud."""
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_SIGNS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain if len(plain) <= MAX_LETTERS and _READABLE.fullmatch(plain) else ""


@lru_cache(1_000)
def _readings(latin: str) -> tuple[tuple[dict[str, int], ...], ...]:
    """Return the sounds of a word, and of what remains without al-, which no base has; none for what cannot be read."""
    readable = _readable(latin)
    if not readable:
        return ()
    article = _WITH_ARTICLE.match(readable)
    return (_sounds(readable), _sounds(readable[article.end() :])) if article else (_sounds(readable),)


def _sounds(word: str) -> tuple[dict[str, int], ...]:
    """Return the spellings of each sound of a word in order; of a doubled consonant one is heard."""
    return tuple(
        _spellings(match, word)
        for match in _UNIT.finditer(word)
        if match[0] not in _CONSONANTS or not word.startswith(match[0], match.end())
    )


def _spellings(match: re.Match[str], word: str) -> dict[str, int]:
    """Return how a letter or group may be spelled where it stands."""
    unit, rest = match[0], word[match.end() :]
    usual = _CONSONANTS.get(unit) or _VOWELS[unit]
    if not rest and unit in _LAST and (unit != "n" or word.endswith("an")):
        return _LAST[unit]
    if match.start() == 0:
        return _first(unit, usual)
    if unit == "c" and rest[:1] in ("e", "i", "y"):
        return _SOFT_C
    return _SILENT_H if unit == "h" and rest[:1] not in _VOWELS else usual


def _first(unit: str, usual: dict[str, int]) -> dict[str, int]:
    """Return how a word may begin; a vowel there has an ا or an ع: aisha is عائشة."""
    if unit[0] not in _FIRST:
        return _INITIAL.get(unit, usual)
    carried = {carrier + one: cost + more for one, cost in usual.items() for carrier, more in ((ar.ALEF, 0), ("ع", 1))}
    return _FIRST[unit] if len(unit) == 1 else carried


def _keys(sounds: tuple[dict[str, int], ...]) -> tuple[str, ...]:
    """Return the likeliest keys of a word that sounds so."""
    last = _parts(sounds[-1], "")
    if sounds[-1] is _CONSONANTS["n"]:
        last = {"ن": 0, "": 1}  # its stem may be cut: ماكرون (Macron) stands under that of ماكر
    found = _likeliest([*(_parts(spellings, "ل") for spellings in sounds[:-1]), last])
    if len(found[0]) < MIN_CONSONANTS:
        return tuple(dict.fromkeys(key(one) for one in _likeliest(sounds) if one))[:MAX_KEYS]
    if len(found[0]) == MIN_CONSONANTS and sounds[-1] is _LAST["a"]:
        found.insert(1, found[0] + ar.HEH)  # a word of three letters keeps its ه: غزه (Gaza)
    return tuple(one for one in found if len(one) >= MIN_CONSONANTS)[:MAX_KEYS]


def _parts(spellings: dict[str, int], behind: str) -> dict[str, int]:
    """Return what the spellings of a sound add to a key, when this stands behind them."""
    parts: dict[str, int] = {}
    for spelling, cost in spellings.items():
        part = key(f"لل{spelling}{behind}")[2:].removesuffix(behind)
        parts[part] = min(cost, parts.get(part, cost))
    return parts


def _likeliest(choices: Iterable[dict[str, int]]) -> list[str]:
    """Return the likeliest words of one part of each choice."""
    words = {"": 0}
    for parts in choices:
        longer: dict[str, int] = {}
        for word, cost in words.items():
            for part, more in parts.items():
                longer[word + part] = min(cost + more, longer.get(word + part, _TOO_MUCH))
        words = dict(sorted(longer.items(), key=lambda item: item[1])[:_BEAM])
    return list(words)
