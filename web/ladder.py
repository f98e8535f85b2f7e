"""How does the page call the rungs of the match ladder, and the words of a result that stand on them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext

from index.arabic.relation import Relation
from web.language import either

if TYPE_CHECKING:
    from searcher.results import Result

RUNG_NAMES = {
    Relation.EXACT: lazy_gettext("مطابقة تامة"),
    Relation.MARKS: lazy_gettext("تشكيل آخر"),
    Relation.SPELLING: lazy_gettext("إملاء آخر"),
    Relation.CLITIC: lazy_gettext("سوابق أخرى"),
    Relation.STEM: lazy_gettext("تصريف آخر"),
    Relation.PLURAL: lazy_gettext("جمع أو مفرد"),
    Relation.NAME: lazy_gettext("تهجئة أخرى لاسم"),
    Relation.TYPO: lazy_gettext("خطأ مطبعي محتمل"),
}
"""What a word of an article is to the word of the query that it answers."""

REACH_NAMES = {
    Relation.EXACT: lazy_gettext("كما كُتبت تمامًا"),
    Relation.MARKS: lazy_gettext("بأي تشكيل"),
    Relation.SPELLING: lazy_gettext("بأي إملاء"),
    Relation.CLITIC: lazy_gettext("بأي سوابق"),
    Relation.STEM: lazy_gettext("بأي تصريف"),
    Relation.PLURAL: lazy_gettext("مفردةً وجمعًا"),
    Relation.NAME: lazy_gettext("بأي تهجئة للأسماء"),
    Relation.TYPO: lazy_gettext("مع أخطاء مطبعية"),
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
    comma = either("، ", ", ")
    shown = either("؛ ", "; ").join(f"{RUNG_NAMES[rung]}: {comma.join(of_rung)}" for rung, of_rung in rungs.items())
    return f"{shown}…" if len(words) > MAX_WORDS else shown
