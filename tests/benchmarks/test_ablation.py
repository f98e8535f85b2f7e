from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import ablation
from benchmarks.ablation import ROWS, Bench, total
from documents.article import Article
from index.engine import Filters, Plan, open_engine
from index.folder import open_snapshot
from searcher.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.engine import Engine

BODIES = (
    "ارتفعت أسعار القمح في السوق",
    "القمح والسوق والأسعار",
    "أسعار السوق مرتفعة لأسعار القمح",
    "لقاء الرئيس في لندن",
    "سعر القمح",
    "الطلاب مدرسة",
    "مدرسة الطلاب",
)
"""Of the price of wheat; but a3 is of a president in London, a5 of students and a school, a6 of a students' school."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(tmp_path / "index", create=True)
    opened.add(Article(id=f"a{number}", title="", body=body) for number, body in enumerate(BODIES))
    opened.commit()
    yield opened
    opened.close()


@pytest.fixture
def bench(engine: Engine, tmp_path: Path) -> Bench:
    assert engine.count() == len(BODIES)
    return Bench(open_snapshot(tmp_path / "index"))


TEXTS = [
    "أسعار القمح",
    "القمح السوق أسعار",
    '"أسعار القمح"',
    "لقاء «أسعار السوق»",
    '"أسعار السوق" OR القمح OR لندن',
    '"أسعار القمح" السوق OR مدرسة AND الطلاب',
    "هاتف",
]


@pytest.mark.parametrize("text", TEXTS)
def test_with_all_evidence_the_hits_are_the_engines(engine: Engine, bench: Bench, text: str) -> None:
    hits = engine.run(Plan(parse(text), Filters(), with_articles=False)).hits
    assert bench.rankings(text)["all"] == [hit.id for hit in hits]


def test_without_order_words_side_by_side_add_nothing(bench: Bench) -> None:
    found = bench.rankings("مدرسة الطلاب")
    assert found["all"] == ["a6", "a5"]
    assert found["without order"] == ["a5", "a6"]  # equal scores: as they were added


def test_every_kind_with_data_has_its_row() -> None:
    assert {row.removeprefix("without ") for row in ROWS} >= {"spelling", "clitic", "form", "coverage", "lead", "near"}
    assert all("place" not in kinds and "recency" not in kinds for kinds in ROWS.values())


def test_only_the_kinds_that_count_are_added_up() -> None:
    assert total({"form": np.array([1.0, 2.0]), "near": np.array([4.0, 8.0])}, ("near", "order"), 2).tolist() == [4, 8]


def test_it_measures_both_pools(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ablation, "DATA", data)
    assert ablation.main(["small"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| evidence | headline | short3 | typed_clitic_add |")
    assert lines[2].startswith("| all | 1.000 | 1.000 |")
    assert len(lines) == 2 + len(ROWS) + 3


def test_it_says_that_it_is_skipped_where_the_data_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ablation, "DATA", tmp_path)
    assert ablation.main(["small"]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED")
