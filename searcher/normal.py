"""In which of many equal forms is a query tree kept?

The same query has the same tree however its brackets were typed: nothing stands twice in an `And` or `Or`, neither
stands in its own kind, what is excluded comes last, and days that must all be met are one stretch.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.query import And, Everything, InTitle, Near, Not, Or, Phrase, Published, Query, Term, Words
from searcher.lexeme import bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date


def every(queries: Iterable[Query]) -> Query:
    """Return the query that all of these must match."""
    flat = [child for one in queries for child in (one.children if isinstance(one, And) else (one,))]
    excluded = [one for one in dict.fromkeys(flat) if isinstance(one, Not)]
    wanted = _one_stretch([one for one in dict.fromkeys(flat) if not isinstance(one, (Not, Everything))])
    children: tuple[Query, ...] = (*(wanted or [Everything()]), *excluded)
    return children[0] if len(children) == 1 else And(children)


def some(queries: Iterable[Query]) -> Query:
    """Return the query of which at least one of these must match."""
    flat = dict.fromkeys(child for one in queries for child in (one.children if isinstance(one, Or) else (one,)))
    children = tuple(flat)
    return children[0] if len(children) == 1 else Or(children)


def _one_stretch(queries: list[Query]) -> list[Query]:
    """Put one stretch of days in place of several, unless no day lies in all of them."""
    stretches = [one for one in queries if isinstance(one, Published)]
    if len(stretches) < 2:
        return queries
    both = common_days(stretches)
    if both is None:
        return queries
    place = queries.index(stretches[0])
    rest = [one for one in queries if not isinstance(one, Published)]
    return [*rest[:place], both, *rest[place:]]


def common_days(stretches: Sequence[Published]) -> Published | None:
    """Return the days that lie in all stretches; None when there are none."""
    first = max((one.first for one in stretches if one.first), default=None)
    last = min((one.last for one in stretches if one.last), default=None)
    return Published(first, last) if _in_order(first, last) else None


def _in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def boosted(query: Query, factor: float) -> Query:
    """Return a query whose leaves weigh so many times as much, within what is allowed; what is excluded weighs none."""
    return query if factor == 1 else _weighed(query, lambda boost: bounded(boost * factor))


def unweighted(query: Query) -> Query:
    """Return a query without weights, as what is excluded has none."""
    return _weighed(query, lambda _: 1.0)


def _weighed(query: Query, weigh: Callable[[float], float]) -> Query:
    if isinstance(query, (And, Or)):
        join = every if isinstance(query, And) else some
        return join(_weighed(child, weigh) for child in query.children)
    if isinstance(query, InTitle):
        return in_title(_weighed(query.child, weigh))
    if isinstance(query, Words):
        terms = [Term(word, boost=weigh(1.0)) for word in query.words]
        terms += [replace(term, boost=weigh(term.boost)) for term in query.terms]
        return replace(loose(terms), need=query.need)
    return replace(query, boost=weigh(query.boost)) if isinstance(query, (Phrase, Near)) else query


def loose(terms: Iterable[Term]) -> Words:
    """Return loose words; those that have nothing of their own are words, the others terms."""
    both = list(terms)
    plain = [term.how == "related" and term.boost == 1 for term in both]
    words = tuple(term.text for term, word in zip(both, plain, strict=True) if word)
    return Words(words, terms=tuple(term for term, word in zip(both, plain, strict=True) if not word))


def in_title(query: Query) -> Query:
    """Return a query whose words are all looked for in the title."""
    if isinstance(query, (And, Or)):
        join = every if isinstance(query, And) else some
        return join(map(in_title, query.children))
    if isinstance(query, Not):
        return Not(in_title(query.child))
    return InTitle(query) if isinstance(query, (Words, Phrase, Near)) else query
