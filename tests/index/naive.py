"""Which articles answer a tree, as a plain reading of every article tells? Slow, and simple.

It shares with the engine what a word is (the analyzer), how two words are related, and how far a typo is; nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from index.arabic.analyzer import Analyzer, Word
from index.arabic.normalize import fold, fold_label
from index.arabic.relation import Relation, may_answer, relation
from index.arabic.stopwords import is_stop_word
from index.arabic.typo import MAX_LENGTH_DIFFERENCE, WIDE, distance
from index.engine import Match
from index.patterns import MIN_TYPO_LETTERS, WORD_TYPOS, most_typos
from index.query import And, Everything, InTitle, Labelled, Leaf, Near, Not, Or, Phrase, Published, Term, Words, leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.article import Article
    from index.engine import Filters
    from index.query import Query

ANALYZER = Analyzer()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the words of a plan answer, and the stems that they do not answer with."""

    farthest: Relation = Relation.NAME
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a query, or a pattern; it answers up to the ``farthest`` relation."""

    word: Word | None
    pattern: Term | None
    farthest: Relation
    without: tuple[str, ...] = ()
    boost: float = 1.0


# Which words answer


def answers(sought: Sought, found: Word, level: Relation = Relation.TYPO) -> bool:
    """Tell whether a written word answers, and is related at least so closely."""
    near = nearness(sought, found)
    return near is not None and near <= min(level, sought.farthest)


@lru_cache(100_000)
def nearness(sought: Sought, found: Word) -> Relation | None:
    """Return the relation of a written word to what is sought, whether it answers or not."""
    if sought.pattern:
        return pattern_nearness(sought.pattern, found)
    assert sought.word
    related = relation(sought.word, found)
    if related is Relation.NAME and found.stem in sought.without:
        return None
    if related is None or related is Relation.FAMILY:
        return Relation.TYPO if sought.farthest is Relation.TYPO and is_typo(sought.word, found) else related
    return related


def is_typo(asked: Word, found: Word) -> bool:
    may_be = len(asked.fold) >= MIN_TYPO_LETTERS and any(map(str.isalpha, asked.fold))
    near = may_be and distance(asked.fold, found.fold, WORD_TYPOS) <= WORD_TYPOS
    return near and may_answer(asked, found.written, Relation.TYPO)


def pattern_nearness(term: Term, found: Word) -> Relation | None:
    if term.how == "fuzzy":
        typed = fold(term.text)
        if typed == found.fold:
            return Relation.SPELLING
        alike = len(set(typed) ^ set(found.fold)) <= WIDE and abs(len(typed) - len(found.fold)) <= MAX_LENGTH_DIFFERENCE
        return Relation.TYPO if alike and distance(typed, found.fold) <= most_typos(typed) else None
    pattern = f"{term.text}*" if term.how == "prefix" else term.text
    return Relation.SPELLING if fits(pattern, found.fold) else None


@lru_cache(100_000)
def fits(pattern: str, folded: str) -> bool:
    """Tell whether some letters in the place of the jokers make a word of a pattern that folds to a folded one."""
    place = next((place for place, letter in enumerate(pattern) if letter in "*?"), None)
    if place is None:
        return fold(pattern) == folded
    pieces = {folded[first:last] for first in range(len(folded)) for last in range(first + 1, len(folded) + 1)} | {""}
    return any(
        fits(pattern[:place] + piece + pattern[place + 1 :], folded)
        for piece in pieces
        if pattern[place] == "*" or len(piece) == 1
    )


# Which words are sought


def same(word: Word) -> tuple[str, bool]:
    """Return what spellings of one word share; a stop word is another word than one that folds alike."""
    return word.fold, is_stop_word(word)


def distinct(texts: Sequence[str]) -> list[Word]:
    """Return the words of some texts, each once."""
    found: dict[tuple[str, bool], Word] = {}
    for text in texts:
        for word in ANALYZER.words(text):
            found.setdefault(same(word), word)
    return list(found.values())


def loose(query: Words, bounds: Bounds) -> list[Sought]:
    """Return the loose words and terms of a query, without stop words unless there is nothing else."""
    words = distinct(query.words)
    sought = {word: Sought(word, None, bounds.farthest, bounds.without) for word in words}
    terms = []
    for term in query.terms:
        if term.how in ("related", "exact"):
            farthest = min(Relation.MARKS if term.how == "exact" else bounds.farthest, bounds.farthest)
            terms += [Sought(word, None, farthest, bounds.without, term.boost) for word in distinct([term.text])]
        else:
            terms.append(Sought(None, term, Relation.TYPO, boost=term.boost))
    return [*(sought[word] for word in words if not is_stop_word(word)), *terms] or list(sought.values())


def quoted(query: Phrase | Near, bounds: Bounds) -> list[Sought]:
    """Return the words of a quotation in its order, each as it first stands there."""
    farthest = min(Relation.SPELLING, bounds.farthest)
    first = {same(word): Sought(word, None, farthest, (), query.boost) for word in reversed(ANALYZER.words(query.text))}
    return [first[same(word)] for word in ANALYZER.words(query.text)]


def matched(every: Sequence[Article], tree: Query, bounds: Bounds) -> dict[str, Match]:
    """Return the written words of some articles that answer loose words of a query, as `Page.matched` has them."""
    found: dict[str, Match] = {}
    written = {word for article in every for part in parts(article) for word in part}
    children = (one.child if isinstance(one, InTitle) else one for one in leaves(tree))
    for sought in (sought for child in children if isinstance(child, Words) for sought in loose(child, bounds)):
        asked = sought.word.fold if sought.word else fold(sought.pattern.text) if sought.pattern else ""
        for word in written:
            near = nearness(sought, word)
            if near is not None and near <= sought.farthest:
                match = Match(near, asked)
                found[word.written] = min(match, found.get(word.written, match))
    return found


# Which articles match


def parts(article: Article) -> tuple[list[Word], list[Word], list[Word]]:
    return words_of(article.title), words_of(article.caption), words_of(article.body)


@lru_cache(10_000)
def words_of(text: str) -> list[Word]:
    return ANALYZER.words(text)


def matches(article: Article, tree: Query, bounds: Bounds) -> bool:
    """Tell whether an article is one that a tree asks for."""
    match tree:
        case And(children):
            return all(matches(article, child, bounds) for child in children)
        case Or(children):
            return any(matches(article, child, bounds) for child in children)
        case Not(child):
            return not matches(article, child, bounds)
        case InTitle(child):
            return has_leaf([words_of(article.title)], child, bounds)
        case Words() | Phrase() | Near():
            return has_leaf(parts(article), tree, bounds)
    return is_labelled(article, tree)


def is_labelled(article: Article, tree: Query) -> bool:
    if isinstance(tree, Labelled):
        return fold_label(tree.text) == fold_label(getattr(article, tree.field)) != ""
    if isinstance(tree, Published):
        return is_within(article, tree.first, tree.last)
    return isinstance(tree, Everything)


def has_leaf(texts: Sequence[list[Word]], leaf: Leaf, bounds: Bounds) -> bool:
    if isinstance(leaf, Words):
        sought = loose(leaf, bounds)
        present = sum(any(answers(one, word) for text in texts for word in text) for one in sought)
        return present >= {"any": 1, "most": (len(sought) + 1) // 2, "all": len(sought)}[leaf.need] and bool(sought)
    order = quoted(leaf, bounds)
    return has_near(texts, order, leaf.distance) if isinstance(leaf, Near) else has_phrase(texts, order)


def has_phrase(texts: Sequence[list[Word]], order: list[Sought]) -> bool:
    for text in texts:
        for start in range(len(text) - len(order) + 1 if order else 0):
            if all(answers(one, word) for one, word in zip(order, text[start:], strict=False)):
                return True
    return False


def has_near(texts: Sequence[list[Word]], order: list[Sought], distance_words: int) -> bool:
    """Between two parts a place is left out, as if a word stood there that answers nothing."""
    places: list[Word | None] = [word for text in texts for word in (*text, None)]
    size = len(order) + distance_words
    return bool(order) and any(has_all(places[start : start + size], order) for start in range(len(places)))


def has_all(window: Sequence[Word | None], order: list[Sought]) -> bool:
    return all(
        sum(word is not None and answers(one, word) for word in window) >= times
        for one, times in Counter(order).items()
    )


def is_within(article: Article, first: date | None, last: date | None) -> bool:
    return article.published is not None and (first or date.min) <= article.published <= (last or date.max)


def passes(article: Article, filters: Filters) -> bool:
    """Tell whether filters let an article through."""
    for name in ("source", "section", "author"):
        wanted = getattr(filters, f"{name}s")
        if wanted and fold_label(getattr(article, name)) not in map(fold_label, wanted):
            return False
    if fold_label(article.source) in map(fold_label, filters.excluded_sources):
        return False
    if fold_label(article.section) in map(fold_label, filters.excluded_sections):
        return False
    if filters.published_from is None and filters.published_to is None:
        return True
    return is_within(article, filters.published_from, filters.published_to)
