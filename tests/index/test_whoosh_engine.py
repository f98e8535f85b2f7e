"""An engine on Whoosh: its files, its segments, its processes."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.engine import Engine, open_engine
from index.errors import IndexDamagedError
from index.whoosh_folder import open_searcher
from index.whoosh_writer import MANY_SEGMENTS, Batch

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).parents[2]

READER = """
import sys, time
from index.engine import Filters, Plan, open_engine
from index.query import Words

engine = open_engine(sys.argv[1])
plan = Plan(Words(("جديد",)), Filters())
print(engine.run(plan).total, flush=True)
sys.stdin.readline()
end = time.monotonic() + 1
while not engine.run(plan).total and time.monotonic() < end:
    time.sleep(0.02)
print(engine.run(plan).total, flush=True)
engine.close()
"""

SPAWNING = """
import sys, time
from documents.article import Article
from index.engine import open_engine

if __name__ == "__main__":
    engine = open_engine(sys.argv[1], create=True, workers=2)
    engine.add(Article(id=str(number), title="", body="كتاب") for number in range(250))
    time.sleep(1)
    engine.close()
"""


def test_a_reader_in_another_process_sees_a_commit_within_a_second(
    engine: Engine, folder: Path, keep: Callable[..., None]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "0\n"
        keep(engine, a="خبر جديد")
        assert reader.communicate("go\n", timeout=10)[0] == "1\n"


# Segments


def test_many_small_commits_keep_few_segments_and_lose_nothing(
    engine: Engine, keep: Callable[..., None], found: Callable[..., list[str]]
) -> None:
    for number in range(35):
        keep(engine, **{f"n{number}": f"خبر رقم{number}"})
        if number % 5 == 4:
            engine.delete([f"n{number}"])
            engine.commit()
    kept = [f"n{number}" for number in range(35) if number % 5 != 4]
    assert engine.statistics().segments < MANY_SEGMENTS + 2
    assert sorted(found(engine, "خبر")) == sorted(kept)
    assert all(found(engine, f"رقم{name[1:]}") == [name] for name in kept)


def test_merging_keeps_dates_sources_and_phrases(
    engine: Engine, article: Callable[..., Article], found: Callable[..., list[str]]
) -> None:
    for number in range(MANY_SEGMENTS + 3):
        source = "الميزان" if number % 2 else ""
        engine.add([article(f"{number:02}", f"خبر رقم{number}", source=source)])
        engine.commit()
    assert engine.statistics().segments < MANY_SEGMENTS
    assert found(engine, "«خبر رقم12»") == ["12"]
    assert found(engine, sources=("الميزان",)) == [f"{number:02}" for number in range(1, MANY_SEGMENTS + 3, 2)]


def test_segments_in_which_nothing_has_a_date_keep_the_order_of_the_others(
    engine: Engine, article: Callable[..., Article], found: Callable[..., list[str]]
) -> None:
    """Whoosh's reader of several segments takes the rows of one for another's when a column is missing in one."""
    for number, day in enumerate((date(2024, 1, 1), None, date(2023, 1, 1), None, date(2025, 1, 1))):
        engine.add([article(str(number), published=day, source="الميزان" if day else "")])
        engine.commit()
    assert found(engine, sort="newest") == ["4", "0", "2", "1", "3"]
    assert dict(engine.statistics().sources) == {"الميزان": 3, "": 2}


# Workers


@pytest.fixture
def many(article: Callable[..., Article]) -> list[Article]:
    """Return more articles than one job of a writing process holds."""
    return [article(f"ع{number}", f"خبر رقم{number}", source=f"مصدر{number % 3}") for number in range(230)]


def test_two_workers_keep_the_same_articles_as_one(
    tmp_path: Path, many: list[Article], found: Callable[..., list[str]]
) -> None:
    engines = [open_engine(tmp_path / str(workers), create=True, workers=workers) for workers in (1, 2)]
    try:
        for engine in engines:
            engine.add(many)
            engine.commit()
        one, two = engines
        assert [two.get(each.id) for each in many] == many == [one.get(each.id) for each in many]
        assert two.terms("") == one.terms("")
        assert sorted(found(two, "رقم77 رقم5")) == sorted(found(one, "رقم77 رقم5"))
        assert sorted(two.statistics().sources) == sorted(one.statistics().sources)
    finally:
        for engine in engines:
            engine.close()


def test_closing_without_commit_ends_the_workers(folder: Path) -> None:
    """Processes that were left waiting for articles would keep the program from ending."""
    script = folder.with_name("spawning.py")  # spawned processes import the program's file anew
    script.write_text(SPAWNING, "utf-8")
    subprocess.run([sys.executable, script, folder], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, timeout=15, check=True)
    engine = open_engine(folder)
    assert engine.count() == 0
    engine.close()


# Damage


@pytest.fixture
def filled(folder: Path, article: Callable[..., Article]) -> Path:
    """Return the folder of a closed index of one segment."""
    engine = open_engine(folder, create=True)
    engine.add(
        article(str(number), f"خبر رقم{number}", source="الميزان", published=date(2024, 1, number))
        for number in range(1, 21)
    )
    engine.commit()
    engine.close()
    return folder


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": lambda file: file.unlink(),
    "emptied": lambda file: file.write_bytes(b""),
    "halved": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "zeroed": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "replaced": lambda file: file.write_bytes("<html>ليس فهرسا</html>".encode() * 500),
}


def refuse(folder: Path) -> str:
    """Check that the folder is told to be damaged; return the message."""
    with pytest.raises(IndexDamagedError) as caught:
        open_engine(folder)
    message = str(caught.value)
    del caught
    gc.collect()  # files that Whoosh opened before it failed warn here, in a test that expects it
    return message


WHOOSH_LEAVES_FILES_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.trm", "*._stored.col", "*.id.col"])
def test_a_damaged_file_is_told_on_opening(filled: Path, pattern: str, damage: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES[damage](file)
    message = refuse(filled)
    assert (str(filled) in message, "add the articles again" in message) == (True, True)


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize(("pattern", "damage"), [("*.source.col", "halved"), ("*.pst", "removed")])
def test_damage_to_other_files_is_told_on_opening(filled: Path, pattern: str, damage: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES[damage](file)
    refuse(filled)


def test_an_undamaged_index_opens(filled: Path) -> None:
    engine = open_engine(filled)
    assert engine.count() == 20
    engine.close()


def test_a_damaged_index_is_not_made_anew(filled: Path) -> None:
    (toc,) = filled.glob("_MAIN_*.toc")
    toc.unlink()
    with pytest.raises(IndexDamagedError):
        open_engine(filled, create=True)


def test_an_index_replaced_in_its_folder_is_seen(folder: Path, opened: Callable[..., Engine]) -> None:
    first = opened(create=True)
    first.add([Article(id="1", title="غيمة فوق المدينة", body="نص")])
    first.commit()
    shutil.rmtree(folder)
    second = opened(create=True)
    second.add([Article(id="2", title="مطر فوق المدينة", body="نص")])
    second.commit()
    assert first.get("1") is None
    assert first.get("2") is not None


def test_a_batch_that_changes_nothing_leaves_no_file(folder: Path, engine: Engine) -> None:
    article = Article(id="1", title="غيمة", body="نص")
    engine.add([article])
    engine.commit()
    before = sorted(file.name for file in folder.iterdir())
    engine.add([article])
    engine.delete(["2"])
    engine.commit()
    assert sorted(file.name for file in folder.iterdir()) == before


def test_a_failure_after_the_commit_deletes_no_committed_file(folder: Path, opened: Callable[..., Engine]) -> None:
    with closing(open_searcher_of(folder, opened)) as searcher:
        batch = Batch(folder, searcher, Analyzer(), workers=1)
        batch.add(Article(id="1", title="غيمة فوق المدينة", body="نص"))
        batch._count += 1  # as if a writing process had lost an article
        with pytest.raises(IndexDamagedError, match="1 articles after a commit that should leave 2"):
            batch.commit()
        batch.cancel()
    assert opened().get("1") is not None


def test_a_batch_cancelled_after_whoosh_has_committed_keeps_the_segment(
    folder: Path, opened: Callable[..., Engine]
) -> None:
    with closing(open_searcher_of(folder, opened)) as searcher:
        batch = Batch(folder, searcher, Analyzer(), workers=1)
        batch.add(Article(id="1", title="غيمة فوق المدينة", body="نص"))
        batch._opened.commit()  # and then, say, a leftover file cannot be removed
        batch.cancel()
    assert opened().get("1") is not None


def open_searcher_of(folder: Path, opened: Callable[..., Engine]) -> Any:
    opened(create=True)
    return open_searcher(folder)
