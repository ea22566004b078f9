"""Reads the addresses of the site. A wrong one stops the start with one line that says what to do."""

import re

from arcanon.settings import origin
from arcanon.settings.current import SettingsError
from arcanon.settings.origin import is_insecure
from arcanon.text.translation import gettext as _


def read(value: str, insecure_http: str) -> tuple[str, ...]:
    """Reads one or more addresses; the first is the one that feeds and links outside name."""
    if insecure_http not in ("", "0", "1"):
        raise SettingsError(_("ARCANON_INSECURE_HTTP: give 1 to allow plain http, or leave it out."))
    addresses = tuple(dict.fromkeys(map(_read_one, re.split(r"[\s,]+", value))))
    for address in addresses:
        if is_insecure(address) and insecure_http != "1":
            raise SettingsError(
                _(
                    "ARCANON_PUBLIC_URL: %(value)s is plain http, which others on the network can read. "
                    "Use https, or set ARCANON_INSECURE_HTTP=1 to accept that.",
                    value=address,
                )
            )
    return addresses


def _read_one(value: str) -> str:
    try:
        return origin.parse(value)
    except origin.PathError:
        raise SettingsError(
            _(
                "ARCANON_PUBLIC_URL: %(value)s has a path, and arcanon needs a name for itself: what is beside it "
                "could read its cookies. Give it one, like https://talk.example.org",
                value=repr(value),
            )
        ) from None
    except ValueError:
        raise SettingsError(
            _("ARCANON_PUBLIC_URL: %(value)s is not an address like https://talk.example.org", value=repr(value))
        ) from None
