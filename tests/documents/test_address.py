"""Which article does a web address name?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.address import canonical_url, url_id
from documents.article import derived_id

PLAIN = "https://marsa.example/17"


def check(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        "http://marsa.example/17",
        "HTTPS://Marsa.Example/17",
        "https://www.marsa.example/17",
        "https://marsa.example:443/17",
        "http://marsa.example:80/17",
        "https://marsa.example/17/",
        "https://marsa.example/17#comments",
        "https://reader@marsa.example/17",
        "https://marsa.example./17",
        "  https://marsa.example/17\n",
        "//marsa.example/17",
        "marsa.example/17",
        "www.marsa.example/17",
        "https://web.archive.org/web/20240501101500/https://marsa.example/17",
        "https://web.archive.org/web/20240501101500id_/http:/www.marsa.example/17",
    ],
)
def test_one_address_has_many_spellings(url: str) -> None:
    check(url, PLAIN)


@pytest.mark.parametrize(
    "counted",
    ["utm_source=rss", "UTM_Medium=x", "fbclid=IwAR0", "gclid=1", "msclkid=1", "ref=home", "ref_src=twsrc",
     "at_medium=rss", "traffic_source=rss", "share=twitter", "mc_cid=1&mc_eid=2", "utm_source=rss&amp;utm_medium=x"],
)  # fmt: skip
def test_parameters_that_count_readers_name_nothing(counted: str) -> None:
    check(f"{PLAIN}?{counted}", PLAIN)
    check(f"{PLAIN}?{counted}&page=2", f"{PLAIN}?page=2")


@pytest.mark.parametrize(
    "own", ["id=17", "cid=17", "p=17", "source=17", "reference=17", "refid=17", "17", "share_id=1"]
)
def test_other_parameters_may_name_the_article(own: str) -> None:
    check(f"https://marsa.example/show.php?{own}", f"https://marsa.example/show.php?{own}")


def test_parameters_have_no_order() -> None:
    assert canonical_url(f"{PLAIN}?b=2&a=1") == canonical_url(f"{PLAIN}?a=1&b=2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://marsa.example/خبر/١٧", "https://marsa.example/%D8%AE%D8%A8%D8%B1/%d9%a1%d9%a7"),
        ("https://marsa.example/show?title=خبر", "https://marsa.example/show?title=%D8%AE%D8%A8%D8%B1"),
        ("https://موقع.example/17", "https://xn--4gbrim.example/17"),
        ("https://marsa.example/a b", "https://marsa.example/a%20b"),
        ("https://marsa.example/~ali", "https://marsa.example/%7Eali"),
    ],
)
def test_letters_are_the_same_percent_encoded_or_not(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other) != ""


@pytest.mark.parametrize(
    "other",
    [
        "https://marsa.example/18",
        "https://marsa.example/17/2",
        "https://marsa.example/17?page=2",
        "https://marsa.example:8080/17",
        "https://m.marsa.example/17",
        "https://marsa.example/17/amp",
        "https://sport.marsa.example/17",
        "https://marsa.example/#/17",
        "https://marsa.example/#!17",
    ],
)
def test_another_page_has_another_address(other: str) -> None:
    assert canonical_url(other) not in ("", PLAIN)


@pytest.mark.parametrize(
    "url",
    ["", " ", "-", "N/A", "null", "17", "/17", "17.html", "خبر/17", "https://", "https:///17", "https://marsa.example",
     "http://www.marsa.example/", "https://marsa.example/?utm_source=rss", "https://marsa.example/#top",
     "marsa.example", "mailto:ali@marsa.example", "ftp://marsa.example/17", "urn:isbn:17",
     "https://[::1\"><", "https://a.example:x/17",
     "https://web.archive.org/web/20240501101500/https://marsa.example/"],
)  # fmt: skip
def test_what_is_no_web_address_or_only_a_site_names_no_article(url: str) -> None:
    """Exports whose every row has the site's address would otherwise be versions of one article."""
    check(url, "")
    assert url_id(url) is None


def test_a_plain_address_is_itself_and_so_is_its_id() -> None:
    check(PLAIN, PLAIN)
    check("https://marsa.example/?p=17", "https://marsa.example/?p=17")
    assert url_id(PLAIN) == derived_id(PLAIN)


URLS = st.one_of(
    st.text(st.characters()),
    st.text(alphabet="https:/.w?&=#%ab17عA@[]! ").map("https://marsa.example/".__add__),
    st.text(alphabet="web/.:htps0123456789archive").map("https://web.archive.org/web/20240501/".__add__),
)


@given(URLS)
def test_the_address_of_an_address_is_itself(url: str) -> None:
    address = canonical_url(url)
    assert canonical_url(address) == address


@given(URLS)
def test_every_address_can_be_stored(url: str) -> None:
    address = canonical_url(url)
    assert address == "" or (address.startswith("https://") and address.encode().isascii())
