"""Which texts did an article have, one after the other?"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.article import Article, LeftOut
from index import history
from index.engine import Changes, open_engine
from index.history import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.engine import Engine

    Make = Callable[..., Article]


def made(body: str, crawled: int | None = None, **values: object) -> Article:
    """An article whose body is a letter, crawled on a day of May."""
    day = None if crawled is None else date(2024, 5, crawled)
    return Article(**{"id": "marsa-17", "title": "بحر", "body": body, "crawled": day, **values})  # type: ignore[arg-type]


def joined(*articles: Article) -> Records:
    first, *others = articles
    records = Records((first,))
    for article in others:
        records = records.joined(article)
    return records


def bodies(*articles: Article) -> str:
    """The bodies of the versions that articles make, oldest first."""
    return "".join(version.article.body for version in joined(*articles).history().versions)


# Versions


def test_leaving_lines_out_makes_no_other_version(engine: Engine) -> None:
    cut = made("خبر", left_out=(LeftOut(1, "تابعونا"),))
    assert engine.add([made("خبر\nتابعونا"), cut]) == Changes(added=1, unchanged=1)
    engine.commit()
    assert engine.add([cut]) == Changes(unchanged=1)
    assert engine.add([cut], anew=True) == Changes(updated=1)
    engine.commit()
    found = engine.history(cut.id)
    assert found is not None
    assert [version.article for version in found.versions] == [cut]


@pytest.mark.parametrize("field", ["title", "body", "caption"])
def test_another_text_is_another_version(field: str) -> None:
    changed = Article.from_json({**made("ا").to_json(), field: "نص آخر"})
    assert len(joined(made("ا"), changed).history().versions) == 2


@pytest.mark.parametrize(
    "values",
    [{"section": "ثقافة"}, {"tags": ("كتب",)}, {"published": date(2020, 1, 1)}, {"body": " ا\n"}, {"url": "https://a.example/1"}],
)  # fmt: skip
def test_what_is_not_text_is_changed_without_a_new_version(values: dict[str, object]) -> None:
    changed = replace(made("ا", published=date(2024, 5, 1)), **values)  # type: ignore[arg-type]
    records = joined(made("ا", published=date(2024, 5, 1)), changed)
    assert records.articles == (changed,)


def test_the_later_crawl_is_the_latest_in_any_order() -> None:
    for order in permutations([made("ا", 1), made("ب", 2), made("ج", 3)]):
        assert bodies(*order) == "ابج"


def test_publication_says_nothing_about_which_record_is_the_latest() -> None:
    """A day that was put right may be an earlier one."""
    later = made("ب", published=date(2024, 5, 9))
    assert bodies(later, made("ا", published=date(2024, 5, 8))) == "با"


def test_times_in_several_zones_are_compared_as_moments() -> None:
    at_noon = made("ب", crawled=None)
    at_noon = replace(at_noon, crawled=datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=3))))
    at_ten = replace(made("ج"), crawled=datetime(2024, 5, 1, 10, tzinfo=UTC))
    assert bodies(at_ten, at_noon) == "بج"


def test_of_unknown_and_of_equal_times_the_last_added_is_the_latest() -> None:
    assert bodies(made("ا"), made("ب")) == "اب"
    assert bodies(made("ا", 1), made("ب", 1)) == "اب"
    assert bodies(made("ا", 1), made("ب"), made("ج", 2)) == "ابج"


def test_adding_again_what_is_known_by_its_crawl_changes_nothing() -> None:
    """The older one of two exports, read once more, does not come back as the newest."""
    first, second = made("ا", 1), made("ب", 2)
    records = joined(first, second)
    assert records.joined(first) == records.joined(second) == records


@pytest.mark.parametrize("times", [(None, None), (1, 1), (None, 2), (1, None)])
def test_without_an_order_by_crawl_the_last_added_is_the_latest_and_no_text_is_there_twice(
    times: tuple[int | None, int | None],
) -> None:
    first, second = made("ا", times[0]), made("ب", times[1])
    assert bodies(first, second, first) == "با"
    assert bodies(first, second, first, second) == "اب"


def test_a_current_record_is_the_latest_even_with_an_earlier_text_or_date() -> None:
    records = joined(made("أ", 5), made("ب", 6))
    assert [v.article.body for v in records.joined(made("أ", 5), current=True).history().versions] == ["أ", "ب", "أ"]
    assert records.joined(made("ج", 1), current=True).latest.body == "ج"
    assert records.joined(made("ب", 6), current=True) == records


def test_a_text_that_comes_back_later_is_a_version_of_its_own() -> None:
    for order in permutations([made("ا", 1), made("ب", 2), made("ا", 3)]):
        assert bodies(*order) == "ابا"


def test_a_version_knows_the_first_and_the_last_time_of_its_text() -> None:
    for order in permutations([made("ا", 1), made("ا", 3), made("ا", 5), made("ب", 7)]):
        records = joined(*order)
        assert len(records.articles) == 3
        first, last = records.history().versions
        assert (first.first, first.last, first.article) == (date(2024, 5, 1), date(2024, 5, 5), made("ا", 5))
        assert (last.first, last.last) == (date(2024, 5, 7), date(2024, 5, 7))


def test_a_record_without_a_crawl_date_does_not_undate_its_text() -> None:
    """Else an older crawl, added after it, would be taken for the latest."""
    assert bodies(made("ا", 5), made("ا", section="ثقافة"), made("ب", 3)) == "با"
    assert joined(made("ا", 5), made("ا", section="ثقافة")).latest == made("ا", 5, section="ثقافة")


# Bounds


def test_of_many_versions_the_first_and_the_newest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_OLDER", 2)
    every = [made(letter, day) for day, letter in enumerate("ابجده", 1)]
    records = joined(*every)
    assert bodies(*every) == "اجده"
    assert records.shortened
    assert records.history().shortened
    assert joined(every[4], every[2], every[0], every[3], every[1]) == records
    assert records.joined(every[1]) == records
    assert not joined(*every[:4]).shortened


def test_long_older_versions_are_bounded_by_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 500)
    every = [made(letter * 100, day) for day, letter in enumerate("ابجده", 1)]
    assert [one.body[0] for one in joined(*every).articles] == list("اده")


# Bytes


RECORDS = st.lists(
    st.builds(
        made,
        st.sampled_from("ابجد"),
        st.one_of(st.none(), st.integers(1, 5)),
        section=st.sampled_from(["", "ثقافة"]),
        published=st.one_of(st.none(), st.just(date(2024, 5, 3))),
    ),
    min_size=1,
    max_size=9,
)


@given(RECORDS)
def test_unpacked_undoes_packed(articles: list[Article]) -> None:
    records = joined(*articles)
    assert Records.unpacked(records.latest, records.packed()) == records


@given(RECORDS)
def test_what_was_joined_can_be_joined_again_without_more_versions(articles: list[Article]) -> None:
    records = joined(*articles)
    again = records
    for article in records.articles:
        again = again.joined(article)
    assert len(again.articles) <= len(records.articles)


@given(RECORDS)
def test_the_last_added_is_the_latest_unless_a_later_crawl_is_known(articles: list[Article]) -> None:
    records, new = joined(*articles), made("جديد", 3)
    later = [one for one in records.articles if one.crawled and new.crawled and one.crawled > new.crawled]
    assert (records.joined(new).latest == new) == (not later)


@given(st.permutations([made(letter, day) for day, letter in enumerate("ااباببج", 1)]))
def test_dated_records_give_the_same_texts_in_any_order(articles: list[Article]) -> None:
    assert bodies(*articles) == "ابابج"
    assert joined(*articles).latest == made("ج", 7)


def test_one_record_has_no_older_ones() -> None:
    assert made("ا") == joined(made("ا")).latest
    assert joined(made("ا")).packed() == b""


def test_a_crawl_that_changed_nothing_takes_little_room() -> None:
    """A page that is saved every day has the day of its first saving, and not its text again."""
    body = " ".join(str(number) for number in range(9_000))
    assert len(joined(made(body, 1), made(body, 2), made(body, 3)).packed()) < 60


# In an index


def found(engine: Engine, article_id: str = "marsa-17") -> str:
    versions = engine.history(article_id)
    return "" if versions is None else "".join(one.article.body for one in versions.versions)


def keep(engine: Engine, articles: Iterable[Article]) -> Changes:
    changes = engine.add(articles)
    engine.commit()
    return changes


def test_an_article_that_is_not_there_has_no_history(engine: Engine) -> None:
    assert engine.history("none") is None
    assert engine.history("\udc00") is None


def test_the_latest_version_is_searched_and_no_other(
    engine: Engine, found: Callable[..., list[str]], article: Make
) -> None:
    keep(engine, [article("a", "سفينة", crawled=date(2024, 5, 2)), article("b", "قارب")])
    assert keep(engine, [article("a", "قارب", crawled=date(2024, 5, 1))]) == Changes(updated=1)
    assert (found(engine, "سفينة"), found(engine, "قارب")) == (["a"], ["b"])
    assert keep(engine, [article("a", "زورق", crawled=date(2024, 5, 3))]) == Changes(updated=1)
    assert (found(engine, "سفينة"), found(engine, "زورق")) == ([], ["a"])
    assert engine.count() == 2


def test_an_older_version_that_is_there_already_changes_nothing(engine: Engine) -> None:
    keep(engine, [made("ا", 1), made("ب", 2)])
    generation = engine.generation()
    assert keep(engine, [made("ا", 1), made("ب", 2)]) == Changes(unchanged=2)
    assert engine.generation() == generation


def test_a_deleted_article_takes_its_history_with_it(engine: Engine) -> None:
    keep(engine, [made("ا"), made("ب")])
    engine.delete(["marsa-17"])
    engine.commit()
    assert engine.history("marsa-17") is None
    keep(engine, [made("ج")])
    assert found(engine) == "ج"


def test_a_history_is_the_same_after_merging_and_opening_again(engine: Engine, opened: Callable[..., Engine]) -> None:
    for day, letter in enumerate("ابجدهوزح", 1):
        keep(engine, [made(letter, day), made(letter, id=f"other-{day}")])
    engine.tidy(16)
    assert engine.statistics().segments < 8
    assert found(opened()) == found(engine) == "ابجدهوزح"
    assert found(opened(), "other-3") == "ج"


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("نم"), st.sampled_from("ابج"), st.integers(1, 4)),
        st.tuples(st.just("delete"), st.sampled_from("نم"), st.just(""), st.just(0)),
        st.tuples(st.sampled_from(["commit", "reopen", "tidy"]), st.just(""), st.just(""), st.just(0)),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_an_index_has_the_records_that_were_joined(steps: list[tuple[str, str, str, int]]) -> None:
    """Added, deleted, committed, merged and opened again in any order."""
    with TemporaryDirectory() as folder:
        engine = open_engine(Path(folder), create=True)
        expected: dict[str, Records] = {}
        for step, name, body, day in steps:
            article = made(body, day or None, id=name)
            if step == "add":
                known = expected.get(name)
                expected[name] = known.joined(article) if known else Records((article,))
                assert engine.add([article]).added == (known is None)
            elif step == "delete":
                assert engine.delete([name]) == ((name,) if expected.pop(name, None) else ())
            else:
                engine.commit()
                if step == "tidy":
                    engine.tidy(99)
                elif step == "reopen":
                    engine.close()
                    engine = open_engine(Path(folder))
        with closing(engine):
            engine.commit()
            assert engine.count() == len(expected)
            for name in "نم":
                assert engine.history(name) == (expected[name].history() if name in expected else None)
                assert engine.get(name) == (expected[name].latest if name in expected else None)
