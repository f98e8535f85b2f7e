"""Where on a page do readers see the day of its article, and not today's, or that of another article?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.calendar.dates import is_date_line
from documents.pages.headline import headline
from documents.pages.page import Page, Told, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LINE_CHARACTERS = 120
"""A date line has a byline and a place beside the date at most; a paragraph is longer."""

ELEMENTS_LOOKED_AT = 150
"""The date line stands this near to the headline; beyond is the text, and other articles with their dates."""

_DATED = re.compile(r"date|time(?!r|line)|publish|posted|created|تاريخ", re.IGNORECASE)
_LINES = ("div", "span", "p", "li", "time", "td", "small", "b", "i", "em", "strong", "abbr")
_ATTRIBUTES = tuple("datetime content data-datetime data-date data-time data-timestamp data-seconds title".split())
_PUBLISHED = re.compile(r"publish|posted|entry|article|news|story", re.IGNORECASE)
_SHOWING = ("h2", "h3", "h4", "td", "div", "p", "font", "span", "b", "strong")
_CHANGE = re.compile(r"تحديث|تعديل|updated|modified", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|sidebar|comment|footer|\bmost|latest|widget|ticker|breaking|recommend|header-date|today", re.IGNORECASE
)


def marked_days(page: Page) -> Iterator[Told]:
    """Yield what elements of a date say for machines, those first that follow the headline."""
    for element in page.tree.xpath("//time[@pubdate]"):
        yield from _machine(element)
    near = [element for element in _after_headline(page) if element.tag == "time" or _is_dated(element)]
    for element in sorted(near, key=_is_changed) + sorted(_marked(page), key=_is_changed):
        yield from _machine(element)


def date_lines(page: Page) -> list[str]:
    """Return the short texts between headline and text, lines of dates after it, and the marked ones.

    Behind all others those that tell of a change. Sentences of the text are not among them: they tell of other days.
    """
    lines: list[str] = []
    begun = False
    for element in _after_headline(page):
        line = _line(element)
        begun = begun or (not line and _is_paragraph(element))
        if line and (not begun or is_date_line(line)):
            lines.append(line)
    lines += [line for element in _marked(page) if (line := _line(element))]
    return sorted(lines, key=lambda line: bool(_CHANGE.search(line)) and not re.search(r"\d", _CHANGE.split(line)[0]))


def _is_paragraph(element: HtmlElement) -> bool:
    return (element.tag == "p" or not len(element)) and len(tidy(element.text_content())) > LINE_CHARACTERS


def _marked(page: Page) -> list[HtmlElement]:
    """Return the elements that are marked as dates; before the headline, where today's stands, only an article's."""
    head = _head(page)
    before = set(head.xpath("preceding::*")) if head is not None else set()
    marked = [element for element in page.tree.iter(*_LINES) if _is_dated(element) and not _aside(element)]
    return [element for element in marked if element not in before or _of_article(element)]


def _of_article(element: HtmlElement) -> bool:
    names = f"{element.get('class')} {element.get('id')} {element.get('property')}"
    return bool(_PUBLISHED.search(names)) or any(outer.tag in ("article", "main") for outer in element.iterancestors())


def _machine(element: HtmlElement) -> Iterator[Told]:
    for name in _ATTRIBUTES:
        if (value := (element.get(name) or "").strip()) and re.search(r"\d{4}", value):
            yield Told(value, f"<{element.tag} {name}>")


def _is_dated(element: HtmlElement) -> bool:
    return bool(_DATED.search(f"{element.get('class')} {element.get('id')} {element.get('property')}"))


def _is_changed(element: HtmlElement) -> bool:
    marks = f"{element.get('class')} {element.get('property')} {element.text}"
    return bool(_CHANGE.search(marks)) and "publish" not in marks


def _after_headline(page: Page) -> list[HtmlElement]:
    """Return the elements that follow the headline, as far as its date line can be."""
    found: list[HtmlElement] = []
    head = _head(page)
    for element in head.xpath("following::*") if head is not None else ():
        if len(found) >= ELEMENTS_LOOKED_AT:
            break
        if element.tag not in ("script", "style", "a") and not _aside(element):
            found.append(element)
    return found


def _head(page: Page) -> HtmlElement | None:
    """Return the element that shows the headline: the h1 that says it, any other h1, or any element of old pages."""
    title = headline(page).text
    heads = [head for head in page.tree.iter("h1") if len(tidy(head.text_content()).split()) > 2]
    heads.sort(key=lambda head: title not in tidy(head.text_content()))
    others = (element for element in page.tree.iter(*_SHOWING) if title and tidy(element.text_content()) == title)
    return heads[0] if heads else next(others, None)


def _line(element: HtmlElement) -> str:
    """Return an element's text if it can be a line; else nothing."""
    text = tidy(element.text_content()) if len(element) < 20 else ""
    return text if 6 < len(text) <= LINE_CHARACTERS else ""


def _aside(element: HtmlElement) -> bool:
    """Tell whether an element, or what it stands in, is about other articles."""
    for outer in (element, *element.iterancestors()):
        names = f"{outer.get('class') or ''} {outer.get('id') or ''}"
        if outer.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(names):
            return outer.tag not in ("body", "html", "main", "article")
    return False
