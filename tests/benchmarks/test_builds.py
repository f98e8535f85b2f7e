from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import builds, corpus
from benchmarks.building import rows
from benchmarks.builds import PRODUCT, READING, build, built, folder_of, stamp
from benchmarks.corpus import open_corpus
from benchmarks.systems import OURS, SQLITE, WHOOSH
from index.engine import open_engine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_build_tells_what_it_took(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    made = open_corpus("1k", tmp_path)
    product, engine, reading = (build(made, name) for name in (PRODUCT, SQLITE, READING))
    assert product.cpu_seconds > 0 < product.wall_seconds
    assert reading.index_bytes == 0 < min(product.index_bytes, engine.index_bytes)
    assert open_engine(folder_of(made, PRODUCT) / "index").count() == made.articles
    table = rows(made, [reading, product, engine])
    assert [row[0] for row in table[1:]] == [READING, PRODUCT, SQLITE]
    assert table[2][3] == "1.00"
    assert table[1][-1] == ""


def test_an_index_is_built_again_only_when_its_builder_changed(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "DATA", news)
    made = open_corpus("1k", tmp_path)
    first = built(made, SQLITE)
    assert built(made, SQLITE) == first
    monkeypatch.setattr(builds, "stamp", lambda name: f"{stamp(name)} and more")
    assert built(made, SQLITE) != first


def test_an_index_of_ours_depends_on_our_code_and_the_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: stamp(name) for name in (OURS, PRODUCT, WHOOSH, SQLITE)}
    monkeypatch.setattr(builds, "OURS_SOURCES", ("documents",))
    assert {name for name, old in before.items() if stamp(name) != old} == {OURS, PRODUCT}
