"""In which articles do words stand near each other? And in which do they stand in the title?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query import And, InTitle, Near, Not, Or, Phrase, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine, Hit, Kind

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]
    Explained = Callable[..., dict[str, Hit]]
    Evidence = Callable[[Hit, Kind], dict[tuple[str, ...], float]]


@pytest.fixture
def harbour(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with articles in two segments: in each one more word stands between ميناء and سفينة."""
    keep(engine, n0="دخلت ميناء سفينة", n1="ميناء دخلته سفينة", n2="سفينة كبيرة في ميناء")
    keep(engine, n3="سفينة دخلت أمس إلى ميناء", one="ميناء قديم", none="قلعة قديمة")
    return engine


# Near


@pytest.mark.parametrize("asked", ["ميناء سفينة", "سفينة ميناء", "سفينه ميناء", "مِيناء سفينــة"])
@pytest.mark.parametrize("distance", range(5))
def test_at_most_so_many_words_stand_between_in_any_order_and_spelling(
    harbour: Engine, found: Found, asked: str, distance: int
) -> None:
    expected = [f"n{between}" for between in range(4) if between <= distance]
    assert sorted(found(harbour, Near(asked, distance))) == expected
    assert sorted(found(harbour, Near(asked, distance), sort="newest")) == expected


def test_other_forms_are_not_near(harbour: Engine, found: Found) -> None:
    assert found(harbour, Near("موانئ سفن", 9)) == []
    assert found(harbour, Near("الميناء سفينة", 9)) == []


@pytest.mark.parametrize(("distance", "ids"), [(0, ["a"]), (1, ["a", "b"]), (2, ["a", "b", "c"])])
def test_the_words_between_count_in_all(
    engine: Engine, keep: Keep, found: Found, distance: int, ids: list[str]
) -> None:
    keep(engine, a="قلم كتاب دفتر", b="دفتر ثم قلم كتاب", c="كتاب ثم دفتر ثم قلم", d="قلم ثم كتاب ثم ثم دفتر")
    assert sorted(found(engine, Near("كتاب قلم دفتر", distance))) == ids


def test_one_word_is_near_itself(harbour: Engine, found: Found) -> None:
    assert sorted(found(harbour, Near("قديم", 0))) == ["one"]
    assert sorted(found(harbour, Near("ميناء", 5))) == ["n0", "n1", "n2", "n3", "one"]


@pytest.mark.parametrize("text", ["زرافة", "ميناء زرافة", "؟!", ""])
def test_what_is_nowhere_is_near_nothing(harbour: Engine, found: Found, text: str) -> None:
    assert found(harbour, Near(text, 50)) == []


def test_an_empty_index_has_nothing_near(engine: Engine, found: Found) -> None:
    assert found(engine, Near("ميناء سفينة", 3)) == []


@pytest.mark.parametrize(
    ("near", "ids"),
    [
        (Near("خطوة خطوة", 0), ["twice"]),
        (Near("خطوة خطوة", 1), ["apart", "twice"]),
        (Near("خطوة خطوه بطيئة", 0), ["twice"]),
        (Near("خطوة خطوة خطوة", 9), []),
    ],
    ids=str,
)
def test_a_repeated_word_is_needed_as_often(
    engine: Engine, keep: Keep, found: Found, near: Near, ids: list[str]
) -> None:
    keep(engine, once="خطوة بطيئة", wide="بطيئة جدا خطوة", twice="خطوة خطوة بطيئة", apart="خطوة ثم خطوة سريعة")
    assert sorted(found(engine, near)) == ids


def test_words_of_two_articles_are_never_near(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="ميناء", b="سفينة", c="ميناء")
    assert found(engine, Near("ميناء سفينة", 1000)) == []


def test_title_and_text_are_near_with_a_place_left_out_between(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("a", "سفينة هنا", title="هنا ميناء", caption="")])
    engine.commit()
    assert [found(engine, Near("ميناء سفينة", distance)) for distance in (1, 2)] == [[], ["a"]]


def test_a_stop_word_is_needed_too_and_adds_nothing(engine: Engine, keep: Keep, explained: Explained) -> None:
    keep(engine, a="سفينة في ميناء", b="سفينة ميناء")
    hits = explained(engine, Near("ميناء في سفينة", 0))
    assert list(hits) == ["a"]
    assert {word for one in hits["a"].evidence for word in one.words} == {"ميناء", "سفينة"}


def test_near_words_are_found_beyond_deleted_articles(harbour: Engine, found: Found) -> None:
    harbour.delete(["n0", "n2"])
    harbour.commit()
    assert sorted(found(harbour, Near("ميناء سفينة", 9))) == ["n1", "n3"]
    assert sorted(found(harbour, And((Words(("ميناء",)), Not(Near("ميناء سفينة", 1)))))) == ["n3", "one"]


@pytest.mark.parametrize("boost", [0.1, 3.0])
def test_a_boost_multiplies_what_each_leaf_adds(
    harbour: Engine, explained: Explained, evidence: Evidence, boost: float
) -> None:
    for plain, boosted in (
        (Near("ميناء سفينة", 9), Near("ميناء سفينة", 9, boost)),
        (Phrase("ميناء سفينة"), Phrase("ميناء سفينة", boost)),
    ):
        one, other = explained(harbour, plain)["n0"], explained(harbour, boosted)["n0"]
        for kind in ("spelling", "clitic", "form", "coverage"):
            expected = {words: pytest.approx(boost * amount) for words, amount in evidence(one, kind).items()}
            assert evidence(other, kind) == expected
            assert expected


