"""Does the number of segments stay small, is little copied, and does the order stay?"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec.policy import FACTOR, SMALL, mergeable, tail
from index.codec.segment import ArraySegment


def segment(documents: int, deleted: int = 0) -> ArraySegment:
    made = ArraySegment("MAIN")
    made.set_doc_count(documents)
    made.delete_documents(range(deleted))
    return made


@dataclass
class History:
    """Segments as commits and merges leave them, the commits that each one has documents of, and what was copied."""

    segments: list[ArraySegment] = field(default_factory=list)
    commits: list[list[int]] = field(default_factory=list)
    added: int = 0
    copied: int = 0
    most: int = 0

    def commit(self, documents: int) -> None:
        self.segments.append(segment(documents))
        self.commits.append([self.added])
        self.added += documents
        while span := mergeable(self.segments):
            self._merge(*span)
        self.most = max(self.most, len(self.segments))

    def _merge(self, first: int, last: int) -> None:
        kept = sum(one.doc_count() for one in self.segments[first:last])
        self.segments[first:last] = [segment(kept)] if kept else []
        whole = [commit for commits in self.commits[first:last] for commit in commits]
        self.commits[first:last] = [whole] if kept else []
        self.copied += kept


def classes(documents: int) -> int:
    """Return how many classes of size an index of so many documents has."""
    number = 1
    while documents >= SMALL:
        documents, number = documents // FACTOR, number + 1
    return number


sizes = st.one_of(st.just(1), st.integers(1, 50), st.integers(1, 5_000), st.sampled_from([SMALL, 20_000, 300_000]))


@settings(max_examples=60)
@given(st.lists(st.tuples(sizes, st.integers(1, 150)), min_size=1, max_size=8))
def test_any_commits_leave_few_segments_in_their_order(runs: list[tuple[int, int]]) -> None:
    history = History()
    for documents, times in runs:
        for _ in range(times):
            history.commit(documents)
    assert history.most < FACTOR * classes(history.added)
    assert sum(one.doc_count() for one in history.segments) == history.added
    every = [commit for commits in history.commits for commit in commits]
    assert every == sorted(every)


@settings(max_examples=30)
@given(st.lists(sizes, min_size=1, max_size=150), st.integers(0, 1 << 30))
def test_deletions_leave_few_segments_too(runs: list[int], seed: int) -> None:
    history, random = History(), Random(seed)
    for documents in runs:
        for one in history.segments:
            if random.random() < 0.3:
                one.delete_documents(range(random.randrange(one.doc_count_all() + 1)))
        history.commit(documents)
        assert all(2 * one.deleted_count() <= one.doc_count_all() for one in history.segments)
    assert history.most < FACTOR * classes(history.added)


@pytest.mark.parametrize(
    ("commits", "copies"),
    [
        ([SMALL] * 1000, 5),  # about log4(1000)
        ([50] * 5000, 9),
        ([300_000, *[1] * 3000], 3),  # single articles do not move a large index
        ([300_000, *[SMALL] * 300], 3),
        ([1, 5 * SMALL] * 200, 6),
    ],
)
def test_each_document_is_copied_a_few_times(commits: list[int], copies: int) -> None:
    history = History()
    for documents in commits:
        history.commit(documents)
    assert history.copied < copies * history.added


def spans(*documents: int | tuple[int, int]) -> tuple[int, int] | None:
    return mergeable([segment(*(one if isinstance(one, tuple) else (one,))) for one in documents])


def test_segments_of_one_class_are_merged_when_there_are_enough() -> None:
    assert spans() is None
    assert spans(1, 1, 1) is None
    assert spans(1, 1, 1, 1) == (0, 4)
    assert spans(9 * SMALL, SMALL - 1, 1, 1, 1) == (1, 5)
    assert spans(9 * SMALL, SMALL, 1, 1, 1) is None
    assert spans(9 * SMALL, 5 * SMALL, 2 * SMALL, SMALL, 1) is None


@pytest.mark.parametrize(
    ("documents", "span"),
    [([], None), ([5], None), ([8, 1], None), ([8, 1, 1], (1, 3)), ([90, 8, 1, 1], (1, 4)), ([4, 4, 4, 4], None)],
)
def test_the_tail_is_the_last_segments_with_a_small_share(documents: list[int], span: tuple[int, int] | None) -> None:
    assert tail([segment(one) for one in documents]) == span


def test_a_segment_takes_up_the_smaller_ones_before_it() -> None:
    assert spans(1, SMALL) == (0, 2)
    assert spans(9 * SMALL, SMALL, 1, 1, 2 * SMALL) == (2, 5)
    assert spans(90 * SMALL, SMALL, 1, 1, 9 * SMALL) == (1, 5)


def test_a_segment_with_more_than_half_deleted_is_written_anew() -> None:
    assert spans((10, 5)) is None
    assert spans((10, 6)) == (0, 1)
    assert spans(9 * SMALL, (10, 10), 1) == (1, 2)
