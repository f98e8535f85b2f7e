"""Does a line stand as it is seen, from left to right, and not as it is read?

PDF readers and old terminals give «ةنيدملا يف» for «في المدينة». Such a line is told by its words: how they begin and
end, their articles, and the small words between them. Two kinds are known, and a text has one of them: with Latin
words and numbers the right way round and brackets mirrored, as on a screen; or simply every character backwards.
"""

from __future__ import annotations

import math
import re

from documents.repair.fault import LETTER, Fault, fault
from documents.repair.forms import SHAPED, plain
from documents.repair.tongue import ARABIC_WORDS

KIND = "visual_order"

_ENDS = {
    **dict(zip("إآأوخا", (5, 5, 3.9, 2.1, 2, 1.3), strict=True)),
    **dict(zip("شفبحغجمعص", (1.2, 1.1, 0.9, 0.7, 0.7, 0.6, 0.6, 0.6, 0.5), strict=True)),
    **dict(zip("زهؤيدرن", (-1.1, -1, -1.4, -1.4, -1.5, -1.7, -2.1), strict=True)),
    **dict(zip("ئءىة", (-4, -5, -5, -5), strict=True)),
}
"""Logarithm of how much oftener a letter begins a word than ends one, at most 5; counted in three million words of
news. Letters of less than 0.5 either way say nothing."""

_PAIRS = {
    pair: weight
    for weight, pairs in enumerate(
        (
            "لم لي يا بي ست ين لح ون لس لك لق دي نه كا",
            "ال وا في ات لت لأ ها ائ لد عد له لف شر مر قد عن",
            "من اء لش ته لر أس",
            "أم حد جد",
            "أن لن كة أع حة",
            "مة دة لة قة عة إن بة نة فة لى رة ية",
        ),
        1,
    )
    for pair in pairs.split()
}
"""Two letters in the order in which they stand oftener in a word, and the logarithm of how much oftener; counted in
ten thousand articles of news. These sixty tell most."""

_WORD = re.compile(f"[{LETTER}]{{2,}}")
_ARTICLE = re.compile("[وفبك]?ال...")
_ARTICLE_WEIGHT, _WORD_WEIGHT = 3, 4

CERTAIN = 12
"""A line is backwards by itself if it reads so much better the other way: three words are enough. Of 10,300 headlines
2 read so though they are right, and 97 % of those turned around are told (benchmarks/repairs.py)."""

DOUBTFUL = 3
"""Beside backward and forward lines, a short line is turned from here on; where no line reads forward, all are."""

SHORT = 200
"""A text of fewer characters may be backwards without any of the usual signs."""

# One pattern a letter: what begins with one certain character is found much faster than one of two.
_TEH_FIRST, _MAKSURA_FIRST = (re.compile(f"{last}[\u0621-\u064a](?<![\u0621-\u0652]{last}.)") for last in "ةى")
_WORDS_BACKWARDS = re.compile(
    f"لا(?![{LETTER}])(?<=[{LETTER}]{{3}}لا)|(?<![{LETTER}])(?:يف|نم|ىلع|ىلإ|نأ|نإ|نع|عم|دق|نيب|دعب|لبق|لاق)(?![{LETTER}])"
)
_FORWARD = re.compile('(?:^|[ «"])[وفبك]?ال[\u0621-\u064a]{3}')

_ORIENTED = re.compile(
    r"(?P<right>(?<!\d)(?:1[3489]|20)\d\d(?!\d)|(?<!\d)[1-9]\d{0,2}(?:[,.]\d{3}){1,4}(?!\d)|\b[A-Z][a-z]{2}|www\.|\.(?:com|net)\b"
    r"|(?<![\d.,])0[.,]\d|[1-9]\d{0,5}00\b)"
    r"|(?P<wrong>(?<!\d)\d\d(?:[3489]1|02)(?!\d)|(?<!\d)(?:\d{3}[,.]){1,4}\d{0,2}[1-9](?!\d)|[a-z]{2}[A-Z]\b|\.www|\b(?:moc|ten)\."
    r"|\d[.,]0(?![\d.,])|\b00\d{0,5}[1-9]\b)"
)
_SURE = 2
"""A year or a capital weighs as much as some numbers whose digits could stand either way."""

_NUMBER = re.compile(r"\d{2,}")
_FIRST = tuple(map(math.log10, (2, 30.1, 17.6, 12.5, 9.7, 7.9, 6.7, 5.8, 5.1, 4.6)))
_LAST = tuple(map(math.log10, (25, 9, 8, 7, 7, 15, 7, 7, 7, 8)))
"""How often a digit begins a number (Benford's law), and ends one (counted in news), both as logarithms."""

