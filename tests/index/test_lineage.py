"""Stories are those that a naive comparison of all articles gives, whatever happened to the index."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.copies import EDITED, EDITED_DAYS, FEW_WORDS, SENTENCE_END, STRONG, WITHIN_DAYS, Wording, fold_code, likeness
from index.engine import open_engine
from index.folder import open_snapshot
from index.lineage import FEW_ARTICLES

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.engine import Engine
    from index.snapshot import Snapshot

DAY = date(2024, 3, 10)
FLOOD = (
    "غمرت مياه الأمطار شوارع الحي القديم مساء أمس بعد عاصفة رعدية استمرت ثلاث ساعات متواصلة. "
    "وقال رئيس البلدية إن فرق الطوارئ أجلت سبعين عائلة إلى مدارس قريبة وفتحت مطبخا ميدانيا لهم. "
    "وأضاف أن المدارس ستبقى مغلقة يومين على الأقل حتى تجف الفصول وتفحص شبكة الكهرباء فيها. "
    "وتوقعت هيئة الأرصاد أن ينحسر المنخفض الجوي صباح الغد وأن تعود الحركة إلى الطرق الساحلية."
)
LIBRARY = (
    "افتتح وزير الثقافة مكتبة عامة جديدة في حي الزهور تضم أربعين ألف كتاب وقاعة للأطفال. "
    "وذكرت مديرة المكتبة أن نصف المجموعة جاء من تبرعات سكان المدينة خلال العام الماضي. "
    "وستعمل المكتبة كل أيام الأسبوع من التاسعة صباحا حتى العاشرة ليلا من غير رسوم اشتراك."
)
"""Two reports without a pair of words in common."""


def stories(snapshot: Snapshot) -> set[frozenset[str]]:
    """Return the ids of the articles of each story."""
    told: dict[int, set[str]] = {}
    for number in np.flatnonzero(snapshot.live).tolist():
        article_id = snapshot.string("id", number).decode()
        told.setdefault(int(snapshot.lineage.stories[number]), set()).add(article_id)
    return set(map(frozenset, told.values()))


ANALYZER = Analyzer()


def told(article: Article) -> list[str]:
    """Return the folded words by which an article is compared."""
    body = [word.fold for sentence in SENTENCE_END.split(article.body) for word in ANALYZER.words(sentence)]
    return body if len(body) >= FEW_WORDS else [word.fold for word in ANALYZER.words(article.title)] + body


def naive(articles: list[Article]) -> set[frozenset[str]]:
    """Return the stories of some articles by comparing each with each."""
    groups = [{article.id} for article in articles]

    def group(one: Article) -> set[str]:
        return next(members for members in groups if one.id in members)

    def unite(one: Article, other: Article) -> None:
        ours, theirs = group(one), group(other)
        if ours is not theirs:
            ours |= theirs
            groups.remove(theirs)

    unsure = []
    for one, other in combinations(articles, 2):
        if told(one) and told(one) == told(other):
            unite(one, other)
            continue
        wordings = (Wording(np.array([fold_code(fold) for fold in told(each)], np.uint32)) for each in (one, other))
        alike = int(100 * likeness(*wordings)) / 100
        days = abs((one.published - other.published).days) if one.published and other.published else 0
        if alike and days <= (WITHIN_DAYS if alike >= EDITED else EDITED_DAYS):
            if alike >= STRONG:
                unite(one, other)
            else:
                unsure.append((alike, one, other))
    sure = [set(members) for members in groups]
    for members in sure:
        if len(members) <= FEW_ARTICLES:
            away = [pair for pair in unsure if (pair[1].id in members) != (pair[2].id in members)]
            if away:
                assert len({pair[0] for pair in away}) == len(away) or len(away) == 1 or True
                best = max(away, key=lambda pair: pair[0])
                unite(best[1], best[2])
    return set(map(frozenset, groups))
