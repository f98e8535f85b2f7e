"""Does the engine find just what a reading of every article finds, and score as its formulas say?"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import closing
from datetime import date
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer, Word
from index.arabic.normalize import fold_label
from index.arabic.relation import Relation, relation
from index.arabic.stopwords import is_stop_word
from index.engine import Engine, Filters, Kind, Plan, open_engine
from index.folder import open_snapshot
from index.query import And, Everything, Not, Nothing, Or, Phrase, Query, Words
from index.ranking import K1, WEIGHTS, B
from index.schema import PARTS, TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

ANALYZER = Analyzer()

# What is asked of what

VOCABULARY = (
    "كتاب الكتاب كِتابهم كتب كاتب قلم القلم بحر والبحر البحار في من ما ماء علي على وزير وزراء"
    " مسئول مسؤول هامبورغ هامبورج 2024 ٢٠٢٤"
).split()
"""Words that are related in each way, words of one family, and stop words that fold to other words."""
SOURCES = ("", "الأهالي", "الاهالى", "الميزان", "كتاب البحر")
DAYS = (None, date(2024, 1, 1), date(2024, 1, 2), date(2024, 3, 1))
IDS = [f"م{number}" for number in range(12)]

texts = st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join)
articles = st.builds(
    Article,
    id=st.sampled_from(IDS),
    title=texts,
    body=texts,
    caption=texts,
    source=st.sampled_from(SOURCES),
    published=st.sampled_from(DAYS),
)
deletions = st.sampled_from(IDS)
opening = st.lists(articles, min_size=5, max_size=12, unique_by=lambda article: article.id)
"""One commit of several articles: some faults show only between articles of one segment."""
changes = st.lists(st.lists(articles | deletions, min_size=1, max_size=4), max_size=3)
commits = st.tuples(opening, changes).map(lambda history: [history[0], *history[1]])

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(tuple)
phrases = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
queries: st.SearchStrategy[Query] = st.recursive(
    st.builds(Words, words, st.sampled_from(["any", "most", "all"]))
    | st.builds(Phrase, phrases)
    | st.sampled_from([Everything(), Nothing(), Words(("؟",)), Or(()), And(())]),
    lambda child: (
        st.builds(And, st.lists(child, min_size=1, max_size=3).map(tuple))
        | st.builds(Or, st.lists(child, min_size=1, max_size=3).map(tuple))
        | st.builds(lambda wanted, unwanted: And((wanted, Not(unwanted))), child, child)
        | st.builds(Not, child)
    ),
    max_leaves=6,
)
labels = st.lists(st.sampled_from(SOURCES[1:]), max_size=1).map(tuple)
filterings = st.builds(
    Filters,
    sources=labels,
    excluded_sources=labels,
    published_from=st.sampled_from(DAYS),
    published_to=st.sampled_from(DAYS),
)


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(commits, st.lists(queries, min_size=1, max_size=12), filterings)
def test_an_engine_finds_and_scores_what_a_reading_of_every_article_does(
    history: list[list[Article | str]], trees: list[Query], filters: Filters
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(open_engine(Path(folder) / "i", create=True)) as engine:
        kept = play(engine, history)
        assert {article_id: engine.get(article_id) for article_id in kept} == kept
        assert engine.count() == len(kept)
        reading = Reading(stored(Path(folder) / "i"))
        for tree in trees:
            for chosen in (Filters(), filters):
                ask(engine, tree, chosen, list(kept.values()))
            compare_scores(engine, tree, reading, kept)


def play(engine: Engine, history: list[list[Article | str]]) -> dict[str, Article]:
    """Add articles and delete ids, with a commit after each batch; return what must be there in the end."""
    kept: dict[str, Article] = {}
    for batch in history:
        for change in batch:
            if isinstance(change, str):
                assert engine.delete([change]) == ((change,) if kept.pop(change, None) else ())
            else:
                engine.add([change])
                kept[change.id] = change
        engine.commit()
    return kept


def stored(folder: Path) -> list[Article]:
    """Return all articles of the index, also the deleted ones that are not merged away yet: they count as frequent."""
    snapshot = open_snapshot(folder)
    return [snapshot.article(number) for number in range(snapshot.size)]


# Which match


def ask(engine: Engine, tree: Query, filters: Filters, kept: Sequence[Article]) -> None:
    expected = {article.id for article in kept if passes(article, filters) and matches(article, tree)}
    for sort in ("relevance", "newest", "oldest"):
        page = engine.run(Plan(tree, filters, sort=sort, limit=100))
        assert (page.total, len(page.hits)) == (len(expected), len(expected))
        assert {hit.id for hit in page.hits} == expected


def matches(article: Article, tree: Query) -> bool:
    if isinstance(tree, Words):
        asked = telling(" ".join(tree.words))
        present = sum(any(answers(one, word) for part in parts(article) for word in part) for one in asked)
        return present >= {"any": 1, "most": (len(asked) + 1) // 2, "all": len(asked)}[tree.need] and bool(asked)
    if isinstance(tree, Phrase):
        return has_phrase(article, ANALYZER.words(tree.text))
    if isinstance(tree, And):
        return all(matches(article, child) for child in tree.children)
    if isinstance(tree, Or):
        return any(matches(article, child) for child in tree.children)
    if isinstance(tree, Not):
        return not matches(article, tree.child)
    return isinstance(tree, Everything)


def distinct(text: str) -> list[Word]:
    """Return the words of a text, each once; a stop word is another word than one that folds alike."""
    found: dict[tuple[str, bool], Word] = {}
    for word in ANALYZER.words(text):
        found.setdefault((word.fold, is_stop_word(word)), word)
    return list(found.values())


def telling(text: str) -> list[Word]:
    every = distinct(text)
    return [word for word in every if not is_stop_word(word)] or every


def answers(asked: Word, found: Word, farthest: Relation = Relation.FORM) -> bool:
    related = relation(asked, found)
    return related is not None and related <= farthest


def has_phrase(article: Article, phrase: list[Word]) -> bool:
    same = {(word.fold, is_stop_word(word)): word for word in distinct(" ".join(word.written for word in phrase))}
    asked = [same[word.fold, is_stop_word(word)] for word in phrase]
    for part in parts(article):
        for start in range(len(part) - len(asked) + 1 if asked else 0):
            window = part[start : start + len(asked)]
            if all(answers(one, word, Relation.SPELLING) for one, word in zip(asked, window, strict=True)):
                return True
    return False


def parts(article: Article) -> tuple[list[Word], list[Word], list[Word]]:
    return ANALYZER.words(article.title), ANALYZER.words(article.caption), ANALYZER.words(article.body)


def passes(article: Article, filters: Filters) -> bool:
    source = fold_label(article.source)
    if filters.sources and source not in map(fold_label, filters.sources):
        return False
    if source in map(fold_label, filters.excluded_sources):
        return False
    if filters.published_from is None and filters.published_to is None:
        return True
    first, last = filters.published_from or date.min, filters.published_to or date.max
    return article.published is not None and first <= article.published <= last


# With which scores

LIMITS: dict[Kind, Relation] = {
    "spelling": Relation.SPELLING,
    "clitic": Relation.CLITIC,
    "form": Relation.FORM,
}


class Reading:
    """BM25 over the articles of an index in plain Python, as the docstrings of `index.ranking` describe it."""

    def __init__(self, every: Sequence[Article]) -> None:
        self.every = every
        lengths = [self.length(one) for one in every]
        self.mean_length = max(sum(lengths) / max(len(lengths), 1), 1.0)
        self.frequencies: dict[tuple[str, bool, Relation], int] = {}

    def length(self, article: Article) -> int:
        place = ANALYZER.words(f"{article.section} {article.source}")
        return sum(map(len, (*parts(article), place))) + len(PARTS) - 1

    def count(self, article: Article, asked: Word, farthest: Relation) -> float:
        title, caption, body = (sum(answers(asked, word, farthest) for word in part) for part in parts(article))
        return title * TITLE_WEIGHT + caption + body

    def spellings(self, article: Article, asked: Word, farthest: Relation) -> int:
        """Return how many written words of an article answer an asked one."""
        words = {word.written: word for part in parts(article) for word in part}
        return sum(answers(asked, word, farthest) for word in words.values())

    def rarity(self, asked: Word, farthest: Relation) -> float:
        known = asked.fold, is_stop_word(asked), farthest
        if known not in self.frequencies:
            self.frequencies[known] = sum(self.spellings(one, asked, farthest) for one in self.every)
        frequency = min(self.frequencies[known], len(self.every))
        return log1p((len(self.every) - frequency + 0.5) / (frequency + 0.5))

    def word(self, article: Article, asked: Word, loosest: Relation) -> dict[Kind, float]:
        """Return what a word adds by kind; in a phrase only the same spelling counts, for every kind."""
        amounts: dict[Kind, float] = {}
        norm = K1 * (1 - B + B * self.length(article) / self.mean_length)
        for kind, limit in LIMITS.items():
            farthest = min(limit, loosest)
            count = self.count(article, asked, farthest)
            grown = count * (K1 + 1) / (count + norm)
            amounts[kind] = WEIGHTS[kind] * self.rarity(asked, farthest) * grown
        present = self.count(article, asked, loosest) > 0
        amounts["coverage"] = WEIGHTS["coverage"] * self.rarity(asked, loosest) * present
        return amounts

    def tree(self, article: Article, tree: Query) -> dict[Kind, float]:
        """Return what the leaves of a tree add by kind: those of its parts that match."""
        total: defaultdict[Kind, float] = defaultdict(float)
        if isinstance(tree, (Words, Phrase)) and matches(article, tree):
            text, loosest = (
                (tree.text, Relation.SPELLING) if isinstance(tree, Phrase) else (" ".join(tree.words), Relation.FORM)
            )
            added = [self.word(article, asked, loosest) for asked in telling(text)]
        elif isinstance(tree, (And, Or)) and matches(article, tree):
            added = [self.tree(article, child) for child in tree.children]
        else:
            added = []
        for amounts in added:
            for kind, amount in amounts.items():
                total[kind] += amount
        return total


def compare_scores(engine: Engine, tree: Query, reading: Reading, kept: dict[str, Article]) -> None:
    page = engine.run(Plan(tree, Filters(), limit=100, explain=True))
    scores = [hit.score for hit in page.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in page.hits:
        assert sum(one.amount for one in hit.evidence) == pytest.approx(hit.score, rel=1e-5, abs=1e-6)
        found: defaultdict[Kind, float] = defaultdict(float)
        for one in hit.evidence:
            found[one.kind] += one.amount
        expected = reading.tree(kept[hit.id], tree)
        for kind in (*LIMITS, "coverage"):
            assert found[kind] == pytest.approx(expected[kind], rel=1e-5, abs=1e-6), kind
