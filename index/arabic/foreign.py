"""Is a word a foreign name, as far as its letters tell? What `names` needs to know before it compares two words.

The lexicon says of many words that they are Arabic; of the others most are foreign names, and some are words of Arabic
that its dictionary lacks, verbs above all: يستخدم (he uses), تلقت (she received). These are told by their make: what
remains between a prefix and an ending has the consonants of known words, and the vowels that Arabic puts between them.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from functools import cache, lru_cache

from index.arabic import letters as ar
from index.arabic.lexicon import lexicon
from index.arabic.normalize import fold_letters
from index.arabic.stem import ENDINGS, is_native
from index.arabic.stopwords import STOP_WORDS

MEMORY = 50_000
"""Words that are remembered, about 10 MB."""


class Foreign(IntEnum):
    """How foreign a word is."""

    NO = 0
    """A word of Arabic, or one with a letter that foreign names hardly ever have."""
    PERHAPS = 1
    """A word that nothing is known of, made like one of Arabic: مارتن (Martin), but also يمتلك (he owns)."""
    YES = 2
    """A word that is not made like any of Arabic: بوتين (Putin)."""


KNOWN = frozenset(
    """
    سوريا سوريه انغولا انجولا بوركينا بركينا استنبول استانبول سيدني سدني انجلوس انجلس امازون امزون
    ماكرون مكرون ميركل مركل بوتين بوتن بايدن بايدين بيدن جونسون جنسون ميتران ستالين ستالن لينين لنين مانديلا منديلا
    مانديله كاميرون كامرون كلينتون كلنتون هاملتون انتوني انطوني مارتن مارتين جاستن جاستين روبن روبين ستيفين ستيفن
    نيكولا نكولا سيرجي سيرغي انجيلا انجلا مبابي امبابي موزارت موزرت توتنهام توتنهم تاتشر ثاتشر غوته جوته تيسلا تسلا
    كورونا كرونا ايبولا ابولا واتساب يلتسين يلتسن تلفزيون تليفزيون
    """.split()
)
"""Foreign names that are made like words of Arabic, or that the lexicon takes for some: ماكرون (Macron) for ماكر."""

_WORDS = frozenset("انجليز برتقال كارثي كارثيه مازال مازالت مازالوا مايزال ايجاد".split()) | frozenset(
    map(fold_letters, STOP_WORDS)
)
"""Words of Arabic that neither lexicon nor make tells; stop words are words of their own."""

_NOT_FOREIGN = re.compile(f"[حعضظ]|[^{ar.HAMZA}-{ar.YEH}]")
_MARKED = re.compile("(?:[اوي]ن[غجق]|ور?غ|برغ|سكي|تش|ستان)$|^(?:او|اي)....")
"""Endings and beginnings that only foreign names have: ينغ (-ing), برغ (-burg), سكي (-ski), تش (-tch)."""


_VERB = re.compile("^(?:ي[^اوي]|[تن]ست)|ه[امن]$")
"""Beginnings of verbs in the present, يستجيب (he answers), and pronouns behind them."""


@lru_cache(MEMORY)
def foreign(word: str) -> Foreign:
    """Tell how foreign a folded base is."""
    known = lexicon()
    if not word or _NOT_FOREIGN.search(word) or word in _WORDS:
        return Foreign.NO
    if word in KNOWN:
        return Foreign.YES
    if is_native(word, known):
        return Foreign.NO if word in known.bases else Foreign.PERHAPS
    if _VERB.search(word):
        return Foreign.PERHAPS
    return Foreign.YES if _MARKED.search(word) or not _is_made_like_arabic(word) else Foreign.PERHAPS


_PREFIXES = ("", *"يتنامو", "وي", "وت", *(one + other for one in "يتنام" for other in ("ست", "ت", "ن")))
"""Of verbs in the present, of the derived stems and of participles: يستخدم, ينتقل, مستفيد."""

_SUFFIXES = (
    "",
    *ENDINGS,
    *"ته تها تهم اته اتها اتهم هن كم ك هما تم تا اها اهم وه وها وهم يها يهم اوهم تهن اتهن".split(),
)


def _is_made_like_arabic(word: str) -> bool:
    return any(
        _is_arabic_core(word[len(prefix) : len(word) - len(suffix)], prefix, suffix)
        for prefix in _PREFIXES
        if word.startswith(prefix)
        for suffix in _SUFFIXES
        if word.endswith(suffix) and len(word) > len(prefix) + len(suffix) + 1
    )


_C = f"[^{ar.ALEF}{ar.WAW}{ar.YEH}]"
_MADE = {
    2: re.compile(f"{_C}[اوي]?{_C}(?:[اوي]?{_C})?"),
    3: re.compile(f"{_C}(?:{_C}[اوي]?|ا{_C}و?|[وي]{_C}|{_C}اء|ءا{_C}ي?){_C}"),
    4: re.compile(f"{_C}(?:[اوي]?{_C}{_C}[اوي]?|{_C}ا{_C}ي?|{_C}{_C}{_C}ا?){_C}"),
}
"""How Arabic words of so many consonants are made: فعل فعيل فاعل فاعول فوعل فعائل فواعل, فعلل فعليل فعالل فعاليل."""

_GLIDE = re.compile("(?<=[اوي])[اوي](?=[اوي])|[وي](?=ا)|(?<=ا)[وي]|^[وي]")
"""A و or ي that is a consonant: it stands beside another vowel."""


def _is_arabic_core(core: str, prefix: str, suffix: str) -> bool:
    """Tell whether what is between a prefix and an ending has consonants and vowels of an Arabic word."""
    if prefix and core[0] in _VOWELS and (core[0] != ar.ALEF or core[1] in _VOWELS):
        return False
    if core[0] == ar.ALEF and (prefix == "م" or suffix == "ون"):
        return False
    consonants = _consonants(core)
    made = _MADE.get(max(len(consonants), 2))
    bare = core[1:] if core[0] == ar.ALEF and len(core) > 3 else core
    if not made or not made.fullmatch(_GLIDE.sub(ar.HAMZA, bare)):
        return False
    if len(consonants) <= 2:
        return len(core) <= 4 and (prefix != "" or len(core) + len(suffix) <= 4)
    return consonants in _roots()


def _consonants(word: str) -> str:
    if len(word) > 2 and word[-1] == ar.HEH:
        word = word[:-1]
    return word.translate(_NO_VOWELS)


_VOWELS = (ar.ALEF, ar.WAW, ar.YEH)
_NO_VOWELS = dict.fromkeys(map(ord, _VOWELS))

MIN_WORDS_OF_ROOT = 2
"""Words of the lexicon that have the same consonants, from which these are a root and no accident."""


@cache
def _roots() -> frozenset[str]:
    """Return the consonants that several Arabic words of the lexicon share. Made in one text, which is fast."""
    text = ("\n".join(lexicon().native()) + "\n").replace(f"{ar.HEH}\n", "\n")
    for vowel in _VOWELS:
        text = text.replace(vowel, "")
    words = Counter(text.split("\n"))
    return frozenset(consonants for consonants, number in words.items() if number >= MIN_WORDS_OF_ROOT)
