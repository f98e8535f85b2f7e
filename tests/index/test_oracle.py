"""Does the engine find just what a reading of every article finds, and score as its formulas say?"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.relation import Relation
from index.engine import Engine, Filters, Kind, Plan, open_engine
from index.folder import open_snapshot
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
    Query,
    Term,
    Words,
)
from tests.index.naive import Bounds, matched, matches, passes
from tests.index.naive_scores import LIMITS, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is asked of what

VOCABULARY = (
    "كتاب الكتاب كِتابهم كتب كُتُب كاتب قلم القلم قلـم بحر والبحر البحار في من ما ماء علي على وزير وزراء"
    " مسئول مسؤول هامبورغ هامبورج بهامبورج 2024 ٢٠٢٤ ۲۰۲۴ مدرسة مدرسةً مدرسه مدرصة الذين Reuters reuters BBC bbc شيء"
).split()
"""Words that are related in each way, words of one family, and stop words that fold to other words."""
SOURCES = ("", "الأهالي", "الاهالى", "الميزان", "كتاب البحر")
SECTIONS = ("", "ثقافة", "ثقافه", "كتاب")
AUTHORS = ("", "سلمى الحاج", "سلمي  الحاج", "وزير")
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
    section=st.sampled_from(SECTIONS),
    author=st.sampled_from(AUTHORS),
    published=st.sampled_from(DAYS),
)
deletions = st.sampled_from(IDS)
opening = st.lists(articles, min_size=5, max_size=12, unique_by=lambda article: article.id)
"""One commit of several articles: some faults show only between articles of one segment."""
changes = st.lists(st.lists(articles | deletions, min_size=1, max_size=4), max_size=3)
commits = st.tuples(opening, changes).map(lambda history: [history[0], *history[1]])

boosts = st.sampled_from([0.1, 1.0, 2.5, 10.0])
patterns = st.sampled_from(
    [
        *(("prefix", text) for text in ("كت", "كُت", "ال", "مدر", "مسئ", "مسؤ", "شيء", "٢", "RE", "زرا")),
        *(("wildcard", text) for text in ("ك*ب", "?لم", "*ر", "م?رسة", "مسئ*ل", "ش*ء", "20??", "R*s", "*اب*", "ز?")),
        *(("fuzzy", text) for text in ("كتاپ", "مدرصة", "مدرسة", "هامبور", "وزر", "reuter", "زرافة")),
    ]
)
terms = st.builds(Term, st.sampled_from(VOCABULARY), st.sampled_from(["related", "exact"]), boosts) | st.builds(
    lambda pattern, boost: Term(pattern[1], pattern[0], boost), patterns, boosts
)
words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(tuple)
needs = st.sampled_from(["any", "most", "all"])
quotations = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
some_words = st.builds(Words, words, needs) | st.builds(
    Words,
    st.lists(st.sampled_from(VOCABULARY), max_size=2).map(tuple),
    needs,
    st.lists(terms, min_size=1, max_size=3).map(tuple),
)
phrases = st.builds(Phrase, quotations, boosts)
nears = st.builds(Near, quotations, st.integers(0, 6), boosts)
leaf = some_words | phrases | nears
restrictions = st.one_of(
    st.builds(Labelled, st.just("source"), st.sampled_from(SOURCES)),
    st.builds(Labelled, st.just("section"), st.sampled_from(SECTIONS)),
    st.builds(Labelled, st.just("author"), st.sampled_from([*AUTHORS, "سلمى"])),
    st.builds(Published, st.sampled_from(DAYS), st.sampled_from(DAYS)),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaf
    | st.builds(InTitle, leaf)
    | restrictions
    | st.sampled_from([Everything(), Nothing(), Words(("؟",)), Near("؟", 3), InTitle(Words(())), Or(()), And(())]),
    lambda child: (
        st.builds(And, st.lists(child, min_size=1, max_size=3).map(tuple))
        | st.builds(Or, st.lists(child, min_size=1, max_size=3).map(tuple))
        | st.builds(lambda wanted, unwanted: And((wanted, Not(unwanted))), child, child)
        | st.builds(Not, child)
    ),
    max_leaves=6,
)
rungs = st.sampled_from([one for one in Relation if one <= Relation.TYPO])
bounds = st.builds(Bounds, rungs | st.just(Relation.NAME), st.sampled_from([(), (), ("هامبورج",), ("هامبورغ", "كتاب")]))
labels = st.lists(st.sampled_from(SOURCES[1:]), max_size=1).map(tuple)
filterings = st.builds(
    Filters,
    sources=labels,
    excluded_sources=labels,
    excluded_sections=st.lists(st.sampled_from(SECTIONS[1:]), max_size=1).map(tuple),
    authors=st.sampled_from([(), ("سلمى الحاج",)]),
    published_from=st.sampled_from(DAYS),
    published_to=st.sampled_from(DAYS),
)


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(commits, st.lists(st.tuples(queries, bounds), min_size=1, max_size=12), filterings)
def test_an_engine_finds_and_scores_what_a_reading_of_every_article_does(
    history: list[list[Article | str]], asked: list[tuple[Query, Bounds]], filters: Filters
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(open_engine(Path(folder) / "i", create=True)) as engine:
        kept = play(engine, history)
        assert {article_id: engine.get(article_id) for article_id in kept} == kept
        assert engine.count() == len(kept)
        reading = Reading(stored(Path(folder) / "i"))
        for tree, limits in asked:
            for chosen in (Filters(), filters):
                ask(engine, tree, limits, chosen, list(kept.values()))
            compare_scores(engine, tree, limits, reading, kept)


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(commits, st.lists(leaf | st.builds(InTitle, leaf), min_size=4, max_size=12))
def test_each_rung_finds_what_the_closer_ones_find(
    history: list[list[Article | str]], asked: list[Words | Phrase | Near | InTitle]
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(open_engine(Path(folder) / "i", create=True)) as engine:
        play(engine, history)
        for tree in asked:
            closer: set[str] = set()
            for rung in Relation:
                if rung <= Relation.TYPO:
                    found = {hit.id for hit in engine.run(Plan(tree, Filters(), limit=100, farthest=rung)).hits}
                    assert closer <= found, rung
                    closer = found


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


def ask(engine: Engine, tree: Query, limits: Bounds, filters: Filters, kept: Sequence[Article]) -> None:
    expected = {article.id for article in kept if passes(article, filters) and matches(article, tree, limits)}
    for sort in ("relevance", "newest", "oldest"):
        plan = Plan(tree, filters, sort=sort, limit=100, farthest=limits.farthest, without=limits.without)
        page = engine.run(plan)
        assert (page.total, len(page.hits)) == (len(expected), len(expected))
        assert {hit.id for hit in page.hits} == expected


def compare_scores(engine: Engine, tree: Query, limits: Bounds, reading: Reading, kept: dict[str, Article]) -> None:
    plan = Plan(tree, Filters(), limit=100, explain=True, farthest=limits.farthest, without=limits.without)
    page = engine.run(plan)
    assert page.matched == matched(reading.every, tree, limits)
    scores = [hit.score for hit in page.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in page.hits:
        assert sum(one.amount for one in hit.evidence) == pytest.approx(hit.score, rel=1e-5, abs=1e-6)
        found: defaultdict[Kind, float] = defaultdict(float)
        for one in hit.evidence:
            found[one.kind] += one.amount
        expected = reading.tree(kept[hit.id], tree, limits)
        for kind in (*LIMITS, "coverage"):
            assert found[kind] == pytest.approx(expected[kind], rel=1e-5, abs=1e-6), kind
