from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from web.endpoints import OPERATIONS
from web.params import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

CALL = re.compile(r'<pre class="call" dir="ltr"><code>(.*?)</code></pre>', re.DOTALL)


@pytest.fixture
def text(client: FlaskClient) -> str:
    """The manual in Arabic."""
    reply = client.get("/api")
    assert (reply.status_code, reply.mimetype) == (200, "text/html")
    return reply.text


def test_every_operation_and_every_parameter_of_a_search_is_there(text: str) -> None:
    for operation in OPERATIONS:
        assert f'id="{operation.endpoint.replace(".", "-")}"' in text
        assert operation.arabic in unescape(text)
    for name in NAMES:
        assert f"<dt><code>{name}</code></dt>" in text


def test_who_reads_english_gets_the_words_of_the_document(client: FlaskClient) -> None:
    text = unescape(client.get("/api", headers={"Accept-Language": "en"}).text)
    for operation in OPERATIONS:
        assert operation.english in text


def test_every_page_leads_to_the_manual(client: FlaskClient) -> None:
    assert 'href="/api"' in client.get("/").text
    assert client.get("/api/").status_code == 200


def test_every_call_can_be_made(
    client: FlaskClient, text: str, call: Callable[[FlaskClient, str], TestResponse]
) -> None:
    calls = [unescape(one) for one in CALL.findall(text)]
    assert len(calls) == len(OPERATIONS)
    for one in calls:
        assert call(client, one).status_code == (403 if "Authorization" in one else 200), one
