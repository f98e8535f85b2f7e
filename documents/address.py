"""Which article does a web address name? The same one for all spellings of the address."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from documents.article import derived_id

_SCHEME = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_HOST_FIRST = re.compile(r"\s*[^\s/?#:@]+\.[^\s/?#:@.]{2,}(?::\d+)?[/?]")
_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(?=https?:/)(?P<url>.*)", re.IGNORECASE | re.DOTALL)
_ARCHIVE = "web.archive.org"
_OWN_PORTS = (None, 80, 443)

# What those who share a link add to it, to count who comes. Names that are an article's number on some sites (id, cid,
# p, source) are not among them: to take two articles for one is worse than to take one for two.
_COUNTING = re.compile(
    r"(?:utm|at|mc|pk|mtm|matomo|hsa|itm|fb|vero)_\w*|_ga|_gl|_hs\w+|(?:fb|g|d|y|tw|tt|ms)clk?id"
    r"|gbraid|wbraid|igsh(?:id)?|mibextid|mkt_tok|xtor|cmpid|ocid|smid|spm|share|traffic_source"
    r"|ref|ref_?src|ref_?url|referr?er|__twitter_impression"
)
_PLAIN = "!$'()*+,;:@/~"
"""Left as they are in a path and in a query (RFC 3986), beside letters and digits."""


def url_id(url: str) -> str | None:
    """Return the id of the article that an address names; None where it names none (see `canonical_url`)."""
    address = canonical_url(url)
    return derived_id(address) if address else None


def canonical_url(url: str) -> str:
    """Return one spelling of a web address; the empty text for what names no article.

    That is what is no web address (``https``, ``http``, or none and a host), and the mere address of a site. Left out
    are ``http`` for ``https``, ``www.``, the usual port, names of parameters that count readers, what follows ``#``
    unless it is a path, and the last slash; letters are percent-encoded, and parameters in order. Pages for phones
    (``m.``) and other renderings (``/amp``) keep addresses of their own.
    """
    parts = _parts(url.replace("&amp;", "&"))
    host = _host(parts) if parts else ""
    if not parts or not host:
        return ""
    if host == _ARCHIVE and (archived := _ARCHIVED.match(parts.path + (parts.query and f"?{parts.query}"))):
        return canonical_url(re.sub("^(https?:)/+", r"\1//", archived["url"], count=1, flags=re.IGNORECASE))
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment[:1] in ("!", "/") else ""
    query = "&".join(sorted(_encoded(one, "=?") for one in parts.query.split("&") if one and not _counts(one)))
    named = _encoded(parts.path, "&=").rstrip("/"), query and f"?{query}", fragment.rstrip("/")
    return f"https://{host}{named[0] or '/'}{named[1]}{named[2]}" if any(named) else ""


def _parts(url: str) -> SplitResult | None:
    """Return the parts of a web address; None where it is none."""
    text = url if _SCHEME.match(url) else f"//{url.strip()}" if _HOST_FIRST.match(url) else ""
    try:
        parts = urlsplit(text.strip())
        return None if parts.hostname is None or parts.port == 0 else parts
    except ValueError:  # brackets that are no address, a port that is no number
        return None


def _host(parts: SplitResult) -> str:
    """Return the host, in small letters and as it stands in the DNS, with a port that is not the usual one."""
    host = (parts.hostname or "").strip(".").removeprefix("www.")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:  # no name of the DNS, but still the same text
            host = _encoded(host)
    return host if parts.port in _OWN_PORTS else f"{host}:{parts.port}"


def _counts(parameter: str) -> bool:
    """Tell whether a parameter says only where its reader came from."""
    return _COUNTING.fullmatch(parameter.partition("=")[0].lower()) is not None


def _encoded(text: str, more: str = "") -> str:
    """Return a text percent-encoded once, whether it was before or not."""
    return quote(unquote_to_bytes(text.encode("utf-8", "replace")), safe=_PLAIN + more)
