"""The commands that offer something: ``bahith suggest`` and ``similar``."""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import TYPE_CHECKING

import click

from web.options import as_json, index_folder, open_searcher
from web.wording import english_articles, published_text

if TYPE_CHECKING:
    from pathlib import Path

    from index.engine import Hit
    from searcher.suggest import Suggested


@click.command(context_settings={"ignore_unknown_options": True})  # what is typed may begin with a minus
@click.argument("typed")
@click.option("--limit", type=click.IntRange(1, 20), default=8, show_default=True, help="Suggestions to show.")
@index_folder
@as_json
def suggest(typed: str, limit: int, index: Path, as_json: bool) -> None:
    """Show how a query that is being typed may go on: with which words and headlines.

    \b
    bahith suggest "محطة الط"
    bahith suggest "شباب الو" --limit 3 --json
    """  # noqa: D301
    from web.representation import suggestions_json

    with open_searcher(index) as searcher:
        started = perf_counter()
        suggestions = searcher.suggest(typed, limit)
        took_ms = (perf_counter() - started) * 1000
    if as_json:
        click.echo(json.dumps(suggestions_json(typed, suggestions, took_ms), ensure_ascii=False))
    for one in () if as_json else suggestions:
        click.echo(_suggestion(one))


def _suggestion(one: Suggested) -> str:
    if one.id is not None:
        return f"{one.text}  (id {one.id})"
    return one.text if one.articles is None else f"{one.text}  ({english_articles(one.articles)})"


@click.command()
@click.argument("article_id", metavar="ID")
@click.option("--limit", type=click.IntRange(1, 20), default=6, show_default=True, help="Articles to show.")
@index_folder
@as_json
def similar(article_id: str, limit: int, index: Path, as_json: bool) -> None:
    """Show the articles that are most like one, without its copies.

    \b
    bahith similar nasim-2024-001
    bahith similar nasim-2024-001 --limit 3 --json
    """  # noqa: D301
    from web.representation import similar_json

    with open_searcher(index) as searcher:
        if searcher.article(article_id) is None:
            click.echo(f"not in the index: {article_id}", err=True)
            sys.exit(1)
        hits = searcher.similar(article_id, limit)
    if as_json:
        click.echo(json.dumps(similar_json(article_id, hits), ensure_ascii=False))
    for rank, hit in enumerate(() if as_json else hits, 1):
        click.echo(_similar(rank, hit))


def _similar(rank: int, hit: Hit) -> str:
    article = hit.article
    assert article is not None, "similar articles come whole"  # noqa: S101
    facts = filter(None, (article.source, published_text(article.published), f"id {article.id}"))
    return f"{rank}. {article.title}\n   {' · '.join(facts)}"
