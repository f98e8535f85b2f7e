"""Does the endpoint keep to its own OpenAPI document, whatever is sent? Asked by schemathesis, with a fixed seed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
TOKEN = "rain-in-the-desert-0123456789"


@pytest.fixture
def address(samples_index: Path, tmp_path: Path) -> Iterator[str]:
    """Where an application listens whose index may be written."""
    shutil.copytree(samples_index, tmp_path / "index")
    application = create_app(Settings(index=tmp_path / "index", write_token=TOKEN))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    application.extensions["searcher"].close()


def test_every_answer_is_as_described(address: str, tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml")),
        *("run", f"{address}/api/v1/openapi.json", "-H", f"Authorization: Bearer {TOKEN}"),
        *("--seed", "1", "-n", "10", "--continue-on-failure", "--no-color", "--suppress-health-check", "all"),
        *("--generation-database", "none", "--phases", "coverage,fuzzing", "--exclude-path-regex", "^/search"),
    ]  # the files and feeds read their parameters as /api/v1/search does; by hand they are asked, too
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d{4,} generated", done.stdout), done.stdout
