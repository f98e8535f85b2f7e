"""When was the article published, and when was its page fetched, by the lines at the top of the page that say when?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.calendar.ago import is_ago
from documents.calendar.dates import late, read_date
from documents.calendar.url_dates import date_in_url
from documents.scraped.lines import is_update

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class PageDates:
    """The two dates of a page, where known, and what is doubtful in them."""

    published: date | None
    crawled: date | None
    remarks: tuple[str, ...]


def read_dates(lines: Sequence[str], url: str = "") -> PageDates:
    """Read the lines that say when, in their order.

    Of two dates the earlier is that of publication and the later that of the crawl, as nothing is fetched before it is
    published. «آخر تحديث» (last updated) counts if there is no other; «منذ 3 ساعات» (3 hours ago) if a date stands
    beside it, which is then the crawl's. Without any date the one in the page's address is taken.
    """
    lines = tuple(dict.fromkeys(lines))
    ago = [line for line in lines if is_ago(line)]
    changed = [line for line in lines if is_update(line) and line not in ago]
    stated = [line for line in lines if line not in ago and line not in changed]
    remarks = [] if stated or not changed else ["published: only the date of the last change is given"]
    found = [read_date(line) for line in stated or changed]
    dates = [one.day for one in found if one.day is not None]
    remarks += [f"published: {remark}" for one in found for remark in one.remarks]
    if ago and len(dates) < 2:
        relative = read_date(ago[0], dates[0] if dates else None)
        remarks += [f"published: {remark}" for remark in relative.remarks]
        dates += [relative.day] if relative.day else []
    if not dates and (day := date_in_url(url)):
        dates, remarks = [day], [*remarks, "published: read from the address"]
    published, crawled = _order(dates)
    return PageDates(published, crawled, (*remarks, *late(published, crawled)))


def _order(dates: list[date]) -> tuple[date | None, date | None]:
    """Return (published, crawled): nothing is crawled before it is published."""
    if len(dates) < 2:
        return (dates[0] if dates else None), None
    first, second = sorted(dates[:2], key=lambda day: day.isoformat())
    return first, second
