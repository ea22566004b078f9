"""The names of all settings, without their prefix."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from arcanon.settings.current import SettingsError
from arcanon.text.translation import gettext as _

NAMES = (
    "HOST",
    "PORT",
    "DATA_DIR",
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET",
    "PUBLIC_URL",
    "INSECURE_HTTP",
    "TRUSTED_PROXIES",
    "TOPICS",
    "RULES",
    "REPORTS_TO_HIDE",
    "EVIDENCE_DAYS",
    "LANGUAGE",
    "LANGUAGES",
    "AUTHORSHIP_DAYS",
    "CHAT_DAYS",
    "KEYS_DIR",
    "EXIT_URL",
    "PIECES_MIB",
)
# Kubernetes tells every container where a service called arcanon is, in variables that look like our settings.
KUBERNETES = re.compile(r"ARCANON_(?:SERVICE_HOST|SERVICE_PORT\w*|PORT_\d+_(?:TCP|UDP|SCTP)\w*)")
SIMILARITY = 0.75  # at which a name is taken for a misspelled one


def check_names(environ: Mapping[str, str]) -> None:
    """Raises `SettingsError` for a misspelled setting: it would be ignored, and a promise of the host with it."""
    for name in environ:
        is_known = name.removeprefix("ARCANON_") in NAMES or KUBERNETES.fullmatch(name)
        if name.startswith("ARCANON_") and not is_known:
            similar = get_close_matches(name, [f"ARCANON_{known}" for known in NAMES], n=1, cutoff=SIMILARITY)
            if similar:
                raise SettingsError(
                    _("%(name)s is not a setting. Did you mean %(similar)s?", name=name, similar=similar[0])
                )
            raise SettingsError(_("%(name)s is not a setting. README.md lists them all.", name=name))
