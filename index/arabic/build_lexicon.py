"""Which words stand in the lexicon? Makes the file that `lexicon` reads, from word frequencies and a dictionary.

Usage: python -m index.arabic.build_lexicon [--counts WORDS.tsv] [--out FILE] [TEXT ...]

Without arguments the frequencies are those of wordfreq (data CC BY-SA 4.0). ``--counts`` takes lines of word, tab and
count instead; TEXT names files of plain text or JSON lines to count words in, ``-`` the standard input. Nouns, verbs
and broken plurals are those of arramooz (GPL). Both packages come with the extra ``lexicon``.
The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from index.arabic import clitics, stem
from index.arabic import letters as ar
from index.arabic.evidence import Evidence
from index.arabic.lexicon import PATH, Base, Lexicon, write
from index.arabic.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LISTED = 120
"""Occurrences per thousand million from which a word is listed; one of the dictionary needs a tenth."""

PLURAL = 300
"""Occurrences from which a broken plural and its singular are listed."""

PLURAL_SHARE = 0.03
"""A singular this much rarer than its plural is a word of dictionaries only."""

ROOT_LETTERS = 4
"""An Arabic root has three or four letters; the dictionary gives a foreign word itself as its root."""

PER = 1e9
_ARABIC = re.compile("[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]{2,}")
_WRITTEN_WORD = re.compile(r"[\u0621-\u065f\u0670\u0671]+")
_WITHOUT_ARTICLE = re.compile("[أإآ]ل")
_BETWEEN_PLURALS = re.compile("[;,:، ]+")

ORIGIN = """\
Words: frequencies of {frequencies}; nouns, verbs and broken plurals of arramooz-pysqlite 0.4 (Taha Zerrouki, GPL).
Licence of this list: GPL-3.0-or-later, and CC BY-SA 4.0 for what comes from wordfreq.
Made by: python -m index.arabic.build_lexicon"""


@dataclass(frozen=True)
class Dictionary:
    """Folded nouns and verbs, (singular, broken plural), and the nouns that have no Arabic root."""

    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    plurals: tuple[tuple[str, str], ...] = ()
    loans: frozenset[str] = frozenset()


def main(arguments: list[str]) -> None:
    """Build the lexicon that the command line describes."""
    parser = argparse.ArgumentParser("python -m index.arabic.build_lexicon", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--counts", type=Path, help="lines of word, tab, count")
    parser.add_argument("--out", type=Path, default=PATH)
    parser.add_argument("text", nargs="*", help="files of text to count words in; - is the standard input")
    options = parser.parse_args(arguments)
    if options.counts:
        counts, name = read_counts(options.counts), options.counts.name
    elif options.text:
        counts, name = count_words(lines_of(options.text)), "the texts given"
    else:
        counts, name = wordfreq_counts(), "wordfreq 3 (Robyn Speer, CC BY-SA 4.0)"
    dictionary = arramooz()
    lexicon = build(frequencies(counts), dictionary)
    write(options.out, lexicon, ORIGIN.format(frequencies=name))
    sizes = len(lexicon.bases), len(lexicon.prefixed), len(lexicon.singulars)
    sys.stderr.write("{}: {} bases, {} prefixed, {} plurals\n".format(options.out, *sizes))


def build(spellings: dict[str, float], dictionary: Dictionary) -> Lexicon:
    """Return the lexicon of written words with their occurrences per thousand million."""
    frequency = sum_by(fold, spellings)
    singulars = plurals(frequency, [*dictionary.plurals, *_plurals_of_alef(frequency, dictionary.nouns)])
    hamzated = sum_by(fold, {word: count for word, count in spellings.items() if _WITHOUT_ARTICLE.match(word)})
    evidence = Evidence(frequency, dictionary.nouns, dictionary.verbs, frozenset(singulars), hamzated, dictionary.loans)
    known = sorted(frequency.keys() | evidence.lemmas)
    bases = {word: evidence.base(word) for word in known}
    listed = {
        base: _code(base, evidence)
        for base, count in sum_by(bases.__getitem__, {word: evidence.count(word) for word in known}).items()
        if count >= (LISTED / 10 if base in evidence.lemmas else LISTED) and bases.get(base, base) == base
    }
    lexicon = Lexicon(listed, singulars=_of_stems(singulars, evidence))
    for word in sorted(known, key=lambda word: (len(word), word)):  # a short word may be proof for a longer one
        if evidence.attests(word) and clitics.base(word, lexicon) != bases[word]:
            if bases[word] == word:
                listed[word] = _code(word, evidence)
            elif evidence.count(word) >= LISTED and bases[word] in listed:
                lexicon.prefixed[word] = bases[word]
    return lexicon


def _of_stems(singulars: dict[str, str], evidence: Evidence) -> dict[str, str]:
    pairs = ((evidence.stem(plural), evidence.stem(singular)) for plural, singular in sorted(singulars.items()))
    return {plural: singular for plural, singular in pairs if plural != singular}


def _code(word: str, evidence: Evidence) -> int:
    stemmed = evidence.stem(word)
    adds_heh = not word.startswith(stemmed)
    shared = stemmed[:-1] if adds_heh else stemmed
    native = evidence.is_arabic(stemmed)
    return Base(len(word) - len(shared), adds_heh, native).code


def plurals(frequency: dict[str, float], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return each broken plural and its most frequent singular."""
    usual = [pair for pair in sorted(pairs) if _is_usual(frequency, *pair)]
    singulars = {singular for singular, _ in usual}
    found: dict[str, str] = {}
    for singular, plural in usual:
        share = frequency[singular] / frequency[plural]
        if share < (1.0 if plural in singulars else PLURAL_SHARE):  # سوق is a market, seldom legs (ساق)
            continue
        if plural not in found or frequency[singular] > frequency[found[plural]]:
            found[plural] = singular
    return found


