from __future__ import annotations

import io
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import web
from web.language import CHOICES, LANGUAGES, isolated, own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.messages.catalog import Catalog
    from flask.testing import FlaskClient

FOLDER = Path(web.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
ARABIC = re.compile("[\u0621-\u064a]")
PAGES = (
    "/", "/search?q=مدينة", "/search?q=مدينة&page=90", "/search?q=زقزقة&source=x", "/articles/nasim-2024-001",
    "/search?sort=x", "/x", "/search?q=هامبورغ&match=exact&half_life=14", "/search?q=محطة+الطاقة&explain=1&words=all",
    "/search?q=title:الطاقة+-الشمسية+%22كرة+اليد%22+from:2022", "/search?q=hg'hrm",
    "/search?q=الطاقة+الشمسية&from=2030",
)  # fmt: skip


def catalog(language: str) -> Catalog:
    with (FOLDER / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def used() -> set[str | tuple[str, ...]]:
    """Return all texts of the templates and modules of web/; two in a tuple where there are plural forms."""
    found = extract_from_dir(FOLDER, METHODS, keywords=KEYWORDS)
    return {text if isinstance(text, str) else tuple(text[:2]) for _, _, text, _, _ in found}


def translations(language: str) -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    """Return what each text of a catalogue is translated by."""
    return {_plain(message.id): _plain(message.string or "") for message in catalog(language) if message.id}


def _plain(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def test_every_text_has_an_english_one_and_no_other_has() -> None:
    """Where this fails: `make texts`, fill what is empty in the .po file, `make texts` again."""
    english = translations("en")
    assert set(english) == used()
    assert [text for text, said in english.items() if not (said if isinstance(said, str) else all(said))] == []


def test_every_counted_text_has_all_arabic_plural_forms() -> None:
    arabic = translations("ar")
    assert set(arabic) == {text for text in used() if isinstance(text, tuple)}
    assert all(len(forms) == 6 and all(forms) for forms in arabic.values())


def test_no_english_text_has_arabic_letters_but_those_it_speaks_of() -> None:
    said = {text for texts in translations("en").values() for text in ([texts] if isinstance(texts, str) else texts)}
    assert {text for text in said if ARABIC.search(text.replace(" ة ", ""))} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_parameters_of_their_texts(language: str) -> None:
    assert [(message.id, error) for message in catalog(language) for error in message.check(catalog(language))] == []
    for text, said in translations(language).items():
        whole = text if isinstance(text, str) else text[1]
        for one in [said] if isinstance(said, str) else said:
            assert set(re.findall(r"%\(\w+\)s|</?\w+>", one)) <= set(re.findall(r"%\(\w+\)s|</?\w+>", whole)), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_source(language: str) -> None:
    buffer = io.BytesIO()
    write_mo(buffer, catalog(language))
    compiled = FOLDER / "translations" / language / "LC_MESSAGES" / "messages.mo"
    assert compiled.read_bytes() == buffer.getvalue(), "run `make texts`"


def test_templates_and_scripts_have_no_arabic_outside_of_gettext_but_examples_of_queries() -> None:
    known = re.compile(r'_\("[^"]*"|either\("[^"]*"|<bdi>[^<]*</bdi>')
    for path in (*FOLDER.glob("templates/*.html"), *FOLDER.glob("static/*.js")):
        assert ARABIC.findall(known.sub("", path.read_text(encoding="utf-8"))) == [], path.name


def test_templates_leave_digits_and_arrows_to_the_language() -> None:
    """Numbers go through `number()`; an arrow stands inside a text, `_("التالية ←")`, so that the English one turns."""
    for path in FOLDER.glob("templates/*.html"):
        assert re.findall(r'"\{:,\}"|[←→] *\{|\} *[←→]', path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("the words “كرة”, “اليد”", "the words “<bdi>كرة</bdi>”, “<bdi>اليد</bdi>”"),
        ("فيها: «Google»، «Apple»", "فيها: «<bdi>Google</bdi>»، «<bdi>Apple</bdi>»"),
        ("without “<b>", "without “&lt;b&gt;"),
        ("“<i>”", "“<bdi>&lt;i&gt;</bdi>”"),
        ("«أ «ب» ج»", "«أ «<bdi>ب</bdi>» ج»"),
        ("", ""),
    ],
)
def test_quotations_are_isolated_and_escaped(sentence: str, html: str) -> None:
    assert isolated(sentence) == html


@pytest.mark.parametrize(
    ("text", "attributes"),
    [("أرباح Google", 'dir="rtl" lang="ar"'), ("Google in عدن", 'dir="ltr" lang=""'), (" ", "")],
)
def test_a_text_of_an_article_says_its_own_direction_and_language(text: str, attributes: str) -> None:
    assert own(text) == attributes


def test_the_wheel_has_the_compiled_catalogues() -> None:
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["web"]
    packed = {path for pattern in patterns for path in FOLDER.glob(pattern)}
    assert {FOLDER / "translations" / language / "LC_MESSAGES" / "messages.mo" for language in LANGUAGES} <= packed


def own_words(text: str) -> str:
    """Return what an English page itself says: without what is marked as Arabic, isolated, or typed."""
    text = re.sub(r"<(\w+)[^>]* lang=\"ar\".*?</\1>|<bdi.*?</bdi>|<mark>.*?</mark>", "", text, flags=re.DOTALL)
    text = re.sub(r'(?:href|value|title|data-\w+)="[^"]*"', "", text)
    return unescape(re.sub("<[^>]+>", " ", text))


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_no_arabic_words_of_its_own(client: FlaskClient, path: str) -> None:
    text = client.get(path, headers={"Accept-Language": "en-GB,en;q=0.9,ar;q=0.5"}).text
    assert '<html lang="en" dir="ltr">' in text
    body = own_words(text[text.index("<body") :])
    for word in ("مقال", "نتائج", "البحث", "المصدر", "الصفحة", "الترتيب", "تاريخ"):
        assert word not in body
    said = set(re.findall(r'(?:aria-label|placeholder|data-count|alt)="([^"]*)"', text))
    assert [label for label in said if ARABIC.search(label)] == []


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ar"), ("ar", "ar"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("fr-FR,fr;q=0.9", "ar"), ("fr-FR,en;q=0.5", "en"), ("*", "ar"), ("en;q=0", "ar"), ("x" * 5000, "ar"),
    ],
)  # fmt: skip
def test_the_browser_says_the_language(client: FlaskClient, header: str, language: str) -> None:
    reply = client.get("/", headers={"Accept-Language": header})
    assert f'<html lang="{language}"' in reply.text
    assert reply.headers["Content-Language"] == language
    assert {"Accept-Language", "Cookie"} <= set(reply.vary)
    assert "Set-Cookie" not in reply.headers


