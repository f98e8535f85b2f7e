"""By which traces are copies of an article found, and are two articles copies?

Only the body is compared, since a headline is the first thing that another outlet changes, and its words folded, so
that hamza, marks and tatweel make no difference. Nothing but the two articles decides whether they are copies: so it
makes no difference in which order articles come. The numbers are those of docs/decisions.md, found by
``python -m benchmarks.stories``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]
    Number = TypeVar("Number", np.uint32, np.uint64)

SENTENCE_SIGNS = ".!?؟…؛"
"""A sentence ends with a line, or with a run that one of these ends. The sentences of a body have keys of their own:
what is cut to a paragraph, or reordered, keeps those."""

FEW_WORDS = 20
"""A body with fewer words is compared together with its headline: «التفاصيل في الفيديو» (see the video) is no story."""

NUMBER = 1 << 31
"""The code of a word that is a number has this bit, that of another has not."""

ROWS, BANDS, SEED = 2, 6, 1
"""A key is made of so many numbers of a sentence's MinHash, and a sentence has at most so many keys."""

KEYS, WORDS_A_KEY = 24, 12
"""An article has some 24 keys, a long one one for each 12 words."""

SHARED_KEYS = 0.08
"""Copies share at least such a part of the keys of the one that has fewer."""

WITHIN_DAYS, EDITED_DAYS, EDITED = 7, 3, 0.9
"""Copies are published within 7 days, within 3 where less than nine tenths of the shorter one stand in the other. Those
that are the same to the word may be of any time, and so may undated ones."""

CHANCE, ALIKE = 5, 0.45
"""Copies share 5 pairs of words, as any two may by a credit or a closing line, and 45 % of the shorter one's pairs."""

STRONG = 0.8
"""Copies are as good as certain where so much of the shorter one stands in the other."""

WHOLE = 100
"""The weight of a link between articles of which one has all of the other."""

OPENING = 5
"""A brief is looked for in the opening of a longer text, five times as long: a review of the day tells many stories."""

FEW_NUMBERS, SAME_NUMBERS = 3, 0.6
"""Of 3 numbers and more, six of ten are the same in copies: not so in two days' weather, prices or times of prayer, of
which half may be the form's own («عيار 24», 24 carat) or the same by chance."""

KEY = np.dtype("<u4")
TEXT_BYTES = 8
TEXT_ITEMS = TEXT_BYTES // KEY.itemsize
"""Items of an article's traces before its keys: the hash of its text."""

_SPREAD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Traces:
    """What copies among many articles are looked for by: a hash of each one's text, 0 without one, and its keys.

    The keys of all stand behind each other, ascending in each article; ``sizes`` says how many each one has.
    """

    texts: Hashes
    keys: Codes
    sizes: Numbers


class Wording:
    """The words by which an article is compared with others, given as their `fold_code` in order, and `word_pairs`."""

    def __init__(self, codes: Codes, pairs: Hashes) -> None:
        self._codes = codes
        self._pairs = pairs
        self.length = len(pairs)

    @cached_property
    def distinct(self) -> Hashes:
        """The distinct pairs of words, ascending."""
        return _distinct(self._pairs)

    @cached_property
    def numbers(self) -> Codes:
        """The distinct words that are numbers, ascending."""
        return _distinct(self._codes[self._codes >= NUMBER])

    def opening(self, pairs: int) -> Hashes:
        """Return the distinct pairs of words among the first ones, ascending."""
        return self.distinct if pairs >= self.length else _distinct(self._pairs[:pairs])


def _distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """Return numbers ascending, each once, three times as fast as `numpy.unique` does it for a few hundred."""
    ascending = np.sort(numbers)
    is_first = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_first[1:])
    return ascending[is_first]


