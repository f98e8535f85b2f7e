"""Which broken plurals does the lexicon not have, or have of another singular?"""

from __future__ import annotations

import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.plurals import more_siblings
from index.arabic.relation import Relation, relation

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    "pair",
    ["جريدة جرائد", "فيلم أفلام", "الجندي الجنود", "مشكلة مشاكل", "لغة لغات", "زهرة أزهار", "زهرة زهور", "القاضي قضاة"],
)
def test_a_word_and_its_plural_find_each_other(pair: str) -> None:
    one, other = (ANALYZER.words(word)[0] for word in pair.split())
    assert relation(one, other) is relation(other, one) is Relation.PLURAL


@pytest.mark.parametrize("pair", ["كاتب كتاب", "مكتبة مكتب", "عملة عمل", "جريد جندي"])
def test_other_words_do_not(pair: str) -> None:
    one, other = (ANALYZER.words(word)[0] for word in pair.split())
    assert (relation(one, other) or Relation.FAMILY) > Relation.NAME


def test_every_word_has_another_one() -> None:
    for stem, others in more_siblings().items():
        assert others
        assert stem not in others
