from __future__ import annotations

import pytest

from benchmarks.questions import KINDS, Sample, questions, raw_headlines, sample_of, three_words
from benchmarks.terms import Document, analysed
from documents.article import Article
from index.arabic.analyzer import Analyzer

TITLES = ("افتتاح محطة الكهرباء في المدينة", "لقاء الرئيس مع رؤساء الأندية", "ارتفاع أسعار القمح في السوق")
"""A power station is opened in the city; the president meets heads of clubs; the price of wheat rises in the market."""


def documents(count: int) -> list[Document]:
    analyzer = Analyzer()
    made = []
    for number in range(count):
        title = TITLES[number % 3]
        body = f"{title} {'نادر' if number < 3 else ''} {'شائع' if number % 10 == 0 else ''} حدث"
        document = analysed(Article(f"d{number}", title, body), analyzer)
        made.append(Document(document.id, 20150731, document.title, document.body, title, body))
    return made


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(documents(300), 300)


def test_there_are_different_questions_of_every_kind(sample: Sample) -> None:
    found = questions(sample, 3)
    assert tuple(found) == KINDS
    for kind, some in found.items():
        assert 1 <= len(some) == len(set(some)) <= 3
        assert {question.kind for question in some} == {kind}


def test_the_same_corpus_gives_the_same_questions(sample: Sample) -> None:
    assert questions(sample, 5) == questions(sample_of(documents(300), 300), 5)


def test_rare_and_frequent_terms_are_told_by_their_articles(sample: Sample) -> None:
    found = questions(sample, 50)
    assert [question.words for question in found["rare term"]] == [("نادر",)]
    assert [question.words for question in found["frequent term"]] == [("شايع",)]


def test_a_phrase_stands_in_a_body(sample: Sample) -> None:
    bodies = [f" {document.body} " for document in sample.documents]
    for question in questions(sample, 20)["phrase"]:
        assert any(f" {' '.join(question.words)} " in body for body in bodies)


def test_words_of_a_headline_have_no_stop_words_but_in_headline_or(sample: Sample) -> None:
    found = questions(sample, 20)
    assert {len(question.words) for question in found["2 AND"]} == {2}
    assert {len(question.words) for question in found["3 OR"]} == {3}
    words = {word for kind in ("2 AND", "3 OR", "term + dates") for one in found[kind] for word in one.words}
    assert "في" not in words
    assert any("في" in question.words for question in found["headline OR"])


def test_the_week_runs_over_the_end_of_a_month(sample: Sample) -> None:
    assert {question.days for question in questions(sample, 5)["term + dates"]} == {(20150731, 20150806)}


def test_a_prefix_is_three_letters_of_a_long_word(sample: Sample) -> None:
    stems = {stem for document in sample.documents for stem in document.title.split()}
    for question in questions(sample, 5)["prefix"]:
        (prefix,) = question.words
        assert len(prefix) == 3
        assert any(stem.startswith(prefix) and len(stem) >= 5 for stem in stems)


def test_articles_without_a_day_or_a_headline_are_not_asked_for_by_them() -> None:
    bare = Document("d", 0, "", "كلمة", "", "كلمة")
    dayless = Document("e", 0, "كلمة", "كلمة", "كلمة", "كلمة")
    found = questions(sample_of([bare, dayless], 2), 5)
    assert found["term + dates"] == []
    assert [question.words for question in found["headline OR"]] == [("كلمة",)]


def test_the_product_is_asked_what_was_written(sample: Sample) -> None:
    headlines = raw_headlines(sample, 30)
    assert set(headlines) == set(TITLES)
    assert all(len(words.split()) == 3 and "في" not in words.split() for words in three_words(headlines))
    assert three_words(["في المدينة"]) == []
