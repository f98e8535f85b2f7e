"""Nothing was found: which word or filter is to blame, and how many articles are found without it?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from index.arabic.relation import Relation
from index.engine import Filters
from searcher.results import Search

if TYPE_CHECKING:
    from searcher.search import Searcher

few = settings(
    max_examples=80,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LONG_AGO = Filters(published_from=date(1990, 1, 1), published_to=date(1991, 12, 31))


def ways(news: Searcher, search: Search) -> list[tuple[str, str, int]]:
    """Return kind, text and total of what is offered."""
    found = news.search(search)
    assert found.total == 0
    return [(one.kind, one.search.text, one.total) for one in found.relaxations]


def test_what_is_found_needs_no_way_out(news: Searcher) -> None:
    assert news.search(Search("محطة")).relaxations == ()


def test_the_dates_are_to_blame(news: Searcher) -> None:
    (one,) = news.search(Search("الكهرباء", LONG_AGO)).relaxations
    assert (one.kind, one.total, one.search.filters) == ("date", 2, Filters())
    assert one.arabic == "من دون قيد التاريخ (من 1 يناير 1990 إلى 31 ديسمبر 1991)"
    assert "1990" in one.english


@pytest.mark.parametrize(
    ("filters", "kind", "total"),
    [
        (Filters(sources=("أخبار الملعب",)), "source", 2),
        (Filters(excluded_sources=("صحيفة النيل",)), "excluded_source", 2),
        (Filters(sections=("رياضة",)), "section", 2),
        (Filters(excluded_sections=("اقتصاد",)), "excluded_section", 2),
        (Filters(authors=("كريم حداد",)), "author", 2),
    ],
)
def test_a_filter_is_to_blame(news: Searcher, filters: Filters, kind: str, total: int) -> None:
    assert ways(news, Search("الكهرباء", filters)) == [(kind, "الكهرباء", total)]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ('"الشمسية الطاقة"', ("looser", "الشمسية AND الطاقة", 1)),
        ("عنوان:الغاز", ("looser", "الغاز", 1)),
        ("الكهرباء AND زقزقة", ("part", "الكهرباء", 2)),
        ("محطة -الكهرباء", ("part", "محطة", 1)),
        ("source:مجهول الكهرباء", ("part", "الكهرباء", 2)),
        ("date:1990 الكهرباء", ("part", "الكهرباء", 2)),
    ],
)
def test_a_part_of_the_query_is_to_blame(news: Searcher, text: str, way: tuple[str, str, int]) -> None:
    assert way in ways(news, Search(text))


def test_a_needed_word_is_to_blame(news: Searcher) -> None:
    offered = ways(news, Search("الكهرباء زقزقة", words="all"))
    assert ("words", "الكهرباء زقزقة", 2) in offered
    assert ("word", "الكهرباء", 2) in offered
    assert len(offered) == 2


def test_the_rung_is_to_blame(news: Searcher) -> None:
    offered = ways(news, Search("محطات", match=Relation.SPELLING))
    assert offered == [("match", "محطات", 1)]


def test_two_things_are_to_blame(news: Searcher) -> None:
    search = Search("الكهرباء AND زقزقة", Filters(sources=("أخبار الملعب",)))
    assert ways(news, search) == [("only", "الكهرباء", 2)]


def test_a_query_of_unknown_words_has_no_way_out(news: Searcher) -> None:
    assert ways(news, Search("زقزقة")) == []


PARTS = (
    '"الطاقة الكهرباء"', "الكهرباء", "زقزقة", "-محطة", "AND", "OR", "title:رياح", "source:مجهول", "date:1990",
    '"رياح مزرعة"~2', "=شمسيات", "(رياح", "فيلم)", "+مباراة", "تعا*",
)  # fmt: skip


@few
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map(" ".join),
    st.sampled_from(["any", "most", "all"]),
    st.sampled_from([Relation.EXACT, Relation.CLITIC, Relation.NAME]),
    st.sampled_from([Filters(), LONG_AGO, Filters(sources=("أخبار الملعب",), sections=("رياضة",))]),
)
def test_every_promised_total_is_true(news: Searcher, text: str, need: str, match: Relation, filters: Filters) -> None:
    found = news.search(Search(text, filters, words=need, match=match))  # type: ignore[arg-type]
    assert not (found.total and found.relaxations)
    for one in found.relaxations:
        assert one.total > 0
        assert news.search(one.search).total == one.total
        assert one.arabic
        assert one.english
