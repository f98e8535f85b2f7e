"""What stands behind a word, a quotation or a bracket, and touches it: ``~``, ``~5``, ``^2``?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from index.query import MAX_BOOST, MIN_BOOST
from searcher.diagnosis import diagnose
from searcher.lexeme import bounded

if TYPE_CHECKING:
    from searcher.diagnosis import Diagnosis

Takes = Literal["weight", "letters", "distance"]
"""Besides a weight: nothing; by how many letters a word may differ; how far the words in quotes may be apart."""

MAX_DISTANCE = 100
"""Words further from each other than that are no longer near."""

MAX_LETTERS = 2
"""So many letters may a fuzzy word differ by."""

_SUFFIX = re.compile(r"(?:~(?P<distance>\d{1,9})?|\^(?P<boost>\d{1,9}(?:[.٫]\d{1,9})?))(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read, up to ``end``; ``distance`` is None when there is no ``~`` that means something."""

    end: int
    distance: int | None = None
    boost: float = 1.0
    weighed: bool = False
    diagnoses: tuple[Diagnosis, ...] = ()


def read_tail(text: str, start: int, takes: Takes) -> Tail:
    """Read what touches an operand that ends at ``start``, each sign at most once."""
    tail = Tail(start)
    while found := _SUFFIX.match(text, tail.end):
        longer = _weighed(tail, found) if found["boost"] else _distant(tail, found, takes)
        if longer.end == tail.end:
            return longer
        tail = longer
    return tail


def _weighed(tail: Tail, found: re.Match[str]) -> Tail:
    if tail.weighed:
        return tail
    typed = float(found["boost"].replace("٫", "."))
    boost = bounded(typed)
    told = tail.diagnoses
    if not MIN_BOOST <= typed <= MAX_BOOST:
        told += (diagnose("boost", *found.span(), f"{MIN_BOOST:g}", f"{MAX_BOOST:g}", f"{boost:g}"),)
    return Tail(found.end(), tail.distance, boost, weighed=True, diagnoses=told)


def _distant(tail: Tail, found: re.Match[str], takes: Takes) -> Tail:
    """Return a tail with the number behind ``~``; unchanged where it says something else, as in 2018~2019."""
    typed = found["distance"]
    if tail.distance is not None or takes == "weight" or (takes == "letters" and typed and int(typed) > 9):
        return tail
    if takes == "distance" and not typed:
        return replace(tail, diagnoses=(*tail.diagnoses, diagnose("no_distance", *found.span())))
    least, most = (1, MAX_LETTERS) if takes == "letters" else (0, MAX_DISTANCE)
    number = int(typed) if typed else most
    told = tail.diagnoses
    if not least <= number <= most:
        told += (diagnose(takes, *found.span(), most),)
    return replace(tail, end=found.end(), distance=min(max(number, least), most), diagnoses=told)
