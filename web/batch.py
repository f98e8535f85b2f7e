"""Many queries from a file, their hits as a run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import click
from tqdm import tqdm

from index.arabic.relation import Relation
from searcher.errors import SearchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.engine import Hit
    from index.query import Need
    from searcher.search import Searcher

RUN_NAME = "bahith"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a file, or the fault of the line where one should be; ``line`` counts from 1."""

    line: int
    qid: str = ""
    text: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked for of every query, and whether its hits are written as ``trec``, ``csv`` or ``jsonl``.

    ``words``, ``half_life_days`` and ``match`` mean what they do in a `Search`.
    """

    form: str
    limit: int
    words: Need = "any"
    half_life_days: float | None = None
    match: Relation = Relation.NAME


@dataclass(frozen=True, slots=True)
class Line:
    """Text for the run, or the line and reason of a query that was not run."""

    text: str = ""
    rejected: str = ""


def read_queries(path: Path) -> list[Query]:
    """Return the queries of a .tsv, .csv or .jsonl file, in order.

    Raises:
        click.UsageError: the file is not UTF-8, has another ending, or a CSV without the columns qid and query.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise click.UsageError(f"{path} is not UTF-8: {exc.reason} at byte {exc.start}") from exc
    if path.suffix == ".csv":
        return list(_from_csv(path, text))
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if path.suffix in (".jsonl", ".ndjson"):
        return [_from_json(number, line) for number, line in lines]
    if path.suffix in (".tsv", ".txt"):
        return [_from_tsv(number, line) for number, line in lines]
    raise click.UsageError(f"{path}: expected a file ending in .tsv, .csv or .jsonl")


def _from_csv(path: Path, text: str) -> Iterator[Query]:
    reader = csv.DictReader(io.StringIO(text))
    if not {"qid", "query"} <= set(reader.fieldnames or ()):
        raise click.UsageError(f"{path}: the first line must name the columns qid and query")
    for row in reader:
        yield _checked(reader.line_num, row["qid"], row["query"])


def _from_tsv(number: int, line: str) -> Query:
    qid, tab, text = line.rstrip("\r").partition("\t")
    return _checked(number, qid, text) if tab else Query(number, fault="no tab between qid and query")


def _from_json(number: int, line: str) -> Query:
    try:
        record = json.loads(line)
        return _checked(number, record["qid"], record["query"])
    except (ValueError, TypeError, KeyError):
        return Query(number, fault='expected an object such as {"qid": "1", "query": "كأس العالم"}')


def _checked(number: int, qid: object, text: object) -> Query:
    name = str(qid if qid is not None else "").strip()
    if not name or any(character.isspace() or "\ud800" <= character <= "\udfff" for character in name):
        return Query(number, fault=f"the qid {name!r} is empty, or has spaces or half characters in it")
    return Query(number, name, "" if text is None else str(text))


def run_queries(searcher: Searcher, queries: Sequence[Query], run: Run) -> Iterator[Line]:
    """Yield the run's lines, query by query; a bar shows progress on a terminal."""
    if run.form == "csv":
        yield Line(_csv([("qid", "rank", "id", "score")]))
    lines: dict[str, int] = {}
    for query in tqdm(queries, unit="query", disable=None, leave=False):
        first = lines.setdefault(query.qid, query.line)
        if first != query.line and not query.fault:
            yield Line(rejected=f"{query.line}: the qid {query.qid!r} stands in line {first} already")
            continue
        if query.fault:
            yield Line(rejected=f"{query.line}: {query.fault}")
            continue
        try:
            hits = searcher.ranking(query.text, run.limit, run.words, run.half_life_days, run.match)
        except SearchError as exc:
            yield Line(rejected=f"{query.line}: {exc}")
            continue
        yield Line(_write(run.form, query, hits))


def _write(form: str, query: Query, hits: Sequence[Hit]) -> str:
    ranked = [(query.qid, rank, hit.id, hit.score) for rank, hit in enumerate(hits, 1)]
    if form == "csv":
        return _csv((qid, rank, hit_id, f"{score:.6f}") for qid, rank, hit_id, score in ranked)
    if form == "trec":
        return "".join(
            f"{qid} Q0 {_trec_id(hit_id)} {rank} {score:.6f} {RUN_NAME}\n" for qid, rank, hit_id, score in ranked
        )
    record = {
        "qid": query.qid,
        "query": query.text,
        "hits": [{"id": hit_id, "rank": rank, "score": round(score, 6)} for _, rank, hit_id, score in ranked],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _csv(rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _trec_id(article_id: str) -> str:
    """Return an id as one column of a TREC run: white space in it is percent-encoded."""
    return "".join(quote(character) if character.isspace() else character for character in article_id)
