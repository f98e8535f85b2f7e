"""How much memory has a process, as Linux counts it?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

Figure = Literal["VmHWM", "VmRSS", "RssAnon", "RssFile"]
"""The most it ever had; what it has; what of that is its own; what are mapped pages of files, which others share."""

STATUS = Path("/proc/self/status")


def memory_bytes(figure: Figure) -> int:
    """Return a figure of this process.

    Raises:
        OSError: the system is not Linux.
    """
    found = re.search(rf"^{figure}:\s+(\d+) kB$", STATUS.read_text(encoding="ascii"), re.MULTILINE)
    assert found is not None, f"{STATUS} has no {figure}"
    return int(found[1]) * 1024
