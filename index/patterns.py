"""Which words of the index answer a prefix, a word with wildcards, or a word that may be mistyped?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.arabic import letters as ar
from index.arabic.analyzer import Word
from index.arabic.normalize import fold
from index.arabic.relation import Relation
from index.arabic.stopwords import STOP_WORDS
from index.arabic.typo import MOST_OF_WORD
from index.asked import Asked
from index.families import NO_FORMS, Forms, joined
from index.found import found_words
from index.query import Term
from index.schema import word_code

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from index.found import Found
    from index.part import Part
    from index.snapshot import Snapshot
    from index.spellings import Spellings

MAX_TYPOS = 2.0
"""How far a fuzzy word may be from the typed one at most, as `index.arabic.typo.distance` measures it."""

_JOKERS = re.compile(r"([*?])")


def ask_pattern(snapshot: Snapshot, term: Term) -> Asked:
    """Return a term with what it stands for in the index: all folded spellings like it."""
    segments = []
    matching: dict[str, int] = {}
    for part in snapshot.parts:
        forms, words = _forms(part, snapshot.spellings(part), term)
        segments.append(forms)
        matching |= words
    text = fold(term.text).encode(errors="replace").decode()  # half characters are in no index
    word = Word(term.text, text, text, text, text, native=False)
    return Asked(term.text, word, found_words(snapshot, tuple(segments), matching), Relation.TYPO, term.boost)


def most_typos(typed: str) -> float:
    """Return how far a fuzzy word may be from a folded one: one slip, and of seven letters or more two."""
    return min(max(1.0, MOST_OF_WORD * len(typed)), MAX_TYPOS)


def _forms(
    part: Part,
    spellings: Spellings | None,
    term: Term,
    typos: float | None = None,
    refused: Collection[str] = (),
) -> tuple[Forms, dict[str, int]]:
    postings = part.postings("text")
    if spellings is None or postings is None:
        return NO_FORMS, {}
    numbers = spellings.terms(_numbers(spellings, term, typos or most_typos(fold(term.text))))
    named = [(number, postings.terms[number].decode().split(" ", 3)[2]) for number in numbers.tolist()]
    named = [(number, name) for number, name in named if name not in refused]
    terms, names = np.array([number for number, _ in named], np.int64), [name for _, name in named]
    relations = np.full(len(terms), Relation.SPELLING, np.uint8)
    if term.how == "fuzzy":
        typed = fold(term.text)
        relations[[fold(name) != typed for name in names]] = Relation.TYPO
    counts = np.array([int(postings.counts(number, number + 1)[0]) for number in terms.tolist()], np.int64)
    codes = np.array([word_code(name.encode()) for name in names], np.uint32)
    return Forms(terms, relations, counts, codes), dict(zip(names, relations.tolist(), strict=True))


def _numbers(spellings: Spellings, term: Term, typos: float) -> NDArray[np.int64]:
    if term.how == "fuzzy":
        return spellings.near(fold(term.text), typos)
    prefix, pattern = expression(term)
    return spellings.matching(prefix.encode("utf-8", "surrogatepass"), pattern)


def expression(term: Term) -> tuple[str, str]:
    """Return what a prefix or a word with wildcards begins with, folded, and its regular expression."""
    pieces = _JOKERS.split(f"{term.text}*" if term.how == "prefix" else term.text)
    texts, jokers = pieces[::2], [*pieces[1::2], ""]
    folded = [tuple(map(fold, going_on(text))) for text in texts[:-1]] + [(fold(texts[-1]),)]
    if any(fold(text).strip(ar.HAMZA) for text in texts):  # folded words have no hamza, unless it is all of one
        folded = [tuple(one.strip(ar.HAMZA) for one in some) for some in folded]
    between_stars = [""]
    for some, joker in zip(folded, jokers, strict=True):
        between_stars[-1] += _one_of(some) + (r"[^\n]" if joker == "?" else "")
        between_stars += [""] if joker == "*" else []
    first, *others = folded[0]
    return others[0][: -len(ar.WAW * 2)] if others else first, _with_stars(between_stars)


def _with_stars(texts: Sequence[str]) -> str:
    """Return the regular expression of texts with anything between them.

    Each star but the last takes as little as it can and never takes more: what would match then, matches now. Without
    that, a dozen stars in a word of one letter, as ههههههه, could be shared out in more ways than can be tried.
    """
    first, *others = texts
    if not others:
        return first
    return first + "".join(rf"(?>[^\n]*?{one})" for one in others[:-1]) + rf"[^\n]*{others[-1]}"


def going_on(text: str) -> tuple[str, ...]:
    """Return the beginning of a word, and how it may go on where that changes how it is folded.

    مسئ is مسي when folded, as in مسئلة (question), but مسئو is مسوو, as in مسئول (responsible).
    """
    return (text, text + ar.WAW) if text.endswith((ar.HAMZA, ar.YEH_HAMZA)) else (text,)


def _one_of(folded: tuple[str, ...]) -> str:
    first, *others = map(re.escape, folded)
    return f"(?:{first}|{others[0][:-1]}(?={ar.WAW}))" if others else first


MIN_TYPO_LETTERS, WORD_TYPOS = 4, 1.0
"""From this length on, words that are so far from an asked one may answer it where a search allows it; no numbers."""


def with_typos(snapshot: Snapshot, word: Word, found: Found) -> Found:
    """Return what was found for a word, with the words that it may be mistyped for."""
    if len(word.fold) < MIN_TYPO_LETTERS or not any(map(str.isalpha, word.fold)):
        return found
    segments = []
    matching = dict(found.matching)
    for part, forms in zip(snapshot.parts, found.segments, strict=True):
        # stop words never answer for another word
        more, words = _forms(part, snapshot.spellings(part), Term(word.fold, "fuzzy"), WORD_TYPOS, STOP_WORDS)
        fresh = ~np.isin(more.terms, forms.terms[forms.relations < Relation.TYPO])
        old = ~np.isin(forms.terms, more.terms[fresh])
        typos = replace(more.only(fresh), relations=np.full(int(fresh.sum()), Relation.TYPO, np.uint8))
        segments.append(joined([forms.only(old), typos]))
        matching |= {name: Relation.TYPO for name in words if name not in matching}
    return found_words(snapshot, tuple(segments), matching)
