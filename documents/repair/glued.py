"""Does a space lack between two sentences?

«المدينة.وقال» is two words, and no search for either finds it. A space is put behind a sign that stands directly
between two words. Where the sign belongs to the word it stays: «أ.ف.ب», «د.محمد», «بي.بي.سي», «العربية.نت», 3.5, 12:30.
"""

from __future__ import annotations

import re

from documents.repair.fault import MARK, Fault, fault

KIND = "glued_sentences"

_ARABIC = f"\u0621-\u063a\u0641-\u064a\u0671-\u06d3{MARK}"
_LATIN_LETTERS = frozenset(
    """ايه إيه أيه آف آم بي سي دي إي اي أي إف اف أف جي إتش اتش أتش آي جيه كي كيه كاي إل ال أل إم ام أم إن ان أن أو او
    كيو آر ار أر إس اس أس تي يو في دبليو إكس اكس واي زد دوت""".split()
)
"""How the letters of Latin abbreviations are called, «بي.بي.سي»; the first may have a و or ل before it."""

_WORD_LETTERS = 4
"""What stands behind such a letter and is as long is a word: «أف.أم.وقال»."""

_DOMAINS = frozenset("نت كوم كم أورغ اورغ أورج اورج غوف".split())
"""Ends of internet names: «العربية.نت»."""

_CLOSE, _OPEN = '"»”)\\]}', '«“("'
_AFTER = f'(?=[«“(]?(?:[{_ARABIC}]{{2}}|و[\\s«"“(]))'
# The sign comes first in each pattern, and what stands before it is looked back for: that is ten times as fast.
_STOP = re.compile(
    f"\\.(?:(?:(?<=[{_ARABIC}]{{2}}\\.)|(?<=[{_CLOSE}]\\.)|(?<=\\d[%٪مه]\\.)|(?<=\\dهـ\\.)|(?<=\\s\\.)|(?<=\\d{{3}}\\.)){_AFTER}"
    f"|(?<=\\d\\.)(?=[وف][{_ARABIC}]{{2}})|(?<=[{_ARABIC}]{{3}}\\.)(?=\\d+ ))"
)
_COMMA = re.compile(f"[،؛؟!](?<=[^\\s،؛؟!.].)(?=[«“(]?[{_ARABIC}])")
_ANY = re.compile(f"(?:\\.{{1,4}}|[،؛؟!:…])(?=[{_OPEN}]?[{_ARABIC}A-Za-z\\d]|[-–*•])")
_SIGNS = (".", "..", "...", "…", "،", "؛", "؟", "!", ":")
_LEFT, _RIGHT = re.compile(f'[{_ARABIC}]+(?=["»”)\\]]?\\Z)'), re.compile(f"[{_ARABIC}]+")


def apart(text: str, is_expected: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """Put a space between sentences that have none; ``is_expected`` if the headline's body has lost its spaces.

    >>> apart("في المدينة.وقال لوكالة أ.ف.ب، إن")[0]
    'في المدينة. وقال لوكالة أ.ف.ب، إن'
    """
    stops = [m.end() for m in _STOP.finditer(text) if not _is_name(*_around(text, m))]
    places = {*stops, *(m.end() for m in _COMMA.finditer(text))}
    if places or is_expected:
        lost = [sign for sign in _SIGNS if sign in text and sign + " " not in text]
        places |= {m.end() for m in _ANY.finditer(text) if m[0] in lost and _may_divide(text, m)} if lost else set()
    if not places:
        return text, ()
    ends = sorted(places)
    made = " ".join(text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True))
    return made, (fault(KIND, len(ends), text, made),)


def _around(text: str, sign: re.Match[str]) -> tuple[str, str]:
    left = _LEFT.search(text, max(0, sign.start() - 20), sign.start())
    right = _RIGHT.match(text, sign.end())
    return left[0] if left else "", right[0] if right else ""


def _is_name(left: str, right: str) -> bool:
    """Whether two words with a full stop between are parts of an abbreviation or an internet name."""
    is_letter = left in _LATIN_LETTERS or (left[:1] in tuple("وفبل") and left[1:] in _LATIN_LETTERS)
    is_letter = is_letter and (right in _LATIN_LETTERS or len(right) < _WORD_LETTERS)
    is_title = left[:1] == "و" and len(left) == len("ود")  # «ود.سعيد», and Dr Said
    return is_letter or is_title or not _DOMAINS.isdisjoint((left, right))


def _may_divide(text: str, sign: re.Match[str]) -> bool:
    """The same in a text without spaces behind signs: between numbers and in Latin names it divides nothing."""
    before, after = text[sign.start() - 1 : sign.start()], text[sign.end()]
    if (before.isdigit() and after.isdigit()) or ((before + after).isascii() and before.isalnum() and after.isalnum()):
        return False
    left, right = _around(text, sign)
    return not (len(left) == len(right) == 1 or _is_name(left, right))
