"""Are totals exact, filters respected, and the best documents chosen, without looking at all others?"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from whoosh import fields, scoring
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import create_in

from index.codec import union
from index.codec.collector import ArrayCollector
from index.codec.segment import ArrayCodec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENTS = 1200
WORDS = [f"كلمة{number}" for number in range(60)]

SCHEMA = fields.Schema(
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
    n=fields.NUMERIC(int, bits=32, sortable=True),
    day=fields.NUMERIC(int, bits=32),
)


def document(random: Random) -> dict[str, Any]:
    """Return a document in which the first words stand often, and the last ones hardly ever."""
    chosen = [WORDS[min(int(random.paretovariate(0.6)) - 1, 59)] for _ in range(random.randrange(3, 40))]
    numbers = {"n": random.randrange(50)} if random.random() < 0.9 else {}
    return {"text": " ".join(chosen), "day": random.randrange(10), **numbers}


def write(folder: Path, **options: Any) -> Any:
    """Return an index of two segments with the same documents each time, some of them deleted."""
    folder.mkdir()
    index = create_in(folder, SCHEMA)
    random = Random(3)
    for _ in range(2):
        writer = index.writer(**options)
        for _ in range(DOCUMENTS // 2):
            writer.add_document(**document(random))
        writer.commit(merge=False)
    writer = index.writer(**options)
    for number in random.sample(range(DOCUMENTS // 2), 40):
        writer.delete_document(number)
    writer.commit(merge=False)
    return index


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """Whoosh's own index, and ours."""
    folder = tmp_path_factory.mktemp("collector")
    return write(folder / "theirs"), write(folder / "ours", codec=ArrayCodec(), compound=False)


@pytest.fixture
def theirs(indexes: tuple[Any, Any]) -> Iterator[Any]:
    with indexes[0].searcher() as searcher:
        yield searcher


@pytest.fixture
def ours(indexes: tuple[Any, Any]) -> Iterator[Any]:
    with indexes[1].searcher() as searcher:
        yield searcher


def collected(searcher: Any, query: Any, **options: Any) -> Any:
    collector = ArrayCollector(**options)
    searcher.search_with_collector(query, collector)
    return collector.results()


def term(number: int) -> Any:
    return q.Term("text", WORDS[number])


def any_of(*numbers: int) -> Any:
    return q.Or([term(number) for number in numbers])


UNIONS = [any_of(0, 1), any_of(0, 3, 20), any_of(*range(9)), any_of(0, 1, 40, 50), any_of(30, 59), any_of(1, 1)]
QUERIES = [*UNIONS, term(0), term(7), term(45), q.And([term(0), term(1)]), q.And([term(2), term(33)]), q.Every()]


def same(found: Any, expected: Any, limit: int) -> None:
    scores = dict(expected.items())
    assert len(found) == found.estimated_length() == len(expected)
    best = sorted(scores.values(), reverse=True)[:limit]
    assert [score for _, score in found.items()] == pytest.approx(best, rel=1e-5)
    for number, score in found.items():
        assert score == pytest.approx(scores[number], rel=1e-5)


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("limit", [1, 10, 1000])
def test_the_best_documents_are_whooshs(theirs: Any, ours: Any, query: Any, limit: int) -> None:
    same(collected(ours, query, limit=limit), theirs.search(query, limit=None), limit)


