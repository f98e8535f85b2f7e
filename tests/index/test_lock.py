"""Who may write?"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.engine import Engine, open_engine
from index.errors import IndexLockedError
from index.lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from documents.article import Article

ROOT = Path(__file__).parents[2]

WRITER = """
import sys, time
from documents.article import Article
from index.engine import open_engine

engine = open_engine(sys.argv[1])
engine.add([Article(id="kept", title="", body="محفوظ")])
engine.commit()
engine.add([Article(id="lost", title="", body="مفقود")])
print("writing", flush=True)
time.sleep(float(sys.argv[2]))
engine.commit()
engine.close()
"""


@pytest.fixture
def writer(engine: Engine, folder: Path) -> Iterator[Callable[[float], subprocess.Popen[str]]]:
    """Return what starts a process that commits one article, then holds the lock for some seconds with another."""
    processes = []

    def start(seconds: float) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, str(folder), str(seconds)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def place(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_free_lock_is_taken_at_once(place: Path) -> None:
    lock = WriteLock(place, 0)
    lock.acquire()
    lock.release()


def test_a_held_lock_is_refused(place: Path) -> None:
    holder = WriteLock(place, 0)
    holder.acquire()
    with pytest.raises(IndexLockedError):
        WriteLock(place, 0).acquire()
    holder.release()


def test_a_released_lock_is_free(place: Path) -> None:
    holder = WriteLock(place, 0)
    holder.acquire()
    holder.release()
    other = WriteLock(place, 0)
    other.acquire()
    other.release()


def test_releasing_what_is_not_held_takes_nothing_from_the_holder(place: Path) -> None:
    holder = WriteLock(place, 0)
    holder.acquire()
    WriteLock(place, 0).release()
    with pytest.raises(IndexLockedError, match=f"process {os.getpid()} "):
        WriteLock(place, 0).acquire()
    holder.release()


def test_the_holder_is_noted_while_the_lock_is_held(place: Path) -> None:
    lock = WriteLock(place, 0)
    lock.acquire()
    holder = json.loads((place / "writer.json").read_text("utf-8"))
    assert (holder["process"], holder["host"]) == (os.getpid(), socket.gethostname())
    lock.release()
    assert not (place / "writer.json").exists()


@pytest.mark.parametrize("note", ["", "{", "[]", "{}"])
def test_an_unreadable_note_of_the_holder_is_another_process(place: Path, note: str) -> None:
    holder = WriteLock(place, 0)
    holder.acquire()
    (place / "writer.json").write_text(note, "utf-8")
    with pytest.raises(IndexLockedError, match="another process"):
        WriteLock(place, 0).acquire()
    holder.release()


def test_the_error_names_process_command_and_time_waited(
    writer: Callable[[float], subprocess.Popen[str]], folder: Path, article: Callable[..., Article]
) -> None:
    process = writer(30)
    impatient = open_engine(folder, wait_seconds=0.1)
    with pytest.raises(IndexLockedError) as caught:
        impatient.add([article("1")])
    impatient.close()
    for part in (f"process {process.pid} ", "(-c", "waited 0.1 s", "--wait"):
        assert part in str(caught.value)


def test_a_refused_writer_can_still_read(
    writer: Callable[[float], subprocess.Popen[str]], folder: Path, article: Callable[..., Article]
) -> None:
    writer(30)
    impatient = open_engine(folder, wait_seconds=0)
    with pytest.raises(IndexLockedError):
        impatient.delete(["kept"])
    assert impatient.count() == 1
    impatient.close()


def test_a_second_process_waits_and_gets_through(
    writer: Callable[[float], subprocess.Popen[str]],
    engine: Engine,
    article: Callable[..., Article],
    caplog: pytest.LogCaptureFixture,
) -> None:
    process = writer(0.5)
    with caplog.at_level(logging.WARNING, logger="bahith"):
        engine.add([article("mine")])
    engine.commit()
    assert engine.count() == 3
    assert f"process {process.pid} " in caplog.text


def test_a_second_thread_with_its_own_engine_waits_and_gets_through(
    engine: Engine, opened: Callable[..., Engine], article: Callable[..., Article]
) -> None:
    def write() -> None:
        other.add([article("second")])
        other.commit()

    other = opened()
    engine.add([article("first")])
    thread = threading.Thread(target=write)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    engine.commit()
    thread.join(10)
    assert engine.count() == 2


def test_one_thread_may_commit_what_another_added(
    engine: Engine, opened: Callable[..., Engine], article: Callable[..., Article]
) -> None:
    thread = threading.Thread(target=engine.add, args=([article("1")],))
    thread.start()
    thread.join()
    engine.commit()
    other = opened(wait_seconds=0)
    other.add([article("2")])
    other.commit()
    assert engine.count() == 2


def test_threads_may_share_one_engine(engine: Engine, article: Callable[..., Article]) -> None:
    def work(name: str) -> None:
        for number in range(5):
            engine.add([article(f"{name}{number}")])
            engine.commit()
            engine.count()

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert engine.count() == 15


def test_a_killed_writer_frees_the_lock_and_loses_only_what_it_had_not_committed(
    writer: Callable[[float], subprocess.Popen[str]], engine: Engine, article: Callable[..., Article]
) -> None:
    process = writer(60)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    engine.add([article("mine")])
    engine.commit()
    assert [engine.get(name) is not None for name in ("kept", "lost", "mine")] == [True, False, True]


def test_closing_frees_the_lock(engine: Engine, folder: Path, article: Callable[..., Article]) -> None:
    first = open_engine(folder)
    first.add([article("1")])
    first.close()
    second = open_engine(folder, wait_seconds=0)
    second.add([article("2")])
    second.commit()
    assert second.count() == 1
    second.close()


def test_an_error_while_adding_does_not_lose_the_batch(engine: Engine, article: Callable[..., Article]) -> None:
    def broken() -> Iterator[Article]:
        yield article("1")
        raise RuntimeError("قراءة")

    with pytest.raises(RuntimeError, match="قراءة"):
        engine.add(broken())
    engine.commit()
    assert engine.count() == 1
