"""Which article tells the story? What stands in plain loops here is what `index.story` works out in arrays."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer, Word
from index.arabic.relation import Relation, relation
from index.asked import Asked, Dictionary
from index.engine import Engine, Kind, open_engine
from index.folder import open_snapshot
from index.query import Words
from index.ranking import K1, WEIGHTS
from index.story import (
    BETWEEN,
    CANDIDATES,
    CANDIDATES_OF_MANY,
    LEAD_WORDS,
    MAX_WORDS,
    NEAR_HALF,
    NEAR_IN_LEAD,
    NEAR_WORDS,
    SIDE_BY_SIDE,
    candidates,
    stories,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.snapshot import Snapshot

    Make = Callable[..., Article]
    Amounts = dict[Kind, dict[tuple[str, ...], float]]

ANALYZER = Analyzer()

# The naive reading


@dataclass(frozen=True)
class Place:
    """Where a word of the query stands: position with a gap between the parts, the query's word, and the relation."""

    position: int
    word: int
    relation: Relation
    lead: bool


def naive(article: Article, asked: Sequence[tuple[Asked, float]], known: set[str]) -> Amounts:
    """Return what each kind adds by which words; ``known`` are the written words of the index's texts."""
    words = [one.word for one, _ in asked]
    typed = [one.typed for one, _ in asked]
    rarity = [rarity for _, rarity in asked]
    found = read(article, words)
    opening = Counter(one.word for one in found if one.lead)
    amounts: Amounts = {"lead": {}, "place": {}, "near": {}, "order": {}}
    for number, count in opening.items():
        amounts["lead"][(typed[number],)] = WEIGHTS["lead"] * rarity[number] * count * (K1 + 1) / (count + K1)
    for number in named(article, words, known):
        amounts["place"][(typed[number],)] = WEIGHTS["place"] * rarity[number]
    for one, other in combinations(range(len(words)), 2):
        near = closeness(found, one, other) + NEAR_IN_LEAD * closeness([o for o in found if o.lead], one, other)
        if near:
            mean = (rarity[one] + rarity[other]) / 2
            amounts["near"][typed[one], typed[other]] = WEIGHTS["near"] * mean * near
    for one, other in pairwise(range(len(words))):
        if beside([o for o in found if o.relation <= Relation.TYPO], one, other):
            mean = (rarity[one] + rarity[other]) / 2
            amounts["order"][typed[one], typed[other]] = WEIGHTS["order"] * mean
    return amounts


def read(article: Article, words: Sequence[Word]) -> list[Place]:
    found: list[Place] = []
    position = 0
    for part in ("title", "caption", "body"):
        for number, word in enumerate(ANALYZER.words(getattr(article, part))):
            related = [(near, n) for n, asked in enumerate(words) if (near := relation(asked, word))]
            if related:
                near, n = min(related)
                found.append(Place(position, n, near, part == "title" or (part == "body" and number < LEAD_WORDS)))
            position += 1
        position += 1
    return found


def named(article: Article, words: Sequence[Word], known: set[str]) -> set[int]:
    """Return the words whose base is one of section and source; of several with one base, the closest.

    A base that the articles have as a word is that word: «ماء» (water) is «ما» (what) there, if that is asked for too.
    """
    numbers: set[int] = set()
    for place in ANALYZER.words(f"{article.section} {article.source}"):
        (base,) = ANALYZER.words(place.base)
        same = [n for n, asked in enumerate(words) if asked.base == place.base]
        near = [(related, n) for n in same if place.base in known and (related := relation(words[n], base))]
        numbers |= {min(near)[1]} if near else set(same[:1])
    return numbers


def closeness(found: Sequence[Place], one: int, other: int) -> float:
    distances = [
        later.position - first.position
        for place, first in enumerate(found)
        for later in found[place + 1 : place + 1 + BETWEEN]
        if {first.word, later.word} == {one, other} and later.position - first.position <= NEAR_WORDS
    ]
    return 1 / (1 + min(distances) / NEAR_HALF) if distances else 0.0


def beside(found: Sequence[Place], one: int, other: int) -> bool:
    return any(
        (first.word, later.word) == (one, other) and later.position - first.position <= SIDE_BY_SIDE
        for place, first in enumerate(found)
        for later in found[place + 1 :]
    )


# The comparison

