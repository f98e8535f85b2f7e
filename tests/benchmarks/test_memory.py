from __future__ import annotations

import pytest

from benchmarks.memory import STATUS, memory_bytes


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells it in this way")
def test_memory_that_is_taken_is_counted() -> None:
    before = memory_bytes("RssAnon")
    taken = bytearray(b"x" * 50_000_000)
    assert memory_bytes("RssAnon") - before > 40_000_000
    assert memory_bytes("VmHWM") >= memory_bytes("VmRSS") > len(taken)
