"""What does a process need that serves an index, and how soon does a reader see what another process adds?

Usage: python -m benchmarks.serving memory INDEX, with queries on standard input
       python -m benchmarks.serving write INDEX, with ids on standard input

These are the other processes of `benchmarks.product`. The first one answers all the queries and tells its memory; the
second adds an article for each id, and tells when it began and when its commit was done.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from benchmarks.memory import memory_bytes
from documents.article import Article
from index.engine import open_engine
from searcher.results import Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.memory import Figure

NEWS = "أعلنت اللجنة المنظمة مواعيد المباريات في المدينة"
"""The organizing committee announces the times of the matches in the city."""


def tell_memory(folder: str) -> None:
    """Answer the queries on standard input, then print the memory of this process as JSON."""
    with closing(Searcher(open_engine(folder))) as searcher:
        for line in sys.stdin:
            searcher.search(Search(text=line))
        figures: tuple[Figure, ...] = ("RssAnon", "RssFile")
        print(json.dumps({name: memory_bytes(name) for name in figures}))


def write(folder: str) -> None:
    """Add an article for each id on standard input; print when it began and ended, on the clock of all processes."""
    with closing(open_engine(folder)) as engine:
        engine.count()
        for line in sys.stdin:
            began = time.monotonic()
            engine.add([Article(line.strip(), NEWS, f"{NEWS} {line.strip()}")])
            engine.commit()
            print(json.dumps({"began": began, "committed": time.monotonic()}), flush=True)


def main(arguments: Sequence[str]) -> int:
    """Do one of the two, and return the exit status."""
    task, folder = arguments
    if task == "memory":
        tell_memory(folder)
    else:
        write(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
