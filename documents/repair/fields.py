"""Which of an article's texts were repaired, and what were they before?

The body comes first: what it suffered, its headline most likely suffered, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from documents.article import PAGE, Repair
from documents.repair.doctor import is_sound, repair
from documents.repair.fault import NO_BODY, Body

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = ("source", "section", "author")
_REMEMBERED = 4096

_again = lru_cache(_REMEMBERED)(repair)
"""Sources, sections and authors come again and again; often they are added by a program, and not damaged."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The texts of an article's fields, what was repaired in them, and each repaired one's name and text before."""

    texts: dict[str, str]
    repairs: tuple[Repair, ...] = ()
    original: tuple[tuple[str, str], ...] = ()


def repair_fields(texts: Mapping[str, str], *, plain: bool = False) -> Repaired:
    """Repair the texts of an article, given by the names of its fields; the original comes in the same order.

    ``plain`` if it is known that all of them are (`is_plain`).
    """
    if plain and is_sound(texts.values()):
        return Repaired(dict(texts))
    made: dict[str, str] = {}
    repairs: dict[str, tuple[Repair, ...]] = {}
    body = NO_BODY
    for name in sorted(texts, key=lambda name: name not in ("body", PAGE)):
        made[name], faults = _again(texts[name]) if name in _NAMES else repair(texts[name], body)
        repairs[name] = tuple(Repair(name, one.kind, one.count, one.before, one.after) for one in faults)
        if name in ("body", PAGE):
            body = Body(texts[name], frozenset(one.kind for one in faults))
    return Repaired(
        {name: made[name] for name in texts},
        tuple(one for name in texts for one in repairs[name]),
        tuple((name, text) for name, text in texts.items() if made[name] != text),
    )
