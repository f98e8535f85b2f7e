"""Which month or weekday does a name mean?

The Arab press names Gregorian months in four systems (Egypt and the Gulf, the Levant and Iraq, Tunisia and Algeria,
Morocco), and many papers print the Hijri month too. Each name is spelt in several ways, and `fold` leaves one of them.

A name alone is no date: «مارس» is March and "he practised", «اب» August and "father", «صفر» Safar and "zero".
Who looks for dates in running text asks for a number beside the name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
"""Inside a character class of a regular expression: vowel marks, tatweel, joiners, bidi controls."""

_MARK = re.compile(f"[{MARKS}]+")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = str.maketrans("أإآٱؤئىیةۃہھکگ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااوييي" + "هههه" + "كك" + "0123456789" * 2, "ء")

_GREGORIAN = """
    يناير ينايير كانون_الثاني كانون_ثاني كانون_ثان كانون_الثان جانفي جانفيي جانفيه january jan janvier
    فبراير فيبراير شباط فيفري فيفريه february feb février fevrier
    مارس آذار آدار march mar mars
    أبريل إبريل ابرايل نيسان أفريل april apr avril
    مايو أيار ماي may mai
    يونيو يونيه يونية حزيران جوان june jun juin
    يوليو يوليه يولية تموز جويلية جويلي جويليا يوليوز july jul juillet
    أغسطس أوغسطس أغسطوس آب أوت غشت أغشت august aug août aout
    سبتمبر سبتامبر سبتنبر أيلول شتنبر شتمبر september sept sep septembre
    أكتوبر أوكتوبر تشرين_الأول تشرين_أول october oct octobre
    نوفمبر نوفامبر نوفنبر تشرين_الثاني تشرين_ثاني تشرين_ثان تشرين_الثان نونبر نونمبر november nov novembre
    ديسمبر ديسامبر دسمبر ديسنبر كانون_الأول كانون_أول دجنبر دجمبر december dec décembre decembre
"""
_HIJRI = """
    محرم المحرم محرم_الحرام muharram
    صفر صفر_الخير صفر_المظفر safar
    ربيع_الأول ربيع_أول
    ربيع_الآخر ربيع_آخر ربيع_الثاني ربيع_ثاني ربيع_ثان
    جمادى_الأولى جمادى_الأول جمادى_أولى جمادى_أول جماد_الأولى جماد_الأول جماد_أول
    جمادى_الآخرة جمادى_الآخر جمادى_آخرة جمادى_الثانية جمادى_الثاني جمادى_ثانية \
        جماد_الآخرة جماد_الآخر جماد_الثانية جماد_الثاني
    رجب رجب_الفرد رجب_المرجب rajab
    شعبان شعبان_المعظم shaban
    رمضان رمضان_المبارك رمضان_الكريم ramadan
    شوال shawwal
    ذو_القعدة ذي_القعدة ذا_القعدة ذوالقعدة ذيالقعدة ذو_قعدة ذي_قعدة
    ذو_الحجة ذي_الحجة ذا_الحجة ذوالحجة ذيالحجة ذو_حجة ذي_حجة
"""
_WEEKDAYS = """
    الاثنين الإثنين الاتنين اثنين monday mon lundi
    الثلاثاء الثلثاء ثلاثاء tuesday tue mardi
    الأربعاء أربعاء wednesday wed mercredi
    الخميس خميس thursday thu jeudi
    الجمعة جمعة friday fri vendredi
    السبت سبت saturday sat samedi
    الأحد أحد sunday sun dimanche
"""

WRITTEN = tuple("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split())
"""The twelve names that Bahith itself writes: those of most of the press."""

ENGLISH = tuple("January February March April May June July August September October November December".split())


def fold(text: str) -> str:
    """Return the text in the one spelling that this module's names have; folding twice changes nothing.

    Letters with hamza lose it and ء goes; ى and Persian ی become ي, ة becomes ه; vowel marks, tatweel and bidi controls
    go; Arabic and Persian digits become 0–9, presentation forms plain letters, Latin letters small.
    """
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _MARK.sub("", text.lower()).translate(_LETTERS)


def any_of(names: Iterable[str]) -> str:
    """Return a regular expression for one of the names, the longest that stands there: «مايو» before «ماي»."""
    return "(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")"


def _table(rows: str) -> dict[str, int]:
    numbered = enumerate(rows.strip().splitlines(), 1)
    return {fold(name).replace("_", " "): number for number, row in numbered for name in row.split()}


GREGORIAN, HIJRI = _table(_GREGORIAN), _table(_HIJRI)
"""Folded name → 1 to 12. Names of several words have single spaces."""

WEEKDAYS = _table(_WEEKDAYS)
"""Folded name → 1 (Monday) to 7 (Sunday), as ISO 8601 counts."""
