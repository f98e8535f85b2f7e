"""Of the best candidates, which one tells the story that the query is about?

Looks at the candidates' words in order: whether the query's words stand in the opening, close together, side by side
as they were typed, or name the article's section or source. In the opening and close together a word of the same
family counts too, because a headline says «اعتقال» (arrest) where the article says «اعتقلت» (arrested).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.query import asked_words
from index.ranking import K1, WEIGHTS
from index.schema import CODE, GAP, PARTS, word_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.asked import Asked
    from index.engine import Kind
    from index.query import Query
    from index.snapshot import Codes, Documents, Floats, Snapshot

CANDIDATES = 500
"""Articles that are looked at: of the development queries' answers .995 (headlines) and .94 (three words) are there."""

MANY_WORDS, CANDIDATES_OF_MANY = 5, 150
"""Of a query of more words fewer articles are looked at: the words have told what is meant."""

MAX_WORDS = 32
"""Of a longer query the rarest words are looked for: pairs grow with the square."""

LEAD_WORDS = 60
"""The opening of a news text tells the story; the title is part of it."""

NEAR_WORDS, NEAR_HALF = 60, 20
"""Two words at a distance of d positions count 1 / (1 + d / NEAR_HALF), beyond NEAR_WORDS nothing."""

NEAR_IN_LEAD = 0.26
"""How much more a pair counts whose words are near in the opening."""

BETWEEN = 5
"""Of the query's words in an article, each is compared with this many that follow it."""

SIDE_BY_SIDE = 2
"""Positions from a word to the next one in typed order: a particle may stand between."""

_NAME = 0
"""Stands for the relation to a word that is the base of the query's word, and counts only in the place, where bases
stand. Elsewhere it may be another word: the base of ماء (water) is written like ما (what)."""

_TABLE = 1 << 16

_BITS = 8
"""Numbers of words and relations take so many bits each, where they are sorted together."""

_MOST = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Story:
    """What one kind of evidence adds: ``amounts`` has a row for each document, a column for each of ``words``."""

    kind: Kind
    words: tuple[tuple[str, ...], ...]
    amounts: Floats


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """The places where words of the query stand in the candidates, in order.

    Of each: the candidate's row, the position among all words that were read, the number of the query's word, the
    relation to it, and whether it is in the article's opening, or in its place.
    """

    row: Documents
    position: Documents
    word: Documents
    relation: Documents
    lead: NDArray[np.bool_]
    place: NDArray[np.bool_]

    def only(self, chosen: NDArray[np.bool_]) -> _Occurrences:
        """Return some of the places."""
        return _Occurrences(*(getattr(self, name)[chosen] for name in self.__slots__))


def candidates(query: Query) -> int:
    """Return how many articles are looked at for a query."""
    words = sum(len(text.split()) for text in asked_words(query))
    return CANDIDATES if words <= MANY_WORDS else CANDIDATES_OF_MANY


def stories(snapshot: Snapshot, documents: Documents, asked: Sequence[tuple[Asked, float]]) -> list[Story]:
    """Return what the order of the words adds to some documents; ``asked`` are the query's words with their rarity."""
    rarest = sorted(range(len(asked)), key=lambda number: -asked[number][1])[:MAX_WORDS]
    asked = [asked[number] for number in sorted(rarest)]
    found = _occurrences(snapshot, documents, [one for one, _ in asked])
    shape = (len(documents), len(asked))
    rarity = np.array([rarity for _, rarity in asked])
    typed = [one.typed for one, _ in asked]
    by_word = tuple((word,) for word in typed)
    found_stories = [
        Story("lead", by_word, WEIGHTS["lead"] * rarity * _lead(found, shape)),
        Story("place", by_word, WEIGHTS["place"] * rarity * _place(found, shape)),
    ]
    if len(asked) > 1:
        left, right = np.triu_indices(len(asked), 1)
        pairs = tuple((typed[one], typed[other]) for one, other in zip(left, right, strict=True))
        near = (_near(found, shape) + NEAR_IN_LEAD * _near(found.only(found.lead), shape))[:, left, right]
        found_stories.append(Story("near", pairs, WEIGHTS["near"] * (rarity[left] + rarity[right]) / 2 * near))
        order = WEIGHTS["order"] * (rarity[:-1] + rarity[1:]) / 2 * _order(found, shape)
        found_stories.append(Story("order", tuple(pairwise(typed)), order))
    return found_stories


