"""What narrows a search or changes its order, and which link takes each of these back?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from index.arabic.relation import Relation
from web.counting import every_days
from web.ladder import REACH_NAMES
from web.moments import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from searcher.results import Search

Chip = tuple[str, str]
"""What was chosen, in words, and the address of the search without it."""


def chips(search: Search, link: Callable[..., str]) -> list[Chip]:
    """Return a chip for everything that a search asks for beside its text and its order.

    ``link`` makes the address of the search, from its first page, with some parameters changed.
    """
    return [*_names(search, link), *_days(search, link), *_choices(search, link)]


def _names(search: Search, link: Callable[..., str]) -> Iterator[Chip]:
    filters = search.filters
    for label, name, values in (
        (_("المصدر"), "source", filters.sources),
        (_("من دون المصدر"), "exclude.source", filters.excluded_sources),
        (_("القسم"), "section", filters.sections),
        (_("من دون القسم"), "exclude.section", filters.excluded_sections),
        (_("الكاتب"), "author", filters.authors),
    ):
        for value in values:
            yield f"{label}: {value}", link(**{name: tuple(other for other in values if other != value)})


def _days(search: Search, link: Callable[..., str]) -> Iterator[Chip]:
    first, last = search.filters.published_from, search.filters.published_to
    if first:
        yield _("من %(day)s", day=whole(first)), link(**{"from": None})
    if last:
        yield _("إلى %(day)s", day=whole(last)), link(to=None)


def _choices(search: Search, link: Callable[..., str]) -> Iterator[Chip]:
    if search.words != "any":
        needed = _("كل الكلمات") if search.words == "all" else _("معظم الكلمات")
        yield _("الكلمات المطلوبة: %(needed)s", needed=needed), link(words=None)
    if search.match is not Relation.NAME:
        yield _("مدى المطابقة: %(reach)s", reach=REACH_NAMES[search.match]), link(match=None)
    if search.collapse:
        yield _("من دون النسخ المكررة"), link(collapse=None)
    if search.half_life_days:
        age = every_days(search.half_life_days)
        yield _("تنتصف الدرجة %(age)s", age=age), link(half_life=None)
