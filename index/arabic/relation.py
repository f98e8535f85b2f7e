"""How is a word that was found related to the word that was asked for?"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from index.arabic import letters as ar
from index.arabic.lexicon import lexicon
from index.arabic.sound import by_sound, key
from index.arabic.stopwords import STOP_WORDS, is_stop_word

if TYPE_CHECKING:
    from index.arabic.analyzer import Word

MIN_NAME_CONSONANTS = 3
"""Foreign names with fewer consonants by sound are told apart by their vowels."""


class Relation(IntEnum):
    """From the closest to the loosest; up to `FORM` the found word is a match."""

    SPELLING = 1
    """The same word, perhaps with other marks or another hamza: مسئول and مسؤول (responsible)."""
    CLITIC = 2
    """The same but for what is written together with it: والكتاب (and the book) and كتاب (book)."""
    FORM = 3
    """Another form: كتابهم (their book), كتب (books); or another spelling of one foreign name."""
    FAMILY = 4
    """A word that sounds alike, mostly of one root: evidence for ranking, never a match."""


def relation(asked: Word, found: Word) -> Relation | None:
    """Return the closest relation between two words; None when there is none.

    A stop word never answers for another word: علي (Ali) does not find على (on).
    """
    if asked.stem != found.stem or asked.key != found.key:
        related = stem_relation(asked, found.key, found.stem, native=found.native)
    else:
        related = form_relation(asked, found.fold, found.base)
    return related if related and may_answer(asked, found.written, related) else None


def stem_relation(asked: Word, key: str, stem: str, *, native: bool) -> Relation | None:
    """Return the relation to all words of another stem, by the key, the stem and the kind of one; None without one."""
    if asked.key != key:
        return Relation.FORM if _are_number_siblings(asked.stem, stem) else None
    same = _are_number_siblings(asked.stem, stem) or _are_one_name(asked, stem, native=native)
    return Relation.FORM if same else Relation.FAMILY


def form_relation(asked: Word, fold: str, base: str) -> Relation:
    """Return the relation to a word of the same stem, by its fold and base."""
    if asked.base != base:
        return Relation.FORM
    return Relation.SPELLING if asked.fold == fold else Relation.CLITIC


def family_keys(asked: Word) -> tuple[str, ...]:
    """Return the keys under which words related to this one can stand: its own, and of its singular and plurals."""
    return tuple(dict.fromkeys((asked.key, *map(key, lexicon().siblings(asked.stem)))))


def _are_number_siblings(one: str, other: str) -> bool:
    """Tell whether one stem is the broken plural of the other, or both of one singular."""
    singulars = lexicon().singulars
    of_one, of_other = singulars.get(one), singulars.get(other)
    return of_one == other or of_other == one or (of_one is not None and of_one == of_other)


def _are_one_name(one: Word, stem: str, *, native: bool) -> bool:
    """Tell whether a word and a stem with its key are spellings of one foreign name: هامبورغ, هامبورج (Hamburg).

    A name of three consonants must have as many long vowels: أمريكا, أميركا (America), but تونس (Tunis), تنس (tennis);
    one of fewer the same ones: تياغو, تياجو (Tiago).
    """
    if one.native or native or not ar.HAMZA <= one.stem[0] <= ar.YEH:
        return False
    if len(one.key) == MIN_NAME_CONSONANTS and len(one.stem) == len(stem):
        return True
    return len(one.key) > MIN_NAME_CONSONANTS or by_sound(one.stem) == by_sound(stem)


def may_answer(asked: Word, written: str, related: Relation) -> bool:
    """Tell whether a related word may answer, as it is written: a stop word may only for itself."""
    if written not in STOP_WORDS or asked.written == written:
        return True
    return related is Relation.SPELLING and is_stop_word(asked)