@pytest.mark.parametrize("query", UNIONS, ids=str)
@pytest.mark.parametrize("limit", [1, 10])
def test_documents_without_hope_are_left_out_and_counted(
    theirs: Any, ours: Any, query: Any, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(union, "WORTHWHILE", 0)
    expected = theirs.search(query, limit=None)
    for _ in range(4):  # lists that are asked for again are spread out
        same(collected(ours, query, limit=limit), expected, limit)


def test_equal_scores_come_in_the_order_of_the_documents(tmp_path: Path) -> None:
    index = create_in(tmp_path, SCHEMA)
    for _ in range(2):
        writer = index.writer(codec=ArrayCodec(), compound=False)
        for _ in range(400):
            writer.add_document(text="كتاب بحر")
        writer.commit(merge=False)
    with index.searcher() as searcher:
        for query in (q.Term("text", "كتاب"), q.Prefix("text", "كت"), q.Every(), q.And([q.Term("text", "بحر")] * 2)):
            assert [number for number, _ in collected(searcher, query).items()] == list(range(10))


@pytest.mark.parametrize("query", [term(0), any_of(1, 5), q.And([term(0), term(1)]), q.Every(), q.Prefix("text", "ك")])
def test_filter_and_mask_are_whooshs(theirs: Any, ours: Any, query: Any) -> None:
    options = {"filter": q.NumericRange("n", 10, 30), "mask": any_of(3, 9)}
    same(collected(ours, query, **options), theirs.search(query, limit=None, **options), 10)
    same(collected(ours, query, filter=term(2)), theirs.search(query, limit=None, filter=term(2)), 10)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("limit", [1, 25, None])
def test_sorting_by_a_column_is_whooshs(theirs: Any, ours: Any, limit: int | None, reverse: bool) -> None:
    for query in (term(0), term(30), q.Every()):
        expected = theirs.search(query, limit=None, sortedby="n", reverse=reverse)
        found = collected(ours, query, limit=limit, sortedby="n", reverse=reverse)
        assert [number for number, _ in found.items()] == [number for number, _ in expected.items()][:limit]
        assert len(found) == len(expected)


def test_all_documents_that_match_can_be_had(theirs: Any, ours: Any) -> None:
    assert collected(ours, term(5), limit=2).docs() == theirs.search(term(5), limit=None).docs()


def test_a_collector_sees_what_was_added_and_deleted_since(tmp_path: Path) -> None:
    index = create_in(tmp_path, SCHEMA)
    for expected in (1, 2):
        with index.writer(codec=ArrayCodec(), compound=False) as writer:
            writer.add_document(text="كتاب")
        with index.searcher() as searcher:
            assert len(collected(searcher, q.Term("text", "كتاب"))) == expected
    with index.writer(codec=ArrayCodec(), compound=False) as writer:
        writer.delete_document(0)
    with index.searcher() as searcher:
        assert len(collected(searcher, q.Term("text", "كتاب"))) == 1


def test_an_empty_index_has_no_hits(tmp_path: Path) -> None:
    with create_in(tmp_path, SCHEMA).searcher() as searcher:
        for query in QUERIES:
            assert len(collected(searcher, query)) == 0


def test_what_is_kept_is_given_up_in_turn(ours: Any, theirs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.codec import scoring as kept

    monkeypatch.setattr(kept, "MEMORY_POSTINGS", 500)
    for query in (*QUERIES, *QUERIES):
        same(collected(ours, query), theirs.search(query, limit=None), 10)


class Newer(scoring.BM25F):  # type: ignore[misc]
    """A model of a user's, with a say on each document."""

    use_final = True

    def final(self, searcher: Any, docnum: int, score: float) -> float:
        return score + docnum / int(searcher.doc_count_all())


def test_a_model_with_a_final_score_is_asked(indexes: tuple[Any, Any]) -> None:
    with indexes[0].searcher(weighting=Newer()) as theirs, indexes[1].searcher(weighting=Newer()) as ours:
        for query in (term(0), any_of(4, 9)):
            same(collected(ours, query), theirs.search(query, limit=None), 10)


def test_terms_are_spread_out_only_when_they_are_frequent(ours: Any) -> None:
    collector = ArrayCollector()
    for _ in range(4):
        ours.search_with_collector(any_of(0, 55), collector)
    frequent, rare = (collector._scoring.term("text", WORDS[number])[0] for number in (0, 55))
    assert frequent is not None
    assert frequent.frequent
    assert rare is not None
    assert not rare.frequent
