"""How many of the articles found have each source, section, month and day?"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from index.engine import Facets, Filters, Plan
from index.query import And, Everything, Nothing, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine

    Make = Callable[..., Article]

ALL = ("source", "section", "month", "day")


def facets(engine: Engine, query: Query | None = None, **values: object) -> Facets:
    """Return the facets of a query, after checking that each one's counts add up to the total."""
    filters = Filters(**{key: values.pop(key) for key in tuple(values) if key in Filters.__slots__})  # type: ignore[arg-type]
    page = engine.run(Plan(query or Everything(), filters, **{"facets": ALL, **values}))  # type: ignore[arg-type]
    for counts in page.facets.values():
        assert sum(count for _, count in counts) == page.total
        assert all(count > 0 for _, count in counts)
        assert len({value for value, _ in counts}) == len(counts)
    return page.facets


@pytest.fixture
def press(engine: Engine, article: Make) -> Engine:
    """Return an engine with articles of three sources in two segments; one was replaced, one deleted."""
    engine.add(
        [
            article("a", "خبر البحر", source="صحيفة الأهالي", section="رياضة", published=date(2024, 1, 31)),
            article("b", "خبر", source="صحيفه الاهالي", section="رياضه", published=date(2024, 2, 1)),
            article("c", "خبر البحر", source="Nile Post", published=datetime(2024, 2, 29, 23, 59, tzinfo=UTC)),
            article("d", "خبر", source="الميزان"),
        ]
    )
    engine.commit()
    engine.add(
        [
            article("e", "خبر البحر", source="صحيفة الأهالي", section="ثقافة", published=date(2024, 2, 1)),
            article("f", "خبر", source="nile post", published=date(1999, 12, 31)),
            article("g", "خبر آخر"),
            article("d", "خبر جديد", source="الميزان", published=date(2025, 1, 1)),
            article("h", "خبر البحر", source="محذوف", section="محذوف", published=date(2030, 1, 1)),
        ]
    )
    engine.delete(["h"])
    engine.commit()
    return engine


def test_counts_are_over_all_articles_that_match_whatever_the_window(press: Engine) -> None:
    whole = facets(press, Words(("خبر",)))
    assert whole == facets(press, Words(("خبر",)), limit=1) == facets(press, Words(("خبر",)), limit=0, offset=3)
    assert whole["source"] == (("صحيفة الأهالي", 3), ("Nile Post", 2), ("", 1), ("الميزان", 1))
    assert whole["section"] == (("", 4), ("رياضة", 2), ("ثقافة", 1))
    assert whole["month"] == (("1999-12", 1), ("2024-01", 1), ("2024-02", 3), ("2025-01", 1), ("", 1))
    assert whole["day"][2:5] == (("2024-02-01", 2), ("2024-02-29", 1), ("2025-01-01", 1))


def test_labels_come_by_falling_count_and_equal_ones_in_the_order_of_letters(press: Engine) -> None:
    assert facets(press, Words(("البحر",)))["section"] == (("", 1), ("ثقافة", 1), ("رياضة", 1))


def test_spellings_of_one_source_are_one_value_in_the_commonest_spelling(engine: Engine, article: Make) -> None:
    names = ["الأهالي", "الاهالى", "الاهالى", "الإهالي", "الاهالى ", "الأهالي"]
    for number, name in enumerate([*names, "الاهالى"]):
        engine.add([article(str(number), source=name)])
        engine.commit()
    assert facets(engine)["source"] == (("الاهالى", 7),)


def test_the_spelling_is_the_commonest_of_the_index_not_of_the_articles_found(engine: Engine, article: Make) -> None:
    engine.add([article("a", "بحر", source="الأهالي"), article("b", source="الاهالى"), article("c", source="الاهالى")])
    engine.commit()
    assert facets(engine, Words(("بحر",)))["source"] == (("الاهالى", 1),)


@pytest.mark.parametrize("source", ["", "\u200f", " ", "ـ"])
def test_the_value_of_articles_without_a_source_is_empty(engine: Engine, article: Make, source: str) -> None:
    engine.add([article("a", source=source)])
    engine.commit()
    assert facets(engine) == dict.fromkeys(ALL, (("", 1),))


