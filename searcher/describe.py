"""How is a query tree typed?

The text that `describe` returns is read as the same tree again. It says with operators what the typed text may have
said with quotes and brackets, so that it does not depend on what stands beside what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.arabic.analyzer import WORD
from index.query import (
    And,
    Everything,
    InTitle,
    Labelled,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Published,
    Words,
)
from searcher.lexeme import ARABIC_OPERATORS, OPERATORS
from searcher.nesting import MAX_ALTERNATIVES
from searcher.when import When, write_when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Query, Term

_ESCAPE = "\\"
"""What touches an operator makes it a word; before a word, this says nothing else."""

_HOW = {"related": "{}", "exact": "={}", "prefix": "{}*", "wildcard": "{}", "fuzzy": "{}~"}


def describe(query: Query) -> str:
    """Return the text of a query that `parse` gave, with the same `need`: parsed again, it is the same tree.

    The text of a long query can be longer than what may be typed.
    """
    if isinstance(query, Nothing):
        return "؟"
    if isinstance(query, Words) and _is_chain(_tokens(query)):
        first, operator, *rest = _tokens(query)
        return " ".join((first, _ESCAPE + operator, *rest))
    return _level(query, nested=False)


def _level(query: Query, *, nested: bool) -> str:
    """Return what is typed between two brackets, or as the whole query."""
    if isinstance(query, And) and any(isinstance(child, Not) for child in query.children):
        wanted = [child for child in query.children if not isinstance(child, Not)]
        excluded = [_operand(child.child, "-") for child in query.children if isinstance(child, Not)]
        if wanted == [Everything()]:
            return " ".join([*["*"] * nested, *excluded])
        text = _level(wanted[0], nested=nested) if len(wanted) == 1 else _all_of(wanted)
        return " ".join([text, *excluded])
    if isinstance(query, Or):
        return " OR ".join(_alternative(child) for child in query.children)
    return _all_of(query.children) if isinstance(query, And) else _leaf(query)


def _alternative(query: Query) -> str:
    """Return what is typed between two ORs."""
    if not isinstance(query, And):
        return _leaf(query)
    excludes = any(isinstance(child, Not) for child in query.children)
    return f"({_level(query, nested=True)})" if excludes else _all_of(query.children)


def _all_of(queries: Sequence[Query]) -> str:
    return " AND ".join(_group(query) for query in queries)


def _group(query: Query) -> str:
    """Return what is typed between two ANDs."""
    if not isinstance(query, Or):
        return _leaf(query)
    names = [child for child in query.children if isinstance(child, Labelled)]
    if len(names) == len(query.children) and len({name.field for name in names}) == 1:
        return " ".join(map(_leaf, names))
    return f"({_level(query, nested=True)})"


def _leaf(query: Query) -> str:
    """Return what is typed for something that needs no brackets."""
    return " ".join(_tokens(query)) if isinstance(query, Words) else _operand(query)


def _operand(query: Query, sign: str = "") -> str:
    """Return what a sign can stand at: one word, a phrase, a field or a bracket."""
    if isinstance(query, InTitle):
        return _operand(query.child, f"{sign}title:")
    if isinstance(query, Everything) and not sign:
        return "*"
    bare = _bare(query)
    return sign + (f"({_level(query, nested=True)})" if bare is None else bare)


def _bare(query: Query) -> str | None:
    """Return an operand that is no bracket."""
    if isinstance(query, Labelled):
        return f"{query.field}:{query.text if WORD.fullmatch(query.text) else _quotes(query.text)}"
    if isinstance(query, Published):
        return _days(query)
    if isinstance(query, Phrase):
        return _quotes(query.text) + _boost(query.boost)
    if isinstance(query, Near):
        return f"{_quotes(query.text)}~{query.distance}{_boost(query.boost)}"
    words = (*query.words, *map(_term, query.terms)) if isinstance(query, Words) else ()
    return words[0] if len(words) == 1 else None


def _tokens(query: Words) -> list[str]:
    """Return the words of a group, made so that none is an operator in it."""
    escaped = [_ESCAPE * (word in OPERATORS) + word for word in query.words]
    if not query.terms and escaped[-1] in ARABIC_OPERATORS:  # something excluded may come next
        escaped[-1] = _ESCAPE + escaped[-1]
    return [*escaped, *map(_term, query.terms)]


def _is_chain(tokens: Sequence[str]) -> bool:
    """Tell whether these words alone would be operands with «و» or «أو» between them."""
    operators = {ARABIC_OPERATORS.get(token, "") for token in tokens[1::2]}
    return 3 <= len(tokens) <= 2 * MAX_ALTERNATIVES and len(tokens) % 2 == 1 and operators in ({"and"}, {"or"})


def _term(term: Term) -> str:
    return _HOW[term.how].format(term.text) + _boost(term.boost)


def _boost(boost: float) -> str:
    return "" if boost == 1 else f"^{boost:g}"


def _quotes(text: str) -> str:
    return f'"{text}"'


def _days(days: Published) -> str:
    if days.first and days.last:
        return f"date:{write_when(When(days.first, days.last))}"
    return f"from:{days.first}" if days.first else f"to:{days.last}"
