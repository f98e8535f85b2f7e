"""Which lines of an article are not its own, but stand in many articles of its source?

Footers, share bars, "follow us", newsletters, standing bylines. They are learnt by counting: a line is boilerplate if
clearly more articles of a source have it than chance would give, and those articles say different things otherwise.
Only whole lines are judged, letter by letter; a line that differs in a digit is another line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from documents.article import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LEAST_ARTICLES = 5
"""Fewer articles with a line are chance, or a recurring column."""

TAIL_SHARE, ANYWHERE_SHARE = 0.1, 0.5
"""Of a source's articles, so many must have a line at their end, or at any other place: an article begins with words
of its author («عاجل», urgent) sooner than it ends with some."""

TAIL_LINES = 10
"""Lines that count as an article's end, as long as they are not its first one."""

LONG_CHARACTERS, MAX_CHARACTERS = 200, 500
"""A line longer than the first is rather a paragraph, and must stand in as many articles as one at any place; one
longer than the second is never boilerplate."""

OWN_SHARE = 0.2
"""An article counts as evidence if so much of its text is in lines that do not recur: copies of one story teach
nothing."""

FREE_WORDS = 3
"""Between other lines, a line of fewer words is left alone: it may name what the next line tells, as in a table."""

HEAD_KEPT, TAIL_KEPT = 20, 30
"""Lines of an article that are remembered; those between count as one line that never recurs."""

SAMPLE_ARTICLES = 100
"""The articles of a source that are remembered from one window to the next, the newest: some 15 kB."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_ALNUM = re.compile(r"\w")
_QUOTED = re.compile(r"^[«“\"].*[»”\"]\W*$")
_PACKED = Struct("<QI?")


class Line(NamedTuple):
    """A line as it is remembered: 64 bits of its text's hash, its length, and whether it may be boilerplate at all."""

    key: int
    characters: int
    is_candidate: bool


Outline = tuple[Line, ...]
"""The lines of an article's body that are not blank, in order."""

Sample = tuple[Outline, ...]
"""Different articles of one source, the newest last."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The boilerplate of a source: by a line's key, how many of the ``articles`` looked at have it."""

    at_the_end: Mapping[int, int]
    anywhere: Mapping[int, int]
    articles: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line that was left out, and how many of the articles of its source that were ``seen`` have it."""

    text: str
    articles: int
    seen: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A body without its boilerplate, what was left out, and how often each line of that recurs."""

    body: str
    left_out: tuple[LeftOut, ...] = ()
    recurring: tuple[Recurring, ...] = ()


def outline(body: str) -> Outline:
    """Return what is remembered of a body."""
    rows = [(line, in_quote) for line, in_quote in _lines(body) if line]
    head, tail = rows[:HEAD_KEPT], rows[max(HEAD_KEPT, len(rows) - TAIL_KEPT) :]
    middle = " ".join(line for line, _ in rows[HEAD_KEPT : len(rows) - len(tail)])
    between = [Line(_key(middle), len(middle), is_candidate=False)] if middle else []
    return (*_remembered(head), *between, *_remembered(tail))


def _remembered(rows: Iterable[tuple[str, bool]]) -> list[Line]:
    return [Line(_key(line), len(line), _is_candidate(line, in_quote=in_quote)) for line, in_quote in rows]


def _lines(body: str) -> list[tuple[str, bool]]:
    """Return a body's lines, tidied, each with whether it stands in a quotation that began in an earlier line."""
    found, depth = [], 0
    for line in body.split("\n"):
        found.append((" ".join(line.split()), depth > 0))
        depth = max(0, depth + line.count("«") + line.count("“") - line.count("»") - line.count("”"))
    return found


