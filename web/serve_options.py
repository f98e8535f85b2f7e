"""What can be chosen for ``bahith serve``, and which settings do the choices make?

Each option has an environment variable of the same name, for services and containers.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.settings import LOG_FORMS, METRICS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULT = Settings()


def _rate(_context: click.Context, _option: click.Parameter, text: str) -> str:
    """Return a rate that can be read, or nothing for ``off``."""
    from limits import parse_many

    if text == "off":
        return ""
    try:
        parse_many(text)
    except ValueError as exc:
        raise click.BadParameter(f"{text!r} is no rate; expected one such as 60/minute or 1000/hour, or off") from exc
    return text


def _origin(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if value != "*" and (value.count("/") != 2 or not value.startswith(("http://", "https://"))):
            raise click.BadParameter(f"{value!r} is no origin; expected one such as https://news.example, or *")
    return values


def _token(_context: click.Context, _option: click.Parameter, file: Path | None) -> str | None:
    """Return the token for writing; None where none is set."""
    from web.tokens import VARIABLE, read_token  # with all of Flask

    try:
        return read_token(file, os.environ.get(VARIABLE))
    except OSError as exc:
        raise click.UsageError(f"--token-file {file} cannot be read: {exc.strerror}") from exc
    except ValueError as exc:
        raise click.UsageError(str(exc)) from exc


_OPTIONS = (
    click.option(
        "--token-file",
        "write_token",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_token,
        help="File with the token for writing over HTTP; or set BAHITH_TOKEN. Without one nobody may write.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(0.1, 600),
        default=_DEFAULT.time_limit_seconds,
        envvar="BAHITH_TIME_LIMIT",
        show_default=True,
        help="Seconds that a request may take: half of them waiting, a third searching.",
    ),
    click.option(
        "--requests",
        type=click.IntRange(1, 500),
        default=_DEFAULT.requests,
        envvar="BAHITH_REQUESTS",
        show_default=True,
        help="Requests that one process has under way; more are refused with 503.",
    ),
    click.option(
        "--read-limit",
        default=_DEFAULT.read_limit,
        envvar="BAHITH_READ_LIMIT",
        metavar="RATE",
        callback=_rate,
        help="Requests of one client, in each process. By default 1200/minute, and not for clients of this machine.",
    ),
    click.option(
        "--refused-limit",
        default=_DEFAULT.refused_limit,
        envvar="BAHITH_REFUSED_LIMIT",
        metavar="RATE",
        callback=_rate,
        show_default=True,
        help="Writes of one client that are refused before it is not listened to, in each process.",
    ),
    click.option(
        "--metrics",
        type=click.Choice(METRICS),
        default=_DEFAULT.metrics,
        envvar="BAHITH_METRICS",
        show_default=True,
        help="Who may read /metrics: programs of this machine, all, or nobody.",
    ),
    click.option(
        "--log",
        type=click.Choice(LOG_FORMS),
        default="logfmt",
        envvar="BAHITH_LOG",
        show_default=True,
        help="How a line for each request is written to standard error.",
    ),
    click.option(
        "--log-queries", is_flag=True, envvar="BAHITH_LOG_QUERIES", help="Write what was searched into the log, too."
    ),
    click.option(
        "--proxies",
        type=click.IntRange(0, 10),
        default=_DEFAULT.proxies,
        envvar="BAHITH_PROXIES",
        show_default=True,
        help="Proxies before this server that name their client in X-Forwarded-For.",
    ),
    click.option(
        "--cors",
        multiple=True,
        envvar="BAHITH_CORS",
        metavar="ORIGIN",
        callback=_origin,
        help="Site whose scripts may read our replies; may be given several times. * is all of them, for reading only.",
    ),
    click.option(
        "--host-name",
        multiple=True,
        envvar="BAHITH_HOST_NAME",
        metavar="NAME",
        help="Name that is answered to, as news.example; may be given several times. All are without it.",
    ),
)


def serving_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all of these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(index: Path, choices: dict[str, Any]) -> Settings:
    """Return the settings that the options' values make."""
    return Settings(
        index,
        write_token=choices["write_token"],
        time_limit_seconds=choices["time_limit"],
        requests=choices["requests"],
        read_limit=choices["read_limit"],
        refused_limit=choices["refused_limit"],
        metrics=choices["metrics"],
        log_queries=choices["log_queries"],
        proxies=choices["proxies"],
        cors=choices["cors"],
        host_names=choices["host_name"],
    )
