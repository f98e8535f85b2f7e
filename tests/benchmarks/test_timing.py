from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from benchmarks.questions import Question
from benchmarks.systems import Answer
from benchmarks.timing import Effort, time_all, warm_up

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = [Question("rare term", (word,)) for word in ("س", "ص")]


class Recorder:
    """An engine that tells when it is asked, and takes its time."""

    segments = 1

    def __init__(self, name: str, log: list[str], seconds: float = 0.0) -> None:
        self._name, self._log, self._seconds = name, log, seconds

    def prepare(self, question: Question) -> str:
        return self._name + question.words[0]

    def ask(self, prepared: Any) -> Answer:
        self._log.append(prepared)
        time.sleep(self._seconds)
        return Answer(3, [1, 2])

    def ids(self, best: Sequence[Any]) -> list[str]:
        return [f"d{number}" for number in best]


def test_after_warming_up_each_question_is_asked_of_all_in_turns_twice() -> None:
    log: list[str] = []
    time_all({"rare term": ASKED}, {name: Recorder(name, log) for name in "AB"}, Effort(2, 2, 60))
    assert log == ["Aس", "Aص", "Bس", "Bص", *["Aس", "Aس", "Bس", "Bس", "Aص", "Aص", "Bص", "Bص"] * 2]


def test_times_and_answers_are_kept_by_question() -> None:
    engines = {"A": Recorder("A", [], 0.002)}
    timed = time_all({"rare term": ASKED}, engines, Effort(2, 3, 60))["rare term"]["A"]
    assert {one.shape for one in (timed.cpu, timed.wall, timed.cpu_again, timed.wall_again)} == {(2,)}
    assert (timed.wall >= 2).all()
    assert (timed.cpu < timed.wall).all()  # it sleeps
    assert timed.totals == [3, 3]
    assert timed.best == [["d1", "d2"], ["d1", "d2"]]


def test_a_slow_engine_is_asked_no_more_than_its_time_allows() -> None:
    engines = {"slow": Recorder("", [], 0.01), "quick": Recorder("", [])}
    answers = warm_up({name: ["س"] * 50 for name in engines}, engines, share_seconds=0.03)
    assert 1 <= len(answers["slow"]) <= 5
    assert len(answers["quick"]) == 50
