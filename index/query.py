"""What is asked for? A neutral tree of words as they were typed; each engine analyses its leaves itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Need = Literal["any", "most", "all"]
"""How many of the loose words an article must have: one, at least half of them, or every one."""

How = Literal["related", "exact", "prefix", "wildcard", "fuzzy"]
"""Which words of the index answer a `Term`; see there."""

LabelField = Literal["source", "section", "author"]

MIN_BOOST, MAX_BOOST = 0.1, 10.0


@dataclass(frozen=True, slots=True)
class Term:
    """A loose word with something of its own.

    ``how`` it is looked for: ``related``, in every form that a plain word finds; ``exact``, written just so, marks
    aside; ``prefix``, words that begin so; ``wildcard``, where ``*`` stands for any letters and ``?`` for one;
    ``fuzzy``, words with up to two letters otherwise. Prefixes and wildcards are compared by folded spelling.
    ``boost``, from `MIN_BOOST` to `MAX_BOOST`, multiplies what it adds to a score.
    """

    text: str
    how: How = "related"
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Loose words: an article with ``need`` of them matches; the more of them, and the rarer, the better it ranks.

    Stop words among ``words`` count only when there is nothing else. ``terms`` are words like the others.
    """

    words: tuple[str, ...]
    need: Need = "any"
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in the same order, next to each other, in any spelling that folds to the same letters."""

    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """The words of a text in any order, in any spelling, with at most ``distance`` other words between them in all."""

    text: str
    distance: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class InTitle:
    """What stands in the title: the words of the child are looked for there alone."""

    child: Words | Phrase | Near


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles of a source, a section or an author; names are compared whole, by folded spelling."""

    field: LabelField
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """Articles of some days, both included; None is an open end. An undated article is in no range."""

    first: date | None
    last: date | None


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


Leaf = Words | Phrase | Near
Query = Leaf | InTitle | Labelled | Published | And | Or | Not | Everything | Nothing


def leaves(query: Query) -> tuple[Leaf | InTitle, ...]:
    """Return the leaves that an article is shown for, in order: all but those under a `Not`."""
    if isinstance(query, (Words, Phrase, Near, InTitle)):
        return (query,)
    if isinstance(query, (And, Or)):
        return tuple(leaf for child in query.children for leaf in leaves(child))
    return ()


def asked_words(query: Query) -> Iterator[str]:
    """Yield the words that an article is shown for, those of phrases too, as typed; patterns are none."""
    for leaf in leaves(query):
        shown = leaf.child if isinstance(leaf, InTitle) else leaf
        if isinstance(shown, Words):
            yield from shown.words
            yield from (term.text for term in shown.terms if term.how in ("related", "exact"))
        else:
            yield from shown.text.split()
