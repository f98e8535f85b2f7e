"""Which other spellings of the query's names are searched, and how are they left out?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.arabic.relation import Relation
from index.engine import Filters, Plan, Variant
from index.query import And, InTitle, Near, Not, Or, Phrase, Query, Term, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine, Page

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]


@pytest.fixture
def ports(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with two spellings of Hamburg and three of America, in two segments."""
    keep(engine, g="ميناء هامبورغ", j1="هامبورج وهامبورج", j2="بهامبورج", us="أمريكا")
    keep(engine, j3="إلى هامبورج هامبورج", us1="أميركا", us2="بأميركا", other="بحر")
    return engine


HAMBURG = Words(("هامبورغ",))


def page(engine: Engine, query: Query, *without: str, farthest: Relation = Relation.NAME) -> Page:
    return engine.run(Plan(query, Filters(), limit=100, farthest=farthest, without=without))


def ids(engine: Engine, query: Query, *without: str, farthest: Relation = Relation.NAME) -> list[str]:
    return sorted(hit.id for hit in page(engine, query, *without, farthest=farthest).hits)


def test_a_variant_counts_the_articles_with_any_word_of_its_stem(ports: Engine) -> None:
    """هامبورج in two articles, وهامبورج and بهامبورج in one each; shown is the one with nothing before it."""
    assert page(ports, HAMBURG).variants == (Variant("هامبورغ", "هامبورج", "هامبورج", 3),)


def test_a_variant_is_of_the_word_as_it_was_typed(ports: Engine) -> None:
    assert page(ports, Words(("بحر", "وهامبورج"))).variants == (Variant("وهامبورج", "هامبورغ", "هامبورغ", 1),)


def test_a_variant_is_shown_as_it_is_mostly_written(engine: Engine, keep: Keep) -> None:
    keep(engine, a="أمريكا", b="اميركا", c="أميركا", d="أميركا")
    assert page(engine, Words(("أمريكا",))).variants == (Variant("أمريكا", "أميركا", "اميركا", 3),)


def test_a_variant_that_never_stands_alone_is_shown_with_what_is_before_it(engine: Engine, keep: Keep) -> None:
    keep(engine, a="هامبورغ", b="بهامبورج", c="بهامبورج", d="وهامبورج")
    assert page(engine, HAMBURG).variants == (Variant("هامبورغ", "بهامبورج", "هامبورج", 3),)


def test_variants_of_several_names_come_with_the_most_frequent_first(ports: Engine) -> None:
    found = page(ports, Words(("أمريكا", "هامبورغ", "بحر"))).variants
    assert [(one.asked, one.written, one.articles) for one in found] == [
        ("هامبورغ", "هامبورج", 3),
        ("أمريكا", "أميركا", 2),
    ]


@pytest.mark.parametrize(
    "query",
    [
        Words(("بحر",)),
        Words(("زرافة",)),
        Phrase("هامبورغ"),
        Near("ميناء هامبورغ", 5),
        Words((), terms=(Term("هامبورغ", "exact"),)),
        Words((), terms=(Term("هامبور", "prefix"),)),
        Words((), terms=(Term("هامبورغ", "fuzzy"),)),
        And((Words(("بحر",)), Not(HAMBURG))),
    ],
    ids=str,
)
def test_nothing_but_loose_names_has_variants(ports: Engine, query: Query) -> None:
    assert page(ports, query).variants == ()


@pytest.mark.parametrize(
    "query",
    [
        HAMBURG,
        Words((), terms=(Term("هامبورغ"),)),
        Or((HAMBURG, Phrase("بحر"))),
        And((HAMBURG, Words(("ميناء",)))),
        InTitle(HAMBURG),
    ],
    ids=str,
)
def test_names_in_a_tree_have_variants(ports: Engine, query: Query) -> None:
    assert [one.stem for one in page(ports, query).variants] == ["هامبورج"]


def test_a_name_in_latin_letters_has_its_arabic_spellings_as_variants(ports: Engine) -> None:
    latin = Words(("Hamburg",))
    assert [(one.asked, one.stem, one.articles) for one in page(ports, latin).variants] == [
        ("Hamburg", "هامبورج", 3),
        ("Hamburg", "هامبورغ", 1),
    ]
    assert ids(ports, latin, "هامبورج") == ["g"]


@pytest.mark.parametrize("farthest", [one for one in Relation if one <= Relation.TYPO])
def test_variants_are_those_that_may_answer(ports: Engine, farthest: Relation) -> None:
    assert bool(page(ports, HAMBURG, farthest=farthest).variants) == (farthest >= Relation.NAME)
    assert ("j1" in ids(ports, HAMBURG, farthest=farthest)) == (farthest >= Relation.NAME)


