"""How else may a query be typed? Each function writes a query as another hand or keyboard would.

Nothing here looks at an article or at the analyzer: what is changed is decided by the letters alone, so that a fault of
the analyzer cannot hide in its own measure. A query that has nothing to change comes back as it is.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LETTER = "ء-غف-ي"
"""The letters of Arabic, U+0621–063A and U+0641–064A, as a range of a character class."""

JOINING = "ئبتثجحخسشصضطظعغفقكلمنهي"
"""The letters that join the one behind them; ى and ة only stand at the end."""

MARK = "\u064b-\u0652\u0670"
"""Harakat, shadda and sukun, and the dagger alef, as a range of a character class."""

FATHA, TATWEEL = "\u064e", "\u0640"

PROCLITICS = ("و", "ف", "ب", "ل")
ARTICLE_PROCLITICS = ("وال", "فال", "بال", "لل", "كال")
"""What ال becomes when و (and), ف (so), ب (in), ل (to) or ك (like) comes before it."""

CLITIC_LETTERS = "وفبلك"

FUNCTION_WORDS = frozenset(
    "على إلى الى عند هذا هذه ذلك تلك التي الذي الذين حتى منذ خلال بين دون بعد قبل عبر حول نحو أمام تحت فوق ضمن مثل"
    " غير كان كانت ليس أيضا أنه أنها إنه إنها أكد قال قالت نحن هما".split()
)
"""Words of three letters and more that a reader would not call the matter of a headline."""

_PHRASE_OR_WORD = re.compile(rf'"[^"]*"|[\w{MARK}]+')
_PLAIN_WORD = re.compile(rf"[{LETTER}]{{3,}}")
_INNER_PAIR = re.compile(rf"[{LETTER}]{{2}}(?=[{LETTER}])")
_JOINT = re.compile(rf"[{JOINING}](?!ء)(?=[{LETTER}])")
_FINAL_MAQSURA = re.compile(rf"ى(?![\w{MARK}])")
_FINAL_YA = re.compile(rf"ي(?![\w{MARK}])")

_BARE_ALEF = str.maketrans("أإآ", "ااا")
_BARE_SEAT = str.maketrans("ئؤ", "يو", "ء")
_OTHER_DIGITS = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789")


def drop_hamza(text: str) -> str:
    """Write every alef bare: أخبار (news) → اخبار."""
    return text.translate(_BARE_ALEF)


def write_ta_as_ha(text: str) -> str:
    """Leave the dots off every ة: مدينة (city) → مدينه."""
    return text.replace("ة", "ه")


def write_maqsura_as_ya(text: str) -> str:
    """Put dots under a final ى: مستشفى (hospital) → مستشفي."""
    return _FINAL_MAQSURA.sub("ي", text)


def write_ya_as_maqsura(text: str) -> str:
    """Leave the dots off a final ي: نادي (club) → نادى."""
    return _FINAL_YA.sub("ى", text)


def add_harakat(text: str) -> str:
    """Put a fatha on every second letter that has a letter before and behind it: مدرسة (school) → مدَرسَة."""
    return _INNER_PAIR.sub(rf"\g<0>{FATHA}", text)


def add_tatweel(text: str) -> str:
    """Stretch every place where two letters join: بيت (house) → بـيـت, دار (home) stays."""
    return _JOINT.sub(rf"\g<0>{TATWEEL}", text)


def swap_digits(text: str) -> str:
    """Write Arabic-Indic digits for European ones, and the other way round: 2015 ↔ ٢٠١٥."""
    return text.translate(_OTHER_DIGITS)


def drop_hamza_seat(text: str) -> str:
    """Leave a hamza's seat without it, and out where it has none: رئيس (president) → رييس, لقاء (meeting) → لقا."""
    return text.translate(_BARE_SEAT)


def add_clitics(text: str, qid: str) -> str:
    """Put a proclitic before every word that can carry one: الحكومة (the government) → بالحكومة (in the government).

    Those are words of three and more plain Arabic letters that are no function words and do not begin with a letter
    that may be a proclitic already. A digest of the query's id and the word chooses, so it is the same in every run.
    Grammar is not asked: a verb may get ب, as in the set typed_clitic_add. What stands in straight quotes is asked for
    as it is, and stays.
    """
    return _PHRASE_OR_WORD.sub(lambda found: _with_clitic(found[0], qid), text)


def _with_clitic(word: str, qid: str) -> str:
    if not _PLAIN_WORD.fullmatch(word) or word in FUNCTION_WORDS or word[0] in CLITIC_LETTERS:
        return word
    draw = int.from_bytes(hashlib.sha256(f"{qid} {word}".encode()).digest()[:8])
    if word.startswith("ال") and len(word) > 3:
        return ARTICLE_PROCLITICS[draw % len(ARTICLE_PROCLITICS)] + word[2:]
    return PROCLITICS[draw % len(PROCLITICS)] + word


def learn_substitutions(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return word → other word, from pairs of a clean query and the same words typed otherwise, in the same order.

    Where a word was changed in two ways, the first one is kept.

    Raises:
        ValueError: a pair has not the same number of words.
    """
    learnt: dict[str, str] = {}
    for clean, typed in pairs:
        for word, other in zip(clean.split(), typed.split(), strict=True):
            if word != other:
                learnt.setdefault(word, other)
    return learnt


def substitute(text: str, substitutions: Mapping[str, str]) -> str:
    """Write each whole word that has another form in that form, once: قرى (villages) → قرية (village).

    What stands in straight quotes is asked for as it is, and stays.
    """
    return _PHRASE_OR_WORD.sub(lambda found: substitutions.get(found[0], found[0]), text)


MECHANICAL: dict[str, Callable[[str], str]] = {
    "hamza_dropped": drop_hamza,
    "ta_as_ha": write_ta_as_ha,
    "maqsura_as_ya": write_maqsura_as_ya,
    "ya_as_maqsura": write_ya_as_maqsura,
    "harakat": add_harakat,
    "tatweel": add_tatweel,
    "digits": swap_digits,
    "hamza_seat": drop_hamza_seat,
}
"""Name → the spelling that needs the text alone."""
