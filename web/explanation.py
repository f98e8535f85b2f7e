"""Why does an article stand where it stands? Says each piece of evidence in a sentence, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engine import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.engine import Kind
    from searcher.results import Result

_SENTENCES: dict[Kind, tuple[str, str]] = {
    "spelling": (
        "In the article as typed (hamza, harakat, ة or ه, ى or ي make no difference): {}.",
        "ورد في المقال كما كُتب في البحث (ولا فرق في الهمزة والتشكيل، ولا بين ة وه، ولا بين ى وي): {}.",
    ),
    "clitic": (
        "In the article as typed, or with something attached before it or left off (و ف ب ل ك س, ال): {}.",
        "ورد في المقال كما كُتب، أو بزيادة ما يتصل بأوله أو نقصه (و ف ب ل ك س، ال): {}.",
    ),
    "form": (
        "In the article in any form (inflected, a broken plural, a foreign name spelt otherwise): {}.",
        "ورد في المقال بأي صيغة (تصريف، أو جمع تكسير، أو تهجئة أخرى لاسم أجنبي): {}.",
    ),
    "coverage": (
        "How many of the query's words the article has, rare ones counting more: {}.",
        "كم في المقال من كلمات البحث، والنادرة منها أثقل وزنًا: {}.",
    ),
    "lead": (
        "In the title or the first 60 words of the text, as typed or as a related word: {}.",
        "ورد في العنوان أو في أول 60 كلمة من النص، كما كُتب أو في كلمة من أسرته: {}.",
    ),
    "near": (
        "Close to each other in the article, as typed or as related words: {}.",
        "ورد بعضه قريبًا من بعض في المقال، كما كُتب أو في كلمات من أسرته: {}.",
    ),
    "order": (
        "Side by side in the article, in the order of the query: {}.",
        "ورد بعضه بجوار بعض في المقال، بالترتيب الذي في البحث: {}.",
    ),
    "place": (
        "Names the article's section or source: {}.",
        "ورد في اسم قسم المقال أو مصدره: {}.",
    ),
    "recency": (
        "Taken away for the article's age, against the newest article of the index.",
        "خُصم لقِدم المقال قياسًا إلى أحدث مقال في الفهرس.",
    ),
}
"""What each kind means, in English and in Arabic. The words follow a colon: so no verb has to agree in number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a score: its evidence, and the sentence that says it."""

    kind: Kind
    words: tuple[str, ...]
    amount: float
    text: str
    text_ar: str


def reasons(result: Result) -> list[Reason]:
    """Return what makes up a result's score, the largest amount first; together they are the score."""
    return [_reason(evidence) for evidence in _largest_first(result.evidence)]


def reasons_by_kind(result: Result) -> list[Reason]:
    """Return the same with one reason for each kind, its words in the order of what they give."""
    words: dict[Kind, tuple[str, ...]] = {}
    amounts: dict[Kind, float] = {}
    for one in _largest_first(result.evidence):
        words[one.kind] = (*words.get(one.kind, ()), *one.words)
        amounts[one.kind] = amounts.get(one.kind, 0.0) + one.amount
    return [
        _reason(evidence) for evidence in _largest_first(Evidence(kind, words[kind], amounts[kind]) for kind in words)
    ]


def _largest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda one: -one.amount)


def _reason(evidence: Evidence) -> Reason:
    english, arabic = _SENTENCES[evidence.kind]
    quoted = [f"«{word}»" for word in evidence.words]
    return Reason(
        evidence.kind,
        evidence.words,
        evidence.amount,
        english.format(", ".join(quoted)),
        arabic.format("، ".join(quoted)),
    )
