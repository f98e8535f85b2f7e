"""Pairs are counted, and copies are edited the same way each time."""

from __future__ import annotations

import random
from datetime import date

from benchmarks.stories import Score, score
from benchmarks.story_edits import EDITS, Source, copies
from documents.article import Article

ARTICLE = Article(
    "a", "عنوان", "جملة أولى فيها خمس كلمات. جملة ثانية بعدها. وثالثة في الآخر.", published=date(2024, 1, 1)
)


def test_pairs_are_right_when_both_are_of_one_article() -> None:
    assert score(list("aaabb"), [1, 1, 2, 2, 2]) == Score(precision=2 / 4, recall=2 / 4)
    assert score(list("aab"), [1, 1, 2]).f1 == 1


def test_each_edit_gives_a_copy_with_an_id_of_its_own() -> None:
    made = [dict(copies(ARTICLE, Source(random.Random(1), ["جملة غريبة."], ["كلمة"]))) for _ in range(2)]
    assert made[0] == made[1]
    assert list(made[0]) == list(EDITS)
    assert len({copy.id for copy in made[0].values()}) == len(EDITS)
    assert made[0]["headline"].body == ARTICLE.body
    assert "جملة غريبة." in made[0]["added"].body
