"""Which words of a text answer the query, and how closely?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from searcher.answers import Answers
from searcher.parser import parse
from searcher.results import MAX_PER_PAGE, Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from index.engine import Engine

ANALYZER = Analyzer()
few = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def answers(query: str, text: str, farthest: Relation = Relation.NAME) -> list[tuple[str, str]]:
    """Return the words of a text that answer, each with the name of its rung."""
    found = Answers(parse(query), ANALYZER, farthest=farthest).find(text)
    return [(text[one.start : one.end], one.relation.name.lower()) for one in found]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("كتاب", "كتاب كِتاب والكتاب كتابهم كتب", ["exact", "marks", "clitic", "stem", "plural"]),
        ("كِتاب", "كتاب كِتاب", ["marks", "exact"]),
        ("مسئول", "مسؤول مسئول", ["spelling", "exact"]),
        ("هامبورغ", "هامبورج", ["name"]),
        ("hamburg", "هامبورج Hamburg", ["name", "spelling"]),
        ("=كتاب", "كتاب كِتاب والكتاب", ["exact", "marks"]),
        ("كتا*", "كتاب كتابهم مكتب", ["spelling", "spelling"]),
        ("ك?اب", "كتاب كباب كتب", ["spelling", "spelling"]),
        ("محطة~", "محظة محطة", ["typo", "spelling"]),
        ('"كتاب جديد"', "كِتاب جديد كتاب قديم", ["marks", "exact"]),
        ('"جديد كتاب"~1', "كتاب مفيد جديد قلم", ["exact", "exact"]),
        ("title:كتاب", "كتاب", ["exact"]),
        ("كتاب -قلم", "كتاب قلم", ["exact"]),
        ("date:2022 كتاب", "2022 كتاب", ["exact"]),
    ],
)
def test_each_word_has_its_rung(query: str, text: str, expected: list[str]) -> None:
    assert [rung for _, rung in answers(query, text)] == expected


def test_the_ladder_can_be_cut() -> None:
    text = "كتاب كِتاب والكتاب كتابهم كتب"
    assert [len(answers("كتاب", text, farthest)) for farthest in list(Relation)[:7]] == [1, 2, 2, 3, 4, 5, 5]


def test_a_slip_is_marked_where_it_is_wanted() -> None:
    assert answers("محطة", "محظة") == []
    assert answers("محطة", "محظة", Relation.TYPO) == [("محظة", "typo")]
    assert answers("الدين", "الذين", Relation.TYPO) == []  # a stop word


def test_a_spelling_that_is_left_out_is_not_marked() -> None:
    found = Answers(parse("هامبورغ"), ANALYZER, without=("هامبورج",)).find("هامبورج هامبورغ")
    assert [one.relation for one in found] == [Relation.EXACT]


# In results


def test_a_result_stands_on_the_farthest_of_the_closest_rungs(engine: Engine) -> None:
    engine.add([Article("a", "كتاب المدرسة", "كتب في المدارس"), Article("b", "", "الكتب"), Article("c", "", "كتاب")])
    engine.commit()
    results = Searcher(engine).search(Search("كتاب مدرسة")).results
    assert {result.article.id: result.match for result in results} == {
        "a": Relation.CLITIC,
        "b": Relation.PLURAL,
        "c": Relation.EXACT,
    }
    (first,) = (result for result in results if result.article.id == "a")
    assert [(one.word, one.asked, one.relation) for one in first.found] == [
        ("كتاب", "كتاب", Relation.EXACT),
        ("المدرسة", "مدرسه", Relation.CLITIC),
        ("كتب", "كتاب", Relation.PLURAL),
        ("المدارس", "مدرسه", Relation.PLURAL),
    ]


QUERIES = [
    "محطة",
    "المحطات",
    "كهرباء رياح",
    '"وزارة الكهرباء"',
    "مباريات",
    "القرى",
    "title:فيلم",
    "طقص",
    "تعا*",
    "=رياح",
]


@few
@given(st.sampled_from(QUERIES), st.sampled_from(QUERIES))
def test_each_rung_finds_what_closer_ones_find_and_no_result_is_farther(news: Searcher, one: str, other: str) -> None:
    found: set[str] = set()
    for rung in list(Relation)[:8]:
        results = news.search(Search(f"{one} {other}", match=rung, per_page=MAX_PER_PAGE)).results
        here = {result.article.id for result in results}
        assert found <= here
        assert all(result.match is not None and result.match <= max(rung, Relation.SPELLING) for result in results)
        found = here
