"""The ``bahith`` command.

Exit status: 0 done; 1 done, but with rejects, or nothing was there to do it to; 2 not done, because the call was wrong
or the index cannot be used; 130 interrupted by Ctrl-C.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import click

from index.errors import EngineError
from searcher.errors import SearchError
from web import cli_add, cli_history, cli_index, cli_repairs, cli_search, cli_suggest
from web.values import ParameterError


class _Refusal(click.ClickException):
    """What was asked for cannot be done."""

    exit_code = 2


class _Commands(click.Group):
    """A group whose commands end with one clear line and status 2 when they cannot be done."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (EngineError, SearchError, ParameterError) as exc:
            raise _Refusal(str(exc)) from exc


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bahith", prog_name="bahith")
def main() -> None:
    """Search your own collection of Arabic news (باحث).

    \b
    bahith add documents/samples      read articles into the index
    bahith search "كرة اليد"          search it here
    bahith serve                      search it in the browser
    """  # noqa: D301 - \b keeps Click from wrapping the lines
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page, our rejection says better


for command in (
    cli_add.add,
    cli_add.watch,
    cli_index.delete,
    cli_index.inspect,
    cli_index.stats,
    cli_repairs.repairs,
    cli_search.search,
    cli_search.batch,
    cli_search.serve,
    cli_suggest.suggest,
    cli_suggest.similar,
    cli_history.history,
):
    main.add_command(command)
