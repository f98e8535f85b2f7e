"""What do several commands share: options, and how a searcher is opened?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from documents.reader import FORMATS
from documents.walk import input_files
from web.params import MATCHES, NEEDS
from web.settings import DEFAULT_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from documents.walk import InputFile
    from searcher.search import Searcher

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

farthest_match = click.option(
    "--match",
    type=click.Choice(MATCHES),
    default="name",
    show_default=True,
    help="How far a word may be from the one that answers: this rung of the match ladder, or a closer one.",
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


keep_lines = click.option(
    "--keep-lines",
    is_flag=True,
    help="Leave no line out of a body because many articles of its source have it.",
)


def existing(paths: Iterable[Path]) -> Iterator[InputFile]:
    """Return the files in some paths.

    Raises:
        click.UsageError: a path names nothing.
    """
    try:
        return input_files(paths)
    except FileNotFoundError as exc:
        raise click.UsageError(str(exc)) from exc


def open_searcher(index: Path) -> closing[Searcher]:
    """Return the searcher of an index, which is closed with the block that it is opened for.

    Raises:
        EngineError: the index cannot be opened.
    """
    from index.engine import open_engine
    from searcher.search import Searcher

    return closing(Searcher(open_engine(index)))
