"""Is what a reader meant offered first, and nothing where nothing was meant?

Usage: python -m benchmarks.rescue SIZE

The most frequent words of the corpus are typed on the wrong keyboard layout; words drawn by their frequency get one
slip each, and only those are asked that no article has; and the most frequent words in Latin letters must not be read
otherwise.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.arguments import size_parser
from benchmarks.builds import PRODUCT, built, folder_of
from benchmarks.corpus import has_news, open_corpus
from benchmarks.quality import DATA, tell
from benchmarks.results_section import Part, save_part
from benchmarks.tables import markdown
from index.arabic.normalize import fold
from index.engine import open_engine
from index.folder import open_snapshot
from searcher.keyboard import ARABIC_102, ARABIC_MAC, PAIRS, QWERTY
from searcher.results import Search
from searcher.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from searcher.keyboard import Pair

WORDS = 1_000
SLIPS = 600
SEED = 5
LEAST_ARTICLES, LEAST_LETTERS = 5, 4
"""Words that get a slip."""

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "رىةوزظ")
DOTS = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
KINDS = ("left out", "put in", "exchanged", "key beside", "dots", "doubled")

_ARABIC, _LATIN = re.compile("[\u0621-\u063a\u0641-\u064a]+"), re.compile("[a-z]{3,}")


def main(arguments: Sequence[str]) -> int:
    """Measure, print and keep the table, and return the exit status."""
    options = size_parser("benchmarks.rescue", __doc__).parse_args(arguments)
    if not has_news():
        print(f"SKIPPED: corrections. There is no news in {DATA}; set BAHITH_SHARED to change that.")
        return 0
    for size in options.sizes:
        corpus = open_corpus(size, options.folder)
        built(corpus, PRODUCT)
        rows = measure(folder_of(corpus, PRODUCT) / "index")
        command = f"python -m benchmarks.rescue {' '.join(arguments)}"
        save_part(Part(f"What was meant, {size}", command, f"{corpus.articles:,} articles.\n\n{markdown(rows)}"))
    return 0


def measure(folder: Path) -> list[list[str]]:
    """Return a head and a row for each way to mistype."""
    words = frequent_words(folder)
    arabic = [word for word, _ in words.most_common() if _ARABIC.fullmatch(word)][:WORDS]
    latin = [word for word, _ in words.most_common() if _LATIN.fullmatch(word)][:WORDS]
    rows = [["typed", "words", "offered first, or left alone, as it should be, %"]]
    with closing(Searcher(open_engine(folder))) as searcher:
        for pair in PAIRS:
            tell(f"keyboard: {_name(pair)} ...")
            right = sum(first_offer(searcher, mistyped(word, pair)) == word for word in arabic)
            rows.append([_name(pair), str(len(arabic)), f"{100 * right / len(arabic):.1f}"])
        for kind, (tried, right) in slips(searcher, words).items():
            rows.append([f"one slip: {kind}", str(tried), f"{100 * right / max(tried, 1):.1f}"])
        alone = sum(first_offer(searcher, word) is None for word in latin)
        rows.append(["words in Latin letters", str(len(latin)), f"{100 * alone / max(len(latin), 1):.1f}"])
    return rows


def frequent_words(folder: Path) -> Counter[str]:
    """Return how many postings each written word of an index has."""
    counts: Counter[str] = Counter()
    for part in open_snapshot(folder).parts:
        if postings := part.postings("text"):
            every = postings.counts(0, len(postings.terms)).tolist()
            for term, count in zip(postings.terms, every, strict=True):
                counts[term.split(b" ", 3)[2].decode()] += count
    return counts


def first_offer(searcher: Searcher, text: str) -> str | None:
    """Return the text that is offered first; None when nothing is."""
    suggestions = searcher.search(Search(text, per_page=1)).suggestions
    return suggestions[0].search.text if suggestions else None


def mistyped(text: str, pair: Pair) -> str:
    """Return what the keys of an Arabic text give while the Latin layout is on."""
    return "".join(pair.to_latin.get(key, key) for key in pair.arabic_keys.findall(text))


def slips(searcher: Searcher, words: Counter[str]) -> dict[str, tuple[int, int]]:
    """Return for each kind of slip how many words no article had, and of how many the right one was offered first."""
    chance = random.Random(SEED)
    known = Counter({w: n for w, n in words.items() if n >= LEAST_ARTICLES and len(w) >= LEAST_LETTERS})
    usable = [word for word in known if _ARABIC.fullmatch(word)]
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for word in chance.choices(usable, [known[one] for one in usable], k=SLIPS):
        kind = chance.choice(KINDS)
        typed = slip(word, kind, chance)
        if typed == word or searcher.total(Search(typed)):
            continue
        offered = first_offer(searcher, typed)
        for name in (kind, "all"):
            counts[name][0] += 1
            counts[name][1] += offered is not None and fold(offered) == fold(word)
    return {name: (tried, right) for name, (tried, right) in sorted(counts.items())}


def slip(word: str, kind: str, chance: random.Random) -> str:
    """Return a word with one slip; the word itself where its letters do not allow that one."""
    at = chance.randrange(len(word))
    before, letter, behind = word[:at], word[at], word[at + 1 :]
    if kind == "left out":
        return before + behind
    if kind == "put in":
        return before + chance.choice(LETTERS) + letter + behind
    if kind == "exchanged":
        return before + behind[:1] + letter + behind[1:]
    if kind == "doubled":
        return before + letter * 2 + behind
    others = _beside(letter) if kind == "key beside" else _dotted(letter)
    return before + chance.choice(others) + behind if others else word


def _beside(letter: str) -> list[str]:
    pairs = [(one, other) for row in ROWS for one, other in pairwise(row)]
    return [one if letter == other else other for one, other in pairs if letter in (one, other)]


def _dotted(letter: str) -> list[str]:
    return [other for group in DOTS if letter in group for other in group if other != letter]


def _name(pair: Pair) -> str:
    arabic = "Mac" if pair.arabic is ARABIC_MAC else "102" if pair.arabic is ARABIC_102 else "101"
    return f"{'QWERTY' if pair.latin is QWERTY else 'AZERTY'} for Arabic {arabic}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
