"""Hourly jobs: where they are written they register themselves, and a broken one names itself."""

import asyncio
import logging

import pytest

from arcanon import application
from arcanon.server import jobs

assert application, "importing the application registers the jobs"


def test_every_feature_with_jobs_has_registered_them() -> None:
    assert set(jobs.registered) == {
        "chats.jobs.erase_old_chats",
        "comments.jobs.refresh_texts",
        "invitations.jobs.delete_expired_invitations",
        "matches.jobs.delete_expired_match_requests",
        "moderation.jobs.carry_out_decisions",
        "moderation.jobs.delete_expired_invitations",
        "notifications.jobs.delete_expired_notifications",
        "people.jobs.delete_expired_sessions",
        "people.jobs.destroy_expired_day_keys",
        "people.jobs.fold_vaults",
        "people.jobs.write_renewals",
        "reports.jobs.forget_old_cases",
        "search.jobs.merge_index",
        "server.jobs.delete_old_backups",
    }


async def test_a_broken_job_is_named_and_the_others_run(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def believed() -> bool:
        return True

    monkeypatch.setattr(jobs, "_believes_clock", believed)
    monkeypatch.setattr(jobs, "registered", {})
    monkeypatch.setattr(jobs, "INTERVAL", 0.01)
    runs: list[str] = []

    @jobs.hourly
    async def broken() -> None:
        raise ValueError("what somebody wrote")

    @jobs.hourly
    async def whole() -> None:
        runs.append("whole")

    with caplog.at_level(logging.WARNING, logger="arcanon"):
        running = asyncio.create_task(jobs.run_hourly())
        async with asyncio.timeout(5):
            while len(runs) < 2:
                await asyncio.sleep(0.01)
        running.cancel()
    assert "broken failed: ValueError" in caplog.text
    assert "what somebody wrote" not in caplog.text, "an exception may quote a text"
