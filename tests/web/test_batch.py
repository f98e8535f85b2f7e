from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from documents.article import Article
from index.engine import open_engine
from web.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TSV = "q1\tالطاقة الشمسية\nq2\tكرة اليد؟\nq3\tزقزقة\n"


def batch(queries: Path, index: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["batch", str(queries), "--index", str(index), *options])


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_trec_run_is_valid(tmp_path: Path, samples_index: Path) -> None:
    out = tmp_path / "run.txt"
    reply = batch(written(tmp_path, "q.tsv", TSV), samples_index, "--run", "trec", "--limit", "5", "--out", str(out))
    assert reply.exit_code == 0
    seen: dict[str, list[tuple[int, float]]] = {}
    for line in out.read_text().splitlines():
        match = re.fullmatch(r"(\S+) Q0 (\S+) (\d+) (\d+\.\d+) bahith", line)
        assert match
        seen.setdefault(match[1], []).append((int(match[3]), float(match[4])))
    assert set(seen) == {"q1", "q2"}
    for hits in seen.values():
        assert [rank for rank, _ in hits] == list(range(1, len(hits) + 1))
        assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
        assert len(hits) <= 5


def test_the_three_query_files_give_the_same_run(tmp_path: Path, samples_index: Path) -> None:
    rows = [line.split("\t") for line in TSV.splitlines()]
    tsv = written(tmp_path, "q.tsv", TSV)
    table = tmp_path / "q.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("qid", "query"), *rows])
    lines = written(tmp_path, "q.jsonl", "\n".join(json.dumps({"qid": q, "query": t}) for q, t in rows))
    runs = {batch(path, samples_index, "--run", "trec").stdout for path in (tsv, table, lines)}
    assert len(runs) == 1
    assert len(runs.pop()) > 100


def test_json_lines_keep_queries_without_hits(tmp_path: Path, samples_index: Path) -> None:
    records = [json.loads(line) for line in batch(written(tmp_path, "q.tsv", TSV), samples_index).stdout.splitlines()]
    assert [record["qid"] for record in records] == ["q1", "q2", "q3"]
    assert records[2]["hits"] == []
    assert records[0]["hits"][0]["rank"] == 1


def test_a_csv_run_has_a_header(tmp_path: Path, samples_index: Path) -> None:
    rows = list(
        csv.DictReader(batch(written(tmp_path, "q.tsv", TSV), samples_index, "--run", "csv").stdout.splitlines())
    )
    assert rows[0].keys() == {"qid", "rank", "id", "score"}


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("q.tsv", "q1 بلا فاصل", "no tab"),
        ("q.tsv", "q 1\tماء", "has spaces"),
        ("q.tsv", "\tماء", "is empty"),
        ("q.tsv", "q1\t" + "ش" * 3000, "3000 characters"),
        ("q.jsonl", '{"qid": "q1"}', "expected an object"),
        ("q.jsonl", "[", "expected an object"),
    ],
)
def test_a_bad_query_is_reported_and_stops_nothing(
    tmp_path: Path, samples_index: Path, name: str, line: str, reason: str
) -> None:
    good = "ok\tالطاقة" if name == "q.tsv" else '{"qid": "ok", "query": "الطاقة"}'
    path = written(tmp_path, name, f"{line}\n{good}\n")
    reply = batch(path, samples_index, "--run", "trec")
    assert reply.exit_code == 1
    assert f"{path}:1: " in reply.stderr
    assert reason in reply.stderr
    assert reply.stdout.startswith("ok Q0 ")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("q.csv", "a,b\n1,ماء\n", "columns qid and query"),
        ("q.xlsx", "x", ".tsv, .csv or .jsonl"),
    ],
)
def test_a_file_of_another_shape_is_a_wrong_call(
    tmp_path: Path, samples_index: Path, name: str, content: str, message: str
) -> None:
    reply = batch(written(tmp_path, name, content), samples_index)
    assert reply.exit_code == 2
    assert message in reply.output


def test_a_run_takes_the_choices_of_a_search(tmp_path: Path, samples_index: Path) -> None:
    path = written(tmp_path, "q.tsv", "q\tمحطة الطاقة الشمسية\n")
    hits = {
        words: json.loads(batch(path, samples_index, "--words", words).stdout)["hits"]
        for words in ("any", "most", "all")
    }
    assert len(hits["any"]) > len(hits["most"]) > len(hits["all"]) > 0
    aged = json.loads(batch(path, samples_index, "--half-life", "30").stdout)["hits"]
    assert {hit["id"] for hit in aged} == {hit["id"] for hit in hits["any"]}
    assert max(hit["score"] for hit in aged) < max(hit["score"] for hit in hits["any"])


def test_an_id_with_spaces_stays_one_column(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "index", create=True)
    engine.add([Article(id="خبر رقم 1", title="مطر", body="مطر")])
    engine.commit()
    engine.close()
    reply = batch(written(tmp_path, "q.tsv", "q\tمطر\n"), tmp_path / "index", "--run", "trec")
    assert reply.stdout.split()[2] == "خبر%20رقم%201"


def test_the_queries_are_never_overwritten(tmp_path: Path, samples_index: Path) -> None:
    path = written(tmp_path, "q.tsv", TSV)
    reply = batch(path, samples_index, "--out", str(path))
    assert reply.exit_code == 2
    assert path.read_text(encoding="utf-8") == TSV


def test_a_qid_that_comes_again_is_left_out(tmp_path: Path, samples_index: Path) -> None:
    path = written(tmp_path, "q.tsv", "q1\tالطاقة\nq1\tمدينة\n")
    reply = batch(path, samples_index, "--run", "trec")
    assert reply.exit_code == 1
    assert "the qid 'q1' stands in line 1 already" in reply.stderr


def test_the_rung_of_the_match_ladder_is_an_option(tmp_path: Path, samples_index: Path) -> None:
    queries = written(tmp_path, "q.tsv", "1\tهامبورغ\n")
    counts = [
        len(json.loads(batch(queries, samples_index, "--match", rung).stdout)["hits"]) for rung in ("plural", "name")
    ]
    assert counts == [2, 4]
