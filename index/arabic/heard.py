"""What do two spellings of a foreign name differ in, as it is heard? A name is consonants and vowels around them.

Costs are counted in vowels: 1 is what one ا more or less costs, as in ترامب, ترمب (Trump). Which costs a name bears
`names` knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.arabic import letters as ar

MEMORY = 50_000
"""Words whose shapes are remembered, some 20 MB."""

NEVER = 99.0
"""The cost of what is never alike."""

_CH, _INNER_CH, _EZ, _GLIDE, _FINAL_HEH, _FEMININE = "چڃژڤةى"
"""Signs for تش at the beginning and inside, for ز in a final يز, for a و that is a consonant, and for a final ه that is
a vowel, of a name and of an adjective. No folded word has these letters."""

_IN_HEH = frozenset("سوريه اثيوبيه موريتانيه انطاكيه".split())
"""Countries and towns whose name is also written like an adjective; روسية is only Russian, never Russia."""

_SPELLED = (
    (re.compile("^تش"), _CH),
    (re.compile("تش"), _INNER_CH),
    (re.compile("دج"), "ج"),  # دجوكوفيتش, جوكوفيتش (Djokovic)
    (re.compile("^شت"), "ست"),  # شتوتغارت, ستوتغارت (Stuttgart)
    (re.compile("(?<=ي)ز$"), _EZ),  # غونزاليز, غونزاليس (Gonzalez)
    (re.compile("ن(?=ب)"), "م"),  # اسطنبول, اسطمبول (Istanbul)
    (re.compile("نهو"), "نيو"),  # مورينهو, مورينيو (Mourinho)
    (re.compile("^و|و(?=ا)"), _GLIDE),
    (re.compile("(?<=..)ه$"), _FINAL_HEH),
    (re.compile(r"(?<=..)([^اوي])\1(?=..)"), r"\1"),  # كارراسكو, كاراسكو (Carrasco)
)
_SILENT = re.compile("(?<=.)ه(?!ا?$)")
_VOWELS = f"{ar.ALEF}{ar.WAW}{ar.YEH}{_FINAL_HEH}{_FEMININE}"
_VOWEL = re.compile(f"[{_VOWELS}]")
_CONSONANT = re.compile(f"[^{_VOWELS}]")


@dataclass(frozen=True, slots=True)
class Shape:
    """The consonants of a name, and the vowels before, between and behind them: one run more than consonants."""

    consonants: str
    vowels: tuple[str, ...]


@lru_cache(MEMORY)
def shape(word: str) -> Shape:
    """Return the shape of a folded base: ترامب has the consonants ترمب, and ا behind the second."""
    return _taken_apart(_spelled(word))


@lru_cache(MEMORY)
def weak_shape(word: str) -> Shape:
    """Return the shape of a base whose ه are not heard, and whose و are all vowels: إدوارد, إدورد (Edward)."""
    return _taken_apart(_SILENT.sub("", _spelled(word).replace(_GLIDE, ar.WAW)))


def _spelled(word: str) -> str:
    """Return a base with one letter for each sound."""
    feminine = word.endswith("يه") and word not in _IN_HEH
    for pattern, sign in _SPELLED:
        word = pattern.sub(sign, word)
    return word[:-1] + _FEMININE if feminine else word


def _taken_apart(spelled: str) -> Shape:
    return Shape(_VOWEL.sub("", spelled), tuple(_CONSONANT.split(spelled)))


_CONSONANTS = {
    0.25: "طت ظز ضد",
    0.5: "غج جق غق ذز ثت",
    0.75: "كق چش ژس ژز",
    1.0: "صس ذد زس فڤ ثس ڃش",
    1.5: "غك جك چج ڃج",
}
_ALIKE = {pair: cost for cost, pairs in _CONSONANTS.items() for one in pairs.split() for pair in (one, one[::-1])}
"""What two consonants that are heard alike cost, by pairs of letters."""

_AT_THE_END = {frozenset("شس"): 1.0, frozenset("صس"): 0.5}
"""Alike at the end: غوتيريش, غوتيريس (Guterres); but أشتون and أستون are Ashton and Aston."""


def consonants_cost(one: str, other: str) -> float:
    """Return what two names' consonants differ in, as many of one as of the other.

    The same difference counts once, as in غوغل, جوجل (Google), and each other one half a vowel more.
    """
    if one == other:
        return 0.0
    cost = 0.0
    if (last := _AT_THE_END.get(frozenset((one[-1], other[-1])))) is not None:
        one, other, cost = one[:-1], other[:-1], last
    pairs = {a + b for a, b in zip(one, other, strict=True) if a != b}
    return cost + sum(_ALIKE.get(pair, NEVER) for pair in pairs) + 0.5 * max(len(pairs) - 1, 0)


_MOVED = 1.0
"""What it costs when one ي is heard on the other side of a consonant: أمريكا, أميركا (America)."""

_BOTH_WAYS = 1.0
"""What it costs, beside the vowels, when each name has one that the other lacks: كارتر (Carter), كريتر (Crater)."""


def vowels_cost(one: Shape, other: Shape, *, short: bool, clear: bool) -> float:
    """Return what two names' vowels differ in, as many runs of one as of the other.

    In a ``short`` name the first vowel behind a consonant tells names apart, and its lack only if it is not ``clear``
    that both are names.
    """
    runs = list(zip(one.vowels, other.vowels, strict=True))
    cost = _first_cost(one, other) + _last_cost(*runs[-1], short=short)
    inner = [(place, a, b) for place, (a, b) in enumerate(runs[1:-1]) if a != b]
    if cost >= NEVER or not inner:
        return cost
    if _have_moved(inner):
        return cost + _MOVED
    if one.consonants[-1] == "ن" and {runs[-2][0], runs[-2][1]} == {ar.WAW, ar.YEH}:
        return NEVER  # ون and ين of plurals
    both_ways = not all(a for _, a, _ in inner) and not all(b for *_, b in inner)
    costs = (_short_cost(a, b, first=not place, clear=clear) if short else _run_cost(a, b) for place, a, b in inner)
    return cost + both_ways * _BOTH_WAYS + sum(costs)


def _have_moved(inner: list[tuple[int, str, str]]) -> bool:
    """Tell whether two names' only different runs are one ي on either side of a consonant."""
    if len(inner) != 2:
        return False
    (first, *one), (second, *other) = inner
    return second == first + 1 and set(one) == {"", ar.YEH} and one == other[::-1]


