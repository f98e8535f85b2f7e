"""Which part of a word is written together with it: and, so, with, to, like, the, will?

Nothing is taken off on suspicion: a word of the lexicon is left alone, and any other is stripped only down to a word
of the lexicon. Only ال, and و before long words, go from unknown words too, since names and rare words have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.arabic import letters as ar
from index.arabic.stem import stem

if TYPE_CHECKING:
    from index.arabic.lexicon import Lexicon

ARTICLE = ar.ALEF + ar.LAM
TO_THE = ar.LAM * 2
JOINING = ar.WAW + ar.FEH
"""و and, ف so."""

PARTICLES = JOINING + ar.BEH + ar.LAM + ar.KAF
"""These, and ب in or with, ل to, ك like. More than one may go, whatever their order: people mistype that too."""

WILL = ar.SEEN
_FUTURE = frozenset(ar.YEH + ar.TEH + "ن" + ar.ALEF)
"""The first letters of a verb in the present, which alone س can stand before."""

MIN_WORD = 4
"""Letters below which a word is left alone: وهو, بها, له are words of their own."""

MIN_REST = 3
"""Letters that must remain where the article goes from a word that nothing is known of, and behind a particle."""

MIN_UNPROVEN = 5
"""Letters from which what follows و needs no proof: few words that nothing is known of begin with a و of their own."""

MIN_FORM = 5
"""Letters from which a form of a known word is proof enough; shorter ones are forms of too many."""


def base(word: str, lexicon: Lexicon) -> str:
    """Return a folded word without its proclitics.

    وبالمدرسة (and in the school) → مدرسه; وزير (minister) stays, though زير (jar) is a word.
    """
    if len(word) < MIN_WORD or word in lexicon.bases:
        return word
    word = _seat(word, lexicon)
    return lexicon.prefixed.get(word) or _strip(word, lexicon) or word


def _seat(word: str, lexicon: Lexicon) -> str:
    """Write وو for يو where that alone is a known word: مسيول, typed for مسئول (responsible), is مسوول."""
    if ar.YEH + ar.WAW not in word or word in lexicon.bases or word in lexicon.prefixed:
        return word
    other = word.replace(ar.YEH + ar.WAW, ar.WAW * 2)
    if other in lexicon.bases or other in lexicon.prefixed:
        return other
    bare = _strip(other, lexicon)
    return other if bare and bare in lexicon.bases and word[-len(bare) :] not in lexicon.bases else word


def _strip(word: str, lexicon: Lexicon) -> str | None:
    """Return what remains of a word that is not of the lexicon; None when nothing can be taken off."""
    known = lexicon.bases
    first = word[0]
    if first == ar.ALEF:
        rest = word[2:]
        return rest if word[1] == ar.LAM and (len(rest) >= MIN_REST or rest in known) else None
    if word.startswith(TO_THE) and (after := _after_to_the(word, lexicon)):
        return after
    rest = word[1:]
    if len(rest) < MIN_REST:
        return None
    if first in PARTICLES:
        if first not in JOINING and rest[0] in JOINING and rest not in known:
            return None  # ب never stands before و: بوغبا is Pogba
        unproven = rest if first == ar.WAW and len(rest) >= MIN_UNPROVEN else None
        return _after_particle(rest, lexicon) or unproven
    return rest if first == WILL and rest[0] in _FUTURE and rest in known and len(rest) >= MIN_WORD else None


def _after_to_the(word: str, lexicon: Lexicon) -> str | None:
    """ل before the article takes its ا, and a word of its own first ل is written with two in all: للغة."""
    rest = word[2:]
    if len(rest) >= MIN_REST and is_known(rest, lexicon):
        return rest
    return word[1:] if is_known(word[1:], lexicon) else None


def _after_particle(rest: str, lexicon: Lexicon) -> str | None:
    if rest in lexicon.bases:
        return rest
    bare = lexicon.prefixed.get(rest) or _strip(rest, lexicon)
    return next((one for one in (bare, rest) if one and is_known(one, lexicon)), None)


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is in the lexicon, or a longer one is a form of a word that is."""
    return word in lexicon.bases or (len(word) >= MIN_FORM and stem(word, lexicon) != word)
