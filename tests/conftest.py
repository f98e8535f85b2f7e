"""What do the tests of several packages share? The bundled samples, indexed once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from documents.walk import input_files
from index.engine import open_engine
from searcher.ingest import add_files
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

# A busy machine is slow, not wrong: no test fails for the time that an example takes.
settings.register_profile("bahith", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bahith")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "documents" / "samples"


@pytest.fixture(scope="session")
def samples_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index with the 62 bundled samples; tests only read it."""
    folder = tmp_path_factory.mktemp("samples") / "index"
    engine = open_engine(folder, create=True)
    report = add_files(engine, input_files([SAMPLES]))
    engine.close()
    assert report.changes.added == 62
    return folder


@pytest.fixture(scope="session")
def app(samples_index: Path) -> Iterator[Flask]:
    """The web application over the samples."""
    application = create_app(Settings(index=samples_index))
    yield application
    application.extensions["searcher"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the web application."""
    return app.test_client()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real text for tests; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"no real text in {folder}; set BAHITH_SHARED to the folder that has data/ in it")
    return folder
