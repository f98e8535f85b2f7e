"""In which articles does an asked word stand, and how often in each form? Compared with counting by hand."""

from __future__ import annotations

from collections import Counter as Counts
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation, relation
from index.asked import Dictionary
from index.gathering import BITS, Counter, runs
from index.schema import TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from documents.article import Article
    from index.asked import Asked
    from index.engine import Engine
    from index.snapshot import Snapshot

    Make = Callable[..., Article]
    Keep = Callable[..., None]

ANALYZER = Analyzer()

TEXTS = [
    ("كتاب قلم", "كتاب"),  # book, pen
    ("بحر", ""),  # sea
    ("كتاب والكتاب كتاب كاتب", "الكتاب"),
    ("كتب كتابهم مكتب", ""),  # books, their book; an office
    ("كاتب", "كاتب"),  # a writer
    ("كُتّاب كتب كتب", "كتابان"),  # writers, written like book; books; two books
    ("قلم كتاب", "قلم"),
]
"""Bodies and titles of two segments: the first four, and the rest."""


@pytest.fixture
def read(engine: Engine, article: Make, snapshot: Callable[[], Snapshot]) -> Snapshot:
    for first, last in ((0, 4), (4, 7)):
        engine.add(article(str(n), TEXTS[n][0], title=TEXTS[n][1]) for n in range(first, last))
        engine.commit()
    return snapshot()


def ask(read: Snapshot, word: str, farthest: Relation = Relation.TYPO) -> Asked:
    (asked,) = Dictionary(read, ANALYZER).words([word])
    return replace(asked, farthest=farthest)


def counted(word: str, farthest: Relation) -> dict[int, float]:
    """Return document → how often it has the word in a form up to a relation, more in the title, by hand."""
    (asked,) = ANALYZER.words(word)
    counts: Counts[int] = Counts()
    for number, (body, title) in enumerate(TEXTS):
        for text, weight in ((body, 1), (title, int(TITLE_WEIGHT))):
            related = [relation(asked, found) for found in ANALYZER.words(text)]
            counts[number] += weight * sum(near is not None and near <= farthest for near in related)
    return {number: float(count) for number, count in counts.items() if count}


MATCHING = (Relation.SPELLING, Relation.CLITIC, Relation.TYPO)
ASKED = ["كتاب", "والكتاب", "كتب", "كاتب", "قلم", "بحر", "زرافة"]


@pytest.mark.parametrize("farthest", MATCHING)
@pytest.mark.parametrize("word", ASKED)
def test_runs_have_every_posting_of_the_related_words(read: Snapshot, word: str, farthest: Relation) -> None:
    found = list(runs(read, ask(read, word, farthest)))
    for run in found:
        assert len(run.documents) == len(run.packed(None)) == run.counts.sum()
        assert run.relations.max() <= farthest
    assert {number for run in found for number in run.documents.tolist()} == set(counted(word, farthest))
    assert sum(len(run.documents) for run in found) == ask(read, word, farthest).articles()


def test_words_that_lie_side_by_side_in_the_dictionary_are_one_run(read: Snapshot) -> None:
    found = list(runs(read, ask(read, "كتاب", Relation.FAMILY)))
    assert len(found) < sum(len(run.counts) for run in found)


def test_occurrences_are_packed_by_the_relation_of_the_word(read: Snapshot) -> None:
    found = list(runs(read, ask(read, "كتاب")))
    amounts = {int(one) for run in found for one in run.packed(None)}
    title = int(TITLE_WEIGHT)
    assert amounts == {1, 2, 1 + title, 1 << BITS, title << BITS, 1 << 2 * BITS, 2 << 2 * BITS, title << 2 * BITS}


@pytest.mark.parametrize("word", ASKED)
def test_chosen_occurrences_are_packed_as_all_of_them_are(read: Snapshot, word: str) -> None:
    for run in runs(read, ask(read, word)):
        chosen = np.arange(0, len(run.documents), 2)
        assert run.packed(chosen).tolist() == run.packed(None)[chosen].tolist()


@pytest.mark.parametrize("word", ASKED)
def test_counts_are_sums_by_document_up_to_each_relation(read: Snapshot, word: str) -> None:
    found = counts(Counter(read.size), read, word)
    assert {near: found[near] for near in MATCHING} == {near: counted(word, near) for near in MATCHING}


def counts(
    counter: Counter, read: Snapshot, word: str, within: NDArray[np.bool_] | None = None
) -> dict[Relation, dict[int, float]]:
    """Return relation → document → its count, where there is one; checks that a document has the same one each time."""
    found = counter.counts(list(runs(read, ask(read, word))), within)
    sums: dict[Relation, dict[int, float]] = {}
    for near, each in found.up_to.items():
        pairs = set(zip(found.documents.tolist(), each.tolist(), strict=True))
        sums[near] = {number: count for number, count in pairs if count}
        assert len({number for number, _ in pairs}) == len(pairs)
    return sums


@pytest.mark.parametrize("word", ASKED)
def test_counts_within_some_documents_are_only_theirs(read: Snapshot, word: str) -> None:
    within = np.array([False, False, True, False, False, True, False])
    found, whole = counts(Counter(read.size), read, word, within), counts(Counter(read.size), read, word)
    for near in MATCHING:
        assert found[near] == {number: count for number, count in whole[near].items() if within[number]}


def test_a_counter_forgets_what_it_summed_up_before(read: Snapshot) -> None:
    counter = Counter(read.size)
    for word in ["كتاب", "قلم", "كتاب", "كاتب", "زرافة", "بحر"]:
        assert counts(counter, read, word)[Relation.TYPO] == counted(word, Relation.TYPO)


def test_thousands_of_occurrences_are_counted(engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot]) -> None:
    keep(engine, a="كتاب " * 70_000 + "والكتاب " * 300 + "كتب", b="كتاب")
    read = snapshot()
    found = counts(Counter(read.size), read, "كتاب")
    assert [found[near][0] for near in MATCHING] == [70_000, 70_300, 70_301]
