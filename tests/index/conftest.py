"""Engines in a temporary folder, closed when the test ends, and short ways to fill and to ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.engine import Engine, Evidence, Filters, Hit, Kind, Plan, open_engine
from index.folder import open_snapshot
from index.query import Everything, Phrase, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.snapshot import Snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the place of an index that does not exist yet."""
    return tmp_path / "index"


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Engine]]:
    """Return what opens further engines on the same folder; all are closed at the end."""
    engines: list[Engine] = []

    def open_one(**options: object) -> Engine:
        engines.append(open_engine(folder, **options))  # type: ignore[arg-type]
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Callable[..., Engine]) -> Engine:
    """Return an engine on an empty index."""
    return opened(create=True)


@pytest.fixture
def article() -> Callable[..., Article]:
    """Return what makes an article of an id and a body; all else by name."""

    def make(article_id: str, body: str = "خبر قصير", **values: object) -> Article:
        return Article(**{"id": article_id, "title": "", "body": body, **values})  # type: ignore[arg-type]

    return make


@pytest.fixture
def keep(article: Callable[..., Article]) -> Callable[..., None]:
    """Return what adds bodies under their ids and commits them."""

    def add(engine: Engine, **bodies: str) -> None:
        engine.add(article(article_id, body) for article_id, body in bodies.items())
        engine.commit()

    return add


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """Return what asks for loose words, a phrase in guillemets or a tree, and gives the ids in the engine's order."""

    def ask(engine: Engine, query: Query | str | None = None, **values: object) -> list[str]:
        filters = Filters(**{key: values.pop(key) for key in tuple(values) if key in Filters.__slots__})  # type: ignore[arg-type]
        plan = Plan(_tree(query), filters, **{"limit": 1000, **values})  # type: ignore[arg-type]
        return [hit.id for hit in engine.run(plan).hits]

    return ask


@pytest.fixture
def explained() -> Callable[..., dict[str, Hit]]:
    """Return what asks for the same by relevance, and gives each hit with its evidence by its id, in order."""

    def ask(engine: Engine, query: Query | str | None = None, **values: object) -> dict[str, Hit]:
        plan = Plan(_tree(query), Filters(), **{"limit": 1000, "explain": True, **values})  # type: ignore[arg-type]
        return {hit.id: hit for hit in engine.run(plan).hits}

    return ask


@pytest.fixture
def evidence() -> Callable[[Hit, Kind], dict[tuple[str, ...], float]]:
    """Return what gives the amounts of one kind of evidence for a hit, by their words."""

    def amounts(hit: Hit, kind: Kind) -> dict[tuple[str, ...], float]:
        of_kind: list[Evidence] = [one for one in hit.evidence if one.kind == kind]
        assert len({one.words for one in of_kind}) == len(of_kind), "evidence of the same words twice"
        return {one.words: one.amount for one in of_kind}

    return amounts


@pytest.fixture
def snapshot(folder: Path) -> Callable[[], Snapshot]:
    """Return what reads the newest generation in the folder."""
    return lambda: open_snapshot(folder)


def _tree(query: Query | str | None) -> Query:
    if query is None:
        return Everything()
    if not isinstance(query, str):
        return query
    return Phrase(query.strip("«»")) if query.startswith("«") else Words(tuple(query.split()))
