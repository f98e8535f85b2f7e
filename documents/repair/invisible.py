"""Which characters without a shape stand in the text, and do they do anything?

Bidi controls, zero-width spaces and joiners, soft hyphens and byte order marks get into texts from word processors and
web pages. Where one of them stands between Arabic letters it does nothing but break the word; then all that came with
it go. Those of a text in which each does something stay: a mark or an embedding that keeps a Latin name, a number or
a sign in its place, the joiner of «هـ‍» and of emoji, the non-joiner of Persian words.
"""

from __future__ import annotations

import re

from documents.repair.fault import LETTER, MARK, Fault, fault

KIND = "invisible_characters"

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
ANY = re.compile(f"[{INVISIBLE}]")

_ARABIC = f"{LETTER}{MARK}\u0640"
_EMOJI = "\u2190-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
_JOINER = f"(?<=[{_EMOJI}])\u200d|\u200d(?=[{_EMOJI}])|(?:(?<=[^{_ARABIC}]\u0647)|(?<=^\u0647))\u200d(?![{LETTER}])"
"""Between the parts of an emoji, and behind the lone ه of «1445ه‍», where it gives the letter its shape."""

_LETTERS = f"[{_ARABIC}\u200c]{{0,60}}"  # no word is longer, and without a bound a megabyte of letters takes hours
_PERSIAN_WORD = f"{_LETTERS}[\u067e\u0686\u0698\u06a9\u06af\u06cc]{_LETTERS}"
_TAKEN = re.compile(f"(?P<joiner>{_JOINER})|(?P<persian>{_PERSIAN_WORD})|[{INVISIBLE}]", re.MULTILINE)

_NO_USE = "\u202b\u202d\u202e\u2067\u200b\u2060-\u2064\u206a-\u206f\u034f\u180e\ufeff"
"""None of these has a use in a text that runs from right to left by itself, wherever it stands."""

_STEERING = "\u061c\u200e\u200f\u202a\u202c\u2066\u2068\u2069"
_USELESS = re.compile(
    f"[{_NO_USE}]|(?<=[{_ARABIC}])\u00ad|\u00ad(?=[{_ARABIC}])|(?<=[{_ARABIC}])\u200d(?=[{LETTER}])"
    # between Arabic letters and the spaces around them, at the line's ends, inside a number or around one
    f"|(?:(?<=[{_ARABIC}])|(?<=[{_ARABIC}]\\s)|^)[{_STEERING}]+(?=\\s?[{_ARABIC}])|(?<=[{_ARABIC}])[{_STEERING}]+\\s*$"
    f"|(?<=[\\d.,])[{_STEERING}](?=\\d)|[\u202a\u2066\u2068]\\d[\\d.,]*[\u202c\u2069]",
    re.MULTILINE,
)
_NON_JOINER = re.compile(
    f"(?P<persian>{_PERSIAN_WORD})|(?<=[{_ARABIC}])\u200c(?=[{_ARABIC}])"
    f"|(?:(?<=\\s)|^)\u200c(?=[{_ARABIC}])|(?<=[{_ARABIC}])\u200c(?=[\\s.،؛:؟!]|$)",
    re.MULTILINE,
)
"""A non-joiner inside an Arabic word, or at the edge of one."""


def visible(text: str, is_persian: bool, is_expected: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """Take characters without a shape out; ``is_persian`` is for text whose words have non-joiners in them.

    With ``is_expected``, as a headline's body was full of them, none needs to be useless.

    >>> visible("ال\u00adعربي", False)[0], visible("سعر \u200eiPhone\u200e اليوم", False)[1]
    ('العربي', ())
    """
    useless = any(_USELESS.match(text, one.start()) for one in ANY.finditer(text))
    if not (is_expected or useless or (not is_persian and _broken_word(text))):
        return text, ()
    has_joiners = "\u200c" in text or "\u200d" in text
    made = _TAKEN.sub(lambda m: _kept(m, is_persian), text) if has_joiners else ANY.sub("", text)
    return (made, (fault(KIND, len(text) - len(made), text, made),)) if made != text else (text, ())


def _broken_word(text: str) -> bool:
    """Whether a non-joiner stands in an Arabic word, or at its edge."""
    return "\u200c" in text and any(not match["persian"] for match in _NON_JOINER.finditer(text))


def _kept(match: re.Match[str], is_persian: bool) -> str:
    if match["persian"] or match["joiner"]:
        return match[0]
    return match[0] if is_persian and match[0] == "\u200c" else ""
