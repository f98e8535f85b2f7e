"""How is a page of results printed?"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import click

from web.explanation import reasons
from web.wording import english_articles, english_stories, published_text

if TYPE_CHECKING:
    from searcher.results import Result, Results

NAMED = 5
"""Copies that are named under a result."""

_MARK = re.compile("</?mark>")


def print_results(results: Results) -> None:
    """Print how many articles were found, and those of this page; with their reasons where these were asked for."""
    told = f" in {english_stories(results.stories)}" if results.stories < results.total else ""
    click.echo(f"{english_articles(results.total)}{told} ({results.took_ms:.0f} ms)")
    _print_ways(results)
    for result in results.results:
        article = result.article
        title, body = (_shown(highlight.html) for highlight in result.highlights)
        rung = f"match {result.match.name.lower()}" if result.match else ""
        facts = (article.source, published_text(article.published), f"id {article.id}", rung)
        click.echo(f"\n{result.rank}. {title}\n   {' · '.join(filter(None, facts))}\n   {body}")
        if result.others:
            click.echo(f"   {_also(result)}")
        if results.search.explain and result.evidence:
            _print_reasons(result)


def _also(result: Result) -> str:
    """Return who else has the story: the first outlets by name, with the ids of their articles."""
    named = [f"{copy.source or '?'} {published_text(copy.published)} id {copy.id}" for copy in result.copies[:NAMED]]
    more = f"; {result.others - len(named):,} more" if result.others > len(named) else ""
    return f"also published by: {'; '.join(named)}{more}"


def _print_ways(results: Results) -> None:
    """Print what else was searched, what may have been meant, and what finds something where this did not."""
    if results.variants:
        also = (f"{variant.written} ({variant.articles:,})" for variant in results.variants)
        click.echo(f"also searched: {', '.join(also)}")
    for one in results.suggestions:
        click.echo(f"did you mean: {one.search.text} ({english_articles(one.total)})")
    if results.relaxations:
        click.echo("nothing has all of it, but there are:")
    for way in results.relaxations:
        typed = f": {way.search.text}" if way.search.text != results.search.text else ""
        click.echo(f"  {english_articles(way.total):>12}  {way.english}{typed}")


def _print_reasons(result: Result) -> None:
    """Print the score and what it is made up of, amounts under amounts."""
    rows = [(result.score, "score", "the sum of:")]
    rows += [(reason.amount, reason.kind, reason.text) for reason in reasons(result)]
    digits = max(len(f"{amount:.2f}") for amount, _, _ in rows)
    letters = max(len(name) for _, name, _ in rows)
    for amount, name, text in rows:
        click.echo(f"   {amount:>{digits}.2f}  {name:<{letters}}  {text}")


def _shown(marked: str) -> str:
    """Return marked HTML as text, the marked words in bold where the terminal can show it."""
    parts = _MARK.split(str(marked))
    shown = (html.unescape(part) for part in parts)
    return "".join(click.style(part, bold=True) if n % 2 else part for n, part in enumerate(shown)).replace("\n", " ")
