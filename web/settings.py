"""What can the operator choose? Every setting is in docs/operations.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_INDEX = Path("var/index")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the web application.

    Who sends ``write_token`` may write articles over HTTP; with ``None`` nobody may.
    """

    index: Path = DEFAULT_INDEX
    write_token: str | None = field(default=None, repr=False)
