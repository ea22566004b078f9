"""Lists that the host may choose: the topics of posts and the house rules, each with a short name and a text."""

import re

from arcanon.text.translation import N_

DEFAULT_TOPICS = {
    "low": "Feeling low",
    "worry": "Worry and fear",
    "lonely": "Being alone",
    "grief": "Loss and grief",
    "love": "Love and friendship",
    "family": "Family",
    "work": "School and work",
    "body": "Body and health",
    "good": "Something good",
    "else": "Anything else",
}
# What ends at the first full stop is what a rule is called.
DEFAULT_RULES = {
    "kind": N_("Be kind, or be quiet. Someone here is having the worst night of their year."),
    "private": N_("No names, addresses or pictures. Not yours, and not anyone else's."),
    "pressure": N_("No pressure. Nobody owes you an answer, a meeting or their name."),
    "selling": N_("No selling, no preaching, no threats."),
}
# For what no rule names.
OTHER_REASONS = {"law": N_("It is against the law"), "other": N_("Something else")}
MAX_TOPICS = 40
MAX_NAME_LENGTH = 60  # characters
MAX_RULES = 20
MAX_RULE_LENGTH = 300

_ENTRY = re.compile(r"([a-z0-9-]{1,20})\s*=\s*(\S.*)")


def parse(value: str, *, most: int = MAX_TOPICS, length: int = MAX_NAME_LENGTH) -> dict[str, str]:
    """Reads a setting like "work=School and work; good=Something good". Raises `ValueError` with the bad part."""
    entries: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(";"))):
        found = _ENTRY.fullmatch(entry)
        if not found or found[1] in entries or len(found[2]) > length:
            raise ValueError(entry)
        entries[found[1]] = found[2]
    if not 0 < len(entries) <= most:
        raise ValueError(value)
    return entries
