"""Does the engine find just what a reading of every article finds?"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.arabic.normalize import fold_label
from index.arabic.stopwords import STOP_WORDS
from index.engine import Engine, Filters, Plan, open_engine
from index.query import And, Everything, Not, Nothing, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

ANALYZER = Analyzer()

VOCABULARY = "كتاب الكتاب كِتابها قلم القلم بحر والبحر في من وزير".split()
SOURCES = ("", "الأهالي", "الاهالى", "الميزان")
DAYS = (None, date(2024, 1, 1), date(2024, 1, 2), date(2024, 3, 1))

texts = st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join)
articles = st.builds(
    Article,
    id=st.sampled_from([f"م{number}" for number in range(12)]),
    title=texts,
    body=texts,
    caption=texts,
    source=st.sampled_from(SOURCES),
    published=st.sampled_from(DAYS),
)
deletions = st.sampled_from([f"م{number}" for number in range(12)])
opening = st.lists(articles, min_size=5, max_size=12, unique_by=lambda article: article.id)
"""One commit of several articles: some faults show only between articles of one segment."""
changes = st.lists(st.lists(articles | deletions, min_size=1, max_size=4), max_size=3)
commits = st.tuples(opening, changes).map(lambda history: [history[0], *history[1]])

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(tuple)
queries: st.SearchStrategy[Query] = st.recursive(
    st.builds(Words, words)
    | words.map(lambda chosen: Phrase(" ".join(chosen)))
    | st.sampled_from([Everything(), Nothing(), Words(("؟",))]),
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


@settings(max_examples=60, deadline=None)
@given(commits, st.lists(queries, min_size=1, max_size=12), filterings)
def test_an_engine_finds_what_a_reading_of_every_article_finds(
    history: list[list[Article | str]], trees: list[Query], filters: Filters
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index", create=True)
        try:
            kept = play(engine, history)
            assert {article_id: engine.get(article_id) for article_id in kept} == kept
            assert engine.count() == len(kept)
            for tree in trees:
                for chosen in (Filters(), filters):
                    ask(engine, tree, chosen, list(kept.values()))
        finally:
            engine.close()


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


def ask(engine: Engine, tree: Query, filters: Filters, kept: Sequence[Article]) -> None:
    expected = {article.id for article in kept if passes(article, filters) and matches(article, tree)}
    for sort in ("relevance", "newest", "oldest"):
        page = engine.run(Plan(tree, filters, sort=sort, limit=100))
        assert (page.total, len(page.hits)) == (len(expected), len(expected))
        assert {hit.id for hit in page.hits} == expected


def matches(article: Article, tree: Query) -> bool:
    if isinstance(tree, Words):
        return has_word(article, tree)
    if isinstance(tree, Phrase):
        return has_phrase(article, [exact for exact, _ in ANALYZER.terms(tree.text)])
    if isinstance(tree, And):
        return all(matches(article, child) for child in tree.children)
    if isinstance(tree, Or):
        return any(matches(article, child) for child in tree.children)
    if isinstance(tree, Not):
        return not matches(article, tree.child)
    return isinstance(tree, Everything)


def has_word(article: Article, leaf: Words) -> bool:
    asked = [pair for word in leaf.words for pair in ANALYZER.terms(word)]
    telling = [pair for pair in asked if pair[0] not in STOP_WORDS]
    present = {stem for part in parts(article) for _, stem in ANALYZER.terms(part)}
    return any(stem in present for _, stem in telling or asked)


def has_phrase(article: Article, phrase: list[str]) -> bool:
    for part in parts(article):
        exact = [spelling for spelling, _ in ANALYZER.terms(part)]
        if phrase and any(exact[start : start + len(phrase)] == phrase for start in range(len(exact))):
            return True
    return False


def parts(article: Article) -> tuple[str, str, str]:
    return article.title, article.caption, article.body


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
