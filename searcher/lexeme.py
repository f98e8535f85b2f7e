"""What are the parts of a typed query?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.arabic.analyzer import WORD
from index.query import MAX_BOOST, MIN_BOOST, Labelled, Near, Phrase, Published, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from searcher.diagnosis import Diagnosis

Kind = Literal[
    "word", "phrase", "quotation", "near", "label", "date", "all", "and", "or", "not", "maybe", "open", "close"
]
Sign = Literal["", "+", "-"]
Content = Term | Phrase | Near | Labelled | Published

OPERANDS: frozenset[Kind] = frozenset({"word", "phrase", "quotation", "near", "label", "date", "all"})
OPERATORS: Mapping[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}
ARABIC_OPERATORS: Mapping[str, Kind] = {"و": "and", "أو": "or", "او": "or", "ليس": "not"}
"""Words of any text, of the kind `maybe`; where they are operators is for `nesting` to say."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A part of a query, ``typed[start:end]`` in code points, with everything that touches it.

    ``text`` is a word, an operator, what stands between quotes or a field's value; ``content`` what an operand means.
    ``required`` tells a phrase that something explicit stands at; ``boost`` is that of a closing bracket.
    """

    kind: Kind
    text: str
    start: int
    end: int
    sign: Sign = ""
    content: Content | None = None
    in_title: bool = False
    required: bool = False
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Lexemes:
    """All parts of a text in order, and what was assumed about them."""

    lexemes: tuple[Lexeme, ...]
    diagnoses: tuple[Diagnosis, ...]


def plain_words(text: str, start: int, end: int) -> list[Lexeme]:
    """Return the words of ``text[start:end]``, without meaning anything by the signs between them."""
    found = WORD.finditer(text, start, end)
    return [Lexeme("word", one[0], one.start(), one.end(), content=Term(one[0])) for one in found]


def bounded(boost: float) -> float:
    """Return the weight that is nearest to one and allowed, with four digits so that it can be written."""
    return min(max(float(f"{boost:.4g}"), MIN_BOOST), MAX_BOOST)
