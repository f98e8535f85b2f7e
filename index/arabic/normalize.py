"""Which spellings are one word? Every rule is a function; readers always see the author's own letters.

`written` applies the first rules and keeps all letters; `fold` goes on to the spelling under which a word matches.
"""

from __future__ import annotations

import re
import unicodedata

from index.arabic import letters as ar

COMPATIBILITY = re.compile(
    "[\u00aa\u00b2\u00b3\u00b9\u00ba\u2070-\u209f\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef\u0653-\u0655]"
)
_MARKS = dict.fromkeys(map(ord, (*ar.HARAKAT, *ar.QURANIC_MARKS)))
_TATWEEL = {ord(ar.TATWEEL): None}
_INVISIBLE = dict.fromkeys(map(ord, ar.INVISIBLE))
_DIGITS = str.maketrans(ar.ARABIC_DIGITS + ar.EXTENDED_DIGITS, "0123456789" * 2)
_ALEFS = dict.fromkeys(map(ord, (ar.ALEF_HAMZA_ABOVE, ar.ALEF_HAMZA_BELOW, ar.ALEF_MADDA, ar.ALEF_WASLA)), ord(ar.ALEF))
_SEATS = {ord(ar.WAW_HAMZA): ord(ar.WAW), ord(ar.YEH_HAMZA): ord(ar.YEH), ord(ar.HAMZA): None}
_SEAT_BEFORE_WAW = re.compile(f"[{ar.HAMZA}{ar.WAW_HAMZA}{ar.YEH_HAMZA}]{ar.WAW}")
_YEHS = dict.fromkeys(map(ord, (ar.ALEF_MAKSURA, ar.FARSI_YEH)), ord(ar.YEH))
_HEHS = dict.fromkeys(map(ord, (ar.TEH_MARBUTA, ar.TEH_MARBUTA_GOAL, ar.HEH_GOAL)), ord(ar.HEH))
_KAFS = {ord(ar.KEHEH): ord(ar.KAF)}
_FOREIGN = str.maketrans({ar.PEH: "ب", ar.TCHEH: "ج", ar.VEH: ar.FEH, ar.GAF: ar.KAF})

_UNMARKED = {**_MARKS, **_TATWEEL}
_WRITTEN = {**_MARKS, **_TATWEEL, **_INVISIBLE, **_DIGITS}
_FOLD = {**_ALEFS, **_SEATS, **_YEHS, **_HEHS, **_KAFS, **_FOREIGN}
"""The rules that look at one character each, in one table: a word is gone through once."""

PLAIN_LETTERS = f"{ar.HAMZA}-\u063a{ar.FEH}-{ar.YEH}"
"""Inside a character class of a regular expression: Arabic letters without tatweel."""

PLAIN = re.compile(f"[{PLAIN_LETTERS}]+")
"""Most words are only these letters, and need no rule of `written`."""

_UNLIKE = re.compile(r"^(?:\d|$)", re.MULTILINE)
"""Numbers, and what nothing is left of, are folded one by one."""

_VARIANT = re.compile("[" + "".join(map(chr, _FOLD)) + "]")

_NUMBER = re.compile(
    f"([0-9]{{1,3}}(?:[{ar.THOUSANDS_SEPARATORS}][0-9]{{3}})+|[0-9]+)(?:[{ar.DECIMAL_SEPARATORS}]([0-9]+))?"
)


def written(word: str) -> str:
    """Return a word in its author's letters, without what only steers display or reading.

    Rules, in this order: `compose`, `drop_marks`, `drop_tatweel`, `drop_invisible`, `european_digits`,
    `lower_case`, `plain_number`.

    >>> written("مُؤَسَّـسَة"), written("٧٬٨٥٠")
    ('مؤسسة', '7850')
    """
    if PLAIN.fullmatch(word):
        return word
    # twice, as the lower case of a few letters has a mark of its own
    word = word.lower() if word.isascii() else compose(word).translate(_WRITTEN).lower().translate(_WRITTEN)
    return plain_number(word) if word[:1].isdigit() else word


def spelled(word: str) -> str:
    """Return a word as its author spelled it: marks, tatweel, digits and capitals stay. Rules: `compose`,
    `drop_invisible`.
    """
    return compose(word).translate(_INVISIBLE)


def unmarked(word: str) -> str:
    """Return a word without what is drawn on its letters or between them. Rules: `drop_marks`, `drop_tatweel`."""
    return word.translate(_UNMARKED)


