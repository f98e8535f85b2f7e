"""Was a word mistyped, or the keyboard's layout the wrong one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from searcher.results import Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from index.engine import Engine
    from searcher.rescue import Suggestion
    from searcher.results import Results

few = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def suggestions(searcher: Searcher, text: str) -> tuple[Suggestion, ...]:
    return searcher.search(Search(text)).suggestions


def texts(searcher: Searcher, text: str) -> list[tuple[str, str]]:
    """Return the kind and the text of each suggestion."""
    return [(one.kind, one.search.text) for one in suggestions(searcher, text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("محظة", "محطة"),  # a letter that sounds alike (station)
        ("مبارة", "مباراة"),  # a letter left out (match)
        ("الوزيير", "الوزير"),  # one too many (minister)
        ("المهراجن", "المهرجان"),  # two exchanged (festival)
        ("الرباح", "الرياح"),  # dots (winds)
    ],
)
def test_a_mistyped_word_is_offered_as_the_articles_have_it(news: Searcher, typed: str, meant: str) -> None:
    (one,) = suggestions(news, typed)
    assert (one.kind, one.search.text, one.replaced) == ("spelling", meant, ((typed, meant),))


def test_only_the_doubtful_word_is_replaced_and_the_rest_stays_as_typed(news: Searcher) -> None:
    (one,) = suggestions(news, 'title:محظة +"وزارة الكهرباء" -فيلم')
    assert one.search.text == 'title:محطة +"وزارة الكهرباء" -فيلم'
    assert one.total == 1


def test_a_word_of_a_query_that_finds_much_is_corrected_when_no_article_has_it(news: Searcher) -> None:
    found = news.search(Search("محظة الكهرباء"))
    assert found.total
    assert [one.search.text for one in found.suggestions] == ["محطة الكهرباء"]


@pytest.mark.parametrize("typed", ["محطة", "مباراة القمة", "زقزقة", "2023", "في", "ab", "؟", "", "kahraba"])
def test_nothing_is_offered_for_what_is_found_or_like_nothing(news: Searcher, typed: str) -> None:
    assert suggestions(news, typed) == ()


def test_nothing_is_offered_on_later_pages(news: Searcher) -> None:
    assert news.search(Search("محظة الطقس", page=2, per_page=2)).suggestions == ()


def test_a_rare_word_is_doubted_only_when_the_other_is_far_more_frequent(engine: Engine) -> None:
    engine.add(Article(f"ب{number}", "", "تحدث الوزير") for number in range(200))
    engine.add([Article("rare", "", "تحدث الوزيز")])
    engine.commit()
    searcher = Searcher(engine)
    assert texts(searcher, "الوزيز") == [("spelling", "الوزير")]
    assert searcher.search(Search("الوزيز")).total == 1
    engine.add(Article(f"ج{number}", "", "تحدث الوزيز") for number in range(2))
    engine.commit()
    assert texts(searcher, "الوزيز") == []


# Other layouts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lp'm", "محطة"),
        ("hg'hrm hgalsdm", "الطاقة الشمسية"),
        ("l[hgi", None),
        ("lfhvhm", "مباراة"),
        ("td", "في"),  # a stop word
    ],
)
def test_text_typed_with_latin_letters_is_offered_in_arabic(news: Searcher, typed: str, meant: str | None) -> None:
    assert texts(news, typed)[:1] == ([("keyboard", meant)] if meant else [])


def test_text_typed_with_arabic_letters_is_offered_in_latin(engine: Engine) -> None:
    engine.add([Article("a", "", "أعلنت شركة google عن منتج")])
    engine.commit()
    assert texts(Searcher(engine), "لخخلمث") == [("keyboard", "google")]


def test_a_latin_word_of_the_articles_is_not_read_otherwise(engine: Engine) -> None:
    """`fan` is also بشر (people), typed on the wrong layout."""
    engine.add(Article(f"ب{number}", "", "جاء بشر كثيرون") for number in range(300))
    engine.add(Article(f"f{number}", "", "fan zone") for number in range(3))
    engine.commit()
    assert texts(Searcher(engine), "fan") == []


def test_signs_that_hardly_stand_in_articles_are_no_words(engine: Engine) -> None:
    """`td` stands in one article, في in hundreds."""
    engine.add(Article(f"ب{number}", "", "خبر في المدينة") for number in range(200))
    engine.add([Article("td", "", "td")])
    engine.commit()
    assert texts(Searcher(engine), "td") == [("keyboard", "في")]


# Promises


PIECES = "محظة الطاقة الشمسيه lp'm hgr,m مبارة -فيلم OR زقزقة \" title: google من".split()


@few
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join), st.sampled_from(["any", "all"]))
def test_the_total_of_a_suggestion_is_that_of_its_search(news: Searcher, text: str, need: str) -> None:
    found: Results = news.search(Search(text, words=need))  # type: ignore[arg-type]
    for one in found.suggestions:
        assert one.search.text != text
        assert news.search(one.search).total == one.total > 0


@few
@given(st.text(st.characters(), max_size=40))
def test_no_text_is_too_strange(news: Searcher, text: str) -> None:
    news.search(Search(text))


def test_words_that_no_article_has_are_named_when_nothing_is_found(news: Searcher) -> None:
    assert news.search(Search('زقزقة "محطة غواصة" تمو*', words="all")).absent == ("غواصة", "زقزقة")
    assert news.search(Search("محطة زقزقة")).absent == ()
