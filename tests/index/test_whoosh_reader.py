"""What does one commit of a Whoosh index hold, as arrays? Compared with counting by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.arabic.analyzer import Analyzer
from index.schema import GAP, PARTS, to_minute, word_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine
    from index.whoosh_reader import Snapshot

    Make = Callable[..., Article]
    Read = Callable[[], Snapshot]


def key_of(word: str) -> str:
    (analysed,) = Analyzer().words(word)
    return analysed.key


def postings(snapshot: Snapshot, written: str) -> list[tuple[int, float]]:
    """Return (document, weight) of a written word's postings."""
    documents, weights = snapshot.postings(snapshot.family(key_of(written))[written])
    return list(zip(documents.tolist(), weights.tolist(), strict=True))


# An empty index


def test_an_empty_index_has_empty_arrays(engine: Engine, snapshot: Read) -> None:
    empty = snapshot()
    assert (engine.count(), empty.size) == (0, 0)
    assert (len(empty.live), len(empty.lengths), len(empty.minutes)) == (0, 0, 0)
    assert (empty.family("جتب"), empty.labelled("source", "الميزان").tolist(), empty.column("id", [])) == ({}, [], [])


def test_an_index_whose_articles_are_all_deleted_has_none_that_live(
    engine: Engine, keep: Callable[..., None], snapshot: Read
) -> None:
    keep(engine, a="كتاب", b="قلم")
    engine.delete(["a", "b"])
    engine.commit()
    assert not snapshot().live.any()


# Several segments


@pytest.fixture
def segments(engine: Engine, article: Make) -> Engine:
    """Return an engine with three segments: dated, undated, dated at its start; two articles were deleted."""
    engine.add(
        [
            article("a", "كتاب قلم", title="الكتاب", published=date(2024, 1, 1), source="الميزان", section="فن"),
            article("b", "كتاب كتاب", published=date(2024, 1, 2), source="نهار"),
            article("c", "قلم", published=date(2024, 1, 3), source="الميزان"),
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
    assert (read.size, segments.statistics().segments) == (8, 3)
    assert read.column("id", range(8)) == list("abcdefgh")


def test_a_column_gives_values_in_the_asked_order(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert read.column("id", [7, 0, 3, 3]) == ["h", "a", "d", "d"]
    assert read.column("source", [2, 6, 5]) == ["الميزان", "", "الميزان"]


def test_deleted_documents_do_not_live(segments: Engine, snapshot: Read) -> None:
    assert snapshot().live.tolist() == [True, False, True, True, False, True, True, True]


def test_minutes_are_minus_one_without_a_date(segments: Engine, snapshot: Read) -> None:
    """Whoosh leaves out the column of a segment without dates, and its end where the last articles have none."""
    dated = [to_minute(date(2024, 1, day)) for day in (1, 2, 3)]
    assert snapshot().minutes.tolist() == [*dated, -1, -1, 0, -1, -1]


def test_lengths_are_words_and_gaps(segments: Engine, snapshot: Read) -> None:
    gaps = len(PARTS) - 1
    words = [3 + 2, 2 + 1, 1 + 1, 2, 1, 2 + 1, 0, 2]  # with section and source; the body of h is two words
    assert snapshot().lengths.tolist() == [count + gaps for count in words]


def test_a_family_has_its_written_words_with_the_articles_of_all_segments(segments: Engine, snapshot: Read) -> None:
    family = snapshot().family(key_of("كتاب"))
    counted = {written: (form.written, form.articles) for written, form in family.items()}
    assert counted == {"كتاب": ("كتاب", 4), "الكتاب": ("الكتاب", 1), "كتابهم": ("كتابهم", 1)}


def test_an_unknown_family_has_no_words(segments: Engine, snapshot: Read) -> None:
    assert snapshot().family("زرف") == {}


def test_a_family_is_not_that_of_a_longer_key(segments: Engine, snapshot: Read) -> None:
    assert snapshot().family(key_of("كتاب")[:-1]) == {}


def test_families_are_read_anew_when_many_are_remembered(
    segments: Engine, snapshot: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.whoosh_reader.MEMORY_FAMILIES", 1)
    read = snapshot()
    for word, articles in (("كتاب", 4), ("قلم", 3), ("كتاب", 4)):
        assert read.family(key_of(word))[word].articles == articles


def test_postings_count_words_and_titles_more_in_all_segments(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert postings(read, "كتاب") == [(0, 1.0), (1, 2.0), (3, 3.0), (5, 1.0)]
    assert postings(read, "الكتاب") == [(0, 3.0)]
    assert postings(read, "بحر") == [(4, 1.0)]


def test_labelled_are_the_documents_with_a_label(segments: Engine, snapshot: Read) -> None:
    read = snapshot()
    assert read.labelled("source", "الميزان").tolist() == [0, 2, 5]
    assert read.labelled("section", "فن").tolist() == [0]
    assert read.labelled("author", "هدي").tolist() == [4]
    assert read.labelled("id", "g").tolist() == [6]


@pytest.mark.parametrize("label", ["", "لا أحد", "\ud800", "المي"])
def test_labelled_are_none_where_no_article_has_it(segments: Engine, snapshot: Read, label: str) -> None:
    assert snapshot().labelled("source", label).tolist() == []


def codes(*words: str) -> list[int]:
    return [word_code(word) if word else GAP for word in words]


def test_words_of_documents_stand_behind_each_other_with_their_bounds(segments: Engine, snapshot: Read) -> None:
    found, bounds = snapshot().words(np.array([0, 3, 6]))
    first = codes("الكتاب", "", "", "كتاب", "قلم", "", "فن", "ميزان")
    second = codes("كتاب", "", "", "كتابهم", "")
    assert found.tolist() == [*first, *second, *codes("", "", "")]
    assert bounds.tolist() == [0, 8, 13, 16]


def test_words_of_no_documents_are_none(segments: Engine, snapshot: Read) -> None:
    found, bounds = snapshot().words(np.zeros(0, np.int64))
    assert (found.tolist(), bounds.tolist()) == ([], [0])


# Long postings


def test_postings_of_several_blocks_are_read_whole(engine: Engine, article: Make, snapshot: Read) -> None:
    """Whoosh writes blocks of 128 postings; weights of a block that are all alike are written once, or not at all."""
    weights = [1.0] * 128 + [2.0] * 128 + [1.0, 5.0] * 64 + [3.0] * 17
    bodies = ["كتاب " * int(weight) for weight in weights]
    engine.add(article(str(n), body if n % 3 else f"قلم {body}") for n, body in enumerate(bodies))
    engine.commit()
    engine.add(article(f"again{n}", bodies[-1 - n]) for n in range(300))
    engine.delete(["7", "again200"])
    engine.commit()
    read = snapshot()
    assert postings(read, "كتاب") == list(enumerate([*weights, *weights[::-1][:300]]))
    assert postings(read, "قلم") == [(n, 1.0) for n in range(0, len(weights), 3)]
    assert read.family(key_of("كتاب"))["كتاب"].articles == len(weights) + 300


@pytest.mark.parametrize("articles", [1, 2, 127, 128, 129, 256, 257])
def test_as_many_postings_as_articles(engine: Engine, article: Make, snapshot: Read, articles: int) -> None:
    engine.add(article(str(n), "كتاب", source="الميزان") for n in range(articles))
    engine.commit()
    read = snapshot()
    assert postings(read, "كتاب") == [(n, 1.0) for n in range(articles)]
    assert read.labelled("source", "الميزان").tolist() == list(range(articles))
