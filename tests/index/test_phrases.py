"""In which articles do the words of a phrase stand behind each other? What engines find: test_matching.py."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation
from index.asked import Dictionary
from index.engine import open_engine
from index.folder import open_snapshot
from index.phrases import with_phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.engine import Engine
    from index.snapshot import Snapshot

    Keep = Callable[..., None]

ANALYZER = Analyzer()


def find(snapshot: Snapshot, phrase: str) -> list[int]:
    dictionary = Dictionary(snapshot, ANALYZER)
    words = [replace(one, farthest=Relation.SPELLING) for one in dictionary.words([phrase])]
    found: list[int] = with_phrase(snapshot, words, dictionary.order(phrase)).tolist()
    return found


def test_documents_ascend_through_the_segments(engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot]) -> None:
    keep(engine, a="ضوء القمر", b="القمر ضوء", c="في ضوء القمر الليلة")
    keep(engine, d="قمر", e="ضوء القمر")
    assert find(snapshot(), "ضوء القمر") == [0, 2, 4]


def test_deleted_documents_are_among_them(engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot]) -> None:
    keep(engine, a="ضوء القمر", b="القمر ضوء", c="ضوء القمر")
    engine.delete(["a"])
    engine.commit()
    assert find(snapshot(), "ضوء القمر") == [0, 2]


def test_a_phrase_of_one_word_reads_no_words_in_order(
    engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(engine, a="القمر", b="قمر", c="اَلقمر")
    read = snapshot()
    monkeypatch.delattr("index.snapshot.Snapshot.words")
    assert find(read, "القمر") == [0, 2]


@pytest.mark.parametrize("phrase", ["زرافة", "ضوء زرافة", "زرافة نعامة"])
def test_a_word_that_is_nowhere_is_in_no_phrase(
    engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot], phrase: str
) -> None:
    keep(engine, a="ضوء القمر")
    assert find(snapshot(), phrase) == []


def test_an_empty_index_has_no_phrase(engine: Engine, snapshot: Callable[[], Snapshot]) -> None:
    assert find(snapshot(), "ضوء القمر") == []


WORDS = ["ألف", "باء", "بآء", "جيم"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
articles = st.lists(st.tuples(texts, texts, texts, texts), min_size=3, max_size=9)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(articles, st.lists(phrases, min_size=5, max_size=20))
def test_a_phrase_is_found_where_a_plain_reading_finds_it(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, ...]], asked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("phrases") / "index"
    fill(folder, parts)
    snapshot = open_snapshot(folder)
    for phrase in asked:
        having = [n for n, texts in enumerate(parts) if any(has(text, phrase) for text in texts[:3])]
        assert find(snapshot, phrase) == having


def fill(folder: Path, parts: list[tuple[str, ...]]) -> None:
    engine = open_engine(folder, create=True)
    for number, (title, caption, body, section) in enumerate(parts):
        engine.add([Article(str(number), title, body, caption=caption, section=section)])
        if number == len(parts) // 2:
            engine.commit()
    engine.commit()
    engine.close()


def has(text: str, phrase: str) -> bool:
    folds, asked = [[word.fold for word in ANALYZER.words(one)] for one in (text, phrase)]
    return any(folds[start : start + len(asked)] == asked for start in range(len(folds)))