def _short_cost(one: str, other: str, *, first: bool, clear: bool) -> float:
    """Return what a run of vowels costs in a short name: كارول (Carole) without its و is another one, كارل (Karl)."""
    pair = {one, other}
    if pair == {"", ar.WAW}:
        return NEVER
    tells_apart = first and len(one) <= 1 and len(other) <= 1
    return _run_cost(one, other) * (2 if tells_apart and not clear else 1)


def _first_cost(one: Shape, other: Shape) -> float:
    """Return what two beginnings differ in: أوكرانيا, أكرانيا (Ukraine)."""
    first, second = one.vowels[0], other.vowels[0]
    if first == second:
        return 0.0
    if {first, second} == {"", ar.ALEF}:
        helps = one.consonants.startswith(_HELPED) and not one.vowels[1] + other.vowels[1]
        return _HELPING if helps else NEVER
    if first[:1] != second[:1]:
        return NEVER
    return 0.75 if {first, second} in ({"ا", "او"}, {"ا", "اي"}) else _run_cost(first, second)


_HELPED, _HELPING = ("س", "مب"), 0.5
"""Before which consonants an ا only helps to speak the next one, and its cost: استوكهولم, ستوكهولم (Stockholm)."""


def _last_cost(one: str, other: str, *, short: bool) -> float:
    """Return what two endings differ in: another one makes another word, as in روسيا and روسي (Russia, Russian).

    A final ه and ا are alike in longer names, برشلونة, برشلونا (Barcelona), but may be endings of shorter words.
    """
    if one == other:
        return 0.0
    if one[:-1] == other[:-1] and {one[-1:], other[-1:]} in _HEARD_AS_A:
        return NEVER if short and not one[:-1] else 0.0
    return 1.5 if {one, other} == {"ي", "اي"} else NEVER


def may_end_alike(one: str, other: str) -> bool:
    """Tell whether two bases' last letters may be those of one name: far quicker than to take both apart.

    A vowel at the end is never left out, and but for ه and ا it is the same in both.
    """
    end, other_end = one[-1], other[-1]
    if end == other_end or (end in _ENDINGS_AS_A and other_end in _ENDINGS_AS_A):
        return True
    return end not in _LAST_VOWELS and other_end not in _LAST_VOWELS


_ENDINGS_AS_A = f"{ar.ALEF}{ar.HEH}"
_LAST_VOWELS = f"{_ENDINGS_AS_A}{ar.WAW}{ar.YEH}"

_HEARD_AS_A = ({_FINAL_HEH, ar.ALEF}, {_FINAL_HEH, _FEMININE})

_DROPPED = {ar.ALEF: 1.0, ar.YEH: 1.0, ar.WAW: 1.25, _FINAL_HEH: NEVER, _FEMININE: NEVER}
_CHANGED = {frozenset("اي"): 2.25, frozenset("او"): 2.25, frozenset("وي"): 2.5}
"""More than four consonants bear: ستيفاني (Stefanie) is not ستيفوني."""

_RUNS = {
    frozenset(("يو", "و")): 0.75,  # يوتيوب, يوتوب (YouTube)
    frozenset(("يي", "ي")): 0.25,
    frozenset(("وو", "و")): 0.25,  # هوليوود, هوليود (Hollywood)
    **dict.fromkeys(
        map(frozenset, (("يا", "ي"), ("اي", "ا"), ("وي", "ي"), ("وي", "و"), ("اي", ""), ("يا", ""))), NEVER
    ),
}
"""Whole runs that cost more or less than their letters: كريستيان (Christian) is not كريستين (Christine)."""


@lru_cache(1_000)
def _run_cost(one: str, other: str) -> float:
    """Return the least that turns one run of vowels into another, by dropping and changing letters."""
    if one == other:
        return 0.0
    if (known := _RUNS.get(frozenset((one, other)))) is not None:
        return known
    if not one or not other:
        return sum(_DROPPED[letter] for letter in one + other)
    changed = _CHANGED.get(frozenset((one[0], other[0])), 0.0 if one[0] == other[0] else NEVER)
    return min(
        changed + _run_cost(one[1:], other[1:]),
        _DROPPED[one[0]] + _run_cost(one[1:], other),
        _DROPPED[other[0]] + _run_cost(one, other[1:]),
    )