def _key(line: str) -> int:
    return int.from_bytes(blake2b(line.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _is_candidate(line: str, *, in_quote: bool) -> bool:
    return bool(not in_quote and len(line) <= MAX_CHARACTERS and _WORD.search(line) and not _QUOTED.match(line))


def learn(outlines: Iterable[Outline]) -> Learnt:
    """Return the boilerplate of a source, of which these are articles; the same one twice counts once."""
    different = list(dict.fromkeys(outlines))
    recurring = {
        key
        for key, count in Counter(key for one in different for key in {line.key for line in one}).items()
        if count >= LEAST_ARTICLES
    }
    ends, places, sizes = Counter[int](), Counter[int](), dict[int, int]()
    for copies in _telling(different, recurring):
        lines = [line for one in copies for line in one if line.is_candidate and line.key in recurring]
        tails = {line.key for one in copies for line in one[1:][-TAIL_LINES:]}
        places.update({line.key for line in lines})
        ends.update({line.key for line in lines} & tails)
        sizes.update((line.key, line.characters) for line in lines)
    many, most = (max(LEAST_ARTICLES, share * len(different)) for share in (TAIL_SHARE, ANYWHERE_SHARE))
    return Learnt(
        {key: places[key] for key, n in ends.items() if n >= (many if sizes[key] <= LONG_CHARACTERS else most)},
        {key: n for key, n in places.items() if n >= most},
        len(different),
    )


def _telling(outlines: Iterable[Outline], recurring: set[int]) -> Iterable[list[Outline]]:
    """Return the articles that say something of their own, those together that say the same."""
    telling: dict[frozenset[int], list[Outline]] = {}
    for one in outlines:
        own = [line for line in one if line.key not in recurring]
        if own and sum(line.characters for line in own) >= OWN_SHARE * sum(line.characters for line in one):
            telling.setdefault(frozenset(line.key for line in own), []).append(one)
    return telling.values()


def remembered(sample: Sample, outlines: Iterable[Outline]) -> Sample:
    """Return the sample of a source after more of its articles were seen."""
    return tuple(dict.fromkeys((*sample, *outlines)))[-SAMPLE_ARTICLES:]


def cut(body: str, learnt: Learnt) -> Cut:
    """Leave a source's boilerplate out of a body; one that has nothing else stays as it is."""
    if not learnt.at_the_end and not learnt.anywhere:
        return Cut(body)
    rows = _lines(body)
    keys = [_key(line) if _is_candidate(line, in_quote=in_quote) else None for line, in_quote in rows]
    gone = _gone([line for line, _ in rows], keys, learnt)
    if not gone or not any(_WORD.search(line) for n, (line, _) in enumerate(rows) if n not in gone):
        return Cut(body)
    lines = body.split("\n")
    counts = {**learnt.anywhere, **learnt.at_the_end}
    recurring = dict.fromkeys(
        Recurring(rows[n][0], counts[key], learnt.articles) for n in sorted(gone) if (key := keys[n]) in counts
    )
    kept = "\n".join(line for n, line in enumerate(lines) if n not in gone)
    return Cut(kept, _blocks(lines, gone), tuple(recurring))


def _gone(lines: Sequence[str], keys: Sequence[int | None], learnt: Learnt) -> set[int]:
    """Return the numbers of the lines that go, with the blank ones around them."""
    count = len(lines)
    begin = _run(lines, [key in learnt.anywhere for key in keys], range(count))
    end = _run(lines, [key in learnt.at_the_end or key in learnt.anywhere for key in keys], range(count - 1, -1, -1))
    gone = {*range(begin), *range(count - end, count)}
    for n in range(begin, count - end):
        if keys[n] in learnt.anywhere and len(lines[n].split()) >= FREE_WORDS and not _beside_number(lines, n):
            gone.add(n)
            while n + 1 < count and not lines[n + 1]:
                n += 1  # noqa: PLW2901 - the blank lines behind it go with it
                gone.add(n)
    return gone


def _run(lines: Sequence[str], is_boilerplate: Sequence[bool], numbers: range) -> int:
    """Return how many lines from one end go: all before the first that stays, if any of them is boilerplate."""
    found = False
    for passed, n in enumerate(numbers):
        if is_boilerplate[n]:
            found = True
        elif _ALNUM.search(lines[n]):
            return passed if found else 0
    return len(numbers) if found else 0


def _beside_number(lines: Sequence[str], n: int) -> bool:
    """Tell whether the nearest line on either side has digits but no words."""
    after = next((line for line in lines[n + 1 :] if line), "")
    before = next((line for line in reversed(lines[:n]) if line), "")
    return any(_ALNUM.search(line) and not _WORD.search(line) for line in (before, after))


def _blocks(lines: Sequence[str], gone: set[int]) -> tuple[LeftOut, ...]:
    numbers = sorted(gone)
    starts = [numbers[0], *(second for first, second in pairwise(numbers) if second != first + 1)]
    ends = [*(first + 1 for first, second in pairwise(numbers) if second != first + 1), numbers[-1] + 1]
    return tuple(LeftOut(start, "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True))


def pack(sample: Sample) -> bytes:
    """Return a sample as bytes: of each article the number of its lines, then 13 bytes a line."""
    return b"".join(len(one).to_bytes(1, "little") + b"".join(_PACKED.pack(*line) for line in one) for one in sample)


def unpack(data: bytes) -> Sample:
    """Return the sample that `pack` was given.

    Raises:
        struct.error: the bytes are no sample.
    """
    outlines, at = [], 0
    while at < len(data):
        end = at + 1 + data[at] * _PACKED.size
        outlines.append(tuple(map(Line._make, _PACKED.iter_unpack(data[at + 1 : end]))))
        at = end
    return tuple(outlines)