def fold(word: str) -> str:
    """Return the spelling under which a word is matched; folding twice changes nothing.

    Rules, after those of `written`, in this order: `seat_before_waw`, `drop_seats`, `bare_alef`, `one_yeh`, `one_heh`,
    `one_kaf`, `native_letters`. A word that is only a hamza keeps it.

    >>> fold("مُـــدَرِّسَةٌ") == fold("مدرسه")
    True
    """
    return fold_letters(written(word))


def fold_letters(word: str) -> str:
    """Return the folded spelling of a word that `written` has made."""
    if not _VARIANT.search(word):
        return word
    folded = seat_before_waw(word).translate(_FOLD)
    return (plain_number(folded) if folded[:1].isdigit() else folded) or word


def fold_lines(lines: str) -> str:
    """Return many words, one a line, as `fold_letters` folds each; a word is never empty."""
    folded = seat_before_waw(lines).translate(_FOLD)
    if not _UNLIKE.search(folded):
        return folded
    pairs = zip(lines.split("\n"), folded.split("\n"), strict=True)
    return "\n".join(fold_letters(line) if not fold or fold[0].isdigit() else fold for line, fold in pairs)


def fold_character(character: str) -> str:
    """Return what is left of a single character when it is folded: itself, another one, or nothing."""
    return character.translate(_WRITTEN).lower().translate(_WRITTEN).translate(_FOLD)


def fold_label(text: str) -> str:
    """Return the form under which a source, a section or an author is compared: folded, with single spaces."""
    return " ".join(map(fold, compose(text).split()))


def compose(word: str) -> str:
    """Make presentation forms plain letters, and a letter with a hamza or madda sign behind it one letter (NFKC).

    ﻛﺘﺎﺏ → كتاب (book); ي and U+0654 → ئ.
    """
    return unicodedata.normalize("NFKC", word) if COMPATIBILITY.search(word) else word


def drop_marks(word: str) -> str:
    """Take harakat and Quranic marks off: مُدَرِّس → مدرس (teacher)."""
    return word.translate(_MARKS)


def drop_tatweel(word: str) -> str:
    """Take the stretching stroke out: ثقــافــة → ثقافة (culture)."""
    return word.translate(_TATWEEL)


def drop_invisible(word: str) -> str:
    """Take joiners, bidi controls and soft hyphens out: they have no shape of their own."""
    return word.translate(_INVISIBLE)


def european_digits(word: str) -> str:
    """Write Arabic and Persian digits as 0–9: ١٨ → 18."""
    return word.translate(_DIGITS)


def lower_case(word: str) -> str:
    """Write Latin letters small: Reuters → reuters."""
    return word.lower()


def plain_number(word: str) -> str:
    """Write a number without thousands separators, with a decimal point, and no zero before a single digit.

    7,850 → 7850; 3٫5 → 3.5; 03 → 3, as months and days are written both ways. Other words stay.
    """
    number = _NUMBER.fullmatch(word)
    if not number:
        return word
    whole = re.sub("[^0-9]", "", number[1])
    if number[2]:
        return f"{whole}.{number[2]}"
    return whole[1] if len(whole) == 2 and whole[0] == "0" else whole


def seat_before_waw(word: str) -> str:
    """Make a hamza before و one with a و as its seat: مسئول, مسءول → مسوول, as مسؤول (responsible) becomes."""
    return _SEAT_BEFORE_WAW.sub(ar.WAW * 2, word)


def drop_seats(word: str) -> str:
    """Take the hamza off its seat: مؤتمر → موتمر (conference), رئيس → رييس (president), ماء → ما (water)."""
    return word.translate(_SEATS)


def bare_alef(word: str) -> str:
    """Write أ إ آ ٱ as ا: أحمد → احمد (Ahmad)."""
    return word.translate(_ALEFS)


def one_yeh(word: str) -> str:
    """Write ى and Persian ی as ي: مستشفى → مستشفي (hospital)."""
    return word.translate(_YEHS)


def one_heh(word: str) -> str:
    """Write ة and Urdu ۃ ہ as ه: مدرسة → مدرسه (school)."""
    return word.translate(_HEHS)


def one_kaf(word: str) -> str:
    """Write Persian ک as ك: کتاب → كتاب (book)."""
    return word.translate(_KAFS)


def native_letters(word: str) -> str:
    """Write پ چ ڤ گ, which some use in foreign names, as ب ج ف ك: پاريس → باريس (Paris)."""
    return word.translate(_FOREIGN)
