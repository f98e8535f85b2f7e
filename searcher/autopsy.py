"""Nothing was found: which word or filter is to blame, and how many articles are found without it?

Every way out is a search of its own, and its total is that search's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from index.arabic.relation import Relation
from index.arabic.stopwords import STOP_WORDS
from index.engine import Filters
from index.query import And, Everything, InTitle, Near, Not, Phrase, Words, asked_words
from searcher.describe import describe
from searcher.normal import every
from searcher.parser import MAX_QUERY_CHARACTERS
from searcher.when import When, when_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.query import Query
    from searcher.results import Search

MAX_RELAXATIONS = 16
"""Searches that are tried; each is a search of its own."""

MAX_SHOWN = 6

_ARABIC_FIELDS = {"title": "عنوان", "source": "مصدر", "section": "قسم", "author": "كاتب", "date": "تاريخ"}
_FIELD = re.compile(r"(?<![\w\"])(?:" + "|".join(_ARABIC_FIELDS) + "):")

ENOUGH_FOR_MOST = 2
"""Most of two words are one, which is any of them."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A search that asks for less, and how many articles it finds: ``kind`` is what was left out of it."""

    kind: str
    arabic: str
    english: str
    search: Search
    total: int


class _Try(NamedTuple):
    kind: str
    arabic: str
    english: str
    search: Search


def relaxations(search: Search, query: Query, count: Callable[[Search], int]) -> tuple[Relaxation, ...]:
    """Return the searches that ask for a little less and find something, the nearest to what was asked first.

    ``query`` is the tree of the search, and ``count`` says how many articles a search finds.
    """
    found = _counted([*_filters(search), *_ladder(search, query), *_parts(search, query)], count)
    if not found:  # two things or more are to blame
        found = _counted(_bold(search, query), count)
    return tuple(found[:MAX_SHOWN])


def _counted(tries: Iterable[_Try], count: Callable[[Search], int]) -> list[Relaxation]:
    seen, found = set[object](), []
    for one in islice(tries, MAX_RELAXATIONS):
        if one.search in seen or len(one.search.text) > MAX_QUERY_CHARACTERS:
            continue
        seen.add(one.search)
        if total := count(one.search):
            found.append(Relaxation(*one, total))
    return found


def _filters(search: Search) -> Iterator[_Try]:
    """Yield the search without each of its filters."""
    filters = search.filters
    if filters.published_from or filters.published_to:
        when = When(filters.published_from, filters.published_to)
        arabic, english = (when_in_words(when, language) for language in ("ar", "en"))
        yield _Try("date", f"من دون قيد التاريخ ({arabic})", f"without the dates ({english})", _undated(search))
    for kind, name, arabic, english in (
        ("source", "sources", "من دون حصر المصدر في «{}»", "without the source “{}”"),
        ("excluded_source", "excluded_sources", "من دون استبعاد المصدر «{}»", "with the source “{}”"),
        ("section", "sections", "من دون حصر القسم في «{}»", "without the section “{}”"),
        ("excluded_section", "excluded_sections", "من دون استبعاد القسم «{}»", "with the section “{}”"),
        ("author", "authors", "من دون حصر الكاتب في «{}»", "without the author “{}”"),
    ):
        if values := getattr(filters, name):
            changed = replace(search, filters=replace(filters, **{name: ()}))  # type: ignore[arg-type]
            yield _Try(kind, arabic.format("»، «".join(values)), english.format("”, “".join(values)), changed)


def _undated(search: Search) -> Search:
    return replace(search, filters=replace(search.filters, published_from=None, published_to=None))


def _ladder(search: Search, query: Query) -> Iterator[_Try]:
    """Yield the search with all forms of its words, and with any of them."""
    if search.match < Relation.NAME:
        wider = replace(search, match=Relation.NAME)
        yield _Try("match", "بكل صيغ الكلمات", "with all forms of the words", wider)
    if search.words == "all" and sum(map(len, map(str.split, asked_words(query)))) > ENOUGH_FOR_MOST:
        most = replace(search, words="most")
        yield _Try("words", "بمعظم الكلمات لا كلها", "with most of the words", most)
    if search.words != "any":
        yield _Try("words", "بأي كلمة من الكلمات", "with any of the words", replace(search, words="any"))


def _parts(search: Search, query: Query) -> Iterator[_Try]:
    """Yield the search with each part of its tree loosened, or left out."""
    children = query.children if isinstance(query, And) else (query,)
    for place, child in enumerate(children):
        rest = (*children[:place], *children[place + 1 :])
        for looser, arabic, english in _looser(child):
            text = describe(every((*children[:place], looser, *children[place + 1 :])))
            yield _Try("looser", arabic, english, replace(search, text=text))
        if rest and not all(isinstance(one, Not) for one in rest):
            shown = describe(And((Everything(), child)) if isinstance(child, Not) else child)
            text = describe(every(rest))
            yield _Try("part", f"من دون {_in_arabic(shown)}", f"without {shown}", replace(search, text=text))
    if isinstance(query, Words) and search.words != "any" and len(query.words) > 1:
        for place, word in enumerate(query.words):
            fewer = replace(query, words=(*query.words[:place], *query.words[place + 1 :]))
            yield _Try("word", f"من دون «{word}»", f"without “{word}”", replace(search, text=describe(fewer)))


def _in_arabic(text: str) -> str:
    """Return the canonical text of a query with the names of its fields in Arabic."""
    return _FIELD.sub(lambda match: f"{_ARABIC_FIELDS[match[0][:-1]]}:", text)


def _looser(query: Query) -> Iterator[tuple[Query, str, str]]:
    """Yield what asks for less than a part of a tree, and how it does."""
    if isinstance(query, InTitle):
        yield query.child, "في النص كله لا في العنوان وحده", "in the whole text, not only in the title"
    elif isinstance(query, (Phrase, Near)):
        words = tuple(query.text.split())
        telling = [word for word in words if word not in STOP_WORDS]
        if len(telling) > 1:
            yield (
                every(Words((word,)) for word in telling),
                f"بكلمات «{query.text}» متفرقة",
                f"with the words of “{query.text}” anywhere",
            )
        yield Words(words), f"بأي من كلمات «{query.text}»", f"with any of the words of “{query.text}”"
    elif isinstance(query, Words):
        for place, term in enumerate(query.terms):
            if term.how == "exact":
                others = (*query.terms[:place], replace(term, how="related"), *query.terms[place + 1 :])
                shown = f"بكل صيغ «{term.text}»", f"with all forms of “{term.text}”"
                yield replace(query, terms=others), *shown


def _bold(search: Search, query: Query) -> Iterator[_Try]:
    """Yield what leaves out more than one thing: all filters, and then each word by itself."""
    free = replace(search, filters=Filters(), match=max(search.match, Relation.NAME), words="any")
    if search.filters != Filters():
        yield _Try("filters", "من دون أي قيد", "without any filter", free)
    for word in dict.fromkeys(asked_words(query)):
        yield _Try("only", f"«{word}» وحدها", f"“{word}” alone", replace(free, text=word))
