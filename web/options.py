"""Which options do several commands share?"""

from __future__ import annotations

from pathlib import Path

import click

from documents.reader import FORMATS
from web.params import NEEDS
from web.settings import DEFAULT_INDEX

index_folder = click.option(
    "--index",
    type=click.Path(file_okay=True, path_type=Path),
    default=DEFAULT_INDEX,
    envvar="BAHITH_INDEX",
    show_default=True,
    show_envvar=True,
    help="Folder of the index.",
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")

words_needed = click.option(
    "--words",
    type=click.Choice(NEEDS),
    default="any",
    show_default=True,
    help="How many of the loose words an article must have: one, at least half of them, or every one.",
)

half_life = click.option(
    "--half-life",
    default="",
    metavar="DAYS",
    help="Halve a score for each so many days that the article is older than the newest one.",
)

format_name = click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    help="Read every file as this; otherwise the content decides.",
)

wait_seconds = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds to wait while another process writes.",
)
