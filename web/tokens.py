"""Who may write over HTTP? Who sends the token that the operator has set (RFC 6750)."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import TYPE_CHECKING, cast

from flask import current_app, request

from web.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from web.settings import Settings

VARIABLE = "BAHITH_TOKEN"
"""The environment variable that has the token; a command line is seen by every user of the machine."""

MIN_CHARACTERS = 16

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")


def read_token(file: Path | None, variable: str | None) -> str | None:
    """Return the token of a file, or else that of the environment; ``None`` where neither is given.

    Raises:
        ValueError: it is no token, or is shorter than `MIN_CHARACTERS`.
        OSError: the file cannot be read.
    """
    text = file.read_text(encoding="ascii", errors="replace") if file else variable
    if file is None and not text:
        return None
    token = (text or "").strip()
    if len(token) < MIN_CHARACTERS or not _TOKEN.fullmatch(token):
        place = str(file) if file else VARIABLE
        raise ValueError(
            f"{place} has no token: expected {MIN_CHARACTERS} or more of A-Z a-z 0-9 - . _ ~ + /; make one with:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return token


def check_token() -> None:
    """Let pass only a request that brings the token.

    Raises:
        RefusedError: 403 where there is none to bring, 401 where the request has none or a wrong one.
    """
    expected = cast("Settings", current_app.extensions["settings"]).write_token
    if expected is None:
        raise RefusedError(
            403,
            "Writing over HTTP is off here. The operator turns it on by setting a token.",
            "الكتابة عبر HTTP معطلة هنا، ويفعّلها مشغّل الموقع بتعيين رمز.",
        )
    given = request.authorization
    token = given.token if given and given.type == "bearer" else None
    if token is None:
        raise _unauthorized(
            "Send the header: Authorization: Bearer TOKEN.", "أرسل الترويسة: Authorization: Bearer TOKEN."
        )
    if not compare_digest(token.encode(errors="replace"), expected.encode()):
        raise _unauthorized("The token is not the right one.", "الرمز غير صحيح.", ', error="invalid_token"')


def _unauthorized(english: str, arabic: str, fault: str = "") -> RefusedError:
    return RefusedError(401, english, arabic, headers={"WWW-Authenticate": f'Bearer realm="bahith"{fault}'})
