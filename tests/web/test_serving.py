"""Does a running server notice new articles, count over its processes, and stop without losing a request?"""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
BAHITH = [sys.executable, "-u", "-c", "from web.cli import main; main()"]
SEARCH = f"/api/v1/search?q={quote('الطاقة الشمسية')}"


@dataclass
class Running:
    """A server of two processes, and the file with what it says on standard error."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str) -> str:
        """Return a reply's text."""
        with urllib.request.urlopen(self.address + path, timeout=30) as reply:
            return str(reply.read().decode())

    def stop(self) -> int:
        """Stop the server as a service manager does, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@contextmanager
def running(folder: Path, log: Path, *options: str) -> Iterator[Running]:
    """Serve an index while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [*BAHITH, "serve", "--index", str(folder), "--port", str(port), "--workers", "2", *options]
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield Running(f"http://127.0.0.1:{port}", process, log)
        finally:
            process.terminate()


@pytest.fixture
def folder(samples_index: Path, tmp_path: Path) -> Path:
    """A copy of the samples' index, which may be changed."""
    return shutil.copytree(samples_index, tmp_path / "index")


def test_all_processes_see_what_another_one_adds_at_once(folder: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    with running(folder, tmp_path / "log") as server, ThreadPoolExecutor(8) as readers:
        path = f"/api/v1/search?q={quote('زقزوقيات')}"
        assert {json.loads(text)["total"] for text in readers.map(server.get, [path] * 16)} == {0}
        before = json.loads(server.get("/readyz"))
        for number in (1, 2):
            record = {"id": f"new{number}", "title": "زقزوقيات", "body": "خبر جديد"}
            news.write_text(json.dumps(record), encoding="utf-8")
            command = [*BAHITH, "add", str(news), "--index", str(folder)]
            subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
            assert {json.loads(text)["total"] for text in readers.map(server.get, [path] * 16)} == {number}
        after = json.loads(server.get("/readyz"))
        assert after["articles"] == before["articles"] + 2
        assert after["generation"] > before["generation"]
        assert server.stop() == 0


def test_readers_are_answered_while_another_process_goes_on_adding(folder: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    records = [{"id": f"n{number}", "title": f"خبر {number}", "body": "الطاقة " * 50} for number in range(3000)]
    news.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    with running(folder, tmp_path / "log") as server, ThreadPoolExecutor(4) as readers:
        command = [*BAHITH, "add", str(news), "--index", str(folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding:
            totals = []
            while adding.poll() is None:
                totals += [json.loads(text)["total"] for text in readers.map(server.get, [SEARCH] * 4)]
        assert adding.returncode == 0
        assert min(totals) > 0
        assert json.loads(server.get(SEARCH))["total"] >= 3000


def test_a_stopping_server_answers_what_it_was_asked(folder: Path, tmp_path: Path) -> None:
    with running(folder, tmp_path / "log") as server, ThreadPoolExecutor(16) as readers:
        found = json.loads(server.get(SEARCH))["total"]
        host, port = server.address.removeprefix("http://").split(":")
        all_asked = threading.Barrier(17)

        def ask(_number: int) -> tuple[int, int]:
            with closing(HTTPConnection(host, int(port), timeout=60)) as connection:
                connection.request("GET", "/healthz")
                with connection.getresponse() as first:
                    first.read()
                connection.request("GET", f"{SEARCH}&per_page=100")
                all_asked.wait(60)
                with connection.getresponse() as reply:
                    return reply.status, len(json.load(reply)["results"])

        replies = readers.map(ask, range(16))
        all_asked.wait(60)
        assert server.stop() == 0
        assert set(replies) == {(200, found)}


def test_a_download_under_way_is_finished_when_the_server_stops(folder: Path, tmp_path: Path) -> None:
    with running(folder, tmp_path / "log") as server:
        with urllib.request.urlopen(f"{server.address}/search.jsonl", timeout=30) as reply:
            first = reply.readline()
            server.process.send_signal(signal.SIGTERM)
            rest = reply.readlines()
        assert json.loads(first)["id"]
        assert len(rest) == 61
        assert server.process.wait(timeout=60) == 0


def test_a_client_that_stalls_is_let_go(folder: Path, tmp_path: Path) -> None:
    with running(folder, tmp_path / "log", "--time-limit", "1") as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x")
            assert connection.recv(1000) == b""  # it waits for no more
        assert "باحث" in server.get("/")
        assert "error" not in server.log.read_text(encoding="utf-8")


def test_processes_count_together_and_leave_no_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running(folder, tmp_path / "log") as server, ThreadPoolExecutor(8) as readers:
        list(readers.map(server.get, [SEARCH] * 40))
        assert list(tmp_path.glob("bahith-metrics-*"))
        for _ in range(4):  # whichever process is asked
            counted = re.search(
                r'^bahith_searches_total{endpoint="api.search_articles"} (\S+)$', server.get("/metrics"), re.M
            )
            assert counted
            assert float(counted[1]) == 40
        assert server.stop() == 0
    assert not list(tmp_path.glob("bahith-metrics-*"))


@pytest.mark.parametrize("form", ["json", "logfmt", "off"])
def test_the_log_has_a_line_for_each_request_without_its_query(folder: Path, tmp_path: Path, form: str) -> None:
    with running(folder, tmp_path / "log", "--log", form) as server:
        server.get(SEARCH)
        server.get("/search?q=ab")
        assert server.stop() == 0
        lines = server.log.read_text(encoding="utf-8").splitlines()
    paths = [line for line in lines if "/search" in line]
    assert len(paths) == (0 if form == "off" else 2)
    assert "q=" not in "".join(paths)
    if form == "json":
        assert [json.loads(line)["path"] for line in paths] == ["/api/v1/search", "/search"]


def test_settings_come_from_the_environment_too(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAHITH_READ_LIMIT", "1/minute")
    monkeypatch.setenv("BAHITH_CORS", "https://a.example https://b.example")
    with running(folder, tmp_path / "log", "--workers", "1") as server:
        asked = urllib.request.Request(server.address + SEARCH, headers={"Origin": "https://b.example"})
        with urllib.request.urlopen(asked, timeout=30) as reply:
            assert reply.headers["Access-Control-Allow-Origin"] == "https://b.example"
        with pytest.raises(urllib.error.HTTPError, match="429") as refused:
            server.get(SEARCH)
        refused.value.close()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--read-limit", "many", "no rate"),
        ("--cors", "news.example", "no origin"),
        ("--cors", "https://a/b", "no origin"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_an_example(folder: Path, option: str, value: str, said: str) -> None:
    command = [*BAHITH, "serve", "--index", str(folder), option, value]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert said in done.stderr
    assert "such as" in done.stderr
