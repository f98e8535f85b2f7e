"""Which searches does one lead to? Each is the same search, from its first page, with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from searcher.parser import MAX_QUERY_CHARACTERS

if TYPE_CHECKING:
    from index.arabic.relation import Relation
    from searcher.results import Search
    from searcher.understand import Step


def without_spelling(search: Search, stem: str) -> Search:
    """Return the search without one of the spellings of its names, which a `Variant` knows by its stem."""
    return replace(search, without=(*search.without, stem), page=1, start=None)


def with_spelling(search: Search, stem: str) -> Search:
    """Return the search with a spelling of a name that it leaves out."""
    return replace(search, without=tuple(other for other in search.without if other != stem), page=1, start=None)


def up_to(search: Search, rung: Relation) -> Search:
    """Return the search with another last rung of the match ladder."""
    return replace(search, match=rung, page=1, start=None)


def undone(search: Search, step: Step) -> Search | None:
    """Return the search without what a step did to its text; None where a step cannot be undone by typing."""
    if step.undone is None or len(step.undone) > MAX_QUERY_CHARACTERS:
        return None
    return replace(search, text=step.undone, page=1, start=None)
