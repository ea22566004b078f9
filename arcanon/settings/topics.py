"""The topics of posts: the host's list, each with a short name for addresses and a name for people."""

import re

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
MAX_TOPICS = 40
MAX_NAME_LENGTH = 60  # characters

_TOPIC = re.compile(rf"([a-z0-9-]{{1,20}})\s*=\s*(\S(?:.{{0,{MAX_NAME_LENGTH - 2}}}\S)?)")


def parse(value: str) -> dict[str, str]:
    """Reads a setting like "work=School and work; good=Something good". Raises `ValueError` with the bad part."""
    topics: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(";"))):
        found = _TOPIC.fullmatch(entry)
        if not found or found[1] in topics:
            raise ValueError(entry)
        topics[found[1]] = found[2]
    if not 0 < len(topics) <= MAX_TOPICS:
        raise ValueError(value)
    return topics
