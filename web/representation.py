"""How are results and articles written as JSON? The same for the endpoint and the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.arabic.analyzer import ANALYZER_VERSION
from searcher.describe import describe
from searcher.edits import FIELDS, edits
from web import ways
from web.explanation import reasons
from web.values import shortest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.article import Article
    from documents.duplicates import Rewriting
    from index.engine import Facets, Hit, Statistics, Variant
    from index.history import History, Version
    from index.telling import Copy
    from searcher.autopsy import Relaxation
    from searcher.edits import Edit, Line
    from searcher.highlight import Found, Highlight
    from searcher.rescue import Suggestion
    from searcher.results import Counts, Result, Results, Search, Telling
    from searcher.suggest import Suggested
    from searcher.understand import Step
    from web.explanation import Reason

Json = dict[str, object]

Address = Callable[["Search"], str]
"""Gives a search its address; the command line has none."""

FACTS = ("id", "url", "title", "source", "section", "author", "published")
"""What is said of an article in a list of them."""


def results_json(results: Results, address: Address | None = None) -> Json:
    """Return a page of results; what it leads to has a ``url`` where searches have an address."""
    search = results.search
    return {
        "total": results.total,
        "total_relation": "exact",
        "stories": results.stories,
        "page": search.offset // search.per_page + 1,
        "per_page": search.per_page,
        "took_ms": round(results.took_ms, 2),
        "index": index_json(results.generation),
        "query": _query_json(results, address),
        "results": [_result_json(result, explain=search.explain) for result in results.results],
        "relaxations": [_relaxation_json(one, address) for one in results.relaxations],
        "facets": _facets_json(results.facets),
    }


def index_json(generation: int) -> Json:
    """Return what a reply was made from: the same search on the same of both gives the same reply."""
    return {"generation": generation, "analyzer": ANALYZER_VERSION}


def counts_json(counts: Counts) -> Json:
    """Return what a search finds, counted."""
    return {
        "total": counts.total,
        "total_relation": "exact",
        "stories": counts.stories,
        "took_ms": round(counts.took_ms, 2),
        "index": index_json(counts.generation),
        "query": {"text": counts.search.text, "canonical": describe(counts.query)},
        "facets": _facets_json(counts.facets),
    }


def statistics_json(facts: Statistics) -> Json:
    """Return facts about the index."""
    first, last = (day.date().isoformat() if day else None for day in (facts.first, facts.last))
    return {
        "articles": facts.articles,
        "first_published": first,
        "last_published": last,
        "generation": facts.generation,
        "committed": facts.committed.isoformat() if facts.committed else None,
        "segments": facts.segments,
        "size_bytes": facts.size_bytes,
        "schema_version": facts.schema_version,
        "analyzer_version": facts.analyzer_version,
        "sources": [_count_json(*one) for one in facts.sources],
        "months": [_count_json(*one) for one in facts.months],
    }


def _facets_json(facets: Facets) -> Json:
    return {facet: [_count_json(*one) for one in counts] for facet, counts in facets.items()}


def _count_json(value: str, count: int) -> Json:
    return {"value": value or None, "count": count}


def _query_json(results: Results, address: Address | None) -> Json:
    search, read = results.search, results.understanding
    return {
        "text": search.text,
        "canonical": describe(results.query),
        "words": search.words,
        "half_life_days": search.half_life_days and shortest(search.half_life_days),
        "match": search.match.name.lower(),
        "understood": {"ar": read.arabic, "en": read.english} if read else None,
        "steps": [_step_json(step, search, address) for step in read.steps] if read else [],
        "tree": read.tree if read else None,
        "variants": [_variant_json(variant, search, address) for variant in results.variants],
        "corrections": [_correction_json(one, address) for one in results.suggestions],
    }


def _step_json(step: Step, search: Search, address: Address | None) -> Json:
    undone = ways.undone(search, step)
    undo = {"undo": address(undone) if undone else None} if address else {}
    return {"kind": step.kind, "ar": step.arabic, "en": step.english, **undo}


def _variant_json(variant: Variant, search: Search, address: Address | None) -> Json:
    way = {"without": address(ways.without_spelling(search, variant.stem))} if address else {}
    return {"asked": variant.asked, "text": variant.written, "articles": variant.articles, **way}


def _correction_json(correction: Suggestion, address: Address | None) -> Json:
    return {
        "kind": correction.kind,
        "text": correction.search.text,
        "total": correction.total,
        "replaced": [list(pair) for pair in correction.replaced],
        **_url(correction.search, address),
    }


def _relaxation_json(relaxation: Relaxation, address: Address | None) -> Json:
    said = {"kind": relaxation.kind, "ar": relaxation.arabic, "en": relaxation.english, "total": relaxation.total}
    return {**said, **_url(relaxation.search, address)}


def _url(search: Search, address: Address | None) -> Json:
    return {"url": address(search)} if address else {}


def _result_json(result: Result, *, explain: bool) -> Json:
    return {
        **_facts(result.article),
        "score": round(result.score, 4),
        "rank": result.rank,
        "match": result.match.name.lower() if result.match else None,
        "matched": [_matched_json(found) for found in result.found],
        "highlights": [_highlight_json(highlight) for highlight in result.highlights],
        "copies": [_copy_json(copy) for copy in result.copies],
        "copies_total": result.others,
        **({"explanation": [_reason_json(reason) for reason in reasons(result)]} if explain else {}),
    }


def _copy_json(copy: Copy) -> Json:
    published = copy.published.isoformat() if copy.published else None
    return {"id": copy.id, "title": copy.title or None, "source": copy.source or None, "published": published}


def story_json(article_id: str, tellings: Sequence[Telling]) -> Json:
    """Return the articles that tell the story of one, and what each changed in the first one's text."""
    return {
        "id": article_id,
        "total": len(tellings),
        "articles": [
            {**_copy_json(one.copy), "edit": _rewriting_json(one.edit) if one.edit else None} for one in tellings
        ],
    }


