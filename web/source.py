"""Where does an article stand on the web, and how is it cited?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from web.wording import published_text

if TYPE_CHECKING:
    from documents.article import Article
    from searcher.highlight import Highlighter

FRAGMENT_WORDS = 6
"""Words that tell a passage from all others in its page, as a rule; the fewer, the less may have been edited since."""

TITLE_CHARACTERS = 500
"""So much of a title is cited."""

FRAGMENT_CHARACTERS = 200
"""A bound on them: there are words that are a megabyte long."""


def web_address(url: str) -> str | None:
    """Return an article's own address if it may be linked to: http and https only."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def passage_address(article: Article, highlighter: Highlighter) -> str | None:
    """Return the address at which a browser shows the passage that answers best, as a text fragment.

    None for an article that has no address. Where nothing answers, the address is the plain one.
    See https://wicg.github.io/scroll-to-text-fragment/.
    """
    address = web_address(article.url)
    spans = highlighter.snippet("body", article.body).spans
    if not address or not spans:
        return address
    line = article.body[spans[0].start :][:FRAGMENT_CHARACTERS].partition("\n")[0]
    text = quote(" ".join(line.split()[:FRAGMENT_WORDS]), safe="", errors="replace").replace("-", "%2D")
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"


def citation(article: Article, own_address: str) -> tuple[str, ...]:
    """Return the parts of a citation: author, title, source, date, address; what is unknown is left out.

    ``own_address`` is cited where the article has none of its own.
    """
    title = " ".join(article.title[:TITLE_CHARACTERS].split())
    published = published_text(article.published) if article.published else ""
    address = web_address(article.url) or own_address
    return tuple(filter(None, (article.author, f"«{title}»" if title else "", article.source, published, address)))