# In the title


@pytest.fixture
def titles(engine: Engine, article: Make) -> Engine:
    """Return an engine with a title for each of four articles, and the same words in other parts of two more."""
    engine.add(
        [
            article("both", "خبر", title="سفينة في ميناء"),
            article("ship", "ميناء", title="سفينة", caption="ميناء"),
            article("port", "السفينة والموانئ", title="الميناء القديم"),
        ]
    )
    engine.commit()
    engine.add(
        [
            article("body", "سفينة في ميناء", title="خبر"),
            article("caption", "خبر", caption="سفينة في ميناء"),
            article("untitled", "سفينة"),
        ]
    )
    engine.commit()
    return engine


@pytest.mark.parametrize(
    ("child", "ids"),
    [
        (Words(("سفينة",)), ["both", "ship"]),
        (Words(("ميناء",)), ["both", "port"]),
        (Words(("سفن", "موانئ")), ["both", "port", "ship"]),
        (Words(("سفينة", "ميناء"), need="all"), ["both"]),
        (Words(("سفينة", "ميناء", "زرافة"), need="most"), ["both"]),
        (Words(("زرافة",)), []),
        (Words(()), []),
        (Phrase("سفينة في ميناء"), ["both"]),
        (Phrase("سفينة"), ["both", "ship"]),
        (Phrase("سفينة ميناء"), []),
        (Phrase("الميناء القديم"), ["port"]),
        (Near("ميناء سفينة", 1), ["both"]),
        (Near("ميناء سفينة", 0), []),
        (Near("سفينة", 0), ["both", "ship"]),
    ],
    ids=str,
)
def test_what_is_asked_of_the_title_is_found_in_titles_alone(
    titles: Engine, found: Found, child: Words | Phrase | Near, ids: list[str]
) -> None:
    for sort in ("relevance", "newest"):
        assert sorted(found(titles, InTitle(child), sort=sort)) == ids
    everywhere = found(titles, child)
    assert set(ids) <= set(everywhere)


@pytest.mark.parametrize("child", [Near("قمر شمس", 9), Phrase("قمر شمس"), Words(("قمر", "شمس"), need="all")], ids=str)
def test_a_title_with_some_of_the_words_does_not_have_them_all(
    engine: Engine, article: Make, found: Found, child: Words | Phrase | Near
) -> None:
    """No title at all has the other word."""
    engine.add([article("a", "شمس", title="قمر"), article("b", "شمس وقمر", title="قمر")])
    engine.commit()
    assert found(engine, InTitle(child)) == []


def test_a_title_ends_where_the_caption_begins(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("a", "ثالث رابع", title="أول", caption="ثاني")])
    engine.commit()
    for child in (Words(("ثاني",)), Words(("ثالث",)), Phrase("أول ثاني"), Near("أول ثاني", 9)):
        assert found(engine, InTitle(child)) == []


def test_a_long_title_is_a_title_to_its_end(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("a", "بعده", title=" ".join(f"كلمة{number}" for number in range(3000)))])
    engine.commit()
    assert found(engine, InTitle(Words(("كلمة2999",)))) == ["a"]
    assert found(engine, InTitle(Phrase("كلمة2998 كلمة2999"))) == ["a"]
    assert found(engine, InTitle(Near("كلمة2999 كلمة0", 2998))) == ["a"]
    assert found(engine, InTitle(Near("كلمة2999 كلمة0", 2997))) == []
    assert found(engine, InTitle(Words(("بعده",)))) == []


def test_of_a_title_that_is_too_long_the_first_words_are_the_title(
    engine: Engine, article: Make, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.builder.MAX_TITLE_WORDS", 3)
    engine.add([article("a", title="أول ثان ثالث رابع")])
    engine.commit()
    assert found(engine, InTitle(Phrase("ثان ثالث"))) == ["a"]
    assert found(engine, InTitle(Phrase("ثالث رابع"))) == []
    assert found(engine, Phrase("ثالث رابع")) == ["a"]


def test_the_evidence_of_words_in_the_title_is_that_of_those_in_the_title(titles: Engine, explained: Explained) -> None:
    hits = explained(titles, InTitle(Words(("سفينة", "ميناء"))))
    assert set(hits) == {"both", "ship", "port"}
    for hit in hits.values():
        assert sum(one.amount for one in hit.evidence) == pytest.approx(hit.score)


def test_a_title_is_asked_for_inside_other_trees(titles: Engine, found: Found) -> None:
    ship = InTitle(Words(("سفينة",)))
    assert sorted(found(titles, Or((ship, Words(("الموانئ",)))))) == ["body", "both", "caption", "port", "ship"]
    assert sorted(found(titles, And((Words(("سفينة",)), Not(ship))))) == ["body", "caption", "port", "untitled"]
    assert sorted(found(titles, And((ship, Phrase("ميناء"))))) == ["both", "ship"]
