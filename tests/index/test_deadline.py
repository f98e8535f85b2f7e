"""Does work end when its time is up, and only then?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.deadline import check_time, time_limit
from index.engine import Filters, Plan
from index.errors import OutOfTimeError
from index.query import Or, Phrase, Term, Words
from searcher.results import Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engine import Engine
    from index.query import Query

    Keep = Callable[..., None]

QUERIES = [
    Words(("كتاب",)),
    Words((), terms=(Term("ك*", "wildcard"),)),
    Words((), terms=(Term("كتاب", "fuzzy"),)),
    Or((Phrase("كتاب جديد"), Words(("كتاب",)))),
]


def test_without_a_limit_nothing_ends() -> None:
    check_time()


def test_a_limit_that_is_used_up_ends_the_work() -> None:
    with time_limit(-1), pytest.raises(OutOfTimeError, match="fewer words"):
        check_time()
    check_time()  # it holds inside only


def test_an_inner_limit_cannot_make_more_of_an_outer_one() -> None:
    with time_limit(-1), time_limit(60), pytest.raises(OutOfTimeError):
        check_time()


def test_an_inner_limit_may_be_shorter() -> None:
    with time_limit(60):
        with time_limit(-1), pytest.raises(OutOfTimeError):
            check_time()
        check_time()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: type(query).__name__)
def test_the_engine_looks_at_the_clock(engine: Engine, keep: Keep, query: Query) -> None:
    keep(engine, one="كتاب جديد")
    with time_limit(-1), pytest.raises(OutOfTimeError):
        engine.run(Plan(query, Filters()))
    assert engine.run(Plan(query, Filters())).total == 1  # it goes on as if nothing had been


def test_showing_what_was_found_looks_at_the_clock(engine: Engine, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(engine, one="كتاب جديد")
    found = engine.run(Plan(Words(("كتاب",)), Filters()))
    monkeypatch.setattr(engine, "run", lambda _plan: found)
    with time_limit(-1), pytest.raises(OutOfTimeError):
        Searcher(engine).search(Search("كتاب"))
