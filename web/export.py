"""Everything that a search finds, as a file: ``/search.csv`` and ``/search.jsonl``; and ``/search.json``, one page."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for

from searcher.results import MAX_PER_PAGE
from web.api import conditional, search_articles, searcher
from web.params import NAMES, check_names, read_search
from web.representation import article_json
from web.values import read_limit, read_switch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from searcher.highlight import Highlight
    from searcher.results import Result, Results
    from searcher.search import Searcher

blueprint = Blueprint("export", __name__)
blueprint.add_url_rule("/search.json", "page", search_articles)

COLUMNS = ("id", "title", "published", "source", "section", "author", "url", "score", "match", "snippet")

ALL_ROWS = 999_999_999
"""The largest ``limit`` that is read; no index has so many articles."""

PLACES = ("page", "per_page", "cursor", "explain", "facet")
"""Parameters that say which page is shown, and what beside it: all that a search finds is the same without them."""

FILE_NAME_CHARACTERS = 60
"""Of a query in a file's name: with three bytes a letter at most, file systems take four times as many."""

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_MARK = re.compile("</?mark>")
_VOWELS = re.compile("[\u064b-\u065f\u0670\u0640]")
_log = logging.getLogger("bahith")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is written: its type and ending, what stands before the first article, and a batch of articles."""

    content_type: str
    ending: str
    head: str
    write: Callable[[Sequence[Result]], str]


@blueprint.get("/search.csv")
def comma_separated() -> Response:
    """Give everything found as comma-separated values (RFC 4180)."""
    check_names(request.args, (*NAMES, "limit", "bom"))
    for_excel = read_switch(request.args, "bom")

    def write(results: Sequence[Result]) -> str:
        return _csv([_row(result, harmless if for_excel else str) for result in results])

    head = ("\ufeff" if for_excel else "") + _csv([COLUMNS])
    return _file(_Form("text/csv; charset=utf-8; header=present", "csv", head, write), for_excel)


@blueprint.get("/search.jsonl")
def json_lines() -> Response:
    """Give everything found as JSON Lines: a whole article on each."""
    check_names(request.args, (*NAMES, "limit"))
    return _file(_Form("application/x-ndjson; charset=utf-8", "jsonl", "", _json_lines))


def _file(form: _Form, *choices: object) -> Response:
    wanted = read_search(request.args)
    limit = read_limit(request.args, ALL_ROWS, ALL_ROWS)
    everything = replace(
        wanted, page=1, per_page=min(limit, MAX_PER_PAGE), start=None, explain=False, facets=()
    )  # a batch, whichever page was asked for

    def make() -> Response:
        first = searcher().search(everything)  # what is wrong with the query is told before the first byte
        parts = _parts(form, batches(searcher(), first, limit))
        content = (part.encode() for part in parts if part)  # an empty one would end a reply that is sent in chunks
        reply = Response(content, content_type=form.content_type)
        reply.headers["Content-Disposition"] = disposition(wanted.text, form.ending)
        return reply

    return conditional(everything, make, limit, *choices)


def _parts(form: _Form, found: Iterator[Sequence[Result]]) -> Iterator[str]:
    yield form.head
    for results in found:
        yield form.write(results)


def batches(searcher: Searcher, first: Results, limit: int) -> Iterator[Sequence[Result]]:
    """Yield the results that a first page begins, page by page, ``limit`` of them at most; one page is held at a time.

    Raises:
        EngineError: the index cannot be read any more.
    """
    found, left = first, limit
    while True:
        yield found.results[:left]
        left -= len(found.results)
        if found.next_start is None or left <= 0:
            return
        found = searcher.search(replace(found.search, start=found.next_start))


def _row(result: Result, cell: Callable[[str], str]) -> tuple[object, ...]:
    article = result.article
    published = article.published.isoformat() if article.published else ""
    texts = (article.source, article.section, article.author, article.url)
    return (
        cell(article.id),
        cell(article.title),
        published,
        *map(cell, texts),
        round(result.score, 4),
        result.match.name.lower() if result.match else "",
        cell(" ".join(plain(result.highlights[1]).split())),  # on one line, for tools that go by lines
    )


def harmless(text: str) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula: with an apostrophe before what may begin one.

    After the list of OWASP (CSV Injection).
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(highlight: Highlight) -> str:
    """Return a passage as text, without marks."""
    return unescape(_MARK.sub("", str(highlight.html)))


def _csv(rows: Sequence[Sequence[object]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)  # lines end with CR and LF, as in RFC 4180
    return buffer.getvalue()


def _json_lines(results: Sequence[Result]) -> str:
    return "".join(json.dumps(_record(result), ensure_ascii=False) + "\n" for result in results)


def _record(result: Result) -> dict[str, object]:
    match = result.match.name.lower() if result.match else None
    return {**article_json(result.article), "score": round(result.score, 4), "match": match}


def disposition(query: str, ending: str) -> str:
    """Return the header that names a file after its query, in ASCII and in UTF-8 (RFC 6266)."""
    words = re.sub(r"\W+", "-", _VOWELS.sub("", query))[:FILE_NAME_CHARACTERS]
    name, latin = (
        "-".join(filter(None, ("bahith", text.strip("-")))) for text in (words, re.sub("[^A-Za-z0-9]+", "-", words))
    )
    return f"attachment; filename=\"{latin}.{ending}\"; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"


@blueprint.app_template_global()
def twin(endpoint: str, **changes: object) -> str:
    """Return the address of what this request searches in another form, from its first page."""
    return url_for(endpoint, **{**asked(), **changes})  # type: ignore[arg-type]


def asked() -> dict[str, list[str]]:
    """Return the request's parameters as they were typed, in one order, but for `PLACES`.

    So «أمس» (yesterday) in an address that somebody keeps goes on to mean the day before.
    """
    given = {name: [value for value in request.args.getlist(name) if value] for name in NAMES if name not in PLACES}
    return {name: values for name, values in given.items() if values}
