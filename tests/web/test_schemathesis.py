"""Does the endpoint keep to its own OpenAPI document, whatever is sent? Asked by schemathesis, with a fixed seed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Writable(Protocol):
        """A served index that may be written: see conftest.py."""

        address: str
        token: str


HERE = Path(__file__).resolve().parent


def test_every_answer_is_as_described(writable: Writable, tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml")),
        *("run", f"{writable.address}/api/v1/openapi.json", "-H", f"Authorization: Bearer {writable.token}"),
        *("--seed", "1", "-n", "10", "--continue-on-failure", "--no-color", "--suppress-health-check", "all"),
        *("--generation-database", "none", "--phases", "coverage,fuzzing", "--exclude-path-regex", "^/search"),
    ]  # the files and feeds read their parameters as /api/v1/search does; by hand they are asked, too
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d{4,} generated", done.stdout), done.stdout
