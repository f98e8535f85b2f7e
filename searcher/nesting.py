"""Which operators and brackets of a typed query have something to work on, and what stands in which bracket?

An operator that has nothing to work on is a word; a bracket in which nothing is joined is punctuation, as in
«منظمة (اليونسكو) تعلن» (the organization (UNESCO) announces).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Literal

from index.query import Term
from searcher.diagnosis import diagnose
from searcher.lexeme import ARABIC_OPERATORS, OPERANDS, OPERATORS, Lexeme, Lexemes, plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from searcher.diagnosis import Diagnosis
    from searcher.lexeme import Kind, Sign

MAX_DEPTH = 8
"""Brackets in brackets: more than anybody reads, and a bound on the recursion."""

MAX_OPERANDS = 32
"""Parts of one query: phrases, fields, patterns, and groups of loose words. Each is looked up by itself, and what a
query costs grows with them: no reader needs more, and a stranger must not be able to ask for hundreds."""

PASTED_WORDS = 4
"""With so many loose words beside them, straight quotes and «أو» are those of a pasted headline."""

MAX_ALTERNATIVES = 8
"""So many operands may «و» or «أو» join in a query of nothing else."""

_BRACKETS: frozenset[Kind] = frozenset({"open", "close"})
_JOINING: frozenset[Kind] = frozenset({"and", "or", "not"})
_BEFORE = OPERANDS | {"close"}
_AFTER = OPERANDS | {"open", "maybe"}


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between two brackets that mean something, ``typed[start:end]``, with what touches them."""

    items: tuple[Item, ...]
    start: int
    end: int
    sign: Sign
    in_title: bool
    boost: float
    kind: Literal["bracket"] = "bracket"


Item = Lexeme | Bracket


def settle(text: str, read: Lexemes) -> Lexemes:
    """Return the parts of a query that mean something; every operator has what it works on, every bracket its pair."""
    diagnoses = list(read.diagnoses)
    lexemes = _paired(text, read.lexemes, diagnoses)
    lexemes = _operators(_arabic_operators(lexemes), diagnoses)
    lexemes = _limited(text, lexemes, diagnoses)
    return Lexemes(tuple(lexemes), tuple(sorted(diagnoses, key=lambda one: one.start)))


# Brackets


def _paired(text: str, lexemes: Sequence[Lexeme], diagnoses: list[Diagnosis]) -> list[Lexeme]:
    """Take out the brackets that have no counterpart, nothing between them, or too many around them."""
    pairs = _pairs(lexemes)
    held = [0, *accumulate(one.kind not in _BRACKETS for one in lexemes)]
    kept: set[int] = set()
    depth = 0
    for at, lexeme in enumerate(lexemes):
        if at in pairs and held[pairs[at]] > held[at]:
            simple = lexeme.in_title and all(one.kind == "word" and not one.sign for one in lexemes[at + 1 : pairs[at]])
            if depth < MAX_DEPTH or simple:
                kept |= {at, pairs[at]}
            else:
                diagnoses.append(diagnose("depth", lexeme.start, lexemes[pairs[at]].end, MAX_DEPTH))
            depth += at in kept
        elif at in kept:
            depth -= 1
    single = {at for at, one in enumerate(lexemes) if one.kind in _BRACKETS} - pairs.keys() - set(pairs.values())
    diagnoses += [diagnose("bracket", lexemes[at].start, lexemes[at].end) for at in sorted(single)]
    paired: list[Lexeme] = []
    for at, lexeme in enumerate(lexemes):
        if at in kept or lexeme.kind not in _BRACKETS:
            paired.append(lexeme)
        elif lexeme.in_title:  # the field's name is a word then
            paired += plain_words(text, lexeme.start, lexeme.end)
    return paired


def _pairs(lexemes: Sequence[Lexeme]) -> dict[int, int]:
    """Return the number of the closing bracket of each opening one that has its counterpart."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            opened.append(at)
        elif lexeme.kind == "close" and opened:
            pairs[opened.pop()] = at
    return pairs


# Operators


def _operators(lexemes: Sequence[Lexeme], diagnoses: list[Diagnosis]) -> list[Lexeme]:
    """Turn operators that have nothing to work on into the words that they also are."""
    settled: list[Lexeme] = []
    for lexeme, following in zip_longest(lexemes, lexemes[1:]):
        before = settled[-1].kind if settled else None
        after = following.kind if following else None
        if lexeme.kind in ("and", "or"):
            works = before in _BEFORE and (after in _AFTER or after == "not")
        else:
            works = lexeme.kind != "not" or (after in _AFTER and after != "all" and not (following and following.sign))
        if works:
            settled.append(lexeme)
        else:
            settled.append(_as_word(lexeme))
            diagnoses.append(diagnose("operator", lexeme.start, lexeme.end, lexeme.text))
    return settled


def _as_word(lexeme: Lexeme) -> Lexeme:
    return replace(lexeme, kind="word", content=Term(lexeme.text))


def _arabic_operators(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Say where «و», «أو» and «ليس» are operators: where they cannot be words of a headline."""
    if _is_chain(lexemes):
        return [replace(one, kind=ARABIC_OPERATORS[one.text]) if one.kind == "maybe" else one for one in lexemes]
    pasted = _among_words(lexemes)
    pairs = _pairs(lexemes)
    joining = [0, *accumulate(one.kind in _JOINING or one.sign != "" for one in lexemes)]
    telling = [_telling(one, at in pairs and joining[pairs[at]] > joining[at + 1]) for at, one in enumerate(lexemes)]
    for first, last in pairs.items():
        telling[last] = telling[first]
    settled: list[Lexeme] = []
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind != "maybe":
            settled.append(lexeme)
            continue
        kind = ARABIC_OPERATORS[lexeme.text]
        left = telling[at - 1] if settled and settled[-1].kind in _BEFORE else None
        right = telling[at + 1] if at + 1 < len(lexemes) and lexemes[at + 1].kind in _AFTER else None
        if kind == "not":
            sides = [right] if right is not None and not lexemes[at + 1].sign else []
        else:
            sides = [left, right] if left is not None and right is not None else []
        works = any(side == 2 or (side == 1 and not pasted[at]) for side in sides)
        settled.append(replace(lexeme, kind=kind) if works else _as_word(lexeme))
    return settled


