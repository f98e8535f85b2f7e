"""What can the operator choose? Every setting is in docs/operations.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_INDEX = Path("var/index")

METRICS = ("local", "all", "off")
LOG_FORMS = ("logfmt", "json", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the web application.

    Who sends ``write_token`` may write articles over HTTP; with ``None`` nobody may.
    ``time_limit_seconds`` is how long a request may take, ``requests`` how many may be under way in one process;
    ``read_limit`` and ``refused_limit`` are rates of one client such as ``60/minute``, none where they are empty;
    ``metrics`` is who may read them. Behind ``proxies`` that name their client, that one counts. ``cors`` has the
    origins whose scripts may read our replies, ``host_names`` the names that we answer to, all where it is empty.
    """

    index: Path = DEFAULT_INDEX
    write_token: str | None = field(default=None, repr=False)
    time_limit_seconds: float = 15.0
    requests: int = 100
    read_limit: str = "1200/minute"
    refused_limit: str = "10/minute"
    metrics: str = "local"
    log_queries: bool = False
    proxies: int = 0
    cors: tuple[str, ...] = ()
    host_names: tuple[str, ...] = ()
