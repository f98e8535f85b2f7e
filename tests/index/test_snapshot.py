"""What does one generation of an index hold, as arrays? Compared with counting by hand."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.folder import open_snapshot
from index.schema import GAP, PARTS, to_minute, word_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from documents.article import Article
    from index.engine import Engine
    from index.snapshot import Snapshot

    Make = Callable[..., Article]
    Keep = Callable[..., None]
    Read = Callable[[], Snapshot]


# An empty index


def test_an_empty_index_has_empty_arrays(engine: Engine, snapshot: Read) -> None:
    empty = snapshot()
    assert (engine.count(), empty.size, empty.count, empty.parts) == (0, 0, 0, [])
    assert [len(array) for array in (empty.live, empty.lengths, empty.minutes, empty.months.numbers)] == [0] * 4
    assert empty.labelled("source", ["الميزان"]).tolist() == []
    assert (empty.names("source").shown, empty.names("source").numbers.tolist()) == ([""], [])
    assert empty.number("a") is None
    assert [array.tolist() for array in empty.words(np.zeros(0, np.int64))] == [[], [0]]


def test_a_segment_whose_articles_are_all_deleted_is_gone(engine: Engine, keep: Keep, snapshot: Read) -> None:
    keep(engine, a="كتاب", b="قلم")
    engine.delete(["a", "b"])
    engine.commit()
    assert (snapshot().size, snapshot().count) == (0, 0)


# Several segments


@pytest.fixture
def segments(engine: Engine, article: Make) -> Engine:
    """Return an engine with three segments: dated, undated, dated at its start; two articles were deleted."""
    engine.add(
        [
            article("a", "كتاب قلم", title="الكتاب", published=date(2024, 1, 31), source="الميزان", section="فن"),
            article("b", "كتاب كتاب", published=date(2024, 2, 1), source="نهار"),
            article("c", "قلم", published=datetime(2024, 2, 29, 23, 59), source="الميزان"),
        ]
    )
    engine.commit()
    engine.add([article("d", "كتابهم", title="كتاب"), article("e", "بحر", author="هدى")])
    engine.commit()
    engine.add([article("f", "كتاب قلم", published=date(1, 1, 1), source="الميزان"), article("g", ""), article("h")])
    engine.delete(["b", "e"])
    engine.commit()
    return engine


def test_documents_count_through_the_segments(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert (read.size, [(part.first, part.last) for part in read.parts]) == (8, [(0, 3), (3, 5), (5, 8)])
    assert [read.string("id", number) for number in range(8)] == [b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"]
    assert [read.place(number) for number in (0, 2, 3, 4, 5, 7)] == [(0, 0), (0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]


def test_a_document_is_found_by_its_id_in_every_segment(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert [read.number(name) for name in "acdfgh"] == [0, 2, 3, 5, 6, 7]


@pytest.mark.parametrize("article_id", ["b", "e", "x", "", "a" * 3000, "\ud800"])
def test_no_document_has_the_id_of_a_deleted_or_unknown_article(
    segments: Engine, snapshot: Read, article_id: str
) -> None:
    assert snapshot().number(article_id) is None


def test_of_several_documents_with_an_id_the_one_that_lives_is_found(
    engine: Engine, keep: Keep, snapshot: Read
) -> None:
    keep(engine, a="كتاب", b="بحر", c="شمس")
    keep(engine, a="قلم", d="قمر")
    keep(engine, a="حبر")
    read = snapshot()
    number = read.number("a")
    assert number is not None
    assert (number, read.article(number).body) == (5, "حبر")


def test_an_article_comes_back_from_every_segment(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert [read.article(number) for number in (0, 3, 7)] == [segments.get(name) for name in "adh"]


def test_deleted_documents_do_not_live(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert read.live.tolist() == [True, False, True, True, False, True, True, True]
    assert read.count == 6


def test_minutes_are_minus_one_without_a_date(segments: Engine, snapshot: Read) -> None:
    dated = [to_minute(day) for day in (date(2024, 1, 31), date(2024, 2, 1), datetime(2024, 2, 29, 23, 59))]
    assert snapshot().minutes.tolist() == [*dated, -1, -1, 0, -1, -1]


def test_months_and_days_count_from_the_first_there_is_and_are_0_without_a_date(
    segments: Engine, snapshot: Read
) -> None:
    january, months = 2023 * 12, snapshot().months
    assert (months.first, months.numbers.tolist()) == (0, [january + 1, january + 2, january + 2, 0, 0, 1, 0, 0])
    first, days = date(2024, 1, 31).toordinal(), snapshot().days
    assert (days.first, days.numbers.tolist()) == (0, [first, first + 1, first + 29, 0, 0, 1, 0, 0])


def test_the_last_day_of_all_has_its_month(engine: Engine, article: Make, snapshot: Read) -> None:
    engine.add([article("a", published=datetime.max)])
    engine.commit()
    assert (snapshot().months.first, snapshot().months.numbers.tolist()) == (9999 * 12 - 1, [1])


def test_lengths_are_words_and_gaps(segments: Engine, snapshot: Read) -> None:
    gaps = len(PARTS) - 1
    words = [3 + 2, 2 + 1, 1 + 1, 2, 1, 2 + 1, 0, 2]  # with section and source; the body of h is two words
    assert snapshot().lengths.tolist() == [count + gaps for count in words]


# Labels


def test_labelled_are_the_documents_with_a_label(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    for field, label, expected in [
        ("source", "الميزان", [0, 2, 5]),
        ("source", "نهار", [1]),
        ("section", "فن", [0]),
        ("author", "هدي", [4]),
    ]:
        assert np.flatnonzero(read.labelled(field, [label])).tolist() == expected


def test_labelled_are_the_documents_with_any_of_several_labels(segments: Engine, snapshot: Read) -> None:
    labelled = snapshot().labelled("source", ["نهار", "لا أحد", "", "الميزان"])
    assert np.flatnonzero(labelled).tolist() == [0, 1, 2, 5]


@pytest.mark.parametrize("label", ["", "لا أحد", "\ud800", "المي"])
def test_labelled_are_none_where_no_article_has_it(segments: Engine, snapshot: Read, label: str) -> None:
    assert not snapshot().labelled("source", [label]).any()


def test_half_characters_are_no_question_mark(engine: Engine, article: Make, snapshot: Read) -> None:
    engine.add([article("a", source="?")])
    engine.commit()
    assert snapshot().labelled("source", ["?"]).tolist() == [True]
    assert snapshot().labelled("source", ["\ud800"]).tolist() == [False]


def test_names_are_the_values_that_fold_to_different_ones_in_their_commonest_spelling(
    engine: Engine, article: Make, snapshot: Read
) -> None:
    sources = ["الأهالي", "الاهالى", "", "الميزان"], ["الاهالى", "Nile Post", ""], ["الإهالي", "الاهالى", "\u200f"]
    for commit, spellings in enumerate(sources):
        engine.add(article(f"{commit}{number}", source=name) for number, name in enumerate(spellings))
        engine.commit()
    names = snapshot().names("source")
    assert [names.shown[number] for number in names.numbers] == [
        *["الاهالى", "الاهالى", "", "الميزان"],
        *["الاهالى", "Nile Post", ""],
        *["الاهالى", "الاهالى", ""],
    ]
    assert names.folded[0] == names.shown[0] == ""
    assert len(set(names.folded)) == len(names.folded) == 4


def test_the_name_of_labels_without_letters_is_empty(engine: Engine, article: Make, snapshot: Read) -> None:
    engine.add(article(str(number), section=section) for number, section in enumerate(["\u200f", "ـ", " "]))
    engine.commit()
    names = snapshot().names("section")
    assert (names.shown, names.numbers.tolist()) == ([""], [0, 0, 0])


# Words in order


def codes(*words: str) -> list[int]:
    return [word_code(word.encode()) if word else GAP for word in words]


def test_words_of_documents_stand_behind_each_other_with_their_bounds(segments: Engine, snapshot: Read) -> None:
    found, bounds = snapshot().words(np.array([0, 3, 6]))
    first = codes("الكتاب", "", "", "كتاب", "قلم", "", "فن", "ميزان")
    second = codes("كتاب", "", "", "كتابهم", "")
    assert found.tolist() == [*first, *second, *codes("", "", "")]
    assert bounds.tolist() == [0, 8, 13, 16]


@pytest.mark.parametrize("documents", [[], [1], [7], [2, 5], [3, 4], [0, 1, 2, 3, 4, 5, 6, 7]], ids=str)
def test_words_are_those_of_each_document_by_itself(segments: Engine, snapshot: Read, documents: list[int]) -> None:
    read = snapshot()
    found, bounds = read.words(np.array(documents, np.int64))
    single = [read.words(np.array([number]))[0].tolist() for number in documents]
    assert [found[first:last].tolist() for first, last in pairwise(bounds.tolist())] == single


# From one generation to the next


def test_a_snapshot_keeps_its_generation_while_a_writer_goes_on(
    engine: Engine, keep: Keep, article: Make, snapshot: Read, folder: Path
) -> None:
    """Its files are unlinked, and stay open."""
    keep(engine, a="كتاب", b="قلم")
    keep(engine, c="بحر")
    old = snapshot()
    files = {file.name for file in folder.glob("*.docs")}
    keep(engine, a="حبر")
    for number in range(8):
        keep(engine, **{f"n{number}": "شمس"})
    assert not files & {file.name for file in folder.glob("*.docs")}
    assert (old.size, old.live.tolist()) == (3, [True] * 3)
    assert [old.article(number) for number in range(3)] == [
        article("a", "كتاب"),
        article("b", "قلم"),
        article("c", "بحر"),
    ]
    assert old.number("n0") is None
    assert len(old.words(np.arange(3))[0]) == 3 * len(PARTS)
    assert snapshot().count == 11


def test_a_newer_snapshot_takes_open_files_over(engine: Engine, keep: Keep, folder: Path) -> None:
    keep(engine, a="كتاب", b="قلم")
    keep(engine, c="بحر")
    old = open_snapshot(folder)
    keep(engine, d="شمس", a="حبر")
    new = open_snapshot(folder, old)
    for before, after in zip(old.parts, new.parts, strict=False):
        assert after.terms is before.terms
        assert after.documents.file() is before.documents.file()
    assert [old.live.tolist(), new.live.tolist()] == [[True] * 3, [False, True, True, True, True]]
    assert [new.number(name) for name in "abcd"] == [4, 1, 2, 3]


def test_a_newer_snapshot_opens_what_a_merge_made(engine: Engine, keep: Keep, folder: Path) -> None:
    keep(engine, a="كتاب")
    old = open_snapshot(folder)
    for number in range(3):
        keep(engine, **{f"n{number}": "شمس"})
    new = open_snapshot(folder, old)
    assert (len(new.parts), new.size) == (1, 4)
    assert new.parts[0].documents.file() is not old.parts[0].documents.file()
