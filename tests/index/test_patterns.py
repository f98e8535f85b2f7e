"""Which words does a prefix, a word with wildcards or one that may be mistyped find?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.arabic.relation import Relation
from index.engine import Filters, Match, Plan
from index.query import And, InTitle, Not, Or, Phrase, Query, Term, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine, Hit

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]
    Explained = Callable[..., dict[str, Hit]]


def asking(text: str, boost: float = 1.0) -> Words:
    """Return the query for a term: a prefix as in كت-, a mistyped word as in كتاب~, else one with wildcards."""
    how = {"-": "prefix", "~": "fuzzy"}.get(text[-1:], "wildcard")
    return Words((), terms=(Term(text if how == "wildcard" else text[:-1], how, boost),))  # type: ignore[arg-type]


@pytest.fixture
def shelf(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with one word in each article, in two segments; the word is its id."""
    first = "كتاب الكتاب كُتُب مسئول مسؤولة مسودة مسألة سماء شيء مدرسة مدرسه مدارس أحمد إبراهيم ابن"
    second = "مكتبة كتاب2 Reuters reuter 2024 ٢٠٢٣ 3.5 قرآن آثار رؤوس رءوس رأس بدء بدر"
    keep(engine, **{word: f"خبر {word}" for word in first.split()})
    keep(engine, **{word: f"خبر {word}" for word in second.split()})
    return engine


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("كت-", "كتاب كُتُب كتاب2"),
        ("كُـت-", "كتاب كُتُب كتاب2"),
        ("كتاب-", "كتاب كتاب2"),
        ("مسؤ-", "مسئول مسؤولة مسودة"),
        ("مسئ-", "مسئول مسؤولة"),
        ("مسأ-", "مسألة"),
        ("رء-", "رأس رؤوس رءوس"),
        ("سماء-", "سماء"),
        ("ا-", "الكتاب أحمد إبراهيم ابن آثار"),
        ("أ-", "الكتاب أحمد إبراهيم ابن آثار"),
        ("إبر-", "إبراهيم"),
        ("مدرسة-", "مدرسة مدرسه"),
        ("REU-", "Reuters reuter"),
        ("٢٠-", "2024 ٢٠٢٣"),
        ("تاب-", ""),
        ("زرا-", ""),
        ("ك*ب", "كتاب كُتُب"),
        ("*كتا*", "كتاب الكتاب كتاب2"),
        ("كت?ب", "كتاب"),
        ("كتاب?", "كتاب2"),
        ("?كتاب", ""),
        ("??كتاب", "الكتاب"),
        ("*ة", "مسؤولة مسألة مسودة مدرسة مدرسه مكتبة"),
        ("*ه", "مسؤولة مسألة مسودة مدرسة مدرسه مكتبة"),
        ("م?ا?س", "مدارس"),
        ("مس*ل", "مسئول"),
        ("مسئ*ل*", "مسئول مسؤولة"),
        ("مس?ول", "مسئول"),
        ("ش*ء", "شيء"),
        ("ش?ء", "شيء"),
        ("بد?", "بدر"),
        ("بد*ء", "بدء بدر"),
        ("*", None),
        ("R*s", "Reuters"),
        ("20?4", "2024"),
        ("3*5", "3.5"),
        ("3?5", "3.5"),
        ("كتاب", "كتاب"),
        ("ك*ب*ب", ""),
    ],
)
def test_a_pattern_finds_the_words_that_are_spelled_so_folded(
    shelf: Engine, found: Found, text: str, words: str | None
) -> None:
    expected = found(shelf) if words is None else words.split()
    for sort in ("relevance", "newest"):
        assert sorted(found(shelf, asking(text), sort=sort)) == sorted(expected)


@pytest.mark.parametrize("text", ["3.5", "3.*", "*.5", "3?5"])
def test_only_jokers_stand_for_other_characters(engine: Engine, keep: Keep, found: Found, text: str) -> None:
    keep(engine, point="3.5", other="345", plus="3 5")
    assert found(engine, asking(text)) == (["point"] if "?" not in text else ["point", "other"])


@pytest.mark.parametrize(
    "text", ["كت[اب", "(كتاب", "كتاب)*", "[ك]*", "كت+", "كتاب|قلم*", "\\w*", "^ك*", "ك*$", "ك{2}*"]
)
def test_signs_of_regular_expressions_are_signs(shelf: Engine, found: Found, text: str) -> None:
    assert found(shelf, asking(text)) == []


@pytest.mark.parametrize("how", ["prefix", "wildcard", "fuzzy", "exact", "related"])
@pytest.mark.parametrize("text", ["", "؟", "\n", "كت\nقلم", "كت\ud800", "🙂", " ", "ء", "ك" * 500])
def test_any_text_is_answered(shelf: Engine, found: Found, how: str, text: str) -> None:
    query = Words((), terms=(Term(text, how),))  # type: ignore[arg-type]
    assert len(found(shelf, query)) <= shelf.count()
    assert len(found(shelf, query, explain=True, farthest=Relation.TYPO)) <= shelf.count()


