"""What do machines do to a text? Each function damages one as some program does, the same way each time.

Nothing here looks at how a fault is found: a corrupter that knew would hide what the doctor cannot do.
"""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LETTER = "ء-غف-ي"
_JOINT = re.compile(r"(?<=[ئبتثجحخسشصضطظعغفقكلمنهي])(?=[ء-غف-ي])")
_LETTERS_OR_MARKS = re.compile("[ء-غـ-\u0652\u0670]+")
_MARKS = re.compile("[\u064b-\u0652\u0670]{2,}")
_TRANSPARENT = re.compile("[\u064b-\u0652\u0670]")


def _random(text: str) -> random.Random:
    return random.Random(len(text))


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """Return (letters, form) → the character that Unicode has for that shape."""
    shapes: dict[tuple[str, str], str] = {}
    for code in range(0xFE80, 0xFEFD):
        form, *letters = unicodedata.decomposition(chr(code)).split()
        shapes.setdefault(("".join(chr(int(letter, 16)) for letter in letters), form), chr(code))
    return shapes


def shaped(text: str) -> str:
    """Write every letter in the shape that it has in its word, and لا in one sign, as PDF files do."""
    return _LETTERS_OR_MARKS.sub(lambda m: _shaped_word(m[0]), text)


def _shaped_word(word: str) -> str:
    shapes = _shapes()
    units = re.findall("ل[اأإآ]|.", word)
    joins = [(unit, "<initial>") in shapes or unit == "ـ" for unit in units]
    made = []
    for at, unit in enumerate(units):
        before = next((joins[i] for i in range(at - 1, -1, -1) if not _TRANSPARENT.match(units[i])), False)
        after = next((units[i] for i in range(at + 1, len(units)) if not _TRANSPARENT.match(units[i])), "")
        joined = before and (unit, "<final>") in shapes
        joining = joins[at] and ((after, "<final>") in shapes or after == "ـ")
        form = {(0, 0): "<isolated>", (0, 1): "<initial>", (1, 0): "<final>", (1, 1): "<medial>"}[joined, joining]
        made.append(shapes.get((unit, form), unit))
    return "".join(made)


def _lines(text: str, turn: Callable[[str], str]) -> str:
    return "\n".join(turn(line) if line.strip() else line for line in text.split("\n"))


def backwards(text: str) -> str:
    """Write each line from its last character to its first."""
    return _lines(text, lambda line: line[::-1])


def as_seen(text: str) -> str:
    """Write each line as a screen shows it from left to right: Latin words and numbers keep their direction."""
    from bidi import get_display

    return _lines(text, get_display)


def as_seen_mirrored(text: str) -> str:
    """The same with brackets as they look."""
    return as_seen(text).translate(str.maketrans("()[]{}<>«»", ")(][}{><»«"))


def as_seen_shaped(text: str) -> str:
    """The same in shapes of letters: what most PDF files give."""
    return as_seen(shaped(text))


def utf8_as_latin(text: str) -> str:
    """Read UTF-8 as ISO 8859-1."""
    return text.encode().decode("latin-1")


def utf8_as_1252(text: str) -> str:
    """Read UTF-8 as Windows-1252, with what it has no character for as control characters, as browsers do."""
    return "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in text.encode()
    )


def utf8_as_1252_lossy(text: str) -> str:
    """Read UTF-8 as Windows-1252, with what it has no character for lost."""
    return text.encode().decode("cp1252", "replace")


def utf8_as_1256(text: str) -> str:
    """Read UTF-8 as Windows-1256."""
    return text.encode().decode("cp1256", "replace")


def arabic_page_as_latin(text: str) -> str:
    """Read Windows-1256 as ISO 8859-1."""
    return text.encode("cp1256", "replace").decode("latin-1")


def persian(text: str) -> str:
    """Write each ي and ك as a Persian keyboard does."""
    return text.translate(str.maketrans("يك", "یک"))


def persian_with_maqsura(text: str) -> str:
    """Write each ى so, too."""
    return text.translate(str.maketrans("يىك", "ییک"))


