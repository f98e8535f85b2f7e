"""What can the operator choose? Every setting is in docs/operations.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_INDEX = Path("var/index")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the web application."""

    index: Path = DEFAULT_INDEX
