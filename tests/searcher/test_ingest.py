from __future__ import annotations

import gzip
import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from documents import cleaning
from documents.article import Article
from documents.formats.json_records import read_values
from documents.formats.record import source_of
from index.engine import Changes, open_engine
from searcher import ingest
from searcher import report as reports
from searcher.ingest import add_files, add_records, delete_articles, delete_source
from searcher.journal import Journal, run_key
from searcher.reading import Manner
from searcher.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from index.engine import Engine, Statistics


def record(number: int, **fields: object) -> dict[str, object]:
    return {"id": f"n{number}", "title": f"خبر رقم {number}", "body": "نص الخبر كاملا", **fields}


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


def facts(engine: Engine) -> Statistics:
    """What is in an index; a cancelled writer leaves empty files behind until the next commit, so not its size."""
    return replace(engine.statistics(), size_bytes=0)


def kept(folder: Path) -> int:
    """The number of articles that another process would see in an index."""
    opened = open_engine(folder)
    try:
        return opened.count()
    finally:
        opened.close()


# The report


def test_an_article_is_added_then_unchanged_then_updated(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "news.jsonl", record(1), record(2))
    assert add_files(engine, [path]).changes == Changes(added=2)
    lines(path, record(1), record(2, body="نص جديد"), record(3))
    report = add_files(engine, [path])
    assert report.changes == Changes(added=1, updated=1, unchanged=1)
    assert report.read == 3
    article = engine.get("n2")
    assert article is not None
    assert article.body == "نص جديد"
    assert engine.count() == 3


def test_records_that_were_read_already_are_kept_and_committed(engine: Engine) -> None:
    report = add_records(engine, read_values(source_of(b"", "request"), [record(1), 7, record(2, x=1), record(1)]))
    assert report.changes == Changes(added=2, unchanged=1)
    assert [rejected.line for rejected in report.rejected] == [2]
    assert report.unknown_keys == {"x": 1}
    assert engine.count() == 2


def test_adding_the_same_files_twice_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    files = [lines(tmp_path / "a.jsonl", record(1), record(2)), lines(tmp_path / "b.jsonl", record(3), record(4))]
    assert add_files(engine, files).changes == Changes(added=4)
    before = facts(engine)
    assert add_files(engine, files).changes == Changes(unchanged=4)
    assert add_files(engine, files[::-1]).changes == Changes(unchanged=4)
    assert facts(engine) == before


def test_a_new_article_is_a_new_generation(engine: Engine, tmp_path: Path) -> None:
    add_files(engine, [lines(tmp_path / "a.jsonl", record(1))])
    before = engine.statistics().generation
    add_files(engine, [lines(tmp_path / "a.jsonl", record(1), record(2))])
    assert engine.statistics().generation > before


