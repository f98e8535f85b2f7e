"""How does schemathesis send JSON Lines? As any text, which may not be any."""

from __future__ import annotations

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def lines(_context: object, value: object) -> bytes:
    return str(value).encode("utf-8", "replace")
