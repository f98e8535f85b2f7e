"""What do the words, quotes and operators of a typed query mean?

Grammar, written out with examples in docs/query-language.md:

    query       = alternative (OR alternative)*
    alternative = group (AND group)*
    group       = ([+ | - | NOT] operand)+
    operand     = [title:] (word | =word | word~ | wor* | "phrase" | "words"~5 | «quotation» | "(" query ")") [^2]
                | source:name | section:name | author:name | date:days | from:day | to:day

A quotation that ends with a question mark is a question («من هو بوتين؟»), and its words are loose ones; so are those
of a very long one.
A phrase must occur, and so must a quotation («…» or “…”) that stands alone. Among loose words a quotation is what a
pasted headline looks like, and then it only ranks, as the words in it do; among four and more of them so does a phrase.
Where something stands at the quotes (a sign, a weight, a field), and in brackets, they always require.

Any text up to the longest one parses. What cannot be an operator is a word, and a `Diagnosis` says so; punctuation
separates words. What is excluded is excluded from the whole query, or from the bracket in which it stands.
`lexer` finds the parts, `nesting` says which of them mean something, and here they become a tree in its `normal` form.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from index.arabic.analyzer import WORD
from index.query import Everything, Labelled, Need, Not, Nothing, Phrase, Published, Query, Term
from searcher.diagnosis import Diagnosis, diagnose
from searcher.errors import QueryError
from searcher.lexeme import Lexeme
from searcher.lexer import read_lexemes
from searcher.nesting import PASTED_WORDS, Bracket, is_loose, nest, settle
from searcher.normal import boosted, common_days, every, in_title, loose, some, unweighted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from searcher.lexeme import Kind
    from searcher.nesting import Item

MAX_QUERY_CHARACTERS = 2000
"""About 300 words: room for any headline or quotation, and a bound on the work that a stranger can ask for."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A typed query's tree, what was assumed about its text, and the parts of the text that mean something."""

    query: Query
    diagnoses: tuple[Diagnosis, ...]
    lexemes: tuple[Lexeme, ...] = field(default=(), compare=False, repr=False)


def parse(text: str, need: Need = "any", today: date | None = None) -> Query:
    """Return the tree for a typed query, as `read_query` does."""
    return read_query(text, need, today).query


def read_query(text: str, need: Need = "any", today: date | None = None) -> Parsed:
    """Return the tree for a typed query; the empty query matches everything, one without words nothing.

    ``need`` holds for the loose words of each group; an excluded word is excluded in any case. Dates such as «أمس»
    (yesterday) count from ``today``, which is this machine's day unless it is given.

    Raises:
        QueryError: the text is longer than `MAX_QUERY_CHARACTERS`.
    """
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            MAX_QUERY_CHARACTERS,
            f"the query has {len(text)} characters; at most {MAX_QUERY_CHARACTERS} are allowed",
            f"طول نص البحث بالأحرف {len(text)}، وأقصى ما يُسمح به {MAX_QUERY_CHARACTERS}",
        )
    return read_any_length(text, need, today or date.today())


def read_any_length(text: str, need: Need, today: date) -> Parsed:
    """Return the tree for a text of any length: the canonical text of a query can be longer than a typed one."""
    if not text.strip():
        return Parsed(Everything(), ())
    read = settle(text, read_lexemes(text, today))
    builder = _Builder()
    query = builder.level(nest(read.lexemes), need, nested=False)
    diagnoses = sorted((*read.diagnoses, *builder.diagnoses), key=lambda one: one.start)
    return Parsed(query or Nothing(), tuple(diagnoses), read.lexemes)


