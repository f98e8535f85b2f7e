"""What must every engine do? The contract of `index.engine.Engine`.

Which words match which: test_matching.py. What speaks for an article: test_evidence.py.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from index.engine import Changes, Engine, Filters, Plan
from index.query import And, Everything, Not, Nothing, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]


# An index without articles


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", [Everything(), Nothing(), Words(("كتاب",)), Phrase("كتاب جديد"), Not(Nothing())])
def test_an_empty_index_answers_nothing(engine: Engine, found: Found, query: Query, sort: str) -> None:
    assert found(engine, query, sort=sort) == []


def test_an_empty_index_has_statistics(engine: Engine) -> None:
    facts = engine.statistics()
    assert (facts.articles, facts.first, facts.last, facts.sources) == (0, None, None, ())


# Adding, replacing, deleting


def test_an_added_article_comes_back_as_it_was(engine: Engine, article: Make) -> None:
    whole = article(
        "1",
        "نصٌّ «بعلامات»\n\nوفقرة",
        title="عُنوان",
        caption="صورة",
        source="الميزان",
        section="ثقافة",
        author="سلمى",
        url="https://example.org/1",
        published=datetime(2024, 5, 1, 8, 30, tzinfo=UTC),
        crawled=date(2024, 5, 2),
        tags=("كتب", "شعر"),
    )
    engine.add([whole])
    engine.commit()
    assert engine.get("1") == whole


def test_an_unknown_id_gives_none(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب")
    assert engine.get("b") is None


def test_count_is_the_number_of_articles(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب", b="قلم")
    assert engine.count() == 2


def test_add_says_what_it_did(engine: Engine, article: Make) -> None:
    engine.add([article("a"), article("b")])
    engine.commit()
    assert engine.add([article("a"), article("b", "آخر"), article("c")]) == Changes(added=1, updated=1, unchanged=1)


def test_adding_the_same_again_raises_no_generation(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب")
    before = engine.statistics().generation
    keep(engine, a="كتاب")
    assert engine.statistics().generation == before


def test_a_change_raises_the_generation(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب")
    before = engine.statistics().generation
    keep(engine, a="قلم")
    assert engine.statistics().generation > before


def test_a_commit_without_changes_raises_no_generation(engine: Engine) -> None:
    before = engine.statistics().generation
    engine.commit()
    assert engine.statistics().generation == before


@pytest.mark.parametrize(
    "change",
    [{"title": "عنوان"}, {"source": "الميزان"}, {"published": date(2024, 1, 1)}, {"tags": ("شعر",)}, {"body": "آخر"}],
    ids=lambda change: next(iter(change)),
)
def test_any_changed_field_is_an_update(engine: Engine, article: Make, change: dict[str, object]) -> None:
    engine.add([article("a")])
    engine.commit()
    changed = article("a", **change)
    assert engine.add([changed]) == Changes(updated=1)
    engine.commit()
    assert engine.get("a") == changed


def test_old_words_of_an_updated_article_are_gone(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="كتاب", b="شجرة")
    keep(engine, a="قلم")
    assert (found(engine, "كتاب"), found(engine, "قلم"), engine.count()) == ([], ["a"], 2)


def test_of_one_id_twice_in_a_batch_the_last_stays(engine: Engine, article: Make, found: Found) -> None:
    assert engine.add([article("a", "كتاب"), article("a", "قلم")]) == Changes(added=1, updated=1)
    engine.commit()
    assert (found(engine, "كتاب"), found(engine, "قلم"), engine.count()) == ([], ["a"], 1)


def test_of_one_id_many_times_in_a_batch_the_last_stays(engine: Engine, article: Make, found: Found) -> None:
    engine.add(article("a", body) for body in ("كتاب", "قلم", "كتاب", "حبر"))
    engine.commit()
    assert (found(engine), found(engine, "حبر")) == (["a"], ["a"])


def test_the_same_article_twice_in_a_batch_is_unchanged_once(engine: Engine, article: Make) -> None:
    assert engine.add([article("a"), article("a")]) == Changes(added=1, unchanged=1)
    engine.commit()
    assert engine.count() == 1


def test_delete_returns_the_ids_that_were_there(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب", b="قلم")
    assert engine.delete(["b", "x", "b"]) == ("b",)


def test_a_deleted_article_is_found_no_more(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="كتاب", b="كتاب قلم")
    engine.delete(["b"])
    engine.commit()
    assert (engine.get("b"), found(engine, "كتاب"), found(engine), engine.count()) == (None, ["a"], ["a"], 1)


def test_deleting_twice_returns_nothing_the_second_time(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب")
    engine.delete(["a"])
    assert engine.delete(["a"]) == ()
    engine.commit()
    assert engine.delete(["a"]) == ()


def test_deleting_from_an_empty_index_returns_nothing(engine: Engine) -> None:
    assert engine.delete(["a"]) == ()


def test_a_deleted_article_can_be_added_again_in_the_same_batch(engine: Engine, keep: Keep, article: Make) -> None:
    keep(engine, a="كتاب")
    engine.delete(["a"])
    assert engine.add([article("a", "كتاب")]) == Changes(added=1)
    engine.commit()
    assert (engine.get("a"), engine.count()) == (article("a", "كتاب"), 1)


def test_an_added_article_can_be_deleted_in_the_same_batch(engine: Engine, article: Make) -> None:
    engine.add([article("a"), article("b")])
    assert engine.delete(["a"]) == ("a",)
    engine.commit()
    assert (engine.get("a"), engine.count()) == (None, 1)


def test_an_updated_article_can_be_deleted_in_the_same_batch(engine: Engine, keep: Keep, article: Make) -> None:
    keep(engine, a="كتاب")
    engine.add([article("a", "قلم")])
    assert engine.delete(["a"]) == ("a",)
    engine.commit()
    assert engine.count() == 0


@pytest.mark.parametrize(
    "article_id",
    ["with space", "a/b/../c?d=1&e=#f", "مقالة رقم ١", "A", "a", "*", '"', "ع" * 2000, "%D8%A7" * 300, "é", "e\u0301"],
    ids=["space", "slashes", "arabic", "upper", "lower", "star", "quote", "2000", "percent", "composed", "decomposed"],
)
def test_ids_are_kept_verbatim(engine: Engine, article: Make, found: Found, article_id: str) -> None:
    others = [article(other) for other in ("A", "a", "é", "e\u0301", "ع" * 1999) if other != article_id]
    engine.add([*others, article(article_id, "فريد")])
    engine.commit()
    assert (engine.get(article_id), found(engine, "فريد")) == (article(article_id, "فريد"), [article_id])
    assert engine.delete([article_id]) == (article_id,)
    engine.commit()
    assert engine.count() == len(others)


# What is seen when


def test_nothing_is_seen_before_commit(engine: Engine, opened: Callable[..., Engine], article: Make) -> None:
    reader = opened()
    engine.add([article("a")])
    assert (reader.count(), reader.get("a"), engine.count()) == (0, None, 0)


def test_all_is_seen_after_commit(engine: Engine, opened: Callable[..., Engine], keep: Keep, found: Found) -> None:
    reader = opened()
    keep(engine, a="كتاب")
    assert (reader.count(), found(reader, "كتاب")) == (1, ["a"])


def test_deletions_are_not_seen_before_commit(engine: Engine, opened: Callable[..., Engine], keep: Keep) -> None:
    keep(engine, a="كتاب")
    reader = opened()
    engine.delete(["a"])
    assert reader.count() == 1
    engine.commit()
    assert reader.count() == 0


def test_closing_without_commit_forgets_changes(opened: Callable[..., Engine], article: Make, keep: Keep) -> None:
    writer = opened(create=True)
    keep(writer, a="كتاب", b="قلم")
    writer.add([article("c"), article("a", "آخر")])
    writer.delete(["b"])
    writer.close()
    reader = opened()
    assert (reader.count(), reader.get("a"), reader.get("c")) == (2, article("a", "كتاب"), None)


def test_committed_articles_are_there_after_reopening(opened: Callable[..., Engine], keep: Keep, found: Found) -> None:
    writer = opened(create=True)
    keep(writer, a="كتاب")
    writer.close()
    assert found(opened(create=True), "كتاب") == ["a"]


def test_closing_twice_is_closing_once(engine: Engine, keep: Keep) -> None:
    keep(engine, a="كتاب")
    engine.close()
    engine.close()


# What matches


def matches(engine: Engine, found: Found, query: Query | str, *ids: str) -> None:
    """Check which ids a query finds, in either order's own way of collecting them."""
    for sort in ("relevance", "newest"):
        assert sorted(found(engine, query, sort=sort)) == sorted(ids)


