"""Which articles are searched, and how do they come into an index?

The small pool is the right answers and as many others as make 4,000; the whole one is everything.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from benchmarks.sets import QuerySet, Size

BAHITH = str(Path(sys.executable).with_name("bahith"))


def known_item_articles(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (id, body) of the news that headlines and their words are asked of: bodies without their headline."""
    bodies: dict[str, str] = {}
    for name in ("saudi-2015", "tunisia-2015-2017"):
        with gzip.open(data / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            bodies.update((article["id"], article["content"]) for article in map(json.loads, lines))
    with (data / "relevance" / "known-item-overrides.jsonl").open(encoding="utf-8") as lines:
        bodies.update((article["id"], article["body"]) for article in map(json.loads, lines))
    for docid in (data / "relevance" / "known-item-ids.txt").read_text(encoding="utf-8").split():
        yield docid, bodies[docid]


def question_paragraphs(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (id, text) of the paragraphs that questions are asked of."""
    with gzip.open(data / "relevance" / "questions" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for paragraph in map(json.loads, lines):
            yield paragraph["id"], paragraph["body"]


def choose_for(sets: Iterable[QuerySet], pool: Iterator[tuple[str, str]], size: Size) -> Iterator[tuple[str, str]]:
    """Yield as much of a pool as a size has, the answers to some sets among it."""
    answers = {docid for queries in sets for grades in queries.answers.values() for docid in grades}
    return choose(pool, answers, None if size.pool is None else size.pool - len(answers))


def choose(pool: Iterator[tuple[str, str]], answers: Container[str], others: int | None) -> Iterator[tuple[str, str]]:
    """Yield the answers and the first ``others`` of the rest, in the pool's order; None is all of the rest."""
    left = others
    for docid, body in pool:
        if docid not in answers and left is not None:
            left -= 1
            if left < 0:
                continue
        yield docid, body


def build(folder: Path, pool: Iterator[tuple[str, str]]) -> Path:
    """Index a pool below a folder with ``bahith add``, and return the index."""
    target = folder / "index"
    with (folder / "pool.jsonl").open("w", encoding="utf-8") as lines:
        for docid, body in pool:
            lines.write(json.dumps({"id": docid, "body": body}, ensure_ascii=False) + "\n")
    command = [BAHITH, "add", str(folder / "pool.jsonl"), "--index", str(target), "--workers", "2"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target