class _Builder:
    """Makes the tree, and notes what it assumed."""

    def __init__(self) -> None:
        self.diagnoses: list[Diagnosis] = []

    def level(self, items: Sequence[Item], need: Need, *, nested: bool) -> Query | None:
        """Return what stands between two brackets, or in the whole query; None when nothing does."""
        excluded, wanted = _take_excluded(items)
        unwanted = [query for item in excluded if (query := self._operand(item, "any"))]
        parts = [self._alternative(part, need, nested=nested) for part in _divide(wanted, "or")]
        alternatives = [part for part in parts if part]
        if not alternatives and not unwanted:
            return None
        return every([some(alternatives or [Everything()]), *(Not(unweighted(query)) for query in unwanted)])

    def _alternative(self, items: Sequence[Item], need: Need, *, nested: bool) -> Query | None:
        """Return what stands between two ORs: all its phrases must match, and something of every group."""
        children = [one for group in _divide(items, "and") for one in self._group(group, need, nested=nested)]
        self._check_days(items, children)
        return every(children) if children else None

    def _check_days(self, items: Sequence[Item], queries: Sequence[Query]) -> None:
        stretches = [one for one in queries if isinstance(one, Published)]
        if len(stretches) > 1 and common_days(stretches) is None:
            self.diagnoses.append(diagnose("no_days", items[0].start, items[-1].end))

    def _group(self, items: Sequence[Item], need: Need, *, nested: bool) -> list[Query]:
        """Return what must match of the operands between two operators."""
        told = [item for item in items if item.kind != "all"]
        if not told:
            return [Everything()] if items else []
        words = sum(map(is_loose, told))
        ranking: tuple[Kind, ...] = ()
        if words and not nested:
            ranking = ("phrase", "quotation") if words >= PASTED_WORDS else ("quotation",)
        beside = [is_loose(item) or _ranks(item, ranking) for item in told]
        required = list(self._required(list(compress(told, map(not_, beside))), need))
        return [*required, *self._loose(list(compress(told, beside)), need)] if words else required

    def _required(self, items: Sequence[Item], need: Need) -> Iterator[Query]:
        """Yield what has to match; of names of one field that stand side by side, any."""
        names = [name for item in items if (name := _name_beside(item))]
        for item in items:
            name = _name_beside(item)
            if name is None:
                if query := self._operand(item, need):
                    yield query
                continue
            same = [one for one in names if one.field == name.field]
            if same[0] is name:
                yield some(same)

    def _loose(self, items: Sequence[Item], need: Need) -> list[Query]:
        """Return loose words with the quotations that stand among them and only rank."""
        told = [item for item in items if isinstance(item, Lexeme)]
        terms = [term for item in told for term in _terms(item)]
        ranking = [item for item in told if item.kind != "word"]
        self.diagnoses += [diagnose("pasted", item.start, item.end, item.text) for item in ranking]
        quotations = [Phrase(item.text) for item in ranking]
        words = replace(loose(terms), need=need)
        if not quotations:
            return [words]
        if need == "any":
            return [some([words, *quotations])]
        return [words, some([Everything(), *quotations])]  # a quotation alone may have fewer words than are needed

    def _operand(self, item: Item, need: Need) -> Query | None:
        query: Query | None
        if isinstance(item, Bracket):
            query = self.level(item.items, need, nested=True)
            query = boosted(query, item.boost) if query else None
        else:
            query = replace(loose([item.content]), need=need) if isinstance(item.content, Term) else item.content
        return in_title(query) if query and item.in_title else query


def _take_excluded(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return what must not occur, and the other items."""
    excluded: list[Item] = []
    wanted: list[Item] = []
    for before, item in zip([None, *items], items, strict=False):
        if item.sign == "-" or (before is not None and before.kind == "not"):
            excluded.append(item)
        elif item.kind != "not":
            wanted.append(item)
    return excluded, wanted


def _divide(items: Sequence[Item], kind: Kind) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.kind == kind:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _name_beside(item: Item) -> Labelled | None:
    """Return the name that a field has here, unless a sign makes it stand for itself."""
    return item.content if isinstance(item, Lexeme) and isinstance(item.content, Labelled) and not item.sign else None


def _ranks(item: Item, ranking: Sequence[Kind]) -> bool:
    return isinstance(item, Lexeme) and item.kind in ranking and not item.required


def _terms(item: Lexeme) -> list[Term]:
    """Return the loose words that a word or a quotation is."""
    if isinstance(item.content, Term):
        return [item.content]
    return [Term(word) for word in WORD.findall(item.text)]
