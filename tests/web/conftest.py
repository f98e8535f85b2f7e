"""A site with the articles that a test wants, and pages of the samples' site in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.engine import open_engine
from tests.web.chromium import DESKTOP, PHONE, opened_browser, opened_page, served
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once for a module."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The address at which the samples are served."""
    with served(app) as served_at:
        yield served_at


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """A fresh page of each width, without scripts."""
    with opened_page(browser, address, request, tmp_path, scripts=False) as opened:
        yield opened


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def live(browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """A fresh page of each width, with scripts."""
    with opened_page(browser, address, request, tmp_path, scripts=True) as opened:
        yield opened
