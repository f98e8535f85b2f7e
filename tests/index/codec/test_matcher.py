"""Does a matcher stand, skip and weigh as Whoosh's own does, block by block?"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields, formats
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import create_in
from whoosh.matching import ReadTooFar

from index.codec.matcher import BLOCK_POSTINGS
from index.codec.storage import create_index
from index.codec.writer import ArrayWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = 700
WORDS = ["بحر", "كتاب", "قلم"]
"""The first stands in all documents, the next in some, the last in few."""

SCHEMA = fields.Schema(
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
    title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.0),
    words=fields.KEYWORD,
    id=fields.ID,
)
TERMS = [(name, word) for name in ("text", "title", "words") for word in WORDS] + [("id", "بحر")]


def texts() -> Iterator[dict[str, str]]:
    random = Random(7)
    for _ in range(DOCUMENTS):
        chosen = [WORDS[0]] * random.randrange(1, 4)
        chosen += [WORDS[1]] * (random.random() < 0.5) * random.randrange(1, 9)
        chosen += [WORDS[2]] * (random.random() < 0.03)
        chosen += ["آخر"] * random.choice([0, 0, 0, 1, 30])
        random.shuffle(chosen)
        yield {**dict.fromkeys(["text", "title", "words"], " ".join(chosen)), "id": WORDS[0]}


@pytest.fixture(scope="module")
def searchers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """Whoosh's own index, and ours, with a scorer of BM25F."""
    folder = tmp_path_factory.mktemp("matchers")
    (folder / "theirs").mkdir()
    (folder / "ours").mkdir()
    theirs, ours = create_in(folder / "theirs", SCHEMA), create_index(folder / "ours", SCHEMA)
    writers = theirs.writer(), ArrayWriter(ours)
    for document in texts():
        for writer in writers:
            writer.add_document(**document)
    for writer in writers:
        writer.commit()
    with theirs.searcher() as one, ours.searcher() as other:
        yield one, other


def state(matcher: Any) -> list[Any]:
    """Return all that a matcher tells where it stands; behind its end, that is something about the last block."""
    if not matcher.is_active():
        return [pytest.approx(matcher.block_quality()), matcher.block_max_weight(), matcher.block_max_id()]
    block = matcher.block_max_id(), matcher.block_min_length(), matcher.block_max_length(), matcher.block_max_weight()
    positions = matcher.value_as("positions") if matcher.supports("positions") else None
    frequency = matcher.value_as("frequency") if matcher.supports("frequency") else None
    return [
        *(matcher.id(), matcher.weight(), matcher.value() or b"", positions, frequency, matcher.term(), *block),
        *map(pytest.approx, (matcher.score(), matcher.block_quality(), matcher.max_quality())),
    ]


def plain(told: list[Any]) -> list[Any]:
    return [getattr(one, "expected", one) for one in told]


steps = st.lists(
    st.one_of(
        st.just(("next", 1)),
        st.tuples(st.just("next"), st.integers(1, 2 * BLOCK_POSTINGS)),
        st.tuples(st.just("skip_to"), st.integers(0, DOCUMENTS + 10)),
        st.tuples(st.just("quality"), st.floats(0, 1.1)),
        st.just(("quality of the block", 0)),
        st.just(("copy", 0)),
        st.just(("reset", 0)),
    ),
    max_size=12,
)


def go(matcher: Any, step: str, amount: float) -> Any:
    """Take a step; return what it told."""
    if step == "reset":
        return matcher.reset()
    if not matcher.is_active():
        return None
    if step.startswith("quality"):
        least = amount * matcher.max_quality() if step == "quality" else matcher.block_quality()
        return matcher.skip_to_quality(least)
    if step == "skip_to":
        return matcher.skip_to(int(amount))
    return [matcher.next() for _ in range(int(amount)) if matcher.is_active()]


@given(st.sampled_from(TERMS), steps)
def test_any_steps_lead_to_the_same_postings(
    searchers: tuple[Any, Any], term: tuple[str, str], way: list[tuple[str, float]]
) -> None:
    theirs, ours = (searcher.postings(*term) for searcher in searchers)
    assert state(ours) == plain(state(theirs))
    for step, amount in way:
        if step == "copy":  # Whoosh's own cannot copy itself
            before = plain(state(ours))
            ours = ours.copy()
            assert state(ours) == before
            continue
        expected, told = (go(matcher, step, amount) for matcher in (theirs, ours))
        assert ours.is_active() == theirs.is_active()
        assert state(ours) == plain(state(theirs))
        if step.startswith("quality"):
            assert told == expected


@pytest.mark.parametrize("term", TERMS)
def test_all_postings_are_passed(searchers: tuple[Any, Any], term: tuple[str, str]) -> None:
    theirs, ours = (searcher.postings(*term) for searcher in searchers)
    assert [*ours.all_ids()] == [*searchers[0].postings(*term).all_ids()]
    while theirs.is_active():
        assert state(ours) == plain(state(theirs))
        theirs.next()
        ours.next()
    assert not ours.is_active()
    assert [*ours.all_ids()] == []


def test_a_matcher_at_the_end_goes_nowhere(searchers: tuple[Any, Any]) -> None:
    matcher = searchers[1].postings("text", WORDS[2])
    matcher.skip_to(DOCUMENTS)
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(DOCUMENTS)
    assert matcher.skip_to_quality(0.0) == 0


def test_skipping_back_stays(searchers: tuple[Any, Any]) -> None:
    matcher = searchers[1].postings("text", WORDS[0])
    matcher.skip_to(300)
    matcher.skip_to(3)
    assert matcher.id() == 300


def test_a_field_that_keeps_documents_only_has_no_values(searchers: tuple[Any, Any]) -> None:
    matcher = searchers[1].postings("id", WORDS[0])
    assert isinstance(matcher.format, formats.Existence)
    assert matcher.value() == b""
    assert matcher.weight() == 1.0


@pytest.mark.parametrize("term", TERMS)
def test_a_matcher_behind_its_end_tells_of_the_last_block(searchers: tuple[Any, Any], term: tuple[str, str]) -> None:
    """Whoosh's SpanOr asks each of its parts for the quality of its block, also one that has ended."""
    theirs, ours = (searcher.postings(*term) for searcher in searchers)
    for matcher in (theirs, ours):
        matcher.skip_to_quality(100.0)
        assert not matcher.is_active()
    assert state(ours) == plain(state(theirs))
