"""Here is a text: what was done to it by machines, and how did its author write it?

`repair` goes through the families of faults in an order in which each finds what the one before has made: numbers of
characters, wrong decoding, characters without a shape, lines that run backwards, shapes of letters, marks, foreign
letters, strokes, lost spaces. What is right is given back as it is; a text without any sign of a fault is only looked
at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.encodings.entities import entities
from documents.encodings.mojibake import undouble
from documents.repair import forms, glued, invisible, lookalikes, marks, tatweel, visual
from documents.repair.fault import NO_BODY, Body, Fault, fault
from documents.repair.tongue import is_foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Step = Callable[[str, Body], tuple[str, tuple[Fault, ...]]]

ENTITIES, MOJIBAKE = "entities", "mojibake"

KINDS = (
    ENTITIES,
    MOJIBAKE,
    invisible.KIND,
    visual.KIND,
    forms.KIND,
    marks.HAMZA,
    marks.ORDER,
    lookalikes.KIND,
    tatweel.KIND,
    glued.KIND,
)
"""Every kind of fault, in the order in which they are looked for."""

# Each begins with a character that is rare in right text, and so costs little there.
_ODD = re.compile(
    "[\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\u024f\u034f\u0653-\u0655\u066e-\u06d5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufb50-\ufdc7\ufe70-\ufeff]"
)
_MARKS = re.compile("[\u064b-\u0652\u0670](?<=[ \u064b-\u0652\u0670].)")
_TANWIN = re.compile("\u064b(?<=[ \u064b].)")
_STROKE = re.compile("\u0640[\u0621-\u064a]")
_GLUED = tuple(re.compile(re.escape(sign) + "[«“(]?[\u0621-\u064a]") for sign in ".،؟!")


# The other way round, to the end of a text, which is a third faster than a search for others: none of these is odd, <,
# or a character that `storable` takes out, nor a letter of another language in Arabic letters.
_PLAIN = re.compile(
    "[\t\n\r -;=-~\xa0«»\u060c-\u0652\u0656-\u066d\u2010-\u2029\u202f-\u205f\u2070-\u2fff\U00010000-\U0010ffff]*+"
)

_WRONGLY_DECODED = re.compile("[\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\u024f\u2500-\u259f]")


def is_plain(text: str) -> bool:
    """Whether a text is `storable`, without markup, and without a letter that Arabic has not or any odd character."""
    return _PLAIN.fullmatch(text) is not None


def is_sound(texts: Collection[str]) -> bool:
    """Whether plain texts need no repair, told at one look at all of them: most of what is right is told so."""
    whole = "\n".join(texts)
    return not (
        any(sign.search(whole) for sign in _GLUED)
        or _STROKE.search(whole)
        or ("#" in whole and "&" in whole)
        or visual.has_last_first(whole)
        or (_has_marks(whole) and marks.SUSPECT.search(whole))
        or any(map(visual.is_backwards, filter(None, texts)))
    )


def repair(text: str, body: Body = NO_BODY) -> tuple[str, tuple[Fault, ...]]:
    """Return the text as its author wrote it, and the faults that were taken out of it.

    ``body`` is that of the headline which the text is: too short to prove by itself what the body proves.

    >>> repair("ةنيدملا يف ﺲﻴﺋﺮﻟا لاق")[0]
    'قال الرئيس في المدينة'
    """
    text, faults = _without_numbers(text)
    for mend in _STEPS if text and (body.kinds or _ODD.search(text)) else _needed(text):
        text, found = mend(text, body)
        faults += found
    return text, faults


def _without_numbers(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Return the text with characters in the place of their numbers in HTML."""
    if "#" not in text or "&" not in text:
        return text, ()
    made, count = entities(text)
    return made, ((fault(ENTITIES, count, text, made),) if count else ())


def _needed(text: str) -> list[Step]:
    """Return the steps that a text without odd characters needs: none, as a rule."""
    if visual.is_suspect(text) and visual.read(text)[1]:
        return _STEPS
    return [
        *([_ordered] if _has_marks(text) and _MARKS.search(text) else ()),
        *([_unstretched] if _STROKE.search(text) else ()),
        *([_apart] if any(sign.search(text) for sign in _GLUED) else ()),
    ]


def _has_marks(text: str) -> bool:
    return "\u0651" in text or bool(_TANWIN.search(text))


def _decoded(text: str, _body: Body) -> tuple[str, tuple[Fault, ...]]:
    if not _WRONGLY_DECODED.search(text):
        return text, ()
    undone = undouble(text)
    return undone.text, ((fault(MOJIBAKE, undone.repaired, text, undone.text),) if undone.through else ())


def _visible(text: str, body: Body) -> tuple[str, tuple[Fault, ...]]:
    if not invisible.ANY.search(text):
        return text, ()
    return invisible.visible(text, is_foreign(text), invisible.KIND in body.kinds)


def _read(text: str, body: Body) -> tuple[str, tuple[Fault, ...]]:
    return visual.read(text, body.text if visual.KIND in body.kinds else None)


def _plain(text: str, _body: Body) -> tuple[str, tuple[Fault, ...]]:
    return forms.plain(text)


def _composed(text: str, _body: Body) -> tuple[str, tuple[Fault, ...]]:
    return marks.compose(text)


def _ordered(text: str, _body: Body) -> tuple[str, tuple[Fault, ...]]:
    return marks.order(text)


def _exchanged(text: str, body: Body) -> tuple[str, tuple[Fault, ...]]:
    return lookalikes.exchange(text, lookalikes.KIND in body.kinds)


def _unstretched(text: str, body: Body) -> tuple[str, tuple[Fault, ...]]:
    return tatweel.unstretched(text, tatweel.KIND in body.kinds)


def _apart(text: str, body: Body) -> tuple[str, tuple[Fault, ...]]:
    return glued.apart(text, glued.KIND in body.kinds)


_STEPS: list[Step] = [_decoded, _visible, _read, _plain, _composed, _ordered, _exchanged, _unstretched, _apart]
