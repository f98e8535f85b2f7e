"""What was changed from one version of an article to the next?

Words are compared, not letters: a mark inside a word would part letters that are joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, Literal

from index.deadline import check_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.history import History, Version

Kind = Literal["same", "out", "in"]
"""A piece stands in both texts, in the older one only (it was taken out), or in the newer one only."""

Field = Literal["title", "caption", "body"]
FIELDS: tuple[Field, ...] = ("title", "caption", "body")
"""What makes an article another version when it changes."""

MOST_PAIRS = 100_000
"""Pairs of equal words, or of equal lines, one in either passage: a second of difflib's at worst, when all are alike.

Passages with more are not compared, but replaced as a whole; 3,000 words of news have as many.
"""

CONTEXT_WORDS = 25
"""Words around a change that show where it is."""

_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words behind each other, with spaces between them."""

    kind: Kind
    text: str


Line = tuple[Piece, ...]

Passage = tuple[bool, Sequence[str], Sequence[str]]
"""Whether it is the same in both texts, and its paragraphs or words in each."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Two versions, one following the other. What a field's text changed in is worked out when it is asked for."""

    older: Version
    newer: Version

    @property
    def is_retitled(self) -> bool:
        """Tell whether the headline has other words."""
        return self.older.article.title.split() != self.newer.article.title.split()

    def lines(self, field: Field) -> tuple[Line, ...]:
        """Return a field's paragraphs, old and new in one; none where it has the same words in both.

        What was left out of one body only, because nobody knew of it before, is no change: whole bodies are compared.
        """
        older, newer = (getattr(version.article.whole(), field) for version in (self.older, self.newer))
        return compare(older, newer) if older.split() != newer.split() else ()


def told(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the paragraphs that have a change, abridged where nothing changed; «…» stands for those between them."""
    for is_same, group in groupby(lines, lambda line: all(piece.kind == "same" for piece in line)):
        if is_same:
            yield (Piece("same", "…"),)
        else:
            yield from (tuple(map(_abridged, line)) for line in group)


def _abridged(piece: Piece) -> Piece:
    words = piece.text.split(" ")
    if piece.kind != "same" or len(words) <= 3 * CONTEXT_WORDS:
        return piece
    return Piece("same", " ".join([*words[:CONTEXT_WORDS], "…", *words[-CONTEXT_WORDS:]]))


def edits(history: History | None) -> tuple[Edit, ...]:
    """Return what was changed, edit by edit, the oldest first; nothing was in an article that is not there."""
    return tuple(Edit(older, newer) for older, newer in pairwise(history.versions if history else ()))


def compare(older: str, newer: str) -> tuple[Line, ...]:
    """Return the paragraphs of two texts as one: without ``in`` it is the older text, without ``out`` the newer one.

    Raises:
        OutOfTimeError: the time of the request has run out.
    """
    tokens: list[tuple[Kind, str]] = []
    before, after = _paragraphs(older), _paragraphs(newer)
    for is_same, old, new in _passages(before, after):
        old_words, new_words = _words(old), _words(new)
        tokens += [("same", word) for word in old_words] if is_same else _compared(old_words, new_words)
    return tuple(_lines(tokens))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(words) for line in text.splitlines() if (words := line.split())]


def _words(paragraphs: Sequence[str]) -> list[str]:
    return [word for paragraph in paragraphs for word in (*paragraph.split(" "), _BREAK)]


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Yield the passages that are the same, and those that are not, in their order."""
    check_time()
    start, most = _alike(before, after), min(len(before), len(after))
    end = min(_alike(before[::-1], after[::-1]), most - start)
    middle, changed = before[start : len(before) - end], after[start : len(after) - end]
    yield from [(True, before[:start], after[:start])] if start else []
    if _pairs(middle, changed) > MOST_PAIRS:
        yield False, middle, changed
    else:
        for name, first, last, begin, stop in SequenceMatcher(None, middle, changed, autojunk=False).get_opcodes():
            yield name == "equal", middle[first:last], changed[begin:stop]
    yield from [(True, before[-end:], after[-end:])] if end else []


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many words, or paragraphs, two passages have alike at their beginning."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return sum(1 for _ in alike)


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    counts = Counter(before)
    return sum(counts[word] for word in after)


def _compared(before: Sequence[str], after: Sequence[str]) -> list[tuple[Kind, str]]:
    """Return the words of two passages as one; of a change all old words stand before the new ones.

    One equal word between two that are replaced is no piece of its own: «في» (in) alone keeps nobody's place.
    """
    tokens: list[tuple[Kind, str]] = []
    out: list[str] = []
    new: list[str] = []
    passages = list(_passages(before, after))
    for place, (is_same, old_words, new_words) in enumerate(passages):
        beside = passages[max(place - 1, 0) : place + 2]
        is_island = len(beside) == 3 and all(map(_is_replaced, beside[::2])) and len(old_words) == 1
        if is_same and (not is_island or _BREAK in old_words):
            tokens += [*_marked("out", out), *_marked("in", new), *_marked("same", old_words)]
            out, new = [], []
        else:
            out += old_words
            new += new_words
    return [*tokens, *_marked("out", out), *_marked("in", new)]


def _is_replaced(passage: Passage) -> bool:
    return not passage[0] and bool(passage[1] and passage[2])


def _marked(kind: Kind, words: Iterable[str]) -> list[tuple[Kind, str]]:
    return [(kind, word) for word in words]


def _lines(tokens: Iterable[tuple[Kind, str]]) -> Iterator[Line]:
    """Yield paragraphs; the end of one in either text ends it here."""
    for is_break, line in groupby(tokens, lambda token: token[1] == _BREAK):
        if not is_break:
            groups = groupby(line, lambda token: token[0])
            yield tuple(Piece(kind, " ".join(word for _, word in words)) for kind, words in groups)
