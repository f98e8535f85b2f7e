"""What does a page's JSON-LD say of its article? schema.org's terms, as sites write them: often not quite JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Node = dict[str, object]
"""One thing that is described; its keys in lower case, since some sites write «headLine»."""

MAX_NODES = 2000
"""A page has some tens of things; a live blog has hundreds."""

MAX_DEPTH = 20

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
_LAST_COMMA = re.compile(r",\s*(?=[}\]])")
_PAIR = re.compile(
    r'"(?P<key>headline|datePublished|articleSection|articleBody|inLanguage)"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)"',
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:.*Article|BlogPosting|LiveBlogPosting|Report)$")
_LIST = frozenset(("CollectionPage", "SearchResultsPage", "ItemList"))


def linked_data(tree: HtmlElement) -> tuple[Node, ...]:
    """Return everything that the page's JSON-LD describes, outer things before inner ones."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _nodes(_value(script.text or ""), 0):
                nodes.append(node)
                if len(nodes) >= MAX_NODES:
                    return tuple(nodes)
    return tuple(nodes)


def _value(text: str) -> object:
    """Read JSON, or what of an article can be found in something that is nearly JSON."""
    plain = _WRAPPING.sub("", _WRAPPING.sub("", text))
    for attempt in (plain, _LAST_COMMA.sub("", plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    pairs: dict[str, object] = {"@type": "Article"} if _ARTICLE_TYPE.search(plain) else {}
    for match in _PAIR.finditer(plain):
        pairs.setdefault(match["key"], _unescaped(match["text"]))
    return pairs


_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting)"')


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        node = {str(key).lower(): item for key, item in value.items()}
        if "@type" in node:
            yield node
        for item in node.values():
            if isinstance(item, (dict, list)):
                yield from _nodes(item, depth + 1)


def types(node: Node) -> tuple[str, ...]:
    """Return what a thing is, without schema.org's address before it."""
    value = node.get("@type")
    return tuple(str(name).rsplit("/", 1)[-1] for name in (value if isinstance(value, list) else [value]))


def articles(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the articles among the things, those with a headline first."""
    found = [node for node in nodes if any(_ARTICLE.match(name) for name in types(node))]
    return tuple(sorted(found, key=lambda node: not text_of(node.get("headline") or node.get("name"))))


def is_list(nodes: tuple[Node, ...]) -> bool:
    """Tell a page that lists articles by its outermost thing."""
    return not articles(nodes) and any(_LIST & set(types(node)) for node in nodes)


def trail(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Return the names of the breadcrumbs, the front page first; empty without any."""
    for node in nodes:
        steps = node.get("itemlistelement")
        if "BreadcrumbList" in types(node) and isinstance(steps, list):
            return tuple(filter(None, map(_step, steps)))
    return ()


def _step(step: object) -> str:
    if not isinstance(step, dict):
        return ""
    return text_of(step.get("name")) or text_of(step.get("item"))


def text_of(value: object, depth: int = 5) -> str:
    """Return a value as text: of a thing its name, of a list its first item that has one; no deeper than ``depth``."""
    if isinstance(value, str):
        return value.strip()
    if depth and isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("headline"), depth - 1)
    if depth and isinstance(value, list):
        return next(filter(None, (text_of(item, depth - 1) for item in value)), "")
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return each of a list's texts, or the one text."""
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text_of, items)))