VOCABULARY = "كتاب الكتاب كتابهم كتب كاتب بحر والبحر بحار ماء ما في وزير وزراء ثقافة".split()
ASKED = "كتاب الكتاب كتب كاتب البحر ماء ما وزراء ثقافة زرافة".split()

words = st.sampled_from(VOCABULARY)
short = st.lists(words, max_size=6).map(" ".join)
padded = st.lists(words | st.sampled_from(["حشو " * 9, "حشو " * 55, "حشو"]), max_size=12).map(" ".join)
articles = st.builds(
    Article,
    id=st.just(""),
    title=short,
    caption=short,
    body=padded,
    section=st.sampled_from(["", "الثقافة", "كتب", "البحر", "ماء"]),
    source=st.sampled_from(["", "بحر الكتاب", "وزير"]),
)
queries = st.lists(st.sampled_from(ASKED), min_size=1, max_size=5, unique=True)
rarities = st.lists(st.sampled_from([0.25, 1.0, 3.5]), min_size=5, max_size=5)


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(st.lists(articles, min_size=1, max_size=5), queries, rarities, st.sets(st.integers(0, 4), min_size=1))
def test_stories_are_what_a_plain_reading_finds(
    texts: list[Article], query: list[str], rarity: list[float], rows: set[int]
) -> None:
    known = {word.written for one in texts for word in ANALYZER.words(f"{one.title} {one.caption} {one.body}")}
    chosen = [row for row in range(len(texts)) if row in rows] or [0]
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "index", texts)
        snapshot = open_snapshot(Path(folder) / "index")
        asked = list(zip(Dictionary(snapshot, ANALYZER).words(query), rarity, strict=False))
        told = stories(snapshot, np.array(chosen), asked)
    for row, number in enumerate(chosen):
        amounts: Amounts = {"lead": {}, "place": {}, "near": {}, "order": {}}
        for story in told:
            amounts[story.kind] = {
                by: float(amount) for by, amount in zip(story.words, story.amounts[row], strict=True) if amount
            }
        expected = naive(texts[number], asked, known)
        assert {kind: pytest.approx(by, abs=1e-12) for kind, by in expected.items()} == amounts


def fill(folder: Path, texts: Sequence[Article]) -> None:
    engine = open_engine(folder, create=True)
    for number, one in enumerate(texts):
        engine.add([Article(**{**one.to_json(), "id": str(number), "tags": ()})])  # type: ignore[arg-type]
        if number == 1:
            engine.commit()
    engine.commit()
    engine.close()


# Examples


@pytest.fixture
def told(engine: Engine, article: Make, snapshot: Callable[[], Snapshot]) -> Callable[..., dict[Kind, list[float]]]:
    """Return what tells of one article how much of each kind it has for words of rarity 1, by words or pairs."""

    def tell(query: str, body: str = "", **values: str) -> dict[Kind, list[float]]:
        engine.add([article("1", body, **values), article("2", query)])
        engine.commit()
        read = snapshot()
        asked = [(one, 1.0) for one in Dictionary(read, ANALYZER).words([query])]
        number = read.number("1")
        return {
            one.kind: (one.amounts[0] / WEIGHTS[one.kind]).tolist() for one in stories(read, np.array([number]), asked)
        }

    return tell


FILLER = "حشو "


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        ({"title": "كتاب"}, 1),
        ({"caption": "كتاب"}, 0),
        ({"body": "كتاب كتب هنا"}, 2),
        ({"body": FILLER * (LEAD_WORDS - 1) + "كتاب كتاب"}, 1),
        ({"body": FILLER * LEAD_WORDS + "كتاب"}, 0),
        ({"title": "كتاب", "body": "كاتب"}, 2),  # a word of the same family (writer)
        ({"body": "مكتب"}, 0),
        ({"section": "كتاب"}, 0),
    ],
)
def test_lead_is_title_and_opening(
    told: Callable[..., dict[Kind, list[float]]], texts: dict[str, str], counts: int
) -> None:
    assert told("كتاب", **texts)["lead"] == [pytest.approx(counts * (K1 + 1) / (counts + K1))]