def _rewriting_json(edit: Rewriting) -> Json:
    return {
        "headline": edit.headline,
        "kept": round(edit.kept, 3),
        "added": list(edit.added),
        "dropped": list(edit.dropped),
        "reworded": [{"before": before, "after": after} for before, after in edit.reworded],
    }


def _matched_json(found: Found) -> Json:
    return {"word": found.word, "asked": found.asked, "match": found.relation.name.lower()}


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


def _facts(article: Article) -> Json:
    whole = article_json(article)
    return {name: whole[name] for name in FACTS}


def article_json(article: Article) -> Json:
    """Return a whole article; what is unknown is ``null``."""
    return {name: value if value != "" else None for name, value in article.to_json().items()}


def similar_json(article_id: str, hits: Sequence[Hit]) -> Json:
    """Return the articles that are most like one."""
    results = [{**_facts(hit.article), "score": round(hit.score, 4)} for hit in hits if hit.article]
    return {"id": article_id, "results": results}


def history_json(history: History) -> Json:
    """Return the versions of an article, the oldest first, and what was changed from each to the next one."""
    return {
        "id": history.versions[-1].article.id,
        "versions": [_version_json(number, one) for number, one in enumerate(history.versions, 1)],
        "edits": [_edit_json(number, one) for number, one in enumerate(edits(history), 1)],
        "shortened": history.shortened,
    }


def _version_json(number: int, version: Version) -> Json:
    seen = {name: day and day.isoformat() for name, day in (("first", version.first), ("last", version.last))}
    return {"version": number, "seen": seen, "article": article_json(version.article)}


def _edit_json(number: int, edit: Edit) -> Json:
    changed: Json = {field: [_line_json(line) for line in edit.lines(field)] for field in FIELDS}
    return {"from": number, "to": number + 1, **changed}


def _line_json(line: Line) -> list[Json]:
    return [{"kind": piece.kind, "text": piece.text} for piece in line]


def suggestions_json(typed: str, suggestions: Sequence[Suggested], took_ms: float) -> Json:
    """Return how what is typed may go on."""
    shown = [{"kind": one.kind, "text": one.text, "articles": one.articles, "id": one.id} for one in suggestions]
    return {"query": typed, "suggestions": shown, "took_ms": round(took_ms, 2)}
