"""How is the application served? By gunicorn, in several processes, each with its own view of the index."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import struct
import tempfile
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http import message

from web.app import create_app
from web.logs import LineFormatter, configure
from web.metrics import SHARED_FOLDER
from web.turns import LONG_REQUESTS, SPARE_THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from searcher.search import Searcher
    from web.settings import Settings

_log = logging.getLogger("bahith")

KEPT_OPEN_SECONDS = 20
"""So long a connection waits for its client's next request; a proxy has to close its own connections sooner."""

PREPARING_SECONDS = 5
"""So long a process prepares before it answers; with a very large index it goes on beside the first answers."""

GRACE_SECONDS = 20
"""So much longer than a request may take a stopping process waits for the last ones."""

MAX_REQUEST_LINE_BYTES = 2**20
"""Gunicorn's own cap, 8190 bytes, is 1,300 percent-encoded Arabic letters; longer queries deserve our own answer."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where to listen, with how many processes, and how the log is written."""

    host: str
    port: int
    workers: int
    log: str = "off"


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, binding: Binding, on_ready: Callable[[], None]) -> None:
        self._settings = settings
        self._binding = binding
        self._on_ready = on_ready
        self._counts = tempfile.mkdtemp(prefix="bahith-metrics-")
        os.environ[SHARED_FOLDER] = self._counts
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self._binding.host}]" if ":" in self._binding.host else self._binding.host
        choices: dict[str, Any] = {
            "bind": f"{host}:{self._binding.port}",
            "workers": self._binding.workers,
            "threads": self._settings.requests + LONG_REQUESTS + SPARE_THREADS,
            "worker_class": "gthread",
            "limit_request_line": MAX_REQUEST_LINE_BYTES,
            "loglevel": "warning",
            "logger_class": _logger(self._binding.log),
            "keepalive": KEPT_OPEN_SECONDS,
            "graceful_timeout": int(self._settings.time_limit_seconds) + GRACE_SECONDS,
            "proc_name": "bahith",
            "control_socket_disable": True,
            "when_ready": self._begin,
            "on_exit": lambda _server: shutil.rmtree(self._counts, ignore_errors=True),
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def _begin(self, server: Any) -> None:
        """Let connections end whose client stalls: they have the times of the socket that they come from."""
        seconds = max(int(self._settings.time_limit_seconds), 1)
        for listener in server.LISTENERS:
            for name in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                listener.sock.setsockopt(socket.SOL_SOCKET, name, struct.pack("@ll", seconds, 0))
        self._on_ready()

    def load(self) -> Flask:
        # a process that begins while the index is away must answer, or gunicorn would end all of them
        app = create_app(self._settings, patient=True)
        if thread := warm(app):
            thread.join(PREPARING_SECONDS)  # searches beside it would take ten times as long
        return app


def _logger(form: str) -> type[Logger]:
    """Return gunicorn's logger, writing as we do."""

    class Lines(Logger):  # type: ignore[misc]
        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            self.error_log.addFilter(_is_worth_a_line)
            for handler in self.error_log.handlers if form != "off" else ():
                handler.setFormatter(LineFormatter(form))

    return Lines


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Tell whether a record is about something else than a client that stalled: everybody can do that."""
    return record.exc_info is None or not isinstance(record.exc_info[1], BlockingIOError)


def warm(app: Flask) -> threading.Thread | None:
    """Prepare suggestions and corrections while the application answers already; None without an index to do it for.

    The thread does not keep the process from ending, and what fails in it is logged: then the first request prepares.
    """
    searcher: Searcher | None = app.extensions.get("searcher")
    if searcher is None:
        return None
    thread = threading.Thread(target=_warm, args=(searcher,), name="warm", daemon=True)
    thread.start()
    return thread


def _warm(searcher: Searcher) -> None:
    try:
        searcher.warm()
    except Exception:  # whatever it is, searching goes on
        _log.exception("suggestions could not be prepared")


def check_free(host: str, port: int) -> None:
    """Make sure that an address can be listened on.

    Raises:
        click.UsageError: somebody listens there already, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            reason = exc.strerror or exc
            raise click.UsageError(
                f"cannot listen on {host} port {port}: {reason}; choose another with --port"
            ) from exc


def serve(settings: Settings, binding: Binding, on_ready: Callable[[], None]) -> None:
    """Serve until the process is told to stop; ``on_ready`` is called when the address answers."""
    configure(binding.log)
    message.MAX_REQUEST_LINE = MAX_REQUEST_LINE_BYTES + 1  # the setting above is silently lowered to this
    _Server(settings, binding, on_ready).run()