@pytest.fixture
def library(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with four short articles."""
    keep(engine, sea="سفينة في البحر", sun="الشمس فوق البحر الأحمر", moon="ضوء القمر", book="كتاب عن الشمس والقمر")
    return engine


def test_words_match_articles_with_any_of_them(library: Engine, found: Found) -> None:
    matches(library, found, "سفينة كتاب", "sea", "book")


def test_unknown_words_match_nothing(library: Engine, found: Found) -> None:
    matches(library, found, "زرافة")


def test_stop_words_beside_other_words_match_nothing(library: Engine, found: Found) -> None:
    matches(library, found, "كتاب في", "book")


def test_stop_words_alone_match(library: Engine, found: Found) -> None:
    matches(library, found, "في عن", "sea", "book")


@pytest.mark.parametrize("word", ["؟", "«»", "ـ", ""])
def test_words_without_letters_match_nothing(library: Engine, found: Found, word: str) -> None:
    matches(library, found, Words((word,)))


def test_a_written_word_of_several_words_is_all_its_words(library: Engine, found: Found) -> None:
    matches(library, found, Words(("سفينة_كتاب",)), "sea", "book")


SUN, SEA, MOON = Words(("الشمس",)), Words(("البحر",)), Words(("القمر",))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (And((SUN, SEA)), "sun"),
        (And((SUN, MOON, SEA)), ""),
        (Or((SEA, MOON)), "sea sun moon book"),
        (Or(()), ""),
        (And(()), "sea sun moon book"),
        (Or((And((SUN, SEA)), And((MOON, Not(SUN))))), "sun moon"),
        (And((SUN, Not(SEA))), "book"),
        (And((Not(SEA), Not(SUN))), "moon"),
        (Not(SEA), "moon book"),
        (Not(Not(SEA)), "sea sun"),
        (Not(Everything()), ""),
        (Not(Nothing()), "sea sun moon book"),
        (And((SEA, Everything())), "sea sun"),
        (And((SEA, Nothing())), ""),
        (And((SEA, Not(Nothing()))), "sea sun"),
        (Or((SEA, Nothing())), "sea sun"),
        (Or((SEA, Not(SUN))), "sea sun moon"),
        (And((Or((SEA, MOON)), Not(Phrase("ضوء القمر")))), "sea sun book"),
        (Everything(), "sea sun moon book"),
        (Nothing(), ""),
    ],
    ids=str,
)
def test_trees_match_as_their_logic_says(library: Engine, found: Found, query: Query, ids: str) -> None:
    matches(library, found, query, *ids.split())


def test_an_exclusion_inside_an_exclusion_passes_deleted_articles(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="سفينة", c="شجرة", b="سفينة", d="القمر", e="القمر")
    engine.delete(["b"])
    engine.commit()
    matches(engine, found, Not(And((Phrase("سفينة"), Not(Phrase("القمر"))))), "c", "d", "e")


def test_matches_are_found_in_a_large_index(engine: Engine, article: Make) -> None:
    """Whoosh keeps postings in blocks of 128 articles."""
    engine.add(
        article(str(n), "كتاب" if n % 1000 == 7 else "قلم", title="نادر" if n == 4999 else "") for n in range(5000)
    )
    engine.commit()
    assert [engine.run(Plan(Words((word,)), Filters(), limit=1)).total for word in ("كتاب", "نادر", "قلم")] == [
        5,
        1,
        4995,
    ]


# In which order


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_equal_scores_keep_the_order_of_adding(engine: Engine, keep: Keep, found: Found, limit: int) -> None:
    names = [f"n{number:02}" for number in range(12)]
    for name in names[::-1]:
        keep(engine, **{name: "خبر واحد"})
    pages = [found(engine, "خبر", offset=offset, limit=limit) for offset in range(0, 12, limit)]
    assert [name for page in pages for name in page] == found(engine, "خبر")
    assert sorted(found(engine, "خبر")) == names


@pytest.fixture
def dated(engine: Engine, article: Make) -> Engine:
    """Return an engine with articles of several days in two commits, and two undated ones in a third."""
    engine.add(
        [
            article("may", published=date(2024, 5, 1)),
            article("late", published=datetime(2024, 5, 31, 23, 59, 59)),
            article("june", published=date(2024, 6, 1)),
        ]
    )
    engine.commit()
    engine.add([article("noon", published=datetime(2024, 5, 1, 12)), article("old", published=date(1999, 1, 1))])
    engine.commit()
    engine.add([article("undated"), article("unknown")])
    engine.commit()
    return engine


def test_newest_comes_first_and_undated_last(dated: Engine, found: Found) -> None:
    assert found(dated, sort="newest") == ["june", "late", "noon", "may", "old", "undated", "unknown"]


def test_oldest_comes_first_and_undated_last(dated: Engine, found: Found) -> None:
    assert found(dated, sort="oldest") == ["old", "may", "noon", "late", "june", "undated", "unknown"]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_articles_of_one_minute_keep_the_order_of_adding(
    engine: Engine, article: Make, found: Found, sort: str
) -> None:
    names = [str(number) for number in range(9, 0, -1)]
    engine.add(article(name, published=date(2024, 5, 1)) for name in names)
    engine.commit()
    assert found(engine, sort=sort) == names


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_articles_without_any_date_are_sorted_too(engine: Engine, keep: Keep, found: Found, sort: str) -> None:
    keep(engine, a="كتاب")
    keep(engine, b="كتاب")
    assert found(engine, "كتاب", sort=sort) == ["a", "b"]


def test_scores_fall_with_the_rank(library: Engine) -> None:
    scores = [hit.score for hit in library.run(Plan(Words(("بحر", "شمس")), Filters())).hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_scores_are_zero_in_the_order_of_dates(library: Engine) -> None:
    assert {hit.score for hit in library.run(Plan(Everything(), Filters(), sort="newest")).hits} == {0.0}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("size", [1, 4, 7, 100])
def test_pages_cover_every_match_once(engine: Engine, article: Make, found: Found, sort: str, size: int) -> None:
    for start in (0, 10, 20):
        engine.add(
            article(str(n), "خبر " * (n % 4 + 1), published=date(2024, 1, n % 5 + 1) if n % 3 else None)
            for n in range(start, start + 10)
        )
        engine.commit()
    pages = [found(engine, "خبر", sort=sort, offset=offset, limit=size) for offset in range(0, 30, size)]
    assert [name for page in pages for name in page] == found(engine, "خبر", sort=sort)
    assert len(set(found(engine, "خبر", sort=sort))) == 30


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize(("offset", "limit", "hits"), [(0, 1, 1), (0, 0, 0), (1, 100, 3), (4, 10, 0), (1000, 10, 0)])
def test_total_is_exact_whatever_the_window(library: Engine, sort: str, offset: int, limit: int, hits: int) -> None:
    page = library.run(Plan(Everything(), Filters(), sort=sort, offset=offset, limit=limit))  # type: ignore[arg-type]
    assert (page.total, len(page.hits)) == (4, hits)


def test_hits_bring_their_articles(library: Engine) -> None:
    hits = library.run(Plan(Everything(), Filters())).hits
    assert [hit.article for hit in hits] == [library.get(hit.id) for hit in hits]


def test_articles_stay_in_the_index_when_not_asked_for(library: Engine) -> None:
    hits = library.run(Plan(Everything(), Filters(), with_articles=False)).hits
    assert ([hit.article for hit in hits], {hit.id for hit in hits}) == ([None] * 4, {"sea", "sun", "moon", "book"})


# Filters


@pytest.fixture
def press(engine: Engine, article: Make) -> Engine:
    """Return an engine with articles of three sources and one without."""
    engine.add(
        [
            article("a", source="صحيفة الأهالي", section="رياضة", author="هدى أمين"),
            article("b", source="صحيفة الأهالي", section="اقتصاد", author="سامي"),
            article("c", source="Nile Post", section="رياضة", author="هدى أمين"),
            article("d", source="الميزان", section="ثقافة"),
            article("e"),
        ]
    )
    engine.commit()
    return engine


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"sources": ("صحيفة الأهالي",)}, "ab"),
        ({"sources": ("صحيفه الاهالي",)}, "ab"),
        ({"sources": ("صحيفة الإهالي",)}, "ab"),
        ({"sources": ("  nile   POST ",)}, "c"),
        ({"sources": ("الأهالي",)}, ""),
        ({"sources": ("الميزان", "Nile Post")}, "cd"),
        ({"sources": ("",)}, ""),
        ({"excluded_sources": ("صحيفه الأهالي",)}, "cde"),
        ({"excluded_sources": ("الميزان", "nile post")}, "abe"),
        ({"excluded_sources": ("لا أحد",)}, "abcde"),
        ({"sources": ("الميزان",), "excluded_sources": ("الميزان",)}, ""),
        ({"sections": ("رياضه",)}, "ac"),
        ({"sections": ("رياضة", "ثقافة")}, "acd"),
        ({"excluded_sections": ("رياضه",)}, "bde"),
        ({"excluded_sections": ("رياضة", "ثقافه")}, "be"),
        ({"excluded_sections": ("",)}, "abcde"),
        ({"sections": ("رياضة",), "excluded_sections": ("رياضة",)}, ""),
        ({"authors": ("هدي امين",)}, "ac"),
        ({"authors": ("هدى",)}, ""),
        ({"sources": ("صحيفة الأهالي",), "sections": ("رياضة",)}, "a"),
        ({"sections": ("رياضة",), "authors": ("سامي",)}, ""),
        ({}, "abcde"),
    ],
    ids=str,
)
def test_filters_let_through_what_they_name(
    press: Engine, found: Found, filters: dict[str, tuple[str, ...]], ids: str
) -> None:
    for sort in ("relevance", "newest"):
        assert "".join(found(press, sort=sort, **filters)) == ids
        assert "".join(sorted(found(press, "خبر", sort=sort, **filters))) == ids


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), "late may noon"),
        (date(2024, 5, 31), date(2024, 5, 31), "late"),
        (date(2024, 5, 2), date(2024, 5, 30), ""),
        (date(2024, 6, 1), None, "june"),
        (date(2024, 6, 2), None, ""),
        (None, date(2024, 5, 1), "may noon old"),
        (None, date(1998, 12, 31), ""),
        (date.min, date.max, "june late may noon old"),
        (date(2024, 6, 1), date(2024, 5, 1), ""),
        (None, None, "june late may noon old undated unknown"),
    ],
    ids=str,
)
def test_date_ranges_include_both_days_and_no_undated_article(
    dated: Engine, found: Found, first: date | None, last: date | None, ids: str
) -> None:
    for sort in ("relevance", "newest"):
        assert sorted(found(dated, sort=sort, published_from=first, published_to=last)) == ids.split()


def test_filtered_totals_are_exact_with_a_small_limit(dated: Engine) -> None:
    filters = Filters(published_from=date(2024, 5, 1), published_to=date(2024, 5, 31))
    assert dated.run(Plan(Words(("خبر",)), filters, limit=1)).total == 3


def test_filters_change_no_score(press: Engine) -> None:
    def scores(filters: Filters) -> dict[str, float]:
        return {hit.id: hit.score for hit in press.run(Plan(Words(("خبر",)), filters)).hits}

    assert scores(Filters(sources=("الميزان",))) == {"d": scores(Filters())["d"]}


# Statistics


def test_statistics_count_sources_as_they_are_written(press: Engine) -> None:
    facts = press.statistics()
    assert facts.articles == 5
    assert facts.sources[0] == ("صحيفة الأهالي", 2)
    assert dict(facts.sources) == {"صحيفة الأهالي": 2, "Nile Post": 1, "الميزان": 1, "": 1}


def test_statistics_give_the_first_and_last_publication(dated: Engine) -> None:
    facts = dated.statistics()
    assert (facts.first, facts.last) == (datetime(1999, 1, 1), datetime(2024, 6, 1))


def test_statistics_leave_out_deleted_articles(dated: Engine) -> None:
    dated.delete(["old", "june"])
    dated.commit()
    facts = dated.statistics()
    assert (facts.articles, facts.first, facts.last) == (5, datetime(2024, 5, 1), datetime(2024, 5, 31, 23, 59))


def test_statistics_count_months_in_their_order(dated: Engine) -> None:
    months = dated.statistics().months
    assert sum(count for _, count in months) == dated.count()
    named = [month for month, _ in months if month]
    assert named == sorted(named)
    assert named[0] == "1999-01"
    assert months == dated.run(Plan(Everything(), Filters(), facets=("month",))).facets["month"]


def test_statistics_tell_when_the_last_commit_was(engine: Engine, article: Make) -> None:
    earliest = datetime.now(UTC) - timedelta(seconds=2)  # a file's time has whole seconds, and may lag behind
    engine.add([article("1")])
    engine.commit()
    committed = engine.statistics().committed
    assert committed is not None
    assert earliest <= committed <= datetime.now(UTC)


def test_a_page_names_the_generation_that_answered(engine: Engine, article: Make) -> None:
    for number in "ab":
        engine.add([article(number)])
        engine.commit()
        assert engine.run(Plan(Everything(), Filters())).generation == engine.generation()


def test_statistics_tell_the_size_on_disk(library: Engine) -> None:
    assert library.statistics().size_bytes > 0


def test_the_generation_goes_up_with_every_change(engine: Engine, article: Make) -> None:
    numbers = [engine.generation()]
    for number in "ab":
        engine.add([article(number)])
        engine.commit()
        numbers.append(engine.generation())
    engine.delete(["a"])
    engine.commit()
    numbers.append(engine.generation())
    assert numbers == sorted(set(numbers))
    assert engine.generation() == engine.statistics().generation
