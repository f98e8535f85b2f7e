"""A collection with the layout of the real one, small enough to be indexed in a test."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

BODIES = {
    "a0": "افتتح المهندسون محطة جديدة في المدينة وقالوا إن القرى ستنال الكهرباء",
    "a1": "لقاء الرئيس مع رؤساء الأندية في لندن",
    "a2": "ارتفاع أسعار القمح في السوق",
}
"""Engineers open a power station; the president meets heads of clubs in London; the price of wheat rises."""

QUERIES = {
    "headline": {"d0": "افتتاح محطة المدينة", "d1": "لقاء الرئيس في لندن", "d2": "أسعار القمح ترتفع"},
    "short3": {"d0": "محطة المدينة القرى", "d1": "لقاء الرئيس لندن", "d2": "أسعار القمح السوق"},
    "typed_clitic_add": {"d2": "وأسعار بالقمح فالسوق"},
    "typed_hamza_seat": {"d1": "لقا الرييس لندن"},
    "typed_names": {"d1": "لقاء الرئيس لندون"},
    "typed_sing_plural": {"d2": "سعر القمح الأسواق"},
    "questions": {"d0": "متى افتتحت المحطة؟"},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the collection; query dN is answered by article aN."""
    for name, texts in QUERIES.items():
        folder = tmp_path / "data" / "relevance" / name
        folder.mkdir(parents=True)
        queries = "".join(f"{qid}\t{text}\n" for qid, text in texts.items())
        (folder / "queries.tsv").write_text(queries, encoding="utf-8")
        (folder / "qrels.txt").write_text("".join(f"{qid} 0 a{qid[1:]} 1\n" for qid in texts), encoding="utf-8")
    _write_articles(tmp_path / "data")
    return tmp_path / "data"


def _write_articles(folder: Path) -> None:
    """Keep a0 and a1 in the two files of news, and the body of a2 apart."""
    (folder / "news").mkdir()
    for name, docid in (("saudi-2015", "a0"), ("tunisia-2015-2017", "a1")):
        _write_lines(folder / "news" / f"{name}.jsonl.gz", [{"id": docid, "content": BODIES[docid]}])
    override = json.dumps({"id": "a2", "body": BODIES["a2"]})
    (folder / "relevance" / "known-item-overrides.jsonl").write_text(override, encoding="utf-8")
    (folder / "relevance" / "known-item-ids.txt").write_text("a0\na1\na2\n", encoding="utf-8")
    paragraphs = [{"id": docid, "body": body} for docid, body in BODIES.items()]
    _write_lines(folder / "relevance" / "questions" / "docs.jsonl.gz", paragraphs)


def _write_lines(path: Path, records: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(record)}\n" for record in records)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of data with two files of news: 60 articles, and one."""
    folder = tmp_path / "shared"
    (folder / "news").mkdir(parents=True)
    sentences = [f"{body}." for body in BODIES.values()]
    records = [
        {
            "id": f"n{number}",
            "title": BODIES[f"a{number % 3}"],
            "content": " ".join(sentences[(number + place * number) % 3] for place in range(4))
            + f" الخبر رقم {number}.",
            "date": f"2015-07-{number % 28 + 1:02d}",
        }
        for number in range(60)
    ]
    _write_lines(folder / "news" / "saudi-2015.jsonl.gz", records)
    _write_lines(folder / "news" / "tunisia-2015-2017.jsonl.gz", records[:1])
    return folder
