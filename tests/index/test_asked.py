"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from index.asked import Dictionary
from index.query import Words
from index.schema import word_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.asked import Asked
    from index.engine import Engine
    from index.snapshot import Snapshot


@pytest.fixture
def read(engine: Engine, keep: Callable[..., None], snapshot: Callable[[], Snapshot]) -> Snapshot:
    """Return a snapshot of two segments."""
    keep(engine, a="كِتاب والكتاب كتاب", b="كتابهم كاتب ما")
    keep(engine, c="كتب مكتب والكتاب ماء", d="والكتاب")
    return snapshot()


@pytest.fixture
def dictionary(read: Snapshot) -> Dictionary:
    return Dictionary(read, Analyzer())


def shown(term: str) -> str:
    """Return the word of a term as its author wrote it."""
    return term.partition("=")[2] or term.split(" ")[2]


def forms(read: Snapshot, asked: Asked) -> list[dict[str, tuple[Relation, int]]]:
    """Return for each segment the related words, each with its relation and its number of articles."""
    found = []
    for part, one in zip(read.parts, asked.found.segments, strict=True):
        postings = part.postings("text")
        assert postings is not None
        assert (np.diff(one.terms) > 0).all()
        written = [shown(postings.terms[term].decode()) for term in one.terms.tolist()]
        related = zip(map(Relation, one.relations.tolist()), one.articles.tolist(), strict=True)
        found.append(dict(zip(written, related, strict=True)))
    return found


def test_a_word_has_the_related_words_of_every_segment_with_their_articles(
    read: Snapshot, dictionary: Dictionary
) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert forms(read, asked) == [
        {
            "كتاب": (Relation.EXACT, 1),
            "كِتاب": (Relation.MARKS, 1),
            "والكتاب": (Relation.CLITIC, 1),
            "كتابهم": (Relation.STEM, 1),
            "كاتب": (Relation.FAMILY, 1),
        },
        {"والكتاب": (Relation.CLITIC, 2), "كتب": (Relation.PLURAL, 1)},
    ]


def test_articles_are_the_postings_of_the_words_up_to_a_relation(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    asked = replace(asked, farthest=Relation.FAMILY)
    assert [asked.articles(near) for near in Relation] == [1, 2, 2, 5, 6, 7, 7, 7, 8]


def test_the_commonest_word_is_counted_through_all_segments(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert [asked.commonest(near) for near in Relation][:6] == [1, 1, 1, 3, 3, 3]
    assert replace(asked, farthest=Relation.SPELLING).commonest() == 1


def test_articles_are_those_of_the_words_that_answer(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert (asked.articles(), replace(asked, farthest=Relation.MARKS).articles()) == (7, 2)


def test_codes_are_those_of_the_related_words(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    found: dict[int, int] = {}
    for code, near in zip(asked.found.codes.tolist(), asked.found.relations.tolist(), strict=True):
        found[code] = min(near, found.get(code, near))
    for written, near in asked.found.matching.items():
        assert found[word_code(written.encode())] == near
    assert list(found.values()).count(Relation.FAMILY) == len(found) - len(asked.found.matching) > 0


def test_matching_words_are_those_of_all_segments_without_the_family(dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["كتاب"])
    assert dict(asked.found.matching) == {
        "كتاب": Relation.EXACT,
        "والكتاب": Relation.CLITIC,
        "كتابهم": Relation.STEM,
        "كتب": Relation.PLURAL,
    }


@pytest.mark.parametrize("asked", ["كُتُب", "كتب", "كُتب"])
def test_a_word_that_is_written_with_several_marks_has_the_closest_relation(
    engine: Engine, keep: Callable[..., None], snapshot: Callable[[], Snapshot], asked: str
) -> None:
    keep(engine, a="كُتُب كتب", b="كُتب")
    (word,) = Dictionary(snapshot(), Analyzer()).words([asked])
    assert dict(word.found.matching) == {"كتب": Relation.EXACT}


def test_a_word_that_is_nowhere_has_no_forms(read: Snapshot, dictionary: Dictionary) -> None:
    (asked,) = dictionary.words(["زرافة"])
    assert (forms(read, asked), asked.articles()) == ([{}, {}], 0)
    assert (asked.found.codes.tolist(), asked.found.matching) == ([], {})


def test_an_empty_index_has_no_forms(engine: Engine, snapshot: Callable[[], Snapshot]) -> None:
    (asked,) = Dictionary(snapshot(), Analyzer()).words(["كتاب"])
    assert (asked.found.segments, asked.articles()) == ((), 0)


def test_a_stop_word_is_no_form_of_another_word(dictionary: Dictionary) -> None:
    """ما (what) folds as ماء (water) does."""
    water, what = dictionary.words(["ماء ما"])
    assert (set(water.found.matching), set(what.found.matching)) == ({"ماء"}, {"ما", "ماء"})


def test_words_are_as_typed_and_each_once(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.words(["«الكِتاب»، مدرسة", "مدرسه الكتاب قلم"])] == [
        "الكِتاب",
        "مدرسة",
        "قلم",
    ]


def test_a_stop_word_is_another_word_than_one_that_folds_alike(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.words(["ما ماء"])] == ["ما", "ماء"]


def test_telling_words_are_without_stop_words(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.loose(Words(("كتاب في ماء ما",)))] == ["كتاب", "ماء"]


def test_stop_words_alone_are_telling(dictionary: Dictionary) -> None:
    assert [asked.typed for asked in dictionary.loose(Words(("ما في",)))] == ["ما", "في"]


def test_no_words_are_none(dictionary: Dictionary) -> None:
    assert dictionary.loose(Words(("؟ «»",))) == []


def test_order_tells_which_word_stands_at_each_place(dictionary: Dictionary) -> None:
    assert dictionary.order("كتاب ما ماء الكتاب كِتاب") == [
        ("كتاب", False),
        ("ما", True),
        ("ما", False),
        ("الكتاب", False),
        ("كتاب", False),
    ]


def test_words_asked_last_are_remembered(dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.asked.MEMORY_WORDS", 2)
    for _ in range(2):
        assert [asked.articles(Relation.SPELLING) for asked in dictionary.words(["كتاب قلم كاتب"])] == [2, 0, 1]
    known = dictionary.words(["قلم"])[0].found
    dictionary.words(["كتاب"])
    assert dictionary.words(["قلم"])[0].found is known
    dictionary.words(["كاتب مدرسة"])
    assert dictionary.words(["قلم"])[0].found is not known
