"""Which articles have the loose words of a query, and are the best of them known without scoring all?"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index import loose
from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from index.asked import Dictionary
from index.engine import Filters, Plan, open_engine
from index.folder import open_snapshot
from index.loose import Best, Scoring
from index.query import Or, Phrase, Words
from index.ranking import K1, RELATIONS, WEIGHTS, Ranking

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.asked import Asked
    from index.engine import Engine
    from index.loose import Amounts, Scores, Truths
    from index.snapshot import Snapshot

    Keep = Callable[..., None]

ANALYZER = Analyzer()

ARTICLES = 900
OFTEN = {
    "كتاب": 5,
    "الكتاب": 30,
    "كتب": 60,
    "قلم": 12,
    "بحر": 100,
    "والبحر": 200,
    "وزير": 300,
    "شمس": 500,
    "خبر": 900,
}
"""Word → in about how many of the articles it stands, some once and some often; three words have several forms."""

ROUNDED = 1e-6
"""Scores are 32-bit floats."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return a snapshot of three segments in which articles differ in words, counts and lengths; some were deleted."""
    chance = random.Random(1)
    folder = tmp_path_factory.mktemp("loose") / "index"
    engine = open_engine(folder, create=True)
    for number in range(ARTICLES):
        words = [word for word, often in OFTEN.items() if chance.random() < often / ARTICLES]
        body = [word for word in words for _ in range(chance.choice([1, 1, 2, 5]))]
        filler = ["حشو"] * chance.randrange(30)
        title = chance.choice([*words, ""]) if words else ""
        engine.add([Article(f"م{number}", title, " ".join([*body, *filler]))])
        if number % 300 == 299:
            engine.commit()
    engine.delete(f"م{number}" for number in range(0, ARTICLES, 17))
    engine.commit()
    engine.close()
    snapshot = open_snapshot(folder)
    assert len(snapshot.parts) == 3
    return snapshot


@pytest.fixture(scope="module")
def scoring(many: Snapshot) -> Scoring:
    return Scoring(many, Ranking(many))


def ask(snapshot: Snapshot, *words: str) -> list[Asked]:
    return Dictionary(snapshot, ANALYZER).words(words)


# All scores


def test_amounts_are_those_of_the_formulas(many: Snapshot, scoring: Scoring) -> None:
    """Counted by hand in each article; the rarity is that of the most frequent related word."""
    (asked,) = ask(many, "كتاب")
    ranking = Ranking(many)
    amounts = scoring.amounts(asked)
    rarity = {near: ranking.rarity(asked.commonest(near)) for near in RELATIONS.values()}
    forms = {near: {w for w, n in asked.found.matching.items() if n <= near} for near in RELATIONS.values()}
    for place, number in enumerate(amounts.documents.tolist()):
        article = many.article(number)
        words = ANALYZER.words(article.body) + ANALYZER.words(article.title) * 3
        for kind, near in RELATIONS.items():
            count = sum(word.written in forms[near] for word in words)
            expected = WEIGHTS[kind] * rarity[near] * count * (K1 + 1) / (count + float(ranking.norms[number]))
            assert amounts.by_kind[kind][place] == pytest.approx(expected, rel=1e-5)
        assert amounts.by_kind["coverage"][place] == pytest.approx(WEIGHTS["coverage"] * rarity[Relation.TYPO])


def total(amounts: Amounts) -> Scores:
    added: Scores = np.sum(list(amounts.by_kind.values()), axis=0)
    return added


def test_what_is_added_is_the_sum_of_the_amounts(many: Snapshot, scoring: Scoring) -> None:
    within = np.arange(many.size) % 3 == 0
    for asked in ask(many, *OFTEN):
        for chosen in (None, within):
            scores, expected = np.ones(many.size, np.float32), np.ones(many.size, np.float32)
            amounts = scoring.amounts(asked, chosen)
            expected[amounts.documents] += total(amounts)
            assert scoring.add(scores, asked, within=chosen).tolist() == amounts.documents.tolist()
            assert scores == pytest.approx(expected, rel=ROUNDED)


def test_amounts_within_some_documents_are_the_same_as_among_all(many: Snapshot, scoring: Scoring) -> None:
    (asked,) = ask(many, "كتاب")
    within = np.arange(many.size) % 3 == 0
    part, whole = scoring.amounts(asked, within=within), scoring.amounts(asked)
    expected = dict(zip(whole.documents.tolist(), total(whole).tolist(), strict=True))
    found = dict(zip(part.documents.tolist(), total(part).tolist(), strict=True))
    assert found == {number: pytest.approx(total, rel=ROUNDED) for number, total in expected.items() if within[number]}
    assert len(found) > 5


@pytest.mark.parametrize("word", OFTEN)
def test_no_document_has_more_of_a_word_than_the_most(many: Snapshot, scoring: Scoring, word: str) -> None:
    (asked,) = ask(many, word)
    assert 0 < total(scoring.amounts(asked)).max() <= scoring.most(asked)


@pytest.mark.parametrize("least", [1, 2, 3])
def test_loose_are_the_documents_with_so_many_words_and_their_sums(
    many: Snapshot, scoring: Scoring, least: int
) -> None:
    asked = ask(many, "كتاب", "بحر", "شمس")
    counts, sums = np.zeros(many.size), np.zeros(many.size)
    for one in asked:
        amounts = scoring.amounts(one)
        counts[amounts.documents] += 1
        sums[amounts.documents] += total(amounts)
    truths, scores = scoring.loose(asked, least)
    assert truths.tolist() == (counts >= least).tolist()
    assert scores == pytest.approx(np.where(counts >= least, sums, 0), rel=ROUNDED)
    assert truths.any()


