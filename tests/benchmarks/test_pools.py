from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.pools import choose, known_item_articles, question_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

POOL = [(f"a{number}", f"b{number}") for number in range(6)]


@pytest.mark.parametrize(("others", "chosen"), [(0, "25"), (2, "0125"), (None, "012345")])
def test_a_pool_has_the_answers_and_the_first_others(others: int | None, chosen: str) -> None:
    found = list(choose(iter(POOL), {"a2", "a5"}, others))
    assert found == [(f"a{number}", f"b{number}") for number in chosen]


def test_bodies_come_from_the_news_or_from_what_overrides_it(data: Path) -> None:
    found = dict(known_item_articles(data))
    assert list(found) == ["a0", "a1", "a2"]
    assert found["a2"].startswith("ارتفاع أسعار")


def test_questions_are_asked_of_paragraphs(data: Path) -> None:
    assert [docid for docid, _ in question_paragraphs(data)] == ["a0", "a1", "a2"]
