"""Which word of a vocabulary was meant by one that was mistyped?

`distance` says how unlike two folded words are, with costs for the slips that are made in Arabic. `corrections` looks
for the words of a vocabulary that are near a typed one, and puts those first that are nearest and most frequent.
Nothing here knows why a word is asked for, nor whether it is wrong at all.

The distance is that of optimal string alignment (after F. J. Damerau, 1964): letters are written for others, left out,
put in, or two neighbours change places, and no place is touched twice.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.arabic import letters as ar
from index.arabic.analyzer import MAX_WORD_CHARACTERS
from index.arabic.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

UNIT = 100
"""Costs are hundredths, and whole while they are added up: so a sum is exact, whatever its order."""

OTHER = 100
"""Any other letter for one, or one too many."""
EXTRA_KEY = 90
"""A letter too many whose key lies beside that of a letter around it: a finger between two keys."""
KEY = 80
"""A letter for that of the key beside it, on Arabic 101 or QWERTY. Random letters are rarer, other slips are not."""
EXTRA_VOWEL = 75
"""One of ا و ي too many: a short vowel written as a long one, مدراسة for مدرسة (school)."""
SOUND = 70
"""A letter for one that sounds alike, here or there: ت ط, س ص, ق غ; ه for ت at the end; a long vowel for another."""
DOTS = 65
"""A letter for one that differs from it by its dots only, in any place of a word: ب ت ث ن ي, ج ح خ."""
SWAP = 60
"""Two neighbours in each other's place: two hands, one too early."""
MISSED = 60
"""A letter left out. It costs less than one put in: only so many can be missing, but any of 28 can be too many."""
EXTRA_REPEAT = 60
"""A letter typed twice."""
MISSED_VOWEL = 50
"""One of ا و ي left out: a long vowel written as a short one, انتخبات for انتخابات (elections); or a hamza's seat."""
MISSED_ARTICLE = 35
"""The ا of ال left out at the beginning, where it is not heard between two words."""
CONFUSED = 35
"""ض for ظ and back: one sound in the Gulf and in Iraq, and in news the commonest slip that folding leaves."""
MISSED_REPEAT = 35
"""One of two equal letters left out: للجهات (for the sides) as لجهات. Few places of a word have two."""
LEAST = MISSED_REPEAT
"""No letter comes or goes for less."""

ALIKE_BY_DOTS = "بتثني جحخ دذ رز سش صض طظ عغ فق"
ALIKE_BY_SOUND = "تط سصث دض ذزظ قكغج هح هت ايو"
VOWELS = ar.ALEF + ar.WAW + ar.YEH
ARABIC_KEYS = "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤر*ىةوزظ"
"""The rows of Arabic 101; the * is the key that gives لا. Source: symbols/ara of xkb-data 2.35."""
LATIN_KEYS = "qwertyuiop asdfghjkl zxcvbnm"

_LETTERS = [*map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B), *range(ord("a"), ord("z") + 1)))]
_BEYOND = 0x64B
"""A character from here on is one letter to the tables below, the one of number 0."""
_NUMBERS = np.zeros(_BEYOND + 1, np.int8)
_NUMBERS[[*map(ord, _LETTERS)]] = np.arange(1, len(_LETTERS) + 1)


