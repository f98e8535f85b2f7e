from __future__ import annotations

import json
import os
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from index.engine import Changes, open_engine
from index.lock import WriteLock
from searcher import watching
from searcher.journal import Journal, run_key
from searcher.reading import Manner
from searcher.report import Report
from searcher.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.engine import Engine

EVERY_SECONDS = 0.02


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """The folder that is followed."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def watch(engine: Engine, folder: Path, incoming: Path) -> Iterator[Watch]:
    with closing(Journal(folder, run_key("watch"), remembers=True)) as journal:
        yield Watch(engine, journal, (incoming,), EVERY_SECONDS, Manner(journal=journal))


def arrive(folder: Path, name: str, *numbers: int) -> Path:
    """A file of some records that has come into a folder."""
    path = folder / name
    records = [{"id": f"n{number}", "title": f"خبر رقم {number}", "body": "نص الخبر"} for number in numbers]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


def meanwhile(monkeypatch: pytest.MonkeyPatch, happening: Callable[[], object]) -> None:
    """Let something happen between a watch's first look at a file and its second."""
    monkeypatch.setattr(watching, "sleep", lambda _seconds: happening())


def test_what_is_there_is_added_once_and_then_what_comes(watch: Watch, incoming: Path, engine: Engine) -> None:
    arrive(incoming, "a.jsonl", 1, 2)
    assert [report and report.changes for report in (watch.batch(), watch.batch())] == [Changes(added=2), None]
    arrive(incoming / "..", "incoming/b.jsonl", 3)
    report = watch.batch()
    assert report is not None
    assert report.changes == Changes(added=1)
    assert engine.count() == 3


def test_a_file_that_changes_is_read_again(watch: Watch, incoming: Path) -> None:
    arrive(incoming, "a.jsonl", 1)
    watch.batch()
    arrive(incoming, "a.jsonl", 1, 2)
    report = watch.batch()
    assert report is not None
    assert report.changes == Changes(added=1, unchanged=1)


def test_a_file_that_is_still_being_written_waits(
    watch: Watch, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(incoming, "a.jsonl", 1)
    meanwhile(monkeypatch, lambda: arrive(incoming, "a.jsonl", 1, 2))
    assert watch.batch() is None
    meanwhile(monkeypatch, lambda: None)
    report = watch.batch()
    assert report is not None
    assert report.changes == Changes(added=2)


def test_a_file_that_vanishes_before_it_is_read_is_no_fault(
    watch: Watch, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(incoming, "a.jsonl", 1)
    meanwhile(monkeypatch, (incoming / "a.jsonl").unlink)
    assert watch.batch() is None


def test_a_file_under_another_name_is_read_when_it_gets_its_own(watch: Watch, incoming: Path) -> None:
    for name in ("a.jsonl.part", "a.jsonl.tmp", ".a.jsonl"):
        path = arrive(incoming, name, 1)
        assert watch.batch() is None
    path.rename(incoming / "a.jsonl")
    report = watch.batch()
    assert report is not None
    assert report.changes == Changes(added=1)


def test_a_bad_file_is_reported_once_and_stops_nothing(watch: Watch, incoming: Path) -> None:
    arrive(incoming, "a.jsonl", 1)
    (incoming / "b.jsonl").touch()
    report = watch.batch()
    assert report is not None
    assert ([one.path.name for one in report.rejected], report.changes) == (["b.jsonl"], Changes(added=1))
    assert watch.batch() is None


def test_a_new_start_does_not_read_again(watch: Watch, incoming: Path, folder: Path) -> None:
    arrive(incoming, "a.jsonl", 1)
    watch.batch()
    with (
        closing(open_engine(folder)) as engine,
        closing(Journal(folder, run_key("watch"), remembers=True)) as journal,
    ):
        assert Watch(engine, journal, (incoming,), EVERY_SECONDS, Manner(journal=journal)).batch() is None


def test_articles_of_a_deleted_file_stay(watch: Watch, incoming: Path, engine: Engine) -> None:
    path = arrive(incoming, "a.jsonl", 1)
    watch.batch()
    path.unlink()
    assert watch.batch() is None
    assert engine.count() == 1


def test_many_files_are_added_in_batches(watch: Watch, incoming: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "BATCH_FILES", 2)
    for number in range(5):
        arrive(incoming, f"{number}.jsonl", number)
    reports = [watch.batch() for _ in range(4)]
    assert [report and report.changes.added for report in reports] == [2, 2, 1, None]


def test_a_watch_goes_on_when_the_index_can_be_written_again(
    incoming: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MAX_PAUSE_SECONDS", EVERY_SECONDS)
    arrive(incoming, "a.jsonl", 1)
    with (
        closing(open_engine(folder, create=True, wait_seconds=0)) as engine,
        closing(Journal(folder, run_key("watch"), remembers=True)) as journal,
    ):
        other = WriteLock(folder, 0)
        other.acquire()
        results = Watch(engine, journal, (incoming,), EVERY_SECONDS, Manner(journal=journal)).follow()
        assert all("is being written by" in str(result) for result in islice(results, 2))
        other.release()
        report = next(results)
    assert isinstance(report, Report)
    assert report.changes == Changes(added=1)


def test_a_watch_goes_on_when_its_folder_comes_back(
    watch: Watch, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MAX_PAUSE_SECONDS", EVERY_SECONDS)
    arrive(incoming, "a.jsonl", 1)
    results = watch.follow()
    assert isinstance(next(results), Report)
    away = incoming.rename(incoming.with_name("away"))
    assert isinstance(next(results), FileNotFoundError)
    away.rename(incoming)
    arrive(incoming, "b.jsonl", 2)
    assert isinstance(next(results), Report)


def test_a_folder_that_cannot_be_opened_is_reported(watch: Watch, incoming: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root opens every folder")
    (incoming / "closed").mkdir(mode=0)
    report = watch.batch()
    assert report is not None
    assert [one.path.name for one in report.rejected] == ["closed"]
