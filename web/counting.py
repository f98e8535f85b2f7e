"""How does the page say a number, and how many there are of something?

Plural forms are in the catalogues, the Arabic ones too: «نتيجتان», «3 نتائج», «11 نتيجة».
"""

from __future__ import annotations

from flask_babel import gettext, ngettext

from web.language import digits


def number(value: float, form: str = ",") -> str:
    """Return a number in the digits of the page; ``form`` is Python's way to write it."""
    return digits(format(value, form))


def counted_results(count: int) -> str:
    """Return a number of results: «نتيجة واحدة», «نتيجتان», «5 نتائج», «1,200 نتيجة»; "5 results"."""
    return str(ngettext("%(count)s نتيجة", "%(count)s نتائج", count, count=number(count)))


def counted_articles(count: int) -> str:
    """Return a number of articles: «مقال واحد», «مقالان», «5 مقالات», «62 مقالًا», «100 مقال»; "5 articles"."""
    return str(ngettext("%(count)s مقال", "%(count)s مقالات", count, count=number(count)))


def counted_stories(count: int) -> str:
    """Return a number of stories, as behind «في» (in): «قصة واحدة», «قصتين», «5 قصص», «21 قصة»; "5 stories"."""
    return str(ngettext("%(count)s قصة", "%(count)s قصص", count, count=number(count)))


def edited(times: int) -> str:
    """Return how often an article was changed: «عُدّل هذا المقال مرتين»; "This article was edited twice"."""
    return str(ngettext("عُدّل هذا المقال %(count)s مرة", "عُدّل هذا المقال %(count)s مرات", times, count=number(times)))


def every_days(days: float) -> str:
    """Return how often: «كل يوم», «كل يومين», «كل 7 أيام», «كل 30 يومًا», «كل 365 يومًا», «كل 1.5 يوم»."""
    if float(days).is_integer():
        return str(ngettext("كل %(count)s يوم", "كل %(count)s أيام", int(days), count=number(int(days))))
    return str(gettext("كل %(days)s يوم", days=number(days)))