def test_of_one_id_twice_in_a_file_the_later_article_stays(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", record(1, body="أول"), record(1, body="ثان"), record(1, body="ثان"))
    assert add_files(engine, [path]).changes == Changes(added=1, updated=1, unchanged=1)
    article = engine.get("n1")
    assert article is not None
    assert (article.body, engine.count()) == ("ثان", 1)


def test_a_record_that_cannot_be_read_is_reported_with_its_place_and_stops_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    good = [json.dumps(record(number), ensure_ascii=False) for number in (1, 2)]
    path.write_text(f'{good[0]}\n{{"title": \n[]\n{{"id": "empty"}}\n{good[1]}\n', "utf-8")
    report = add_files(engine, [path])
    assert report.changes == Changes(added=2)
    assert [(rejected.path, rejected.line) for rejected in report.rejected] == [(path, 2), (path, 3), (path, 4)]
    assert all(rejected.reason for rejected in report.rejected)
    assert report.read == 2


def test_one_bad_file_among_good_ones_is_rejected_alone(engine: Engine, tmp_path: Path) -> None:
    broken = tmp_path / "b.jsonl.gz"
    broken.write_bytes(gzip.compress(json.dumps(record(9)).encode() * 1000)[:-20])
    empty = tmp_path / "c.txt"
    empty.touch()
    good = [lines(tmp_path / "a.jsonl", record(1)), lines(tmp_path / "d.jsonl", record(2))]
    report = add_files(engine, [good[0], broken, empty, tmp_path / "missing.json", good[1]])
    assert report.changes == Changes(added=2)
    assert {rejected.path.name for rejected in report.rejected} == {"b.jsonl.gz", "c.txt", "missing.json"}
    assert [engine.get(article_id) is not None for article_id in ("n1", "n2")] == [True, True]


def test_keys_that_are_not_kept_are_counted_by_name(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", record(1, views=7, mood="x"), record(2, views=9), record(3, author="سلمى"))
    assert add_files(engine, [path]).unknown_keys == Counter(views=2, mood=1)


@pytest.mark.parametrize(
    ("date", "undated"),
    [("غدا صباحا", 1), ("31 فبراير 2022", 1), ("2022-12-30", 0), ("30 كانون الأول 2022", 0), ("", 0), (None, 0)],
)
def test_only_articles_whose_date_says_nothing_are_counted_as_undated(
    engine: Engine, tmp_path: Path, date: str | None, undated: int
) -> None:
    report = add_files(engine, [lines(tmp_path / "a.jsonl", record(1, date=date))])
    assert (report.undated, report.changes) == (undated, Changes(added=1))


def test_an_article_with_two_dates_that_say_nothing_counts_once(engine: Engine, tmp_path: Path) -> None:
    report = add_files(engine, [lines(tmp_path / "a.jsonl", record(1, published="أمس", crawled="اليوم"))])
    assert report.undated == 1


def test_no_files_give_an_empty_report(engine: Engine) -> None:
    assert add_files(engine, []) == Report()
    assert engine.count() == 0


def test_a_named_format_is_used_instead_of_the_detected_one(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", record(1), record(2))
    assert add_files(engine, [path], Manner("scraped")).read <= 1
    assert add_files(engine, [path], Manner("jsonl")).changes == Changes(added=2)


# Progress


@pytest.mark.parametrize("packed", [False, True])
def test_progress_sums_to_the_bytes_of_the_files(engine: Engine, tmp_path: Path, packed: bool) -> None:
    first = lines(tmp_path / "a.jsonl", *(record(number) for number in range(50)), ["rejected"], record(50))
    second = tmp_path / "b.txt"
    second.write_text(
        "5 مارس 2023\nصحيفة النيل\n" + "وصلت القافلة إلى المدينة بعد رحلة طويلة عبر الصحراء. " * 5, "utf-8"
    )
    files = [first, second, lines(tmp_path / "c.jsonl", *(["not a record"] * 3))]
    if packed:
        files = [tmp_path / f"{path.name}.gz" for path in files]
        for path in files:
            path.write_bytes(gzip.compress(path.with_suffix("").read_bytes()))
    steps: list[int] = []
    counts: list[int] = []

    def progress(read_bytes: int, report: Report) -> None:
        steps.append(read_bytes)
        counts.append(report.read + len(report.rejected))

    report = add_files(engine, files, progress=progress)
    assert sum(steps) == sum(path.stat().st_size for path in files)
    assert min(steps) >= 0
    assert counts == sorted(counts)
    assert len(steps) == counts[-1] + len(files) + 2  # a record, the end of a file, before and after the commit
    assert (report.read, len(report.rejected)) == (52, 4)


def test_a_file_that_is_gone_is_rejected_and_progress_goes_on(engine: Engine, tmp_path: Path) -> None:
    """It once raised FileNotFoundError, and what was read before it was lost."""
    steps: list[int] = []
    last = lines(tmp_path / "b.jsonl", record(2))
    files = [lines(tmp_path / "a.jsonl", record(1)), tmp_path / "gone.jsonl", last]
    report = add_files(engine, files, progress=lambda read_bytes, _report: steps.append(read_bytes))
    assert report.changes == Changes(added=2)
    assert [rejected.path.name for rejected in report.rejected] == ["gone.jsonl"]
    assert sum(steps) == files[0].stat().st_size + last.stat().st_size


# Commits


def interrupted_after(articles: int) -> ingest.Progress:
    """What a reader does who presses Ctrl-C after so many articles."""

    def progress(_read_bytes: int, report: Report) -> None:
        if report.read > articles and not report.committing:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize(
    ("articles", "committed"), [(0, 0), (2, 3), (3, 3), (5, 6), (7, 6)]
)  # the article that the interruption comes at counts too
def test_what_was_committed_survives_an_interruption_in_a_later_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: int, committed: int
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 3)
    files = [lines(tmp_path / f"{number}.jsonl", record(2 * number), record(2 * number + 1)) for number in range(5)]
    engine = open_engine(folder, create=True)
    with pytest.raises(KeyboardInterrupt):
        add_files(engine, files, progress=interrupted_after(articles))
    engine.close()
    assert kept(folder) == committed


def test_long_articles_are_committed_by_their_characters(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_CHARACTERS", 1000)
    path = lines(tmp_path / "a.jsonl", *(record(number, body="خبر " * 125) for number in range(5)))
    engine = open_engine(folder, create=True)
    with pytest.raises(KeyboardInterrupt):
        add_files(engine, [path], progress=interrupted_after(4))
    engine.close()
    assert kept(folder) == 4


def test_everything_is_committed_at_the_end(engine: Engine, folder: Path, tmp_path: Path) -> None:
    add_files(engine, [lines(tmp_path / "a.jsonl", record(1), record(2))])
    assert kept(folder) == 2


def test_adding_again_after_an_interruption_adds_what_is_missing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 2)
    path = lines(tmp_path / "a.jsonl", *map(record, range(5)))
    engine = open_engine(folder, create=True)
    with pytest.raises(KeyboardInterrupt):
        add_files(engine, [path], progress=interrupted_after(2))
    engine.close()
    engine = open_engine(folder)
    report = add_files(engine, [path])
    engine.close()
    assert report.changes == Changes(added=3, unchanged=2)
    assert kept(folder) == 5


def test_only_an_addition_of_several_commits_is_tidied_at_its_end(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small one stays quick."""
    engine = open_engine(folder, create=True)
    parts = []
    for first, last, commit_articles in ((0, 90, 100), (90, 92, 100), (92, 94, 100), (94, 97, 2)):
        monkeypatch.setattr(ingest, "COMMIT_ARTICLES", commit_articles)
        add_files(engine, [lines(tmp_path / f"{first}.jsonl", *map(record, range(first, last)))])
        parts.append(engine.statistics().segments)
    engine.close()
    assert parts == [1, 2, 3, 2]
    assert kept(folder) == 97


# Deleting


@pytest.fixture
def sourced(engine: Engine) -> Engine:
    """Seven articles of one source among others, some without a date or a source."""
    engine.add(Article(f"nile-{number}", "خبر", "", source="صحيفة النيل") for number in range(7))
    engine.add([Article("gulf-1", "خبر", "", source="صحيفة الخليج"), Article("gulf-2", "النيل", "", source="النيل")])
    engine.add([Article("none", "صحيفة النيل", "صحيفة النيل")])
    engine.commit()
    return engine


@pytest.mark.parametrize("page", [1, 2, 3, 7, 8, 1000])
def test_deleting_a_source_takes_out_all_and_only_its_articles(
    sourced: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(ingest, "SOURCE_PAGE", page)
    gone = delete_source(sourced, "صحيفة النيل")
    assert sorted(gone) == [f"nile-{number}" for number in range(7)]
    assert sourced.count() == 3
    assert all(sourced.get(article_id) for article_id in ("gulf-1", "gulf-2", "none"))
    assert sourced.get("nile-3") is None
    assert kept(folder) == 3


def test_a_source_is_compared_folded(sourced: Engine) -> None:
    assert len(delete_source(sourced, "صَحيفه  النيل")) == 7


@pytest.mark.parametrize("source", ["صحيفة", "صحيفة النيل اليوم", "", " "])
def test_deleting_an_unknown_source_changes_nothing(sourced: Engine, source: str) -> None:
    before = facts(sourced)
    assert delete_source(sourced, source) == ()
    assert facts(sourced) == before


def test_deleting_articles_tells_which_were_there(sourced: Engine, folder: Path) -> None:
    assert delete_articles(sourced, ["nile-1", "nowhere", "none", "nile-1"]) == ("nile-1", "none")
    assert sourced.count() == 8
    assert kept(folder) == 8
    assert delete_articles(sourced, ["nile-1"]) == ()
    assert delete_articles(sourced, []) == ()


def test_a_deleted_article_can_be_added_again(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", record(1), record(2))
    add_files(engine, [path])
    delete_articles(engine, ["n1"])
    assert add_files(engine, [path]).changes == Changes(added=1, unchanged=1)
    assert engine.count() == 2


def test_the_progress_is_told_of_a_commit_before_and_after(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "مطر"}\n', encoding="utf-8")
    told: list[tuple[bool, int]] = []
    add_files(engine, [path], progress=lambda _bytes, report: told.append((report.committing, engine.count())))
    assert told[-2:] == [(True, 0), (False, 1)]


# Going on after an interruption


def journal_of(folder: Path, *, remembers: bool = False) -> Journal:
    return Journal(folder, run_key("add"), remembers=remembers)


def added(folder: Path, files: list[Path], progress: ingest.Progress | None = None) -> Report:
    """The report of an addition with a journal, in an engine of its own as in a process of its own."""
    with closing(open_engine(folder, create=True)) as engine, closing(journal_of(folder)) as journal:
        return add_files(engine, files, Manner(journal=journal), progress)


@pytest.mark.parametrize("articles", [0, 2, 3, 6, 7, 9, 10])
def test_a_run_goes_on_where_it_was_interrupted_and_reports_the_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: int
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 3)
    files = [
        lines(tmp_path / f"{name}.jsonl", record(2 * number, views=1), [], record(2 * number + 1))
        for number, name in enumerate("abcdef")
    ]
    with pytest.raises(KeyboardInterrupt):
        added(folder, files, interrupted_after(articles))
    committed = kept(folder)
    report = added(folder, files)
    assert report.changes == Changes(added=12)
    assert (report.read, report.rejections, report.unknown_keys) == (12, 6, Counter(views=6))
    assert report.before >= committed
    assert kept(folder) == 12
    assert added(folder, files).changes == Changes(unchanged=12)  # the run is over: all is read again


def test_what_was_committed_is_not_given_to_the_index_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 2)
    files = [lines(tmp_path / f"{name}.jsonl", *map(record, range(5))) for name in "a"]
    with pytest.raises(KeyboardInterrupt):
        added(folder, files, interrupted_after(4))
    with closing(open_engine(folder)) as engine:
        delete_articles(engine, ["n0", "n1"])
    assert added(folder, files).before == 4
    assert kept(folder) == 3


def test_a_file_that_changed_in_between_is_read_from_its_beginning(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 2)
    path = lines(tmp_path / "a.jsonl", *map(record, range(5)))
    with pytest.raises(KeyboardInterrupt):
        added(folder, [path], interrupted_after(4))
    lines(path, record(0, body="نص جديد"), *map(record, range(1, 5)))
    report = added(folder, [path])
    assert report.changes == Changes(added=5, updated=1, unchanged=3)
    assert kept(folder) == 5


def test_a_file_that_grows_while_it_is_read_is_not_taken_for_finished(folder: Path, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", record(0))

    def grow(_read_bytes: int, report: Report) -> None:
        if report.read == 1 and not report.committing and path.stat().st_size < 200:
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record(1)) + "\n")

    with closing(open_engine(folder, create=True)) as engine, closing(journal_of(folder, remembers=True)) as journal:
        add_files(engine, [path], Manner(journal=journal), grow)
        assert add_files(engine, [path], Manner(journal=journal)).read == 2
        assert add_files(engine, [path], Manner(journal=journal)).read == 0
    assert kept(folder) == 2


def test_a_commit_comes_when_it_is_time(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "WINDOW_RECORDS", 2)
    path = lines(tmp_path / "a.jsonl", *map(record, range(5)))
    monkeypatch.setattr(ingest, "COMMIT_SECONDS", 0.0)
    with pytest.raises(KeyboardInterrupt):
        added(folder, [path], interrupted_after(4))
    assert kept(folder) == 4


# Boilerplate


FOLLOW = "تابعونا على صفحاتنا في شبكات التواصل"


def page(number: int) -> dict[str, object]:
    body = f"افتتحت البلدية أمس المكتبة رقم {number} بحضور عدد كبير من أهل المدينة.\n{FOLLOW}"
    return record(number, body=body, source="صوت المرسى")


def test_boilerplate_is_left_out_and_adding_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    few, many = (lines(tmp_path / f"{n}.jsonl", *map(page, range(n))) for n in (3, 9))
    assert (added(folder, [few]).cut, kept(folder)) == (0, 3)
    report = added(folder, [many])
    assert (report.cut, report.changes) == (9, Changes(added=6, unchanged=3))
    assert added(folder, [many, few]).changes == Changes(unchanged=12)
    with closing(open_engine(folder)) as engine:
        early, late = engine.get("n0"), engine.get("n8")
    assert early is not None
    assert late is not None
    assert FOLLOW in early.body  # unchanged, and nobody knew then
    assert FOLLOW not in late.body
    assert [block.text for block in late.left_out] == [FOLLOW]


def test_what_was_left_out_comes_back_when_lines_are_to_be_kept(engine: Engine, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *map(page, range(9)), record(20))
    add_files(engine, [path])
    assert add_files(engine, [path], Manner(keep_lines=True)).changes == Changes(updated=9, unchanged=1)
    article = engine.get("n8")
    assert article is not None
    assert article.body.endswith(FOLLOW)
    assert add_files(engine, [path], Manner(keep_lines=True)).changes == Changes(unchanged=10)


def test_boilerplate_that_was_left_out_is_not_found(engine: Engine, tmp_path: Path) -> None:
    add_files(engine, [lines(tmp_path / "a.jsonl", *map(page, range(9)))])
    assert engine.frequencies(["صفحاتنا", "المكتبة"]) == [0, 9]


def test_an_interrupted_run_learns_what_a_whole_one_does(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 4)
    path = lines(tmp_path / "a.jsonl", *map(page, range(11)))
    added(tmp_path / "whole", [path])
    with pytest.raises(KeyboardInterrupt):
        added(folder, [path], interrupted_after(6))
    added(folder, [path])
    with closing(open_engine(folder)) as one, closing(open_engine(tmp_path / "whole")) as other:
        assert [one.get(f"n{n}") for n in range(11)] == [other.get(f"n{n}") for n in range(11)]


def test_records_of_a_program_are_kept_as_they_are(engine: Engine) -> None:
    add_records(engine, read_values(source_of(b"", "request"), [page(number) for number in range(9)]))
    article = engine.get("n8")
    assert article is not None
    assert article.body.endswith(FOLLOW)


# Bounds


def test_of_very_many_rejects_and_unknown_keys_some_are_listed_and_all_counted(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MAX_LISTED", 3)
    keys: dict[str, object] = {f"k{n}": 1 for n in range(5)}
    report = add_files(engine, [lines(tmp_path / "a.jsonl", *[[]] * 9, record(1, **keys), record(2, k0=1, z=1))])
    assert (len(report.rejected), report.rejections) == (3, 9)
    assert report.unknown_keys == Counter(k0=2, k1=1, k2=1)
