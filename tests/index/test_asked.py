"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from index.asked import Asked, Dictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engine import Engine
    from index.whoosh_reader import Snapshot


@pytest.fixture
def dictionary(engine: Engine, keep: Callable[..., None], snapshot: Callable[[], Snapshot]) -> Dictionary:
    keep(engine, a="كِتاب والكتاب كتاب", b="كتابهم كاتب ما")
    keep(engine, c="كتب مكتب والكتاب ماء")
    return Dictionary(snapshot(), Analyzer())


def forms(asked: Asked) -> dict[str, Relation]:
    return {form.written: near for near, form in asked.forms}


def test_a_word_has_the_related_words_of_every_segment_each_once(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert len(forms(asked)) == len(asked.forms)
    assert forms(asked) == {
        "كتاب": Relation.SPELLING,
        "والكتاب": Relation.CLITIC,
        "كتابهم": Relation.FORM,
        "كتب": Relation.FORM,
        "كاتب": Relation.FAMILY,
    }


def test_related_leaves_out_the_farther_ones(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert {form.written for _, form in asked.related(Relation.CLITIC)} == {"كتاب", "والكتاب"}


def test_a_form_counts_its_articles_in_all_segments(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    counted = {form.written: form.articles for _, form in asked.forms}
    assert (counted["كتاب"], counted["والكتاب"], counted["كتب"]) == (1, 2, 1)


def test_a_word_that_is_nowhere_has_no_forms(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["زرافة"])
    assert asked.forms == ()


def test_words_are_as_typed_and_each_once(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.words(["«الكِتاب»، مدرسة", "مدرسه الكتاب قلم"])] == [
        "الكِتاب",
        "مدرسة",
        "قلم",
    ]


def test_a_stop_word_is_another_word_than_one_that_folds_alike(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.words(["ما ماء"])] == ["ما", "ماء"]


def test_telling_words_are_without_stop_words(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.telling(["كتاب في ماء ما"])] == ["كتاب", "ماء"]


def test_stop_words_alone_are_telling(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.telling(["ما في"])] == ["ما", "في"]


def test_no_words_are_none(dictionary: Dictionary) -> None:
    assert dictionary.telling(["؟ «»"]) == []
