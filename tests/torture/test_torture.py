"""The short chat torture: see `tests/torture/torture.py` for the long one."""

import pytest

from tests.torture.torture import torture


@pytest.mark.timeout(150)
@pytest.mark.parametrize(("kind", "seconds"), [("sqlite", 16), ("cluster", 24)])
async def test_no_message_is_lost_or_doubled_whatever_breaks(kind: str, seconds: float) -> None:
    report = await torture(kind, seconds)
    assert set(report.troubles) >= {"server killed", "server stopped", "clients cut", "reader frozen"}
    assert (set(report.troubles) >= {"Redis killed", "PostgreSQL restarted"}) is (kind == "cluster")
