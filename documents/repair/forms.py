"""Are these letters, or pictures of letters?

Old programs and PDF files write ﻛﺘﺎﺏ with one character for each shape of a letter. The plain letters are put there.
Signs that authors use on purpose are no shapes of letters and stay: ﷺ ﷻ ﷽ ﷼ and the ornate brackets ﴿ ﴾.
"""

from __future__ import annotations

import re
import unicodedata

from documents.repair.fault import Fault, fault

KIND = "presentation_forms"

_SHAPES = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
"""Unicode's charts of Arabic Presentation Forms A and B, without signs and without FDF0–FDFF, the words in one sign."""

_SHAPE = re.compile(f"[{_SHAPES}]")
_ALLAH = "\ufdf2"
"""Programs that shape letters write this for الله; by itself, as authors type it, it stays."""

SHAPED = re.compile("[\ufe80-\ufefc]")


def plain(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Write shapes of letters as letters.

    >>> plain("ﻛﺘﺎﺏ")[0]
    'كتاب'
    """
    made, count = _SHAPE.subn(lambda m: letters(m[0]), text)
    if not count:
        return text, ()
    made = made.replace(_ALLAH, "الله")
    return made, (fault(KIND, count, text, made),)


def letters(shape: str) -> str:
    """Return the letters of one shape; marks come without the space or the stroke that Unicode draws them on."""
    made = unicodedata.normalize("NFKC", shape)
    return made.lstrip(" \u0640") or made
