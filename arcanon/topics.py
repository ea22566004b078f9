"""What one may write about: the host's list of topics, each a short name for addresses and one for people."""

import re

USUAL = {
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
AT_MOST = 40
NAME_AT_MOST = 60  # characters

_TOPIC = re.compile(rf"([a-z0-9-]{{1,20}})\s*=\s*(\S(?:.{{0,{NAME_AT_MOST - 2}}}\S)?)")


def read(value: str) -> dict[str, str]:
    """The topics of a setting such as "work=School and work; good=Something good". Raises `ValueError`."""
    topics: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(";"))):
        found = _TOPIC.fullmatch(entry)
        if not found or found[1] in topics:
            raise ValueError(entry)
        topics[found[1]] = found[2]
    if not 0 < len(topics) <= AT_MOST:
        raise ValueError(value)
    return topics
