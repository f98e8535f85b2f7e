"""The commands that search: ``bahith search``, ``batch`` and ``serve``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

import click

from web.options import as_json, farthest_match, half_life, index_folder, open_searcher, words_needed
from web.params import SORTS, read_match, read_need, read_search
from web.serve_options import serving_options, settings_of
from web.values import read_half_life
from web.wording import EXAMPLES, english_articles

if TYPE_CHECKING:
    from searcher.search import Searcher


@click.command(context_settings={"ignore_unknown_options": True})  # a query may begin with a minus
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Results to show.")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page of them.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order of the results.")
@words_needed
@farthest_match
@half_life
@click.option("--collapse", is_flag=True, help="Only one article of each story, without its copies.")
@click.option("--explain", is_flag=True, help="Say what each article's score is made up of.")
@click.option("--source", multiple=True, help="Only this source; may be given several times.")
@click.option("--exclude-source", multiple=True, help="Not this source; may be given several times.")
@click.option(
    "--exclude-spelling", multiple=True, metavar="STEM", help="Not this spelling of a name; may be given several times."
)
@click.option("--section", multiple=True, help="Only this section; may be given several times.")
@click.option("--exclude-section", multiple=True, help="Not this section; may be given several times.")
@click.option("--author", multiple=True, help="Only this author; may be given several times.")
@click.option("--from", "from_", default="", metavar="DATE", help="Published on this day or later.")
@click.option("--to", default="", metavar="DATE", help="Published on this day or earlier.")
@index_folder
@as_json
def search(query: str, index: Path, as_json: bool, **choices: object) -> None:
    """Search, and print the best articles.

    A DATE is 2022-12-30, 2022-12, 2022, «30 ديسمبر 2022», «رمضان 1444», «الشهر الماضي» and the like. Nothing found is
    an answer too: the status is 0.

    \b
    bahith search "محطة الطاقة الشمسية"
    bahith search '"كرة اليد" -القصيم' --from 2022 --sort newest
    bahith search "هامبورغ OR هامبورج" --json
    bahith search "محطة الطاقة الشمسية" --words all --half-life 30 --explain
    bahith search "هامبورغ" --match spelling
    """  # noqa: D301
    from web.representation import results_json
    from web.terminal import print_results

    wanted = read_search(_parameters(query, choices))
    with open_searcher(index) as searcher:
        results = searcher.search(wanted)
    if as_json:
        click.echo(json.dumps(results_json(results), ensure_ascii=False))
    else:
        print_results(results)


class _Given:
    """Options with their values, which are at hand in no time; Werkzeug's take 40 ms to load."""

    def __init__(self, query: str) -> None:
        self._values = {"q": [query]}

    def add(self, name: str, value: str) -> None:
        self._values.setdefault(name, []).append(value)

    def get(self, name: str, default: str, /) -> str:
        return self._values.get(name, [default])[0]

    def getlist(self, name: str, /) -> list[str]:
        return self._values.get(name, [])


def _parameters(query: str, choices: dict[str, object]) -> _Given:
    """Return the options under the names that the endpoint has for them."""
    names = {
        "limit": "per_page",
        "exclude_source": "exclude.source",
        "exclude_spelling": "exclude.spelling",
        "exclude_section": "exclude.section",
        "from_": "from",
    }
    values = _Given(query)
    for option, value in choices.items():
        for item in value if isinstance(value, tuple) else (value,):
            values.add(names.get(option, option), str(int(item) if isinstance(item, bool) else item))
    return values


@click.command()
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--run",
    "form",
    type=click.Choice(["trec", "csv", "jsonl"]),
    default="jsonl",
    show_default=True,
    help="How hits are written.",
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Hits for each query.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="File to write; standard output otherwise.",
)
@words_needed
@farthest_match
@half_life
@index_folder
def batch(queries: Path, out: Path, index: Path, **choices: Any) -> None:
    """Run many queries in one process.

    QUERIES is a .tsv of qid and query, a .csv with these two columns, or a .jsonl with these two keys.
    A query that cannot be run is reported and left out; the status is then 1.

    \b
    bahith batch queries.tsv --run trec --out run.txt
    bahith batch queries.csv --run csv --limit 10 --words most --match stem
    """  # noqa: D301
    from web.batch import Run, read_queries, run_queries

    if out.exists() and out.samefile(queries):
        raise click.UsageError(f"--out {out} is the file of the queries; name another one")
    need, half_life_days = read_need(choices["words"]), read_half_life(choices["half_life"])
    run = Run(choices["form"], choices["limit"], need, half_life_days, read_match(choices["match"]))
    wanted = read_queries(queries)
    rejected = 0
    with open_searcher(index) as searcher, _opened(out) as file:
        for line in run_queries(searcher, wanted, run):
            if line.rejected:
                rejected += 1
                click.echo(f"rejected: {queries}:{line.rejected}", err=True)
            else:
                file.write(line.text)
    if rejected:
        sys.exit(1)


def _opened(out: Path) -> IO[str]:
    """Open the file to write, or standard output.

    Raises:
        click.UsageError: it cannot be written.
    """
    try:
        return click.open_file(str(out), "w", encoding="utf-8", errors="replace")
    except OSError as exc:
        raise click.UsageError(
            f"--out {out} cannot be written ({exc.strerror}); name a file in a folder that exists"
        ) from exc


def _example(searcher: Searcher) -> str:
    """Return a query that finds something: one about the bundled samples, or else the newest title's opening."""
    from searcher.results import Search

    if searcher.ranking(EXAMPLES[0], 1):
        return EXAMPLES[0]
    newest = searcher.search(Search(sort="newest", per_page=1)).results
    return " ".join(newest[0].article.title.split()[:3]) if newest else ""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer.")
@serving_options
@index_folder
def serve(host: str, port: int, workers: int, index: Path, log: str, **choices: Any) -> None:
    """Serve the search page and the endpoint.

    \b
    bahith serve
    bahith serve --host 0.0.0.0 --port 8080 --workers 4
    bahith serve --token-file /etc/bahith/token
    bahith serve --proxies 1 --host-name news.example --log json
    """  # noqa: D301
    from web.serve import Binding, check_free
    from web.serve import serve as run

    settings = settings_of(index, choices)
    with open_searcher(index) as searcher:
        articles = searcher.count()
        example = _example(searcher)
    check_free(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"

    def greet() -> None:
        click.echo(f"باحث — Bahith serves {english_articles(articles)} on {address}")
        if articles:
            click.echo(f"Try: {example} — {address}/search?q={quote(example)}")
        else:
            click.echo("The index is empty; add articles with: bahith add PATH…")

    run(settings, Binding(host, port, workers, log), greet)