def _occurrences(snapshot: Snapshot, documents: Documents, asked: Sequence[Asked]) -> _Occurrences:
    words, bounds = snapshot.words(documents)
    codes, numbers, relations = _codes(asked)
    wanted, slots = np.zeros(_TABLE, np.bool_), np.empty(_TABLE, np.int32)
    wanted[_hash(codes)], slots[_hash(codes)] = True, np.arange(len(codes))
    position = np.flatnonzero(np.take(wanted, _hash(words)))  # a first, cheap look: most words are none of these
    found_codes = words[position]
    place = slots[_hash(found_codes)]
    other = np.flatnonzero(codes[place] != found_codes)  # one of two codes with the same hash, or another word
    place[other] = np.minimum(np.searchsorted(codes, found_codes[other]), len(codes) - 1)
    same = codes[place] == found_codes
    position, place = position[same], place[same]
    row = np.repeat(np.arange(len(documents)), np.diff(np.searchsorted(position, bounds)))
    gaps = np.flatnonzero(words == GAP).reshape(-1, len(PARTS) - 1)[row]
    into_body, in_place = position - gaps[:, 1], position > gaps[:, 2]
    lead = (position < gaps[:, 0]) | ((into_body > 0) & (into_body <= LEAD_WORDS) & ~in_place)
    found = _Occurrences(row, position, numbers[place], relations[place], lead, in_place)
    return found.only((found.relation != _NAME) | found.place)


def _hash(codes: Codes) -> NDArray[np.uint16]:
    """Return the lower halves of codes: numbers below `_TABLE`."""
    halves: NDArray[np.uint16] = codes.astype(CODE, copy=False).view("<u2")[::2]
    return halves


def _codes(asked: Sequence[Asked]) -> tuple[Codes, Documents, Documents]:
    """Return the codes of all related words, ascending, and for each the word of the query that it is closest to."""
    bases = np.array([word_code(one.word.base.encode()) for one in asked], np.uint32)
    codes = np.concatenate([*(one.found.codes for one in asked), bases])
    owners = [np.full(len(one.found.codes), number) for number, one in enumerate(asked)]
    numbers = np.concatenate([*owners, np.arange(len(asked))])
    farther = np.full(len(asked), Relation.FAMILY + 1)
    relations = np.concatenate([*(one.found.relations for one in asked), farther])
    ranked = np.sort(codes.astype(np.int64) << 2 * _BITS | relations << _BITS | numbers)
    first = ranked[np.flatnonzero(np.diff(ranked >> 2 * _BITS, prepend=-1))]
    nearest = first >> _BITS & _MOST
    nearest[nearest > Relation.FAMILY] = _NAME
    return (first >> 2 * _BITS).astype(np.uint32), first & _MOST, nearest


def _counts(found: _Occurrences, chosen: NDArray[np.bool_], shape: tuple[int, int]) -> Floats:
    cells = np.bincount((found.row * shape[1] + found.word)[chosen], minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(np.float64)


def _lead(found: _Occurrences, shape: tuple[int, int]) -> Floats:
    """Return for each document and word how much it occurs in title and opening, growing as in BM25, 0 to K1 + 1."""
    counts = _counts(found, found.lead, shape)
    grown: Floats = counts * (K1 + 1) / (counts + K1)
    return grown


def _place(found: _Occurrences, shape: tuple[int, int]) -> Floats:
    """Return for each document and word 1 where it names the section or the source."""
    return np.minimum(_counts(found, found.place & (found.relation <= Relation.CLITIC), shape), 1.0)


def _near(found: _Occurrences, shape: tuple[int, int]) -> Floats:
    """Return for each document and pair of words (the smaller number first) how close they come, 0 to 1."""
    closest = np.full(shape[0] * shape[1] * shape[1], np.inf)  # flat: NumPy is far quicker so
    for step in range(1, BETWEEN + 1):
        one, other = slice(None, -step), slice(step, None)
        distance = found.position[other] - found.position[one]
        chosen = (found.row[one] == found.row[other]) & (distance <= NEAR_WORDS) & ~found.place[other]
        left, right = found.word[one][chosen], found.word[other][chosen]
        smaller, larger = np.minimum(left, right), np.maximum(left, right)
        cell = (found.row[other][chosen] * shape[1] + smaller) * shape[1] + larger
        np.minimum.at(closest, cell, distance[chosen].astype(np.float64))
    near: Floats = 1.0 / (1.0 + closest.reshape(shape[0], shape[1], shape[1]) / NEAR_HALF)
    return near


def _order(found: _Occurrences, shape: tuple[int, int]) -> Floats:
    """Return for each document and word but the last 1 where the next one stands beside it, in a matching form."""
    beside = np.zeros((shape[0], shape[1] - 1))
    matching = np.flatnonzero((found.relation <= Relation.TYPO) & ~found.place)
    row, position, word = found.row[matching], found.position[matching], found.word[matching]
    for step in range(1, SIDE_BY_SIDE + 1):
        one, other = slice(None, -step), slice(step, None)
        next_to = (row[one] == row[other]) & (position[other] - position[one] <= SIDE_BY_SIDE)
        chosen = next_to & (word[other] == word[one] + 1)
        beside[row[one][chosen], word[one][chosen]] = 1.0
    return beside
