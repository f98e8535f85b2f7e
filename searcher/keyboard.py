"""Which words did a reader mean who typed them on the wrong keyboard layout? `retyped` gives the other readings.

``hgrhivm`` is القاهرة (Cairo), typed where the keys still gave Latin letters; ``لخخلمث`` is google, typed the other way
round. Whether a reading is what was meant is not decided here: that takes articles that have it.

A layout is the characters of 35 keys, row by row from the left: the key left of 1; the twelve from Q to ]; the eleven
from A to '; the one right of these, or over Enter; the ten from Z to /. The digits stay as they are. Facts from:

    QWERTY, AZERTY, 101, 102    Windows, by Unicode CLDR 37, keyboards/windows: en, fr, ar, ar-102key, ar-azerty
    101                         the same letters: xkb-data 2.35, symbols/ara, "basic"; it is the default of both systems
    MAC                         macOS, by CLDR 37, keyboards/osx/ar; xkb-data, symbols/ara, "mac"

Arabic (102) AZERTY has the letters of 102: it differs in the row of digits only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log1p
from typing import TYPE_CHECKING

from index.arabic.analyzer import WORD, analyse
from index.arabic.lexicon import lexicon
from index.arabic.normalize import written
from index.arabic.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_KEY = "·"
"""Stands in a layout where a key gives nothing that could be meant."""

QWERTY = (
    "` q w e r t y u i o p [ ] a s d f g h j k l ; ' \\ z x c v b n m , . /",
    '~ Q W E R T Y U I O P { } A S D F G H J K L : " | Z X C V B N M < > ?',
)
AZERTY = (
    "² a z e r t y u i o p ^ $ q s d f g h j k l m ù * w x c v b n , ; : !",
    "· A Z E R T Y U I O P ¨ £ Q S D F G H J K L M % µ W X C V B N ? . / §",
)
ARABIC_101 = (
    "ذ ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط \\ ئ ء ؤ ر لا ى ة و ز ظ",
    '\u0651 \u064e \u064b \u064f \u064c لإ إ ‘ ÷ × ؛ < > \u0650 \u064d ] [ لأ أ ـ ، / : " | ~ \u0652 } { لآ آ ’ , . ؟',
)
ARABIC_102 = (
    "> ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ذ ئ ء ؤ ر لا ى ة و ز ظ",
    '< \u064e \u064b \u064f \u064c لإ إ ‘ ÷ × ؛ } { \\ · ] [ لأ أ ـ ، / : " \u0651 ~ \u0652 \u0650 \u064d لآ آ ’ , . ؟',
)
ARABIC_MAC = (
    "ـ ض ص ث ق ف غ ع ه خ ح ج ة ش س ي ب ل ا ت ن م ك ؛ \\ ظ ط ذ د ز ر و ، . /",
    "· \u064e \u064b \u0650 \u064d \u064f \u064c \u0652 \u0651 ] [ } { « » ى · · آ · · · : \" | ' · ئ ء أ إ ؤ > < ؟",
)
"""Characters without and with Shift, in the order of the keys."""

_LATIN, _ARABIC = re.compile("[A-Za-z\u00aa-\u00ff]"), re.compile("[\u0621-\u063a\u0641-\u064a]")
_DEAD = str.maketrans({unicodedata.normalize("NFC", f"{vowel}\u0302"): f"^{vowel}" for vowel in "aeiouAEIOU"})
"""The ^ of AZERTY waits for the next key: جع, typed there, is û."""

_LAST_ONLY = re.compile("[ةى](?=[\u0621-\u064a])")
"""ة and ى stand at the end of words alone: what has them inside was typed on another keyboard."""

_SIGNS = "،؛,.:؟?!<>()[]{}/\\|~$^*\"'"

LEFT_OVER, IMPOSSIBLE = 6.0, 20.0
"""What a sign at the edge of a word, and one inside it, cost a reading, in the scale of `_worth`: the word would have
to be 400 times as frequent. The first also goes for ة and ى inside a word, which some do type."""

UNASKED = 50
"""In how many articles a known word is taken to be where nobody counts; a stop word in so many times more."""

MAX_SPLIT = 3
"""So many لا in a text are each read as one key and as two; more are all read in one way, else readings run to
hundreds."""


@dataclass(frozen=True)
class Pair:
    """A Latin and an Arabic layout of one keyboard."""

    latin: tuple[str, str]
    arabic: tuple[str, str]

    @cached_property
    def to_arabic(self) -> dict[int, str]:
        """The table from Latin to Arabic, for `str.translate`."""
        return {ord(latin): arabic for latin, arabic in self._keys()}

    @cached_property
    def to_latin(self) -> dict[str, str]:
        """The table from Arabic to Latin; لا and its like are keys of two characters."""
        return {arabic: latin for latin, arabic in self._keys()}

    @cached_property
    def arabic_keys(self) -> re.Pattern[str]:
        """Matches what one key gives, the longer first, or any other character."""
        return re.compile("|".join([*map(re.escape, sorted(self.to_latin, key=len, reverse=True)), "."]), re.DOTALL)

    def _keys(self) -> Iterator[tuple[str, str]]:
        """Yield what each key gives in both; where two give the same, the key without Shift comes last and stays."""
        for latin, arabic in zip(reversed(self.latin), reversed(self.arabic), strict=True):
            for pair in zip(latin.split(), arabic.split(), strict=True):
                if NO_KEY not in pair:
                    yield pair


PAIRS = {
    Pair(QWERTY, ARABIC_101): 0.0,
    Pair(QWERTY, ARABIC_102): 0.0,
    Pair(AZERTY, ARABIC_102): 0.5,
    Pair(AZERTY, ARABIC_101): 0.5,
    Pair(QWERTY, ARABIC_MAC): 2.0,
}
"""The most usual first, with what it costs a reading that it comes from there. With the AZERTY of Windows comes
Arabic (102); that of the Mac has its punctuation elsewhere, and is not here."""

UNSHIFTED = 2.0
"""What it costs a reading that Shift is left out of it."""

Count = Callable[[str], int]
"""In how many articles is a word, spelled as `index.arabic.normalize.written` leaves it?"""


def retyped(text: str, count: Count | None = None) -> tuple[str, ...]:
    """Return the other readings of a text, each once, the likeliest first; () where it cannot be a mistyped one.

    Latin text has Arabic readings, those of frequent words first; without ``count``, those of words that the lexicon
    has, which tells QWERTY from AZERTY less well. Arabic text has Latin readings, those of QWERTY first. A text without
    letters has a reading if all its words are known: ``,[]`` is وجد (he found). Text of both scripts, or of a third,
    has none.

    >>> retyped("hgrhivm")[0], retyped("لخخلمث")[0]
    ('القاهرة', 'google')
    """
    text = unicodedata.normalize("NFC", text).strip()
    if any(char.isalpha() and not (_LATIN.match(char) or _ARABIC.match(char)) for char in text):
        return ()
    if _ARABIC.search(text):
        return () if _LATIN.search(text) else _distinct(text, _latin_readings(text))
    readings = _arabic_readings(text, count)
    found = _distinct(text, sorted(readings, key=readings.__getitem__))
    if _LATIN.search(text):
        return found
    return tuple(reading for reading in found if len(text) > 1 and plausible(reading) == 1)


def plausible(text: str) -> float:
    """Return the share of a text's words that the lexicon knows, from 0 to 1; 0 for a text without words."""
    runs = text.split()
    return sum(map(_is_known, runs)) / len(runs) if runs else 0.0


