"""Which words of Arabic are known, and how is each one's stem made? Reads and writes the lexicon's file.

The file is text of seven lines: format name and version; three lines that say where the words come from, under which
licence, and how to make the file again; then three lists, each a line of words between spaces:

    bases      words that carry no proclitic; the line ends with a tab and one character a word, its code
    prefixed   word and base by turns, for words whose base the rules of `clitics` would miss
    plurals    stem of a broken plural and of its singular by turns

The first line ends with the CRC-32 of all that follows it. `build_lexicon` decides what stands in the lists.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from index.arabic import letters as ar
from index.errors import EngineError

FORMAT = "bahith-lexicon"
FORMAT_VERSION = 1
PATH = Path(__file__).with_name("lexicon.txt")

_FIRST_CODE = 33  # "!", the first character that is seen and is no space
_NATIVE, _ADDS_HEH, _CUT = 1, 2, 4


class LexiconError(EngineError):
    """The lexicon's file is not there, is of another version, or is damaged."""


@dataclass(frozen=True, slots=True)
class Base:
    """How the stem of a word is made: cut letters off its end, perhaps add ه; and whether it is a word of Arabic."""

    cut: int
    adds_heh: bool
    native: bool

    @property
    def code(self) -> int:
        """The byte that stands for it."""
        return _FIRST_CODE + self.cut * _CUT + self.adds_heh * _ADDS_HEH + self.native * _NATIVE


@dataclass(frozen=True)
class Lexicon:
    """Words without proclitics and their codes, words with them and their bases, broken plurals and their singulars."""

    bases: dict[str, int]
    prefixed: dict[str, str] = field(default_factory=dict)
    singulars: dict[str, str] = field(default_factory=dict)
    plurals: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for plural, singular in sorted(self.singulars.items()):
            self.plurals[singular] = (*self.plurals.get(singular, ()), plural)

    def stem(self, base: str) -> str:
        """Return the stem of one of ``bases``.

        Raises:
            KeyError: the word is not one of them.
        """
        code = self.bases[base] - _FIRST_CODE
        if code <= _NATIVE:
            return base
        stem = base[: len(base) - code // _CUT]
        return stem + ar.HEH if code & _ADDS_HEH else stem

    def is_native(self, base: str) -> bool:
        """Tell whether a word is one of ``bases`` and a word of Arabic, not a foreign name."""
        return bool((self.bases.get(base, _FIRST_CODE) - _FIRST_CODE) & _NATIVE)

    def native(self) -> list[str]:
        """Return the words of ``bases`` that `is_native` holds for."""
        return [base for base, code in self.bases.items() if code - _FIRST_CODE & _NATIVE]

    def siblings(self, stem: str) -> tuple[str, ...]:
        """Return the stems of a word's plurals, of its singular, and of that one's other plurals."""
        singular = self.singulars.get(stem, stem)
        family = (*self.plurals.get(stem, ()), singular, *self.plurals.get(singular, ()))
        return tuple(dict.fromkeys(one for one in family if one != stem))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that the analysis uses; it is read when it is first asked for.

    Raises:
        LexiconError: see there.
    """
    return read(PATH)


def read(path: Path) -> Lexicon:
    """Read a lexicon.

    Raises:
        LexiconError: see there; the message says what was found.
    """
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
    except OSError as exc:
        raise LexiconError(f"{path}: the lexicon cannot be read ({exc.strerror}); install the package again") from exc
    name, version, checksum = [*head.decode("ascii", "replace").split(), "", "", ""][:3]
    if name != FORMAT:
        raise LexiconError(f"{path}: this is no lexicon: it should begin with {FORMAT!r}, not with {name[:40]!r}")
    if version != str(FORMAT_VERSION):
        raise LexiconError(f"{path}: the lexicon's format is {version}, and this program reads {FORMAT_VERSION}")
    if checksum != _checksum(rest):
        raise LexiconError(f"{path}: the lexicon is damaged: its checksum is {_checksum(rest)}, not {checksum}")
    *_, bases, prefixed, plurals = rest.decode().splitlines()
    words, _, codes = bases.partition("\t")
    return Lexicon(dict(zip(words.split(), codes.encode(), strict=True)), _by_turns(prefixed), _by_turns(plurals))


def write(path: Path, lexicon: Lexicon, origin: str) -> None:
    """Write a lexicon, the same bytes for the same words; ``origin`` says in three lines where they come from."""
    words = sorted(lexicon.bases)
    lines = (
        *origin.splitlines(),
        " ".join(words) + "\t" + bytes(lexicon.bases[word] for word in words).decode("ascii"),
        " ".join(f"{word} {base}" for word, base in sorted(lexicon.prefixed.items())),
        " ".join(f"{plural} {singular}" for plural, singular in sorted(lexicon.singulars.items())),
    )
    rest = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(f"{FORMAT} {FORMAT_VERSION} {_checksum(rest)}\n".encode() + rest)


def _by_turns(line: str) -> dict[str, str]:
    words = line.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _checksum(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}"
