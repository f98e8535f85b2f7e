"""How do changes get into an index? What a batch does before, in and instead of a commit."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.engine import Changes, open_engine
from index.errors import IndexUnwritableError
from index.folder import open_snapshot
from index.writer import Batch, Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from documents.article import Article
    from index.engine import Engine
    from index.snapshot import Snapshot

    Make = Callable[..., Article]
    Read = Callable[[], Snapshot]


@pytest.fixture
def writing(engine: Engine, folder: Path) -> Iterator[Writing]:
    """Return what writes segments of an empty index in this process."""
    with closing(Writing(folder, workers=1)) as kept:
        yield kept


@pytest.fixture
def batch(writing: Writing, snapshot: Read) -> Callable[[], Batch]:
    """Return what begins a batch on the newest generation."""
    return lambda: Batch(snapshot(), writing)


def kept(read: Snapshot) -> dict[str, str]:
    """Return the ids and bodies of all articles that live, in the order of their documents."""
    articles = [read.article(number) for number in range(read.size) if read.live[number]]
    return {article.id: article.body for article in articles}


# Within one batch


def test_an_article_replaced_in_its_batch_is_written_once_more_at_its_end(
    batch: Callable[[], Batch], article: Make, snapshot: Read
) -> None:
    """Nothing is committed in between: a batch is seen whole or not at all."""
    one = batch()
    changes = [one.add(article(name, body)) for name, body in [("a", "قديم"), ("b", "آخر"), ("a", "جديد")]]
    assert changes == [Changes(added=1), Changes(added=1), Changes(updated=1)]
    assert one.add(article("a", "جديد")) == Changes(unchanged=1)
    assert snapshot().size == 0
    one.commit()
    assert kept(snapshot()) == {"b": "آخر", "a": "جديد"}
    assert (snapshot().size, snapshot().generation) == (3, 1)


def test_a_text_that_the_article_had_in_its_batch_is_the_latest_again(
    batch: Callable[[], Batch], article: Make, snapshot: Read
) -> None:
    one = batch()
    for body, expected in [("كتاب", Changes(added=1)), ("قلم", Changes(updated=1)), ("كتاب", Changes(updated=1))]:
        assert one.add(article("a", body)) == expected
    one.commit()
    assert kept(snapshot()) == {"a": "كتاب"}
    read = snapshot()
    (number,) = (number for number in range(read.size) if read.live[number])
    assert [record.body for record in read.records(number).articles] == ["قلم", "كتاب"]


def test_a_pending_article_can_be_deleted_and_added_again(
    batch: Callable[[], Batch], article: Make, snapshot: Read
) -> None:
    one = batch()
    one.add(article("a", "كتاب"))
    one.add(article("b", "قلم"))
    assert one.delete(["a", "x"]) == ("a",)
    assert one.delete(["a"]) == ()
    assert one.add(article("a", "كتاب")) == Changes(added=1)
    one.commit()
    assert kept(snapshot()) == {"b": "قلم", "a": "كتاب"}


def test_a_batch_whose_articles_are_all_deleted_leaves_no_segment(
    batch: Callable[[], Batch], article: Make, snapshot: Read, folder: Path
) -> None:
    one = batch()
    one.add(article("a"))
    one.delete(["a"])
    one.commit()
    assert snapshot().parts == []
    assert [file.suffix for file in folder.glob("*MAIN*")] == [".toc"]


def test_a_committed_article_is_replaced_once_however_often_it_changes(
    batch: Callable[[], Batch], article: Make, snapshot: Read
) -> None:
    one = batch()
    for name in "abcde":
        one.add(article(name, "كتاب"))
    one.commit()
    two = batch()
    assert two.add(article("a", "كتاب")) == Changes(unchanged=1)
    assert [two.add(article("a", body)) for body in ("قلم", "حبر")] == [Changes(updated=1)] * 2
    assert two.delete(["b"]) == ("b",)
    assert two.add(article("b", "كتاب")) == Changes(added=1)
    two.commit()
    assert kept(snapshot()) == {"c": "كتاب", "d": "كتاب", "e": "كتاب", "a": "حبر", "b": "كتاب"}


def test_ids_are_found_in_every_segment(
    batch: Callable[[], Batch], article: Make, snapshot: Read, writing: Writing
) -> None:
    for commit in range(3):
        one = batch()
        for number in range(3):
            one.add(article(f"{commit}{number}", f"خبر{commit}"))
        one.commit()
    assert len(snapshot().parts) == 3
    last = batch()
    assert last.add(article("11", "خبر1")) == Changes(unchanged=1)
    assert last.add(article("21", "آخر")) == Changes(updated=1)
    assert last.delete(["00", "12", "33"]) == ("00", "12")
    last.commit()
    assert list(kept(snapshot())) == ["01", "02", "10", "11", "20", "22", "21"]


def test_a_batch_that_changes_nothing_commits_nothing(
    batch: Callable[[], Batch], article: Make, snapshot: Read, folder: Path
) -> None:
    one = batch()
    one.add(article("a"))
    one.commit()
    before = sorted(file.name for file in folder.iterdir())
    two = batch()
    assert (two.add(article("a")), two.delete(["b"])) == (Changes(unchanged=1), ())
    two.commit()
    assert sorted(file.name for file in folder.iterdir()) == before


@pytest.mark.parametrize("seed", range(5))
def test_a_batch_does_what_a_dictionary_of_lists_does(
    batch: Callable[[], Batch], article: Make, snapshot: Read, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Segments are closed within batches, so that what is replaced or deleted stands in a closed one, too."""
    monkeypatch.setattr("index.writer.MAX_CHARACTERS", 40)
    chance = random.Random(seed)
    expected: dict[str, list[str]] = {}
    for _ in range(4):
        one = batch()
        for _ in range(25):
            name, body = f"م{chance.randrange(9)}", f"خبر رقم{chance.randrange(3)}"
            if chance.random() < 0.3:
                assert one.delete([name]) == ((name,) if expected.pop(name, None) else ())
            elif expected.get(name, [""])[-1] == body:
                assert one.add(article(name, body)) == Changes(unchanged=1)
            else:
                assert one.add(article(name, body)) == (Changes(updated=1) if name in expected else Changes(added=1))
                older = [had for had in expected.pop(name, ()) if had != body]
                expected[name] = [*older, body]  # it goes to the end
        one.commit()
        now = snapshot()
        numbers = [number for number in range(now.size) if now.live[number]]
        found = {now.article(number).id: [one.body for one in now.records(number).articles] for number in numbers}
        assert list(found.items()) == list(expected.items())


