"""Which articles answer a plan, in which order?"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from index.engine import Engine, Filters, Page, Plan
from index.query import And, Everything, Not, Nothing, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]


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


QUERIES = [
    Words(("خبر",)),
    Words(("خبر", "البحر")),
    Or((Words(("بحر",)), Phrase("هنا خبر"))),
    Or((Phrase("هنا خبر"), Words(("بحر", "خبر")))),
    Everything(),
]


@pytest.mark.parametrize("candidates", [1, 2, 5, 29, 30, 500])
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_scores_never_rise_even_beyond_the_candidates(
    many: Engine, monkeypatch: pytest.MonkeyPatch, query: Query, candidates: int
) -> None:
    monkeypatch.setattr("index.story.CANDIDATES", candidates)
    page = many.run(Plan(query, Filters(), limit=100))
    scores = [hit.score for hit in page.hits]
    assert page.total == len(scores) > 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("candidates", [1, 4, 500])
@pytest.mark.parametrize("size", [1, 3, 7, 30, 100])
def test_windows_join_to_the_whole_list(
    many: Engine, found: Found, monkeypatch: pytest.MonkeyPatch, size: int, candidates: int
) -> None:
    monkeypatch.setattr("index.story.CANDIDATES", candidates)
    for query, half_life_days in product(QUERIES, (None, 5.0)):
        whole = found(many, query, half_life_days=half_life_days)
        windows = [
            found(many, query, offset=offset, limit=size, half_life_days=half_life_days)
            for offset in range(0, len(whole) + size, size)
        ]
        assert [name for window in windows for name in window] == whole
        assert len(set(whole)) == len(whole)


def test_only_candidates_are_looked_at_more_closely(many: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.story.CANDIDATES", 4)
    hits = many.run(Plan(Words(("خبر", "البحر")), Filters(), limit=100, explain=True)).hits
    closer = [bool({one.kind for one in hit.evidence} & {"lead", "near", "order", "place"}) for hit in hits]
    assert closer == [True] * 4 + [False] * (len(hits) - 4)


def test_candidates_are_chosen_among_the_articles_that_pass(
    engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.story.CANDIDATES", 1)
    engine.add([article("better", "خبر", source="أ"), article("worse", "خبر هنا", source="ب")])
    engine.commit()
    (hit,) = engine.run(Plan(Words(("خبر",)), Filters(sources=("ب",)), explain=True)).hits
    assert (hit.id, "lead" in {one.kind for one in hit.evidence}) == ("worse", True)


def test_candidates_are_chosen_with_age(engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old article that would be the one candidate by its words is behind the new one, which needs its opening."""
    monkeypatch.setattr("index.story.CANDIDATES", 1)
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


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_an_article_has_one_score_whether_all_are_scored_or_only_the_best(many: Engine, query: Query) -> None:
    """All are scored where more hits are asked for than there are candidates."""
    best, every = (many.run(Plan(query, Filters(), limit=limit, explain=True)).hits for limit in (500, 501))
    assert {hit.id: pytest.approx(hit.score, rel=1e-6) for hit in best} == {hit.id: hit.score for hit in every}
    for one, other in zip(best, every, strict=True):
        amounts = {(each.kind, each.words): pytest.approx(each.amount, rel=1e-6) for each in one.evidence}
        assert amounts == {(each.kind, each.words): each.amount for each in other.evidence}


# The words that match


@pytest.fixture
def library(engine: Engine, article: Make) -> Engine:
    """Return an engine with two segments; a word stands in the second one only, and one in a deleted article."""
    engine.add([article("a", "كِتاب والكتاب قلم ما"), article("b", "كاتب كتابهم")])
    engine.commit()
    engine.add([article("c", "كتب ماء", section="الكتب"), article("d", "كتابان")])
    engine.commit()
    engine.delete(["d"])
    engine.commit()
    return engine


def asked(page: Page) -> dict[str, str]:
    """Return each written word that answers, and which word of the query it answers."""
    return {written: match.asked for written, match in page.matched.items()}


BOOKS = {"كتاب": "كتاب", "والكتاب": "كتاب", "كتابهم": "كتاب", "كتب": "كتاب", "كتابان": "كتاب"}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("limit", [0, 10, 1000])
def test_matched_are_the_written_words_of_the_index_that_answer(library: Engine, sort: str, limit: int) -> None:
    page = library.run(Plan(Words(("كتاب",)), Filters(), sort=sort, limit=limit))  # type: ignore[arg-type]
    assert asked(page) == BOOKS


def test_a_word_is_matched_to_the_word_of_the_query_that_it_answers_most_closely(library: Engine) -> None:
    page = library.run(Plan(Words(("كتب", "الكتاب", "أقلام")), Filters()))
    assert asked(page) == {**dict.fromkeys(BOOKS, "الكتاب"), "كتب": "كتب", "قلم": "اقلام"}


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        (Phrase("كتاب"), {}),  # a phrase has its own spelling only
        (Or((Words(("قلم",)), Phrase("كتاب"))), {"قلم": "قلم"}),
        (And((Words(("قلم",)), Not(Words(("كتاب",))))), {"قلم": "قلم"}),
        (Words(("كتاب", "ما")), BOOKS),  # stop words tell nothing beside others
        (Words(("ما",)), {"ما": "ما", "ماء": "ما"}),
        (Words(("ماء",)), {"ماء": "ما"}),
        (And((Words(("قلم", "زرافة"), need="all"), Words(("كتاب",)))), {**BOOKS, "قلم": "قلم"}),
        (Everything(), {}),
        (Nothing(), {}),
    ],
    ids=str,
)
def test_matched_are_the_loose_words_that_are_wanted(library: Engine, query: Query, matched: dict[str, str]) -> None:
    assert asked(library.run(Plan(query, Filters()))) == matched
