"""Does the documentation mention everything that a user can name, and nothing that is not there?"""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents.formats.field_names import ALIASES
from documents.reader import FORMATS
from documents.walk import SUFFIXES
from index.errors import EngineError
from web.cli import main
from web.params import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click
    from flask import Flask
    from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_CALL = re.compile(r"^(?:\$ )?(?:\w+=\S+ )?(?:\.venv/bin/)?(bahith .*)$", re.MULTILINE)


def read(page: str) -> str:
    """Return a page of the documentation."""
    return (ROOT / page).read_text(encoding="utf-8")


def code_spans(text: str) -> set[str]:
    """Return what stands between backquotes outside fenced blocks."""
    return set(re.findall(r"`([^`\n]+)`", _FENCE.sub("", text)))


def section(text: str, heading: str) -> str:
    """Return the part of a page under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in _HEADING.findall(text)}


def options(command: click.Command) -> list[str]:
    """Return a command's long options; every command has --help, which is described once for all."""
    return [name for option in command.params for name in option.opts if name.startswith("--")]


def calls() -> Iterator[tuple[str, str]]:
    """Yield (page, call) for every line of a fenced block that calls ``bahith``."""
    for page in PAGES:
        for block in _FENCE.findall(page.read_text(encoding="utf-8")):
            for call in _CALL.findall(block):
                yield page.name, call


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_a_section_with_its_options(name: str) -> None:
    spans = code_spans(section(read("docs/command-line.md"), f"`bahith {name}`"))
    described = {span.split()[0] for span in spans}
    assert set(options(main.commands[name])) <= described


@pytest.mark.parametrize("name", sorted(main.commands))
def test_no_option_is_described_that_a_command_does_not_have(name: str) -> None:
    table = re.findall(r"^\| `(--[\w-]+)", section(read("docs/command-line.md"), f"`bahith {name}`"), re.MULTILINE)
    assert sorted(table) == sorted(options(main.commands[name]))


@pytest.mark.parametrize(("page", "call"), list(calls()))
def test_fenced_calls_name_commands_and_options_that_exist(page: str, call: str) -> None:
    _, name, *words = shlex.split(call, comments=True)
    if name == "COMMAND" or name.startswith("-"):
        return
    assert name in main.commands, page
    used = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert used <= {*options(main.commands[name]), "--help"}, page


def test_some_calls_are_found_in_fences() -> None:
    assert len(list(calls())) > 10


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_in_the_table_of_the_endpoint(name: str) -> None:
    table = section(read("docs/json-api.md"), "`GET /api/v1/search`")
    assert re.search(rf"^\| `{re.escape(name)}` \|", table, re.MULTILINE)


def test_every_address_of_the_application_is_described(app: Flask) -> None:
    text = read("docs/json-api.md")
    addresses = {re.sub("(plain_)?id:article_id", "id", rule.rule) for rule in app.url_map.iter_rules()}
    for address in addresses - {"/static/<path:filename>"}:
        assert re.search(rf"`(?:GET |POST |DELETE )?{re.escape(address)}`", text), address


def test_every_field_of_a_reply_is_described(client: FlaskClient) -> None:
    reply = client.get("/api/v1/search?q=الطاقة&per_page=1").get_json()
    result = reply["results"][0]
    article = client.get(f"/api/v1/articles/{result['id']}").get_json()
    problem = client.get("/api/v1/search?sort=best").get_json()
    used = {*reply, *reply["query"], *result, *result["highlights"][0], *article, *problem}
    assert used <= code_spans(read("docs/json-api.md"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", read("docs/input-formats.md"), re.MULTILINE)
    assert f"`{name}`" in section(read("docs/command-line.md"), "`bahith add`")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_file_ending_is_named(suffix: str) -> None:
    assert suffix in code_spans(read("docs/input-formats.md"))


@pytest.mark.parametrize("field", ALIASES)
def test_every_field_of_a_record_stands_with_its_names_in_order(field: str) -> None:
    names = ", ".join(f"`{alias}`" for alias in ALIASES[field])
    assert f"| `{field}` | {names} |" in read("docs/input-formats.md")


def test_every_environment_variable_is_described() -> None:
    sources = [path for package in ("documents", "index", "searcher", "web") for path in (ROOT / package).rglob("*.py")]
    used = {name for path in sources for name in re.findall(r"\bBAHITH_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert used
    for page in ("docs/operations.md", "docs/command-line.md"):
        assert used <= {word for span in code_spans(read(page)) for word in span.split()}, page


def kinds(error: type[EngineError]) -> list[type[EngineError]]:
    """Return all kinds of an error, and their kinds."""
    return [kind for one in error.__subclasses__() for kind in (one, *kinds(one))]


@pytest.mark.parametrize("error", kinds(EngineError), ids=lambda error: error.__name__)
def test_every_error_of_the_index_is_described(error: type[EngineError]) -> None:
    assert re.search(rf"^\| [^|]*`{error.__name__}`", read("docs/operations.md"), re.MULTILINE)


@pytest.mark.parametrize("dependency", [re.split(r"[=<>]", line)[0] for line in PROJECT["dependencies"]])
def test_every_dependency_has_its_reason(dependency: str) -> None:
    headings = " ".join(_HEADING.findall(read("docs/decisions.md"))).lower()
    assert dependency in headings


def test_the_version_has_its_part_of_the_changelog() -> None:
    assert f"## [{PROJECT['version']}] - " in read("CHANGELOG.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_to_files_and_headings(page: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    links = _LINK.findall(read("README.md"))
    assert {f"docs/{page.name}" for page in ROOT.glob("docs/*.md")} <= set(links)
