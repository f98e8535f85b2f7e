"""The commands that read files into the index: ``bahith add`` and ``watch``."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from documents.formats.record import shown
from web.options import as_json, existing, format_name, index_folder, keep_lines, wait_seconds
from web.wording import english_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.engine import Engine
    from searcher.journal import Journal
    from searcher.report import Report

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C has ended, as shells have it: 128 and the number of the signal."""

workers = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that read and write; one a core is best.",
)


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let SIGTERM, with which managers of services stop a program, end it as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _writing(
    index: Path, *, remembers: bool, key: bytes, wait: float, workers: int
) -> Iterator[tuple[Engine, Journal]]:
    """Open an index and its journal for writing, until a signal or an error ends that."""
    from index.engine import open_engine
    from searcher.journal import Journal

    with (
        _ending_on_signals(),
        closing(open_engine(index, create=True, wait_seconds=wait, workers=workers)) as engine,
        closing(Journal(index, key, remembers=remembers)) as journal,
    ):
        yield engine, journal


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@index_folder
@format_name
@keep_lines
@workers
@click.option("--afresh", is_flag=True, help="Read all from the beginning, also if it was interrupted before.")
@wait_seconds
@as_json
def add(paths: tuple[Path, ...], index: Path, as_json: bool, afresh: bool, **options: Any) -> None:
    """Read files and folders and keep their articles.

    An article that is in the index already is left alone; one with a known id and other text makes a new version
    of it, which `bahith history` shows.
    Records that cannot be read are listed with their reason and never stop the others. A command that was interrupted
    goes on where it was when it is given again. Lines that many articles of a source have are left out of them.

    \b
    bahith add news.jsonl.gz pages/
    bahith add export.txt --format trec --index ~/archive
    """  # noqa: D301
    from searcher.ingest import add_files
    from searcher.journal import run_key
    from searcher.reading import Manner
    from web.progress import Progress

    files = existing(paths)
    first = next(files, None)
    if first is None:
        raise click.UsageError(
            f"no file to read in {', '.join(map(str, paths))}; see 'bahith inspect --help' for the kinds"
        )
    started = monotonic()
    kind, keep = options.pop("format_name"), options.pop("keep_lines")
    key = run_key("add", kind, keep, *(path.absolute() for path in paths))
    with Progress(paths, names_rejects=not as_json) as progress:
        try:
            with _writing(index, remembers=False, key=key, **options) as (engine, journal):
                if afresh:
                    journal.forget()
                manner = Manner(kind, journal, keep, options["workers"])
                report = add_files(engine, chain([first], files), manner, progress.advance)
        except KeyboardInterrupt:
            _say_interrupted(progress.committed)
            sys.exit(INTERRUPTED)
    _print_report(report, monotonic() - started, as_json)
    if report.rejections:
        sys.exit(1)


def _say_interrupted(committed: int) -> None:
    click.echo(
        f"interrupted; {english_articles(committed)} of this command are in the index. Give the same command again to"
        " go on from there",
        err=True,
    )


def _print_report(report: Report, seconds: float, as_json: bool) -> None:
    changes = report.changes
    if as_json:
        content = {
            "read": report.read,
            "added": changes.added,
            "updated": changes.updated,
            "unchanged": changes.unchanged,
            "rejected": [{"path": shown(r.path), "line": r.line, "reason": r.reason} for r in report.rejected],
            "rejections": report.rejections,
            "dates_not_understood": report.undated,
            "unknown_keys": dict(report.unknown_keys.most_common()),
            "left_out": report.cut,
            "repaired": report.repaired,
            "repairs": dict(report.repairs.most_common()),
            "before": report.before,
            "seconds": round(seconds, 2),
        }
        click.echo(json.dumps(content, ensure_ascii=False))
        return
    click.echo(f"{_counts(report)}; {seconds:.1f} s")
    if report.before:
        click.echo(f"of these, {report.before:,} records had been read before the interruption")
    if report.cut:
        click.echo(f"lines that recur in their source were left out of {english_articles(report.cut)}")
    if report.repaired:
        kinds = ", ".join(f"{kind} ({count:,})" for kind, count in report.repairs.most_common())
        click.echo(f"{english_articles(report.repaired)} repaired: {kinds}; 'bahith repairs' shows them by source")
    if report.undated:
        click.echo(f"dates that could not be understood: {report.undated:,}; the articles are kept without them")
    if report.unknown_keys:
        keys = ", ".join(f"{key} ({count:,})" for key, count in report.unknown_keys.most_common(20))
        click.echo(f"keys not kept: {keys}")


def _counts(report: Report) -> str:
    changes = report.changes
    return (
        f"{english_articles(report.read)} read: {changes.added:,} added, {changes.updated:,} updated,"
        f" {changes.unchanged:,} unchanged; {report.rejections:,} rejected"
    )


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@index_folder
@format_name
@keep_lines
@workers
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=5.0,
    show_default=True,
    help="Seconds between two looks; a file that has not changed from one to the next is read.",
)
@wait_seconds
def watch(folders: tuple[Path, ...], index: Path, every: float, **options: Any) -> None:
    """Follow folders: add what is in them, and then what comes or changes, until stopped.

    What was read is remembered in the index, so that a new start does not read it again. The articles of a file that
    is deleted stay.

    \b
    bahith watch /srv/incoming --index ~/archive
    """  # noqa: D301
    from searcher.journal import run_key
    from searcher.reading import Manner
    from searcher.watching import Watch

    kind, keep = options.pop("format_name"), options.pop("keep_lines")
    try:
        with _writing(index, remembers=True, key=run_key("watch", kind, keep), **options) as (engine, journal):
            manner = Manner(kind, journal, keep, options["workers"])
            journal.forget_gone(folders)
            _log(f"watching {', '.join(map(str, folders))}; {english_articles(engine.count())} in {index}")
            for result in Watch(engine, journal, folders, every, manner).follow():
                _log_batch(result)
    except KeyboardInterrupt:
        _log("stopped")


def _log_batch(result: Report | Exception) -> None:
    if isinstance(result, Exception):
        _log(f"not added, tried again later: {result}", is_error=True)
        return
    for rejected in result.rejected:
        _log(f"rejected: {rejected}", is_error=True)
    _log(_counts(result))


def _log(line: str, *, is_error: bool = False) -> None:
    click.echo(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {line}", err=is_error)
