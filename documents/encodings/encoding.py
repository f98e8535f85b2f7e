"""Which characters are these bytes?

The order of evidence: a byte order mark; zero bytes in the places that UTF-16 and UTF-32 have them; UTF-8, whose
sequences do not come about by chance; what is declared, where the bytes agree; the letters, through each Arabic code
page. What other programs did wrong before is undone. All of it is told, and so is every loss.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from documents.article import Repair
from documents.encodings.code_pages import PAGES, Reading, odds, readings
from documents.encodings.declared import declaration, known_name
from documents.encodings.losses import Damage, losses
from documents.encodings.mixed import Mixed, odd_bytes, read_mixed, utf_8_share
from documents.encodings.mojibake import Undoubled, undouble
from documents.encodings.wide import WIDE_MARKS, wide
from documents.repair.fault import fault

_MARKS = ((codecs.BOM_UTF8, "utf-8"), *WIDE_MARKS)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_LETTER = re.compile(r"[^\W\d_]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ACCENTED = re.compile(r"[^\W\d_\x00-\x7f]")

MIXED, MOJIBAKE = "mixed_encodings", "mojibake"
"""What the log of an article calls what is repaired here."""

_VALID = "every byte sequence is valid"

CONTROL_SHARE = 0.01
"""Of text, at most one byte in a hundred is a control character, put there by an accident; of packed data and pictures
one in ten is."""

WHOLE_SHARE = 0.9
"""Where less of the text beyond ASCII was decoded wrongly, single records or lines were: that is for the repair of
each text (`documents.repair`), which logs it where it was."""

DAMAGED_SHARE = 0.5
"""More than half of the bytes of UTF-8 that is no longer text are odd ones."""

ACCENTED_SHARE = 0.25
"""Of the letters of a language in Latin script, at most a fifth are accented (Vietnamese); French and Turkish have 5 to
15 in a hundred, a page of Russian or Greek read as Latin nearly all."""

DOUBTFUL_BITS = 12
"""A page that is better by less, one to four thousand, is told to be doubtful; of texts of 20 characters one in
thirteen is, of 30 one in a hundred, of 50 none."""

DECLARED_BITS = 30
"""Bits by which the whole sample may fit worse in a declared Arabic page than in the best one, and still be believed:
as much as two or three words say."""


class EncodingError(ValueError):
    """The bytes are not text in an encoding that Bahith reads."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was in, the evidence for that, what was repaired, and what is lost.

    ``repaired`` is for the log of every article in it; the field is ``file``.
    """

    text: str
    encoding: str
    evidence: str
    repaired: tuple[Repair, ...] = ()
    lost: tuple[Damage, ...] = ()

    def notes(self) -> tuple[str, ...]:
        """Return the encoding and what is lost, as remarks for ``bahith inspect``; articles have the repairs."""
        return (f"encoding: {self.encoding} ({self.evidence})", *(f"loss: {damage}" for damage in self.lost))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a whole file, or as much of it as there is.

    ``declared`` is what somebody says of the bytes, such as the charset of an HTTP header; without it, a declaration
    at the beginning of HTML and XML is looked for. It is believed where the bytes agree.

    Raises:
        EncodingError: the bytes are no text, or text in none of the encodings read here.
    """
    decoded = _decoded(data, declared or declaration(data))
    decoded = replace(decoded, text=decoded.text.removeprefix("\ufeff"))
    undone = undouble(decoded.text)
    guessed = Damage("guessed characters, of which a byte was lost", undone.guessed, undone.first)
    lost = decoded.lost + ((guessed,) if undone.guessed else ()) + losses(undone.text, decoded.encoding)
    return replace(_undone(decoded, undone) if undone.through else decoded, lost=lost)


def _undone(decoded: Decoded, undone: Undoubled) -> Decoded:
    """Return text whose wrong decoding is undone if all of it had it, and else only told."""
    pages = " and ".join(undone.through)
    if undone.repaired < WHOLE_SHARE * len(_BEYOND_ASCII.findall(undone.text)):
        return replace(decoded, evidence=f"{decoded.evidence}; parts of it were read as {pages} before")
    return replace(
        decoded,
        text=undone.text.removeprefix("\ufeff"),
        encoding=f"{decoded.encoding} of text that was read as {pages} before (double utf-8)",
        repaired=(_repair(MOJIBAKE, undone.repaired, decoded.text, undone.text),),
    )


def _repair(kind: str, count: int, before: str, after: str) -> Repair:
    found = fault(kind, count, before, after)
    return Repair("file", kind, count, found.before, found.after)


