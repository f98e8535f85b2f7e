"""A page's tree, and what its head says: meta tags, JSON-LD, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from documents.pages.archive import unarchived
from documents.pages.linked_data import Node, articles, linked_data, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and what it was taken from; both empty where the page does not say."""

    text: str = ""
    origin: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was parsed.

    ``metas`` are its meta tags by name, property or itemprop, in lower case; ``nodes`` what its JSON-LD describes.
    ``address`` and ``crawled`` are what an archive or the bringer of the page says of it.
    """

    tree: HtmlElement
    metas: dict[str, list[str]]
    nodes: tuple[Node, ...]
    address: str = ""
    crawled: str = ""
    article: Node = field(default_factory=dict)

    def meta(self, *names: str) -> Told:
        """Return the first of these meta tags that says something."""
        for name in names:
            for text in self.metas.get(name, ()):
                if text:
                    return Told(text, name)
        return NOTHING

    def linked(self, key: str) -> Told:
        """Return what the JSON-LD says of the article under a key in lower case."""
        text = tidy(text_of(self.article.get(key)))
        return Told(text, f"JSON-LD {key}") if text else NOTHING

    def texts(self, tag: str) -> list[str]:
        """Return the texts of all elements of a kind."""
        return [text for element in self.tree.iter(tag) if (text := tidy(element.text_content()))]


def parse(text: str, address: str = "", crawled: str = "") -> Page | None:
    """Parse a page; ``None`` where there is no markup in it to speak of."""
    from trafilatura import load_html

    saved = unarchived(text)
    tree = load_html(saved.text) if saved.text.strip() else None
    if tree is None:
        return None
    nodes = linked_data(tree)
    page = Page(tree, _metas(tree), nodes, saved.url or address, saved.crawled or crawled)
    return Page(tree, page.metas, nodes, page.address, page.crawled, _article(page))


def url_of(page: Page) -> Told:
    """Return the article's address: what the page calls its canonical one, unless that is only the front page's."""
    links = [
        link.get("href") or "" for link in page.tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    told = [*(Told(link.strip(), "link rel=canonical") for link in links), page.meta("og:url")]
    told += [
        Told(_identity(page.article), "JSON-LD url"),
        Told(page.address, "where the page was fetched or saved from"),
    ]
    base = page.address or page.meta("og:url").text
    whole = [Told(_joined(base, item.text), item.origin) for item in told if item]
    whole = [item for item in whole if item]
    return next((item for item in whole if not is_front(item.text)), whole[0] if whole else NOTHING)


def declared_language(page: Page) -> Told:
    """Return the language that the page says it is in, in its own words; it may be wrong."""
    root = page.tree if page.tree.tag == "html" else None
    said = (root.get("lang") or root.get("xml:lang") or "") if root is not None else ""
    metas = page.meta("content-language", "og:locale", "language", "dc.language")
    return next(filter(None, [Told(said, "html lang"), page.linked("inlanguage"), metas]), NOTHING)


def is_front(url: str) -> bool:
    """Tell the address of a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.path.strip("/") and not parts.query


def host_of(url: str) -> str:
    """Return the host's name without «www.»; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def tidy(text: str) -> str:
    """Return a short text on one line, its entities as characters even if they were escaped twice."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = tidy(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, []).append(content)
    return metas


def _article(page: Page) -> Node:
    """Return the article that the page is about: of several, the one with its address or headline."""
    found = articles(page.nodes)
    if len(found) < 2:
        return found[0] if found else {}
    url = url_of(page).text
    titles = {page.meta("og:title").text, *page.texts("h1")}
    for node in found:
        headline = tidy(text_of(node.get("headline")))
        if (url and _identity(node) == url) or (headline and any(headline in title for title in titles)):
            return node
    return found[0]


def _identity(node: Node) -> str:
    for key in ("url", "mainentityofpage", "@id"):
        value = node.get(key)
        text = text_of(value.get("@id") or value.get("url")) if isinstance(value, dict) else text_of(value)
        if text.startswith(("http:", "https:", "/")):
            return text
    return ""


def _joined(base: str, url: str) -> str:
    """Return a whole address; empty where it is none."""
    try:
        whole = urljoin(base, url)
        return whole if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).netloc else ""
    except ValueError:
        return ""
