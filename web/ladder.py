"""How does the page call the rungs of the match ladder, and the words of a result that stand on them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.arabic.relation import Relation

if TYPE_CHECKING:
    from searcher.results import Result

RUNG_NAMES = {
    Relation.EXACT: "مطابقة تامة",
    Relation.MARKS: "تشكيل آخر",
    Relation.SPELLING: "إملاء آخر",
    Relation.CLITIC: "سوابق أخرى",
    Relation.STEM: "تصريف آخر",
    Relation.PLURAL: "جمع أو مفرد",
    Relation.NAME: "تهجئة أخرى لاسم",
    Relation.TYPO: "خطأ مطبعي محتمل",
}
"""What a word of an article is to the word of the query that it answers."""

REACH_NAMES = {
    Relation.EXACT: "كما كُتبت تمامًا",
    Relation.MARKS: "بأي تشكيل",
    Relation.SPELLING: "بأي إملاء",
    Relation.CLITIC: "بأي سوابق",
    Relation.STEM: "بأي تصريف",
    Relation.PLURAL: "مفردةً وجمعًا",
    Relation.NAME: "بأي تهجئة للأسماء",
    Relation.TYPO: "مع أخطاء مطبعية",
}
"""How the words are searched when a rung is the last one that counts: each adds to the ones before it."""

MAX_WORDS = 12
"""Words of a result that are named; a long article may have a hundred forms of one."""


def matched_words(result: Result) -> str:
    """Return the words of a result that answer, by rungs: «مطابقة تامة: الشمسية؛ سوابق أخرى: للطاقة، بالطاقة»."""
    nearest: dict[str, Relation] = {}
    for one in result.found:
        nearest[one.word] = min(one.relation, nearest.get(one.word, one.relation))
    words = sorted(nearest, key=nearest.__getitem__)
    rungs: dict[Relation, list[str]] = {}
    for word in words[:MAX_WORDS]:
        rungs.setdefault(nearest[word], []).append(word)
    shown = "؛ ".join(f"{RUNG_NAMES[rung]}: {'، '.join(of_rung)}" for rung, of_rung in rungs.items())
    return f"{shown}…" if len(words) > MAX_WORDS else shown
