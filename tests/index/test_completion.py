"""With which words and headlines may what is typed go on, and which word was meant by a mistyped one?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from index.completion import Completion, Correction, Headline
from index.whoosh_engine import WhooshEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine

    Make = Callable[..., Article]
    Keep = Callable[..., None]

TODAY = date(2024, 6, 1)


def words(engine: Engine, typed: str, limit: int = 10) -> list[str]:
    return [one.text for one in engine.complete(typed, limit)]


def fill(engine: Engine, article: Make, *bodies: str, published: date | None = None) -> None:
    """Add articles of some bodies in one segment."""
    first = engine.count()
    engine.add(article(f"{first + n}", body, published=published) for n, body in enumerate(bodies))
    engine.commit()


# Words


@pytest.mark.parametrize(
    ("typed", "completions"),
    [
        ("طا", ["الطاقة", "طاقة", "طائرة"]),
        ("طاق", ["الطاقة", "طاقة"]),
        ("الط", ["الطاقة"]),
        ("ط", ["طاقة", "طائرة"]),  # one letter: with the article there would be too many
        ("طائ", ["طائرة"]),
        ("طاي", ["طائرة"]),
        ("طـا", ["الطاقة", "طاقة", "طائرة"]),
        ("ال", ["الطاقة", "ألوان"]),
        ("الطاقة", ["الطاقة"]),
        ("طاقه", ["الطاقة", "طاقة"]),
        ("rE", ["Reuters"]),
        ("زر", []),
        ("", []),
        ("؟", []),
        ("اقة", []),
        ("\ud800", []),
    ],
)
def test_a_word_goes_on_with_and_without_the_article_in_any_spelling(
    engine: Engine, article: Make, typed: str, completions: list[str]
) -> None:
    fill(engine, article, "الطاقة طاقة طائرة ألوان", "الطاقة طاقة", "الطاقة Reuters")
    found = words(engine, typed)
    assert [one.lower() for one in found] == [one.lower() for one in completions]


@pytest.mark.parametrize("typed", ["مس", "مسئ", "مسؤ", "مسئو", "مسؤول"])
def test_a_hamza_may_be_about_to_stand_before_waw(engine: Engine, article: Make, typed: str) -> None:
    """مسئ alone folds otherwise than in مسئول."""
    fill(engine, article, "مسؤول مسألة", "مسؤول")
    assert "مسؤول" in words(engine, typed)


def test_a_word_is_shown_as_it_is_mostly_written(engine: Engine, article: Make) -> None:
    fill(engine, article, "مدرسه", "مدرسة", "مدرسَة مدرسه")
    fill(engine, article, "مدرسة")
    assert engine.complete("مدر", 5) == (Completion("مدرسة", 5),)


def test_more_articles_come_first(engine: Engine, article: Make) -> None:
    fill(engine, article, "كتاب", "كتب كتاب", "كتابة كتب كتاب")
    assert engine.complete("كت", 5) == (Completion("كتاب", 3), Completion("كتب", 2), Completion("كتابة", 1))


def test_an_article_counts_once_however_often_it_has_the_word(engine: Engine, article: Make) -> None:
    fill(engine, article, "كتاب كتاب كتاب", "كتب", "كتب")
    assert engine.complete("كت", 5) == (Completion("كتب", 2), Completion("كتاب", 1))


def test_the_fresher_of_equals_comes_first(engine: Engine, article: Make) -> None:
    fill(engine, article, "كتبنا", published=None)
    fill(engine, article, "كتاب", published=TODAY - timedelta(days=90))
    fill(engine, article, "كتب", published=TODAY)
    fill(engine, article, "كتابة", published=TODAY - timedelta(days=30))
    assert words(engine, "كت") == ["كتب", "كتابة", "كتاب", "كتبنا"]


def test_the_newest_of_its_articles_makes_a_word_fresh(engine: Engine, article: Make) -> None:
    fill(engine, article, "كتاب", "كتب", published=TODAY)
    fill(engine, article, "كتاب", "كتب", published=TODAY - timedelta(days=300))
    fill(engine, article, "كتابة", "كتابة", published=TODAY - timedelta(days=60))
    assert words(engine, "كت") == ["كتاب", "كتب", "كتابة"]


def test_far_more_articles_outweigh_freshness(engine: Engine, article: Make) -> None:
    fill(engine, article, *["كتاب"] * 6, published=TODAY - timedelta(days=1000))
    fill(engine, article, "كتب", published=TODAY)
    assert words(engine, "كت") == ["كتاب", "كتب"]


@pytest.mark.parametrize("candidates", [1, 16])
def test_articles_are_summed_through_the_segments(
    engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch, candidates: int
) -> None:
    """Also where a word is not among the most frequent of a segment."""
    monkeypatch.setattr("index.completion.CANDIDATES", candidates)
    fill(engine, article, "كتاب", "كتاب كتب", "كتاب كتب")
    fill(engine, article, "كتب", "كتب كتاب", "كتب كتاب", "كتب")
    assert engine.complete("كت", 5) == (Completion("كتب", 6), Completion("كتاب", 5))


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 9])
def test_no_more_words_come_than_the_limit(engine: Engine, article: Make, limit: int) -> None:
    fill(engine, article, "كتاب كتب كتابة", "كتاب كتب", "كتاب")
    assert words(engine, "كت", limit) == ["كتاب", "كتب", "كتابة"][:limit]


def test_an_empty_index_completes_nothing(engine: Engine) -> None:
    assert (engine.complete("كت", 5), engine.headlines("كت", 5), engine.corrections("كتاب", 5)) == ((), (), ())


# Headlines


def test_headlines_that_begin_so_come_newest_first_and_undated_last(engine: Engine, article: Make) -> None:
    engine.add(
        [
            article("a", title="مسؤولون: الأسعار ترتفع", published=TODAY - timedelta(days=2)),
            article("b", title="«مسئولون» يجتمعون", published=TODAY),
            article("c", title="مسؤولون بلا تاريخ"),
        ]
    )
    engine.commit()
    engine.add([article("d", title="مسؤولون كثر", published=TODAY - timedelta(days=1)), article("e", title="الأسعار")])
    engine.commit()
    assert [one.id for one in engine.headlines("مسئولو", 9)] == ["b", "d", "a", "c"]
    assert engine.headlines("مسئولون الا", 9) == (Headline("مسؤولون: الأسعار ترتفع", "a"),)
    assert [one.id for one in engine.headlines("مسؤول", 2)] == ["b", "d"]
    assert engine.headlines("ترتفع", 9) == engine.headlines("", 9) == engine.headlines("؟", 9) == ()
    assert engine.headlines("\ud800", 9) == ()


@pytest.mark.parametrize("typed", ["مس", "مسئ", "مسؤ", "مسئو"])
def test_a_hamza_in_a_headline_may_be_about_to_stand_before_waw(engine: Engine, article: Make, typed: str) -> None:
    engine.add([article("a", title="مسؤول كبير")])
    engine.commit()
    assert [one.id for one in engine.headlines(typed, 5)] == ["a"]


def test_a_deleted_article_has_no_headline(engine: Engine, article: Make) -> None:
    titles = {"a": "خبر أول", "b": "خبر ثان", "c": "خبر ثالث", "d": "قمر", "e": "بحر"}
    engine.add(article(name, title=title) for name, title in titles.items())
    engine.commit()
    assert len(engine.headlines("خبر", 5)) == 3
    engine.delete(["a"])
    engine.add([article("b", title="نبأ ثان")])
    engine.commit()
    assert engine.headlines("خبر", 5) == (Headline("خبر ثالث", "c"),)
    assert engine.headlines("نبا", 5) == (Headline("نبأ ثان", "b"),)


@pytest.mark.parametrize("other", ["أخبار البحر", "اخبار البحر", "«أخبار» البحر", "أخبار البحر!", "أخبار\nالبحر"])
def test_one_headline_comes_once_as_the_newest_article_has_it(engine: Engine, article: Make, other: str) -> None:
    engine.add([article("new", title=other, published=TODAY)])
    engine.commit()
    engine.add([article("old", title="أخبار البحر", published=TODAY - timedelta(days=9))])
    engine.commit()
    assert engine.headlines("اخبار", 5) == (Headline(other, "new"),)


# Corrections


def corrections(engine: Engine, word: str, limit: int = 5) -> list[str]:
    return [one.text for one in engine.corrections(word, limit)]


def test_a_correction_is_a_near_word_in_more_articles(engine: Engine, article: Make) -> None:
    fill(engine, article, "مدرسة", "مدرسة", "مدرصة", "زرافة")
    assert engine.corrections("مدرصة", 5) == (Correction("مدرسة", 0.7, 2),)
    assert engine.corrections("مدرسة", 5) == ()
    assert corrections(engine, "مدرثة") == ["مدرسة", "مدرصة"]
    assert corrections(engine, "نعامة") == []
    assert corrections(engine, "") == corrections(engine, "؟") == corrections(engine, "\ud800") == []


def test_articles_of_all_segments_decide_which_word_is_more_frequent(engine: Engine, article: Make) -> None:
    fill(engine, article, "مدرسة", "مدرسة")
    fill(engine, article, "مدرصة", "مدرصة", "مدرصة")
    assert corrections(engine, "مدرسة") == ["مدرصة"]
    fill(engine, article, "مدرسة", "مدرسة")
    assert corrections(engine, "مدرسة") == []
    assert engine.corrections("مدرصة", 5) == (Correction("مدرسة", 0.7, 4),)


def test_a_word_in_as_many_articles_in_all_is_no_correction(engine: Engine, article: Make) -> None:
    fill(engine, article, "مدرسة", "مدرسة", "مدرصة")
    fill(engine, article, "مدرصة", "مدرصة", "مدرسة")
    assert engine.statistics().segments == 2
    assert corrections(engine, "مدرسة") == corrections(engine, "مدرصة") == []


def test_a_correction_is_shown_as_it_is_mostly_written(engine: Engine, article: Make) -> None:
    fill(engine, article, "مسئول", "مسئول")
    fill(engine, article, "مسؤول", "مسؤول", "مَسؤول")
    assert engine.corrections("مسؤوول", 5)[0] == Correction("مسؤول", 0.6, 5)


def test_the_nearer_correction_comes_first_and_of_equals_the_more_frequent(engine: Engine, article: Make) -> None:
    fill(engine, article, "بحار", "بخار بخار", "بخار", "بهار", "قلم")
    assert corrections(engine, "بجار", 2) == ["بخار", "بحار"]
    assert corrections(engine, "بجار", 1) == ["بخار"]


# From one generation to the next


def test_new_segments_are_seen_and_old_ones_forgotten(engine: Engine, article: Make) -> None:
    fill(engine, article, "كتاب", "كتاب مدرسة", "مدرسة")
    engine.add([article("h1", title="خبر أول")])
    engine.commit()
    engine.warm()
    before = made(engine)
    assert words(engine, "كت") == ["كتاب"]
    fill(engine, article, "كتب", "كتب", "كتب مدرصة")
    engine.add([article("h2", title="خبر ثان")])
    engine.commit()
    engine.tidy()
    assert engine.complete("كت", 5) == (Completion("كتب", 3), Completion("كتاب", 2))
    assert corrections(engine, "مدرصة") == ["مدرسة"]
    assert {one.id for one in engine.headlines("خبر", 5)} == {"h1", "h2"}
    assert (engine.statistics().segments, len(made(engine))) == (1, 1)
    assert before.isdisjoint(made(engine))


def test_many_commits_keep_only_what_is_there(engine: Engine, article: Make) -> None:
    for number in range(12):
        fill(engine, article, f"كتاب كلمة{number}")
        engine.warm()
        assert engine.complete("كتا", 5) == (Completion("كتاب", number + 1),)
        assert len(made(engine)) == engine.statistics().segments


def made(engine: Engine) -> set[str]:
    """Return the segments whose spellings and headlines are in memory."""
    assert isinstance(engine, WhooshEngine)
    snapshot = engine._snapshot
    assert snapshot._spellings.keys() | snapshot._headlines.keys() <= {part.segment.segid for part in snapshot.parts}
    return set(snapshot._spellings)


def test_words_that_stand_beside_the_word_before_come_first(engine: Engine, keep: Callable[..., None]) -> None:
    keep(engine, **{f"n{number}": "الطريق طويل" for number in range(5)}, p="محطة الطاقة")
    assert [one.text for one in engine.complete("الط", 5)] == ["الطريق", "الطاقة"]
    assert [one.text for one in engine.complete("الط", 5, "محطة ")] == ["الطاقة", "الطريق"]
    assert [one.text for one in engine.complete("الط", 5, "زرافة ")] == ["الطريق", "الطاقة"]


def test_deleted_and_replaced_articles_are_not_counted(engine: Engine, keep: Callable[..., None]) -> None:
    keep(engine, a="صقيع", b="صقيع زمهرير", c="زمهرير", **{f"n{number}": "خبر" for number in range(9)})
    engine.delete(["c"])
    engine.commit()
    keep(engine, a="خبر آخر")
    assert [(one.text, one.articles) for one in engine.complete("صق", 5)] == [("صقيع", 1)]
    assert [(one.text, one.articles) for one in engine.complete("زم", 5)] == [("زمهرير", 1)]
    engine.delete(["b"])
    engine.commit()
    assert engine.complete("صق", 5) == engine.complete("زم", 5) == ()
