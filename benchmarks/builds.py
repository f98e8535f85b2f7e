"""What does it take to build an index? Each one is built in a process of its own, which tells it.

Usage: python -m benchmarks.builds NAME SIZE [BENCH]

An index is kept beside its corpus with what it took, and is built again only when whatever built it has changed.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import BENCH, RECIPE, open_corpus, read_articles
from benchmarks.memory import memory_bytes
from benchmarks.quality import ROOT, tell
from benchmarks.sqlite_system import SQLite
from benchmarks.systems import OURS, SQLITE, TANTIVY, WHOOSH
from benchmarks.terms import analyse, documents, terms_path
from benchmarks.whoosh_systems import Ours, StockWhoosh
from index.arabic.analyzer import ANALYZER_VERSION
from index.engine import open_engine
from searcher.ingest import add_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.corpus import Corpus
    from benchmarks.systems import System

PRODUCT = "Bahith, from raw text"
WHOOSH_RAW = "stock Whoosh, from raw text"
READING, READING_RAW = "reading the stems", "reading the raw text"
"""Nothing but what all others do before they index."""

ENGINES = (OURS, WHOOSH, TANTIVY, SQLITE)
BUILDS = (READING_RAW, PRODUCT, WHOOSH_RAW, READING, *ENGINES)

NO_TANTIVY = "tantivy is not installed: pip install '.[bench]'"

HERE = Path(__file__).parent
OURS_SOURCES = ("documents", "index", "searcher")


@dataclass(frozen=True)
class Built:
    """What a build took. CPU is of all threads; the peak is what the process had more than before its first article."""

    name: str
    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    index_bytes: int
    stamp: str


def systems() -> dict[str, System]:
    """Return the engines that can be had here, by name."""
    found: list[System] = [Ours(), StockWhoosh(), SQLite()]
    if find_spec("tantivy"):
        from benchmarks.tantivy_system import Tantivy

        found.insert(2, Tantivy())
    return {system.name: system for system in found}


def folder_of(corpus: Corpus, name: str) -> Path:
    """Return where an index of a corpus is."""
    return corpus.folder / "".join(letter if letter.isalnum() else "-" for letter in name.lower())


def built(corpus: Corpus, name: str, *, anew: bool = False) -> Built:
    """Return what an index took, which is built now if it is not there or ``anew``."""
    facts = folder_of(corpus, name) / "built.json"
    if not anew and facts.is_file():
        kept = Built(**json.loads(facts.read_text(encoding="utf-8")))
        if kept.stamp == stamp(name):
            return kept
    if name in (READING, *ENGINES):
        terms_path(corpus)  # is made before the clock runs
    tell(f"building {name} of {corpus.size} ...")
    command = [sys.executable, "-m", "benchmarks.builds", name, corpus.size, str(corpus.folder.parent)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
    facts.write_text(output, encoding="utf-8")
    result = Built(**json.loads(output))
    tell(f"    {result.wall_seconds:.1f} s")
    return result


def stamp(name: str) -> str:
    """Return what changes when whatever builds an index does."""
    recipe = f"{RECIPE} {ANALYZER_VERSION}"
    if name == TANTIVY:
        return f"{recipe} {version('tantivy')} {digest([HERE / 'tantivy_system.py'])}"
    if name == SQLITE:
        return f"{recipe} {sqlite3.sqlite_version} {digest([HERE / 'sqlite_system.py'])}"
    whooshes = HERE / "whoosh_systems.py"
    ours = sorted(path for package in OURS_SOURCES for path in (ROOT / package).rglob("*.py"))
    sources = [whooshes] if name in (WHOOSH, WHOOSH_RAW) else [*ours, whooshes]
    return f"{recipe} {version('whoosh3')} {digest(sources)}"


def digest(sources: Iterable[Path]) -> str:
    """Return what changes with any of some files."""
    found = hashlib.blake2b(digest_size=8)
    for path in sources:
        found.update(path.read_bytes())
    return found.hexdigest()


def build(corpus: Corpus, name: str) -> Built:
    """Build in this process, and return what it took."""
    folder = folder_of(corpus, name)
    shutil.rmtree(folder, ignore_errors=True)
    target = folder / "index"
    target.mkdir(parents=True)
    before, cpu, wall = memory_bytes("VmRSS"), cpu_seconds(), time.perf_counter()
    _build(corpus, name, target)
    cpu, wall = cpu_seconds() - cpu, time.perf_counter() - wall
    size_bytes = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    return Built(name, cpu, wall, memory_bytes("VmHWM") - before, size_bytes, stamp(name))


def _build(corpus: Corpus, name: str, target: Path) -> None:
    if name == READING:
        _exhaust(documents(corpus))
    elif name == READING_RAW:
        _exhaust(read_articles(corpus.path))
    elif name == PRODUCT:
        with closing(open_engine(target, create=True)) as engine:
            add_files(engine, [corpus.path])
    elif name == WHOOSH_RAW:
        StockWhoosh().build(analyse(corpus), target)
    else:
        systems()[name].build(documents(corpus), target)


def _exhaust(records: Iterable[object]) -> None:
    for _ in records:
        pass


def cpu_seconds() -> float:
    """Return the processor time of this process so far, all its threads and finished children included."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(arguments: Sequence[str]) -> int:
    """Build one index, print what it took as JSON, and return the exit status."""
    name, size, *bench = arguments
    print(json.dumps(asdict(build(open_corpus(size, Path(*bench) if bench else BENCH), name))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
