"""Where are the words of a text, and under which forms are they matched?

One object analyses articles, queries and the texts to highlight, so that all three agree by construction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.arabic import clitics, sound, stem
from index.arabic import letters as ar
from index.arabic.lexicon import lexicon
from index.arabic.normalize import PLAIN, fold_letters, spelled, written

if TYPE_CHECKING:
    from collections.abc import Iterator

ANALYZER_VERSION = 3
"""Goes up whenever any text would give other words: an index made by another version must be rebuilt."""

MAX_WORD_CHARACTERS = 64
"""A longer word is cut here, in articles and queries alike: no word is that long, and an index key has a limit."""

MAX_SPELLED_CHARACTERS = 2 * MAX_WORD_CHARACTERS
"""The same with all marks."""

MEMORY_WORDS = 100_000
"""Distinct spellings, and distinct runs of text between spaces, that are remembered, some 50 MB; then afresh."""

_MARKS = "".join((*ar.HARAKAT, *ar.QURANIC_MARKS))
_INSIDE = _MARKS + "".join(ar.INVISIBLE)
_LETTERS = rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*[{_MARKS}]*"
_NO_DIGIT_BEFORE = rf"(?<!\d)(?<!\d[{ar.THOUSANDS_SEPARATORS}{ar.DECIMAL_SEPARATORS}])"
_NO_DIGIT_AFTER = rf"(?![{ar.THOUSANDS_SEPARATORS}{ar.DECIMAL_SEPARATORS}]?\d)"
_THOUSANDS = rf"\d{{1,3}}(?:[{ar.THOUSANDS_SEPARATORS}]\d{{3}})+"
_FRACTION = rf"[{ar.DECIMAL_SEPARATORS}]\d+"
_NUMBER = rf"(?=\d){_NO_DIGIT_BEFORE}(?:{_THOUSANDS}(?:{_FRACTION})?|\d+{_FRACTION}){_NO_DIGIT_AFTER}"
_BYTE = "[0-9A-Fa-f]{2}"
_NOT_ENCODED = rf"(?!(?<=%){_BYTE}%{_BYTE})(?<!%{_BYTE}%)(?<!%[0-9A-Fa-f])(?<!%{_BYTE}%[0-9A-Fa-f])"

WORD = re.compile(f"{_NOT_ENCODED}(?:{_NUMBER}|{_LETTERS})")
"""A number with its separators, or a run of letters and digits; marks, joiners and bidi controls may stand inside it,
marks at its end. Percent-encoded letters of an address are none."""

AROUND = '.,:;!()[]"«»“”،؛؟…'
"""What often stands at a word, and never belongs to one."""

_SPACED = re.compile(r"\S+")


class Word(NamedTuple):
    """A word as it is written, and the forms under which it meets others, each shorter or equal to the one before.

    ``written`` has the author's letters without marks; ``fold`` is the spelling that matches; ``base`` has no
    proclitics, ``stem`` no endings either; ``key`` is shared by words that sound alike. ``native`` tells a word of
    Arabic from a foreign name. ``spelled`` has all that its author wrote, as marks and capitals; it is empty where that
    is ``written``, as it nearly always is.
    """

    written: str
    fold: str
    base: str
    stem: str
    key: str
    native: bool
    spelled: str = ""

    @property
    def shown(self) -> str:
        """The word as its author wrote it."""
        return self.spelled or self.written


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` in code points of the text as it was given."""

    start: int
    end: int
    word: Word


class Analyzer:
    """Turns text into words; remembers every word, and every run of text between spaces, that it has seen."""

    version = ANALYZER_VERSION

    def __init__(self) -> None:
        self._words: dict[str, Word | None] = {}
        self._runs: dict[str, tuple[Word, ...]] = {}

    def words(self, text: str) -> list[Word]:
        """Return the words of a text in order, without offsets: what an index needs."""
        found: list[Word] = []
        runs = self._runs
        for run in text.split():
            known = runs.get(run)
            found += self._learn(run) if known is None else known
        return found

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the words of a text in order; offsets are into the text as it was given."""
        for run in _SPACED.finditer(text):
            for match in WORD.finditer(run[0]):
                if word := self._word(match[0]):
                    yield Token(run.start() + match.start(), run.start() + match.end(), word)

    def _learn(self, run: str) -> tuple[Word, ...]:
        if len(self._runs) >= MEMORY_WORDS:
            self._runs.clear()
        known = self._runs[run] = tuple(filter(None, map(self._word, typed_words(run))))
        return known

    def _word(self, typed: str) -> Word | None:
        """Return `word_of`, which is remembered."""
        known = self._words
        if typed in known:
            return known[typed]
        if len(known) >= MEMORY_WORDS:
            known.clear()
        word = known[typed] = word_of(typed)
        return word


def typed_words(run: str) -> list[str]:
    """Return the matches of `WORD` in a run of text between spaces."""
    core = run.strip(AROUND)
    return [core] if core.isalpha() else WORD.findall(run)  # nearly always the first, ten times as fast


def word_of(typed: str) -> Word | None:
    """Return the word of a match of `WORD`; None when it has no letter (some presentation forms are a space)."""
    if len(typed) <= MAX_WORD_CHARACTERS and PLAIN.fullmatch(typed):
        return analyse(typed)
    plain = written(typed).replace(" ", "")[:MAX_WORD_CHARACTERS]
    return analyse(plain, "" if plain == typed else spelled(typed).replace(" ", "")[:MAX_SPELLED_CHARACTERS])


def analyse(plain: str, whole: str = "") -> Word | None:
    """Return the word of a spelling that `written` has made, ``whole`` being that of `spelled`; None without any."""
    if not plain:
        return None
    folded, whole = fold_letters(plain), "" if whole == plain else whole
    if folded.isascii():  # Latin words and numbers have no Arabic forms
        return Word(plain, folded, folded, folded, folded, native=False, spelled=whole)
    known = lexicon()
    base = clitics.base(folded, known)
    return Word(plain, folded, base, *_family(base), whole)


@lru_cache(MEMORY_WORDS)
def _family(base: str) -> tuple[str, str, bool]:
    """Return stem, key and whether it is Arabic, which all words of one base have in common."""
    known = lexicon()
    stemmed = stem.stem(base, known)
    return stemmed, sound.key(stemmed), stem.is_native(stemmed, known)
