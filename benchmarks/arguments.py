"""What do the benchmarks of speed take on the command line? Sizes of corpora, and whether stock Whoosh is wanted."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.builds import NO_TANTIVY, WHOOSH_RAW, systems
from benchmarks.corpus import BENCH, articles_in
from benchmarks.systems import TANTIVY, WHOOSH

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmarks.corpus import Corpus

STOCK_ARTICLES = 100_000
"""The largest corpus that stock Whoosh is given without being wanted: more take it a quarter of an hour or longer."""


def size_parser(module: str, documentation: str | None) -> argparse.ArgumentParser:
    """Return what reads ``sizes``, ``stock`` and ``folder`` for a module."""
    first_line = (documentation or "").partition("\n")[0]
    parser = argparse.ArgumentParser(f"python -m {module}", description=first_line)
    parser.add_argument("sizes", nargs="+", type=_size, metavar="SIZE", help="31k, 300k, 1M or another with k or M")
    parser.add_argument("--stock", action="store_true", help="give stock Whoosh large corpora, too")
    parser.add_argument("--folder", type=Path, default=BENCH, help="where corpora and indexes are kept (%(default)s)")
    return parser


def _size(text: str) -> str:
    """Return a size as it is.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        articles_in(text)
    except ValueError as exc:
        raise argparse.ArgumentTypeError(str(exc)) from exc
    return text


def left_out(corpus: Corpus, *, stock: bool) -> dict[str, str]:
    """Return what is not measured on a corpus, and why."""
    reasons = {}
    if TANTIVY not in systems():
        reasons[TANTIVY] = NO_TANTIVY
    if not stock and corpus.articles > STOCK_ARTICLES:
        reasons |= dict.fromkeys((WHOOSH, WHOOSH_RAW), f"only `--stock` gives it more than {STOCK_ARTICLES:,} articles")
    return reasons


def left_out_note(reasons: dict[str, str], names: Collection[str]) -> list[str]:
    """Say which of some engines were left out, and why."""
    return [f"Without {name}: {reason}." for name, reason in reasons.items() if name in names]
