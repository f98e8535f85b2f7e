"""How is a word that was found related to the word that was asked for?"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from index.arabic.foreign import Foreign, foreign
from index.arabic.latin import latin_keys, may_spell
from index.arabic.lexicon import lexicon
from index.arabic.names import has_g, name_keys, same_name
from index.arabic.normalize import unmarked
from index.arabic.plurals import more_siblings
from index.arabic.sound import key
from index.arabic.stopwords import STOP_WORDS, is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.arabic.analyzer import Word


MEMORY_WORDS = 10_000
"""Asked words whose keys are remembered, a few MB."""


class Relation(IntEnum):
    """The match ladder, from the closest to the loosest; up to `TYPO` the found word is a match if a search allows."""

    EXACT = 1
    """Letter for letter, marks included: كُتُب (books) and كُتُب."""
    MARKS = 2
    """But for marks and tatweel: كُتُب and كتب."""
    SPELLING = 3
    """But for hamza seats, ة and ه, ى and ي, digits, capitals: مسئول and مسؤول (responsible)."""
    CLITIC = 4
    """But for what is written together with it: والكتاب (and the book) and كتاب (book)."""
    STEM = 5
    """But for a pronoun or an ending: كتابهم (their book) and كتاب (book), معلمون (teachers) and معلم (teacher)."""
    PLURAL = 6
    """Singular and broken plural: كتب (books) and كتاب (book)."""
    NAME = 7
    """Another spelling of one foreign name: هامبورغ and هامبورج (Hamburg)."""
    TYPO = 8
    """A letter or two otherwise: found when a search asks for such."""
    FAMILY = 9
    """A word that sounds alike, mostly of one root: evidence for ranking, never a match."""


def relation(asked: Word, found: Word) -> Relation | None:
    """Return the closest relation between two words; None when there is none.

    A stop word never answers for another word: علي (Ali) does not find على (on).
    """
    related: Relation | None
    if asked.stem == found.stem and asked.key == found.key:
        related = form_relation(asked, found.fold, found.base, found.shown)
    elif found.key not in family_keys(asked):
        return None
    else:
        stems = Stems(asked, found.key)
        related = dict(stems.near([found.stem])).get(found.stem) or stems.rest
        if related is Relation.FAMILY and stems.is_name and same_name(asked.base, found.base):
            related = Relation.NAME
    return related if related and may_answer(asked, found.written, related) else None


class Stems:
    """How the words of a key are related to an asked one by their stems alone. ``rest`` is what most of them are.

    ``are_names`` tells that stems must be looked at one by one, and ``is_name`` each word: the analysis may have cut
    the stem of a name, as in هولندا, هولاندا (Holland).
    """

    def __init__(self, asked: Word, key: str) -> None:
        self._asked = asked
        is_latin = asked.fold.isascii()
        self.rest = Relation.FAMILY if key == asked.key and not is_latin else None
        self._spoken = () if is_latin else _spoken(asked)
        self.are_names = is_latin or bool(self._spoken)
        self.is_name = bool(self.rest) and (foreign(asked.base) is Foreign.YES or has_g(asked.base))
        self._own = asked.stem if key == asked.key else None

    def near(self, stems: Iterable[str]) -> Iterator[tuple[str, Relation | None]]:
        """Yield the stems whose words are closer than the rest, and the relation of these; None for the asked one's.

        ``stems`` are those of the key; they count for names only.
        """
        if self._own is not None:
            yield self._own, None
        siblings = _number_siblings(self._asked.stem)
        for stem in siblings:
            yield stem, Relation.PLURAL
        for stem in stems:
            if stem not in siblings and stem != self._own and self._is_same_name(stem):
                yield stem, Relation.NAME

    def _is_same_name(self, stem: str) -> bool:
        if not self._spoken:
            return may_spell(self._asked.fold, stem)
        return any(same_name(form, stem) for form in self._spoken)


@lru_cache(MEMORY_WORDS)
def _spoken(asked: Word) -> tuple[str, ...]:
    """Return the forms by which a foreign name may be known: the analysis cuts some, لندون (London) to ندون."""
    forms = dict.fromkeys((asked.stem, asked.base, asked.fold))
    return tuple(form for form in forms if foreign(form) is not Foreign.NO or has_g(form))


def form_relation(asked: Word, fold: str, base: str, shown: str) -> Relation:
    """Return the relation to a word of the same stem, by its fold, its base and how its author wrote it."""
    if asked.base != base:
        return Relation.STEM
    if asked.fold != fold:
        return Relation.CLITIC
    if asked.shown == shown:
        return Relation.EXACT
    return Relation.MARKS if unmarked(asked.shown) == unmarked(shown) else Relation.SPELLING


@lru_cache(MEMORY_WORDS)
def family_keys(asked: Word) -> tuple[str, ...]:
    """Return the keys under which related words can stand: its own, of its singular and plurals, of its spellings."""
    if asked.fold.isascii():
        return tuple(dict.fromkeys((asked.key, *latin_keys(asked.fold))))
    spellings = (one for form in _spoken(asked) for one in name_keys(form))
    return tuple(dict.fromkeys((asked.key, *map(key, sorted(_number_siblings(asked.stem))), *spellings)))


@lru_cache(MEMORY_WORDS)
def _number_siblings(stem: str) -> frozenset[str]:
    """Return the stems of which one is the broken plural of the other, or both are of one singular."""
    return more_siblings().get(stem, frozenset()).union(lexicon().siblings(stem)) - {stem}


def may_answer(asked: Word, written: str, related: Relation) -> bool:
    """Tell whether a related word may answer, as it is written: a stop word may only for itself."""
    if written not in STOP_WORDS or asked.written == written:
        return True
    return related <= Relation.SPELLING and is_stop_word(asked)
