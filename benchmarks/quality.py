"""How well are articles ranked? Measured on known-item queries and questions; fails below the floors.

Usage: quality.py small|whole

For each set of queries a pool of articles is indexed by ``bahith add``, the queries are run by ``bahith batch``, and
the reciprocal rank of the right article among the first ten (MRR@10) and its presence among the first hundred (R@100)
are averaged. ``small`` takes 200 queries a set and a pool of 4,000 articles; ``whole`` takes everything. The floors are
in floors.json beside this file: a change that falls below one fails, and one that rises well above should raise it.

The queries and articles are not part of the project. They are looked for in ../shared/data beside it, or below the
folder that BAHITH_SHARED names; where they are absent nothing is measured, and that is said.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data"
FLOORS = Path(__file__).with_name("floors.json")
BAHITH = str(Path(sys.executable).with_name("bahith"))
KNOWN_ITEM = ("headline", "short3", "typed_clitic_add", "typed_hamza_seat", "typed_names", "typed_sing_plural")
SMALL_QUERIES, SMALL_POOL = 200, 4000


@dataclass(frozen=True)
class Topic:
    """A query and the one article that answers it."""

    qid: str
    text: str
    answer: str


def main(size: str) -> int:
    """Measure, print a table, and return the exit status."""
    if not (DATA / "relevance").is_dir():
        print(f"SKIPPED: the quality floors. There are no relevance sets in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[size]
    failed = False
    print(f"{'set':<18}{'queries':>8}{'MRR@10':>9}{'floor':>7}{'R@100':>9}{'floor':>7}{'ms/query':>10}")
    for names, documents in ((KNOWN_ITEM, known_item_documents), (("questions",), question_documents)):
        topics = {name: read_topics(name, size) for name in names if name in floors}
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder), documents(), {t.answer for ts in topics.values() for t in ts}, size)
            for name, chosen in topics.items():
                failed |= not report(name, chosen, Path(folder), floors[name])
    return int(failed)


def read_topics(name: str, size: str) -> list[Topic]:
    """Return a set's queries with their answers."""
    folder = DATA / "relevance" / name
    answers = dict(line.split()[::2] for line in (folder / "qrels.txt").read_text(encoding="utf-8").splitlines())
    lines = (folder / "queries.tsv").read_text(encoding="utf-8").splitlines()
    topics = [Topic(qid, text, answers[qid]) for qid, _, text in (line.partition("\t") for line in lines)]
    return topics[:SMALL_QUERIES] if size == "small" else topics


def known_item_documents() -> Iterator[tuple[str, str]]:
    """Yield (id, body) of the pool that headlines and typed words are judged on: bodies without their headline."""
    bodies: dict[str, str] = {}
    for name in ("saudi-2015", "tunisia-2015-2017"):
        with gzip.open(DATA / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            bodies.update((article["id"], article["content"]) for article in map(json.loads, lines))
    with (DATA / "relevance" / "known-item-overrides.jsonl").open(encoding="utf-8") as lines:
        bodies.update((article["id"], article["body"]) for article in map(json.loads, lines))
    for docid in (DATA / "relevance" / "known-item-ids.txt").read_text(encoding="utf-8").split():
        yield docid, bodies[docid]


def question_documents() -> Iterator[tuple[str, str]]:
    """Yield (id, text) of the paragraphs that questions are asked of."""
    with gzip.open(DATA / "relevance" / "questions" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for paragraph in map(json.loads, lines):
            yield paragraph["id"], paragraph["body"]


def build(folder: Path, documents: Iterator[tuple[str, str]], answers: set[str], size: str) -> None:
    """Index a pool: everything, or the answers and as many others as make `SMALL_POOL`."""
    others = SMALL_POOL - len(answers) if size == "small" else None
    with (folder / "pool.jsonl").open("w", encoding="utf-8") as pool:
        for docid, body in documents:
            if docid not in answers and others is not None:
                others -= 1
                if others < 0:
                    continue
            pool.write(json.dumps({"id": docid, "body": body}, ensure_ascii=False) + "\n")
    command = [BAHITH, "add", str(folder / "pool.jsonl"), "--index", str(folder / "index"), "--workers", "2"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def report(name: str, topics: list[Topic], folder: Path, floor: dict[str, float]) -> bool:
    """Run a set's queries, print its line, and tell whether it reaches its floors."""
    queries = folder / f"{name}.tsv"
    queries.write_text("".join(f"{topic.qid}\t{topic.text}\n" for topic in topics), encoding="utf-8")
    started = time.perf_counter()
    command = [BAHITH, "batch", str(queries), "--run", "trec", "--limit", "100", "--index", str(folder / "index")]
    run = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    milliseconds = 1000 * (time.perf_counter() - started) / len(topics)
    ranks = {(qid, docid): int(rank) for qid, _, docid, rank, _, _ in map(str.split, run.splitlines())}
    found = [ranks.get((topic.qid, topic.answer), 0) for topic in topics]
    mrr = sum(1 / rank for rank in found if 0 < rank <= 10) / len(found)
    recall = sum(rank > 0 for rank in found) / len(found)
    good = mrr >= floor["MRR@10"] and recall >= floor["R@100"]
    print(
        f"{name:<18}{len(topics):>8}{mrr:>9.3f}{floor['MRR@10']:>7.3f}{recall:>9.3f}{floor['R@100']:>7.3f}"
        f"{milliseconds:>10.1f}{'' if good else '   BELOW ITS FLOOR'}",
        flush=True,
    )
    return good


if __name__ == "__main__":
    if sys.argv[1:] not in (["small"], ["whole"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
