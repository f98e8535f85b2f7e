"""An engine on Whoosh: its files, its segments, its processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.codec.policy import FACTOR
from index.engine import Engine, Filters, Page, Plan, open_engine
from index.errors import IndexLockedError
from index.query import Words

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).parents[2]

READER = """
import sys, time
from index.engine import Filters, Plan, open_engine
from index.codec.policy import FACTOR
from index.errors import IndexLockedError
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
from index import writer
from index.engine import open_engine

if __name__ == "__main__":
    writer.WORKER_ARTICLES = 100
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


def test_threads_that_share_an_engine_see_whole_commits(engine: Engine, article: Callable[..., Article]) -> None:
    """Each commit adds three articles and takes two out, so that a query sees one more match after each."""

    def ask() -> None:
        while not done.is_set():
            pages.append(engine.run(Plan(Words(("خبر",)), Filters(), limit=100, explain=True)))

    pages: list[Page] = []
    done = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            for number in range(12):
                engine.delete([f"{number - 1}-0", f"{number - 1}-1"])
                engine.add(article(f"{number}-{n}", f"خبر رقم{number}") for n in range(3))
                engine.commit()
        finally:
            done.set()
        for each in asking:
            each.result(30)
    for page in pages:
        ids = [hit.id for hit in page.hits]
        newest = max((int(name.partition("-")[0]) for name in ids), default=-1)
        expected = {f"{number}-2" for number in range(newest + 1)} | {f"{newest}-{n}" for n in range(3) if ids}
        assert (set(ids), page.total) == (expected, len(ids))
        assert [hit.article.id for hit in page.hits if hit.article] == ids
    assert len({page.total for page in pages}) > 1


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
    assert engine.statistics().segments < FACTOR
    assert sorted(found(engine, "خبر")) == sorted(kept)
    assert all(found(engine, f"رقم{name[1:]}") == [name] for name in kept)


def test_merging_keeps_dates_sources_and_phrases(
    engine: Engine, article: Callable[..., Article], found: Callable[..., list[str]]
) -> None:
    for number in range(13):
        source = "الميزان" if number % 2 else ""
        engine.add([article(f"{number:02}", f"خبر رقم{number}", source=source)])
        engine.commit()
    assert engine.statistics().segments < FACTOR
    assert found(engine, "«خبر رقم12»") == ["12"]
    assert found(engine, sources=("الميزان",)) == [f"{number:02}" for number in range(1, 13, 2)]


def test_segments_in_which_nothing_has_a_date_keep_the_order_of_the_others(
    engine: Engine, article: Callable[..., Article], found: Callable[..., list[str]]
) -> None:
    for number, day in enumerate((date(2024, 1, 1), None, date(2023, 1, 1), None, date(2025, 1, 1))):
        engine.add([article(str(number), published=day, source="الميزان" if day else "")])
        engine.commit()
    assert found(engine, sort="newest") == ["4", "0", "2", "1", "3"]
    assert dict(engine.statistics().sources) == {"الميزان": 3, "": 2}


@pytest.fixture
def untidy(engine: Engine, article: Callable[..., Article], keep: Callable[..., None]) -> Engine:
    """Return an engine with one large segment and two small ones, in which an article was replaced and one deleted."""
    engine.add(article(f"م{number}", f"خبر رقم{number}") for number in range(60))
    engine.commit()
    keep(engine, new="خبر جديد", م7="خبر آخر")
    keep(engine, newer="خبر أحدث")
    engine.delete(["م8"])
    engine.commit()
    return engine


def test_tidying_makes_one_segment_of_the_small_ones_and_changes_nothing_else(
    untidy: Engine, found: Callable[..., list[str]]
) -> None:
    before, facts = found(untidy, "خبر"), untidy.statistics()
    untidy.tidy()
    assert (facts.segments, untidy.statistics().segments) == (3, 2)
    assert found(untidy, "خبر") == before
    assert (untidy.count(), untidy.statistics().sources) == (facts.articles, facts.sources)


def test_tidying_what_is_tidy_raises_no_generation_and_holds_no_lock(
    untidy: Engine, opened: Callable[..., Engine], keep: Callable[..., None]
) -> None:
    untidy.tidy()
    generation = untidy.statistics().generation
    untidy.tidy()
    assert untidy.statistics().generation == generation
    keep(opened(wait_seconds=0), other="خبر")
    assert untidy.count() == 62


def test_tidying_leaves_changes_that_are_not_committed_alone(untidy: Engine, article: Callable[..., Article]) -> None:
    untidy.add([article("open", "خبر")])
    untidy.tidy()
    assert (untidy.statistics().segments, untidy.get("open")) == (3, None)
    untidy.commit()
    assert untidy.get("open") is not None


def test_tidying_waits_for_a_writer(
    untidy: Engine, opened: Callable[..., Engine], article: Callable[..., Article]
) -> None:
    untidy.add([article("open")])
    with pytest.raises(IndexLockedError):
        opened(wait_seconds=0).tidy()


# Workers


@pytest.fixture
def many(article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """Return more articles than a writing process gets at a time."""
    monkeypatch.setattr("index.writer.WORKER_ARTICLES", 100)
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
        assert found(two, "رقم77 رقم5 خبر") == found(one, "رقم77 رقم5 خبر")
        assert (two.statistics().segments, one.statistics().segments) == (3, 1)
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


# Files


def test_an_index_replaced_in_its_folder_is_seen(folder: Path, opened: Callable[..., Engine]) -> None:
    first = opened(create=True)
    first.add([Article(id="1", title="غيمة فوق المدينة", body="نص")])
    first.commit()
    assert first.get("1") is not None
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
