"""A site with the articles that a test wants, one that may be written, and pages of the samples in Chromium."""

from __future__ import annotations

import shlex
import shutil
import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from documents.article import Article
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
    from werkzeug.test import TestResponse


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site without articles."""
    folder = tmp_path_factory.mktemp("empty")
    open_engine(folder, create=True).close()
    application = create_app(Settings(index=folder))
    with served(application) as found:
        yield found
    application.extensions["searcher"].close()


@pytest.fixture(scope="session")
def edited_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one article, ``marsa-17``, whose headline, caption and text were changed."""
    folder = tmp_path_factory.mktemp("edited")
    engine = open_engine(folder, create=True)
    long = "وتفقد مسؤولون محليون الميناء واستمعوا إلى شهادات الصيادين عن الحادث. " * 12
    engine.add(
        Article(
            id="marsa-17",
            title=title,
            caption=f"قوارب في ميناء المرسى، {caption}",
            body=f"غرق قارب صيد صباح اليوم.\nوقتل {dead} في الحادث.\n{long}ونشرت https://marsa.example/{dead * 20}",
            crawled=date(2023, 5, day),
        )
        for day, (title, caption, dead) in enumerate(
            [
                ("غرق قارب صيد قبالة المرسى", "أمس", "صيادان"),
                ("أربعة قتلى في غرق قارب صيد قبالة المرسى", "أمس", "أربعة صيادين"),
                ("Four fishermen dead off Marsa", "الاثنين", "أربعة صيادين"),
            ],
            1,
        )
    )
    engine.commit()
    engine.close()
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for a module."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
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