def _decoded(data: bytes, declared: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if order := wide(data):
        cut = (Damage("bytes of half a character at the beginning", order.skip_bytes),) if order.skip_bytes else ()
        text = data[order.skip_bytes :].decode(order.codec, "replace")
        return Decoded(text, order.codec, "no byte order mark; told by where its zero bytes stand", lost=cut)
    _refuse_binary(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as exc:
        return _not_utf_8(data, declared, f"{exc.reason} at byte {exc.start}")
    return Decoded(text, "utf-8", _VALID + _contradiction(declared, "utf-8"))


def _marked(data: bytes, name: str) -> Decoded:
    if name == "utf-8":
        decoded = _decoded(data, "utf-8")
        agrees = decoded.evidence == _VALID
        return replace(decoded, evidence="byte order mark" + ("" if agrees else f" of UTF-8; {decoded.evidence}"))
    order = wide(data)
    if order and order.codec != name and not order.skip_bytes:
        text = data.decode(order.codec, "replace")
        return Decoded(text, order.codec, f"its byte order mark says {name}, but its zero bytes stand otherwise")
    text = data.decode(name, "replace")
    if 2 * text.count("\ufffd") > len(text):
        raise EncodingError(f"begins with the byte order mark of {name}, but what follows is not {name}")
    return Decoded(text, name[:6], "byte order mark")


def _refuse_binary(data: bytes) -> None:
    control = _CONTROL.search(data)
    if control and len(_CONTROL.findall(data)) > CONTROL_SHARE * len(data):
        raise EncodingError(
            f"not a text file: byte 0x{data[control.start()]:02X} at offset {control.start()} is a control character,"
            " and more than one byte in 100 is; expected text"
        )


def _contradiction(declared: str | None, found: str) -> str:
    if not declared or known_name(declared) == found:
        return ""
    return f"; it declares itself {declared}, which is not so"


def _not_utf_8(data: bytes, declared: str | None, fault: str) -> Decoded:
    if utf_8_share(data) > DAMAGED_SHARE:
        return _damaged_utf_8(data, declared, fault)
    found = readings(data)
    best = found[0]
    name = known_name(declared) if declared else None
    page = next((reading for reading in found if reading.page == name), None)
    if page and (not best.is_arabic or page.fit * page.beyond > best.fit * best.beyond - DECLARED_BITS):
        return _from_page(data, page, f"declared as {declared}")
    if best.is_arabic:
        doubt = (Damage(f"characters that may be wrong: {found[1].page} is not less probable by much", best.beyond),)
        why = f"not UTF-8; {best.arabic} of {best.letters} letters are Arabic"
        decoded = _from_page(data, best, why + _contradiction(declared, best.page))
        return replace(decoded, lost=doubt) if odds(found) < DOUBTFUL_BITS else decoded
    return _foreign(data, name, best, fault)


def _from_page(data: bytes, reading: Reading, why: str) -> Decoded:
    """Decode a code page; DOS ends a text with 1A, and others write it for a character that they do not have."""
    data = data.removesuffix(b"\x1a") if reading.page == "dos-720" else data
    text = data.decode(PAGES[reading.page], "replace").replace("\x1a", "\ufffd")
    return Decoded(text, reading.page, why)


def _damaged_utf_8(data: bytes, declared: str | None, fault: str) -> Decoded:
    odd = odd_bytes(data)
    best = readings(odd)[0]
    page = best.page if best.is_arabic and best.arabic >= 3 else None
    mixed = read_mixed(data, page)
    if not mixed.from_page:
        return Decoded(
            mixed.text, "utf-8", f"most byte sequences are valid; {fault}" + _contradiction(declared, "utf-8")
        )
    return _both(mixed, best.page, data.decode("utf-8", "replace"))


def _both(mixed: Mixed, page: str, broken: str) -> Decoded:
    return Decoded(
        mixed.text,
        f"mixed utf-8 and {page}",
        f"its parts are valid UTF-8, or Arabic as {page}",
        (_repair(MIXED, mixed.from_page, broken, mixed.text),),
        (
            Damage(
                "places where the encoding changes, at which something may be missing",
                len(mixed.changes),
                mixed.changes[0],
            ),
        ),
    )


def _foreign(data: bytes, name: str | None, best: Reading, fault: str) -> Decoded:
    if name and name != "utf-8":
        try:
            return Decoded(data.decode(name), name, f"declared as {name}")
        except UnicodeDecodeError:
            pass
    text = data.decode("windows-1252", "replace")
    accented, letters = len(_ACCENTED.findall(text)), len(_LETTER.findall(text))
    if accented > ACCENTED_SHARE * letters:
        raise EncodingError(
            f"text in an unknown encoding: not UTF-8 ({fault}), and in no Arabic code page"
            f" (best {best.page}: {best.arabic} of {best.letters} letters would be Arabic); convert the file to UTF-8"
        )
    beyond = sum(c >= "\x80" for c in text)
    lost = (Damage("characters that may be wrong, for nothing tells their encoding", beyond),)
    return Decoded(
        text, "windows-1252", f"not UTF-8, and {letters - accented} of {letters} letters are A to Z", lost=lost
    )
