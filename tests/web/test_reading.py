from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from web.reading import MOST_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient


def test_only_words_that_are_none_are_given_places_to_break(site: Callable[..., FlaskClient]) -> None:
    client = site(
        Article(id="1", title="خبر", body="ب" * 299 + " <" + "a" * 270 + ">&amp; " + "ج" * 400 + " " + "&" * 400)
    )
    text = client.get("/articles/1?q=خبر").text
    assert text.count("<wbr>") == 20
    assert "ج" * 40 + "<wbr>" in text
    assert "&lt;" + "a" * 270 + "&gt;&amp;amp; " in text
    assert "&amp;" * 40 + "<wbr>" in text


def test_a_line_that_is_none_has_places_to_break_between_words(site: Callable[..., FlaskClient]) -> None:
    client = site(
        Article(id="1", title="نص", body="خبر طويل " * 200), Article(id="2", title="نص", body="خبر طويل " * 2000)
    )
    assert "<wbr>" not in client.get("/articles/1").text
    long = client.get("/articles/2").text
    assert long.count("طويل <wbr>") + long.count("خبر <wbr>") == long.count("<wbr>") > 40


def test_marks_have_a_bound(site: Callable[..., FlaskClient]) -> None:
    client = site(Article(id="1", title="نص", body="خبر " * (MOST_MARKS + 5)))
    assert client.get("/articles/1?q=خبر").text.count("<mark") == MOST_MARKS


@pytest.mark.parametrize(("length", "is_cut"), [(300, False), (301, True)])
def test_a_title_that_is_a_text_is_cut_in_lists(site: Callable[..., FlaskClient], length: int, is_cut: bool) -> None:
    title = ("خبر " * 100)[: length - 1] + "."
    client = site(Article(id="1", title=title, body="نص"))
    text = client.get("/search?q=نص").text
    assert (title in text) is not is_cut
    assert (title[:300] + " …" in text) is is_cut
    assert title in client.get("/articles/1").text
