"""Was this text decoded wrongly before it came here, and what did it say?

UTF-8 that a program read as Windows-1252 and saved as UTF-8 again («Ø§Ù„»), or as Windows-1256 («ط§ظ„») and the like,
once or several times; and Windows-1256 or ISO-8859-6 that was read as Windows-1252 («ÇáÓáÇã»). Where a byte got lost
on the way, the letter that it most probably made is put there and counted. Right text comes back as it is.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from documents.encodings.code_pages import PAGES, readings

MOST_LAYERS = 3
"""Twice as UTF-8, and once as a code page: it bounds the work on text made to be undone for ever."""

_CODECS = ("windows-1252", "windows-1256", "mac-roman", "cp437")
_LOST = "\ufffd?"
"""What programs write for a byte that means nothing to them; Windows-1252 has five of these: 81 8D 8F 90 9D."""

_GUESSES = {"Ø": "ح", "ط": "ح", "Ù": "ف", "Ù�": "ف", "Ù?": "ف", "â€�": "”", "â€?": "”"}
"""What a character was whose last byte is lost: ح (D8 AD, a soft hyphen, which programs drop), ف (D9 81) and ”
(E2 80 9D). No other letter of Arabic and no other usual sign ends with a byte that Windows-1252 has not."""

_PLAUSIBLE = re.compile(
    r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u0600-\u06ff\u0750-\u077f\u2000-\u22ff\ufb50-\uffff\U0001f000-\U0001ffff]"
)
"""What an Arabic text may hold beside ASCII; another character was made of two that stood right: «ر،» would be «ѡ»."""

_AFTER_A_WORD = "،؛؟«»“”‘’…–—\xa0\u200c"
"""What may stand right after ط and ظ, which are bytes of UTF-8 in Windows-1256."""

_LEAST_LETTERS = 6
"""So many letters are needed to tell a code page that was read as Windows-1252."""


_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # str.splitlines takes 0x85, half of a م here, for the end of a line
_ACCENTED = re.compile(r"[\xc0-\xff]{3}")  # «Çá» and a third letter: no language has three in a row
_WORD = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Undoubled(NamedTuple):
    """Text, and the encodings that it was wrongly read as, the last mistake first (none: it is as it was given).

    ``repaired`` counts the characters that were made anew, ``guessed`` those among them of which a byte was lost;
    ``first`` is about where the first of these stands in the text, -1 without one.
    """

    text: str
    through: tuple[str, ...] = ()
    repaired: int = 0
    guessed: int = 0
    first: int = -1


def undouble(text: str) -> Undoubled:
    """Undo wrong decoding, of the whole text or of the parts that it befell."""
    result = Undoubled(text)
    if text.isascii():
        return result
    for _ in range(MOST_LAYERS):
        layer = next(filter(None, (_undo(result.text, codec) for codec in _CODECS)), None) or _undo_page(result.text)
        if layer is None:
            break
        result = Undoubled(
            layer.text,
            result.through + layer.through,
            layer.repaired,
            result.guessed + layer.guessed,
            layer.first if layer.guessed else result.first,
        )
    return result


class _Table(NamedTuple):
    """How UTF-8 looks through a code page."""

    bytes_of: dict[str, int]
    encoding: dict[int, int]
    proof: re.Pattern[str]
    character: re.Pattern[str]
    sure: re.Pattern[str]


@cache
def _table(codec: str) -> _Table:
    bytes_of = {chr(code): code for code in range(0x80, 0xA0)} if codec == "windows-1252" else {}
    for code in range(0x80, 0x100):
        bytes_of.update(dict.fromkeys(bytes([code]).decode(codec, "ignore"), code))

    def one(first: int, last: int, more: str = "") -> str:
        return "[" + re.escape("".join(c for c, code in bytes_of.items() if first <= code <= last)) + more + "]"

    rest = one(0x80, 0xBF)
    last = one(0x80, 0xBF, _LOST)
    arabic, double, half = one(0xD8, 0xDB), one(0xC3, 0xC3), one(0x98, 0x9B)
    character = (
        f"(?:{one(0xC2, 0xDF)}{last}|{one(0xE0, 0xEF)}{rest}{last}|{one(0xF0, 0xF4)}{rest}{rest}{last}"
        f"|{one(0xD8, 0xD9)})"  # its second byte was dropped
    )
    return _Table(
        bytes_of,
        {**{code: code for code in range(0x80)}, **{ord(c): code for c, code in bytes_of.items()}},
        # two letters of Arabic in a row; or two letters whose first half came out of one such mistake already: behind
        # one of their first characters, which is what makes it fast
        re.compile(
            f"{arabic[:-1]}{double[1:]}"
            f"(?:(?<={arabic}){rest}{arabic}{rest}|(?<={double}){half}{character}{double}{half}{character})"
        ),
        re.compile(character),
        re.compile(f"(?:{arabic}{last}){{2,}}|{arabic}(?![{_AFTER_A_WORD}]){rest}"),
    )


def _undo(text: str, codec: str) -> Undoubled | None:
    """Undo one layer; ``None`` where there is no proof of it."""
    table = _table(codec)
    if not table.proof.search(text):
        return None
    parts: list[str] = []
    repaired = guessed = length = 0
    first = -1
    for line in _LINE.findall(text):
        if (made := _at_once(line, table)) is not None:
            repaired += len(_BEYOND_ASCII.findall(made))
            length += len(made)
            parts.append(made)
            continue
        for piece, wrong in _pieces(line, table):
            made, lost = _character(piece, table) if wrong else (piece, False)
            first = length if lost and first < 0 else first
            repaired += wrong and made != piece
            guessed += lost
            length += len(made)
            parts.append(made)
    return Undoubled("".join(parts), (codec,), repaired, guessed, first)


def _at_once(line: str, table: _Table) -> str | None:
    """Return a line that is wrong from its beginning to its end without a loss; ``None`` for every other one."""
    try:
        return codecs.charmap_encode(line, "strict", table.encoding)[0].decode()
    except UnicodeError:
        return None


def _pieces(line: str, table: _Table) -> list[tuple[str, bool]]:
    """Cut a line into what stays, and single characters that were decoded wrongly.

    Where the wrong characters are Arabic letters themselves, «ط،» may be the end of a word that is right: a word is
    taken apart if it consists of such pairs, and of another only what is no such end.
    """
    if "ط" not in table.bytes_of:
        return _cut(line, table.character)
    pieces: list[tuple[str, bool]] = []
    for word in _WORD.findall(line):
        wrong = sum(len(m[0]) for m in table.character.finditer(word)) == len(word)
        for part, sure in [(word, True)] if wrong else _cut(word, table.sure):
            pieces += _cut(part, table.character) if sure else [(part, False)]
    return pieces


def _cut(text: str, pattern: re.Pattern[str]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in pattern.finditer(text):
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return [*pieces, (text[at:], False)]


def _character(piece: str, table: _Table) -> tuple[str, bool]:
    """Return the character that a piece was, and whether that is a guess."""
    if piece in _GUESSES:
        return _GUESSES[piece], True
    known = bytes(table.bytes_of[c] for c in piece if c in table.bytes_of)
    try:
        made = known.decode()
    except UnicodeDecodeError:
        return ("\ufffd", True) if len(known) < len(piece) else (piece, False)
    return (made if _PLAUSIBLE.fullmatch(made) else piece), False


def _undo_page(text: str) -> Undoubled | None:
    """Undo the reading of an Arabic code page as Windows-1252; ``None`` where there is no proof of it."""
    bytes_of = _table("windows-1252").bytes_of
    if not _ACCENTED.search(text):
        return None
    lines = _LINE.findall(text)
    whole = _looks_latin(text, bytes_of)
    wrong = [whole or _looks_latin(line, bytes_of) for line in lines]
    if not any(wrong):
        return None
    data = b"".join(_bytes(line, bytes_of) for line, latin in zip(lines, wrong, strict=True) if latin)
    best = readings(data)[0]
    if not best.is_arabic or best.arabic < _LEAST_LETTERS:
        return None
    repaired = 0
    for number, latin in enumerate(wrong):
        if latin:
            repaired += sum(c in bytes_of for c in lines[number])
            lines[number] = _reread(lines[number], bytes_of, PAGES[best.page])
    return Undoubled("".join(lines), ("windows-1252",), repaired)


def _looks_latin(line: str, bytes_of: dict[str, int]) -> bool:
    """Whether at least half of the letters are accented ones, as in no language."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and 2 * sum(c in bytes_of for c in letters) >= len(letters)


def _bytes(text: str, bytes_of: dict[str, int]) -> bytes:
    return bytes(bytes_of.get(c, ord(c)) for c in text if c in bytes_of or c < "\x80")


def _reread(line: str, bytes_of: dict[str, int], codec: str) -> str:
    return "".join(bytes([bytes_of[c]]).decode(codec, "replace") if c in bytes_of else c for c in line)
