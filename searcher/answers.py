"""Which words of a text answer the query, and how closely?

Everything goes by offsets into the text as its author wrote it. What the index says of the words that it found spares
the analysis of most others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.arabic.analyzer import AROUND, MAX_WORD_CHARACTERS
from index.arabic.normalize import PLAIN, PLAIN_LETTERS, fold
from index.arabic.relation import Relation, family_keys, relation
from index.arabic.stopwords import STOP_WORDS, is_stop_word
from index.arabic.typo import distance
from index.deadline import check_time
from index.patterns import MIN_TYPO_LETTERS, WORD_TYPOS, expression, most_typos
from index.query import InTitle, Near, Words, leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from index.arabic.analyzer import Analyzer, Word
    from index.engine import Match
    from index.query import Query, Term

_SPACED = re.compile(r"\S+")
_RARE_LETTER = re.compile(rf"[^\W\d_{PLAIN_LETTERS}]")
"""A letter that is none of Arabic's."""


class Answer(NamedTuple):
    """A word of a text, ``text[start:end]``, the folded word of the query that it answers, and how it does."""

    start: int
    end: int
    asked: str
    relation: Relation


class Answers:
    """Finds a query's words in texts: made once a query, used for every text of its results.

    ``loose_words`` is how many loose words stand side by side in the query, stop words aside. ``matched`` is what an
    engine says of the words that it found (`Page.matched`), ``farthest`` and ``without`` what it was asked with.
    """

    def __init__(
        self,
        query: Query,
        analyzer: Analyzer,
        matched: Mapping[str, Match] | None = None,
        farthest: Relation = Relation.NAME,
        without: Collection[str] = (),
    ) -> None:
        self._analyzer = analyzer
        self._matched = matched
        self._farthest = farthest
        self._without = frozenset(without)
        shown = [leaf.child if isinstance(leaf, InTitle) else leaf for leaf in leaves(query)]
        loose = [leaf for leaf in shown if isinstance(leaf, Words)]
        groups = [telling_words(leaf, analyzer) for leaf in loose]
        self.loose_words = max(
            (len(group) + len(leaf.terms) for group, leaf in zip(groups, loose, strict=True)), default=0
        )
        self._families: dict[str, list[tuple[Word, Relation]]] = {}
        self._patterns: list[Term] = []
        for word in dict.fromkeys(word for group in groups for word in group):
            self._ask(word, farthest)
        for term in dict.fromkeys(term for leaf in loose for term in leaf.terms):
            self._ask_term(term)
        self._loose_folds = {word.fold for asked in self._families.values() for word, _ in asked}
        quoted = [(self._analyzer.words(leaf.text), leaf) for leaf in shown if not isinstance(leaf, Words)]
        # the others are marked
        self._quotations = [(words, leaf) for words, leaf in quoted if not self._loose_folds.issuperset(_folds(words))]
        self._runs: set[str] = set()
        self._answering: dict[str, tuple[Answer, ...]] = {}

    def _ask(self, word: Word, farthest: Relation) -> None:
        for key in family_keys(word):
            self._families.setdefault(key, []).append((word, farthest))

    def _ask_term(self, term: Term) -> None:
        if term.how in ("related", "exact"):
            for word in self._analyzer.words(term.text):
                self._ask(word, min(Relation.MARKS, self._farthest) if term.how == "exact" else self._farthest)
        else:
            self._patterns.append(term)

    def find(self, text: str) -> list[Answer]:
        """Return the words of a text that the query asks for, in order."""
        check_time()
        new = set(text.split())
        self._learn(new - self._runs)
        loose = [
            Answer(start + one.start, start + one.end, one.asked, one.relation)
            for run in new.intersection(self._answering)
            for start in _starts(run, text)
            for one in self._answering[run]
        ]
        loose.sort()
        quoted = self._quoted(text, {answer.asked for answer in loose})
        if not quoted:
            return loose
        both = {one.start: one for one in (*quoted, *loose)}
        return [both[start] for start in sorted(both)]

    def _learn(self, new: set[str]) -> None:
        """Find the answers in runs of text without white space: such come again and again.

        A run that is nothing but letters of Arabic and what stands around them is the word itself, which an engine
        has told about: no need to analyse it. Most runs have nothing around them, and are never looked at one by one.
        """
        self._runs |= new
        matched = self._matched
        if matched is None:
            found = {run: self._run_answers(run) for run in new}
        else:
            others = [run for run in new if not run.isalpha() or len(run) > MAX_WORD_CHARACTERS]
            if _RARE_LETTER.search("\n".join(new)):
                others = [run for run in new if not PLAIN.fullmatch(run) or len(run) > MAX_WORD_CHARACTERS]
            found = {run: self._told(run, matched) for run in matched.keys() & new.difference(others)}
            found |= {run: self._told(run, matched) for run in others}
        self._answering |= {run: answers for run, answers in found.items() if answers}

    def _told(self, run: str, matched: Mapping[str, Match]) -> tuple[Answer, ...]:
        word = run.strip(AROUND)
        if not PLAIN.fullmatch(word) or len(word) > MAX_WORD_CHARACTERS:
            return self._run_answers(run)
        start, match = run.find(word), matched.get(word)
        return (Answer(start, start + len(word), match.asked, match.relation),) if match else ()

    def _run_answers(self, run: str) -> tuple[Answer, ...]:
        families = self._families
        words = self._analyzer.words(run)  # without offsets: far quicker
        if not self._patterns and self._farthest < Relation.TYPO and not [w for w in words if w.key in families]:
            return ()
        found = ((token, self._closest(token.word)) for token in self._analyzer.tokens(run))
        return tuple(Answer(token.start, token.end, near[1], near[0]) for token, near in found if near)

    def _closest(self, found: Word) -> tuple[Relation, str] | None:
        """Return how a word is related to the asked one that it is most closely a form of; None if to none."""
        near = [
            (related, asked.fold)
            for asked, farthest in self._families.get(found.key, ())
            if (related := relation(asked, found)) and related <= farthest
            if related is not Relation.NAME or found.stem not in self._without
        ]
        near += [(related, pattern.text) for pattern in self._patterns if (related := _like(found.fold, pattern))]
        if not near and self._farthest is Relation.TYPO:
            near = [(Relation.TYPO, asked) for asked in self._loose_folds if _may_be(asked, found.fold)]
        return min(near, default=None)

    def _quoted(self, text: str, present: set[str]) -> list[Answer]:
        """Return the words of the query's phrases; ``present`` are the loose words that the text answers."""
        absent = self._loose_folds - present
        quotations = [one for one in self._quotations if absent.isdisjoint(_folds(one[0]))]
        folds = [word.fold for word in self._analyzer.words(text)] if quotations else []
        asked: dict[int, Word] = {}
        for words, leaf in quotations:
            check_time()
            asked |= _near_places(words, leaf.distance, folds) if isinstance(leaf, Near) else _places(words, folds)
        return list(self._at(asked, text)) if asked else []

    def _at(self, asked: Mapping[int, Word], text: str) -> Iterator[Answer]:
        """Yield the words with these numbers; offsets are sought only in the runs of text that have one of them."""
        first = 0
        for run in _SPACED.finditer(text):
            following = first + len(self._analyzer.words(run[0]))
            if not asked.keys().isdisjoint(range(first, following)):
                for number, token in enumerate(self._analyzer.tokens(run[0]), first):
                    if number in asked:
                        near = relation(asked[number], token.word) or Relation.SPELLING
                        yield Answer(run.start() + token.start, run.start() + token.end, token.word.fold, near)
            first = following


