"""How much does a word of the query speak for an article?"""

from __future__ import annotations

from dataclasses import replace
from math import log1p
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from index.asked import Dictionary
from index.ranking import K1, WEIGHTS, B, Ranking

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.asked import Asked
    from index.engine import Engine, Kind
    from index.snapshot import Snapshot


@pytest.fixture
def read(engine: Engine, keep: Callable[..., None], snapshot: Callable[[], Snapshot]) -> Snapshot:
    """Return a snapshot of six articles; the book stands in three of them, in four postings, one of the word itself."""
    keep(engine, a="كتاب كتاب والكتاب", b="كتب", c="كتابهم حبر", d="قلم", e="قلم حبر", f="شمس")
    return snapshot()


def ask(read: Snapshot, word: str) -> Asked:
    (asked,) = Dictionary(read, Analyzer()).words([word])
    return asked


def rarity(size: int, postings: int) -> float:
    return log1p((size - postings + 0.5) / (postings + 0.5))


def test_rarity_falls_with_the_number_of_postings_and_stays_positive(read: Snapshot) -> None:
    found = [Ranking(read).rarity(articles) for articles in range(7)]
    assert found == pytest.approx([rarity(6, articles) for articles in range(7)])
    assert min(found) > 0


def test_each_kind_is_worth_its_weight_by_the_rarity_of_the_most_frequent_word_that_it_counts(read: Snapshot) -> None:
    gains = Ranking(read).gains(ask(read, "حبرهم"))
    postings: dict[Kind, int] = {"spelling": 0, "clitic": 0, "form": 2, "coverage": 2}
    assert gains == {kind: pytest.approx(WEIGHTS[kind] * rarity(6, number)) for kind, number in postings.items()}


def test_in_a_phrase_every_kind_counts_the_postings_of_the_word_itself(read: Snapshot) -> None:
    gains = Ranking(read).gains(replace(ask(read, "كتاب"), farthest=Relation.SPELLING))
    kinds: tuple[Kind, ...] = ("spelling", "clitic", "form", "coverage")
    assert gains == {kind: pytest.approx(WEIGHTS[kind] * rarity(6, 1)) for kind in kinds}


def test_norms_grow_with_the_length_against_the_mean(read: Snapshot) -> None:
    lengths = np.array([6, 4, 5, 4, 5, 4])  # with three gaps
    expected = K1 * (1 - B + B * lengths / lengths.mean())
    assert Ranking(read).norms.tolist() == pytest.approx(expected.tolist(), rel=1e-6)


def test_an_empty_index_has_no_norms(engine: Engine, snapshot: Callable[[], Snapshot]) -> None:
    assert Ranking(snapshot()).norms.tolist() == []
