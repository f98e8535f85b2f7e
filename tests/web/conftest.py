"""A site with the articles that a test wants, and a browser to look at it."""

from __future__ import annotations

import shlex
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
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
    from werkzeug.test import TestResponse

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


@dataclass(frozen=True)
class Writable:
    """A copy of the samples' index, served: over HTTP, and to a test's client. Who has the token may write."""

    address: str
    token: str
    client: FlaskClient


@pytest.fixture
def writable(samples_index: Path, tmp_path: Path) -> Iterator[Writable]:
    """A served index that may be written."""
    token = "rain-in-the-desert-0123456789"
    shutil.copytree(samples_index, tmp_path / "index")
    application = create_app(Settings(index=tmp_path / "index", write_token=token))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Writable(f"http://127.0.0.1:{server.server_port}", token, application.test_client())
    server.shutdown()
    thread.join()
    server.server_close()
    application.extensions["searcher"].close()


@pytest.fixture
def call() -> Callable[[FlaskClient, str], TestResponse]:
    """A function that makes a call of curl, as a shell would, with a test's client."""
    return _call


def _call(client: FlaskClient, text: str) -> TestResponse:
    """Make a call; what curl has and this does not know is refused."""
    piped, _, command = text.replace("\\\n", "").rpartition("|")
    words = iter(shlex.split(command))
    assert next(words) == "curl"
    address, method, data, headers, values = "", "GET", None, {}, []
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode" or (word == "-d" and "-G" in command):
            name, _, value = next(words).partition("=")
            values.append((name, value))
        elif word in ("--data-binary", "-d"):
            given = next(words)
            method, data = "POST", "\n".join(shlex.split(piped)[2:]) if given == "@-" else given
        elif word != "-G":
            assert not word.startswith("-"), word
            address = word
    return client.open(address, method=method, data=data, headers=headers, query_string=values or None)
