"""Is there a sound index in this folder? What is told when its files were cut short, overwritten or are missing."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.codec.arrayfile import FORMAT_VERSION
from index.codec.storage import Folder, read_contents
from index.engine import Engine, Filters, Plan, open_engine
from index.errors import IndexDamagedError, IndexMissingError, IndexTooNewError, IndexTooOldError, IndexVersionError
from index.folder import newest_generation, open_snapshot
from index.query import Everything, Not, Phrase, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Engine, Article], object]

ARTICLES = 200


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a closed index of one segment whose files have several blocks."""
    folder = tmp_path_factory.mktemp("sound") / "index"
    engine = open_engine(folder, create=True)
    engine.add(
        Article(
            str(number),
            "كتاب",
            f"خبر كتاب البحر {'كتاب ' * (number % 5)} رقم{number} " + " ".join(f"حشو{number}س{n}" for n in range(40)),
            source="الميزان",
            section="فن",
            published=date(2024, 1, number % 28 + 1),
        )
        for number in range(ARTICLES)
    )
    engine.commit()
    engine.close()
    return folder


@pytest.fixture
def filled(sound: Path, folder: Path) -> Path:
    """Return a copy of the sound index, to be damaged."""
    shutil.copytree(sound, folder)
    return folder


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": lambda file: file.unlink(),
    "emptied": lambda file: file.write_bytes(b""),
    "halved": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "shortened": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "lengthened": lambda file: file.write_bytes(file.read_bytes() + b"\0"),
    "zeroed": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "replaced": lambda file: file.write_bytes("<html>ليس فهرسا</html>".encode() * 500),
}


def refuse(folder: Path) -> str:
    """Check that the folder is told to be damaged; return the message."""
    with pytest.raises(IndexDamagedError) as caught:
        open_engine(folder)
    return str(caught.value)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.terms", "*.docs"])
