"""The page as a reader meets it: in Chromium, on a desktop and on a phone."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Locator, Page

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
    """A fresh page of each width, without scripts."""
    with opened_page(browser, address, request, tmp_path, scripts=False) as opened:
        yield opened


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def live(browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """A fresh page of each width, with scripts."""
    with opened_page(browser, address, request, tmp_path, scripts=True) as opened:
        yield opened


@contextmanager
def opened_page(
    browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path, *, scripts: bool
) -> Iterator[Page]:
    """Open a page; it must not fetch from elsewhere, or complain in its console."""
    context = browser.new_context(viewport=request.param, java_script_enabled=scripts, base_url=address)
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


PATHS = (
    "/", "/search?q=مدينة", "/search?q=زقزقة&from=2022", "/articles/nasim-2024-001", "/search?sort=x", "/x",
    "/search?q=هامبورغ", "/search?q=محطه+الظاقة", "/search?q=الطاقة+الشمسية&from=2030",
    "/search?q=title:الطاقة+-الشمسية+%22كرة+اليد%22+from:2022",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_window(page: Page, path: str) -> None:
    page.goto(path)
    assert width_overflow(page) <= 1


def test_filters_open_without_scripts_and_narrow_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    before = page.locator('[role="status"]').text_content()
    page.locator(".more summary").click()
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


def test_the_ladder_and_the_spellings_work_without_scripts(page: Page) -> None:
    page.goto("/search?q=هامبورغ")
    page.locator(".spellings a").click()
    page.wait_for_url("**exclude.spelling=**")
    assert page.locator(".results > li").count() == 2
    page.locator(".ladder summary").click()
    page.locator(".ladder a").first.click()
    page.wait_for_url("**match=exact**")
    page.locator(".ladder summary").click()
    assert page.locator(".ladder [aria-current]").text_content() == "كما كُتبت تمامًا"
    assert width_overflow(page) <= 1


def test_without_scripts_the_box_is_a_plain_search_box(page: Page) -> None:
    page.goto("/")
    assert page.locator("[role=combobox], [role=listbox]").count() == 0
    assert page.get_by_role("searchbox", name="كلمات البحث").count() == 1


def options(live: Page) -> Locator:
    """Return the suggestions; the choices of the form are options too."""
    return live.get_by_role("listbox", name="اقتراحات").get_by_role("option")


def typed(live: Page, text: str) -> None:
    """Type into the box of the first page, and wait for the suggestions."""
    live.goto("/")
    live.locator("#q").press_sequentially(text)
    options(live).first.wait_for()


def test_suggestions_open_while_typing_and_the_focus_stays_in_the_box(live: Page) -> None:
    typed(live, "شباب الوا")
    box = live.get_by_role("combobox", name="كلمات البحث")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == live.get_by_role("listbox", name="اقتراحات").get_attribute("id")
    assert box.get_attribute("aria-activedescendant") is None
    live.keyboard.press("ArrowDown")
    chosen = live.locator('[role="option"][aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    live.locator("#q:focus").wait_for()
    assert box.input_value() == "شباب الوا"
    assert width_overflow(live) <= 1


def test_the_arrows_go_round_through_the_box(live: Page) -> None:
    typed(live, "شباب الوا")
    last = options(live).last.get_attribute("id")
    live.keyboard.press("ArrowUp")
    assert live.locator("#q").get_attribute("aria-activedescendant") == last
    live.keyboard.press("ArrowDown")
    assert live.locator("#q").get_attribute("aria-activedescendant") is None


def test_enter_searches_for_the_chosen_words(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("ArrowDown")
    words = live.locator('[aria-selected="true"] .text').text_content()
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator("#q").input_value() == words
    assert live.locator(".results > li").count() > 0


def test_enter_without_a_choice_searches_for_what_was_typed(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator("#q").input_value() == "الطاق"


def test_a_headline_leads_to_its_article(live: Page) -> None:
    typed(live, "شباب الوا")
    options(live).filter(has_text="مقال").click()
    live.wait_for_url("**/articles/nasim-2024-002")
    assert (live.locator("article h1").text_content() or "").startswith("شباب الواحة")


def test_escape_closes_the_suggestions_and_keeps_the_text(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Escape")
    live.get_by_role("listbox").wait_for(state="hidden")
    assert live.locator("#q").get_attribute("aria-expanded") == "false"
    assert live.locator("#q").input_value() == "الطاق"


def test_the_suggestions_close_with_the_focus(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Tab")
    live.get_by_role("listbox").wait_for(state="hidden")


def test_a_quick_typist_asks_once(live: Page) -> None:
    asked: list[str] = []
    live.on("request", lambda sent: asked.append(sent.url) if "/suggest?" in sent.url else None)
    typed(live, "الطاقة الش")
    assert len(asked) < len("الطاقة الش")
    live.wait_for_timeout(300)
    assert asked[-1].endswith("q=" + quote_plus("الطاقة الش"))


def test_where_nothing_can_be_suggested_the_box_still_searches(live: Page) -> None:
    live.route("**/api/v1/suggest?*", lambda route: route.abort())
    live.goto("/")
    live.locator("#q").press_sequentially("الطاقة")
    live.wait_for_timeout(300)
    assert live.locator("#q").get_attribute("aria-expanded") == "false"
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator(".results > li").count() > 0


def test_a_suggestion_is_shown_as_text(live: Page) -> None:
    hostile = {"kind": "word", "text": "<img src=x onerror=alert(1)>", "articles": 1, "id": None}
    live.route("**/api/v1/suggest?*", lambda route: route.fulfill(json={"suggestions": [hostile]}))
    typed(live, "شباب")
    assert options(live).text_content() == hostile["text"]
    assert live.locator("[role=option] img").count() == 0
