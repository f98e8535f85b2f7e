"""How is running text folded, much of it at once? A million headlines letter by letter would take a minute.

`normalize` has the rules; here each character is looked up in a table of what it folds to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.normalize import COMPATIBILITY, compose, fold_character, seat_before_waw

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLANE = 1 << 16
"""Characters of the table; the rest, as emoji, are looked at one by one."""

_NOTHING, _SPACE = 0, ord(" ")
_WORD = re.compile(r"[\w\n]")


def fold_text(text: str) -> str:
    """Return running text with its letters folded, in words of letters and digits with single spaces between.

    A little coarser than word by word: a number keeps its zeros. Lines stay lines.
    """
    composed = COMPATIBILITY.sub(lambda match: compose(match[0]), text)
    codes = np.frombuffer(seat_before_waw(composed).encode("utf-32-le", "surrogatepass"), "<u4")
    folded = np.take(_table(), np.minimum(codes, _PLANE - 1))
    for code in np.unique(codes[codes >= _PLANE]).tolist():
        folded[codes == code] = _folded(code)
    folded = folded[folded != _NOTHING]
    spaces = folded == _SPACE
    spaces[1:] &= spaces[:-1].copy()
    spaces[:1] = False
    kept: bytes = folded[~spaces].tobytes()
    return kept.decode("utf-32-le", "surrogatepass")


@cache
def _table() -> NDArray[np.uint32]:
    """Return what each character folds to, by its code; made when first needed, in a tenth of a second."""
    return np.array([_folded(code) for code in range(_PLANE)], "<u4")


def _folded(code: int) -> int:
    folded = fold_character(chr(code))
    if not folded:
        return _NOTHING
    return ord(folded[0]) if _WORD.match(folded) else _SPACE
