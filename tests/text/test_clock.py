from datetime import UTC, datetime, timedelta

import pytest

from arcanon.text import clock


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (6, "6 days ago"),
        (7, "1 week ago"),
        (13, "1 week ago"),
        (14, "2 weeks ago"),
        (29, "4 weeks ago"),
        (30, "1 month ago"),
        (60, "2 months ago"),
        (364, "12 months ago"),
        (365, "1 year ago"),
        (800, "2 years ago"),
    ],
)
def test_others_know_the_day_alone(days: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2028, 2, 29, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)
    assert clock.ago(noon - timedelta(days=days)) == words
