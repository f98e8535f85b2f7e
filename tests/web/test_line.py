"""Are turns given in order, and to one at a time?"""

from __future__ import annotations

import threading
import time

from web.line import Line


def test_a_free_turn_is_got_at_once_and_only_by_one() -> None:
    line = Line()
    assert line.wait(0)
    assert not line.wait(0)
    line.leave()
    assert line.wait(0)


def test_who_waits_in_vain_leaves_the_line() -> None:
    line = Line()
    assert line.wait(0)
    assert not line.wait(0.01)
    assert len(line) == 0
    line.leave()
    assert line.wait(0)


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    line, served = Line(), []
    assert line.wait(0)

    def ask(number: int) -> None:
        assert line.wait(20)
        served.append(number)
        line.leave()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for number, thread in enumerate(threads):
        thread.start()
        while len(line) <= number:
            time.sleep(0.001)
    line.leave()
    for thread in threads:
        thread.join(20)
    assert served == list(range(8))
    assert line.wait(0)  # the last one has left
