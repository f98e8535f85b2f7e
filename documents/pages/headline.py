"""Which of the titles that a page gives itself is the article's headline, without the site's name?

A page says its headline up to five times. The words that readers see are those that two places agree on; the
others have the name of the site or section behind them, are cut, or are written for search engines.
"""

from __future__ import annotations

import re

from documents.pages.page import NOTHING, Page, Told, host_of, tidy, url_of

_BETWEEN = re.compile(r"\s+[|\-–—:•·»›«/]+\s+|\s*[|]+\s*|\s+::\s+")
_BEFORE_NAME = re.compile(r"\s+[|\-–—»]\s+|\s*\|\s*|\s+::\s+")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\])$")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[a-z0-9]+")
_PLAIN = re.compile(r"[\W_]+")

_SHOWING = ("h2", "h3", "h4", "b", "strong", "font", "span")

LONG_CHARACTERS = 100
"""From here on a headline may have been cut without a sign: search engines show 110 characters."""

TITLE_CHARACTERS = 1000
"""No headline with a site's name beside it is longer, and each dash in a text without end would cost a copy of it."""

NAME_WORDS = 5
"""A site's name and its motto behind a headline have at most so many words; «صحيفة المرسى الإلكترونية»."""


def headline(page: Page) -> Told:
    """Return the article's headline."""
    found = [Told(_without(told.text, page), told.origin) for told in _titles(page)]
    found = [told for told in found if told]
    whole = {told.text for told in found} | _shown(page)
    shortened = [Told(_shortest(told.text, whole), told.origin) for told in found]
    for told in shortened:
        agreeing = [
            other.origin for other in shortened if other.origin != told.origin and _agree(told.text, other.text)
        ]
        if agreeing:
            return _longest(told, shortened)
    return _longest(shortened[0], shortened) if shortened else NOTHING


def _titles(page: Page) -> list[Told]:
    """Return the titles, those first that are the article's own rather than the page's."""
    told = [
        page.linked("headline"),
        page.meta("og:title"),
        *_heads(page),
        page.meta("headline", "dc.title", "citation_title"),
    ]
    told += [page.meta("twitter:title"), page.linked("name"), page.meta("title")]
    return [item for item in told if item] + [Told(text, "<title>") for text in page.texts("title")[:1]]


def _heads(page: Page) -> list[Told]:
    """Return the h1 that can be a headline: many sites write their own name as one, too."""
    heads = [text for text in page.texts("h1") if len(text.split()) > 2]
    return [Told(text, "h1") for text in heads[:3]]


def _without(title: str, page: Page) -> str:
    """Take the site's name from the end or the beginning of a title."""
    names = {_plain(name) for name in site_names(page)} - {""}
    host = host_of(url_of(page).text)
    while True:
        last, first = _last_break(title), _BETWEEN.search(title)
        if last and _is_name(title[last.end() :], names, host):
            title = title[: last.start()]
        elif first and _is_name(title[: first.start()], names, host):
            title = title[first.end() :]
        else:
            return "" if _plain(title) in names else title.strip()


def site_names(page: Page) -> list[str]:
    """Return the names that the page gives its site."""
    publisher = page.linked("publisher").text
    names = [
        page.meta(name).text
        for name in ("og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title")
    ]
    names += [publisher, page.meta("publisher", "dc.publisher", "copyright").text]
    parts = [part for name in names for part in (name, *_BETWEEN.split(name))]
    return [part.lstrip("@").strip() for part in parts if part.strip()]


def _last_break(title: str) -> re.Match[str] | None:
    breaks = list(_BETWEEN.finditer(title))
    return breaks[-1] if breaks else None


def _is_name(part: str, names: set[str], host: str) -> bool:
    plain = _plain(part)
    latin = _LATIN.findall(part.lower())
    of_host = plain.isascii() and all(word in host for word in latin)
    return plain in names or (of_host and any(len(word) > 1 and word.isalpha() for word in latin))


def _shown(page: Page) -> set[str]:
    """Return what pages whose headline is no h1 may show it in."""
    return set() if _heads(page) else {text for tag in _SHOWING for text in page.texts(tag)}


def _shortest(title: str, others: set[str]) -> str:
    """Return the title as the page has it elsewhere without what follows, or goes before, a dash or bar."""
    breaks = list(_BETWEEN.finditer(title)) if len(title) <= TITLE_CHARACTERS else []
    parts = [title[: end.start()] for end in breaks] + [title[end.end() :] for end in breaks]
    return next((part for part in parts if part in others and len(part.split()) > 2), title)


def _agree(one: str, other: str) -> bool:
    """Tell whether two titles are the same but for punctuation, or one is the other's beginning and was cut."""
    left, right = sorted((_plain(_CUT.sub("", one)), _plain(_CUT.sub("", other))), key=len)
    return left == right or (right.startswith(left) and bool(_CUT.search(one) or _CUT.search(other)))


def _longest(told: Told, others: list[Told]) -> Told:
    """Return a title that was cut as another place has it whole; `<title>` without the name beside it."""
    if told.origin == "<title>":
        return Told(_without_any_name(told.text), told.origin)
    if not _CUT.search(told.text) and len(told.text) < LONG_CHARACTERS:
        return told
    plain = _plain(_CUT.sub("", told.text))
    whole = [other for other in others if _plain(other.text).startswith(plain) and not _CUT.search(other.text)]
    return max(whole, key=lambda other: len(other.text), default=told)


def _without_any_name(title: str) -> str:
    """Take a few words behind the last bar or dash, or before the first, for the name of the site."""
    breaks = list(_BEFORE_NAME.finditer(title))
    for end in breaks[-1:] + breaks[:1]:
        parts = title[end.end() :].strip(), title[: end.start()].strip()
        name, rest = sorted(parts, key=lambda part: len(part.split()))
        if _LETTER.search(name) and len(name.split()) <= NAME_WORDS and len(rest.split()) > 2:
            return rest
    return title


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", tidy(text)).strip().lower()
