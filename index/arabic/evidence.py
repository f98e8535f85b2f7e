"""Which words carry a clitic or an ending, judging by how frequent words are and what a dictionary has?

Only `build_lexicon` asks this; the analysis itself finds the answers in the lexicon. Frequencies are a word's
occurrences per thousand million words of text. A ratio below says how frequent what remains must be, measured against
the whole word: بوتين (Putin) is far more frequent than توتين would be, so its ب is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.arabic import letters as ar
from index.arabic.clitics import ARTICLE, JOINING, MIN_REST, MIN_WORD, PARTICLES, TO_THE, WILL
from index.arabic.stem import ENDINGS, NUMBERS, PRONOUNS, takes_numbers, without_affix

ATTESTED = 30
"""Occurrences below which a word that no dictionary has may be a misspelling."""

UNTOUCHED = frozenset(
    """
    الله اللهم الان الا الي التي الذي الذين كانت كانتا انت لكن فيهم فيهن فيكم فينا
    كاميرا كاميرات كارثي كارثيه باراك سانت كروس سنجار بوغبا روبين
    بوتن كوفد لندون ماكرون مكرون هولاندا بايدين هاملتون مارتين جاستين نورتون
    """.split()
)
"""Words whose parts are words too, frequent ones or of the dictionary: كاميرا (camera) is not ك and أميرا (prince)."""

_CARRIERS = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)")
"""The article and what is written together with it."""


@dataclass(frozen=True)
class Evidence:
    """Folded words and how frequent they are; nouns, verbs and broken plurals of a dictionary, folded.

    ``loans`` are those of the nouns that have no Arabic root, such as أمريكا (America).
    ``hamzated`` counts how often what folds to ال is written with a hamza, as in ألوان (colours): no article then.
    """

    frequency: dict[str, float]
    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    hamzated: dict[str, float] = field(default_factory=dict)
    loans: frozenset[str] = frozenset()
    lemmas: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "lemmas", self.nouns | self.verbs | self.plurals)

    def count(self, word: str) -> float:
        """Return a word's own frequency."""
        return self.frequency.get(word, 0.0)

    def weight(self, word: str) -> float:
        """Return a word's frequency with and without the article."""
        return self.count(word) + self.count(ARTICLE + word)

    def attests(self, word: str) -> bool:
        """Tell whether this is a word at all."""
        return word in self.lemmas or self.count(word) >= ATTESTED

    def attests_with_article(self, word: str) -> bool:
        """Tell whether this is a word, or the article with what precedes it before one."""
        if self.attests(word):
            return True
        carrier = _CARRIERS.match(word)
        return bool(carrier and self.attests(word[carrier.end() :]))

    def is_native(self, word: str) -> bool:
        """Tell whether a word is in the dictionary, or is an inflected form of one that is."""
        return word in self.lemmas or any(
            word.endswith(ending) and len(word) - len(ending) >= MIN_REST and word[: -len(ending)] in self.lemmas
            for ending in ENDINGS
        )

    def is_arabic(self, word: str) -> bool:
        """Tell whether a word is native and no loan: foreign names are written in many ways, Arabic words in one."""
        return word not in self.loans and any(
            rest in self.lemmas and rest not in self.loans for rest in (word, *without_affix(word))
        )

    def base(self, word: str) -> str:
        """Return an attested word without its proclitics."""
        if word in UNTOUCHED or len(word) < MIN_WORD:
            return word
        if word.startswith(ARTICLE):
            return word[2:] if self._has_article(word) else word
        return self._after_to_the(word) or self._after_particle(word) or word

    def _after_particle(self, word: str) -> str | None:
        first, rest = word[0], word[1:]
        if first in PARTICLES and len(rest) >= MIN_REST:
            bare = self.base(rest)
            if self.attests_with_article(rest):
                if self._is_particle(first, rest, word):
                    return bare
            elif self.count(word) < ATTESTED and bare != rest and self.attests(bare):
                return bare
        return rest if first == WILL and self._is_future(rest, word) else None

    def _has_article(self, word: str) -> bool:
        rest, whole = word[2:], self.count(word)
        if len(rest) < MIN_REST and not self.attests(rest):
            return False
        if self.hamzated.get(word, 0.0) > 0.5 * whole:
            return False
        share = self.count(rest) / whole if whole else 1.0
        return whole < ATTESTED or share >= 0.02 or (self.is_native(rest) and share >= 0.0005)

    def _after_to_the(self, word: str) -> str | None:
        """ل before the article loses the article's ا; before another ل one ل is written for two: للجنة."""
        if not word.startswith(TO_THE):
            return None
        rest = word[2:]
        double = self.weight(word[1:]) if len(word) > MIN_WORD and self.attests(word[1:]) else 0.0
        single = self.weight(rest) if len(rest) >= MIN_REST and self.attests(rest) else 0.0
        if max(single, double) < 0.05 * self.weight(word) or not single + double:
            return None
        return rest if single >= double else word[1:]

    def _is_particle(self, first: str, rest: str, word: str) -> bool:
        whole, share = self.count(word), self.weight(rest) if self.attests(rest) else 1e9
        if whole < ATTESTED:
            return True
        if first not in JOINING and rest[0] in JOINING and self.base(rest) != rest:
            return False  # ب never stands before و: بوغبا is Pogba
        if self.is_native(word):
            article = rest.startswith(ARTICLE) and word not in self.lemmas  # والهواء (and the air) is no form of واله
            return share >= 5 * whole if article else first == ar.WAW and share >= 200 * whole
        if share >= (0.08 if self.is_native(rest) else 2) * whole:
            return True
        return rest.startswith(ARTICLE) and self.attests(rest[2:]) and share >= 0.05 * whole

    def _is_future(self, rest: str, word: str) -> bool:
        return (
            len(rest) >= MIN_REST
            and rest[0] in "يتنا"
            and self.attests(rest)
            and not self.is_native(word)
            and self.count(rest) >= (0.3 if len(rest) >= MIN_WORD else 5) * self.count(word)
        )

    def stem(self, base: str) -> str:
        """Return a word without attached pronoun and inflection."""
        if singular := self._listed_singular(base):
            return singular
        if len(base) < MIN_WORD or base in self.nouns or base in self.plurals or base in UNTOUCHED:
            return base
        return self._after_pronoun(base) or self._after_inflection(base) or self._after_letter(base) or base

    def _listed_singular(self, base: str) -> str | None:
        """The dictionary has some plurals in ات as nouns of their own: سيارات (cars), of سيارة."""
        rest, feminine = base[:-2], base[:-2] + ar.HEH
        if not base.endswith("ات") or len(rest) < MIN_REST or feminine not in self.nouns:
            return None
        enough = max(self.weight(rest), 0.1 * self.weight(base))
        return feminine if self.weight(feminine) >= enough else None

    def _holds(self, rest: str, ratio: float, base: str) -> bool:
        return len(rest) >= MIN_REST and self.attests(rest) and self.weight(rest) >= ratio * self.weight(base)

    def _after_pronoun(self, base: str) -> str | None:
        for pronoun in PRONOUNS:
            rest = base.removesuffix(pronoun)
            if rest == base or len(rest) < MIN_REST:
                continue
            feminine = rest[:-1] + ar.HEH
            if rest.endswith(ar.TEH) and len(rest) >= MIN_WORD and self._holds(feminine, 0.5, base):
                return self.stem(feminine)
            if self._holds(rest, 0.3, base):
                return self.stem(rest)
        feminine = base[:-2] + ar.HEH
        return feminine if base.endswith("ته") and len(base) > MIN_WORD and self._holds(feminine, 1, base) else None

    def _after_inflection(self, base: str) -> str | None:
        """Take off an ending of two letters."""
        rest, ending = base[:-2], base[-2:]
        if len(base) <= MIN_WORD:
            return None
        if ending == "ات":
            return self._singular(rest, base)
        if ending == "وا":
            return rest if self._holds(rest, 0.3, base) else None
        if ending in NUMBERS:
            return self._one_of(rest, base)
        return None

    def _one_of(self, rest: str, base: str) -> str | None:
        """ون ين ان are plural or dual; before them ة is written ت, and a relational ي is a proof of its own."""
        feminine: str = rest[:-1] + ar.HEH
        if rest.endswith(ar.TEH) and self._holds(feminine, 0.3, base) and self.weight(feminine) >= self.weight(rest):
            return feminine
        if len(rest) >= MIN_WORD and rest.endswith(ar.YEH) and self._holds(rest, 0.1, base):
            return rest
        return rest if self._holds(rest, 0.3 if self._has_number(rest, base) else 5, base) else None

    def _after_letter(self, base: str) -> str | None:
        """Take off an ending of one letter."""
        last, rest = base[-1], base[:-1]
        relational = base.endswith("يه") and len(base) > MIN_WORD
        ratios = {ar.HEH: 0.1 if relational else 0.5, ar.ALEF: 3.0, ar.YEH: 1.0}
        if last in ratios and self._holds(rest, ratios[last], base):
            return self.stem(rest) if rest.endswith("ات") else rest
        return rest if last == ar.TEH and rest in self.verbs and self._holds(rest, 0.2, base) else None

    def _has_number(self, rest: str, base: str) -> bool:
        """Names hardly ever have the article: الفنانين (the artists) have a number, روبين (Robin) has not."""
        definite = all(self.count(ARTICLE + one) >= 0.1 * self.weight(one) > 0 for one in (rest, base))
        return definite or takes_numbers(rest, native=self.is_native(rest))

    def _singular(self, rest: str, base: str) -> str | None:
        """ات is the plural of ة, or is added: سيارات (cars) of سيارة, قرارات (decisions) of قرار."""
        plain, feminine = (self.weight(one) if self.attests(one) else 0.0 for one in (rest, rest + ar.HEH))
        if max(plain, feminine) < max(0.1 * self.weight(base), 1e-9):
            return None
        takes_heh = not plain or (feminine > plain and rest + ar.HEH in self.nouns)
        return rest + ar.HEH if takes_heh else self.stem(rest)
