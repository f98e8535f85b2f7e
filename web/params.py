"""Which search do these parameters ask for? Shared by the page, the endpoint and the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from index.arabic.relation import Relation
from index.engine import Facet, Filters, Sort
from index.query import Need
from searcher.results import DEFAULT_PER_PAGE, Search
from web.values import (
    ParameterError,
    first_day,
    last_day,
    read_all,
    read_choice,
    read_cursor,
    read_half_life,
    read_number,
    read_switch,
    shortened,
    shortest,
    write_cursor,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from web.values import Values

SORTS: tuple[Sort, ...] = get_args(Sort)
FACETS: tuple[Facet, ...] = get_args(Facet)
NEEDS: tuple[Need, ...] = get_args(Need)
MATCHES = tuple(relation.name.lower() for relation in Relation if relation <= Relation.TYPO)
NAMES = (
    "q", "page", "per_page", "cursor", "sort", "words", "match", "half_life", "collapse", "explain", "facet",
    "source", "exclude.source", "exclude.spelling", "section", "exclude.section", "author", "from", "to",
)  # fmt: skip


def read_search(values: Values, today: date | None = None) -> Search:
    """Return the search that a request's parameters ask for; absent and empty ones have their defaults.

    Dates such as «أمس» (yesterday) count from ``today``, which is this machine's day unless it is given.

    Raises:
        ParameterError: a value is not allowed.
    """
    start = read_cursor(values.get("cursor", ""))
    return Search(
        text=values.get("q", ""),
        filters=_filters(values, today or date.today()),
        sort=read_sort(values.get("sort", "")),
        page=1 if start is not None else read_number(values, "page", 1),
        per_page=read_number(values, "per_page", DEFAULT_PER_PAGE),
        words=read_need(values.get("words", "")),
        half_life_days=read_half_life(values.get("half_life", "")),
        explain=read_switch(values, "explain"),
        collapse=read_switch(values, "collapse"),
        facets=_facets(values),
        start=start,
        match=read_match(values.get("match", "")),
        without=read_all(values, "exclude.spelling"),
    )


def _filters(values: Values, today: date) -> Filters:
    first, last = (read(name, values.get(name, ""), today) for read, name in ((first_day, "from"), (last_day, "to")))
    if first and last and last < first:
        raise wrong("to", values.get("to", ""), f"a date not before from, {first}", f"تاريخ لا يسبق {first}")
    return Filters(
        sources=read_all(values, "source"),
        excluded_sources=read_all(values, "exclude.source"),
        sections=read_all(values, "section"),
        excluded_sections=read_all(values, "exclude.section"),
        authors=read_all(values, "author"),
        published_from=first,
        published_to=last,
    )


def check_names(values: Iterable[str], names: Sequence[str] = NAMES) -> None:
    """Refuse parameters that do not exist: a misspelt filter would silently give other results.

    Raises:
        ParameterError: a name is unknown.
    """
    for name in values:
        if name not in names:
            shown, allowed = shortened(name), "one of " + ", ".join(names) if names else "none"
            arabic = f"لا يوجد معامل اسمه «{shown}»؛ المتاح: " + ("، ".join(names) or "لا شيء")
            raise ParameterError(shown, allowed, f"there is no parameter {shown!r}; expected {allowed}", arabic)


def write_search(search: Search, **changes: object) -> dict[str, object]:
    """Return the parameters that ask for a search, without those at their defaults; ``changes`` replace some."""
    filters = search.filters
    values: dict[str, object] = {
        "q": search.text,
        "source": filters.sources,
        "exclude.source": filters.excluded_sources,
        "section": filters.sections,
        "exclude.section": filters.excluded_sections,
        "author": filters.authors,
        "from": filters.published_from.isoformat() if filters.published_from else None,
        "to": filters.published_to.isoformat() if filters.published_to else None,
        "sort": None if search.sort == "relevance" else search.sort,
        "page": None if search.page == 1 else search.page,
        "per_page": None if search.per_page == DEFAULT_PER_PAGE else search.per_page,
        "words": None if search.words == "any" else search.words,
        "match": None if search.match is Relation.NAME else search.match.name.lower(),
        "exclude.spelling": search.without,
        "half_life": search.half_life_days and shortest(search.half_life_days),
        "collapse": 1 if search.collapse else None,
        "explain": 1 if search.explain else None,
        "facet": ",".join(search.facets),
        "cursor": None if search.start is None else write_cursor(search.start),
    }
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, (), "")}


def read_sort(text: str) -> Sort:
    """Return an order of results, by relevance where none is named.

    Raises:
        ParameterError: there is no such order.
    """
    return read_choice("sort", text, SORTS) or "relevance"


def read_need(text: str) -> Need:
    """Return how many of the loose words an article must have, any of them where nothing is said.

    Raises:
        ParameterError: there is no such choice.
    """
    return read_choice("words", text, NEEDS) or "any"


def read_match(text: str) -> Relation:
    """Return the last rung of the match ladder that counts, spellings of names where none is named.

    Raises:
        ParameterError: there is no such rung.
    """
    name = read_choice("match", text, MATCHES)
    return Relation[name.upper()] if name else Relation.NAME


def _facets(values: Values) -> tuple[Facet, ...]:
    names = [name.strip() for text in values.getlist("facet") for name in text.split(",") if name.strip()]
    chosen = (read_choice("facet", name, FACETS) for name in dict.fromkeys(names))
    return tuple(name for name in chosen if name)
