"""Which Arabic spellings does a word in Latin letters find beside itself?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.arabic.foreign import Foreign, foreign
from index.arabic.latin import spelling_cost
from index.arabic.relation import Relation
from index.arabic.stopwords import STOP_WORDS
from index.found import names, without_names

if TYPE_CHECKING:
    from index.arabic.analyzer import Word
    from index.found import Found
    from index.snapshot import Snapshot

MAX_ARABIC_SPELLINGS = 3
"""Arabic stems that a word in Latin letters may stand for: the likeliest ones."""

SHORT_NAME = 2
"""Names of so many letters look like words of Arabic: Xi, شي."""


def likeliest_names(snapshot: Snapshot, word: Word, found: Found) -> Found:
    """Return what was found for a word in Latin letters, with its likeliest Arabic spellings only.

    A word that stands in articles itself is only joined by foreign names in more articles than it. Words of Arabic join
    those with digits, as people write them in chats, and what is nowhere else and spelt just so: 3ayn is عين, but time
    is not تم.
    """
    articles: Counter[str] = Counter()
    for _, _, term, count in names(snapshot, found):
        articles[term.split(b" ", 2)[1].decode()] += count
    costs = {stem: spelling_cost(word.fold, stem) or 0 for stem in articles if len(stem) > 1}
    own = found.articles[Relation.SPELLING]
    likely = [stem for stem, cost in costs.items() if _may_join(word.fold, own, stem, articles[stem], cost)]
    least = min(map(costs.__getitem__, likely), default=0)
    ranked = sorted(likely, key=lambda stem: (costs[stem], -articles[stem]))
    kept = [stem for stem in ranked if costs[stem] <= least + 1][:MAX_ARABIC_SPELLINGS]
    return without_names(snapshot, found, articles.keys() - set(kept))


def _may_join(latin: str, own: int, stem: str, articles: int, cost: int) -> bool:
    is_short = len(latin) == len(stem) == SHORT_NAME
    if own:
        return (is_short or foreign(stem) is Foreign.YES) and articles >= own
    if is_short or any(map(str.isdigit, latin)) or foreign(stem) is Foreign.YES:
        return True
    return not cost and len(stem) > SHORT_NAME and stem not in STOP_WORDS
