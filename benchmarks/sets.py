"""Which queries are run, and which clean query is each one's twin?

The known-item sets ``headline`` and ``short3`` (three words of a headline) are clean. The typed sets hold queries of
short3 as people type them; further sets are written here from clean ones by `benchmarks.spellings`, with the queries
that this changes. A set's clean twin has the same ids, and the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.spellings import MECHANICAL, add_clitics, learn_substitutions, substitute

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

TYPED = ("typed_clitic_add", "typed_hamza_seat", "typed_names", "typed_sing_plural")

TYPED_ALREADY = ("short3", "hamza_seat")
"""The twin that is not made: it would be typed_hamza_seat, query by query."""


@dataclass(frozen=True)
class Size:
    """How much is run; None is everything."""

    name: str
    queries: int | None
    """Queries of a clean set."""
    respelt: int | None
    """Queries of a set that has a clean twin."""
    pool: int | None
    """Articles in a pool."""


SIZES = {size.name: size for size in (Size("small", 200, 60, 4000), Size("whole", None, None, None))}
"""The small one is part of the tests: 60 queries for each other spelling keep it to a minute."""


@dataclass(frozen=True)
class QuerySet:
    """Queries with their answers."""

    name: str
    texts: Mapping[str, str]
    """Query id → text, in the order of the file."""
    answers: Mapping[str, Mapping[str, int]]
    """Query id → article id → relevance, for every query of `texts`."""
    clean: str = ""
    """The set with the clean twins; empty for a clean set."""

    def with_texts(self, texts: Mapping[str, str]) -> QuerySet:
        """Return the set with these queries, which are some of its own or their twins."""
        return replace(self, texts=texts, answers={qid: self.answers[qid] for qid in texts})


def read_set(relevance: Path, name: str) -> QuerySet:
    """Read a set's folder: queries.tsv, and qrels.txt in the form of TREC."""
    answers: dict[str, dict[str, int]] = {}
    for line in (relevance / name / "qrels.txt").read_text(encoding="utf-8").splitlines():
        qid, _, docid, grade = line.split()
        answers.setdefault(qid, {})[docid] = int(grade)
    lines = (relevance / name / "queries.tsv").read_text(encoding="utf-8").splitlines()
    texts = {qid: text for qid, _, text in (line.partition("\t") for line in lines)}
    return QuerySet(name, texts, {qid: answers[qid] for qid in texts})


def take(queries: QuerySet, count: int | None) -> QuerySet:
    """Return the first queries of a set, or all."""
    return queries.with_texts(dict(islice(queries.texts.items(), count)))


def question_sets(relevance: Path, size: Size) -> list[QuerySet]:
    """Return the sets that are asked of paragraphs."""
    return [take(read_set(relevance, "questions"), size.queries)]


def known_item_sets(relevance: Path, size: Size, wanted: Container[str]) -> list[QuerySet]:
    """Return those of the sets asked of news that are wanted and not empty, clean ones before their twins."""
    clean = [take(read_set(relevance, name), size.queries) for name in ("headline", "short3")]
    respelt = (take(queries, size.respelt) for queries in _respelt_sets(relevance, *clean))
    return [queries for queries in (*clean, *respelt) if queries.name in wanted and queries.texts]


def _respelt_sets(relevance: Path, headline: QuerySet, short3: QuerySet) -> Iterator[QuerySet]:
    every_short3 = read_set(relevance, "short3")
    typed = {name: read_set(relevance, name) for name in TYPED}
    for queries in typed.values():
        shared = {qid: text for qid, text in queries.texts.items() if qid in short3.texts}
        yield replace(queries.with_texts(shared), clean=short3.name)
    for clean in (headline, short3):
        for name, change in MECHANICAL.items():
            if (clean.name, name) != TYPED_ALREADY:
                yield _twin(clean, name, {qid: change(text) for qid, text in clean.texts.items()})
    yield _twin(headline, "clitic_add", {qid: add_clitics(text, qid) for qid, text in headline.texts.items()})
    for name in ("names", "sing_plural"):
        pairs = ((every_short3.texts[qid], text) for qid, text in typed[f"typed_{name}"].texts.items())
        forms = learn_substitutions(pairs)
        yield _twin(headline, name, {qid: substitute(text, forms) for qid, text in headline.texts.items()})


def _twin(clean: QuerySet, name: str, texts: Mapping[str, str]) -> QuerySet:
    """Return the set of those texts that differ from the clean ones."""
    changed = {qid: text for qid, text in texts.items() if text != clean.texts[qid]}
    return replace(clean.with_texts(changed), name=f"{clean.name}+{name}", clean=clean.name)
