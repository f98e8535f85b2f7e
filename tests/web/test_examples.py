"""Do the examples of docs/json-api.md give what is written there?"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    class Writable(Protocol):
        """A served index that may be written: see conftest.py."""

        address: str
        token: str
        client: FlaskClient


TEXT = (Path(__file__).parents[2] / "docs" / "json-api.md").read_text(encoding="utf-8")

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
STRING = re.compile(r'("(?:[^"\\]|\\.)*")')

VARYING = {"took_ms", "committed", "size_bytes", "generation", "segments", "score"}
"""Fields of which only the kind is compared: they hang on the moment, or are no part of the promise."""

LEFT_OUT = "…"


def examples() -> list[tuple[str, list[Any]]]:
    """Return every call of curl with the JSON that stands below it, by lines where it is JSON Lines."""
    blocks = BLOCK.findall(TEXT)
    return [
        (call, _values(reply)) for (_, call), (kind, reply) in pairwise(blocks) if "curl " in call and kind == "json"
    ]


def _values(text: str) -> list[Any]:
    """Return the JSON of a text in which a … stands for what is left out."""
    parts = STRING.split(text)
    for number, part in enumerate(parts[::2]):
        of_object = re.sub(r"…(?=\s*})", '"…": 0', part)
        parts[2 * number] = re.sub('(?<!")…(?!")', '"…"', of_object)
    decoder, whole, values, at = json.JSONDecoder(), "".join(parts), [], 0
    while at < len(whole.rstrip()):
        value, at = decoder.raw_decode(whole, at)
        values.append(value)
        at += len(whole[at:]) - len(whole[at:].lstrip())
    return values


def check(written: Any, given: Any, place: str = "") -> None:
    """Compare what is written with what is given."""
    if isinstance(written, dict):
        assert isinstance(given, dict), place
        names = set(written) - {LEFT_OUT}
        assert names <= set(given) if LEFT_OUT in written else names == set(given), place
        for name in names:
            if name in VARYING:
                assert type(written[name]) is type(given[name]), f"{place}.{name}"
            else:
                check(written[name], given[name], f"{place}.{name}")
    elif isinstance(written, list):
        at = written.index(LEFT_OUT) if LEFT_OUT in written else len(written)
        assert LEFT_OUT in written or len(written) == len(given), place
        last = written[at + 1 :]
        for one, other in [
            *zip(written[:at], given, strict=False),
            *zip(last, given[len(given) - len(last) :], strict=True),
        ]:
            check(one, other, f"{place}[]")
    elif isinstance(written, str) and LEFT_OUT in written:
        pattern = ".*".join(map(re.escape, written.split(LEFT_OUT)))
        assert re.fullmatch(pattern, given, re.DOTALL), (place, given)
    elif isinstance(written, float):
        assert given == pytest.approx(written, rel=0.01), place
    else:
        assert written == given, place


def test_every_call_gives_what_is_written_below_it(
    writable: Writable, call: Callable[[FlaskClient, str], TestResponse]
) -> None:
    found = examples()
    assert len(found) >= 10
    for text, written in found:
        reply = call(writable.client, text.replace("$BAHITH_TOKEN", writable.token))
        given = [json.loads(line) for line in reply.text.splitlines()]
        assert len(given) == len(written), text
        for one, other in zip(written, given, strict=True):
            check(one, other, text)


def test_the_client_runs(writable: Writable) -> None:
    (program,) = (text for kind, text in BLOCK.findall(TEXT) if kind == "python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program.replace("http://127.0.0.1:8000", writable.address)],
        env={**os.environ, "BAHITH_TOKEN": writable.token, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    total = writable.client.get("/api/v1/search?q=محطة الطاقة الشمسية&words=all").get_json()["total"]
    assert [line.split()[0] for line in lines[:total]] == [str(rank) for rank in range(1, total + 1)]
    assert [line.split()[0] for line in lines[total:]] == ["رياضة", "طقس", "1"]
    assert writable.client.get("/api/v1/articles/1").status_code == 404
