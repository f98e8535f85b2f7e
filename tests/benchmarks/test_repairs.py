from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import repairs
from benchmarks.damage import DAMAGE, shaped
from documents.repair.doctor import KINDS, repair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEWS = (
    "أعلن وزير السياحة أن المهرجان السنوي للتمور سيُقام في الواحة يوم 12 أكتوبر 2027، وقال إن الدعوة مفتوحة"
    " للجميع. وأضاف أن إدارة المهرجان (وهي لجنة من 15 عضوا) استعدت له منذ شهرين، بكلفة تبلغ 3500 دينار.\n"
    "وأكّد رئيس اللجنة، الذي كان يتحدث إلى الصحفيين في المدينة القديمة، أن «المزارعين الكبار» هم ضيوف هذه الدورة."
    " وينتهي المهرجان على مسرح القلعة بحفل يحييه فنان من أهل الواحة."
).replace("\u064f\u0651", "\u0651\u064f")

LOSSY = {"utf8_as_1252_lossy", "persian_with_maqsura"}
"""What these take away is guessed, and not always rightly."""


@pytest.mark.parametrize(("kind", "damage"), [(kind, way) for kind, ways in DAMAGE.items() for way in ways])
def test_each_way_of_damage_is_told_and_undone(kind: str, damage: Callable[[str], str]) -> None:
    text = NEWS.replace("سيُقام", "سيُقام حق\u0651\u064bا")
    worse = damage(text)
    assert worse != text
    made, faults = repair(worse)
    assert kind in {fault.kind for fault in faults}
    assert made == text or damage.__name__ in LOSSY


def test_right_text_is_not_told() -> None:
    assert repair(NEWS) == (NEWS, ())


def test_every_kind_of_damage_is_one_that_the_doctor_tells() -> None:
    assert set(DAMAGE) <= set(KINDS)


def test_letters_are_shaped_as_they_join() -> None:
    assert shaped("السلام كُتب") == "ﺍﻟﺴﻼﻡ ﻛ\u064fﺘﺐ"


def test_both_tables_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write("".join(json.dumps({"content": NEWS}, ensure_ascii=False) + "\n" for _ in range(8)))
    monkeypatch.setattr(sys, "argv", ["repairs", str(path), "2"])
    repairs.main()
    printed = capsys.readouterr().out
    assert printed.startswith("2 texts as they are")
    assert "visual_order           backwards                     2  100.00%  100.00%" in printed
