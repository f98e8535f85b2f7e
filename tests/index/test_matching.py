"""Which articles match which words and phrases?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query import And, Not, Or, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine

    Make = Callable[..., Article]
    Found = Callable[..., list[str]]
    Keep = Callable[..., None]


def matches(engine: Engine, found: Found, query: Query | str, *ids: str) -> None:
    """Check which ids a query finds, in either order's own way of collecting them."""
    for sort in ("relevance", "newest"):
        assert sorted(found(engine, query, sort=sort)) == sorted(ids)


@pytest.fixture
def library(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with four short articles."""
    keep(engine, sea="سفينة في البحر", sun="الشمس فوق البحر الأحمر", moon="ضوء القمر", book="كتاب عن الشمس والقمر")
    return engine


# Relations: the asked word, a written word that answers, one that does not


@pytest.mark.parametrize(
    "words",
    [
        ("مسئول", "مسؤول", "سؤال"),  # another seat of the hamza (responsible); a question
        ("مدرسة", "مدرسه", "مدرس"),  # ه for ة (school); a teacher
        ("كِتَاب", "كتاب", "كاتب"),  # harakat (book); a writer
        ("كتاب", "والكتاب", "كاتب"),  # and the book
        ("للبحر", "البحر", "حبر"),  # for the sea, the sea; ink
        ("كتاب", "كتابهم", "مكتب"),  # their book; an office
        ("مهندسين", "مهندسون", "هندسة"),  # engineers in two cases; engineering
        ("كتاب", "كتب", "كتيبة"),  # books; a battalion
        ("وزراء", "وزير", "زيارة"),  # ministers, a minister; a visit
        ("هامبورغ", "هامبورج", "همبرغر"),  # Hamburg by ear; hamburger
        ("2024", "٢٠٢٤", "2025"),
        ("7850", "٧٬٨٥٠", "785"),
        ("Reuters", "reuters", "reuter"),
    ],
)
def test_a_word_matches_related_written_words_only(
    engine: Engine, keep: Keep, found: Found, words: tuple[str, str, str]
) -> None:
    asked, related, other = words
    keep(engine, yes=f"خبر {related}", no=f"خبر {other}")
    matches(engine, found, Words((asked,)), "yes")


@pytest.mark.parametrize(
    ("word", "stop_word"),
    [("ماء", "ما"), ("علي", "على"), ("آن", "أن")],  # water, what; Ali, on; a time, that
)
def test_a_stop_word_never_answers_for_another_word(
    engine: Engine, keep: Keep, found: Found, word: str, stop_word: str
) -> None:
    keep(engine, word=f"خبر {word}", stop=f"خبر {stop_word}")
    matches(engine, found, Words((word,)), "word")
    matches(engine, found, Phrase(word), "word")


@pytest.mark.parametrize("words", [("ما", "ماء"), ("ماء", "ما")], ids=" ".join)
def test_a_word_is_asked_for_beside_a_stop_word_that_folds_alike(
    engine: Engine, keep: Keep, found: Found, words: tuple[str, ...]
) -> None:
    keep(engine, water="شرب ماء", what="هذا ما شرب")
    matches(engine, found, Words(words), "water")


@pytest.mark.parametrize("phrase", ["ما ماء", "ماء ما"])
def test_a_phrase_has_a_word_and_a_stop_word_that_fold_alike(
    engine: Engine, keep: Keep, found: Found, phrase: str
) -> None:
    keep(engine, it=f"هنا {phrase} هنا", water="هنا ماء ماء هنا", what="هنا ما ما هنا")
    assert "it" in found(engine, Phrase(phrase))
    assert "what" not in found(engine, Phrase(phrase))


def test_two_spellings_of_one_word_are_one_word(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, one="مسؤول هنا", both="مسؤول وزير", none="وزير")
    matches(engine, found, Words(("مسئول", "مسؤول", "وزير", "سفير"), need="most"), "both")


@pytest.mark.parametrize("place", ["section", "source"])
def test_a_word_of_section_or_source_makes_no_match(engine: Engine, article: Make, found: Found, place: str) -> None:
    engine.add([article("1", "خبر", **{place: "ثقافة"})])
    engine.commit()
    matches(engine, found, "ثقافة")
    matches(engine, found, "«ثقافة»")


# How many of the words


NEEDS = [
    ("سفينة بحر شمس", "any", "sea sun book"),
    ("سفينة بحر شمس", "most", "sea sun"),
    ("سفينة بحر شمس", "all", ""),
    ("سفينة بحر", "all", "sea"),
    ("بحر", "most", "sea sun"),
    ("بحر شمس", "most", "sea sun book"),
    ("بحر شمس زرافة", "most", "sun"),
    ("بحر زرافة", "most", "sea sun"),
    ("بحر زرافة", "all", ""),
    ("بحر زرافة", "any", "sea sun"),
    ("زرافة نعامة شمس", "most", ""),
    ("بحر شمس أحمر سفينة زرافة", "most", "sun"),
    ("البحر في", "all", "sea sun"),
    ("القمر عن في على", "most", "moon book"),
    ("في عن", "any", "sea book"),
    ("في عن", "all", ""),
    ("بحر بحر بحر شمس", "all", "sun"),
]


@pytest.mark.parametrize(("words", "need", "ids"), NEEDS, ids=str)
def test_an_article_needs_so_many_of_the_telling_words(
    library: Engine, found: Found, words: str, need: str, ids: str
) -> None:
    matches(library, found, Words(tuple(words.split()), need=need), *ids.split())  # type: ignore[arg-type]


@pytest.mark.parametrize(("need", "ids"), [("any", "sea book"), ("most", "sea book"), ("all", "")])
def test_each_word_of_a_typed_word_counts(library: Engine, found: Found, need: str, ids: str) -> None:
    matches(library, found, Words(("سفينة_كتاب",), need=need), *ids.split())  # type: ignore[arg-type]


def test_a_need_in_a_tree_is_that_of_its_leaf(library: Engine, found: Found) -> None:
    both = Words(("بحر", "شمس"), need="all")
    matches(library, found, Or((both, Words(("كتاب",)))), "sun", "book")
    matches(library, found, Not(both), "sea", "moon", "book")


# Phrases


def test_phrase_needs_its_words_in_order(library: Engine, found: Found) -> None:
    matches(library, found, "«فوق البحر»", "sun")
    matches(library, found, "«البحر فوق»")


def test_phrase_needs_its_words_next_to_each_other(library: Engine, found: Found) -> None:
    matches(library, found, "«الشمس البحر»")


def test_phrase_matches_other_spellings_of_the_same_letters(library: Engine, found: Found) -> None:
    matches(library, found, "«الْبَحر الاحمر»", "sun")


@pytest.mark.parametrize("phrase", ["«ضوء قمر»", "«ضوء الأقمار»", "«كتب عن»"])
def test_phrase_matches_no_other_form(library: Engine, found: Found, phrase: str) -> None:
    matches(library, found, phrase)


def test_phrase_of_one_word_is_the_same_word(library: Engine, found: Found) -> None:
    matches(library, found, "«القمر»", "moon")


def test_phrase_keeps_its_stop_words(library: Engine, found: Found) -> None:
    matches(library, found, "«سفينة في البحر»", "sea")
    matches(library, found, "«سفينة البحر»")
    matches(library, found, "«سفينة على البحر»")


def test_phrase_of_stop_words_matches(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="قال من أين هذا", b="من قال أين")
    matches(engine, found, "«من أين»", "a")


def test_phrase_without_letters_matches_nothing(library: Engine, found: Found) -> None:
    matches(library, found, "«؟!»")


def test_phrase_of_a_repeated_word_needs_it_as_often(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, two="جدا جدا", three="جدا جدا جدا")
    matches(engine, found, "«جدا جدا جدا»", "three")


def test_phrase_comes_back_to_its_first_word(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, it="هكذا كان ما كان هناك", other="كان ما هكذا كان")
    matches(engine, found, "«كان ما كان»", "it")


@pytest.mark.parametrize("times", range(2, 12))
def test_phrase_longer_than_all_articles_matches_nothing(engine: Engine, keep: Keep, found: Found, times: int) -> None:
    keep(engine, a="جدا")
    matches(engine, found, Phrase("جدا " * times))


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [("عام 2024", "ab"), ("عام ٢٠٢٤", "ab"), ("7850 طنا", "c"), ("٧٬٨٥٠ طنا", "c"), ("عام 202", ""), ("3.5 طنا", "d")],
)
def test_phrase_finds_a_number_however_it_is_written(
    engine: Engine, keep: Keep, found: Found, phrase: str, ids: str
) -> None:
    keep(engine, a="في عام 2024", b="في عام ٢٠٢٤", c="نحو 7,850 طنا", d="نحو ٣٫٥ طنا")
    matches(engine, found, Phrase(phrase), *ids)


PARTS = {"title": "ألف باء", "caption": "جيم دال", "body": "هاء واو", "section": "زاي حاء", "source": "طاء ياء"}


@pytest.mark.parametrize("part", ["title", "caption", "body"])
def test_phrase_matches_inside_a_part(engine: Engine, article: Make, found: Found, part: str) -> None:
    engine.add([article("1", **PARTS)])
    engine.commit()
    matches(engine, found, Phrase(PARTS[part]), "1")


@pytest.mark.parametrize(
    "phrase", ["باء جيم", "دال هاء", "واو زاي", "حاء طاء", "زاي حاء", "ياء ألف", "باء هاء", "باء جيم دال هاء"]
)
def test_phrase_runs_over_no_end_of_a_part(engine: Engine, article: Make, found: Found, phrase: str) -> None:
    """Nor from one article into the next, nor within section and source."""
    whole = " ".join(PARTS.values())
    engine.add([article("1", **PARTS), article("2", **PARTS)])
    engine.commit()
    matches(engine, found, Phrase(phrase))
    engine.add([article("3", f"{whole} {whole} باء هاء")])
    engine.commit()
    matches(engine, found, Phrase(phrase), "3")


def test_phrase_is_not_looked_for_in_section_and_source(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("1", "دولي هنا اقتصاد", section="اقتصاد دولي", source="اقتصاد دولي")])
    engine.commit()
    matches(engine, found, "«اقتصاد دولي»")
    matches(engine, found, "«دولي هنا»", "1")


def test_phrase_runs_over_no_part_that_is_empty(engine: Engine, article: Make, found: Found) -> None:
    engine.add([article("1", "نهاية", title="بداية")])
    engine.commit()
    matches(engine, found, "«بداية نهاية»")


def test_phrase_is_found_at_any_place_of_the_body(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a=" ".join(f"كلمة{number}" for number in range(100)))
    assert all(found(engine, f"«كلمة{number} كلمة{number + 1}»") == ["a"] for number in range(99))


def test_phrase_is_found_beyond_deleted_articles_and_in_every_segment(engine: Engine, keep: Keep, found: Found) -> None:
    keep(engine, a="ضوء القمر", b="قمر", c="ضوء القمر")
    keep(engine, d="القمر ضوء", e="ضوء القمر")
    engine.delete(["a", "b"])
    engine.commit()
    matches(engine, found, "«ضوء القمر»", "c", "e")


def test_an_exclusion_of_a_need_excludes_just_those(library: Engine, found: Found) -> None:
    query = And((Words(("بحر",)), Not(Words(("شمس", "أحمر"), need="all"))))
    matches(library, found, query, "sea")
