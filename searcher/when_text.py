"""Which numbers, words and signs does a typed date consist of, and what stands at a place among them?

A token is what the grammar of `when.py` looks at. At most `MAX_TOKENS` are taken from the beginning of a text, so that
reading costs the same however long the text is. Positions in this grammar count tokens; `Token.end` leads back to
the characters of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from documents.calendar.months import MARKS, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TOKENS = 64
"""The longest sensible range («من يوم الخميس 15 رمضان 1444 هـ الموافق 6 نيسان (أبريل) 2023 م إلى …») has about 40."""

NAME_WORDS = 3
"""The longest name in the tables has three words."""

_TOKEN = re.compile(rf"(?P<number>\d[\d{MARKS}]*)|(?P<word>(?:[^\W\d_]|[{MARKS}])+)|(?P<sign>\.\.+|[<>]=?|[^\w\s]|_)")
_SPACE = re.compile(r"\s")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SIGNS = {"…": "..", "≥": ">=", "≤": "<=", "،": ",", **dict.fromkeys(_DASHES, "-")}

Kind = Literal["number", "word", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, a folded word or a sign; ``end`` is where it ends in the text.

    ``spaced`` tells whether white space stands before it.
    """

    kind: Kind
    text: str
    end: int
    spaced: bool


Tokens = tuple[Token, ...]


def tokens_of(text: str) -> Tokens:
    """Return the first tokens of a text, `MAX_TOKENS` and one more at most; marks and bidi controls are none."""
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(text):
        token = _token(match, spaced=_SPACE.search(text, at, match.start()) is not None)
        at = match.end() if token else at
        found += [token] if token else []
        if len(found) > MAX_TOKENS:
            break
    return tuple(found)


def _token(match: re.Match[str], *, spaced: bool) -> Token | None:
    folded = fold(match[0])
    if match["number"]:
        return Token("number", folded, match.end(), spaced)
    if match["sign"]:
        return Token("sign", ".." if folded.startswith("..") else _SIGNS.get(folded, folded), match.end(), spaced)
    if folded:
        return Token("word", folded, match.end(), spaced)
    # Papers write the stretching stroke as a dash: «1 ـ 15 ديسمبر».
    return Token("sign", "-", match.end(), spaced) if "\u0640" in match[0] else None


def text_at(tokens: Tokens, at: int) -> str:
    """Return the text of a token, an empty one behind the last."""
    return tokens[at].text if at < len(tokens) else ""


def touches(tokens: Tokens, at: int) -> bool:
    """Tell whether a token stands there, without white space before it."""
    return at < len(tokens) and not tokens[at].spaced


def number_at(tokens: Tokens, at: int, *, longest: int = 2) -> int | None:
    """Return the value of a number of at most so many digits."""
    if at >= len(tokens) or tokens[at].kind != "number" or len(tokens[at].text) > longest:
        return None
    return int(tokens[at].text)


def year_at(tokens: Tokens, at: int) -> int | None:
    """Return the value of a number of four digits."""
    return number_at(tokens, at, longest=4) if len(text_at(tokens, at)) == 4 else None


def skip(tokens: Tokens, at: int, texts: frozenset[str]) -> int:
    """Return the place behind a token that may stand there."""
    return at + 1 if text_at(tokens, at) in texts else at


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for, and the place behind it."""

    value: int
    end: int


def name_at(tokens: Tokens, at: int, names: Mapping[str, int]) -> Named | None:
    """Return the longest name that stands there, of up to `NAME_WORDS` words."""
    for words in range(NAME_WORDS, 0, -1):
        name = " ".join(token.text for token in tokens[at : at + words])
        if name in names:
            return Named(names[name], min(at + words, len(tokens)))
    return None
