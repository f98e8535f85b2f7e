"""What speaks for an article, and how much? Pairs of articles that differ in one thing, and sums that must agree."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from index.engine import Engine, Filters, Kind, Plan
from index.query import And, Everything, Not, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from documents.article import Article
    from index.engine import Hit

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]
    Explained = Callable[..., dict[str, Hit]]
    Amounts = Callable[[Hit, Kind], dict[tuple[str, ...], float]]

ROUNDED = 1e-6
"""Scores by words are 32-bit floats."""

FILLER = " ".join(f"حشو{number}" for number in range(80))
"""More words than the opening has, that no query asks for."""


@pytest.fixture
def better(engine: Engine, article: Make, found: Found) -> Callable[..., None]:
    """Return what checks that an article outranks another for a query, whichever of them was added first."""

    def check(query: str, good: dict[str, str], bad: dict[str, str]) -> None:
        others = [article(f"other{number}", f"حشو{number} خبر آخر") for number in range(4)]
        for first in ("good", "bad"):
            engine.delete(["good", "bad"])
            pair = {"good": article("good", **good), "bad": article("bad", **bad)}
            engine.add([pair.pop(first), *pair.values(), *others])
            engine.commit()
            assert found(engine, query) == ["good", "bad"]

    return check


@pytest.mark.parametrize(
    ("query", "good", "bad"),
    [
        ("مهندسين", "مهندسين هنا", "مهندسون هنا"),  # as typed, and another case
        ("الكتاب", "الكتاب هنا", "والكتاب هنا"),
        ("كتاب", "والكتاب هنا", "كتابهم هنا"),
        ("كتاب", "كتاب كتاب هنا", "كتاب شيء هنا"),
        ("كتاب", "كتاب هنا", "كتاب هنا وهناك ثم شيء آخر كثير"),
        ("مدينة زلزال", "زلزال مدينة هنا", "زلزال زلزال هنا"),
    ],
    ids=["typed", "clitic", "form", "often", "short", "coverage"],
)
def test_of_two_articles_the_one_that_says_more_of_it_is_first(
    better: Callable[..., None], query: str, good: str, bad: str
) -> None:
    better(query, {"body": good}, {"body": bad})


def test_a_match_in_the_title_outranks_one_in_the_body(better: Callable[..., None]) -> None:
    better("زلزال", {"title": "زلزال عاجل", "body": "خبر كبير"}, {"title": "خبر عاجل", "body": "زلزال كبير"})


def test_a_match_in_the_opening_outranks_a_later_one(better: Callable[..., None]) -> None:
    better("زلزال", {"body": f"زلزال {FILLER}"}, {"body": f"{FILLER} زلزال"})


def test_words_close_together_outrank_words_far_apart(better: Callable[..., None]) -> None:
    better("زلزال مدينة", {"body": f"{FILLER} زلزال هنا مدينة {FILLER}"}, {"body": f"{FILLER} زلزال {FILLER} مدينة"})


def test_words_in_the_typed_order_outrank_others(better: Callable[..., None]) -> None:
    better("زلزال مدينة", {"body": "خبر زلزال مدينة خبر"}, {"body": "خبر مدينة زلزال خبر"})


@pytest.mark.parametrize("place", ["section", "source"])
def test_a_word_that_names_the_place_lifts_an_article(better: Callable[..., None], place: str) -> None:
    better("الرياضة", {"body": "خبر رياضة", place: "رياضة"}, {"body": "خبر رياضة", place: "فنون"})


def test_a_word_of_one_family_in_the_opening_lifts_an_article(better: Callable[..., None]) -> None:
    """A headline says اعتقال (arrest) where the article says اعتقلت (arrested)."""
    better("اعتقال زعيم", {"body": "زعيم اعتقلت خبر"}, {"body": "زعيم شيئا خبر"})


def test_a_stop_word_in_the_opening_lifts_no_article(engine: Engine, article: Make, explained: Explained) -> None:
    """ما (what) has the letters that ماء (water) folds to."""
    engine.add([article("one", "ماء شيئا شيئا"), article("two", "ماء شيئا ما"), article("three", "شيئا ما")])
    engine.commit()
    hits = explained(engine, "ماء")
    assert list(hits) == ["one", "two"]
    assert hits["one"].score == hits["two"].score


def test_a_rare_word_outranks_a_frequent_one(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="خبر طويل", b="خبر قصير", c="خبر جديد", d="بركان جديد")
    assert found(engine, "خبر بركان")[0] == "d"


# Evidence


@pytest.fixture
def press(engine: Engine, article: Make) -> Engine:
    """Return an engine with dated articles in two commits; one was updated, one deleted."""
    engine.add(
        [
            article("a", f"كتاب في البحر {FILLER} قلم", title="كتب ومدارس", published=date(2024, 1, 1)),
            article("b", "قلم وكتاب والبحر الأحمر", section="ثقافة", published=date(2024, 3, 1)),
            article("c", "كاتب وقلم", title="ثقافة الكتاب", published=date(2024, 2, 1)),
            article("d", "قديم"),
        ]
    )
    engine.commit()
    engine.add(
        [
            article("d", "ثقافة البحر والكتاب", caption="قلم", source="ثقافة وفن"),
            article("e", "بحر وشمس", published=date(2023, 1, 1)),
            article("f", "كتاب", published=date(2025, 1, 1)),
        ]
    )
    engine.delete(["f"])
    engine.commit()
    return engine


BOOK, SEA, PEN, SUN = (Words((word,)) for word in ("كتاب", "البحر", "قلم", "شمس"))

TREES: Sequence[Query] = (
    BOOK,
    Words(("ثقافة", "كتاب", "بحر", "قلم")),
    Words(("ثقافة", "كتاب", "بحر", "قلم"), need="most"),
    Words(("كتاب", "بحر", "قلم"), need="all"),
    Words(("كتاب", "الكتاب", "كتب")),
    Phrase("في البحر"),
    Phrase("والبحر الاحمر"),
    And((BOOK, SEA)),
    And((BOOK, Not(SEA))),
    And((BOOK, Everything())),
    Or((BOOK, SUN)),
    Or((BOOK, BOOK)),
    Or((And((BOOK, SUN)), PEN)),
    Or((And((BOOK, Not(SEA))), PEN)),
    Or((And((Or((BOOK, SEA)), PEN)), And((SEA, Phrase("بحر وشمس"))))),
    Or((Not(BOOK), PEN)),
    And((Words(("كتاب", "بحر"), need="all"), Or((PEN, SUN)))),
)


@pytest.mark.parametrize("half_life_days", [None, 30.0])
@pytest.mark.parametrize("tree", TREES, ids=str)
def test_the_amounts_of_a_hit_add_up_to_its_score(
    press: Engine, explained: Explained, tree: Query, half_life_days: float | None
) -> None:
    hits = explained(press, tree, half_life_days=half_life_days)
    assert hits
    for hit in hits.values():
        assert sum(one.amount for one in hit.evidence) == pytest.approx(hit.score, rel=ROUNDED)


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_explaining_changes_neither_order_nor_scores(press: Engine, tree: Query) -> None:
    plain, told = (press.run(Plan(tree, Filters(), explain=explain)) for explain in (False, True))
    assert [(hit.id, hit.score) for hit in plain.hits] == [(hit.id, hit.score) for hit in told.hits]


def test_evidence_comes_largest_first_and_is_of_the_known_kinds(press: Engine, explained: Explained) -> None:
    hits = explained(press, Words(("ثقافة", "كتاب", "بحر", "قلم")), half_life_days=30.0)
    assert {one.kind for hit in hits.values() for one in hit.evidence} == set(get_args(Kind))
    for hit in hits.values():
        amounts = [one.amount for one in hit.evidence if one.kind != "recency"]
        assert amounts == sorted(amounts, reverse=True)
        assert min(amounts) > 0


def test_each_kind_names_the_words_that_gave_it_as_typed(
    engine: Engine, article: Make, explained: Explained, evidence: Amounts
) -> None:
    engine.add([article("1", "الكتاب قلم", section="الكُتّاب"), article("2", "شيء")])
    engine.commit()
    hit = explained(engine, Words(("الكِتاب", "أقلام", "زرافة")))["1"]
    assert list(evidence(hit, "spelling")) == [("الكِتاب",)]
    assert set(evidence(hit, "form")) == {("الكِتاب",), ("أقلام",)}
    assert list(evidence(hit, "coverage")) == [("الكِتاب", "أقلام")]
    assert list(evidence(hit, "lead")) == [("الكِتاب", "أقلام")]
    assert list(evidence(hit, "near")) == [("الكِتاب", "أقلام")]
    assert list(evidence(hit, "order")) == [("الكِتاب", "أقلام")]
    assert list(evidence(hit, "place")) == [("الكِتاب",)]
    assert evidence(hit, "recency") == {}


def test_excluded_words_are_no_evidence(press: Engine, explained: Explained) -> None:
    (hit,) = explained(press, And((SEA, Not(BOOK)))).values()
    assert {word for one in hit.evidence for word in one.words} == {"البحر"}


def test_words_of_a_part_that_does_not_match_are_no_evidence_of_matching(
    press: Engine, explained: Explained, evidence: Amounts
) -> None:
    """Article c has the book and no sun: only the pen makes it a match."""
    hit = explained(press, Or((And((BOOK, SUN)), PEN)))["c"]
    assert list(evidence(hit, "coverage")) == [("قلم",)]


@pytest.mark.parametrize("values", [{}, {"sort": "newest", "explain": True}, {"sort": "oldest", "explain": True}])
def test_evidence_is_empty_unless_asked_for_and_by_date(press: Engine, values: dict[str, object]) -> None:
    hits = press.run(Plan(BOOK, Filters(), **values)).hits  # type: ignore[arg-type]
    assert {hit.evidence for hit in hits} == {()}


def test_matching_everything_needs_no_evidence(press: Engine, explained: Explained) -> None:
    assert {(hit.score, hit.evidence) for hit in explained(press).values()} == {(0.0, ())}


# Recency

NEWEST = datetime(2024, 5, 1, 12)


@pytest.fixture
def same(engine: Engine, article: Make) -> Engine:
    """Return an engine with articles that differ in their ages, which are in their ids in days."""
    ages = (0, 10, 20, 5, 15.5, 99, 100, 101, 5000)
    engine.add(article(str(age), "خبر واحد", published=NEWEST - timedelta(days=age)) for age in ages)
    engine.commit()
    engine.add([article("undated", "خبر واحد")])
    engine.commit()
    return engine


def test_without_a_half_life_age_counts_nothing(same: Engine, explained: Explained) -> None:
    assert len({hit.score for hit in explained(same, "خبر").values()}) == 1


def test_each_half_life_halves_the_score(same: Engine, explained: Explained) -> None:
    hits = explained(same, "خبر", half_life_days=10)
    whole = hits["0"].score
    assert whole == pytest.approx(explained(same, "خبر")["0"].score, rel=ROUNDED)
    for age in ("10", "20", "5", "15.5", "99", "100"):
        assert hits[age].score == pytest.approx(whole * 0.5 ** (float(age) / 10), rel=ROUNDED)


def test_age_counts_up_to_ten_half_lives_and_undated_articles_are_that_old(same: Engine, explained: Explained) -> None:
    hits = explained(same, "خبر", half_life_days=10)
    assert hits["101"].score == hits["5000"].score == hits["undated"].score == hits["100"].score
    assert list(hits)[:4] == ["0", "5", "10", "15.5"]


def test_an_undated_article_is_ten_half_lives_old_however_long_they_are(same: Engine, explained: Explained) -> None:
    hits = explained(same, "خبر", half_life_days=10_000_000)
    assert hits["undated"].score == pytest.approx(hits["0"].score / 1024, rel=ROUNDED)
    assert hits["5000"].score > hits["0"].score / 2


def test_recency_is_what_age_took_away(same: Engine, explained: Explained, evidence: Amounts) -> None:
    hits = explained(same, "خبر", half_life_days=10)
    assert evidence(hits["0"], "recency") == {}
    assert evidence(hits["10"], "recency") == {(): pytest.approx(-hits["0"].score / 2)}


def test_age_is_counted_from_the_newest_article_of_all(same: Engine, explained: Explained) -> None:
    undeleted = explained(same, "خبر")["10"].score
    same.delete(["0", "5"])
    same.commit()
    hits = explained(same, "خبر", half_life_days=10)
    assert hits["10"].score == pytest.approx(undeleted, rel=ROUNDED)
    assert hits["20"].score == pytest.approx(undeleted / 2, rel=ROUNDED)


def test_age_is_counted_from_the_newest_article_even_if_it_does_not_match(
    same: Engine, article: Make, explained: Explained
) -> None:
    same.add([article("later", "شيء", published=NEWEST + timedelta(days=10))])
    same.commit()
    assert explained(same, "خبر واحد", half_life_days=10)["0"].score == pytest.approx(
        explained(same, "خبر واحد")["0"].score / 2, rel=ROUNDED
    )


def test_undated_articles_alone_keep_their_order(engine: Engine, keep: Keep, explained: Explained) -> None:
    keep(engine, b="خبر", a="خبر", c="خبر خبر")
    assert list(explained(engine, "خبر", half_life_days=1)) == list(explained(engine, "خبر")) == ["c", "b", "a"]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_half_life_changes_no_order_by_date(same: Engine, found: Found, sort: str) -> None:
    assert found(same, "خبر", sort=sort, half_life_days=1) == found(same, "خبر", sort=sort)