@pytest.mark.parametrize("farthest", [Relation.NAME, Relation.TYPO])
def test_a_variant_that_is_left_out_finds_nothing(ports: Engine, farthest: Relation) -> None:
    assert ids(ports, HAMBURG, farthest=farthest) == ["g", "j1", "j2", "j3"]
    without = page(ports, HAMBURG, "هامبورج", farthest=farthest)
    assert [hit.id for hit in without.hits] == ["g"]
    assert without.variants == ()
    assert list(without.matched) == ["هامبورغ"]


def test_leaving_out_is_for_one_search(ports: Engine) -> None:
    for _ in range(2):
        assert ids(ports, HAMBURG, "هامبورج") == ["g"]
        assert ids(ports, HAMBURG) == ["g", "j1", "j2", "j3"]


def test_the_name_itself_is_never_left_out(ports: Engine) -> None:
    assert ids(ports, HAMBURG, "هامبورغ") == ["g", "j1", "j2", "j3"]
    assert ids(ports, Words(("هامبورج",)), "هامبورج") == ["g", "j1", "j2", "j3"]
    assert ids(ports, Words(("هامبورج",)), "هامبورغ") == ["j1", "j2", "j3"]


def test_other_names_and_other_relations_stay(ports: Engine, keep: Keep) -> None:
    keep(ports, book="كتاب", books="كتب")
    query = Words(("هامبورغ", "أمريكا", "كتاب"))
    assert ids(ports, query, "هامبورج", "كتب") == ["book", "books", "g", "us", "us1", "us2"]
    assert [one.stem for one in page(ports, query, "هامبورج").variants] == ["اميركا"]


def test_a_name_that_is_left_out_for_one_word_answers_another(ports: Engine) -> None:
    """The query has both spellings: each still finds itself."""
    assert ids(ports, Words(("هامبورغ", "هامبورج")), "هامبورج") == ["g", "j1", "j2", "j3"]


def test_what_is_left_out_counts_for_no_rarity(ports: Engine) -> None:
    narrow = page(ports, HAMBURG, farthest=Relation.PLURAL).hits
    without = page(ports, HAMBURG, "هامبورج").hits
    assert [hit.id for hit in without] == [hit.id for hit in narrow]
    assert [hit.score for hit in without] == pytest.approx([hit.score for hit in narrow])


def test_a_variant_in_another_generation_is_counted_anew(ports: Engine, keep: Keep) -> None:
    assert page(ports, HAMBURG).variants[0].articles == 3
    keep(ports, j4="هامبورج")
    assert page(ports, HAMBURG).variants[0].articles == 4


def test_variants_find_no_deleted_articles(ports: Engine) -> None:
    ports.delete(["j1", "j2", "j3", "us1", "us2", "g", "us"])
    ports.commit()
    assert page(ports, HAMBURG).total == 0


@pytest.mark.parametrize(
    ("typed", "body", "found"),
    [
        ("putin", "قال بوتين", True),
        ("netanyahu", "زار نتانياهو", True),
        ("3ayn", "عين الماء", True),  # an eye, in the letters of chats
        ("7a2", "هذا حق", True),  # a right
        ("xi", "وصل شي", True),
        ("messi", "سجل ميسي", True),
        ("time", "وقد تم الأمر", False),  # it was done
        ("been", "جلس بين الناس", False),  # between
        ("bbc", "هذا بيت", False),
    ],
)
def test_a_word_in_latin_letters_finds_the_arabic_spellings_of_its_name(
    engine: Engine, keep: Keep, typed: str, body: str, found: bool
) -> None:
    keep(engine, a=body, b="خبر آخر")
    assert ids(engine, Words((typed,))) == (["a"] if found else [])


def test_a_latin_word_of_the_index_is_joined_by_foreign_names_only(engine: Engine, keep: Keep) -> None:
    keep(engine, a="Google قال", b="جوجل قالت", c="Time مجلة", d="تم الأمر")
    assert ids(engine, Words(("google",))) == ["a", "b"]
    assert ids(engine, Words(("time",))) == ["c"]


def test_a_latin_name_may_be_two_words_in_arabic(engine: Engine, keep: Keep) -> None:
    keep(engine, a="شي جين بينغ", b="خبر آخر")
    assert ids(engine, Words(("jinping",))) == ["a"]
