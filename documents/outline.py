"""What is remembered of an article's lines, so that those which recur in a source can be told?

Of each line a hash, its length, and whether it may be boilerplate at all; not its text.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CHARACTERS = 500
"""A longer line is never boilerplate."""

HEAD_KEPT, TAIL_KEPT = 20, 30
"""Lines of an article that are remembered; those between count as one line that never recurs."""

SAMPLE_ARTICLES = 100
"""The articles of a source that are remembered from one window to the next, the newest: some 15 kB."""

WORD = re.compile(r"[^\W\d_]{2,}")
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


def outline(body: str) -> Outline:
    """Return what is remembered of a body."""
    rows = [(line, in_quote) for line, in_quote in tidied(body) if line]
    head, tail = rows[:HEAD_KEPT], rows[max(HEAD_KEPT, len(rows) - TAIL_KEPT) :]
    middle = " ".join(line for line, _ in rows[HEAD_KEPT : len(rows) - len(tail)])
    between = [Line(line_key(middle), len(middle), False)] if middle else []
    return (*_remembered(head), *between, *_remembered(tail))


def _remembered(rows: Iterable[tuple[str, bool]]) -> list[Line]:
    return [Line(line_key(line), len(line), is_candidate(line, in_quote)) for line, in_quote in rows]


def tidied(body: str) -> list[tuple[str, bool]]:
    """Return a body's lines, tidied, each with whether it stands in a quotation that began in an earlier line.

    A quotation that never ends is none, but a mark that somebody forgot.
    """
    lines = [_tidy(line) for line in body.split("\n")]
    if "«" not in body and "“" not in body:
        return [(line, False) for line in lines]
    in_quote, depth, opened = [], 0, 0
    for n, line in enumerate(lines):
        in_quote.append(depth > 0)
        opened = opened if depth else n
        depth = max(0, depth + line.count("«") + line.count("“") - line.count("»") - line.count("”"))
    if depth:
        in_quote[opened:] = [False] * (len(lines) - opened)
    return list(zip(lines, in_quote, strict=True))


def _tidy(line: str) -> str:
    """Return a line with one space between its words; of white space, a space alone is printable in Unicode."""
    return line.strip(" ") if line.isprintable() and "  " not in line else " ".join(line.split())


def line_key(line: str) -> int:
    """Return 64 bits of a line's hash."""
    return int.from_bytes(blake2b(line.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def is_candidate(line: str, in_quote: bool) -> bool:
    """Tell whether a line may be boilerplate; one that is quoted, or has no word, may not."""
    return bool(not in_quote and len(line) <= MAX_CHARACTERS and WORD.search(line) and not _QUOTED.match(line))


def remembered(sample: Sample, outlines: Iterable[Outline]) -> Sample:
    """Return the sample of a source after more of its articles were seen."""
    return tuple(dict.fromkeys((*sample, *outlines)))[-SAMPLE_ARTICLES:]


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
