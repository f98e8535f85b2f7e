from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.limits import read_limits
from benchmarks.sets import SIZES, QuerySet, Size, known_item_sets, question_sets, read_set, take

if TYPE_CHECKING:
    from pathlib import Path


class Anything:
    """Contains every name."""

    def __contains__(self, name: object) -> bool:
        return True


def sets_of(data: Path, size: Size = SIZES["whole"]) -> dict[str, QuerySet]:
    return {queries.name: queries for queries in known_item_sets(data / "relevance", size, Anything())}


def test_a_set_has_its_queries_with_their_answers(data: Path) -> None:
    found = read_set(data / "relevance", "short3")
    assert found.texts["d1"] == "لقاء الرئيس لندن"
    assert found.answers == {"d0": {"a0": 1}, "d1": {"a1": 1}, "d2": {"a2": 1}}


def test_all_answers_of_a_query_are_read(data: Path) -> None:
    with (data / "relevance" / "questions" / "qrels.txt").open("a", encoding="utf-8") as lines:
        lines.write("d0 0 a2 1\n")
    assert read_set(data / "relevance", "questions").answers == {"d0": {"a0": 1, "a2": 1}}


def test_the_first_queries_are_taken_with_their_answers(data: Path) -> None:
    found = take(read_set(data / "relevance", "short3"), 1)
    assert (list(found.texts), found.answers) == (["d0"], {"d0": {"a0": 1}})


def test_respelt_sets_hold_the_queries_that_change(data: Path) -> None:
    found = sets_of(data)
    assert found["headline+hamza_seat"].texts == {"d1": "لقا الرييس في لندن"}
    assert found["short3+hamza_dropped"].texts == {"d2": "اسعار القمح السوق"}


def test_a_set_that_no_query_changes_for_is_left_out(data: Path) -> None:
    assert "short3+digits" not in sets_of(data)


def test_the_seat_of_hamza_is_not_changed_twice_in_three_words(data: Path) -> None:
    assert "short3+hamza_seat" not in sets_of(data)


def test_headlines_get_the_substitutions_of_the_typed_sets(data: Path) -> None:
    found = sets_of(data)
    assert found["headline+names"].texts == {"d1": "لقاء الرئيس في لندون"}
    assert found["headline+sing_plural"].texts == {"d2": "سعر القمح ترتفع"}


def test_every_twin_has_its_clean_query_and_the_same_answer(data: Path) -> None:
    found = sets_of(data)
    for queries in found.values():
        if queries.clean:
            clean = found[queries.clean]
            assert queries.texts.keys() <= clean.texts.keys()
            assert all(queries.answers[qid] == clean.answers[qid] for qid in queries.texts)


def test_typed_queries_are_those_whose_clean_twins_are_run(data: Path) -> None:
    found = sets_of(data, Size("tiny", 2, None, None))
    assert list(found["typed_hamza_seat"].texts) == ["d1"]
    assert "typed_clitic_add" not in found  # d2 is not among the first two


def test_respelt_sets_keep_to_their_own_size(data: Path) -> None:
    found = sets_of(data, Size("tiny", 3, 1, None))
    assert len(found["headline"].texts) == 3
    assert len(found["headline+tatweel"].texts) == 1


def test_sets_that_are_not_wanted_are_left_out(data: Path) -> None:
    found = known_item_sets(data / "relevance", SIZES["small"], {"headline", "headline+tatweel"})
    assert [queries.name for queries in found] == ["headline", "headline+tatweel"]


def test_questions_are_a_set_of_their_own(data: Path) -> None:
    assert [queries.name for queries in question_sets(data / "relevance", SIZES["small"])] == ["questions"]


def test_the_whole_size_limits_every_set_that_the_small_one_limits() -> None:
    assert read_limits("small").keys() <= read_limits("whole").keys()
