from __future__ import annotations

import json
import os
import signal
from contextlib import closing
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from documents.walk import InputFile, input_files
from index.errors import IndexUnwritableError
from searcher import reading
from searcher.journal import Journal, Reached, run_key, state_of
from searcher.reading import Manner, Reading, read_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> list[InputFile]:
    """Small files with some others between, one of them empty, in more than one chunk."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(40):
        name = f"{number:02}.{'jsonl' if number in (7, 8, 39) else 'json'}"
        record = {"id": f"n{number}", "title": f"خبر رقم {number}", "body": "نص الخبر"}
        (folder / name).write_text("" if number == 20 else json.dumps(record) + "\n", "utf-8")
    return list(input_files([folder]))


def test_several_processes_read_what_one_does_in_the_same_order(files: list[InputFile]) -> None:
    alone, together = (
        [(one.file, list(one.records)) for one in read_files(files, Manner(workers=workers))] for workers in (1, 2)
    )
    assert together == alone
    assert [file for file, _ in alone] == files


def test_what_the_journal_knows_whole_has_no_records(files: list[InputFile], tmp_path: Path) -> None:
    with closing(Journal(tmp_path, run_key("add"))) as journal:
        for file in files[:30]:
            state = state_of(file.path)
            assert state is not None
            journal.note(file.path, Reached(state, 1, is_finished=True))
        journal.save({}, {})
        for workers in (1, 2):
            counts = [len(list(one.records)) for one in read_files(files, Manner(journal=journal, workers=workers))]
            assert counts == [0] * 30 + [1] * 10


def test_only_small_files_that_are_held_whole_are_read_elsewhere(
    files: list[InputFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SMALL_BYTES", 10)
    small = [one.is_small for one in read_files(files, Manner())]
    assert [number for number, is_small in enumerate(small) if is_small] == [20]
    gone = InputFile(files[0].path.with_name("gone.json"))
    assert not next(iter(read_files([gone], Manner()))).is_small


def test_a_reading_process_that_is_killed_ends_the_reading_with_its_reason(
    files: list[InputFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK_FILES", 1)
    found: list[Reading] = []

    def read_and_kill() -> None:
        for one in read_files(files, Manner(workers=2)):
            found.append(one)
            for process in active_children():
                os.kill(process.pid or 0, signal.SIGKILL)

    with pytest.raises(IndexUnwritableError, match="a process that reads was killed"):
        read_and_kill()
    assert found
    assert active_children() == []
