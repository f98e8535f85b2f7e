"""What can the operator choose? Read from the environment; every setting is in docs/operations.md."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_INDEX = Path("var/index")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the web application."""

    index: Path = DEFAULT_INDEX

    @classmethod
    def from_environment(cls) -> Settings:
        """Read ``BAHITH_INDEX``, the folder of the index."""
        return cls(index=Path(os.environ.get("BAHITH_INDEX") or DEFAULT_INDEX))
