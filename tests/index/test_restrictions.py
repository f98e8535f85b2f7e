"""Which articles are of a source, a section, an author, or of some days, where a query says so?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from index.query import And, Labelled, Not, Or, Published, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine, Hit

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Explained = Callable[..., dict[str, Hit]]


@pytest.fixture
def press(engine: Engine, article: Make) -> Engine:
    """Return an engine with articles of several sources, sections, authors and days, in two segments."""
    engine.add(
        [
            article("a", source="الأهالي", section="الثقافة", author="سلمى الحاج", published=date(2024, 1, 1)),
            article("b", source="الاهالى", section="رياضة", published=datetime(2024, 1, 2, 23, 59)),
            article("c", source="الأهالي المسائي", author="سلمى", published=date(2024, 1, 3)),
        ]
    )
    engine.commit()
    engine.add([article("d", source="Al Ahali", section="الثقافه", author="سلمى  الحاج"), article("e")])
    engine.commit()
    return engine


@pytest.mark.parametrize(
    ("field", "text", "ids"),
    [
        ("source", "الأهالي", "ab"),
        ("source", "الاهالي", "ab"),
        ("source", " الأهالي  المسائى ", "c"),
        ("source", "AL AHALI", "d"),
        ("source", "أهالي", ""),
        ("source", "المسائي", ""),
        ("section", "الثقافة", "ad"),
        ("section", "ثقافة", ""),
        ("section", "رياضه", "b"),
        ("author", "سلمى الحاج", "ad"),
        ("author", "سلمي", "c"),
        ("author", "الأهالي", ""),
        ("author", "لا أحد", ""),
        ("source", "", ""),
        ("section", " ", ""),
    ],
)
def test_names_are_compared_whole_and_folded(press: Engine, found: Found, field: str, text: str, ids: str) -> None:
    assert sorted(found(press, Labelled(field, text))) == list(ids)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        (date(2024, 1, 2), date(2024, 1, 2), "b"),
        (date(2024, 1, 1), date(2024, 1, 2), "ab"),
        (date(2024, 1, 2), None, "bc"),
        (None, date(2024, 1, 2), "ab"),
        (None, None, "abc"),
        (date(2024, 1, 3), date(2024, 1, 1), ""),
        (date(2025, 1, 1), None, ""),
        (date.min, date.max, "abc"),
    ],
    ids=str,
)
def test_days_include_both_ends_and_no_undated_article(
    press: Engine, found: Found, first: date | None, last: date | None, ids: str
) -> None:
    assert sorted(found(press, Published(first, last))) == list(ids)


NEWS = Words(("خبر",))
CULTURE = Labelled("section", "الثقافة")
SECOND = Published(date(2024, 1, 2), date(2024, 1, 2))


@pytest.mark.parametrize(
    ("tree", "ids"),
    [
        (And((NEWS, CULTURE)), "ad"),
        (And((NEWS, Not(CULTURE))), "bce"),
        (And((NEWS, Or((CULTURE, SECOND)))), "abd"),
        (Or((CULTURE, SECOND)), "abd"),
        (And((CULTURE, Published(None, None))), "a"),
        (Not(Published(None, None)), "de"),
        (Not(Or((CULTURE, SECOND))), "ce"),
        (And((NEWS, Not(Labelled("source", "")))), "abcde"),
        (And((Words(("زرافة",)), CULTURE)), ""),
        (Or((Words(("زرافة",)), CULTURE)), "ad"),
        (And((NEWS, CULTURE, SECOND)), ""),
    ],
    ids=str,
)
def test_restrictions_stand_anywhere_in_a_tree(press: Engine, found: Found, tree: Query, ids: str) -> None:
    for sort in ("relevance", "newest"):
        assert sorted(found(press, tree, sort=sort)) == list(ids)


def test_a_deleted_article_has_no_name(press: Engine, found: Found) -> None:
    press.delete(["a"])
    press.commit()
    assert found(press, CULTURE) == ["d"]
    assert found(press, Published(None, date(2024, 1, 1))) == []


def test_restrictions_add_nothing_to_a_score(press: Engine, explained: Explained) -> None:
    plain = explained(press, NEWS)
    for tree in (And((NEWS, CULTURE)), And((CULTURE, NEWS)), And((NEWS, Not(SECOND))), Or((NEWS, CULTURE))):
        hits = explained(press, tree)
        assert {name: pytest.approx(hit.score) for name, hit in hits.items()} == {
            name: plain[name].score for name in hits
        }
        assert hits
    assert {hit.score for hit in explained(press, Or((CULTURE, SECOND))).values()} == {0}
