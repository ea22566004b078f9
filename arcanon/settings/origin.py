"""The site's own address, as browsers write it in `Origin` (RFC 6454)."""

import re
from urllib.parse import urlsplit


def parse(value: str) -> str:
    """Returns an address like https://talk.example.org as browsers write it: lower case, without the default port.

    Raises `ValueError` for anything else.
    """
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(value)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(value)
    name = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode().lower()
    if not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", name):
        raise ValueError(value)
    host = f"[{name}]" if ":" in name else name
    default_port = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" if parts.port in (None, default_port) else f"{parts.scheme}://{host}:{parts.port}"


def is_loopback(host: str | None) -> bool:
    """Whether a name means this machine itself."""
    return host in ("localhost", "127.0.0.1", "::1")
