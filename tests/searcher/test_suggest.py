"""What may a reader be about to type?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from searcher.results import Search
from searcher.suggest import MAX_CHARACTERS, MAX_SUGGESTED

if TYPE_CHECKING:
    from searcher.search import Searcher

few = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def offered(news: Searcher, typed: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in news.suggest(typed, limit)]


def test_words_go_on_from_what_is_typed_with_and_without_the_article(news: Searcher) -> None:
    assert offered(news, "كهر") == [("word", "الكهرباء")]
    assert {text for _, text in offered(news, "ريا")} >= {"رياح", "الرياح"}


def test_only_the_last_word_is_completed(news: Searcher) -> None:
    assert offered(news, "وزارة الكه") == [("word", "وزارة الكهرباء")]
    assert [kind for kind, _ in offered(news, "وزارة ")] == []


def test_headlines_begin_with_what_is_typed_whatever_its_spelling(news: Searcher) -> None:
    assert ("headline", "افتتاح محطة للطاقة الشمسية في أسوان") in offered(news, "إفتتاح محطه")
    assert ("headline", "نشرة الطقس") in offered(news, "نشرة")
    assert [text for kind, text in offered(news, "نشرة") if kind == "headline"] == ["نشرة الطقس"]


def test_a_headline_leads_to_its_article(news: Searcher) -> None:
    (one,) = [one for one in news.suggest("مزرعة رياح", 8) if one.kind == "headline"]
    assert one.id == "wind"
    assert one.articles is None


def test_a_word_is_not_offered_twice(news: Searcher) -> None:
    assert ("word", "الرياح الرياح") not in offered(news, "الرياح الريا")


@pytest.mark.parametrize("typed", ["", " ", "؟", "زقز", "ا" * (MAX_CHARACTERS + 1)])
def test_nothing_goes_on_from_nothing(news: Searcher, typed: str) -> None:
    assert offered(news, typed) == []


@pytest.mark.parametrize("limit", [1, 2, 5, MAX_SUGGESTED])
def test_there_are_no_more_than_wanted(news: Searcher, limit: int) -> None:
    assert len(offered(news, "ا", limit)) <= limit


def test_behind_a_source_sources_are_completed(news: Searcher) -> None:
    assert [(one.kind, one.text, one.articles) for one in news.suggest("مصدر:صح", 8)] == [
        ("source", 'مصدر:"صحيفة النيل"', 2)
    ]
    assert offered(news, "طاقة source:صحيفه ال") == [("source", 'طاقة source:"صحيفة النيل"')]
    assert offered(news, "قسم:ر") == offered(news, "تاريخ:2") == []
    assert ("word", "عنوان:محطة") in offered(news, "عنوان:محط")


def test_only_a_word_by_itself_has_a_count(news: Searcher) -> None:
    assert [one.articles for one in news.suggest("كهر", 8)] == [2]
    assert [one.articles for one in news.suggest("وزارة كهر", 8)] == [None]
    assert [one.articles for one in news.suggest("فيلم -كهر", 8)] == [None]


@few
@given(st.text(st.characters(), max_size=20) | st.text("اليكرتمو ", max_size=8))
def test_what_is_offered_finds_something(news: Searcher, typed: str) -> None:
    for one in news.suggest(typed, 5):
        assert one.text
        assert news.search(Search(one.text)).total > 0
