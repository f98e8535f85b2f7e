"""Which characters are these bytes?"""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.code_pages import PAGES
from documents.encodings.encoding import Decoded, EncodingError, decode

ROOT = Path(__file__).parents[2]
ENCODINGS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "formats" / "encodings"

TEXT = "غادرت القوارب ميناء المرسى فجراً، وعادت مساءً بحمولة من السردين الطازج. قال البحارة: «كان البحر هادئاً»."
PLAIN = "غادرت القوارب ميناء المرسى ثم عادت بحمولة من السردين وقال البحارة إن البحر كان في ليل يوم الخميس هادئا"
"""Without punctuation: every code page has all of it."""


LOST = "\ufffd"


def lost(decoded: Decoded) -> list[str]:
    """Return the losses in words."""
    return list(map(str, decoded.lost))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("windows-1256"), "windows-1256"),
        (TEXT.encode("mac-arabic"), "x-mac-arabic"),
    ],
)
def test_each_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.lost) == (TEXT, encoding, ())


@pytest.mark.parametrize("page", PAGES)
def test_each_arabic_code_page_is_told_by_its_letters(page: str) -> None:
    decoded = decode(PLAIN.encode(PAGES[page]))
    assert (decoded.text, decoded.lost) == (PLAIN, ())


def test_a_mark_is_the_evidence_where_there_is_one() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode()).evidence == "byte order mark"


def test_the_share_of_arabic_letters_is_the_evidence_for_a_code_page() -> None:
    assert decode("بحر".encode("windows-1256")).evidence == "not UTF-8; 3 of 3 letters are Arabic"


def test_ascii_is_utf_8() -> None:
    assert decode(b"REUTERS 2022").encoding == "utf-8"


def test_latin_names_do_not_hide_windows_1256() -> None:
    text = TEXT + " (Société Générale, REUTERS)"
    assert decode(text.encode("windows-1256")).text == text


def test_markup_does_not_hide_windows_1256() -> None:
    text = '<div class="article-body" id="main-content"><p style="direction: rtl">بحر هادئ</p></div>'
    assert decode(text.encode("windows-1256")).text == text


def test_nothing_is_empty_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04", b"bahr\x00"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(EncodingError, match="not a text file"):
        decode(data)


def test_a_refusal_of_binary_names_the_byte_and_its_place() -> None:
    with pytest.raises(EncodingError, match="byte 0x03 at offset 2"):
        decode(b"PK\x03\x04")


def test_one_zero_byte_in_a_text_is_a_loss_and_no_picture() -> None:
    decoded = decode(PLAIN.encode() + b"\x00" + PLAIN.encode())
    assert lost(decoded) == [f"control characters: 1, the first at character {len(PLAIN) + 1}"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_that_lost_its_first_byte_is_read_and_the_loss_told(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding)[1:])
    assert (decoded.text, bool(decoded.lost)) == (TEXT[1:], True)


def test_wide_text_that_is_cut_in_its_last_character_tells_it() -> None:
    decoded = decode(TEXT.encode("utf-16")[:-1])
    assert (decoded.text, lost(decoded)) == (
        TEXT[:-1] + "\ufffd",
        [f"lost characters (U+FFFD): 1, the first at character {len(TEXT)}"],
    )


def test_a_mark_of_the_wrong_order_is_not_believed() -> None:
    decoded = decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-le"))
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-16-le")