def test_a_chosen_language_is_kept_through_links_and_beats_the_browser(client: FlaskClient) -> None:
    first = client.get("/search?q=مدينة&page=2&lang=en", headers={"Accept-Language": "ar"})
    assert '<html lang="en"' in first.text
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert "SameSite=Lax" in first.headers["Set-Cookie"]
    links = re.findall(r'href="(/search\?[^"]*)"', first.text)
    assert links
    assert not any("lang=" in link for link in links)
    assert '<html lang="en"' in client.get(unescape(links[0]), headers={"Accept-Language": "ar"}).text
    assert '<html lang="ar"' in client.get("/?lang=ar").text
    assert '<html lang="ar"' in client.get("/", headers={"Accept-Language": "en"}).text


def test_a_switch_leads_to_the_same_page_in_the_other_language(client: FlaskClient) -> None:
    path = "/search?q=مدينة&source=خليج اليوم (نموذج)&source=x&page=2"
    switches = re.findall(r'<a href="([^"]*)" lang="\w+" hreflang', client.get(path).text)
    assert [unescape(address).rpartition("&")[2] for address in switches] == ["lang=en", "digits=arabic"]
    assert all(address.startswith("?q=") for address in switches)
    english = client.get("/search" + unescape(switches[0]))
    assert 'value="مدينة"' in english.text
    (back,) = re.findall(r'<a href="([^"]*)" lang="\w+" hreflang', english.text)
    assert unescape(back) == unescape(switches[0]).replace("lang=en", "lang=ar")


def test_switches_do_not_repeat_what_no_search_can_have(client: FlaskClient) -> None:
    assert 'href="?lang=en"' in client.get("/search", query_string={"q": "ش" * 3000}).text
    assert 'href="?lang=en"' not in client.get("/search", query_string={"q": "ش" * 2000}).text


def test_digits_are_kept_and_counts_dates_pages_and_charts_have_them(client: FlaskClient) -> None:
    text = client.get("/search?q=&page=2&digits=arabic").text
    assert "٦٢ نتيجة" in text
    assert "الصفحة ٢" in text
    assert re.search("[٠-٩]+ نوفمبر ٢٠٢٤|[٠-٩]+ [ء-ي]+ ٢٠٢[٣-٥]", text)
    assert re.search("<title>٢٠٢١: ٣ نتائج</title>", text)
    assert re.search('<span class="count">[٠-٩]+</span>', text)
    assert "٦٢ مقالًا" in client.get("/").text
    assert "62 مقالًا" in client.get("/?digits=latin").text
    assert "62 مقالًا" in client.get("/").text


@pytest.mark.parametrize("name", CHOICES)
def test_what_there_is_not_is_no_choice(client: FlaskClient, name: str) -> None:
    client.set_cookie(name, "klingon")
    reply = client.get("/", query_string={name: "<x>"})
    assert reply.status_code == 200
    assert '<html lang="ar" dir="rtl">' in reply.text
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("path", ["/search.atom", "/search.feed.json", "/api/v1/search?q=x", "/opensearch.xml"])
def test_feeds_and_the_endpoint_do_not_depend_on_the_language(client: FlaskClient, path: str) -> None:
    english = client.get(path, headers={"Accept-Language": "en", "Cookie": "lang=en"})
    assert "Vary" not in english.headers
    without_time = re.compile(r'"took_ms": ?[\d.]+')
    assert without_time.sub("", english.text) == without_time.sub("", client.get(path).text)
