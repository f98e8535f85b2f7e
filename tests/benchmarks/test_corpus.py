from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus
from benchmarks.corpus import articles_in, open_corpus, read_articles, recombine, split_sentences
from documents.article import Article

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = [
    Article(
        "a", "افتتاح محطة الكهرباء", "افتتح الوزير المحطة. حضر الحفل المهندسون.", date(2015, 7, 1), source="الأولى"
    ),
    Article(
        "b",
        "لقاء الرئيس في لندن",
        "التقى الرئيس الوفد.\nعاد بعد يومين! شكر مضيفيه.",
        date(2015, 8, 2),
        source="الثانية",
    ),
]
"""A station is opened; the president meets a delegation in London."""


@pytest.mark.parametrize(("size", "articles"), [("31k", 31_030), ("4k", 4000), ("300k", 300_000), ("1M", 1_000_000)])
def test_a_size_names_its_number_of_articles(size: str, articles: int) -> None:
    assert articles_in(size) == articles


@pytest.mark.parametrize("size", ["", "k", "0k", "31", "whole", "1G"])
def test_anything_else_is_no_size(size: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        articles_in(size)


def test_sentences_end_at_marks_before_a_space_and_at_line_ends() -> None:
    text = "بلغ 6.5 مليون. هل يكفي؟ نعم\n\nانتهى"
    assert split_sentences(text) == ["بلغ 6.5 مليون.", "هل يكفي؟", "نعم", "انتهى"]


def test_a_made_article_has_sentences_source_and_day_of_real_ones() -> None:
    sentences = {sentence for article in ARTICLES for sentence in split_sentences(article.body)}
    sources = {(article.source, article.published) for article in ARTICLES}
    for made in recombine(ARTICLES, 50):
        assert set(made.body.split("\n")) <= sentences
        assert (made.source, made.published) in sources
        assert len(made.body.split("\n")) == {"الأولى": 2, "الثانية": 3}[made.source]


def test_articles_are_made_the_same_every_time_and_have_their_own_ids() -> None:
    first, second = list(recombine(ARTICLES, 50)), list(recombine(ARTICLES, 50))
    assert first == second
    assert len({article.id for article in first}) == 50
    assert len({article.title for article in first}) > len(ARTICLES)


def test_an_article_without_a_body_makes_articles_without_one() -> None:
    assert {made.body for made in recombine([Article("a", "عنوان", "")], 3)} == {""}


def test_a_corpus_is_made_once(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    made = open_corpus("1k", tmp_path / "bench")
    assert made.articles == 60 == len(list(read_articles(made.path)))
    assert made.raw_bytes == sum(len((one.title + one.body).encode()) for one in read_articles(made.path))
    monkeypatch.setattr(corpus, "DATA", tmp_path / "gone")
    assert open_corpus("1k", tmp_path / "bench") == made


def test_a_corpus_of_another_recipe_is_made_again(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    made = open_corpus("1k", tmp_path)
    made.path.write_text("", encoding="utf-8")
    monkeypatch.setattr(corpus, "RECIPE", corpus.RECIPE + 1)
    assert len(list(read_articles(open_corpus("1k", tmp_path).path))) == 60
