from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("documents", "index", "searcher", "web")
"""Each may use what stands to its left, never what stands to its right."""

OWNERS = {"whoosh": "index", "opensearchpy": "index", "flask": "web", "click": "web", "gunicorn": "web"}
"""Library → the only package that may import it."""

MAX_LINES = 300
MODULES = [path for package in LAYERS for path in sorted((ROOT / package).rglob("*.py"))]


def imported(source: str) -> set[str]:
    """The top-level packages that a module imports anywhere in it; a relative import never leaves its package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
        elif isinstance(node, ast.Call) and _called(node.func) in ("import_module", "__import__"):
            names |= {
                arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            }
    return {name.partition(".")[0] for name in names}


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def faults(package: str, source: str) -> list[str]:
    """What is wrong with a module of a package."""
    names = imported(source)
    above = set(LAYERS[LAYERS.index(package) + 1 :])
    found = [f"{package} imports {name}, which is built on it" for name in sorted(names & above)]
    found += [f"{package} imports {name}; only {OWNERS[name]} may" for name in sorted(names & OWNERS.keys())
              if OWNERS[name] != package]  # fmt: skip
    if not ast.get_docstring(ast.parse(source)):
        found.append("no docstring")
    lines = len(source.splitlines())
    return [*found, f"{lines} lines; at most {MAX_LINES}"] if lines > MAX_LINES else found


def test_every_package_has_modules_to_look_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(LAYERS)


def test_every_room_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    rooms = {path.parent.relative_to(ROOT) for path in MODULES if path.name == "__init__.py"}
    assert sorted(listed) == sorted(".".join(room.parts) for room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_keep_to_their_layer(path: Path) -> None:
    assert faults(path.relative_to(ROOT).parts[0], path.read_text("utf-8")) == []


def test_no_folder_of_tests_is_a_package() -> None:
    """One named like a product package would stand in its place."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize(
    ("package", "line", "fault"),
    [
        ("documents", "import index", "documents imports index, which is built on it"),
        ("documents", "from searcher.search import Searcher", "documents imports searcher, which is built on it"),
        ("index", "import searcher.parser as parser", "index imports searcher, which is built on it"),
        ("index", "def f() -> None:\n    from web import pages", "index imports web, which is built on it"),
        ("searcher", "import json, web.params", "searcher imports web, which is built on it"),
        ("searcher", "import importlib as i\ni.import_module('web.api')", "searcher imports web, which is built on it"),
        ("searcher", "if TYPE_CHECKING:\n    from whoosh import fields", "searcher imports whoosh; only index may"),
        ("web", "import whoosh.index", "web imports whoosh; only index may"),
        ("index", "import click", "index imports click; only web may"),
        ("searcher", "from flask import request", "searcher imports flask; only web may"),
        ("documents", "import gunicorn.app.base", "documents imports gunicorn; only web may"),
    ],
)  # fmt: skip
def test_the_check_names_a_wrong_import(package: str, line: str, fault: str) -> None:
    assert faults(package, f'"""A module."""\n{line}\n') == [fault]


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("index", "from documents.article import Article"),
        ("index", "from whoosh import fields"),
        ("searcher", "from index.query import Words"),
        ("web", "import click, flask, searcher.search"),
        ("searcher", "from . import web"),  # searcher's own module of this name
        ("documents", "import indexing_tools, webbrowser"),
        ("documents", "web = 'import web'  # import web"),
    ],
)
def test_the_check_lets_right_imports_pass(package: str, line: str) -> None:
    assert faults(package, f'"""A module."""\n{line}\n') == []


def test_the_check_names_a_missing_docstring_and_a_long_module() -> None:
    assert faults("web", "import json\n") == ["no docstring"]
    assert faults("web", '"""A module."""\n' + "\n" * MAX_LINES) == ["301 lines; at most 300"]
    assert faults("web", '"""A module."""\n' + "\n" * (MAX_LINES - 1)) == []
