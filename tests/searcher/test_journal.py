from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from documents.outline import outline
from index.errors import IndexUnwritableError
from searcher import journal as journals
from searcher.journal import FILE_NAME, UNREAD, Journal, Reached, State, run_key, sample_of, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from documents.outline import Sample

RUN, OTHER = run_key("add", "a"), run_key("add", "b")
STATE = State(10, 20)
TOTALS = {"read": 3}
SAMPLES: dict[str, Sample] = {"صوت المرسى": (outline("خبر\nتابعونا"),)}


def test_what_was_saved_is_known_to_the_same_run_only(tmp_path: Path) -> None:
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.note(tmp_path / "a", Reached(STATE, 7))
        journal.note(tmp_path / "b", Reached(STATE, 9, is_finished=True))
        journal.save(TOTALS, SAMPLES)
    with closing(Journal(tmp_path, RUN)) as journal:
        assert journal.begin() == TOTALS
        assert journal.reached(tmp_path / "a", STATE) == Reached(STATE, 7)
        assert journal.reached(tmp_path / "b", STATE) == Reached(STATE, 9, is_finished=True)
        assert journal.reached(tmp_path / "c", STATE) == UNREAD
        assert journal.sample("صوت المرسى") == SAMPLES["صوت المرسى"]
    with closing(Journal(tmp_path, OTHER)) as other:
        assert other.begin() is None
        assert other.reached(tmp_path / "a", STATE) == UNREAD
        assert other.sample("صوت المرسى") == SAMPLES["صوت المرسى"]


@pytest.mark.parametrize("state", [State(11, 20), State(10, 21)])
def test_a_file_that_changed_is_unread(tmp_path: Path, state: State) -> None:
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.note(tmp_path / "a", Reached(STATE, 7, is_finished=True))
        journal.save(TOTALS, {})
        assert journal.reached(tmp_path / "a", state) == UNREAD


def test_what_was_noted_and_not_saved_is_void_for_the_next_beginning(tmp_path: Path) -> None:
    """Its articles were not committed."""
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.note(tmp_path / "a", Reached(STATE, 7, is_finished=True))
        journal.begin()
        journal.save(TOTALS, {})
        assert journal.reached(tmp_path / "a", STATE) == UNREAD


def test_a_run_that_has_ended_is_forgotten_and_its_samples_are_kept(tmp_path: Path) -> None:
    with closing(Journal(tmp_path, RUN)) as journal, closing(Journal(tmp_path, OTHER)) as other:
        for one in (journal, other):
            one.note(tmp_path / "a", Reached(STATE, 7, is_finished=True))
            one.save(TOTALS, {})
        journal.save(TOTALS, SAMPLES, is_last=True)
        assert journal.begin() is None
        assert journal.reached(tmp_path / "a", STATE) == UNREAD
        assert other.begin() == TOTALS
        assert other.reached(tmp_path / "a", STATE).is_finished
    assert sample_of(tmp_path, "صوت المرسى") == SAMPLES["صوت المرسى"]


def test_a_run_that_remembers_knows_its_files_after_its_end(tmp_path: Path) -> None:
    with closing(Journal(tmp_path, RUN, remembers=True)) as journal:
        journal.note(tmp_path / "a", Reached(STATE, 7, is_finished=True))
        journal.save(TOTALS, {}, is_last=True)
        assert journal.begin() is None
        assert journal.reached(tmp_path / "a", STATE).is_finished


def test_a_run_can_be_forgotten(tmp_path: Path) -> None:
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.note(tmp_path / "a", Reached(STATE, 7))
        journal.save(TOTALS, {})
        journal.forget()
        assert (journal.begin(), journal.reached(tmp_path / "a", STATE)) == (None, UNREAD)


def test_files_that_are_gone_are_forgotten_unless_their_folder_is_away(tmp_path: Path) -> None:
    here, away = tmp_path / "here", tmp_path / "away"
    here.mkdir()
    (here / "a").touch()
    with closing(Journal(tmp_path, RUN, remembers=True)) as journal:
        for path in (here / "a", here / "b", away / "c"):
            journal.note(path, Reached(STATE, 1, is_finished=True))
        journal.save(TOTALS, {})
        journal.forget_gone([here, away])
        known = [journal.reached(path, STATE).is_finished for path in (here / "a", here / "b", away / "c")]
    assert known == [True, False, True]


def test_a_name_that_is_not_utf_8_is_noted(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xcd\xc8\xd1.txt")
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.note(path, Reached(STATE, 1))
        journal.save(TOTALS, {})
        assert journal.reached(path, STATE).records == 1


@pytest.mark.parametrize("damage", [b"not a database, but a text that is long enough", b"\0" * 8192])
def test_a_damaged_journal_is_begun_anew_with_a_warning(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage)
    with closing(Journal(tmp_path, RUN)) as journal:
        journal.save(TOTALS, {})
        assert journal.begin() == TOTALS
    assert "is begun anew" in caplog.text


def test_a_journal_of_another_version_is_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as database:
        database.execute("PRAGMA user_version = 99")
    Journal(tmp_path, RUN).close()
    assert "its version is 99" in caplog.text


def test_a_journal_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "WAIT_SECONDS", 0.01)
    with closing(Journal(tmp_path, RUN)) as journal, closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexUnwritableError, match="What was committed before is safe"):
            journal.save(TOTALS, {})
    with pytest.raises(IndexUnwritableError):
        Journal(tmp_path / "no such folder", RUN)


def test_without_a_journal_there_is_no_sample(tmp_path: Path) -> None:
    assert sample_of(tmp_path, "صوت المرسى") == ()
    assert list(tmp_path.iterdir()) == []


def test_the_state_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert state_of(path) is None
    path.write_text("خبر")
    first = state_of(path)
    path.write_text("خبر آخر")
    assert None is not first != state_of(path)