def test_no_words_are_in_no_document(many: Snapshot, scoring: Scoring) -> None:
    truths, scores = scoring.loose([], 1)
    assert not truths.any()
    assert not scores.any()


# The best scores


def check_best(scoring: Scoring, asked: list[Asked], best: Best, others: tuple[Truths, Scores]) -> int:
    """Compare with the full evaluation: the same matches, the same best scores, and nobody else above them.

    Return how many documents were left out of some word's postings.
    """
    scores = others[1].copy()
    truths = scoring.best(asked, best, scores)
    full_truths, full = scoring.loose(asked, 1)
    full = full + others[1]
    assert truths.tolist() == full_truths.tolist()
    documents = np.flatnonzero((truths | others[0]) & best.allowed)
    order = documents[np.argsort(-full[documents], kind="stable")]
    first, rest = order[: best.number], order[best.number :]
    assert scores[first] == pytest.approx(full[first], rel=ROUNDED)
    assert (scores <= full * (1 + ROUNDED)).all()
    if len(rest):
        assert scores[rest].max() <= full[first].min() * (1 + ROUNDED)
    return int(np.count_nonzero(scores[rest] < full[rest] * (1 - 1e-3)))


@pytest.mark.parametrize("frequent", [16, 10**6], ids=["as it is", "every word"])
@pytest.mark.parametrize("number", [1, 4, 30, 200])
def test_the_best_have_the_scores_of_the_full_evaluation_and_nobody_outside_exceeds_them(
    many: Snapshot, scoring: Scoring, monkeypatch: pytest.MonkeyPatch, number: int, frequent: int
) -> None:
    monkeypatch.setattr(loose, "FREQUENT", frequent)
    left_out = 0
    nothing = np.zeros(many.size, np.bool_), np.zeros(many.size, np.float32)
    chance = random.Random(number)
    for _ in range(60):
        words = chance.sample(list(OFTEN), chance.randint(1, 6))
        allowed = np.array([chance.random() < 0.8 for _ in range(many.size)]) & many.live
        left_out += check_best(scoring, ask(many, *words), Best(number, allowed), nothing)
    assert left_out > 1000


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.sampled_from([*OFTEN, "زرافة"]), max_size=5, unique=True),
    st.integers(1, 40),
    st.integers(0, 2**32),
)
def test_the_best_are_found_beside_other_matches_too(
    many: Snapshot, scoring: Scoring, words: list[str], number: int, seed: int
) -> None:
    """Quotations match without the loose words, and bring scores of their own."""
    chance = np.random.default_rng(seed)
    others = chance.random(many.size) < chance.choice([0.0, 0.01, 0.5])
    scores = np.where(others, chance.random(many.size) * chance.choice([0.1, 8]), 0).astype(np.float32)
    allowed = chance.random(many.size) < chance.choice([0.01, 0.5, 1.0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loose, "FREQUENT", 10**6)
        check_best(scoring, ask(many, *words), Best(number, allowed), (others, scores))


def candidates(scores: Scores, best: Best, left: float) -> list[int] | None:
    found = loose._candidates(scores, best, left)
    return None if found is None else np.flatnonzero(found).tolist()


def test_candidates_are_all_that_can_still_be_among_the_best() -> None:
    scores = np.array([5, 0, 3, 2.5, 4, 2], np.float32)
    best = Best(2, np.ones(6, np.bool_))
    assert [candidates(scores, best, left) for left in (0.5, 1.5)] == [[0, 4], [0, 2, 3, 4]]
    assert candidates(scores, best, 4.5) is None  # a document without any word yet could get there


def test_a_document_that_is_not_allowed_raises_nobodys_threshold() -> None:
    scores = np.array([5, 0, 3, 2.5, 4, 2], np.float32)
    best = Best(2, np.array([0, 1, 1, 1, 1, 1], np.bool_))
    assert {2, 3, 4} <= set(candidates(scores, best, 1.0) or ())


@pytest.mark.parametrize("number", [3, 4])
def test_all_are_candidates_where_no_more_have_a_word_than_are_wanted(number: int) -> None:
    assert candidates(np.array([5, 0, 3, 0], np.float32), Best(number, np.ones(4, np.bool_)), 0.1) is None


def test_equal_scores_are_all_candidates() -> None:
    assert candidates(np.full(50, 2.0, np.float32), Best(3, np.ones(50, np.bool_)), 0.0) == list(range(50))


# What an engine answers


def test_an_engine_gives_the_same_page_with_and_without_leaving_articles_out(
    engine: Engine, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2)
    for start in (0, 100, 200):
        bodies = [[w for w, often in OFTEN.items() if chance.random() < often / ARTICLES] for _ in range(100)]
        keep(engine, **{f"n{start + n}": " ".join([*words, *words[: n % 3]]) for n, words in enumerate(bodies)})
    monkeypatch.setattr("index.story.CANDIDATES", 5)
    for query in (
        Words(("بحر", "شمس", "خبر")),
        Or((Words(("كتاب", "شمس", "خبر")), Phrase("شمس خبر"))),
        Or((Phrase("شمس خبر"), Words(("كتاب", "بحر", "خبر")))),
    ):
        pages = []
        for frequent in (0, 16, 10**6):  # no word, some, every word
            monkeypatch.setattr(loose, "FREQUENT", frequent)
            pages.append(engine.run(Plan(query, Filters(), limit=5, explain=True, facets=("source",))))
        for page in pages[1:]:
            assert (page.total, page.facets, page.matched) == (pages[0].total, pages[0].facets, pages[0].matched)
            assert [hit.id for hit in page.hits] == [hit.id for hit in pages[0].hits]
            scores = [hit.score for hit in pages[0].hits]
            assert [hit.score for hit in page.hits] == pytest.approx(scores, rel=ROUNDED)
