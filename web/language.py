"""In which language does the page speak? Arabic, or English for who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import Babel, get_locale

if TYPE_CHECKING:
    from flask import Flask

LANGUAGES = ("ar", "en")
"""The first is the one that the page's texts are written in; the others are in ``translations/``."""


def register(app: Flask) -> None:
    """Let templates translate with ``_()``, and know the ``language`` of the page."""
    Babel(app, default_locale=LANGUAGES[0], locale_selector=_chosen)
    app.context_processor(lambda: {"language": str(get_locale())})


def _chosen() -> str:
    """Return the language that the browser likes best of ours; Arabic where it likes none."""
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
