"""A site with the articles that a test wants, and a browser to look at it."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from index.engine import open_engine
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

    from documents.article import Article

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a test that needs it is skipped where it is absent."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application, and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The address of the samples' site."""
    with served(app) as found:
        yield found


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site without articles."""
    folder = tmp_path_factory.mktemp("empty")
    open_engine(folder, create=True).close()
    application = create_app(Settings(index=folder))
    with served(application) as found:
        yield found
    application.extensions["searcher"].close()


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
