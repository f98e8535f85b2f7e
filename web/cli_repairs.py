"""The command ``bahith repairs``: what machines had done to the articles, and what was put right."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from web.options import as_json, index_folder
from web.wording import english_articles

if TYPE_CHECKING:
    from pathlib import Path

    from documents.article import Article, Repair
    from searcher.repairs import SourceRepairs


@click.command()
@click.option("--source", help="List the repaired articles of this source, with one place of each fault.")
@index_folder
@as_json
def repairs(source: str | None, index: Path, as_json: bool) -> None:
    """Show what was repaired in the texts of each source, or in each article of one.

    \b
    bahith repairs
    bahith repairs --source "وكالة نسيم (نموذج)" --json
    """  # noqa: D301
    from index.engine import open_engine
    from searcher.repairs import articles_of, by_source

    with closing(open_engine(index)) as engine:
        if source is None:
            _show_sources(by_source(engine), as_json)
            return
        found = 0
        for article in articles_of(engine, source):
            found += 1
            if article.repairs:
                click.echo(_article_json(article) if as_json else _article(article))
    if not found:
        click.echo(f"no article of the source {source!r} is in the index; 'bahith stats' lists the sources", err=True)
        sys.exit(1)


def _show_sources(sources: dict[str, SourceRepairs], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({name: one.to_json() for name, one in sources.items()}, ensure_ascii=False))
        return
    for name, one in sources.items():
        click.echo(f"{name or '(no source)'}: {one.repaired:,} of {english_articles(one.articles)} repaired")
        for kind, count in one.having.most_common():
            click.echo(f"  {kind:<22} {english_articles(count):>16} {one.places[kind]:>9,} places")


def _article_json(article: Article) -> str:
    content = {"id": article.id, "title": article.title, "repairs": [asdict(one) for one in article.repairs]}
    return json.dumps(content, ensure_ascii=False)


def _article(article: Article) -> str:
    return "\n".join([f"{article.id}  {article.title}", *map(repair_row, article.repairs)])


def repair_row(repair: Repair) -> str:
    """Return a repair as one line: where, what, how often, and one place before and after."""
    return f"  repaired   {repair.field}, {repair.kind} ×{repair.count:,}: {repair.before} → {repair.after}"
