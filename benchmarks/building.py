"""What does it take to index: processor time, memory, and bytes on the disk?

Usage: python -m benchmarks.building [--stock] SIZE...

Each index is built in a process of its own. Ours and stock Whoosh are built from raw text: ours as ``bahith add`` does
it, with all evidence; stock Whoosh with stems alone, of headline and body. Then every engine is given the stems ready
made. What reading alone takes has rows of its own; it is part of all others.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.arguments import left_out, left_out_note, size_parser
from benchmarks.builds import BUILDS, PRODUCT, READING, READING_RAW, built
from benchmarks.corpus import has_news, open_corpus
from benchmarks.figures import figure
from benchmarks.quality import DATA
from benchmarks.results_section import Part, save_part
from benchmarks.tables import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.builds import Built
    from benchmarks.corpus import Corpus

HEAD = [
    "",
    "articles / CPU s",
    "CPU ms / article",
    "times Bahith's CPU",
    "seconds",
    "memory, MB",
    "index / text",
]

EXPLANATION = (
    "CPU is of all threads. Memory is the most that the process had, mapped files included, above what it had before"
    " its first article. Text is the UTF-8 of headlines and bodies; every index keeps it, too."
)


def main(arguments: Sequence[str]) -> int:
    """Measure, print and keep the tables, and return the exit status."""
    options = size_parser("benchmarks.building", __doc__).parse_args(arguments)
    if not has_news():
        print(f"SKIPPED: building indexes. There is no news in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    command = f"python -m benchmarks.building {' '.join(arguments)}"
    for size in options.sizes:
        corpus = open_corpus(size, options.folder)
        absent = left_out(corpus, stock=options.stock)
        done = [built(corpus, name, anew=True) for name in BUILDS if name not in absent]
        text = "\n\n".join([introduction(corpus), *left_out_note(absent, BUILDS), markdown(rows(corpus, done))])
        save_part(Part(f"Building, {size}", command, text))
    return 0


def introduction(corpus: Corpus) -> str:
    """Say what was indexed, and what the columns are."""
    return f"{corpus.articles:,} articles, {corpus.raw_bytes / 1e6:,.0f} MB of text. {EXPLANATION}"


def rows(corpus: Corpus, done: Sequence[Built]) -> list[list[str]]:
    """Return a head and a row for each build; Bahith's own is one of them."""
    product = next(one for one in done if one.name == PRODUCT)
    return [HEAD, *(_row(corpus, one, product) for one in done)]


def _row(corpus: Corpus, one: Built, product: Built) -> list[str]:
    reads_only = one.name in (READING, READING_RAW)
    return [
        one.name,
        f"{corpus.articles / one.cpu_seconds:,.0f}",
        figure(one.cpu_seconds / corpus.articles * 1000),
        figure(one.cpu_seconds / product.cpu_seconds),
        f"{one.wall_seconds:.1f}",
        f"{one.peak_bytes / 1e6:,.0f}",
        "" if reads_only else f"{one.index_bytes / corpus.raw_bytes:.2f}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
