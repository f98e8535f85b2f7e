"""Are these bytes UTF-16 or UTF-32, and in which order, where no mark says so?

Arabic in UTF-16 has the byte 06 or 00 in nearly every second place, and with presentation forms at least between the
words. A text that lost its first byte is told, too.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

SAMPLE_BYTES = 8192

WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_PLAUSIBLE_SHARE = 0.9
"""So many characters must be ones that Arabic text has; in the wrong order it is half of them at most."""

_LEAST_BYTES = 4

_PLAUSIBLE = re.compile(r"[\t\n\r\x20-\x7e\xa0-\xff\u060c-\u06ff\u2000-\u206f\u20ac\ufb50-\ufdff\ufe70-\ufeff]")
_HIGH_BYTE = re.compile(rb"[\x00\x06]")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CODECS = (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4))


class Wide(NamedTuple):
    """A codec, and how many bytes of half a character come before its first whole one."""

    codec: str
    skip_bytes: int


def wide(data: bytes) -> Wide | None:
    """Tell UTF-16 and UTF-32 without a byte order mark; ``None`` for everything else."""
    sample = data[:SAMPLE_BYTES]
    if len(sample) < _LEAST_BYTES or 16 * len(_HIGH_BYTE.findall(sample)) < len(sample):
        return None
    tried = [
        (_share(sample, Wide(codec, skip), size), codec, skip) for codec, size in _CODECS for skip in (0, size - 1)
    ]
    share, codec, skip = max(tried, key=lambda one: (one[0], -one[2]))
    return Wide(codec, skip) if share >= _PLAUSIBLE_SHARE else None


def narrow(head: bytes) -> bytes:
    """Return a file's beginning in UTF-8 where it is in UTF-16 or UTF-32, with a mark or without; else as it is."""
    for mark, codec in WIDE_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, "ignore").encode()
    order = wide(head)
    return head[order.skip_bytes :].decode(order.codec, "ignore").encode() if order else head


def _share(sample: bytes, guess: Wide, size: int) -> float:
    """Return the share of plausible characters, a little more where there are Arabic letters among them."""
    units = sample[guess.skip_bytes :]
    text = units[: len(units) // size * size].decode(guess.codec, "replace")
    if not text:
        return 0
    return len(_PLAUSIBLE.findall(text)) / len(text) + len(_ARABIC.findall(text)) / len(text) / 100
