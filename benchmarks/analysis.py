"""How fast are words analysed? Prints distinct new words a second and running words a second.

Usage: python -m benchmarks.analysis [TEXT]

TEXT is a file of plain text. Without it the news of the shared data is read; it is not part of the project, and is
looked for in ../shared/data beside it, or below the folder that BAHITH_SHARED names.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.arabic.analyzer import Analyzer
from index.arabic.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
NEWS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "news"

MAX_ARTICLES = 10_000
"""About three million words: enough to measure, and read in seconds."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return the exit status."""
    texts = [Path(arguments[0]).read_text("utf-8")] if arguments else news()
    if not texts:
        print(f"SKIPPED: the speed of the analysis. There is no news in {NEWS}; name a file of text instead.")
        return 0
    started = time.perf_counter()
    lexicon()
    print(f"lexicon read in {(time.perf_counter() - started) * 1000:,.0f} ms")
    analyzer = Analyzer()
    spellings = list({word.written for text in texts for word in analyzer.words(text)})
    report("distinct words, new", [" ".join(spellings)], Analyzer())
    report("running words, new", texts, Analyzer())
    report("running words, seen", texts, analyzer)
    return 0


def report(name: str, texts: Sequence[str], analyzer: Analyzer) -> None:
    """Print how many words a second an analyzer finds in texts."""
    started = time.perf_counter()
    count = sum(len(analyzer.words(text)) for text in texts)
    seconds = time.perf_counter() - started
    print(f"{name}: {count:,} in {seconds:.2f} s, {count / seconds:,.0f} a second")


def news() -> list[str]:
    """Return the first articles of the shared news; none where it is absent."""
    texts: list[str] = []
    for path in sorted(NEWS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if len(texts) == MAX_ARTICLES:
                    return texts
                texts.append(json.loads(line)["content"])
    return texts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