def _pairs(groups: Iterable[Iterable[str]]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the numbers of all pairs of letters in each group, both ways."""
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    one, other = (_NUMBERS[[ord(pair[side]) for pair in pairs]] for side in (0, 1))
    return np.concatenate((one, other)), np.concatenate((other, one))


def _neighbours(keys: str) -> Iterator[str]:
    """Yield pairs of folded letters whose keys touch; a key touches two of the row above it."""
    rows = keys.split()
    touching = [pair for row in rows for pair in pairwise(row)]
    for above, row in pairwise(rows):
        touching += [*zip(above, row, strict=False), *zip(above[1:], row, strict=False)]
    for pair in touching:
        letters = "".join(map(fold, pair))
        if letters.isalpha() and ar.HAMZA not in letters:
            yield letters


_NEAR = np.zeros((len(_LETTERS) + 1,) * 2, bool)
_NEAR[_pairs([*_neighbours(ARABIC_KEYS), *_neighbours(LATIN_KEYS)])] = True


def _substitutions() -> NDArray[np.int32]:
    """Return the cost of the letter of each column for that of each row."""
    costs = np.where(_NEAR, KEY, OTHER).astype(np.int32)
    for groups, cost in ((ALIKE_BY_SOUND, SOUND), (ALIKE_BY_DOTS, DOTS), ("ضظ", CONFUSED)):
        costs[_pairs(groups.split())] = cost
    np.fill_diagonal(costs, 0)
    return costs


_SUBSTITUTIONS = _substitutions()
_IS_VOWEL = np.isin(np.arange(len(_LETTERS) + 1), _NUMBERS[[*map(ord, VOWELS)]])


def distance(typed: str, other: str, most: float = 2.0) -> float:
    """Return how unlike a typed word is to the one it may stand for; 0 for the same, infinity beyond ``most``.

    Both are folded. It is not symmetric: a letter left out costs less than one put in.

    >>> distance("مدرصه", "مدرسه"), distance("مدره", "مدرسه"), distance("مدرسله", "مدرسه")
    (0.7, 0.6, 1.0)
    """
    return float(distances(typed, [other], most)[0])


def distances(typed: str, others: Sequence[str], most: float) -> NDArray[np.float64]:
    """Return the distance of a typed word from each of many others, infinity beyond ``most``."""
    found = np.full(len(others), np.inf)
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    rows = np.flatnonzero(np.abs(lengths - len(typed)) * LEAST <= most * UNIT)
    width = int(lengths[rows].max(initial=2))  # at least two, so that an article has room
    text = np.array([others[row] for row in rows.tolist()], f"<U{width}")
    characters = text.view(np.uint32).reshape(rows.size, width).T
    costs = _costs(np.array([*map(ord, typed)], np.uint32), np.ascontiguousarray(characters))
    total = costs[lengths[rows], np.arange(rows.size)]
    found[rows] = np.where(total <= most * UNIT, total / UNIT, np.inf)
    return found


def _costs(typed: NDArray[np.uint32], others: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Return what it costs to make the typed word of the first 0, 1, 2… letters of each other one.

    ``others`` has a word in each column, and so has the answer, with one row more. A row of the table of the alignment
    is filled for all words at once: first from the row above; then, since each cell also is its left neighbour and a
    letter left out, by a running minimum of what is over the sum of all letters left out so far.
    """
    numbers, letters = (_NUMBERS[np.minimum(text, _BEYOND)] for text in (typed, others))
    missed = np.zeros((len(others) + 1, others.shape[1]), np.int32)
    np.cumsum(_missed(others, letters), axis=0, out=missed[1:])
    above = row = missed
    for at, number in enumerate(numbers.tolist()):
        costs = _SUBSTITUTIONS[number][letters] if number else np.where(others == typed[at], 0, OTHER).astype(np.int32)
        best = row + np.int32(_extra(typed, numbers, at))
        np.minimum(best[1:], row[:-1] + costs, out=best[1:])
        if at:
            swapped = (others[:-1] == typed[at]) & (others[1:] == typed[at - 1])
            np.minimum(best[2:], above[:-2] + np.int32(SWAP), out=best[2:], where=swapped)
        above, row = row, np.minimum.accumulate(best - missed, axis=0) + missed
    return row


def _missed(others: NDArray[np.uint32], letters: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return what it costs to leave out each letter of the other words."""
    costs = np.where(_IS_VOWEL[letters], MISSED_VOWEL, MISSED).astype(np.int32)
    costs[1:][others[1:] == others[:-1]] = MISSED_REPEAT
    costs[0][(others[0] == ord(ar.ALEF)) & (others[1] == ord(ar.LAM))] = MISSED_ARTICLE
    return costs


def _extra(typed: NDArray[np.uint32], numbers: NDArray[np.int8], at: int) -> int:
    """Return what it costs that a letter of the typed word is too many."""
    if at and typed[at] == typed[at - 1]:
        return EXTRA_REPEAT
    if _IS_VOWEL[numbers[at]]:
        return EXTRA_VOWEL
    around = numbers[max(at - 1, 0) : at + 2]
    return EXTRA_KEY if _NEAR[numbers[at], around].any() else OTHER


MIN_LETTERS = 3
"""Shorter words are near too many others."""
MOST_OF_WORD = 0.3
"""How much of a word may be wrong: so much for each letter, so that six letters allow two slips; one always may be."""
MAX_LENGTH_DIFFERENCE = 2
MAX_CANDIDATES = 5000
"""So many are compared letter by letter, in some 10 ms; of more, those in most articles."""
CLOSE, WIDE = 2, 4
"""How many letters may stand in only one of the two words: one slip makes at most two such, two make four. The wide
search is only made when the close one finds nothing within one slip."""
FREQUENCY = 0.07
"""What each e-fold of articles counts against distance: a word in 1,000 articles is preferred to one in 10 that is less
than 0.32 nearer. So it decides between slips that cost nearly the same."""

_CHUNK = 1 << 16
"""So many words are gone through at once, which bounds the memory for it to some 10 MB."""

_LEAD_BYTE, _CONTINUATION = 0xC0, 0x80
_BITS = np.append(np.uint64(1) << (np.arange(_LEAD_BYTE, dtype=np.uint64) & np.uint64(63)), np.zeros(64, np.uint64))
"""The bit of each byte of UTF-8: the last byte of an Arabic letter is another for each one, the first says little."""


@dataclass(frozen=True)
class Vocabulary:
    """Words and in how many articles each is: ``blob[ends[i - 1] : ends[i]]`` is word ``i``, in ``counts[i]``.

    The words are UTF-8, none is empty, and they ascend by their bytes.
    """

    blob: NDArray[np.uint8]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]

    @cached_property
    def masks(self) -> NDArray[np.uint64]:
        """A bit for each letter that is in a word."""
        starts = self._starts
        masks = np.zeros(starts.size, np.uint64)
        for first in range(0, starts.size, _CHUNK):
            part = starts[first : first + _CHUNK]
            begin, end = part[0], self.ends[first + part.size - 1]
            masks[first : first + part.size] = np.bitwise_or.reduceat(_BITS[self.blob[begin:end]], part - begin)
        return masks

    @cached_property
    def lengths(self) -> NDArray[np.int16]:
        """How many characters each word has."""
        begins = (self.blob & _LEAD_BYTE) != _CONTINUATION
        return np.add.reduceat(begins.view(np.uint8), self._starts, dtype=np.int16)

    def count(self, word: str) -> int:
        """Return in how many articles a word is; 0 for one that is not in the vocabulary."""
        sought = _encoded(word)
        row = bisect_left(range(self.ends.size), sought, key=self.word)
        return int(self.counts[row]) if row < self.ends.size and self.word(row) == sought else 0

    def near(self, typed: str, letters: int) -> NDArray[np.int64]:
        """Return the numbers of the words `like` a typed one and in more articles; of very many, the most frequent."""
        rows = self.like(typed, letters)
        rows = rows[self.counts[rows] > self.count(typed)]
        if rows.size <= MAX_CANDIDATES:
            return rows
        return rows[np.argpartition(self.counts[rows], -MAX_CANDIDATES)[-MAX_CANDIDATES:]]

    def like(self, typed: str, letters: int) -> NDArray[np.int64]:
        """Return the numbers of all words that are about as long and have nearly the same letters.

        Up to ``letters`` letters stand only in one of the two, whatever their number and order.
        """
        mask = np.bitwise_or.reduce(_BITS[np.frombuffer(_encoded(typed), np.uint8)])
        fits = np.bitwise_count(self.masks ^ mask) <= letters
        fits &= np.abs(self.lengths - len(typed)) <= MAX_LENGTH_DIFFERENCE
        return np.flatnonzero(fits)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return self.ends - np.diff(self.ends, prepend=0)

    def word(self, row: int) -> bytes:
        """Return a word by its number."""
        return self.blob[self._starts[row] : self.ends[row]].tobytes()


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that may have been meant, how unlike the typed one is to it, and in how many articles it is."""

    word: str
    distance: float
    count: int


def corrections(typed: str, vocabulary: Vocabulary, limit: int = 5) -> list[Correction]:
    """Return the words that a folded word may stand for, the likeliest first, and never itself.

    Only words in more articles than it, and no more than ``limit``. A word of fewer than `MIN_LETTERS` characters or of
    more than any index has, or without a letter, has none.
    """
    if not MIN_LETTERS <= len(typed) <= MAX_WORD_CHARACTERS or not any(map(str.isalpha, typed)):
        return []
    found = _best(typed, vocabulary, CLOSE, limit)
    if not found or found[0].distance > OTHER / UNIT:
        found = _best(typed, vocabulary, WIDE, limit)
    return found


def worth(away: NDArray[np.float64] | float, counts: NDArray[np.int64] | int) -> NDArray[np.float64]:
    """Return how likely words are meant that are so far from a typed one, and in so many articles: least is best."""
    return away - FREQUENCY * np.log(counts)


def _best(typed: str, vocabulary: Vocabulary, letters: int, limit: int) -> list[Correction]:
    rows = vocabulary.near(typed, letters)
    words = [vocabulary.word(row).decode() for row in rows.tolist()]
    away = distances(typed, words, max(OTHER / UNIT, MOST_OF_WORD * len(typed)))
    counts = vocabulary.counts[rows]
    order = np.argsort(worth(away, counts), kind="stable")[:limit].tolist()
    return [Correction(words[at], float(away[at]), int(counts[at])) for at in order if np.isfinite(away[at])]


def _encoded(word: str) -> bytes:
    """Return the bytes of a word; half a surrogate pair, which no vocabulary has, is let through."""
    return word.encode("utf-8", "surrogatepass")
