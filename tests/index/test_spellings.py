"""Which folded spellings does a segment have? Compared with a dictionary that is filled word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.arabic.normalize import fold
from index.arabic.typo import MAX_LENGTH_DIFFERENCE, WIDE, distance
from index.engine import open_engine
from index.folder import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engine import Engine
    from index.snapshot import Snapshot
    from index.spellings import Spellings

    Keep = Callable[..., None]

ANALYZER = Analyzer()

VOCABULARY = (
    "كتاب الكتاب كِتاب كتب كُتُب كتبٌ مسئول مسؤول مدرسة مدرسه مدارس مدرصة ماء ما ء 3 03 ٣ ٢٠٢٤ 2024 3.5 ٣٫٥ 7,850"
    " Reuters REUTERS reuter a.b پاريس باريس هـــنا"
).split()

texts = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join), min_size=1, max_size=5)


class Plain:
    """The same by reading: each word as its author wrote it counts once in each article."""

    def __init__(self, bodies: list[str]) -> None:
        self.written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for body in bodies:
            for word in {word.shown: word for word in ANALYZER.words(body)}.values():
                self.written[fold(word.written)][word.written] += 1
        self.folds = sorted(self.written, key=str.encode)


@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(texts, st.lists(st.sampled_from([*map(fold, VOCABULARY), "كتا", "م", "2", "زرافة", ""]), min_size=1, max_size=6))
def test_spellings_are_those_of_a_plain_dictionary(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], sought: list[str]
) -> None:
    snapshot = kept(tmp_path_factory, bodies)
    plain = Plain(bodies)
    spellings = snapshot.spellings(snapshot.parts[0])
    if spellings is None:
        assert not plain.folds
        return
    assert [spellings[number].decode() for number in range(len(spellings))] == plain.folds
    assert spellings.counts.tolist() == [plain.written[one].total() for one in plain.folds]
    for one in sought:
        assert spellings.find(one.encode()) == (plain.folds.index(one) if one in plain.folds else None)
        first, last = spellings.span(one.encode())
        assert plain.folds[first:last] == [other for other in plain.folds if other.startswith(one)]
        assert shown(spellings, spellings.near(one, 2.0)) == [other for other in plain.folds if is_near(one, other)]
    for number, one in enumerate(plain.folds):
        found: Counter[str] = Counter()
        for written, articles in spellings.written(number):
            found[written] += articles
        assert found == plain.written[one]


def kept(tmp_path_factory: pytest.TempPathFactory, bodies: list[str]) -> Snapshot:
    folder = tmp_path_factory.mktemp("spellings") / "index"
    engine = open_engine(folder, create=True)
    engine.add(Article(str(number), "", body) for number, body in enumerate(bodies))
    engine.commit()
    engine.close()
    return open_snapshot(folder)


def shown(spellings: Spellings, numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[str]:
    return [spellings[number].decode() for number in numbers.tolist()]


def is_near(typed: str, other: str) -> bool:
    """Within two: in costs, in letters more or less, and in letters for which others stand."""
    alike = len(set(typed) ^ set(other)) <= WIDE and abs(len(typed) - len(other)) <= MAX_LENGTH_DIFFERENCE
    return alike and distance(typed, other, 2.0) <= 2.0


@pytest.fixture
def spellings(engine: Engine, keep: Keep, snapshot: Callable[[], Snapshot]) -> Spellings:
    keep(engine, a="كتاب كتب مكتب a.b أكثر", b="كُتُب مكاتب كِتاب كتابان", c="كتاب")
    read = snapshot()
    found = read.spellings(read.parts[0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("prefix", "pattern", "found"),
    [
        ("", "كتاب", ["كتاب"]),
        ("كت", "كت.*", ["كتاب", "كتابان", "كتب"]),
        ("كتاب", ".*", ["كتاب", "كتابان"]),
        ("", ".*ب", ["كتاب", "كتب", "مكاتب", "مكتب"]),
        ("", "كتا", []),  # the whole word
        ("", "تاب", []),
        ("زر", ".*", []),
        ("", "م.?.?تب", ["مكاتب", "مكتب"]),
        ("ك", "م.*", []),
        ("", "a|كتب", ["a", "كتب"]),
    ],
)
def test_matching_are_the_whole_words_with_a_prefix(
    spellings: Spellings, prefix: str, pattern: str, found: list[str]
) -> None:
    assert shown(spellings, spellings.matching(prefix.encode(), pattern)) == found


def test_terms_are_those_of_all_spellings_ascending(spellings: Spellings) -> None:
    numbers = spellings.matching(b"", "كت.?ب")
    terms = spellings.terms(numbers)
    assert (len(numbers), len(terms)) == (2, 4)
    assert (np.diff(terms) > 0).all()
    assert spellings.terms(numbers[:0]).tolist() == []


def test_written_has_each_spelling_with_its_articles(spellings: Spellings) -> None:
    number = spellings.find("كتاب".encode())
    assert number is not None
    assert sorted(spellings.written(number)) == [("كتاب", 1), ("كتاب", 2)]


def test_warming_changes_no_answer(spellings: Spellings) -> None:
    before = shown(spellings, spellings.near("كتاپ".replace("پ", "ت"), 1.0))
    spellings.warm()
    assert shown(spellings, spellings.near("كتات", 1.0)) == before == ["كتاب"]
