"""Which text of a page is the article's? trafilatura finds it; what it should not have taken is left out again.

Paragraphs are kept. Left out are the headline, its date line and byline before the text, and lines that lead to
other articles or to networks; each is told.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from documents.calendar.dates import is_date_line
from documents.formats.markup import plain_text
from documents.pages.linked_data import text_of
from documents.pages.page import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from documents.pages.page import Page

FEW_CHARACTERS = 250
"""An article of news has more; where less is found, other places of the page are looked at."""

MUCH_MORE = 1.5
"""Another text is taken instead of trafilatura's if it is so many times as long."""

CELL_CHARACTERS = 400
"""A cell of figures or names has less, an article more."""

MENU_CHARACTERS = 3000
"""Menus and footers of large sites together are shorter."""

LINKED_SHARE = 0.6
"""Of an article's characters a tenth stand in lines that are links, of a menu's nearly all."""

LEAD_LINES = 6
"""Before the text at most so many lines repeat the headline, its day, author and section."""

LABEL_WORDS = 4
"""Above a headline, a line of so few words is a section or the like; a summary has more."""

_JOINERS = {"\u200c": "\ua9cf", "\u200d": "\ua9e6"}
"""Zero-width joiners and what stands in for them while trafilatura, which drops what it cannot print, is at work: two
letters of Javanese and Myanmar."""

_AWAY = re.compile(
    r"^[\W_]*(?:و?[اإ]قر(?:أ|ا|ئي|أوا) (?:[أا]يض|المزيد|كذلك|التالي)|للمزيد|لمزيد من|(?:طالع|شاهد|شاهدوا) [أا]يض"
    r"|(?:مواضيع|أخبار|مقالات) ذات|موضوعات متعلقة|قد يهمك|قد يعجبك|تاب?عو?نا على|تابعونا|تابعوا آخر|اشترك في"
    r"|انضم إلى قناة|قصص مقترحة\W*(?:نهاية)?$|تخطى .{2,40} وواصل القراءة"
    r"|شارك(?:ها|ه)? (?:على|عبر|الخبر|المقال)|انشر على"
    r"|(?:ال)?كلمات (?:البحث|ال?دلالية|ال?مفتاحية)|الوسوم|الآراء الواردة"
    r"|(?:جميع|كل) الحقوق محفوظة|حقوق (?:النشر|الطبع) محفوظة"
    r"|read (?:more|also)|also read|related (?:articles|news)|share (?:this|on)|follow us)",
    re.IGNORECASE,
)
AWAY_CHARACTERS = 200
"""A longer line that begins like one that leads away («للمزيد من …» opens sentences, too) is text."""

_NETWORK = re.compile(
    r"^[\W_]*(?:فيس ?بوك|تويتر|واتس ?[اآ]ب|تلغرام|تيليجرام|لينكد ?إن|إنستغرام|طباعة|إرسال"
    r"|[إا]علان|نسخ الرابط|شارك|مشاركة|facebook"
    r"|twitter|x|whatsapp|telegram|linkedin|messenger"
    r"|pinterest|share|print|email|copy link)[\W_]*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?:- )?(?:Author|Role|Reporting from|Twitter|X), ")
"""A byline as the BBC labels it in every language."""

