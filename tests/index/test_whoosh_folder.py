"""Is there a sound Whoosh index in this folder? What is told when its files were cut short or overwritten."""

from __future__ import annotations

import gc
import random
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from index.engine import Engine, Filters, Plan, open_engine
from index.errors import IndexDamagedError
from index.query import Everything, Not, Phrase, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from documents.article import Article

    Step = Callable[[Engine, Article], object]

WHOOSH_LEAVES_FILES_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def filled(folder: Path, article: Callable[..., Article]) -> Path:
    """Return the folder of a closed index of one segment, in which a term has several blocks of postings."""
    engine = open_engine(folder, create=True)
    engine.add(
        article(
            str(number),
            f"خبر كتاب البحر {'كتاب ' * (number % 5)} رقم{number}",
            title="كتاب",
            source="الميزان",
            section="فن",
            published=date(2024, 1, number % 28 + 1),
        )
        for number in range(200)
    )
    engine.commit()
    engine.close()
    return folder


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": lambda file: file.unlink(),
    "emptied": lambda file: file.write_bytes(b""),
    "halved": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "zeroed": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "replaced": lambda file: file.write_bytes("<html>ليس فهرسا</html>".encode() * 500),
}


def refuse(folder: Path) -> str:
    """Check that the folder is told to be damaged; return the message."""
    with pytest.raises(IndexDamagedError) as caught:
        open_engine(folder)
    message = str(caught.value)
    del caught
    gc.collect()  # files that Whoosh opened before it failed warn here, in a test that expects it
    return message


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.trm", "*._stored.col", "*.id.col"])
def test_a_damaged_file_is_told_on_opening(filled: Path, pattern: str, damage: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES[damage](file)
    message = refuse(filled)
    assert (str(filled) in message, "add the articles again" in message) == (True, True)


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        ("*.source.col", "halved"),
        ("*.pst", "removed"),
        *(("*.words.col", damage) for damage in DAMAGES if damage != "zeroed"),
    ],
)
def test_damage_to_other_files_is_told_on_opening(filled: Path, pattern: str, damage: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES[damage](file)
    refuse(filled)


# Damage that shows only later


PLANS = [
    Plan(Words(("كتاب", "بحر", "رقم7")), Filters(), explain=True, half_life_days=3.0),
    Plan(Phrase("كتاب البحر"), Filters(), limit=300),
    Plan(
        Not(Words(("رقم7",))),
        Filters(sources=("الميزان",), sections=("فن",), published_from=date(2024, 1, 2)),
        sort="newest",
    ),
]


def use(folder: Path) -> None:
    """Read an index in every way; a programming error would pass through."""
    engine = open_engine(folder)
    try:
        for plan in PLANS:
            engine.run(plan)
        engine.get("100")
        engine.count()
        engine.statistics()
    finally:
        engine.close()


def test_an_undamaged_index_is_read_in_every_way(filled: Path) -> None:
    use(filled)
    engine = open_engine(filled)
    assert [engine.run(plan).total for plan in PLANS] == [200, 200, 191]
    engine.close()


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize("pattern", ["*.words.col", "*.pst"])
def test_zeroed_words_or_postings_are_told_when_they_are_read(filled: Path, pattern: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES["zeroed"](file)
    with pytest.raises(IndexDamagedError, match="add the articles again"):
        use(filled)
    gc.collect()


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize(
    ("pattern", "start", "content"),
    [
        ("*.words.col", 0, b"\x00" * 4),  # a gap too many
        ("*.words.col", 4, b"\x01" * 12),  # gaps too few
        ("*.id.col", 0, b"\xff"),  # no UTF-8
        ("*.source.col", 0, b"\xff"),
        ("*.minute.col", 0, b"\xff" * 8),  # a day after the year 9999
        ("*.minute.col", 0, b"\x00" * 8),  # a day before the year 1
    ],
)
def test_overwritten_values_are_told_when_they_are_read(filled: Path, pattern: str, start: int, content: bytes) -> None:
    (file,) = filled.glob(pattern)
    whole = file.read_bytes()
    file.write_bytes(whole[:start] + content + whole[start + len(content) :])
    with pytest.raises(IndexDamagedError):
        use(filled)
    gc.collect()


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize(
    "ending", ["words.col", "pst", "trm", "toc", "id.col", "source.col", "minute.col", "_stored.col"]
)
@pytest.mark.parametrize("seed", range(4))
def test_damage_anywhere_raises_no_other_error(filled: Path, tmp_path: Path, ending: str, seed: int) -> None:
    """What was overwritten with other words or numbers cannot be told; it must not end the program either."""
    chance = random.Random(f"{ending} {seed}")
    for number in range(6):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(filled, copy)
        (file,) = copy.glob(f"*{ending}")
        overwrite(file, chance)
        try:
            use(copy)
        except IndexDamagedError:
            continue
    gc.collect()


def overwrite(file: Path, chance: random.Random) -> None:
    """Cut a file short, or put random bytes, zeros or one other bit somewhere into it."""
    content = bytearray(file.read_bytes())
    place = chance.randrange(len(content))
    length = min(chance.choice([1, 4, 30, 300]), len(content) - place)
    match chance.choice(["cut", "random", "zeros", "bit"]):
        case "cut":
            del content[place:]
        case "random":
            content[place : place + length] = chance.randbytes(length)
        case "zeros":
            content[place : place + length] = bytes(length)
        case "bit":
            content[place] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def test_a_programming_error_is_not_told_as_damage(
    engine: Engine, keep: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(engine, a="كتاب")

    def wrong(*_: object) -> None:
        raise ValueError("the shapes differ")

    monkeypatch.setattr("index.answering.stories", wrong)
    with pytest.raises(ValueError, match="the shapes differ"):
        engine.run(Plan(Words(("كتاب",)), Filters()))
    assert engine.run(Plan(Everything(), Filters())).total == 1


def test_a_damaged_index_is_not_made_anew(filled: Path) -> None:
    (toc,) = filled.glob("_MAIN_*.toc")
    toc.unlink()
    with pytest.raises(IndexDamagedError):
        open_engine(filled, create=True)


@WHOOSH_LEAVES_FILES_OPEN
@pytest.mark.parametrize(
    "step", [lambda engine, article: engine.add([article]), lambda engine, article: engine.delete([article.id])]
)
def test_damage_is_told_when_articles_are_added_or_deleted(
    filled: Path, opened: Callable[..., Engine], article: Callable[..., Article], step: Step
) -> None:
    (file,) = filled.glob("*.pst")
    DAMAGES["zeroed"](file)
    engine = opened()
    with pytest.raises(IndexDamagedError, match="add the articles again"):
        step(engine, article("5", "خبر"))
