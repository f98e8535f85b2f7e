"""Which page did an archive or a browser save, and when? What they put into it is taken out again.

Known are the Wayback Machine (also of other archives that run its software), HTTrack, and browsers that write
«saved from url» above the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOOLBAR = re.compile(r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL)
_REWRITTEN = re.compile(
    r"(?:https?:)?(?://[\w.-]{1,100})?/(?:web|wayback|archive)/(?P<time>\d{14})(?:[a-z]{2}_)?/(?=https?:|mailto:|//)"
)
_PAGE = re.compile(r"""__wm\.wombat\(\s*["'](?P<url>https?:[^"'\s]{1,2000})["']\s*,\s*["'](?P<time>\d{14})""")
_BROWSER = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>https?://\S{1,2000})\s*-->")
_HTTRACK = re.compile(
    r"<!--\s*Mirrored from (?P<url>\S{1,2000}) by HTTrack.{0,80}?,\s*(?P<day>\w{3}, \d\d \w{3} \d{4} [\d:]+)"
)

HEAD_CHARACTERS = 20_000
"""The page's own address is looked for in so much of it: archives and browsers write it before everything else."""


class Unarchived(NamedTuple):
    """The page as its site sent it; its address and the time of saving as text, empty where unknown."""

    text: str
    url: str
    crawled: str


def unarchived(text: str) -> Unarchived:
    """Take out an archive's toolbar and its rewriting of addresses."""
    head = text[:HEAD_CHARACTERS]
    page = _PAGE.search(head)
    rewritten = _REWRITTEN.search(text)
    if page or rewritten:
        time = page["time"] if page else rewritten["time"] if rewritten else ""
        plain = _REWRITTEN.sub("", _TOOLBAR.sub("", text, count=1))
        return Unarchived(plain, page["url"] if page else "", _moment(time))
    if saved := _HTTRACK.search(head):
        return Unarchived(text, "http://" + saved["url"], saved["day"] + " GMT")
    saved = _BROWSER.search(head)
    return Unarchived(text, saved["url"] if saved else "", "")


def _moment(digits: str) -> str:
    """Return fourteen digits as ISO 8601; archives count in UTC."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}+00:00"
