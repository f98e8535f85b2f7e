"""How is the application served? By gunicorn, in several processes, each with its own view of the index."""

from __future__ import annotations

import logging
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from searcher.search import Searcher
    from web.settings import Settings

_log = logging.getLogger("bahith")

THREADS = 4
"""Connections that one process holds open; queries take turns inside a process."""


MAX_REQUEST_LINE_BYTES = 2**20
"""Gunicorn's own cap, 8190 bytes, is 1,300 percent-encoded Arabic letters; longer queries deserve our own answer."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where to listen, and with how many processes."""

    host: str
    port: int
    workers: int


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, binding: Binding, on_ready: Callable[[], None]) -> None:
        self._settings = settings
        self._binding = binding
        self._on_ready = on_ready
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self._binding.host}]" if ":" in self._binding.host else self._binding.host
        choices: dict[str, Any] = {
            "bind": f"{host}:{self._binding.port}",
            "workers": self._binding.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "limit_request_line": MAX_REQUEST_LINE_BYTES,
            "loglevel": "warning",
            "proc_name": "bahith",
            "control_socket_disable": True,
            "when_ready": lambda _server: self._on_ready(),
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        # a process that begins while the index is away must answer, or gunicorn would end all of them
        app = create_app(self._settings, patient=True)
        warm(app)
        return app


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
    message.MAX_REQUEST_LINE = MAX_REQUEST_LINE_BYTES + 1  # the setting above is silently lowered to this
    _Server(settings, binding, on_ready).run()
