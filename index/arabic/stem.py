"""Which word of the dictionary is a base a form of? Takes attached pronouns and inflections off.

A base of the lexicon has its stem there. From any other an ending goes only when a word of the lexicon remains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.arabic import letters as ar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.arabic.lexicon import Lexicon

PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا")
"""Their or her, their, your, our; behind them ة is written ت: سيارتها, her car."""

NUMBERS = ("ون", "ين", "ان")
"""Plural and dual of nouns, plural of verbs in the present."""

_PRESENT = "يت"

MIN_WORD = 4
MIN_REST = 3
MIN_FOREIGN_REST = 5
"""Letters that must remain, in a word that may have endings, of any word, and of a foreign one before ون ين ان."""

ENDINGS = ("ه", "ها", "ات", "ون", "ين", "ان", "ي", "يه", "ت", "وا", "ا", "هم", "نا", "يون", "يين", "يات")
"""What an inflected word of Arabic may end with."""


def stem(base: str, lexicon: Lexicon) -> str:
    """Return the stem of a word without proclitics.

    سيارتهم (their car), سيارات (cars) → سياره; لبنان (Lebanon) stays, though لبن (milk) is a word.
    """
    if base in lexicon.bases:
        return lexicon.stem(base)
    if len(base) < MIN_WORD:
        return base
    for rest in remainders(base):
        if len(rest) >= MIN_REST and rest in lexicon.bases:
            foreign_plural = base.endswith(NUMBERS) and len(base) - len(rest) == len(NUMBERS[0])
            if not foreign_plural or takes_numbers(rest, native=lexicon.is_native(rest)):
                return lexicon.stem(rest)
    return base


def takes_numbers(rest: str, *, native: bool) -> bool:
    """Tell whether ون ين ان may be endings behind a word: روبين (Robin) is no plural of روب, a foreign word."""
    return native or len(rest) >= MIN_FOREIGN_REST or rest[0] in _PRESENT


def remainders(word: str) -> Iterator[str]:
    """Yield what a word may be a form of, the likeliest first."""
    for pronoun in PRONOUNS:
        if word.endswith(pronoun):
            rest = word[: -len(pronoun)]
            if rest.endswith(ar.TEH):
                yield rest[:-1] + ar.HEH
            yield rest
    match word[-2:]:
        case "ته":
            yield word[:-2] + ar.HEH
        case "ات":
            yield word[:-2] + ar.HEH
            yield word[:-2]
        case "ون" | "ين" | "ان":
            yield word[:-2]
            if word[-3] == ar.TEH:
                yield word[:-3] + ar.HEH
        case "وا":
            yield word[:-2]
    if word[-1] in "هايت":
        yield word[:-1]


def is_native(stem: str, lexicon: Lexicon) -> bool:
    """Tell whether a stem is a word of Arabic or an inflected one, not a foreign name."""
    if stem in lexicon.bases:
        return lexicon.is_native(stem)
    return any(lexicon.is_native(rest) for rest in without_affix(stem))


def without_affix(word: str) -> Iterator[str]:
    """Yield a word without the letter of a verb in the present, and without each ending that it has."""
    if len(word) > MIN_REST and word[0] in _PRESENT:
        yield word[1:]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_REST:
            yield word[: -len(ending)]