@pytest.mark.parametrize(
    ("body", "distance"),
    [
        (FILLER * LEAD_WORDS + "كتاب البحر", 1),
        (FILLER * LEAD_WORDS + "بحر حشو كتب", 2),
        (FILLER * LEAD_WORDS + "بحر حشو حشو كتاب حشو بحر", 2),
        (FILLER * LEAD_WORDS + "كتاب " + FILLER * (NEAR_WORDS - 1) + "بحر", NEAR_WORDS),
    ],
)
def test_near_falls_with_the_smallest_distance(
    told: Callable[..., dict[Kind, list[float]]], body: str, distance: int
) -> None:
    assert told("كتاب بحر", body)["near"] == [pytest.approx(1 / (1 + distance / NEAR_HALF))]


def test_near_counts_more_in_the_opening(told: Callable[..., dict[Kind, list[float]]]) -> None:
    assert told("كتاب بحر", "كتاب بحر")["near"] == [pytest.approx((1 + NEAR_IN_LEAD) / (1 + 1 / NEAR_HALF))]


@pytest.mark.parametrize("body", ["كتاب " + FILLER * NEAR_WORDS + "بحر", "كتاب كتب", ""])
def test_near_is_nothing_beyond_its_reach_or_of_one_word(
    told: Callable[..., dict[Kind, list[float]]], body: str
) -> None:
    assert told("كتاب بحر", body)["near"] == [0.0]


@pytest.mark.parametrize(("between", "near"), [(BETWEEN - 1, True), (BETWEEN, False)])
def test_a_word_is_compared_with_the_next_few_of_the_query(
    told: Callable[..., dict[Kind, list[float]]], between: int, near: bool
) -> None:
    book_and_sea, *_ = told("كتاب بحر قلم", "كتاب " + "قلم " * between + "بحر")["near"]
    assert (book_and_sea > 0) == near


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ("كتاب البحر", [1.0, 0.0]),
        ("كتاب عن البحر", [1.0, 0.0]),  # a particle between
        ("كتاب عن هذا البحر", [0.0, 0.0]),
        ("البحر كتاب", [0.0, 0.0]),
        ("كتبهم بحارا قلم", [1.0, 1.0]),  # other forms
        ("كاتب البحر", [0.0, 0.0]),  # only of the same family
        ("كتاب قلم", [0.0, 0.0]),
        ("بحر قلم", [0.0, 1.0]),
    ],
)
def test_order_is_that_of_words_typed_behind_each_other(
    told: Callable[..., dict[Kind, list[float]]], body: str, order: list[float]
) -> None:
    assert told("كتاب بحر قلم", body)["order"] == order


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"section": "الثقافة"}, [1.0, 0.0]),
        ({"source": "ثقافه وفنون"}, [1.0, 1.0]),
        ({"section": "ثقافات"}, [0.0, 0.0]),
        ({"body": "ثقافة"}, [0.0, 0.0]),
        ({"section": "ثقافة", "source": "الثقافة"}, [1.0, 0.0]),
    ],
)
def test_place_is_named_by_the_same_word_with_or_without_particles(
    told: Callable[..., dict[Kind, list[float]]], texts: dict[str, str], place: list[float]
) -> None:
    assert told("ثقافة وفنون", **texts)["place"] == place


def test_one_word_has_no_pairs(told: Callable[..., dict[Kind, list[float]]]) -> None:
    assert set(told("كتاب", "كتاب")) == {"lead", "place"}


def test_of_a_long_query_the_rarest_words_are_looked_for_in_typed_order(
    engine: Engine, keep: Callable[..., None], snapshot: Callable[[], Snapshot]
) -> None:
    typed = [f"x{number}" for number in range(MAX_WORDS + 8)]
    keep(engine, a=" ".join(typed))
    read = snapshot()
    rare = {3, 7, MAX_WORDS + 2, MAX_WORDS + 7}
    asked = [(one, 2.0 if n in rare else 1.0) for n, one in enumerate(Dictionary(read, ANALYZER).words(typed))]
    lead = next(story for story in stories(read, np.array([0]), asked) if story.kind == "lead")
    assert [word for (word,) in lead.words] == [*typed[: MAX_WORDS - 2], typed[MAX_WORDS + 2], typed[MAX_WORDS + 7]]


@pytest.mark.parametrize(
    ("text", "number"),
    [("خمس كلمات لا أكثر منها", CANDIDATES), ('هذه ست كلمات بعضها من "عبارة"', CANDIDATES_OF_MANY), ("", CANDIDATES)],
)
def test_a_query_of_many_words_has_fewer_candidates(text: str, number: int) -> None:
    assert candidates(Words(tuple(text.split()))) == number
