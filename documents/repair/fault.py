"""What was wrong with a text, how often, and what does one place look like before and after?"""

from __future__ import annotations

from dataclasses import dataclass

LETTER = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc"
"""Letters of Arabic, Persian, Urdu and Kurdish, for a character class of `re`; no marks and no tatweel."""

MARK = "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0610-\u061a"
"""Vowels, other reading marks and the signs of the Qur'an, for a character class of `re`."""

EXAMPLE_CHARACTERS = 48
"""An example shows so much of a text: a few words, enough to see what was done."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault that was taken out of a text, how often it stood there, and the first place before and after."""

    kind: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body as it came in, and the kinds of faults that it had; its headline most likely had them, too."""

    text: str = ""
    kinds: frozenset[str] = frozenset()


NO_BODY = Body()


def fault(kind: str, count: int, old: str, new: str) -> Fault:
    """Return the fault that was repaired from ``old`` to ``new``, with the words around the first difference."""
    first = _first_difference(old, new)
    start = max(old.rfind(" ", 0, first), old.rfind("\n", 0, first)) + 1
    start = max(start, first - EXAMPLE_CHARACTERS // 2)
    return Fault(kind, count, _words(old, start), _words(new, start))


def _first_difference(old: str, new: str) -> int:
    """Return how many characters two texts have in common at their beginning, found by halving."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[:middle] == new[:middle] else (low, middle - 1)
    return low


def _words(text: str, start: int) -> str:
    """Return some words from here on, on one line."""
    piece = text[start : start + EXAMPLE_CHARACTERS]
    if start + EXAMPLE_CHARACTERS < len(text) and " " in piece.strip():
        piece = piece[: piece.rstrip().rfind(" ")]
    return " ".join(piece.split())