_BRACKETS = re.compile(r"(?P<mirrored>\([^()\n]*\)|«[^«»\n]*»)|(?P<kept>\)[^()\n]*\(|»[^«»\n]*«)")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_ARABIC_MARK = "\u061c"
"""Before a line: its numbers then behave as behind Arabic, where «26%» is shown as %26."""
_LATIN_FIRST = re.compile(r"[^\w]*[A-Za-z].*[.؟!:…]\s*")


def read(text: str, body: str | None = None) -> tuple[str, tuple[Fault, ...]]:
    """Put lines that stand as they are seen into the order in which they are read.

    ``body`` is the one of a headline, where it is backwards: then less makes it certain, and both are of one kind.

    >>> read("ةنيدملا يف 2015 ماع نم")[0]
    'من عام 2015 في المدينة'
    """
    if body is None and not is_suspect(plain(text)[0] if SHAPED.search(text) else text):
        return text, ()
    lines = text.split("\n")
    gains = [_gain(line) for line in lines]
    if not any(gain >= (CERTAIN if body is None else -DOUBTFUL) for gain in gains):
        return text, ()
    least = DOUBTFUL if any(gain <= -CERTAIN for gain in gains) else -CERTAIN
    wrong = [number for number, gain in enumerate(gains) if gain > least]
    backward = "\n".join([body or "", *(lines[number] for number in wrong)])
    is_screen, is_mirrored = _is_screen(backward), _is_mirrored(backward)
    for number in wrong:
        line = _as_read(lines[number]) if is_screen else lines[number][::-1]
        lines[number] = line.translate(_MIRROR) if is_mirrored else line
    made = "\n".join(lines)
    return (made, (fault(KIND, len(wrong), text, made),)) if made != text else (text, ())


def is_suspect(text: str) -> bool:
    """Whether a text in plain letters may have a line that runs backwards."""
    return has_last_first(text) or is_backwards(text)


def has_last_first(text: str) -> bool:
    """Whether a letter that only ends words begins one."""
    return bool(_TEH_FIRST.search(text) or _MAKSURA_FIRST.search(text))


def is_backwards(text: str) -> bool:
    """Whether a short text has an article or a small word backwards, and no article that is right."""
    return len(text) < SHORT and not _FORWARD.search(text) and _WORDS_BACKWARDS.search(text) is not None


def _gain(line: str) -> float:
    """Return how much better a line reads backwards; negative if worse."""
    return _sense(line[::-1]) - _sense(line)


def _sense(line: str) -> float:
    """Return how much the words of a line are like Arabic words read from their beginning, without a unit."""
    return sum(map(_word_sense, _WORD.findall(plain(line)[0])))


def _word_sense(word: str) -> float:
    pairs = sum(_PAIRS.get(word[at : at + 2], 0) for at in range(len(word) - 1))
    ends = _ENDS.get(word[0], 0) - _ENDS.get(word[-1], 0)
    return pairs + ends + _ARTICLE_WEIGHT * bool(_ARTICLE.match(word)) + _WORD_WEIGHT * (word in ARABIC_WORDS)


def _is_screen(lines: str) -> bool:
    """Whether numbers and Latin words are the right way round in lines that stand as they are seen."""
    found = [m.lastgroup for m in _ORIENTED.finditer(lines)]
    numbers = [tuple(map(int, m[0])) for m in _NUMBER.finditer(lines)]
    chance = sum(_FIRST[n[0]] + _LAST[n[-1]] - _FIRST[n[-1]] - _LAST[n[0]] for n in numbers)
    return _is_mirrored(lines) or chance + _SURE * (found.count("right") - found.count("wrong")) >= 0


def _is_mirrored(lines: str) -> bool:
    """Whether brackets were exchanged, too, so that they look right in a line that is backwards."""
    found = [m.lastgroup for m in _BRACKETS.finditer(lines)]
    return found.count("mirrored") > found.count("kept")


def _as_read(line: str) -> str:
    """Turn a line as a screen does, which turns it back as well; only a full stop tells which end is the first."""
    from bidi import get_display

    is_latin = _LATIN_FIRST.fullmatch(line) or not _WORD.search(plain(line)[0])
    if is_latin:
        return str(get_display(line, base_dir="L"))
    return str(get_display(_ARABIC_MARK + line, base_dir="R")).replace(_ARABIC_MARK, "")
