"""A site with the articles that a test wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.engine import open_engine
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    from documents.article import Article


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    """A function that serves the articles it is given."""
    applications = []

    def serve(*articles: Article) -> FlaskClient:
        engine = open_engine(tmp_path, create=True)
        engine.add(articles)
        engine.commit()
        engine.close()
        applications.append(create_app(Settings(index=tmp_path)))
        return applications[-1].test_client()

    yield serve
    for application in applications:
        application.extensions["searcher"].close()
