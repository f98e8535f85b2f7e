"""What do all tests in Chromium need? A browser, a server, and pages that fetch nothing from elsewhere."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Page

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--no-first-run"]  # fmt: skip
DESKTOP = {"width": 1100, "height": 900}
PHONE = {"width": 360, "height": 740}


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Start Chromium, or skip the test that wants it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application; its address comes back."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def opened_page(
    browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path, *, scripts: bool
) -> Iterator[Page]:
    """Open a page; it must not fetch from elsewhere, or complain in its console."""
    context = browser.new_context(viewport=request.param, java_script_enabled=scripts, base_url=address, locale="ar")
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(error.message))
    foreign: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda sent: foreign.append(sent.url) if not sent.url.startswith(address) else None)
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    folder = os.environ.get("BAHITH_SCREENSHOTS", str(tmp_path))
    opened.screenshot(path=f"{folder}/{request.node.name.replace('/', '_')}.png", full_page=True)
    context.close()
    assert not foreign, foreign
    told = [text for text in complaints if not text.startswith("Failed to load resource")]
    assert not told, told


def width_overflow(page: Page) -> float:
    """Return by how many pixels the page is wider than the window."""
    box = page.locator("body").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    edges: list[float] = page.locator("main *:visible, header *:visible").evaluate_all(
        "all => all.map(element => element.getBoundingClientRect().right)"
    )
    return max([*edges, box["width"]]) - size["width"]
