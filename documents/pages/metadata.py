"""What does a page say of its article: headline, day, source, section, author, address, tags, language?

Each field comes with what it was taken from, so that `bahith inspect` can tell.
"""

from __future__ import annotations

import re

from documents.pages.headline import NAME_WORDS, headline, site_names
from documents.pages.linked_data import texts_of, trail
from documents.pages.page import NOTHING, Page, Told, declared_language, host_of, tidy, url_of
from documents.pages.published import published

_ARABIC = re.compile("[\u0621-\u064a]")
_BETWEEN = re.compile(r"\s*[|\-–—]+\s*|\s+::\s+")
_LIST = re.compile(r"\s*[,،;؛|]\s*")
_HOME = frozenset(
    "الرئيسية الرئيسة الصفحة الرئيسية home main خانه صفحه نخست accueil أخبار الأخبار اخبار news".split()
) | {
    "الصفحة الرئيسية",
    "صفحه نخست",
}
_BY = re.compile(
    r"^\s*(?:كتب(?:ت|ه|ها)?|بقلم|المصدر|تأليف|إعداد|by|المحرر|الكاتب|نویسنده)\s*[:\-–/]?\s+", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(r"author|byline|writer|writeby|کاتب|الكاتب", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@|^\d+$")

MAX_TAGS = 30
AUTHOR_WORDS = 8
"""«كتب: فلان الفلاني - القاهرة» (written by, with the place) has fewer."""


def metadata(page: Page) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the article's fields, named as records name them, and what each was taken from."""
    day = published(page)
    told = {
        "title": headline(page),
        "published": Told(day.day.isoformat() if day.day else "", day.origin),
        "source": _source(page),
        "section": _section(page),
        "author": _author(page),
        "url": url_of(page),
        "language": declared_language(page),
        "tags": _tags(page),
    }
    if told["author"].text == told["source"].text:
        told["author"] = NOTHING
    record: dict[str, object] = {name: item.text for name, item in told.items() if item}
    record["crawled"] = page.crawled
    origins = "; ".join(f"{name} from {item.origin}" for name, item in told.items() if item)
    return record, (*([f"taken: {origins}"] if origins else []), *day.remarks)


def _source(page: Page) -> Told:
    """Return the site's name: an Arabic one before one in Latin letters, which may be the name of its server."""
    told = [page.meta("og:site_name"), page.linked("publisher"), page.meta("application-name", "dc.publisher")]
    named = [Told(_name(item.text), item.origin) for item in told if item and not item.text.startswith("http")]
    arabic = [item for item in named if _ARABIC.search(item.text)]
    host = host_of(url_of(page).text)
    behind = _behind_title(page)[-1:]
    fallback = Told(host, "the host's name") if host else NOTHING
    return next(filter(None, [*arabic, *behind, *named, fallback]), NOTHING)


def _name(text: str) -> str:
    """Return a site's name without its motto behind a bar or dash."""
    return re.split(r"\s+[|\-–—:]+\s+|\|", text.lstrip("@"))[0].strip()


def _behind_title(page: Page) -> list[Told]:
    """Return what stands in Arabic beside the headline in the title: sections, and at the end the site's name."""
    title = next(iter(page.texts("title")), "")
    whole = headline(page).text
    names = (
        [name for part in _BETWEEN.split(title.replace(whole, "|", 1)) if (name := part.strip(" :|-–—"))]
        if whole in title
        else []
    )
    return [Told(name, "<title>") if _is_name(name) else NOTHING for name in names]


def _is_name(text: str) -> bool:
    return bool(_ARABIC.search(text)) and len(text.split()) <= NAME_WORDS


def _section(page: Page) -> Told:
    told = [
        page.meta("article:section"),
        page.linked("articlesection"),
        page.meta("articlesection", "section", "category"),
    ]
    crumbs = [Told(text, "breadcrumbs") for text in _crumbs(page)[-1:]]
    names = [Told(re.split(r"\s*[>›»،,|]\s*", item.text)[0], item.origin) for item in [*told, *crumbs] if item]
    arabic = [item for item in names if _ARABIC.search(item.text)]
    return next(iter([*arabic, *names, *filter(None, _behind_title(page)[:-1])]), NOTHING)


def _crumbs(page: Page) -> list[str]:
    """Return the steps from the front page to the article, without these two."""
    steps = [tidy(step) for step in trail(page.nodes)]
    if not steps:
        for element in page.tree.xpath("//*[contains(translate(concat(@class, ' ', @id), 'BC', 'bc'), 'breadcrumb')]")[
            :1
        ]:
            steps = [tidy(link.text_content()) for link in element.iter("a")]
    title = headline(page).text
    names = {name.lower() for name in site_names(page)} | _HOME
    return [step for step in steps if step and step.lower() not in names and step[:20] != title[:20]]


def _author(page: Page) -> Told:
    people = tuple(tidy(name) for name in texts_of(page.article.get("author")))
    told = [Told("، ".join(dict.fromkeys(people)), "JSON-LD author")] if people else []
    told += [
        page.meta(name) for name in ("author", "article:author", "dc.creator", "parsely-author", "og:author", "byl")
    ]
    told += [Told(tidy(text), "the byline") for text in _bylines(page)]
    names = set(site_names(page))
    cleaned = [Told(_BY.sub("", item.text).strip(), item.origin) for item in told]
    return next((item for item in cleaned if _is_person(item.text) and item.text not in names), NOTHING)


def _bylines(page: Page) -> list[str]:
    """Return the texts of elements that are marked as the author's."""
    marked = [
        element
        for element in page.tree.iter("a", "span", "div", "p", "li", "strong", "address")
        if _AUTHOR_CLASS.search(f"{element.get('class')} {element.get('rel')} {element.get('itemprop')}")
    ]
    return [element.text_content() for element in marked[:10]]


def _is_person(text: str) -> bool:
    return len(text) > 2 and len(text.split()) <= AUTHOR_WORDS and not _ADDRESS.search(text)


def _tags(page: Page) -> Told:
    listed = texts_of(page.article.get("keywords"))
    tagged = page.metas.get("article:tag", [])
    named = page.meta("news_keywords", "keywords")
    for texts, origin in ((listed, "JSON-LD keywords"), (tagged, "article:tag"), ([named.text], named.origin)):
        words = dict.fromkeys(tidy(word) for text in texts for word in _LIST.split(text))
        if tags := [word for word in words if word][:MAX_TAGS]:
            return Told(",".join(tags), origin)
    return NOTHING