def test_a_damaged_file_is_told_on_opening(filled: Path, pattern: str, damage: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES[damage](file)
    message = refuse(filled)
    assert [part for part in (str(filled), "from a copy", "add the articles") if part not in message] == []


@pytest.mark.parametrize("pattern", ["*.terms", "*.docs"])
def test_the_message_names_the_file_and_what_is_wrong_with_it(filled: Path, pattern: str) -> None:
    (file,) = filled.glob(pattern)
    DAMAGES["halved"](file)
    message = refuse(filled)
    assert [part for part in (str(file), "is damaged", "it was cut short") if part not in message] == []


@pytest.mark.parametrize(("version", "error"), [(+1, IndexTooOldError), (-1, IndexTooNewError)])
def test_another_version_of_the_format_is_told_apart_from_damage(
    filled: Path, version: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.codec.arrayfile.FORMAT_VERSION", FORMAT_VERSION + version)
    with pytest.raises(error, match=f"its format is {FORMAT_VERSION}, and this program reads"):
        open_engine(filled)


# Damage that shows only later


PLANS = [
    Plan(Words(("كتاب", "بحر", "رقم7")), Filters(), explain=True, half_life_days=3.0, facets=("source", "month")),
    Plan(Words(("كتاب", "بحر", "رقم7")), Filters(), limit=500),
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
        for number in range(200):
            engine.get(str(number))
        engine.warm()
        engine.count()
        engine.statistics()
    finally:
        engine.close()


def test_an_undamaged_index_is_read_in_every_way(filled: Path) -> None:
    use(filled)
    engine = open_engine(filled)
    assert [engine.run(plan).total for plan in PLANS] == [200, 200, 200, 191]
    engine.close()


@pytest.mark.parametrize("content", [b"\xff" * 4, bytes(300)], ids=["ones", "zeros"])
@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("pattern", ["*.terms", "*.docs"])
def test_overwritten_bytes_are_told_when_they_are_read(filled: Path, pattern: str, place: int, content: bytes) -> None:
    (file,) = filled.glob(pattern)
    whole = bytearray(file.read_bytes())
    start = place * len(whole) // 4
    whole[start : start + len(content)] = content
    file.write_bytes(whole)
    with pytest.raises(IndexDamagedError, match=r"is damaged: .*add the articles again"):
        use(filled)


@pytest.mark.parametrize("ending", ["terms", "docs", "toc"])
@pytest.mark.parametrize("seed", range(4))
def test_damage_anywhere_raises_no_other_error(filled: Path, ending: str, seed: int) -> None:
    chance = random.Random(f"{ending} {seed}")
    (file,) = filled.glob(f"*{ending}")
    content = file.read_bytes()
    for _ in range(10):
        file.write_bytes(content)
        overwrite(file, chance)
        with suppress(IndexDamagedError, IndexVersionError):  # and nothing where it is not read
            use(filled)


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
    (file,) = filled.glob("_MAIN_*.toc")
    file.unlink()
    with pytest.raises(IndexDamagedError):
        open_engine(filled, create=True)


@pytest.mark.parametrize(
    "step", [lambda engine, article: engine.add([article]), lambda engine, article: engine.delete([article.id])]
)
def test_damage_is_told_when_articles_are_added_or_deleted(
    filled: Path, opened: Callable[..., Engine], article: Callable[..., Article], step: Step
) -> None:
    (file,) = filled.glob("*.terms")
    whole = bytearray(file.read_bytes())
    whole[64:-2000] = bytes(len(whole) - 2064)
    file.write_bytes(whole)
    engine = opened()
    with pytest.raises(IndexDamagedError, match="add the articles again"):
        step(engine, article("5", "خبر"))


# Opening


def test_a_folder_without_an_index_is_none(folder: Path) -> None:
    with pytest.raises(IndexMissingError):
        open_snapshot(folder)
    assert newest_generation(folder) == -1


def test_the_newest_generation_is_that_of_the_last_commit(
    engine: Engine, keep: Callable[..., None], folder: Path
) -> None:
    numbers = [newest_generation(folder)]
    for body in ("كتاب", "قلم"):
        keep(engine, a=body)
        numbers.append(newest_generation(folder))
        assert open_snapshot(folder).generation == numbers[-1]
    assert numbers == sorted(set(numbers))


def test_files_that_a_commit_takes_away_are_looked_for_again(
    engine: Engine, keep: Callable[..., None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the table of contents and opening a segment, another process may have merged it away."""
    keep(engine, a="كتاب")

    def read_and_commit(place: Folder, fields: object) -> object:
        contents = read_contents(place, fields)
        if len(commits) < 2:
            commits.append(1)
            keep(engine, a=f"كتاب{len(commits)}")
        return contents

    commits: list[int] = []
    monkeypatch.setattr("index.snapshot.read_contents", read_and_commit)
    assert open_snapshot(folder).generation == newest_generation(folder)
    assert len(commits) == 2


@pytest.mark.parametrize("left", ["_MAIN_0.toc", "_MAIN_0.toc.1790000000.5", "manifest.json.new", "writer.json"])
def test_an_index_whose_making_was_killed_is_made_by_the_next_writer(
    folder: Path, opened: Callable[..., Engine], keep: Callable[..., None], left: str
) -> None:
    folder.mkdir()
    (folder / left).write_bytes(b"half")
    with pytest.raises(IndexMissingError):
        opened()
    engine = opened(create=True)
    keep(engine, a="كتاب")
    assert engine.count() == 1


def test_a_file_of_another_segment_is_noticed(
    folder: Path, opened: Callable[..., Engine], keep: Callable[..., None]
) -> None:
    engine = opened(create=True)
    keep(engine, a="كتاب")
    keep(engine, b="قلم")
    for ending in ("terms", "docs"):
        one, other = sorted(folder.glob(f"*.{ending}"))
        kept = other.read_bytes()
        other.write_bytes(one.read_bytes())
        with pytest.raises(IndexDamagedError, match="of another segment"):
            opened()
        other.write_bytes(kept)
