"""Which articles answer a plan, in which order?"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering import _largest
from index.engine import Engine, Filters, Plan
from index.query import Everything, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]

scores_with_ties = st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.5]), max_size=12)


@given(scores_with_ties, st.integers(0, 15))
def test_the_largest_are_the_first_of_all_sorted_and_equal_ones_keep_their_order(
    scores: list[float], number: int
) -> None:
    naive = sorted(range(len(scores)), key=lambda place: -scores[place])
    assert _largest(np.array(scores, np.float64), number).tolist() == naive[:number]


@pytest.fixture
def many(engine: Engine, article: Make) -> Engine:
    """Return an engine with 30 matches in three segments, some deleted, that differ in counts, order and opening."""
    bodies = ["خبر البحر", "البحر خبر", "خبر هنا", "البحر هنا خبر هنا", "خبر خبر خبر", "هنا وهناك " * 40 + "خبر"]
    for start in (0, 12, 24):
        engine.add(
            article(f"{n:02}", bodies[n % 6], title="خبر" if n % 5 == 4 else "", section="خبر" if n % 7 == 3 else "")
            for n in range(start, start + 12)
        )
        engine.commit()
    assert len(engine.delete([f"{n:02}" for n in range(0, 36, 6)])) == 6
    engine.commit()
    return engine


QUERIES = [Words(("خبر",)), Words(("خبر", "البحر")), Or((Words(("بحر",)), Phrase("هنا خبر"))), Everything()]


@pytest.mark.parametrize("candidates", [1, 2, 5, 29, 30, 500])
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_scores_never_rise_even_beyond_the_candidates(
    many: Engine, monkeypatch: pytest.MonkeyPatch, query: Query, candidates: int
) -> None:
    monkeypatch.setattr("index.answering.CANDIDATES", candidates)
    page = many.run(Plan(query, Filters(), limit=100))
    scores = [hit.score for hit in page.hits]
    assert page.total == len(scores) > 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("candidates", [1, 4, 500])
@pytest.mark.parametrize("size", [1, 3, 7, 30, 100])
def test_windows_join_to_the_whole_list(
    many: Engine, found: Found, monkeypatch: pytest.MonkeyPatch, size: int, candidates: int
) -> None:
    monkeypatch.setattr("index.answering.CANDIDATES", candidates)
    for query, half_life_days in product(QUERIES, (None, 5.0)):
        whole = found(many, query, half_life_days=half_life_days)
        windows = [
            found(many, query, offset=offset, limit=size, half_life_days=half_life_days)
            for offset in range(0, len(whole) + size, size)
        ]
        assert [name for window in windows for name in window] == whole
        assert len(set(whole)) == len(whole)


def test_only_candidates_are_looked_at_more_closely(many: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.answering.CANDIDATES", 4)
    hits = many.run(Plan(Words(("خبر", "البحر")), Filters(), limit=100, explain=True)).hits
    closer = [bool({one.kind for one in hit.evidence} & {"lead", "near", "order", "place"}) for hit in hits]
    assert closer == [True] * 4 + [False] * (len(hits) - 4)


def test_candidates_are_chosen_among_the_articles_that_pass(
    engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.answering.CANDIDATES", 1)
    engine.add([article("better", "خبر", source="أ"), article("worse", "خبر هنا", source="ب")])
    engine.commit()
    (hit,) = engine.run(Plan(Words(("خبر",)), Filters(sources=("ب",)), explain=True)).hits
    assert (hit.id, "lead" in {one.kind for one in hit.evidence}) == ("worse", True)


def test_candidates_are_chosen_with_age(engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old article that would be the one candidate by its words is behind the new one, which needs its opening."""
    monkeypatch.setattr("index.answering.CANDIDATES", 1)
    engine.add(
        [
            article("old", "خبر خبر خبر", published=date(2020, 1, 1)),
            article("new", "خبر هنا", published=date(2024, 1, 1)),
            article("other", "شيء"),
        ]
    )
    engine.commit()
    hits = engine.run(Plan(Words(("خبر",)), Filters(), half_life_days=30, explain=True)).hits
    assert [hit.id for hit in hits] == ["new", "old"]
    assert ["lead" in {one.kind for one in hit.evidence} for hit in hits] == [True, False]
