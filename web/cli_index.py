"""The commands about what is in the index: ``bahith delete``, ``inspect`` and ``stats``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from documents.formats.record import Rejected, shown
from documents.reader import read_file
from web.cli_repairs import repair_row
from web.options import as_json, existing, format_name, index_folder, keep_lines, wait_seconds
from web.wording import english_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from documents.formats.record import Found
    from documents.outline import Sample


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
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="Folder of an index, for what it has learnt of the sources' boilerplate.",
)
@format_name
@keep_lines
@as_json
def inspect(
    paths: tuple[Path, ...], index: Path | None, format_name: str | None, keep_lines: bool, as_json: bool
) -> None:
    """Show what would be read from files, and why; nothing is written.

    Folders and archives are searched for .txt, .json, .jsonl, .csv, .xml, .rss, .html, .warc, .zip, .tar and the like,
    also packed. A file that is named itself is read whatever its ending; - is standard input. Lines that many articles
    of a source have are shown as left out, with how many.

    \b
    bahith inspect page.txt
    bahith inspect feed.xml --json
    bahith inspect pages/ --index ~/archive
    zcat export.gz | bahith inspect -
    """  # noqa: D301
    rejected = found = 0
    records = (record for file in existing(paths) for record in read_file(file, format_name))
    for record in records if keep_lines else _cleaned(records, index):
        if isinstance(record, Rejected):
            rejected += 1
            click.echo(f"rejected: {record}", err=True)
            continue
        found += 1
        click.echo(_inspected_json(record) if as_json else _inspected(record))
    if rejected or not found:
        sys.exit(1)


def _cleaned(records: Iterable[Found | Rejected], index: Path | None) -> Iterator[Found | Rejected]:
    """Yield records without their sources' boilerplate, as far as these records and an index tell it."""
    from documents.cleaning import clean, source_of_lines, windows
    from searcher.journal import sample_of

    samples: dict[str, Sample] = {}
    for window in windows(records):
        for name in sorted({source_of_lines(one) for one in window if not isinstance(one, Rejected)} - samples.keys()):
            samples[name] = sample_of(index, name) if index else ()
        cleaned = clean(window, samples)
        samples.update(cleaned.samples)
        yield from cleaned.records


def _inspected_json(record: Found) -> str:
    content = {
        "path": shown(record.path),
        "line": record.line,
        "format": record.format,
        "why": record.why,
        "notes": record.notes,
        "unknown_keys": record.unknown_keys,
        "left_out": [asdict(one) for one in record.left_out],
        "article": record.article.to_json(),
    }
    return json.dumps(content, ensure_ascii=False)


def _inspected(record: Found) -> str:
    article = record.article
    rows = [f"{shown(record.path)}:{record.line}  ({record.format}: {record.why})"]
    for name, value in article.to_json().items():
        if name == "body":
            opening = article.body[:300].replace("\n", " ")
            rows.append(
                f"  body       {opening}{'…' if len(article.body) > 300 else ''}  [{len(article.body):,} characters]"
            )
        elif value and name not in ("left_out", "repairs", "original"):
            rows.append(f"  {name:<10} {', '.join(value) if isinstance(value, list) else value}")
    rows += [
        f"  left out   {one.text}  [in {one.articles:,} of {one.seen:,} articles of its source]"
        for one in record.left_out
    ]
    rows += map(repair_row, article.repairs)
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