def test_a_pattern_alone_with_a_hamza_is_not_every_word(shelf: Engine, found: Found) -> None:
    assert found(shelf, asking("*ء")) == []
    assert found(shelf, asking("ء-")) == []


def test_patterns_find_in_all_segments_but_no_deleted_articles(engine: Engine, keep: Keep, found: Found) -> None:
    for number in range(4):
        keep(engine, **{f"a{number}": "كتاب", f"b{number}": "مكتبة", f"c{number}": f"قلم كتب{number}"})
    engine.delete(["a1", "c2"])
    engine.commit()
    assert sorted(found(engine, asking("كت-"))) == ["a0", "a2", "a3", "c0", "c1", "c3"]
    assert sorted(found(engine, asking("*كت?*"))) == [
        f"{one}{n}" for one in "abc" for n in range(4) if one + str(n) not in ("a1", "c2")
    ]


def test_an_empty_index_answers_no_pattern(engine: Engine, found: Found) -> None:
    for text in ("كت-", "*", "كتاب~"):
        assert found(engine, asking(text)) == []


def test_articles_without_words_answer_no_pattern(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="؟!")
    for text in ("كت-", "*", "كتاب~"):
        assert found(engine, asking(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("كتاب~", "كتاب"),
        ("كتتاب~", "كتاب"),
        ("مدرصة~", "مدرسة مدرسه"),
        ("مسؤول~", "مسئول"),
        ("reuterz~", "Reuters reuter"),
        ("زرافات~", ""),
    ],
)
def test_a_mistyped_word_finds_near_ones(shelf: Engine, found: Found, text: str, words: str) -> None:
    assert set(words.split()) <= set(found(shelf, asking(text)))
    assert words or not found(shelf, asking(text))


def matched(engine: Engine, query: Query, farthest: Relation = Relation.NAME) -> dict[str, Match]:
    return dict(engine.run(Plan(query, Filters(), farthest=farthest)).matched)


def test_matched_words_say_how_they_answer(shelf: Engine) -> None:
    assert matched(shelf, asking("كُت-")) == {word: Match(Relation.SPELLING, "كت") for word in ("كتاب", "كتب", "كتاب2")}
    assert matched(shelf, asking("مدرسة~"))["مدرسه"] == Match(Relation.SPELLING, "مدرسه")
    assert matched(shelf, asking("مدرصة~"))["مدرسة"] == Match(Relation.TYPO, "مدرصه")


def test_a_pattern_is_compared_so_at_every_rung(shelf: Engine, found: Found) -> None:
    for rung in Relation:
        if rung <= Relation.TYPO:
            assert sorted(found(shelf, asking("كت-"), farthest=rung)) == sorted("كتاب كُتُب كتاب2".split())


def test_the_boost_of_a_pattern_multiplies_what_it_adds(shelf: Engine, explained: Explained) -> None:
    for text in ("كت-", "م*", "مدرصة~"):
        one, other = explained(shelf, asking(text)), explained(shelf, asking(text, 4.0))
        kinds = ("spelling", "clitic", "form", "coverage")
        amounts = [
            {
                (name, each.kind): each.amount
                for name, hit in hits.items()
                for each in hit.evidence
                if each.kind in kinds
            }
            for hits in (one, other)
        ]
        assert amounts[1] == {key: pytest.approx(4 * amount) for key, amount in amounts[0].items()}
        assert amounts[0]


def test_a_pattern_stands_in_any_tree(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("a", "قلم", title="كتاب"), article("b", "كتب قلم"), article("c", "قلم")])
    engine.commit()
    pen, books = Words(("قلم",)), asking("كت-")
    assert found(engine, InTitle(books)) == ["a"]
    assert sorted(found(engine, And((pen, Not(books))))) == ["c"]
    assert sorted(found(engine, Or((books, Phrase("قلم"))))) == ["a", "b", "c"]
    assert sorted(found(engine, Words(("قلم",), "all", books.terms))) == ["a", "b"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [("الدين", ["faith"]), ("الذيذ", []), ("هؤلا", []), ("الذين", ["faith", "who"]), ("هولاء", ["these"])],
)
def test_a_stop_word_never_answers_for_a_typo_of_it(
    engine: Engine, keep: Keep, found: Found, asked: str, ids: list[str]
) -> None:
    keep(engine, who="الذين", faith="الدين", these="هؤلاء")
    assert sorted(found(engine, Words((asked,)), farthest=Relation.TYPO)) == ids


@pytest.mark.parametrize("pattern", ["*ه" * 20 + "ظ", "ه*" * 20 + "ظ", "*ه?" * 15 + "*ظ*"])
def test_stars_in_a_word_of_one_letter_are_not_shared_out_in_all_ways(engine: Engine, keep: Keep, pattern: str) -> None:
    keep(engine, laugh="ه" * 60, end="ه" * 40 + "ظ")
    plan = Plan(asking(pattern), Filters())
    assert [hit.id for hit in engine.run(plan).hits] == ["end"]
