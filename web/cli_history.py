"""The command that shows what was changed in an article: ``bahith history``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from web.options import as_json, index_folder, open_searcher
from web.wording import published_text

if TYPE_CHECKING:
    from pathlib import Path

    from index.history import History, Version
    from searcher.edits import Edit, Piece
    from searcher.search import Searcher


@click.command()
@click.argument("article", metavar="ID|URL")
@index_folder
@as_json
def history(article: str, index: Path, as_json: bool) -> None:
    """Show the versions of an article, and what was changed from one to the next.

    The article is named by its id, or by the address that its id was made from. What was taken out stands in [-…-],
    what came in in [+…+].

    \b
    bahith history nasim-2024-001
    bahith history https://nasim.example/2024/05/11/kas-alhidab --json
    """  # noqa: D301
    from web.representation import history_json

    with open_searcher(index) as searcher:
        found = _found(searcher, article)
    if found is None:
        click.echo(f"not in the index: {article}; give its id, as 'bahith search' shows it", err=True)
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(history_json(found), ensure_ascii=False))
    else:
        _print(found)


def _found(searcher: Searcher, article: str) -> History | None:
    from documents.address import url_id

    made = url_id(article)
    return searcher.history(article) or (searcher.history(made) if made else None)


def _print(history: History) -> None:
    from searcher.edits import edits

    first, *others = history.versions
    if not others:
        click.echo(f"one version, id {first.article.id}: no change of headline, caption or text is known")
    else:
        click.echo(f"{len(history.versions)} versions, id {first.article.id}; the last one is searched")
    click.echo(f"\n1. {_when(first)}\n   title    {first.article.title}")
    if history.shortened:
        click.echo("\nThere were more versions after this one, which are not kept.")
    for number, edit in enumerate(edits(history), 2):
        click.echo(f"\n{number}. {_when(edit.newer)}")
        _print_edit(edit)


def _print_edit(edit: Edit) -> None:
    from searcher.edits import FIELDS, told

    for field in FIELDS:
        for number, line in enumerate(told(edit.lines(field))):
            click.echo(f"   {'' if number else field:<8} {' '.join(map(_marked, line))}")


def _when(version: Version) -> str:
    """Return when a version was seen, in words."""
    first, last = (published_text(day) for day in (version.first, version.last))
    if version.first is None:
        return "undated"
    return f"{first} – {last}" if first != last else first


def _marked(piece: Piece) -> str:
    if piece.kind == "out":
        return click.style(f"[-{piece.text}-]", fg="red")
    return click.style(f"[+{piece.text}+]", fg="green") if piece.kind == "in" else piece.text
