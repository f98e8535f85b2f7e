"""What is asked for? A neutral tree of words as they were typed; each engine analyses its leaves itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Need = Literal["any", "most", "all"]
"""How many of the loose words an article must have: one, at least half of them, or every one."""


@dataclass(frozen=True, slots=True)
class Words:
    """Loose words: an article with ``need`` of them matches; the more of them, and the rarer, the better it ranks.

    Stop words among them count only when there is nothing else.
    """

    words: tuple[str, ...]
    need: Need = "any"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in the same order, next to each other, in any spelling that folds to the same letters."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """Every child must match."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child must match."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The child must not match. Stands only inside an `And`, or at the root."""

    child: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article matches."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article matches: what was typed has no word in it."""


Query = Words | Phrase | And | Or | Not | Everything | Nothing


def leaves(query: Query) -> tuple[Words | Phrase, ...]:
    """Return the leaves that an article is shown for, in order: all but those under a `Not`."""
    if isinstance(query, (Words, Phrase)):
        return (query,)
    if isinstance(query, (And, Or)):
        return tuple(leaf for child in query.children for leaf in leaves(child))
    return ()
