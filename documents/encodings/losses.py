"""What can be seen to be missing from a text?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.encodings.code_pages import PAGES


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage, how often it stands in a text, and where first, counted in its characters (-1: not known)."""

    kind: str
    count: int
    first: int = -1

    def __str__(self) -> str:
        """Return the three in words."""
        return f"{self.kind}: {self.count}" + (f", the first at character {self.first + 1}" if self.first >= 0 else "")


_REPLACED = re.compile("\ufffd")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_INSIDE_WORD = re.compile(r"(?<=[\u0621-\u064a])\?+(?=[\u0621-\u064a])")
_WORDS_OF_MARKS = re.compile(r"(?<!\S)\?{2,}(?:\s+\?+){2,}")
_ODD_MARK = re.compile(r"(?<!<)\?(?!\w+=|>)")


def losses(text: str, encoding: str) -> tuple[Damage, ...]:
    """Return what is lost in a text that was decoded.

    U+FFFD and control characters are sure losses. A question mark is a possible one: programs write it for a character
    that an encoding has not, as CP720 has no Arabic comma. In a code page each one is counted, but those of web
    addresses and of XML; in Unicode, those inside words, and words that consist of them.
    """
    found = [
        ("lost characters (U+FFFD)", _REPLACED),
        ("control characters", _CONTROL),
    ]
    if any(encoding.startswith(page) for page in PAGES):
        found.append((f"question marks, which may stand for characters that {encoding} has not", _ODD_MARK))
    else:
        found.append(("question marks inside words, which may stand for lost letters", _INSIDE_WORD))
        found.append(("rows of question marks in place of words", _WORDS_OF_MARKS))
    return tuple(damage for kind, pattern in found if (damage := _count(text, kind, pattern)))


def _count(text: str, kind: str, pattern: re.Pattern[str]) -> Damage | None:
    first = pattern.search(text)
    return Damage(kind, sum(1 for _ in pattern.finditer(text)), first.start()) if first else None
