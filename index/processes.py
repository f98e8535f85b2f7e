"""How do other processes work for this one, without outliving it?

They are spawned: a forked process that outlives us would go on holding our lock.
"""

from __future__ import annotations

import os
import signal
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


def start_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of so many processes, which are started when there is work."""
    from concurrent.futures import ProcessPoolExecutor  # these take as long to import as a query
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, get_context("spawn"), _follow_parent)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool; what they have not finished is lost."""
    for process in list(pool._processes.values()):  # one that begins while another dies would be waited for
        process.kill()
    pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """End this process when the one that it works for ends, however that happens; Ctrl-C is for that one."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()
