"""Do all engines find the same articles? Each is held against a reading of every word."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from benchmarks.builds import ENGINES, NO_TANTIVY, systems
from benchmarks.questions import KINDS, Question, questions, sample_of
from benchmarks.sqlite_system import TOKEN_CHARACTERS
from benchmarks.terms import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.systems import Opened

WORDS = "مدينه محطه كهربا رييس لندن نادي سوق قمح سعر وزير مهندس افتتح التقي ارتفع 6.5 في من".split()
"""City, station, electricity, president, London, club, market, wheat, price, minister, engineer …"""


def document(number: int) -> Document:
    title = " ".join(WORDS[(number * 7 + place * 3) % len(WORDS)] for place in range(5))
    body = " ".join(WORDS[(number * place + place * place) % len(WORDS)] for place in range(1, 20 + number % 5))
    body += " نادر" if number % 40 == 0 else ""
    return Document(f"d{number}", 20150701 + number % 28, title, body, title, body)


DOCUMENTS = [document(number) for number in range(120)]


def matches(question: Question, one: Document) -> bool:
    words = one.body.split()
    if question.kind == "phrase":
        return question.words in list(pairwise(words))
    if question.kind == "prefix":
        return any(word.startswith(question.words[0]) for word in words)
    if question.days and not question.days[0] <= one.day <= question.days[1]:
        return False
    return (all if question.kind == "2 AND" else any)(word in words for word in question.words)


@pytest.fixture(scope="module", params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    if request.param not in systems():
        pytest.skip(NO_TANTIVY)
    system, folder = systems()[request.param], tmp_path_factory.mktemp("index")
    system.build(DOCUMENTS, folder)
    with system.open(folder) as engine:
        yield engine


@pytest.mark.parametrize("kind", KINDS)
def test_hits_are_counted_exactly_and_the_best_are_among_them(opened: Opened, kind: str) -> None:
    asked = [one for some in questions(sample_of(DOCUMENTS, len(DOCUMENTS)), 20).values() for one in some]
    for question in (one for one in asked if one.kind == kind):
        answer = opened.ask(opened.prepare(question))
        right = {one.id for one in DOCUMENTS if matches(question, one)}
        found = opened.ids(answer.best)
        assert answer.total == len(right), question
        assert len(found) == len(set(found)) == min(10, len(right))
        assert set(found) <= right


def test_a_number_with_a_point_is_one_word(opened: Opened) -> None:
    right = sum("6.5" in one.body.split() for one in DOCUMENTS)
    assert opened.ask(opened.prepare(Question("3 OR", ("6.5",)))).total == right
    assert opened.ask(opened.prepare(Question("3 OR", ("6",)))).total == 0


def test_an_index_is_one_segment(opened: Opened) -> None:
    assert opened.segments == 1


def test_an_unknown_word_has_no_hits(opened: Opened) -> None:
    assert opened.ask(opened.prepare(Question("rare term", ("مجهول",)))).total == 0


def test_there_are_questions_of_most_kinds() -> None:
    found = questions(sample_of(DOCUMENTS, len(DOCUMENTS)), 20)
    assert [kind for kind, some in found.items() if not some] == []


def test_sqlite_takes_all_of_ascii_but_the_space_for_letters(tmp_path: Path) -> None:
    system = systems()["SQLite FTS5"]
    word = f"a{TOKEN_CHARACTERS.replace(chr(34), '')}b"
    system.build([Document("d", 0, "", f"{word} x", "", "")], tmp_path)
    with system.open(tmp_path) as engine:
        assert engine.ask(engine.prepare(Question("rare term", (word,)))).total == 1


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_says_its_name(name: str, tmp_path: Path) -> None:
    if name not in systems():
        pytest.skip(NO_TANTIVY)
    assert systems()[name].name == name