def _plurals_of_alef(frequency: Iterable[str], nouns: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the words in اة with their plural: مباراة, مباريات (match, matches); قناة, قنوات (channel, channels)."""
    for plural in sorted(frequency):
        if plural.endswith(("يات", "وات")) and (singular := plural[:-3] + "اه") in nouns:
            yield singular, plural


def _is_usual(frequency: dict[str, float], singular: str, plural: str) -> bool:
    if singular == plural or len(plural) < stem.MIN_REST:
        return False
    if len(singular) < stem.MIN_REST and (len(singular) < 2 or len(plural) < stem.MIN_WORD):
        return False
    return min(frequency.get(singular, 0.0), frequency.get(plural, 0.0)) >= PLURAL


def frequencies(counts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the words that are Arabic, written as they are, and their occurrences per thousand million."""
    rows = sorted(counts)
    total = sum(count for _, count in rows)
    return {word: count * PER / total for word, count in rows if _ARABIC.fullmatch(fold(word))}


def sum_by(name: Callable[[str], str], counts: dict[str, float]) -> dict[str, float]:
    """Return the sum of the counts of the words that have one name."""
    sums: dict[str, float] = {}
    for word, count in counts.items():
        named = name(word)
        sums[named] = sums.get(named, 0.0) + count
    return sums


def read_counts(path: Path) -> list[tuple[str, float]]:
    """Read lines of word, tab and count."""
    with path.open(encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines)
        return [(row[0], float(row[1])) for row in rows]


def count_words(lines: Iterable[str]) -> list[tuple[str, float]]:
    """Count the Arabic words of plain text or JSON lines, whose keys and signs are not Arabic."""
    counts: Counter[str] = Counter()
    for raw in lines:
        line = json.dumps(json.loads(raw), ensure_ascii=False) if raw.startswith("{") else raw
        counts.update(_WRITTEN_WORD.findall(line))
    return [(word, float(count)) for word, count in counts.items()]


def lines_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the lines of files of text."""
    for name in names:
        if name == "-":
            yield from sys.stdin
            continue
        with Path(name).open(encoding="utf-8") as lines:
            yield from lines


def wordfreq_counts() -> list[tuple[str, float]]:
    """Return the words of wordfreq's large Arabic list and their share of all words."""
    shares = import_module("wordfreq").get_frequency_dict("ar", "large")
    return [*shares.items(), ("", 1.0 - sum(shares.values()))]


def arramooz() -> Dictionary:
    """Return the nouns, verbs and broken plurals of arramooz; regular plurals are no nouns of their own."""
    path = Path(str(import_module("arramooz").__file__)).parent / "data" / "arabicdictionary.sqlite"
    nouns: set[str] = set()
    loans: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    connection = sqlite3.connect(path)
    rows = connection.execute("select unvocalized, root, number, single, broken_plural from nouns order by id")
    for unvocalized, root, number, single, broken in rows:
        noun = fold(unvocalized)
        listed = [plural for plural in _BETWEEN_PLURALS.split(broken or "") if not plural.startswith(clitics.ARTICLE)]
        if "سالم" not in (number or "") and not (noun.startswith("ال") and noun[2:] in nouns):
            nouns.add(noun)
            loans |= {noun} if _is_loan(noun, fold(root or "")) else set()
        if single and "تكسير" in (number or "") and not unvocalized.startswith(clitics.ARTICLE):
            pairs.add((fold(single), noun))
        pairs |= {(noun, _without_and(fold(plural), noun)) for plural in listed if plural}
    verbs = {fold(verb) for (verb,) in connection.execute("select unvocalized from verbs")}
    connection.close()
    return Dictionary(frozenset(nouns), frozenset(verbs), tuple(sorted(pairs)), frozenset(loans))


def _is_loan(noun: str, root: str) -> bool:
    return len(root) > ROOT_LETTERS or (root == noun and len(noun) >= ROOT_LETTERS)


def _without_and(plural: str, singular: str) -> str:
    """The second of two plurals has a و before it, which is not of the word: شهود وأشهاد (witnesses)."""
    return plural if ar.WAW in singular else plural.removeprefix(ar.WAW)


if __name__ == "__main__":
    main(sys.argv[1:])