_LABEL = re.compile(r"نشرت?|النشر|في|تاريخ|آخر|اخر|تحديث|التحديث|تم|published|updated|on", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN = re.compile(r"[\W_]+")


class Body(NamedTuple):
    """The text, its paragraphs with an empty line between; what it was taken from; the lines that were left out."""

    text: str
    origin: str
    dropped: tuple[str, ...] = ()


def body(page: Page, known: tuple[str, ...]) -> Body:
    """Return the article's text; ``known`` are headline, author, section and the like, which it does not begin with."""
    found = _extracted(page.tree)
    links = {text for link in page.tree.iter("a") if (text := tidy(link.text_content()))}
    found = "" if _is_menu(found, links) else found
    linked = plain_text(text_of(page.article.get("articlebody")))
    texts = [(found, "trafilatura"), (linked, "JSON-LD articleBody")]
    if len(found) < FEW_CHARACTERS:
        texts.append((_largest_run(page.tree), "the largest run of paragraphs"))
    text, origin = texts[0]
    for other, place in texts[1:]:
        if len(other) > MUCH_MORE * len(text):
            text, origin = other, place
    kept, dropped = _without_leading_away(text.split("\n\n"), links)
    kept, repeated = _without_head(kept, {_plain(text) for text in known if text})
    return Body("\n\n".join(kept), origin, (*repeated, *dropped))


def _extracted(tree: HtmlElement) -> str:
    """Return what trafilatura takes for the article."""
    from trafilatura import bare_extraction

    copy = deepcopy(tree)
    for joiner, letter in _JOINERS.items():
        _exchange(copy, joiner, letter)
    _undo_layout(copy)
    result = bare_extraction(copy, include_comments=False, include_tables=True, with_metadata=False)
    text = (result.text or "") if result is not None else ""
    for joiner, letter in _JOINERS.items():
        text = text.replace(letter, joiner)
    return "\n\n".join(tidy_line for line in text.split("\n") if (tidy_line := " ".join(line.split())))


def _is_menu(text: str, links: set[str]) -> bool:
    """Tell what trafilatura gives of a page without text: the words of its links."""
    if not text or len(text) > MENU_CHARACTERS:
        return False
    return sum(len(line) for line in text.split("\n\n") if line in links) > LINKED_SHARE * len(text)


def _undo_layout(tree: HtmlElement) -> None:
    """Make divisions of tables that hold whole articles, as pages were laid out once."""
    for table in tree.iter("table"):
        if any(len(cell.text_content()) > CELL_CHARACTERS for cell in table.iter("td")):
            for element in table.iter("table", "tbody", "tr", "td"):
                element.tag = "div"


def _exchange(tree: HtmlElement, old: str, new: str) -> None:
    for element in tree.iter():
        if element.text and old in element.text:
            element.text = element.text.replace(old, new)
        if element.tail and old in element.tail:
            element.tail = element.tail.replace(old, new)


def _largest_run(tree: HtmlElement) -> str:
    """Return the paragraphs of the element that has most text in paragraphs of its own."""
    runs: dict[HtmlElement, list[str]] = {}
    for paragraph in tree.iter("p"):
        text = tidy(paragraph.text_content())
        parent = paragraph.getparent()
        if parent is not None and text and _linked_characters(paragraph) < len(text) / 2:
            runs.setdefault(parent, []).append(text)
    return "\n\n".join(max(runs.values(), key=lambda texts: sum(map(len, texts)), default=[]))


def _linked_characters(element: HtmlElement) -> int:
    return sum(len(tidy(link.text_content())) for link in element.iter("a"))


def _without_leading_away(lines: list[str], links: set[str]) -> tuple[list[str], list[str]]:
    """Part the lines from those that lead away, with the links below «اقرأ أيضاً» (read also), and from repetitions."""
    kept: list[str] = []
    dropped: list[str] = []
    below = False
    for line in lines:
        leads = _leads_away(line)
        below = leads or (below and line in links)
        (dropped if below or line in kept[-1:] else kept).append(line)
    return kept, dropped


def _without_head(lines: list[str], known: set[str]) -> tuple[list[str], list[str]]:
    """Part the text from what stands at its beginning and end and is known: headline, day, source, counts."""
    kept: list[str] = []
    dropped: list[str] = []
    last = max((n for n, line in enumerate(lines[:LEAD_LINES]) if _plain(line) in known), default=-1)
    for number, line in enumerate(lines):
        opening = number < LEAD_LINES and sum(map(len, kept)) < FEW_CHARACTERS
        above = number < last and len(line.split()) <= LABEL_WORDS
        is_head = _plain(line) in known or _is_dates(line) or above or _LABELLED.match(line)
        (dropped if opening and is_head else kept).append(line)
    while kept and (not _LETTER.search(kept[-1]) or _plain(kept[-1]) in known):
        dropped.append(kept.pop())
    return kept, dropped


def _is_dates(line: str) -> bool:
    """Tell a line of dates, also where trafilatura left only what stood before them."""
    return is_date_line(line) or not _PLAIN.sub("", _LABEL.sub("", line))


def _leads_away(line: str) -> bool:
    return (len(line) <= AWAY_CHARACTERS and bool(_AWAY.match(line))) or bool(_NETWORK.match(line))


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text).strip().lower()