def _distinct(text: str, readings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if reading != text))


def _arabic_readings(text: str, count: Count | None) -> dict[str, float]:
    """Return what the keys of a Latin text give on each pair of layouts, and what speaks against each reading.

    Also without Shift, since phones begin with a capital letter, and some keyboards have capitals locked.
    """
    readings: dict[str, float] = {}
    for typed in dict.fromkeys((text, text.lower())):
        for pair, cost in PAIRS.items():
            keys = typed.translate(_DEAD) if pair.latin is AZERTY else typed
            reading = keys.translate(pair.to_arabic)
            if _ARABIC.search(reading) and not _LATIN.search(reading):
                against = (
                    cost + (UNSHIFTED if typed != text else 0) - sum(_worth(run, count) for run in reading.split())
                )
                readings[reading] = min(against, readings.get(reading, against))
    return readings


def _worth(run: str, count: Count | None) -> float:
    """Return what speaks for a run between spaces: the logarithm of its articles, less what cannot be in a word."""
    core = run.strip(_SIGNS)
    left_over = LEFT_OVER * (len(run) - len(core) + len(_LAST_ONLY.findall(core)))
    if not WORD.fullmatch(core):
        return -IMPOSSIBLE - left_over
    spelled = written(core)
    known = _is_known(core)
    articles = count(spelled) if count else known * UNASKED * (UNASKED if spelled in STOP_WORDS else 1)
    return log1p(articles) + known - left_over


def _is_known(run: str) -> bool:
    """Tell whether a run between spaces is a word that is in the lexicon, or what remains of it without clitics is."""
    word = analyse(written(run)) if WORD.fullmatch(run) and not _LAST_ONLY.search(run) else None
    return word is not None and (word.base in lexicon().bases or word.fold in lexicon().prefixed)


def _latin_readings(text: str) -> Iterator[str]:
    """Yield what the keys of an Arabic text give; each لا is first one key, then two: b, gh."""
    for pair in PAIRS:
        for keys in _keys_of(pair.arabic_keys.findall(text)):
            reading = "".join(pair.to_latin.get(key, key) for key in keys)
            if not _ARABIC.search(reading):
                yield reading


def _keys_of(keys: list[str]) -> Iterator[list[str]]:
    """Yield a row of keys with each لا as one key and as two, those with most of one key first."""
    double = sum(len(key) > 1 for key in keys)
    ways = product((1, 2), repeat=double) if double <= MAX_SPLIT else ((way,) * double for way in (1, 2))
    for way in sorted(ways, key=sum):
        parts = iter(way)
        yield [part for key in keys for part in (key if len(key) > 1 and next(parts) == 2 else [key])]