def persian_here_and_there(text: str) -> str:
    """Write some ي, ك and ه as Persian, Urdu or Kurdish letters."""
    chance = _random(text)
    other = {"ي": "ی", "ك": "ک", "ه": "ہھە"}
    return "".join(chance.choice(other[c]) if c in other and chance.random() < 0.2 else c for c in text)


def stretched(text: str) -> str:
    """Put strokes into every third joint."""
    chance = _random(text)
    return _JOINT.sub(lambda _: "ـ" * chance.randint(1, 4) if chance.random() < 0.3 else "", text)


def stretched_a_little(text: str) -> str:
    """Put a single stroke into one joint in ten."""
    chance = _random(text)
    return _JOINT.sub(lambda _: "ـ" if chance.random() < 0.1 else "", text)


def _sprinkled(text: str, characters: str, share: float) -> str:
    chance = _random(text)
    return "".join(c + (chance.choice(characters) if chance.random() < share else "") for c in text)


def with_controls(text: str) -> str:
    """Put bidi controls anywhere."""
    return _sprinkled(text, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", 0.02)


def embedded(text: str) -> str:
    """Put every line into an embedding from right to left."""
    return _lines(text, lambda line: f"\u202b{line}\u202c")


def with_hyphens(text: str) -> str:
    """Put soft hyphens into some words."""
    chance = _random(text)
    return re.sub(f"(?<=[{LETTER}])(?=[{LETTER}])", lambda _: "\u00ad" if chance.random() < 0.05 else "", text)


def with_zero_width(text: str) -> str:
    """Put spaces and joiners without a width, and byte order marks, anywhere."""
    return _sprinkled(text, "\u200b\u200c\u200d\u2060\ufeff", 0.02)


def decomposed(text: str) -> str:
    """Take each letter and its marks apart (NFD)."""
    return unicodedata.normalize("NFD", text)


def hamza_apart(text: str) -> str:
    """Take only hamza and madda off their letters."""
    return text.translate({ord(c): unicodedata.normalize("NFD", c) for c in "آأإؤئ"})


def vowel_first(text: str) -> str:
    """Put shadda behind its vowel, as Unicode's canonical order has it."""
    return re.sub("\u0651([\u064b-\u0650\u0652])", "\\1\u0651", text)


def marks_shuffled(text: str) -> str:
    """Put the marks of a letter in another order."""
    return _MARKS.sub(lambda m: m[0][::-1], text)


def glued(text: str) -> str:
    """Leave the space out behind every full stop."""
    return re.sub(r"\. (?=\S)", ".", text)


def glued_everywhere(text: str) -> str:
    """Leave the space out behind every sign."""
    return re.sub(r"([.،؛؟!:]) (?=\S)", r"\1", text)


def glued_here_and_there(text: str) -> str:
    """Leave the space out behind every second full stop or comma between words."""
    chance = _random(text)
    pattern = f"(?<=[{LETTER}]{{2}})([.،]) (?=[{LETTER}]{{2}})"
    return re.sub(pattern, lambda m: m[1] if chance.random() < 0.5 else m[0], text)


DAMAGE: dict[str, tuple[Callable[[str], str], ...]] = {
    "mojibake": (utf8_as_latin, utf8_as_1252, utf8_as_1252_lossy, utf8_as_1256, arabic_page_as_latin),
    "invisible_characters": (with_controls, embedded, with_hyphens, with_zero_width),
    "visual_order": (backwards, as_seen, as_seen_mirrored, as_seen_shaped),
    "presentation_forms": (shaped,),
    "decomposed_hamza": (decomposed, hamza_apart),
    "mark_order": (vowel_first, marks_shuffled),
    "lookalike_letters": (persian, persian_with_maqsura, persian_here_and_there),
    "tatweel": (stretched, stretched_a_little),
    "glued_sentences": (glued, glued_everywhere, glued_here_and_there),
}
"""Kind of fault → the ways in which it comes about."""