def test_months_and_days_come_in_their_order_and_undated_articles_last(engine: Engine, article: Make) -> None:
    days = [date(2024, 10, 1), None, date(1, 1, 1), date(2024, 9, 30), None, datetime.max, date(2023, 12, 31)]
    engine.add(article(str(number), published=day) for number, day in enumerate(days))
    engine.commit()
    months = [("0001-01", 1), ("2023-12", 1), ("2024-09", 1), ("2024-10", 1), ("9999-12", 1), ("", 2)]
    assert facets(engine)["month"] == tuple(months)
    assert [day for day, _ in facets(engine)["day"]] == [
        "0001-01-01", "2023-12-31", "2024-09-30", "2024-10-01", "9999-12-31", "",
    ]  # fmt: skip


def test_filters_and_queries_narrow_the_counts(press: Engine) -> None:
    only = facets(press, Words(("خبر",)), sources=("صحيفة الأهالي",))
    assert only["source"] == (("صحيفة الأهالي", 3),)
    assert only["month"] == (("2024-01", 1), ("2024-02", 2))
    sea = facets(press, And((Words(("خبر",)), Phrase("البحر"))), published_from=date(2024, 2, 1))
    assert sea["source"] == (("Nile Post", 1), ("صحيفة الأهالي", 1))


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_facets_are_the_same_in_every_order(press: Engine, sort: str) -> None:
    assert facets(press, Words(("خبر",)), sort=sort) == facets(press, Words(("خبر",)))


def test_only_facets_that_are_asked_for_are_counted(press: Engine) -> None:
    assert facets(press, facets=()) == {}
    assert list(facets(press, facets=("month", "source"))) == ["month", "source"]


def test_what_is_not_found_has_no_values(press: Engine) -> None:
    assert facets(press, Nothing()) == dict.fromkeys(ALL, ())


def test_an_empty_index_has_no_values(engine: Engine) -> None:
    assert facets(engine) == dict.fromkeys(ALL, ())


def test_counts_are_those_of_the_articles_one_by_one(engine: Engine, article: Make) -> None:
    for start in range(0, 90, 30):
        engine.add(
            article(
                str(n),
                "خبر البحر" if n % 4 else "خبر",
                source=["أ", "ب", "ج", ""][n % 7 % 4],
                published=date(2024, n % 11 + 1, n % 28 + 1) if n % 5 else None,
            )
            for n in range(start, start + 30)
        )
        engine.commit()
    engine.delete(str(n) for n in range(0, 90, 13))
    engine.commit()
    hits = engine.run(Plan(Words(("البحر",)), Filters(), limit=100)).hits
    articles = [hit.article for hit in hits if hit.article]
    found = facets(engine, Words(("البحر",)))
    assert dict(found["source"]) == Counter(one.source for one in articles)
    days = [f"{one.published:%Y-%m-%d}" if one.published else "" for one in articles]
    assert dict(found["day"]) == Counter(days)
    assert dict(found["month"]) == Counter(day[:7] for day in days)


@pytest.mark.parametrize("together", [("source", "section"), ("month", "source", "section"), ALL])
@pytest.mark.parametrize("query", [Everything(), Words(("البحر",))])
def test_facets_are_the_same_whether_counted_together_or_alone(
    press: Engine, together: tuple[str, ...], query: Query
) -> None:
    alone = {facet: facets(press, query, facets=(facet,))[facet] for facet in together}  # type: ignore[index]
    assert facets(press, query, facets=together) == alone


def test_facets_with_too_many_combinations_are_counted_one_by_one(
    press: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = facets(press, facets=("source", "section"))
    monkeypatch.setattr("index.facets.MAX_CELLS", 1)
    press.delete(["a"])
    press.commit()
    fewer = facets(press, facets=("source", "section"))
    assert sum(count for _, count in fewer["source"]) == sum(count for _, count in together["source"]) - 1
