"""Which terms does a prefix, a pattern, a range or a misspelling stand for in a segment, and where do these stand?

Whoosh is followed to the letter: it calls the scores of such queries constant, and they are only in a small segment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query as whoosh_query

from index.codec.matches import NOTHING, Marked
from index.codec.terms import shares

if TYPE_CHECKING:
    from index.codec.dictionary import Dictionary
    from index.codec.matches import Documents, Mask, Matches
    from index.codec.postings import Postings
    from index.codec.scoring import Scoring
    from index.codec.terms import Segment

SMALL_SEGMENT = 5000
"""Up to so many documents Whoosh gives all matches of a union of more than two terms one score, where it is told to."""

TOO_MANY_TERMS = 1024
"""From so many terms on it does so in any segment."""

LAST_TERM = b"\xff\xff\xff\xff"
"""Whoosh's last term of a range without an end."""


def expanded(query: Any, scoring: Scoring, segment: int) -> Matches | Marked:
    """Return the documents that have any of the terms of a query for many; scores are Whoosh's."""
    field = query.fieldname
    postings = scoring.segments[segment].postings(field)
    numbers = NOTHING.documents if postings is None else term_numbers(query, scoring, segment, postings)
    if postings is None or not len(numbers):
        return NOTHING
    if query.constantscore and is_constant(len(numbers), scoring.segments[segment].size):
        return Marked(_marked(postings, numbers, scoring.segments[segment]), 1.0)
    return _scored(field, postings, numbers, scoring, segment).times(query.boost)


def is_constant(terms: int, documents: int) -> bool:
    """Tell whether Whoosh scores a union of so many terms that is said to be constant so, in a segment of this size."""
    return terms >= TOO_MANY_TERMS or (terms > 2 and documents <= SMALL_SEGMENT)


def term_numbers(query: Any, scoring: Scoring, segment: int, postings: Postings) -> Documents:
    """Return the numbers of the terms that a query stands for."""
    terms = postings.terms
    field = scoring.schema[query.fieldname]
    if isinstance(query, whoosh_query.Prefix):
        numbers = np.arange(*terms.span(field.to_bytes(query.text)))
    elif isinstance(query, whoosh_query.TermRange):
        numbers = np.arange(*_bounds(query, field, terms))
    elif isinstance(query, whoosh_query.PatternQuery):
        numbers = _fitting(query, field, terms)
    else:
        texts = query._btexts(scoring.segments[segment].reader)
        found = [terms.find(field.to_bytes(text)) for text in texts if text]
        numbers = np.array([number for number in found if number is not None], np.int64)
    # Whoosh leaves the empty term out
    return numbers[1:] if len(numbers) and numbers[0] == 0 and not terms[0] else numbers


def _bounds(query: Any, field: Any, terms: Dictionary) -> tuple[int, int]:
    try:
        start = b"" if query.start is None else field.to_bytes(query.start)
        end = LAST_TERM if query.end is None else field.to_bytes(query.end)
    except ValueError:
        return 0, 0
    first = terms.rank(start + b"\0" if query.startexcl else start)
    return first, max(first, terms.rank(end if query.endexcl else end + b"\0"))


def _fitting(query: Any, field: Any, terms: Dictionary) -> Documents:
    pattern = re.compile(query._get_pattern())
    first, last = terms.span(field.to_bytes(query._find_prefix(query.text)))
    candidates = terms.some(first, last)
    return np.array([n for n, term in enumerate(candidates, first) if pattern.match(field.from_bytes(term))], np.int64)


def _marked(postings: Postings, numbers: Documents, segment: Segment) -> Mask:
    marked = np.zeros(segment.size, np.bool_)
    for first, last in _slices(postings, numbers):
        marked[postings.documents(first, last).astype(np.int64)] = True
    if segment.live is not None:
        marked &= segment.live
    return marked


def _scored(field: str, postings: Postings, numbers: Documents, scoring: Scoring, segment: int) -> Marked:
    """Return the documents with the sums of the terms' scores."""
    one = scoring.segments[segment]
    slices = _slices(postings, numbers)
    documents = np.concatenate([postings.documents(*part) for part in slices]).astype(np.int64)
    weights = np.concatenate([postings.weights(*part) for part in slices])
    norms = scoring.norms(field, segment)
    added = shares(weights, None if norms is None else norms.take(documents))
    added *= np.repeat(*_rarities(field, postings, numbers, scoring))
    sums = np.zeros(one.size, np.float32)
    np.add.at(sums, documents, added)
    if one.live is not None:
        sums *= one.live
    return Marked(sums > 0, sums)


def _rarities(field: str, postings: Postings, numbers: Documents, scoring: Scoring) -> tuple[Any, Any]:
    first, last = int(numbers.min()), int(numbers.max()) + 1
    terms = postings.terms.some(first, last)
    if len(numbers) < len(terms):
        terms = [terms[number - first] for number in numbers.tolist()]
    counts = postings.counts(first, last)[numbers - first]
    frequencies = counts if len(scoring.segments) == 1 else scoring.frequencies(field, terms)
    return scoring.rarities(field, terms, frequencies), counts


def _slices(postings: Postings, numbers: Documents) -> list[tuple[int, int]]:
    """Return where the postings of some terms stand; terms with neighbouring numbers stand behind each other."""
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    parts = np.split(numbers, breaks)
    spans = [postings.starts(int(part[0]), int(part[-1]) + 1) for part in parts]
    return [(int(starts[0]), int(starts[-1])) for starts in spans]
