"""Are edited copies found again, and nothing else? Pairs of articles that are told to be of one story.

    python -m benchmarks.stories                      # 800 articles of each corpus, each in 12 edited copies
    python -m benchmarks.stories --articles 100

Articles are edited as other outlets do (`benchmarks.story_edits`), and put into one index with their copies and all
other articles of the corpus. A pair of them is right when both are of one article. The articles that are edited are of
different stories to begin with: of those that are found to be copies of one another only one is taken.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpus import OTHER, REAL, read_articles
from benchmarks.memory import memory_bytes
from benchmarks.quality import DATA
from benchmarks.story_edits import EDITS, Source, copies, split
from index.engine import open_engine
from index.folder import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from documents.article import Article
    from index.snapshot import Snapshot

SEED = 7
FEWEST_WORDS = 30
BATCH = 8_000


@dataclass(frozen=True)
class Score:
    """Of the pairs that were found, the part that is right, and of the right ones the part that was found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score(groups: Sequence[str], stories: Sequence[int]) -> Score:
    """Compare the group that each article is of with the story that was found for it, pair by pair."""
    right = _pairs(Counter(zip(groups, stories, strict=True)))
    return Score(right / _pairs(Counter(stories)), right / _pairs(Counter(groups)))


def _pairs(sizes: Counter[object] | Counter[str] | Counter[int] | Counter[tuple[str, int]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def build(folder: Path, articles: Sequence[Article]) -> float:
    """Index some articles; return how many seconds of a processor it took."""
    started = process_time()
    with closing(open_engine(folder, create=True)) as engine:
        for first in range(0, len(articles), BATCH):
            engine.add(articles[first : first + BATCH])
            engine.commit()
    return process_time() - started


def told(snapshot: Snapshot) -> dict[str, int]:
    """Return the story of each article."""
    live = np.flatnonzero(snapshot.live).tolist()
    return {snapshot.string("id", one).decode(): int(snapshot.lineage.stories[one]) for one in live}


def chosen(articles: Iterable[Article], stories: dict[str, int], number: int, chance: random.Random) -> list[Article]:
    """Return so many articles of different stories that are long enough to be edited."""
    one_each = {stories[one.id]: one for one in articles if len(one.body.split()) >= FEWEST_WORDS}
    return chance.sample(list(one_each.values()), min(number, len(one_each)))


def measure(path: Path, number: int) -> None:
    """Print how well the copies of some articles of a corpus are found."""
    articles = list(read_articles(path))
    chance = random.Random(SEED)
    with TemporaryDirectory() as name:
        build(Path(name) / "before", articles)
        before = open_snapshot(Path(name) / "before")
        originals = chosen(articles, told(before), number, chance)
        several = chance.sample(articles, min(2_000, len(articles)))
        sentences = [one for article in several for one in split(article.body) if len(one.split()) > 5]
        source = Source(chance, sentences, [word for article in several for word in article.body.split()])
        edited = [(article, edit, copy) for article in originals for edit, copy in copies(article, source)]
        every = [*articles, *(copy for _, _, copy in edited)]
        chance.shuffle(every)
        seconds = build(Path(name) / "after", every)
        stories = told(open_snapshot(Path(name) / "after"))
    groups = {article.id: article.id for article in originals} | {copy.id: article.id for article, _, copy in edited}
    found = score(list(groups.values()), [stories[one] for one in groups])
    print(f"\n{path.name}: {len(originals):,} articles, {len(EDITS)} copies of each, {len(every):,} articles in all")
    print(f"precision {found.precision:.4f}  recall {found.recall:.4f}  F1 {found.f1:.4f}")
    print(
        f"{1000 * seconds / len(every):.2f} ms of a processor an article, {memory_bytes('VmHWM') / 1e6:,.0f} MB at most"
    )
    for edit in EDITS:
        together = [stories[copy.id] == stories[article.id] for article, name, copy in edited if name == edit]
        print(f"  {edit:<12} {sum(together) / len(together):7.2%} are of their article's story")


def main() -> None:
    """Measure each corpus."""
    parser = argparse.ArgumentParser("python -m benchmarks.stories", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=int, default=800, help="articles of each corpus that are edited (%(default)s)"
    )
    for name in (REAL, OTHER):
        measure(DATA / "news" / name, parser.parse_args().articles)


if __name__ == "__main__":
    main()