def _is_chain(lexemes: Sequence[Lexeme]) -> bool:
    """Tell whether a query is nothing but two to eight operands with the same «و» or «أو» between each.

    A quotation is none: «شبح الطفولة».. أو «اغتيلت براءتهم» (the ghost of childhood, or …) is a headline.
    """
    operands, between = lexemes[::2], lexemes[1::2]
    return (
        len(operands) == len(between) + 1
        and 2 <= len(operands) <= MAX_ALTERNATIVES
        and all(one.kind in OPERANDS and one.kind != "quotation" for one in operands)
        and all(one.kind == "maybe" for one in between)
        and {ARABIC_OPERATORS[one.text] for one in between} in ({"and"}, {"or"})
    )


def _telling(lexeme: Lexeme, joins: bool) -> int:
    """Return how surely what stands here shows that a query was typed: 2 surely, 1 unless it is a headline, 0 not."""
    if lexeme.in_title or joins or lexeme.kind in ("label", "date", "near") or lexeme.required:
        return 2
    return int(lexeme.kind in ("phrase", "open"))


def _among_words(lexemes: Sequence[Lexeme]) -> list[bool]:
    """Tell of each lexeme whether many loose words stand between the same brackets as it."""
    words: list[int] = [0]
    level: list[int] = []
    opened = [0]
    for lexeme in lexemes:
        if lexeme.kind == "open":
            opened.append(len(words))
            words.append(0)
        level.append(opened[-1])
        if lexeme.kind == "close":
            opened.pop()
        words[level[-1]] += is_loose(lexeme)
    return [words[one] >= PASTED_WORDS for one in level]


def is_loose(item: Item) -> bool:
    """Tell whether this is a word that nothing asks for by itself."""
    return item.kind == "word" and not item.sign and not item.in_title


# Limits


def _limited(text: str, lexemes: list[Lexeme], diagnoses: list[Diagnosis]) -> list[Lexeme]:
    """Turn what comes after the largest number of parts into loose words."""
    parts, cut = 0, None
    groups = [False]  # whether the group of loose words has begun, in each bracket that is open
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            groups.append(False)
        elif lexeme.kind == "close":
            groups.pop()
        elif lexeme.kind in ("and", "or"):
            groups[-1] = False
        elif lexeme.kind != "not":
            loose = is_loose(lexeme) and not (at and lexemes[at - 1].kind == "not")
            parts += _cost(lexeme) - (loose and groups[-1])
            groups[-1] |= loose
        if parts >= MAX_OPERANDS and cut is None:
            cut = at
    if parts <= MAX_OPERANDS or cut is None:
        return lexemes
    kept = lexemes[:cut]
    while kept and kept[-1].kind == "not":
        kept.pop()
    diagnoses.append(diagnose("parts", lexemes[cut].start, len(text), MAX_OPERANDS))
    rest = [word for word in plain_words(text, lexemes[cut].start, len(text)) if word.text not in OPERATORS]
    if kept and kept[-1].kind in _BEFORE:  # else the words would change what the phrases beside them mean
        kept.append(Lexeme("and", "", lexemes[cut].start, lexemes[cut].start))
    still_open = sum((one.kind == "open") - (one.kind == "close") for one in kept)
    return [*kept, *rest, *[Lexeme("close", ")", len(text), len(text))] * still_open]


def _cost(lexeme: Lexeme) -> int:
    """Return how many parts an operand is; a pattern is one beside its group of words."""
    if lexeme.kind == "all":
        return 0
    return 2 if isinstance(lexeme.content, Term) and lexeme.content.how != "related" else 1


# Nesting


def nest(lexemes: Sequence[Lexeme]) -> tuple[Item, ...]:
    """Put what stands in brackets into them; those in which and at which nothing is joined fall away."""
    opened: list[Lexeme] = []
    levels: list[list[Item]] = [[]]
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            opened.append(lexeme)
            levels.append([])
        elif lexeme.kind == "close":
            items, opening = levels.pop(), opened.pop()
            joined = {levels[-1][-1].kind} if levels[-1] else set()
            joined |= {lexemes[at + 1].kind} if at + 1 < len(lexemes) else set()
            if _means(opening, lexeme, items) or joined & _JOINING:
                bracket = Bracket(tuple(items), opening.start, lexeme.end, opening.sign, opening.in_title, lexeme.boost)
                levels[-1].append(bracket)
            else:
                levels[-1] += items
        else:
            levels[-1].append(lexeme)
    return tuple(levels[0])


def _means(opening: Lexeme, closing: Lexeme, items: Sequence[Item]) -> bool:
    """Tell whether something stands at a bracket, or something in it is joined or signed."""
    touched = opening.sign or opening.in_title or closing.end > closing.start + 1
    return bool(touched) or any(item.kind in _JOINING or item.kind == "bracket" or item.sign for item in items)
