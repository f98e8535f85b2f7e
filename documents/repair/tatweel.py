"""Was the stretching stroke used to decorate, or to fill a line?

«الثقــافــة» is repaired: a stroke between two letters says nothing. «1445هـ», «بـ10», «لـ«الحياة»» and a dash made of
strokes stay, and so does a single stroke that a word or two of a text have, as authors stretch a name or set a prefix
off («بـأكودة»). In a text that is full of strokes, one that is right becomes a single one.
"""

from __future__ import annotations

import re

from documents.repair.fault import LETTER, MARK, Fault, fault

KIND = "tatweel"

TATWEEL = "\u0640"
# A stroke comes first in these patterns, and what stands before it is looked back for: that is ten times as fast.
_LONG = re.compile(f"\u0640(?<=[{LETTER}{MARK}]\u0640)\u0640+(?=[{LETTER}])")
_SINGLE = re.compile(f"\u0640(?<=[{LETTER}{MARK}]\u0640)\u0640*(?=[{LETTER}])")
_TAIL = re.compile(f"\u0640(?<=[{LETTER}{MARK}]{{3}}\u0640)\u0640*(?=[\\s.،؛:؟!»)]|$)")
_RUN = re.compile(f"\u0640(?<=[{LETTER}{MARK}]\u0640)\u0640+")
_WORD = re.compile(f"[{LETTER}{MARK}\u0640]+")

ENOUGH, HEADLINE_WORDS = 3, 20
"""So many strokes inside words are no accident and no emphasis on one word; one fewer in a text of so few words."""


def unstretched(text: str, is_expected: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """Take decorating strokes out; with ``is_expected``, as in a full body's headline, single ones, too.

    >>> unstretched("الثقــافــة في 1445هـــ بـ10 دول")[0]
    'الثقافة في 1445هـ بـ10 دول'
    """
    if not _SINGLE.search(text):
        return text, ()
    everywhere = is_expected or _is_habit(text)
    made, count = (_SINGLE if everywhere else _LONG).subn("", text)
    if everywhere:
        made, tails = _TAIL.subn("", made)
        made, runs = _RUN.subn(TATWEEL, made)
        count += tails + runs
    return (made, (fault(KIND, count, text, made),)) if count else (text, ())


def _is_habit(text: str) -> bool:
    """Whether enough words have a stroke inside that is not behind a prefix of one letter."""
    words = _WORD.findall(text)
    inside = sum(len(_SINGLE.findall(word, 2)) for word in words if TATWEEL in word)
    return inside >= (ENOUGH if len(words) > HEADLINE_WORDS else ENOUGH - 1)
