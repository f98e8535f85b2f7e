"""The commands about what is in the index: ``bahith add``, ``delete``, ``inspect`` and ``stats``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from documents.reader import read_file
from documents.walk import input_files
from web.options import as_json, format_name, index_folder, wait_seconds
from web.wording import english_articles

if TYPE_CHECKING:
    from documents.formats.record import Found
    from documents.walk import InputFile
    from searcher.ingest import Report


def _existing(paths: tuple[Path, ...]) -> list[InputFile]:
    try:
        return input_files(paths)
    except FileNotFoundError as exc:
        raise click.UsageError(str(exc)) from exc


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@index_folder
@format_name
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that write; one a core is best.",
)
@wait_seconds
@as_json
def add(paths: tuple[Path, ...], index: Path, format_name: str | None, as_json: bool, **writing: float) -> None:
    """Read files and folders and keep their articles.

    An article that is in the index already is left alone; one with a known id and other text makes a new version
    of it, which `bahith history` shows.
    Records that cannot be read are listed with their reason and never stop the others.

    \b
    bahith add news.jsonl.gz pages/
    bahith add export.txt --format trec --index ~/archive
    """  # noqa: D301
    from index.engine import open_engine
    from searcher.ingest import add_files

    files = _existing(paths)
    if not files:
        raise click.UsageError(
            f"no file to read in {', '.join(map(str, paths))}; see 'bahith inspect --help' for the kinds"
        )
    started = monotonic()
    engine = open_engine(index, create=True, wait_seconds=writing["wait"], workers=int(writing["workers"]))
    try:
        with _Progress(files) as progress:
            report = add_files(engine, files, format_name, progress.advance)
    finally:
        engine.close()
    _print_report(report, monotonic() - started, as_json)
    if report.rejected:
        sys.exit(1)


class _Progress:
    """A bar on a terminal: bytes read, articles, time left; silent elsewhere."""

    def __init__(self, files: list[InputFile]) -> None:
        from tqdm import tqdm

        from searcher.ingest import size_bytes

        total = sum(size_bytes(file.path) for file in files)
        self._bar = tqdm(total=total, unit="B", unit_scale=True, desc="reading", disable=None, leave=False)
        self._committing = False

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._bar.close()

    def advance(self, read_bytes: int, report: Report) -> None:
        """Show that so many more bytes have been read, and what they gave."""
        self._bar.set_postfix_str(f"{english_articles(report.read)}, {len(report.rejected):,} rejected", refresh=False)
        if report.committing != self._committing:
            self._committing = report.committing
            self._bar.set_description("writing" if report.committing else "reading")
        self._bar.update(read_bytes)


def _print_report(report: Report, seconds: float, as_json: bool) -> None:
    changes = report.changes
    if as_json:
        content = {
            "read": report.read,
            "added": changes.added,
            "updated": changes.updated,
            "unchanged": changes.unchanged,
            "rejected": [{"path": str(r.path), "line": r.line, "reason": r.reason} for r in report.rejected],
            "dates_not_understood": report.undated,
            "unknown_keys": dict(report.unknown_keys.most_common()),
            "seconds": round(seconds, 2),
        }
        click.echo(json.dumps(content, ensure_ascii=False))
        return
    for rejected in report.rejected:
        click.echo(f"rejected: {rejected}", err=True)
    click.echo(
        f"{english_articles(report.read)} read: {changes.added:,} added, {changes.updated:,} updated,"
        f" {changes.unchanged:,} unchanged; {len(report.rejected):,} rejected; {seconds:.1f} s"
    )
    if report.undated:
        click.echo(f"dates that could not be understood: {report.undated:,}; the articles are kept without them")
    if report.unknown_keys:
        keys = ", ".join(f"{key} ({count:,})" for key, count in report.unknown_keys.most_common(20))
        click.echo(f"keys not kept: {keys}")


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--source", help="Delete every article of this source.")
@wait_seconds
@index_folder
def delete(ids: tuple[str, ...], source: str | None, index: Path, wait: float) -> None:
    """Delete articles by their ids, or all of a source.

    \b
    bahith delete nasim-2024-001 nasim-2024-002
    bahith delete --source "وكالة نسيم (نموذج)"
    """  # noqa: D301
    from index.engine import open_engine
    from searcher.ingest import delete_articles, delete_source

    if bool(ids) == (source is not None):
        raise click.UsageError("name the ids to delete, or one --source")
    engine = open_engine(index, wait_seconds=wait)
    try:
        gone = delete_source(engine, source) if source is not None else delete_articles(engine, ids)
    finally:
        engine.close()
    missing = [article_id for article_id in ids if article_id not in gone]
    for article_id in missing:
        click.echo(f"not in the index: {article_id}", err=True)
    click.echo(f"{english_articles(len(gone))} deleted")
    if missing or not gone:
        sys.exit(1)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@format_name
@as_json
def inspect(paths: tuple[Path, ...], format_name: str | None, as_json: bool) -> None:
    """Show what would be read from files, and why; nothing is written.

    Folders are searched for .txt, .json, .jsonl, .xml, .rss, .html and the like, also gzipped. A file that is named
    itself is read whatever its ending.

    \b
    bahith inspect page.txt
    bahith inspect feed.xml --json
    """  # noqa: D301
    from documents.formats.record import Rejected

    rejected = found = 0
    for file in _existing(paths):
        for record in read_file(file, format_name):
            if isinstance(record, Rejected):
                rejected += 1
                click.echo(f"rejected: {record}", err=True)
                continue
            found += 1
            click.echo(_inspected_json(record) if as_json else _inspected(record))
    if rejected or not found:
        sys.exit(1)


def _inspected_json(record: Found) -> str:
    content = {
        "path": str(record.path),
        "line": record.line,
        "format": record.format,
        "why": record.why,
        "notes": record.notes,
        "unknown_keys": record.unknown_keys,
        "article": record.article.to_json(),
    }
    return json.dumps(content, ensure_ascii=False)


def _inspected(record: Found) -> str:
    article = record.article
    rows = [f"{record.path}:{record.line}  ({record.format}: {record.why})"]
    for name, value in article.to_json().items():
        if name == "body":
            shown = article.body[:300].replace("\n", " ")
            rows.append(
                f"  body       {shown}{'…' if len(article.body) > 300 else ''}  [{len(article.body):,} characters]"
            )
        elif value:
            rows.append(f"  {name:<10} {', '.join(value) if isinstance(value, list) else value}")
    rows += [f"  note       {note}" for note in record.notes]
    if record.unknown_keys:
        rows.append(f"  not kept   {', '.join(record.unknown_keys)}")
    return "\n".join(rows) + "\n"


@click.command()
@index_folder
@as_json
def stats(index: Path, as_json: bool) -> None:
    """Show what is in the index: articles, sources, dates, size, versions.

    \b
    bahith stats
    bahith stats --json --index ~/archive
    """  # noqa: D301
    from index.engine import open_engine
    from web.representation import statistics_json

    engine = open_engine(index)
    try:
        facts = engine.statistics()
    finally:
        engine.close()
    content = {
        "index": str(index),
        **statistics_json(facts),
        "sources": dict(facts.sources),
        "months": dict(facts.months),
    }
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False))
        return
    for name, value in content.items():
        if name not in ("sources", "months"):
            click.echo(f"{name:<18} {value:,}" if isinstance(value, int) else f"{name:<18} {value or '-'}")
    for source, count in facts.sources:
        click.echo(f"  {count:>9,}  {source or '(no source)'}")
