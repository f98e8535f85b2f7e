"""How was an answer of HTTP packed? It is unpacked, but a bomb is not."""

from __future__ import annotations

import sys
import zlib

MAX_PAGE_BYTES = 64 * 2**20
"""A page has at most 64 MB; those of news have one or two."""

_PIECE_BYTES = 2**14


class CodingError(ValueError):
    """The answer cannot be unpacked."""


def unpacked(data: bytes, codings: str) -> bytes:
    """Undo the codings of a ``Content-Encoding``, the last one first.

    What is not packed as the header says comes back as it is: crawlers keep the header and unpack the page. What is
    damaged comes as far as it goes.

    Raises:
        CodingError: the coding is unknown, or more than `MAX_PAGE_BYTES` would come out.
    """
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        data = _undone(data, coding)
        if len(data) > MAX_PAGE_BYTES:
            raise CodingError(f"unpacked, the page has more than {MAX_PAGE_BYTES} bytes")
    return data


def _undone(data: bytes, coding: str) -> bytes:
    if coding in ("", "identity", "none", "utf-8"):
        return data
    if coding in ("gzip", "x-gzip", "deflate"):
        with_header = zlib.MAX_WBITS | 32  # gzip or zlib, as it begins
        return (
            _inflated(data, with_header) or (_inflated(data, -zlib.MAX_WBITS) if coding == "deflate" else b"") or data
        )
    if coding == "br":
        return _unbrotlied(data)
    if coding == "zstd":
        return _unzstd(data)
    raise CodingError(f"packed as {coding[:40]!r}; expected gzip, deflate, br or zstd")


def _inflated(data: bytes, window: int) -> bytes:
    decoder = zlib.decompressobj(window)
    out = bytearray()
    try:
        for at in range(0, len(data), _PIECE_BYTES):
            out += decoder.decompress(data[at : at + _PIECE_BYTES])
            if len(out) > MAX_PAGE_BYTES or decoder.eof:
                break
    except zlib.error:
        pass
    return bytes(out)


def _unbrotlied(data: bytes) -> bytes:
    import brotli

    decoder = brotli.Decompressor()
    try:
        out = decoder.process(data, output_buffer_limit=MAX_PAGE_BYTES)
        if not decoder.can_accept_more_data():
            raise CodingError(f"unpacked, the page has more than {MAX_PAGE_BYTES} bytes")
    except brotli.error:
        return data
    return bytes(out)


def _unzstd(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        return zstd.ZstdDecompressor().decompress(data, MAX_PAGE_BYTES + 1)
    except zstd.ZstdError:
        return data
