"""The page as a reader meets it: in Chromium, on a desktop and on a phone."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--no-first-run"]  # fmt: skip
DESKTOP = {"width": 1100, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """A fresh page of each width; it must not fetch from elsewhere, scroll sideways, or complain in its console."""
    context = browser.new_context(viewport=request.param, java_script_enabled=False, base_url=address)
    opened = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda sent: foreign.append(sent.url) if not sent.url.startswith(address) else None)
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    folder = os.environ.get("BAHITH_SCREENSHOTS", str(tmp_path))
    opened.screenshot(path=f"{folder}/{request.node.name.replace('/', '_')}.png", full_page=True)
    context.close()
    assert foreign == []
    assert [text for text in complaints if not text.startswith("Failed to load resource")] == []


def width_overflow(page: Page) -> float:
    """Return by how many pixels the page is wider than the window."""
    box = page.locator("body").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    edges = [element.bounding_box() for element in page.locator("main *:visible, header *:visible").all()]
    return max([edge["x"] + edge["width"] for edge in edges if edge] + [box["width"]]) - size["width"]


def test_a_reader_searches_opens_an_article_and_returns(page: Page) -> None:
    page.goto("/")
    page.locator("#q:focus").wait_for()
    page.keyboard.type("الطاقة الشمسية")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator("mark").first.text_content() in {"الشمسية", "الطاقة", "للطاقة", "شمسية", "بالطاقة"}
    title = page.locator(".results h2 a").first
    text = title.text_content()
    title.click()
    page.wait_for_url("**/articles/*")
    assert page.locator("article h1").text_content() == text
    page.locator(".back a").click()
    assert page.locator("#q").input_value() == "الطاقة الشمسية"


def test_the_page_runs_from_right_to_left(page: Page) -> None:
    page.goto("/search?q=مدينة")
    box, button = page.locator("#q").bounding_box(), page.locator("form button").bounding_box()
    assert box
    assert button
    assert button["x"] < box["x"]
    assert page.locator(".results h2").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


PATHS = ("/", "/search?q=مدينة", "/search?q=زقزقة&from=2022", "/articles/nasim-2024-001", "/search?sort=x", "/x")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_window(page: Page, path: str) -> None:
    page.goto(path)
    assert width_overflow(page) <= 1


def test_filters_open_without_scripts_and_narrow_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    before = page.locator('[role="status"]').text_content()
    page.locator("summary").click()
    page.locator('input[name="source"]').fill("وكالة نسيم (نموذج)")
    page.locator("form button").click()
    assert page.locator(".chips li").count() == 1
    assert page.locator('[role="status"]').text_content() != before
    page.locator(".chips a").click()
    assert page.locator(".chips li").count() == 0


def test_the_choices_of_the_form_are_kept(page: Page) -> None:
    page.goto("/search?q=محطة+الطاقة+الشمسية")
    page.locator(".more summary").click()
    page.locator('select[name="words"]').select_option("all")
    page.locator('select[name="half_life"]').select_option("30")
    page.locator("form button").click()
    page.wait_for_url("**words=all**")
    assert page.locator('select[name="words"]').input_value() == "all"
    assert page.locator('select[name="half_life"]').input_value() == "30"
    assert "كل 30 يومًا" in (page.locator(".notes").text_content() or "")
    page.locator(".notes a").first.click()
    assert page.locator('select[name="words"]').input_value() == "any"
    assert page.locator('select[name="half_life"]').input_value() == "30"


def test_an_explanation_opens_by_keyboard(page: Page) -> None:
    page.goto("/search?q=محطة+الطاقة+الشمسية&explain=1&half_life=30")
    reason = page.locator(".why li").first
    assert not reason.is_visible()
    page.locator(".why summary").first.focus()
    page.keyboard.press("Enter")
    reason.wait_for()
    assert width_overflow(page) <= 1


def test_the_first_tab_stop_skips_to_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    page.keyboard.press("Tab")
    page.locator(".skip:focus").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
