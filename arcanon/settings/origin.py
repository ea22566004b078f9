"""The site's own address, as browsers write it in `Origin` (RFC 6454)."""

import re
from urllib.parse import urlsplit


class PathError(ValueError):
    """An address with a path: the cookies of a site are for all of its host, and so are its addresses."""


def parse(value: str) -> str:
    """Returns an address like https://talk.example.org as browsers write it: lower case, without the default port.

    Raises `ValueError` for anything else.
    """
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(value)
    if parts.path not in ("", "/"):
        raise PathError(value)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(value)
    name = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode().lower()
    if not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", name):
        raise ValueError(value)
    host = f"[{name}]" if ":" in name else name
    default_port = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" if parts.port in (None, default_port) else f"{parts.scheme}://{host}:{parts.port}"


def is_onion(address: str) -> bool:
    """Whether an address is that of an onion service. Tor encrypts it, and its name proves who answers."""
    return (urlsplit(address).hostname or "").endswith(".onion")


def is_insecure(address: str) -> bool:
    """Whether others on the network can read what goes to an address and comes from it."""
    is_http = address.startswith("http://")
    return is_http and not is_loopback(urlsplit(address).hostname) and not is_onion(address)


def is_loopback(host: str | None) -> bool:
    """Whether a name means this machine itself."""
    return host in ("localhost", "127.0.0.1", "::1")
