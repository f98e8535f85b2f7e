"""How are results and articles written as JSON? The same for the endpoint and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.explanation import reasons
from web.params import shortest

if TYPE_CHECKING:
    from documents.article import Article
    from searcher.highlight import Highlight
    from searcher.results import Result, Results, Search
    from web.explanation import Reason

Json = dict[str, object]


def results_json(results: Results) -> Json:
    """Return a page of results, without the links that only the endpoint has."""
    return {
        "total": results.total,
        "total_relation": "exact",
        "page": results.search.offset // results.search.per_page + 1,
        "per_page": results.search.per_page,
        "took_ms": round(results.took_ms, 2),
        "query": _query_json(results.search),
        "results": [_result_json(result, explain=results.search.explain) for result in results.results],
        "facets": {facet: [_count_json(*one) for one in counts] for facet, counts in results.facets.items()},
    }


def _count_json(value: str, count: int) -> Json:
    return {"value": value or None, "count": count}


def _query_json(search: Search) -> Json:
    half_life_days = search.half_life_days and shortest(search.half_life_days)
    return {"text": search.text, "words": search.words, "half_life_days": half_life_days}


def _result_json(result: Result, *, explain: bool) -> Json:
    article = article_json(result.article)
    shown = {name: article[name] for name in ("id", "url", "title", "source", "section", "author", "published")}
    return {
        **shown,
        "score": round(result.score, 4),
        "rank": result.rank,
        "highlights": [_highlight_json(highlight) for highlight in result.highlights],
        **({"explanation": [_reason_json(reason) for reason in reasons(result)]} if explain else {}),
    }


def _reason_json(reason: Reason) -> Json:
    return {
        "kind": reason.kind,
        "words": list(reason.words),
        "amount": round(reason.amount, 4),
        "text": reason.text,
        "text_ar": reason.text_ar,
    }


def _highlight_json(highlight: Highlight) -> Json:
    spans = [[span.start, span.end] for span in highlight.spans]
    return {"field": highlight.field, "html": str(highlight.html), "spans": spans}


def article_json(article: Article) -> Json:
    """Return a whole article; what is unknown is ``null``."""
    return {name: value if value != "" else None for name, value in article.to_json().items()}
