"""Which score has an article, as a plain reading of all articles and the docstrings of `index.ranking` tell?"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log1p
from typing import TYPE_CHECKING

from index.arabic.relation import Relation
from index.arabic.stopwords import is_stop_word
from index.query import And, InTitle, Near, Or, Phrase, Words
from index.ranking import K1, WEIGHTS, B
from index.schema import PARTS, TITLE_WEIGHT
from tests.index.naive import ANALYZER, Bounds, Sought, answers, loose, matches, parts, quoted, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.article import Article
    from index.engine import Kind
    from index.query import Query

LIMITS: dict[Kind, Relation] = {
    "spelling": Relation.SPELLING,
    "clitic": Relation.CLITIC,
    "form": Relation.TYPO,
}


class Reading:
    """BM25 over the articles of an index in plain Python, as the docstrings of `index.ranking` describe it."""

    def __init__(self, every: Sequence[Article]) -> None:
        self.every = every
        lengths = [self.length(one) for one in every]
        self.mean_length = max(sum(lengths) / max(len(lengths), 1), 1.0)
        self.frequencies: dict[tuple[Sought, Relation], int] = {}

    def length(self, article: Article) -> int:
        place = ANALYZER.words(f"{article.section} {article.source}")
        return sum(map(len, (*parts(article), place))) + len(PARTS) - 1

    def count(self, article: Article, sought: Sought, level: Relation) -> float:
        title, caption, body = (sum(answers(sought, word, level) for word in part) for part in parts(article))
        return title * TITLE_WEIGHT + caption + body

    def commonest(self, sought: Sought, level: Relation) -> int:
        """Return in how many articles the most frequent of the written words stands that answer."""
        counts: Counter[str] = Counter()
        for article in self.every:
            words = {word.shown: word for part in parts(article) for word in part}
            counts.update(shown for shown, word in words.items() if answers(sought, word, level))
        return max(counts.values(), default=0)

    def rarity(self, sought: Sought, level: Relation) -> float:
        known = sought, level
        if known not in self.frequencies:
            self.frequencies[known] = self.commonest(sought, level)
        frequency = self.frequencies[known]
        return log1p((len(self.every) - frequency + 0.5) / (frequency + 0.5))

    def word(self, article: Article, sought: Sought) -> dict[Kind, float]:
        """Return what a word adds by kind."""
        amounts: dict[Kind, float] = {}
        norm = K1 * (1 - B + B * self.length(article) / self.mean_length)
        for kind, level in LIMITS.items():
            count = self.count(article, sought, level)
            grown = count * (K1 + 1) / (count + norm)
            amounts[kind] = sought.boost * WEIGHTS[kind] * self.rarity(sought, level) * grown
        present = self.count(article, sought, Relation.TYPO) > 0
        amounts["coverage"] = sought.boost * WEIGHTS["coverage"] * self.rarity(sought, Relation.TYPO) * present
        return amounts

    def tree(self, article: Article, tree: Query, bounds: Bounds) -> dict[Kind, float]:
        """Return what the leaves of a tree add by kind: those of its parts that match."""
        total: defaultdict[Kind, float] = defaultdict(float)
        if not matches(article, tree, bounds):
            return total
        if isinstance(tree, (And, Or)):
            added = [self.tree(article, child, bounds) for child in tree.children]
        else:
            added = [self.word(article, sought) for sought in scored(article, tree, bounds)]
        for amounts in added:
            for kind, amount in amounts.items():
                total[kind] += amount
        return total


def scored(article: Article, tree: Query, bounds: Bounds) -> list[Sought]:
    """Return the words of a leaf that add to the score of an article that matches it; wherever they stand there."""
    leaf = tree.child if isinstance(tree, InTitle) else tree
    if isinstance(leaf, Words):
        title = words_of(article.title)
        sought = loose(leaf, bounds)
        return [one for one in sought if leaf is tree or any(answers(one, word) for word in title)]
    if isinstance(leaf, (Phrase, Near)):
        every = list(dict.fromkeys(quoted(leaf, bounds)))
        return [one for one in every if one.word and not is_stop_word(one.word)] or every
    return []
