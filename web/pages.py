"""The pages that people read: search, results, an article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext, lazy_gettext

from index.query import leaves
from searcher.errors import SearchError
from searcher.highlight import mark
from web import ways
from web.api import searcher
from web.counting import counted_articles, counted_results, every_days, number
from web.explanation import reasons_by_kind
from web.facets import facet_lists
from web.histogram import histogram
from web.ladder import REACH_NAMES, RUNG_NAMES, matched_words
from web.language import flow
from web.moments import time_of, whole
from web.params import FACETS, read_search, write_search
from web.values import shortest
from web.wording import EXAMPLES, direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from searcher.highlight import Highlighter
    from searcher.results import Results, Search

blueprint = Blueprint("pages", __name__)

SORT_NAMES = {
    "relevance": lazy_gettext("الأوثق صلة"),
    "newest": lazy_gettext("الأحدث أولًا"),
    "oldest": lazy_gettext("الأقدم أولًا"),
}
NEED_NAMES = {
    "any": lazy_gettext("أي كلمة منها"),
    "most": lazy_gettext("معظم الكلمات"),
    "all": lazy_gettext("كل الكلمات"),
}
HALF_LIFE_NAMES = {
    None: lazy_gettext("لا أثر له"),
    7: lazy_gettext("تنتصف الدرجة كل أسبوع"),
    30: lazy_gettext("تنتصف الدرجة كل شهر"),
    365: lazy_gettext("تنتصف الدرجة كل سنة"),
}
"""Half-lives in days that the form offers; the address may have any other."""

SIMILAR = 6
"""Articles like the one that is read."""

_PARAGRAPH = re.compile(r"\S[^\n]*")


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {
        "counted_articles": counted_articles,
        "counted_results": counted_results,
        "direction": direction,
        "every_days": every_days,
        "half_life_names": HALF_LIFE_NAMES,
        "is_plain": _is_plain,
        "matched_words": matched_words,
        "need_names": NEED_NAMES,
        "number": number,
        "published_text": whole,
        "reach_names": REACH_NAMES,
        "reasons_by_kind": reasons_by_kind,
        "rung_names": RUNG_NAMES,
        "shortest": shortest,
        "time_of": time_of,
        "web_address": web_address,
        "sort_names": SORT_NAMES,
    }


@blueprint.get("/")
def home() -> str:
    """Show the empty search form."""
    return render_template("home.html", articles=searcher().count(), examples=EXAMPLES)


@blueprint.get("/search")
def results() -> str:
    """Show a page of results."""
    wanted = read_search(request.args)
    found = searcher().search(replace(wanted, facets=FACETS))
    link = _link(wanted)
    return render_template(
        "results.html",
        found=found,
        search=wanted,
        address=_address,
        link=link,
        ways=ways,
        chips=_chips(wanted),
        has_words=bool(leaves(found.query)),
        facets=facet_lists(found, link),
        histogram=histogram(
            found.facets.get("month", ()), wanted.filters, link(**{"from": None, "to": None}), is_rtl=flow() == "rtl"
        ),
    )


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> str:
    """Show an article, with the words of the query it was found by marked."""
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    query = request.args.get("q", "")
    try:
        highlighter = searcher().highlighter(query)
    except SearchError:  # the article can be read without marks
        highlighter = searcher().highlighter("")
    return render_template(
        "article.html",
        article=found,
        query=query,
        title=highlighter.whole("title", found.title).html,
        paragraphs=_paragraphs(found.body, highlighter),
        similar=[hit.article for hit in searcher().similar(article_id, SIMILAR)],
    )


def _paragraphs(body: str, highlighter: Highlighter) -> list[Markup]:
    spans = highlighter.spans(body)
    return [mark(body, spans, *match.span()) for match in _PARAGRAPH.finditer(body)]


def _address(search: Search, **changes: object) -> str:
    """Return the address of a search; the page counts all its facets, and needs not be asked to."""
    return url_for("pages.results", **write_search(search, **{"facet": None, **changes}))  # type: ignore[arg-type]


def _link(search: Search) -> Callable[..., str]:
    """Return a function that makes the address of this search, from its first page, with something changed."""

    def link(**changes: object) -> str:
        return _address(search, **{"page": None, "cursor": None, **changes})

    return link


def _is_plain(found: Results) -> bool:
    """Tell whether a query was read as loose words and nothing else, which needs no explanation."""
    steps = found.understanding.steps if found.understanding else ()
    usual = {"stop_words"} if found.search.words == "any" else set()
    return {step.kind for step in steps} <= usual


def _chips(search: Search) -> list[tuple[str, str]]:
    """Return (what is filtered, address without that filter) for every active filter."""
    filters, link = search.filters, _link(search)
    chips = []
    for label, name, values in (
        (gettext("المصدر"), "source", filters.sources),
        (gettext("من دون"), "exclude.source", filters.excluded_sources),
        (gettext("القسم"), "section", filters.sections),
        (gettext("من دون القسم"), "exclude.section", filters.excluded_sections),
        (gettext("الكاتب"), "author", filters.authors),
    ):
        for value in values:
            rest = tuple(other for other in values if other != value)
            chips.append((f"{label}: {value}", link(**{name: rest})))
    if filters.published_from:
        chips.append((gettext("من %(day)s", day=whole(filters.published_from)), link(**{"from": None})))
    if filters.published_to:
        chips.append((gettext("إلى %(day)s", day=whole(filters.published_to)), link(to=None)))
    return chips


def web_address(url: str) -> str | None:
    """Return an article's own address if it may be linked to: http and https only."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
