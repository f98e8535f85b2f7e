"""Which words of Arabic are known, and how is each one's stem made?"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from index.arabic.lexicon import PATH, Base, Lexicon, LexiconError, lexicon, read, write

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "words of a test\nno licence\nby hand"
SMALL = Lexicon(
    {
        "كتاب": Base(0, adds_heh=False, native=True).code,
        "سيارات": Base(2, adds_heh=True, native=True).code,
        "باريس": Base(0, adds_heh=False, native=False).code,
        "مدرسون": Base(2, adds_heh=False, native=True).code,
    },
    prefixed={"للجنه": "لجنه"},
    singulars={"كتب": "كتاب", "شهور": "شهر", "اشهر": "شهر"},
)


def test_a_written_lexicon_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "small.txt", SMALL, ORIGIN)
    assert read(tmp_path / "small.txt") == SMALL


def test_an_empty_lexicon_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "empty.txt", Lexicon({}), ORIGIN)
    assert read(tmp_path / "empty.txt") == Lexicon({})


def test_one_lexicon_is_written_in_one_way(tmp_path: Path) -> None:
    write(tmp_path / "one.txt", SMALL, ORIGIN)
    other = Lexicon(dict(reversed(SMALL.bases.items())), SMALL.prefixed, dict(reversed(SMALL.singulars.items())))
    write(tmp_path / "other.txt", other, ORIGIN)
    assert (tmp_path / "one.txt").read_bytes() == (tmp_path / "other.txt").read_bytes()


def test_the_file_says_where_its_words_come_from() -> None:
    head = PATH.read_text("utf-8").splitlines()[:4]
    assert [part in "\n".join(head) for part in ("wordfreq", "arramooz", "GPL", "CC BY-SA 4.0")] == [True] * 4


@pytest.mark.parametrize(
    ("word", "stem"), [("كتاب", "كتاب"), ("سيارات", "سياره"), ("مدرسون", "مدرس")], ids=["whole", "adds heh", "cut"]
)
def test_a_code_says_how_the_stem_is_made(word: str, stem: str) -> None:
    assert SMALL.stem(word) == stem


def test_a_code_says_whether_a_word_is_arabic() -> None:
    assert SMALL.is_native("كتاب")
    assert not SMALL.is_native("باريس")
    assert not SMALL.is_native("مجهول")


def test_siblings_are_singular_and_plurals() -> None:
    assert set(SMALL.siblings("شهور")) == {"شهر", "اشهر"}
    assert set(SMALL.siblings("شهر")) == {"شهور", "اشهر"}
    assert SMALL.siblings("باريس") == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read(tmp_path / "none.txt")


def test_another_file_is_no_lexicon(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("words\n")
    with pytest.raises(LexiconError, match="no lexicon"):
        read(tmp_path / "other.txt")


def test_another_version_is_named(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("bahith-lexicon 9 00000000\n")
    with pytest.raises(LexiconError, match="format is 9, and this program reads 1"):
        read(tmp_path / "new.txt")


def test_a_damaged_file_is_found_out(tmp_path: Path) -> None:
    write(tmp_path / "small.txt", SMALL, ORIGIN)
    content = (tmp_path / "small.txt").read_bytes()
    (tmp_path / "small.txt").write_bytes(content.replace("كتاب".encode(), "كتان".encode()))
    with pytest.raises(LexiconError, match="damaged"):
        read(tmp_path / "small.txt")


def test_the_lexicon_is_read_only_when_it_is_asked_for() -> None:
    """A command that analyses nothing must not wait for it."""
    code = "import index.arabic.relation, index.arabic.lexicon as l; print(l.lexicon.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_the_lexicon_of_the_package_is_whole() -> None:
    known = lexicon()
    assert len(known.bases) > 50_000
    assert all(base in known.bases for base in known.prefixed.values())
    assert all(known.stem(word) for word in known.bases)
    assert PATH.stat().st_size < 1_500_000
