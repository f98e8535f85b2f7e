"""Which parts of these bytes are UTF-8, which are in a code page, and which are in none?

For files that programs put together without looking: a line or half of a text in Windows-1256 after UTF-8, characters
cut through, bytes lost. The cheapest way through the bytes is sought (after Viterbi, 1967): a character costs as many
bits as it is improbable in Arabic, a change between the two encodings has its price, and so has a byte of neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from documents.encodings.code_pages import PAGES, character_bits, page_bits

_CHANGE_BITS = 12.0
"""A change there and back costs as much as one and a half bytes of neither: so one odd byte is a loss, three letters
in a row are a code page."""
_CHANGE_AT_LINE_BITS = 4.0
_NEITHER_BITS = 16.0

_STRETCH = re.compile(rb"[^\n]{0,32767}(?:[\n ]|\Z)|[^\n]{32768}")
"""What is read at once: a line, or as much of a long one. Memory stays under 20 MB."""

_ARABIC_PAIR = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){2}")
"""Two letters of Arabic in UTF-8; in a code page these would be ط or ظ between signs, twice."""

_UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_BROKEN = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{0,2}|[\xe0-\xef][\x80-\xbf]?|[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Mixed:
    """Text, how many of its characters came from the code page, and where its encoding changed (offsets in it)."""

    text: str
    from_page: int
    changes: tuple[int, ...]


def utf_8_share(data: bytes) -> float:
    """Return the share of whole UTF-8 characters among them and the odd bytes; 1 as soon as two are Arabic in a row."""
    if _ARABIC_PAIR.search(data):
        return 1.0
    rest, whole = _UTF_8.subn(b"", data)
    broken = len(_BROKEN.findall(rest))
    return whole / (whole + broken) if whole else 0.0


def odd_bytes(data: bytes) -> bytes:
    """Return the bytes without their UTF-8."""
    return _UTF_8.sub(b" ", data)


def read_mixed(data: bytes, page: str | None) -> Mixed:
    """Read bytes as UTF-8 and, in parts, through ``page``, a key of `PAGES`; U+FFFD for what is neither."""
    if page is None:
        return Mixed(data.decode("utf-8", "replace"), 0, ())
    parts: list[str] = []
    changes: list[int] = []
    length = from_page = 0
    in_page = False
    for match in _STRETCH.finditer(data):
        for piece, of_page in _stretch(match[0], page, in_page):
            if of_page != in_page:
                changes.append(length)
            in_page = of_page
            from_page += sum(c >= "\x80" for c in piece) if of_page else 0
            length += len(piece)
            parts.append(piece)
    return Mixed("".join(parts), from_page, tuple(changes))


def _stretch(data: bytes, page: str, in_page: bool) -> list[tuple[str, bool]]:
    """Return texts, and whether each is from the page; ``in_page`` is whether what stood before was."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        if in_page and not _ARABIC_PAIR.search(data):
            return [(data.decode(PAGES[page], "replace"), True)]
        return _cheapest(data, page, in_page)
    return [(text, in_page and text.isascii())]


@dataclass(slots=True)
class _Step:
    """The cheapest way to a place: its cost, its last character, where that began, and in what it was before."""

    bits: float
    character: str = ""
    start: int = 0
    was_page: bool = False


def _cheapest(data: bytes, page: str, in_page: bool) -> list[tuple[str, bool]]:
    """Find the cheapest way; ways[at][True] is the one that has read ``at`` bytes and ends in the page."""
    ways: list[dict[bool, _Step]] = [{} for _ in range(len(data) + 1)]
    ways[0] = {in_page: _Step(0), not in_page: _Step(_CHANGE_AT_LINE_BITS)}
    table = _page_characters(page)
    for at, byte in enumerate(data):
        for was_page, step in ways[at].items():
            character, bits = table[byte]
            _offer(ways[at + 1], True, _Step(step.bits + bits + _price(was_page, True), character, at, was_page))
            character, size, bits = _utf_8_character(data, at)
            _offer(ways[at + size], False, _Step(step.bits + bits + _price(was_page, False), character, at, was_page))
    return _walk_back(ways)


def _price(was_page: bool, to_page: bool) -> float:
    return 0.0 if was_page == to_page else _CHANGE_BITS


def _offer(way: dict[bool, _Step], of_page: bool, step: _Step) -> None:
    if of_page not in way or step.bits < way[of_page].bits:
        way[of_page] = step


def _walk_back(ways: list[dict[bool, _Step]]) -> list[tuple[str, bool]]:
    at = len(ways) - 1
    of_page = min(ways[at], key=lambda end: ways[at][end].bits)
    pieces: list[tuple[str, bool]] = []
    while at:
        step = ways[at][of_page]
        pieces.append((step.character, of_page))
        at, of_page = step.start, step.was_page
    return pieces[::-1]


@cache
def _page_characters(page: str) -> tuple[tuple[str, float], ...]:
    """Return what each byte is in the page, and its bits; ASCII costs nothing."""
    characters = [bytes([byte]).decode(PAGES[page], "replace") for byte in range(256)]
    return tuple((c, -bits) for c, bits in zip(characters, page_bits(page), strict=True))


def _utf_8_character(data: bytes, at: int) -> tuple[str, int, float]:
    """Return the UTF-8 character at a place, its bytes and its bits; U+FFFD for a broken one."""
    if data[at] < 0x80:
        return chr(data[at]), 1, 0.0
    if match := _UTF_8.match(data, at):
        character = match[0].decode()
        return character, len(match[0]), -character_bits(character)
    match = _BROKEN.match(data, at)
    size = len(match[0]) if match else 1
    return "\ufffd", size, _NEITHER_BITS
