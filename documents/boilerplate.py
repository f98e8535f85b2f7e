"""Which lines of an article are not its own, but stand in many articles of its source?

Footers, share bars, "follow us", newsletters, standing bylines. They are learnt by counting: a line is boilerplate if
clearly more articles of a source have it than chance would give, and those articles say different things otherwise.
Only whole lines are judged, letter by letter; a line that differs in a digit is another line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from documents.article import LeftOut
from documents.outline import WORD, is_candidate, line_key, tidied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from documents.outline import Outline

LEAST_ARTICLES = 5
"""Fewer articles with a line are chance, or a recurring column."""

TAIL_SHARE, ANYWHERE_SHARE = 0.1, 0.5
"""Of a source's articles, so many must have a line at their end, or at any other place: an article begins with words
of its author («عاجل», urgent) sooner than it ends with some."""

TAIL_LINES = 15
"""Lines that count as an article's end, as long as they are not its first one."""

LONG_CHARACTERS = 120
"""A longer line is rather a paragraph, and must stand in as many articles at the end as a line at any place: news that
goes on for months has its background told in the same words again and again."""

OWN_SHARE = 0.2
"""An article counts as evidence if so much of its text is in lines that do not recur: copies of one story teach
nothing."""

FREE_WORDS = 3
"""Between other lines, a line of fewer words is left alone: it may name what the next line tells, as in a table."""

MAX_HEADLINES, HEADLINE_WORDS = 8, 4
"""At its end, an article's boilerplate may have so many headlines of other articles between its lines; they stay, as
they do not recur. What has fewer words may be a value in a table."""

_ALNUM = re.compile(r"\w")


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


def learn(outlines: Iterable[Outline]) -> Learnt:
    """Return the boilerplate of a source, of which these are articles; the same one twice counts once."""
    different = list(dict.fromkeys(outlines))
    recurring = {
        key
        for key, count in Counter(key for one in different for key in {line.key for line in one}).items()
        if count >= LEAST_ARTICLES
    }
    if not recurring:
        return Learnt({}, {}, len(different))
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


def cut(body: str, learnt: Learnt) -> Cut:
    """Leave a source's boilerplate out of a body; one that has nothing else stays as it is."""
    if not learnt.at_the_end and not learnt.anywhere:
        return Cut(body)
    rows = tidied(body)
    keys = [line_key(line) if is_candidate(line, in_quote) else None for line, in_quote in rows]
    gone = _gone([line for line, _ in rows], keys, learnt)
    if not gone or not any(WORD.search(line) for n, (line, _) in enumerate(rows) if n not in gone):
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
    numbers = range(len(lines))
    is_anywhere = [key in learnt.anywhere for key in keys]
    is_ending = [key in learnt.at_the_end or key in learnt.anywhere for key in keys]
    gone = _from_one_end(lines, is_anywhere, numbers, headlines=0)
    gone |= _from_one_end(lines, is_ending, numbers[::-1], headlines=MAX_HEADLINES)
    labels = _beside_numbers(lines)
    for n in numbers:
        is_free = is_anywhere[n] and len(lines[n].split()) >= FREE_WORDS and n not in labels
        if is_free or (n - 1 in gone and not lines[n]):
            gone.add(n)
    return gone


def _from_one_end(lines: Sequence[str], is_boilerplate: Sequence[bool], numbers: range, *, headlines: int) -> set[int]:
    """Return the lines that go because none that stays lies before them, or only so many headlines of others do."""
    gone: set[int] = set()
    between: list[int] = []
    passed = 0
    for n in numbers:
        if is_boilerplate[n]:
            gone.update((n, *between))
            between = []
        elif not _ALNUM.search(lines[n]):
            between.append(n)
        else:
            if gone and not passed:
                gone.update(between)
            if not gone or passed == headlines or not _is_headline(lines[n]):
                break
            between = []
            passed += 1
    return gone


def _is_headline(line: str) -> bool:
    """Tell whether a line may be the headline of another article, as in a list of links."""
    return len(line.split()) >= HEADLINE_WORDS and len(line) < LONG_CHARACTERS and line[-1] not in ".:،؛"


def _beside_numbers(lines: Sequence[str]) -> set[int]:
    """Return the lines before or after which the nearest one has digits but no words."""
    filled = [n for n, line in enumerate(lines) if line]
    numeric = [bool(_ALNUM.search(lines[n])) and not WORD.search(lines[n]) for n in filled]
    befores, afters = zip(filled[1:], numeric, strict=False), zip(filled, numeric[1:], strict=False)
    return {n for n, is_beside in (*befores, *afters) if is_beside}


def _blocks(lines: Sequence[str], gone: set[int]) -> tuple[LeftOut, ...]:
    numbers = sorted(gone)
    starts = [numbers[0], *(second for first, second in pairwise(numbers) if second != first + 1)]
    ends = [*(first + 1 for first, second in pairwise(numbers) if second != first + 1), numbers[-1] + 1]
    return tuple(LeftOut(start, "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True))