def test_a_mark_of_utf_8_before_windows_1256_is_not_believed() -> None:
    decoded = decode(codecs.BOM_UTF8 + TEXT.encode("windows-1256"))
    assert (decoded.text, decoded.encoding) == (TEXT, "windows-1256")


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"\x28", codecs.BOM_UTF16_BE + b"\xd8\x00"])
def test_a_mark_before_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(EncodingError, match="begins with the byte order mark"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PLAIN.encode()[:-1], PLAIN[:-1] + "\ufffd"),
        (PLAIN.encode()[1:], "\ufffd" + PLAIN[1:]),
        (PLAIN.encode().replace("ميناء".encode(), "ميناء".encode()[:-1]), PLAIN.replace("ميناء", "مينا\ufffd")),
    ],
    ids=["end", "beginning", "middle"],
)
def test_a_cut_character_is_told_with_its_place(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert lost(decoded) == [f"lost characters (U+FFFD): 1, the first at character {text.index(LOST) + 1}"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("between", ["\n", "\r\n", " "])
def test_a_text_that_goes_on_in_a_code_page_is_read_through_both(page: str, between: str) -> None:
    decoded = decode((TEXT + between).encode() + PLAIN.encode(PAGES[page]))
    assert decoded.text == TEXT + between + PLAIN
    assert decoded.encoding == f"mixed utf-8 and {page}"


def test_where_the_encoding_changes_something_may_be_missing() -> None:
    decoded = decode((TEXT + "\n").encode() + PLAIN.encode("windows-1256"))
    assert lost(decoded) == [
        "places where the encoding changes, at which something may be missing: 1,"
        f" the first at character {len(TEXT) + 2}"
    ]


def test_lines_in_windows_1256_between_lines_in_utf_8_are_read() -> None:
    lines = [TEXT.encode(), PLAIN.encode("windows-1256"), TEXT.encode(), TEXT.encode("windows-1256"), PLAIN.encode()]
    assert decode(b"\n".join(lines)).text == "\n".join([TEXT, PLAIN, TEXT, TEXT, PLAIN])


def test_the_encoding_may_change_inside_a_word() -> None:
    data = "غادرت القوارب ميناء المر".encode() + "سى فجراً، وعادت مساءً".encode("windows-1256")
    assert decode(data).text == "غادرت القوارب ميناء المرسى فجراً، وعادت مساءً"


def test_a_comma_of_windows_1256_after_a_letter_is_no_character_of_utf_8() -> None:
    text = "السلة، والحقيبة»، والميناء"  # ة، is C9 A1, which UTF-8 has as ɡ
    assert decode(f"{TEXT}\n".encode() + text.encode("windows-1256")).text == f"{TEXT}\n{text}"


@pytest.mark.parametrize(
    ("wrong", "times"),
    [("windows-1256", 1), ("windows-1256", 2), ("latin-1", 1), ("latin-1", 2), ("mac-roman", 1), ("cp437", 1)],
)
def test_utf_8_that_was_read_wrongly_and_saved_again_is_undone(wrong: str, times: int) -> None:
    text = TEXT
    for _ in range(times):
        text = text.encode().decode(wrong)
    decoded = decode(text.encode())
    assert (decoded.text, decoded.lost) == (TEXT, ())
    assert "double utf-8" in decoded.encoding
    assert [(one.field, one.kind) for one in decoded.repaired] == [("file", "mojibake")]


def test_what_is_wrong_in_parts_only_is_left_to_the_repair_of_each_text() -> None:
    text = f"{TEXT}\n{TEXT.encode().decode('latin-1')}"
    evidence = "every byte sequence is valid; parts of it were read as windows-1252 before"
    assert decode(text.encode()) == Decoded(text, "utf-8", evidence)


def test_a_letter_that_was_lost_on_the_way_is_a_guess_and_said_to_be() -> None:
    decoded = decode(TEXT.encode().decode("windows-1252", "replace").encode())  # ف is D9 81
    assert decoded.text == TEXT
    assert lost(decoded) == [
        f"guessed characters, of which a byte was lost: 1, the first at character {TEXT.index('ف') + 1}"
    ]


def test_a_declaration_that_lies_is_told() -> None:
    decoded = decode(PLAIN.encode("windows-1256"), "ISO-8859-1")
    assert decoded.text == PLAIN
    assert decoded.evidence.endswith("it declares itself ISO-8859-1, which is not so")


def test_utf_8_is_utf_8_whatever_is_declared() -> None:
    assert decode(TEXT.encode(), "windows-1256").text == TEXT


@pytest.mark.parametrize("page", PAGES)
def test_a_declaration_decides_where_there_are_too_few_letters(page: str) -> None:
    assert decode("نمر".encode(PAGES[page]), page).text == "نمر"


@pytest.mark.parametrize(
    "head",
    [
        '<html><meta charset="{}">',
        "<meta http-equiv=Content-Type content='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
def test_a_document_declares_itself(head: str) -> None:
    text = head.format("iso-8859-6") + "<p>نمر</p>"
    assert decode(text.encode("iso-8859-6")).text == text


def test_a_language_in_latin_script_is_read_as_it_is_declared() -> None:
    text = "Les pêcheurs sont rentrés à la fin de l'été"
    decoded = decode(text.encode("latin-1"), "iso-8859-1")
    assert (decoded.text, decoded.lost) == (text, ())


@pytest.mark.parametrize(
    "text",
    ["Les pêcheurs sont rentrés à la fin de l'été", "Die Straße führt am Häuschen vorbei", "El niño pescó en la bahía"],
)
def test_a_language_in_latin_script_is_read_with_a_doubt(text: str) -> None:
    decoded = decode(text.encode("latin-1"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")
    assert "nothing tells their encoding" in lost(decoded)[0]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso8859-5"])
def test_russian_is_not_taken_for_arabic(encoding: str) -> None:
    with pytest.raises(EncodingError, match=r"unknown encoding.*convert the file to UTF-8"):
        decode("Рыбаки вернулись в порт утром и сказали, что море было спокойным".encode(encoding))


@pytest.mark.parametrize("encoding", ["windows-1253", "windows-1255"])
def test_greek_and_hebrew_are_not_taken_for_arabic(encoding: str) -> None:
    text = {"windows-1253": "Οι ψαράδες επέστρεψαν στο λιμάνι το πρωί", "windows-1255": "הדייגים חזרו לנמל בבוקר"}
    with pytest.raises(EncodingError, match="unknown encoding"):
        decode(text[encoding].encode(encoding))


def test_a_question_mark_in_a_code_page_may_be_a_loss() -> None:
    decoded = decode("غادرت القوارب ميناء المرسى، ثم عادت بحمولة".encode("cp720", "replace"))
    assert lost(decoded) == [
        "question marks, which may stand for characters that dos-720 has not: 1, the first at character 27"
    ]


def test_the_question_marks_of_xml_are_none() -> None:
    assert decode(f'<?xml version="1.0"?>{PLAIN}'.encode("cp720")).lost == ()


def test_the_question_mark_of_a_web_address_is_none() -> None:
    assert decode(f"{PLAIN} nasim.example/a?id=7".encode("cp720")).lost == ()


def test_the_question_mark_of_a_sentence_in_utf_8_is_none() -> None:
    assert decode(b"\xd9\x85\xd8\xa7\xd8\xb0\xd8\xa7? Who?").lost == ()


def test_a_question_mark_inside_a_word_is_a_loss_in_any_encoding() -> None:
    assert lost(decode("عادت القو?رب".encode())) == [
        "question marks inside words, which may stand for lost letters: 1, the first at character 10"
    ]


def test_words_of_question_marks_are_a_loss() -> None:
    assert lost(decode(b"?????? ??????? ????? 2022")) == [
        "rows of question marks in place of words: 1, the first at character 1"
    ]


@pytest.mark.parametrize("place", [0, 30, len(PLAIN)])
def test_the_sign_that_converters_write_for_a_lost_character_is_a_loss(place: int) -> None:
    data = (PLAIN[:place] + "\x1a" + PLAIN[place:]).encode("iso-8859-6")
    assert lost(decode(data)) == [f"lost characters (U+FFFD): 1, the first at character {place + 1}"]


def test_the_end_mark_of_dos_is_no_loss() -> None:
    assert decode(PLAIN.encode("cp720") + b"\x1a").lost == ()


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        outcome = decode(data).text
    except EncodingError as refusal:
        outcome = str(refusal)
    assert outcome or not data.strip(codecs.BOM_UTF8 + b"\x1a")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), min_size=1))
def test_utf_8_is_always_read_as_it_was_written(text: str) -> None:
    decoded = decode(codecs.BOM_UTF8 + text.encode())
    assert decoded.text == text or decoded.repaired


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،؛؟", min_size=1), st.text("فقكلمنهويءآأؤإئىة ،؛؟\n"))
def test_right_arabic_is_never_repaired(text: str, more: str) -> None:
    assert decode((text + more).encode()) == Decoded(text + more, "utf-8", "every byte sequence is valid")


@pytest.mark.corpus
@pytest.mark.skipif(not ENCODINGS.exists(), reason="../shared is absent")
def test_of_transcoded_articles_each_is_right_or_its_loss_is_told() -> None:
    for file in json.loads((ENCODINGS / "manifest.json").read_text()):
        right = (ENCODINGS / f"{file['file'][:2]}.utf-8-bom.txt").read_bytes().decode("utf-8-sig")
        decoded = decode((ENCODINGS / file["file"]).read_bytes())
        assert decoded.text == right or decoded.lost, file["file"]