def likeness(one: Wording, other: Wording) -> float:
    """Return how much of an article stands in another one that is an edited copy of it, or that it was cut from.

    That is the part of the shorter one's pairs of words, from `ALIKE` to 1; 0 where they are no copies.
    """
    short, long = sorted((one, other), key=lambda wording: (wording.length, len(wording.distinct)))
    common = _shared(short.distinct, long.opening(OPENING * short.length))
    if common < CHANCE + ALIKE * len(short.distinct) or not _have_same_numbers(one, other):
        return 0.0
    return common / len(short.distinct)


def _have_same_numbers(one: Wording, other: Wording) -> bool:
    """Tell two reports of one event from those of two days, which differ in little else."""
    fewer = min(len(one.numbers), len(other.numbers))
    return fewer < FEW_NUMBERS or _shared(one.numbers, other.numbers) >= SAME_NUMBERS * fewer


def _shared(some: NDArray[np.unsignedinteger], others: NDArray[np.unsignedinteger]) -> int:
    """Return how many of some distinct numbers are among others; both ascend."""
    if not len(others):
        return 0
    places = np.minimum(np.searchsorted(others, some), len(others) - 1)
    return int(np.count_nonzero(others[places] == some))


def days_between(likenesses: NDArray[np.float64]) -> Numbers:
    """Return how many days may lie between copies that are so much alike."""
    return np.where(likenesses < EDITED, EDITED_DAYS, WITHIN_DAYS)


def fold_code(fold: str) -> int:
    """Return the code of a word by its fold; one with digits, as «و13» (and 13), is a number."""
    code = crc32(fold.encode("utf-8", "surrogatepass"))
    return code & ~NUMBER if fold.isalpha() or not any(map(str.isdecimal, fold)) else code | NUMBER


def word_pairs(codes: Codes) -> Hashes:
    """Return a hash of each word and the one behind it; there is one less of them than there are words."""
    wide = codes.astype(np.uint64)
    return _mixed(wide[:-1], wide[1:])


def _mixed(first: Hashes, second: Hashes) -> Hashes:
    mixed = (first * _SPREAD) ^ second
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX
    return mixed ^ (mixed >> np.uint64(29))


def traces(codes: Codes, sentences: Numbers, articles: Numbers) -> Traces:
    """Return the traces of articles whose words stand behind each other.

    ``sentences`` are the words of each sentence, at least one; ``articles`` the sentences of each article.
    """
    owners = np.repeat(np.arange(len(articles)), articles)
    words = np.bincount(owners, sentences, len(articles)).astype(np.int64)
    ends = [0, *np.cumsum(words).tolist()]
    data = codes.astype(KEY).tobytes()
    texts = np.array([_text(data[4 * first : 4 * last]) for first, last in pairwise(ends)], np.uint64)
    for_a_key = np.clip(words // KEYS, 1, WORDS_A_KEY)[owners]
    told = sentences > 1  # a word alone has no pair
    wanted = np.clip(-(-sentences // for_a_key), 1, BANDS)[told]
    keys = _keys(codes, sentences)[np.arange(BANDS) < wanted[:, None]]
    pairs = np.unique(np.repeat(owners[told], wanted).astype(np.uint64) << np.uint64(32) | keys)
    return Traces(
        texts, pairs.astype(np.uint32), np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(articles))
    )


def _keys(codes: Codes, sentences: Numbers) -> Hashes:
    """Return the keys of each sentence that has two words, as many rows."""
    from rensa import RMinHash  # only who writes needs it

    within = np.ones(max(len(codes) - 1, 0), np.bool_)
    within[np.cumsum(sentences)[:-1] - 1] = False  # no pair reaches from one sentence into the next
    sizes = sentences[sentences > 1] - 1
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint64)
    pairs = word_pairs(codes)[within]
    rows = RMinHash.digest_matrix_from_flat_token_hashes(pairs, offsets, ROWS * BANDS, SEED).to_rows()
    digests = np.array(rows, np.uint64).reshape(-1, BANDS, ROWS)
    return _mixed(digests[:, :, 0], digests[:, :, 1]) >> np.uint64(32)


def _text(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=TEXT_BYTES).digest(), "little") if data else 0