def _starts(run: str, text: str) -> Iterator[int]:
    """Yield where a run of text stands between white space in a text."""
    start = text.find(run)
    while start >= 0:
        end = start + len(run)
        if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(run, start + 1)


def telling_words(words: Words, analyzer: Analyzer) -> list[Word]:
    """Return the words that are searched, each spelling once: stop words only when there is nothing else."""
    asked: dict[str, Word] = {}
    for text in words.words:
        for word in analyzer.words(text):
            asked.setdefault(word.fold, word)
    telling = [word for word in asked.values() if not is_stop_word(word)]
    return telling if telling or words.terms else list(asked.values())


def _like(found: str, term: Term) -> Relation | None:
    """Return how a folded word answers a pattern; None if it doesn't."""
    if term.how == "fuzzy":
        typed = fold(term.text)
        far = distance(typed, found, most_typos(typed))
        return None if far > most_typos(typed) else Relation.TYPO if far > 0 else Relation.SPELLING
    return Relation.SPELLING if _expression(term).fullmatch(found) else None


@lru_cache(100)
def _expression(term: Term) -> re.Pattern[str]:
    return re.compile(expression(term)[1])


def _may_be(asked: str, found: str) -> bool:
    """Tell whether a folded word may be another one with a slip of the finger."""
    if len(asked) < MIN_TYPO_LETTERS or found in STOP_WORDS or not asked.isalpha() or not found.isalpha():
        return False
    return distance(asked, found, WORD_TYPOS) <= WORD_TYPOS


def _folds(words: Sequence[Word]) -> list[str]:
    return [word.fold for word in words]


def _places(phrase: Sequence[Word], folds: Sequence[str]) -> dict[int, Word]:
    """Return the numbers of the words that belong to an occurrence of a phrase, and which of its words each one is."""
    wanted = _folds(phrase)
    places: dict[int, Word] = {}
    for start, first in enumerate(folds):
        if wanted and first == wanted[0] and list(folds[start : start + len(wanted)]) == wanted:
            places |= dict(enumerate(phrase, start))
    return places


def _near_places(words: Sequence[Word], most_between: int, folds: Sequence[str]) -> dict[int, Word]:
    """Return the numbers of the words that stand near each other, and which of the wanted words each one is."""
    wanted = {word.fold: word for word in words}
    places: dict[int, Word] = {}
    here = [number for number, found in enumerate(folds) if found in wanted]
    for first in here:
        window = [number for number in here if first <= number < first + len(words) + most_between]
        if len({folds[number] for number in window}) == len(wanted):
            places |= {number: wanted[folds[number]] for number in window}
    return places