# Segments


def test_a_segment_is_written_when_many_characters_are_gathered(
    batch: Callable[[], Batch], article: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writer.MAX_CHARACTERS", 100)
    one = batch()
    one.add(article("a", "خبر " * 20))
    assert list(folder.glob("*.docs")) == []
    one.add(article("b", "خبر", title="خبر" * 10))
    assert len(list(folder.glob("*.docs"))) == 1
    one.commit()
    assert open_snapshot(folder).count == 2


def test_a_full_vocabulary_is_not_used_for_the_next_segment(
    batch: Callable[[], Batch], article: Make, writing: Writing, monkeypatch: pytest.MonkeyPatch, snapshot: Read
) -> None:
    monkeypatch.setattr("index.vocabulary.MAX_RUNS", 2)
    for name, body in [("a", "كتاب قلم حبر"), ("b", "قلم شمس قمر"), ("c", "كتاب")]:
        one = batch()
        one.add(article(name, body))
        one.commit()
        assert writing._vocabulary is not None
        assert len(writing._vocabulary.codes) == 1 + len(body.split())
    assert list(kept(snapshot())) == ["a", "b", "c"]


# Instead of a commit


def test_a_cancelled_batch_leaves_everything_as_it_was(
    batch: Callable[[], Batch], article: Make, folder: Path, snapshot: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writer.MAX_CHARACTERS", 1)  # each article is written at once
    one = batch()
    one.add(article("a", "كتاب"))
    one.commit()
    before = sorted(file.name for file in folder.iterdir())
    two = batch()
    two.add(article("a", "قلم"))
    two.add(article("b", "قلم"))
    assert sorted(file.name for file in folder.iterdir()) != before
    two.cancel()
    assert sorted(file.name for file in folder.iterdir()) == before
    assert kept(snapshot()) == {"a": "كتاب"}


def test_a_batch_cancelled_after_its_table_was_written_keeps_its_articles(
    batch: Callable[[], Batch], article: Make, snapshot: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be full when segments are merged: the commit itself stands."""
    for name in "abcd":
        one = batch()
        one.add(article(name, "كتاب"))
        if name == "d":
            monkeypatch.setattr("index.codec.generation.merge", full_disk)
            with pytest.raises(OSError, match="full"):
                one.commit()
            one.cancel()
        else:
            one.commit()
    assert list(kept(snapshot())) == ["a", "b", "c", "d"]


def full_disk(*_: object) -> None:
    raise OSError("the disk is full")


def test_files_of_a_killed_writer_are_removed_by_the_next_commit(
    batch: Callable[[], Batch], article: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writer.MAX_CHARACTERS", 1)
    batch().add(article("a"))  # and nothing more of this one
    two = batch()
    two.add(article("b"))
    assert len(list(folder.glob("*.docs"))) == 2
    two.commit()
    assert len(list(folder.glob("*.docs"))) == 1


def test_an_index_that_has_gone_lets_a_batch_be_cancelled(
    batch: Callable[[], Batch], article: Make, folder: Path
) -> None:
    one = batch()
    one.add(article("a"))
    shutil.rmtree(folder)
    one.cancel()


def test_an_engine_whose_index_has_gone_says_so_and_can_be_closed(
    opened: Callable[..., Engine], folder: Path, article: Make
) -> None:
    engine = opened(create=True)
    engine.add([article("a")])
    shutil.rmtree(folder)
    with pytest.raises(IndexUnwritableError, match="cannot be written"):
        engine.commit()
    engine.close()
    again = opened(create=True, wait_seconds=0)
    again.add([article("b")])
    again.commit()
    assert again.count() == 1


# Workers


@contextmanager
def workers(folder: Path) -> Iterator[Engine]:
    with closing(open_engine(folder, create=True, workers=2)) as engine:
        yield engine


def test_workers_write_segments_of_so_many_articles(
    folder: Path, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writer.WORKER_ARTICLES", 10)
    with workers(folder) as engine:
        engine.add(article(f"م{number}", f"خبر رقم{number}") for number in range(25))
        engine.add([article("م3", "آخر")])  # stands in a segment that is closed
        assert engine.delete(["م12"]) == ("م12",)
        engine.commit()
        assert engine.count() == 24
        expected = {f"م{n}": f"خبر رقم{n}" for n in range(25) if n not in {3, 12}} | {"م3": "آخر"}
        assert kept(open_snapshot(folder)) == expected
        assert list(kept(open_snapshot(folder)))[-1] == "م3"
        history = engine.history("م3")
        assert history is not None
        assert [version.article.body for version in history.versions] == ["خبر رقم3", "آخر"]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Python leaves a killed pool's pipes open
def test_a_killed_worker_is_told_and_the_next_batch_has_new_ones(
    folder: Path, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writer.WORKER_ARTICLES", 1)
    with workers(folder) as engine:
        engine.add([article("a")])
        engine.commit()
        for process in list(engine._writer._pool._processes.values()):  # type: ignore[attr-defined]
            os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(IndexUnwritableError, match="a writing process was killed"):
            add_and_commit(engine, article("b"), article("c"))
        assert (engine.count(), engine.get("b")) == (1, None)
        add_and_commit(engine, article("d"))
        assert engine.count() == 2


PARENT = """
import sys
from pathlib import Path

from documents.article import Article
from index.engine import open_engine

if __name__ == "__main__":
    engine = open_engine(Path(sys.argv[1]), create=True, workers=2)
    engine.add([Article("a", "", "كتاب")])
    engine.commit()
    print(*engine._writer._pool._processes, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=str)
def test_workers_end_when_the_process_that_they_write_for_does(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "index")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(how)
    assert workers
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def add_and_commit(engine: Engine, *articles: Article) -> None:
    engine.add(articles)
    engine.commit()
