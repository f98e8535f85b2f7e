"""The pages that people read: search, results, an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import lazy_gettext
from markupsafe import escape

from index.query import leaves
from searcher.edits import edits, told
from searcher.errors import SearchError
from searcher.results import Search
from web import ways
from web.api import searcher
from web.chips import chips
from web.counting import counted_articles, counted_results, counted_stories, edited, every_days, number
from web.explanation import reasons_by_kind
from web.facets import COUNTED, facet_lists
from web.histogram import histogram, may_have_days
from web.ladder import REACH_NAMES, RUNG_NAMES, matched_words
from web.language import flow
from web.moments import time_of, whole
from web.origin import article_address, neighbours, read_origin
from web.paging import paging
from web.params import read_search, write_search
from web.reading import FIRST_MARK, breakable, headline, paragraphs, whole_title
from web.repairs import before, faults
from web.source import citation, passage_address
from web.values import shortest
from web.wording import EXAMPLES, direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from searcher.results import Results

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

MOST_TOLD = 40
"""Articles of a story that are listed on the page of one: forms without numbers can have thousands."""

NAMED_COPIES = 5
"""Copies that are named under a result."""

FIELD_NAMES = {
    "title": lazy_gettext("العنوان"),
    "caption": lazy_gettext("تعليق الصورة"),
    "body": lazy_gettext("النص"),
}
"""The texts of an article that edits change."""

SIMILAR = 6
"""Articles like the one that is read."""


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {
        "counted_articles": counted_articles,
        "counted_results": counted_results,
        "counted_stories": counted_stories,
        "direction": direction,
        "before": before,
        "edited": edited,
        "every_days": every_days,
        "faults": faults,
        "half_life_names": HALF_LIFE_NAMES,
        "headline": headline,
        "is_plain": _is_plain,
        "matched_words": matched_words,
        "named_copies": NAMED_COPIES,
        "need_names": NEED_NAMES,
        "number": number,
        "reach_names": REACH_NAMES,
        "reasons_by_kind": reasons_by_kind,
        "rung_names": RUNG_NAMES,
        "shortest": shortest,
        "time_of": time_of,
        "whole": whole,
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
    found = searcher().search(replace(wanted, facets=COUNTED))
    facets = found.facets
    if may_have_days(facets["month"]):
        facets = {**facets, **searcher().counts(replace(wanted, facets=("day",))).facets}
    link = _link(wanted)
    return render_template(
        "results.html",
        found=found,
        search=wanted,
        address=_address,
        article_address=article_address,
        link=link,
        paging=paging(found, link),
        ways=ways,
        chips=chips(wanted, link),
        is_empty=not found.total and not searcher().count(),
        has_words=bool(leaves(found.query)),
        facets=facet_lists(found, link),
        histogram=histogram(facets, wanted.filters, link(**{"from": None, "to": None}), is_rtl=flow() == "rtl"),
    )


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> str:
    """Show an article, with the words of the query it was found by marked."""
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    origin = read_origin(request.args)
    try:
        highlighter = searcher().highlighter(origin.search)
    except SearchError:  # the article can be read without marks
        highlighter = searcher().highlighter(Search())
    lines = paragraphs(found.body, highlighter)
    tellings = searcher().story(article_id)
    return render_template(
        "article.html",
        article=found,
        query=origin.search.text,
        origin=origin,
        beside=neighbours(searcher(), origin, article_id),
        has_marks=any(FIRST_MARK in line for line in lines),
        address=passage_address(found, highlighter),
        citation=citation(found, url_for("pages.article", article_id=article_id, _external=True)),
        caption=breakable(escape(found.caption)),
        title=whole_title(found.title, highlighter),
        paragraphs=lines,
        story=tellings[:MOST_TOLD],
        untold=max(0, len(tellings) - MOST_TOLD),
        similar=[hit.article for hit in searcher().similar(article_id, SIMILAR)],
        edits=edits(searcher().history(article_id)),
        breakable=breakable,
    )


@blueprint.get("/articles/<id:article_id>/history")
def history(article_id: str) -> str:
    """Show what was changed in an article, or the article whose id goes on with ``/history``."""
    if searcher().article(f"{article_id}/history"):
        return article(f"{article_id}/history")
    found = searcher().history(article_id)
    if found is None:
        abort(404)
    return render_template(
        "history.html",
        article=found.versions[-1].article,
        first=found.versions[0],
        edits=edits(found),
        is_shortened=found.shortened,
        origin=read_origin(request.args),
        fields=FIELD_NAMES,
        told=told,
        breakable=breakable,
    )


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
