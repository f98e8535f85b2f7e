from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from web.app import create_app
from web.cli import main
from web.serve import warm
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(samples_index: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a served index, and what the command printed when it was ready."""
    port = free_port()
    command = [sys.executable, "-u", "-c", "from web.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--index", str(samples_index)],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        printed = [process.stdout.readline(), process.stdout.readline()]  # empty when the process has ended
        yield f"http://127.0.0.1:{port}", printed
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0


def get(address: str | urllib.request.Request) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as reply:
            return reply.status, reply.headers["Content-Type"], reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def test_it_prints_the_address_and_a_query_that_finds_something(served: tuple[str, list[str]]) -> None:
    address, printed = served
    assert address in printed[0]
    tried = re.search(r"http://\S+", printed[1])
    assert tried
    assert 'class="results"' in get(tried[0])[2]


def test_a_refused_request_gets_its_reply_however_much_it_sends(served: tuple[str, list[str]]) -> None:
    """A connection that is closed on what was not read takes the reply along."""
    for path, status in (("articles", 403), ("batch", 413), ("search", 405)):
        sent = urllib.request.Request(
            f"{served[0]}/api/v1/{path}", data=b" " * 20_000_000, headers={"Content-Type": "application/jsonl"}
        )
        assert get(sent)[:2] == (status, "application/problem+json")


def test_many_clients_are_answered_alike(served: tuple[str, list[str]]) -> None:
    address = f"{served[0]}/api/v1/search?q={quote('الطاقة الشمسية')}"
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(get, [address] * 40))
    assert {status for status, _, _ in replies} == {200}
    assert len({json.dumps(json.loads(body)["results"]) for _, _, body in replies}) == 1


def test_a_query_of_2000_arabic_letters_fits_into_the_address(served: tuple[str, list[str]]) -> None:
    assert get(f"{served[0]}/api/v1/search?q={quote('ش' * 2000)}")[0] == 200


def test_a_query_of_100000_letters_gets_our_own_400(served: tuple[str, list[str]]) -> None:
    status, kind, body = get(f"{served[0]}/api/v1/search?q={quote('ش' * 100_000)}")
    assert (status, kind) == (400, "application/problem+json")
    assert "100000" in json.loads(body)["detail"]


@pytest.mark.parametrize("raw", ["%00", "%ED%B2%80", "%FF%FE", "%E2%80%AE%D8%B4", "%", "%zz", "+%D8%9F"])
def test_bytes_that_are_no_text_never_break_a_query(served: tuple[str, list[str]], raw: str) -> None:
    for path in ("/api/v1/search", "/search"):
        assert get(f"{served[0]}{path}?q={raw}")[0] == 200


def test_suggestions_are_prepared_beside_the_first_answers(samples_index: Path) -> None:
    app = create_app(Settings(samples_index))
    thread = warm(app)
    assert thread is not None
    assert thread.daemon  # the process can end before it does
    assert app.test_client().get("/healthz").status_code == 200
    thread.join(timeout=20)
    assert not thread.is_alive()
    app.extensions["searcher"].close()


def test_what_fails_while_preparing_is_logged_and_ends_nothing(
    samples_index: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(samples_index))
    monkeypatch.setattr(app.extensions["searcher"], "warm", lambda: 1 / 0)
    thread = warm(app)
    assert thread is not None
    thread.join(timeout=20)
    assert "suggestions could not be prepared" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert app.test_client().get("/api/v1/suggest", query_string={"q": "الطا"}).status_code == 200
    app.extensions["searcher"].close()


def test_without_an_index_there_is_nothing_to_prepare(tmp_path: Path) -> None:
    assert warm(create_app(Settings(tmp_path / "none"), patient=True)) is None


@pytest.mark.parametrize("content", [None, "short\n"])
def test_a_token_that_is_none_is_said_before_anything_starts(
    samples_index: Path, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content)
    reply = CliRunner().invoke(main, ["serve", "--index", str(samples_index), "--token-file", str(file)])
    assert reply.exit_code == 2
    assert str(file) in reply.output.replace("\n", "")


def test_a_token_of_the_environment_is_checked_too(samples_index: Path) -> None:
    reply = CliRunner(env={"BAHITH_TOKEN": "short"}).invoke(main, ["serve", "--index", str(samples_index)])
    assert reply.exit_code == 2
    assert "BAHITH_TOKEN has no token" in reply.output


def test_a_taken_port_is_said_before_anything_starts(samples_index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = ["serve", "--index", str(samples_index), "--port", str(taken.getsockname()[1])]
        reply = CliRunner().invoke(main, words)
    assert reply.exit_code == 2
    assert "choose another with --port" in reply.output
