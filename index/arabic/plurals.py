"""Which broken plurals does the lexicon not have, or have of another singular?

Its sources give a plural one singular, now and then a rare one: جرائد (newspapers) of جريد. Here stand frequent words
of news beside what they are the plural of, as a reader knows it; written by us.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from index.arabic.lexicon import lexicon
from index.arabic.normalize import fold
from index.arabic.stem import stem

_PAIRS = """
جريدة جرائد فيلم أفلام جندي جنود مشكلة مشاكل قصيدة قصائد سنة سنين عاصفة عواصف حريق حرائق وردة ورود جرح جروح قاض قضاة
ناد أندية لغة لغات فكرة أفكار أغنية أغاني مفاوضة مفاوضات متظاهر متظاهرين فصيل فصائل عبوة عبوات جدار جدران سياج أسيجة
وثيقة وثائق خليج خلجان واد أودية سهل سهول سيل سيول غيمة غيوم سحابة سحب تحليل تحاليل عظم عظام راكب ركاب جد أجداد
كاميرا كاميرات كردي أكراد تركي أتراك قبطي أقباط زبون زبائن حليف حلفاء جهة جهات ضاحية ضواح جواب أجوبة خوف مخاوف
حال أحوال ثروة ثروات خطر مخاطر لحظة لحظات دورة دورات عينة عينات طبعة طبعات زهرة أزهار زهرة زهور ثمرة ثمار تمرة تمور
بذرة بذور قط قطط بقرة أبقار طريقة طرق
"""
"""A singular, then its plural. Only plurals that are no other frequent word: كتاب (a book) is also writers."""


@cache
def more_siblings() -> dict[str, frozenset[str]]:
    """Return for the stem of each of these words the stems of its plurals, or of its singulars."""
    words = [stem(fold(word), lexicon()) for word in _PAIRS.split()]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for singular, plural in zip(words[::2], words[1::2], strict=True):
        found[singular].add(plural)
        found[plural].add(singular)
    return {one: frozenset(others - {one}) for one, others in found.items()}
