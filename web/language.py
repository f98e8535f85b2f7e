"""In which language, and with which digits, does the page speak?

In Arabic, or in English for who asks for it: with ``?lang=en``, which a cookie remembers, or by ``Accept-Language``.
Texts are written in Arabic where they stand; the English ones, and the plural forms of the Arabic ones, are in
``translations/``. Feeds and the endpoint depend on none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from flask import g, has_request_context, request
from flask_babel import Babel, gettext
from markupsafe import Markup, escape

from web.wording import direction

if TYPE_CHECKING:
    from flask import Flask, Response

LANGUAGES = {"ar": "العربية", "en": "English"}
"""What each language calls itself. The first is the one that texts are written in."""

DIGITS = {"latin": "123", "arabic": "١٢٣"}
"""The digits of an Arabic page; the first are those of who chose none. English pages have Latin ones."""

CHOICES = {"lang": LANGUAGES, "digits": DIGITS}
"""What a reader chooses by parameters of these names, and keeps in cookies of these names."""

LONGEST_KEPT_BYTES = 16_384
"""Switches keep no parameters that are longer than this; the longest query of Arabic letters takes 12,000."""

REMEMBERED_SECONDS = 365 * 24 * 3600

_OWN = {"rtl": Markup('dir="rtl" lang="ar"'), "ltr": Markup('dir="ltr" lang=""')}
_QUOTED = re.compile("(?<=[«“])[^«»“”]+(?=[»”])")
_ARABIC_INDIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")


@dataclass(frozen=True, slots=True)
class Switch:
    """A link to this page in another way: what it is called, in which language, and where it leads from here."""

    name: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class _Manner:
    """The language and digits of a page."""

    language: str
    has_arabic_digits: bool = False


_USUAL = _Manner(next(iter(LANGUAGES)))


def register(app: Flask) -> None:
    """Let templates translate with ``_()``, and know the language of the page and its direction."""
    Babel(app, default_locale=_USUAL.language, locale_selector=language)
    app.jinja_env.globals.update(
        either=either, digits=digits, isolated=isolated, language=language, flow=flow, own=own, switches=switches
    )
    app.after_request(_remember)


def language() -> str:
    """Return the language of the page, a key of `LANGUAGES`."""
    return _chosen().language


def flow() -> str:
    """Return how the page runs: «rtl» or «ltr»."""
    return "rtl" if language() == "ar" else "ltr"


def either(arabic: str, english: str) -> str:
    """Return the one of two texts that is in the language of the page."""
    return arabic if language() == "ar" else english


def own(text: str) -> Markup:
    """Return the attributes of an element with a text that is not the page's: its direction, and its language.

    An empty language is one that is not known (HTML, 3.2.6.2); what runs from left to right may be in any.
    Where there is no text, the page says so in its own language.
    """
    return _OWN[direction(text)] if text.strip() else Markup()


def isolated(text: str) -> Markup:
    """Return a sentence as HTML in which each quotation runs as it does by itself.

    Else two quoted words of the other direction, with a comma between them, would change places.
    """
    parts, end = [], 0
    for quoted in _QUOTED.finditer(text):
        parts += [escape(text[end : quoted.start()]), Markup("<bdi>{}</bdi>").format(quoted[0])]
        end = quoted.end()
    return Markup("").join([*parts, escape(text[end:])])


def digits(text: str) -> str:
    """Return a number, a date or a time in the digits of the page; the text has no words with digits in them."""
    return text.translate(_ARABIC_INDIC) if _chosen().has_arabic_digits else text


def switches() -> list[Switch]:
    """Return the other languages and, where there is a choice, the other digits.

    The addresses have nothing before the question mark: so they lead to the page that they stand in, wherever it is.
    """
    spoken = language()
    found = [Switch(name, code, _address(lang=code)) for code, name in LANGUAGES.items() if code != spoken]
    if spoken == "ar":
        other = "latin" if _chosen().has_arabic_digits else "arabic"
        found.append(Switch(gettext("الأرقام %(example)s", example=DIGITS[other]), spoken, _address(digits=other)))
    return found


def _address(**choice: str) -> str:
    is_short = len(request.query_string) <= LONGEST_KEPT_BYTES
    kept = [pair for pair in request.args.items(multi=True) if is_short and pair[0] not in choice]
    return "?" + urlencode([*kept, *choice.items()])


def _chosen() -> _Manner:
    """Return how this request is to be answered; a page asks hundreds of times, so it is found once."""
    if not has_request_context():
        return _USUAL
    if "manner" not in g:
        spoken = _choice("lang") or request.accept_languages.best_match(LANGUAGES) or _USUAL.language
        g.manner = _Manner(spoken, has_arabic_digits=spoken == "ar" and _choice("digits") == "arabic")
    return cast("_Manner", g.manner)


def _choice(name: str) -> str | None:
    """Return what was chosen by the address, or earlier; None where nothing was, or what there is not."""
    given = (request.args.get(name), request.cookies.get(name))
    return next((choice for choice in given if choice in CHOICES[name]), None)


def _remember(response: Response) -> Response:
    """Keep what the address of a page chooses, and tell caches what its text depends on."""
    if response.mimetype != "text/html":
        return response
    response.vary.update(("Accept-Language", "Cookie"))
    response.content_language.add(language())
    for name, choices in CHOICES.items():
        if (choice := request.args.get(name)) in choices:
            response.set_cookie(
                name, choice or "", REMEMBERED_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
            )
    return response
