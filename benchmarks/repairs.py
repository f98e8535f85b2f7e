"""How well is damage told and undone, and how often is right text taken for damaged?

``python -m benchmarks.repairs NEWS.jsonl.gz [NUMBER]`` damages NUMBER articles of news in each way of
`benchmarks.damage` and prints, for each, how many were told, and how many came out as they had been. First of all it
prints how many undamaged ones were taken for damaged; most of these are, and so they are left out of the rest.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.damage import DAMAGE
from documents.repair.doctor import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NUMBER = 1000


def texts(path: Path) -> Iterator[str]:
    """Yield the bodies of articles in JSON Lines, each seventh, as the neighbours of one are much like it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 7):
            if body := json.loads(line).get("content", "").strip():
                yield body


def right(found: list[str]) -> list[str]:
    """Print what is told of texts as they are, and the time that takes; return those without a fault."""
    kinds: Counter[str] = Counter()
    started = time.perf_counter()
    faults = [{fault.kind for fault in repair(text)[1]} for text in found]
    seconds = time.perf_counter() - started
    kinds.update(kind for one in faults for kind in one)
    print(f"{len(found)} texts as they are, {1e6 * seconds / len(found):.0f} µs each")
    for kind in DAMAGE:
        print(f"  {kind:<22} {kinds[kind] / len(found):8.2%}")
    return [text for text, one in zip(found, faults, strict=True) if not one]


def damaged(found: list[str], kind: str, damage: Callable[[str], str]) -> str:
    """Return a line of the table for one way of damage; texts that have nothing to damage are not counted."""
    pairs = [(text, worse) for text in found if (worse := damage(text)) != text]
    repaired = [repair(worse) for _, worse in pairs]
    told = sum(any(fault.kind == kind for fault in faults) for _, faults in repaired)
    exact = sum(made == text for (text, _), (made, _) in zip(pairs, repaired, strict=True))
    number = max(len(pairs), 1)
    return f"{kind:<22} {damage.__name__:<24} {len(pairs):>6} {told / number:>8.2%} {exact / number:>8.2%}"


def main() -> None:
    """Print both tables."""
    number = int(sys.argv[2]) if len(sys.argv) > 2 else NUMBER
    clean = right(list(islice(texts(Path(sys.argv[1])), number)))
    print(f"\n{'kind':<22} {'damage':<24} {'texts':>6} {'told':>8} {'exact':>8}")
    for kind, ways in DAMAGE.items():
        for damage in ways:
            print(damaged(clean, kind, damage))


if __name__ == "__main__":
    main()
