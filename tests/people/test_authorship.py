"""Sealed authorship: within the window the server can act on a writer; afterwards nobody can tell who it was."""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon import settings
from arcanon.comments.models import Comment
from arcanon.crypto import BrokenSealError, derive, unseal
from arcanon.people import authorship, day_keys
from arcanon.people.models import Person
from arcanon.posts.models import Post
from arcanon.server import jobs
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.cast import Browser, person_of


@pytest.fixture
async def written(app: ASGIApp, alice: Browser, bob: Browser) -> list[Post | Comment]:
    """Two posts and two comments of Alice's, and one of each of Bob's."""
    for person, times in ((alice, 2), (bob, 1)):
        for _ in range(times):
            await person.comment(await person.write())
    return [*await Post.all().order_by("created_at"), *await Comment.all().order_by("created_at")]


async def test_within_the_window_the_server_knows_whom_to_act_on(
    written: list[Post | Comment], alice: Browser, bob: Browser
) -> None:
    hers, his = await person_of(alice), await person_of(bob)
    found = [authorship.unseal_person(one.sealed_writer, one.id, one.created_at) for one in written]
    assert found == [hers, hers, his, hers, hers, his]


async def test_two_seals_of_one_writer_have_nothing_in_common(written: list[Post | Comment]) -> None:
    seals = [one.sealed_writer for one in written]
    assert len(set(seals)) == len(seals)
    assert len({len(seal) for seal in seals}) == 1
    pieces = [{seal[at : at + 4] for at in range(len(seal) - 3)} for seal in seals]
    assert not [1 for one in range(6) for other in range(one) if pieces[one] & pieces[other]]
    # Nor can one be put under another text.
    assert authorship.unseal_person(written[0].sealed_writer, written[1].id, written[1].created_at) is None


async def test_without_the_keys_of_the_days_a_whole_copy_does_not_tell(
    site: Settings, written: list[Post | Comment]
) -> None:
    """The thief has the database, the source and the server's secret; the keys lie apart and are in no backup."""
    people = [person.id async for person in Person.all()]
    secrets = [site.secret, derive(site.secret, "writer"), derive(site.secret, "day"), b"\0" * 32]
    secrets += [derive(site.secret, f"{clock.today()}"), *(person.encode().ljust(32) for person in people)]
    for one in written:
        assert not [person for person in people if person.encode() in one.sealed_writer]
        for secret in secrets:
            with pytest.raises(BrokenSealError):
                unseal(secret, one.sealed_writer, f"writer {one.id}")
        # The positive control: with the key it opens.
        assert (
            unseal(day_keys.key_for_day(one.created_at.date()), one.sealed_writer, f"writer {one.id}").decode()
            in people
        )


async def test_when_the_window_is_over_the_link_is_gone(
    written: list[Post | Comment], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    for days, is_known in ((30, True), (31, False)):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        day_keys.destroy_expired()
        assert {bool(authorship.unseal_person(one.sealed_writer, one.id, one.created_at)) for one in written} == {
            is_known
        }
    assert {path.name for path in settings.current().keys_dir.iterdir() if path.is_file()} == {"database", "sanctions"}


async def test_the_window_is_the_hosts_to_choose(
    written: list[Post | Comment], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.use(replace(settings.current(), authorship_days=1))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    assert authorship.unseal_person(written[0].sealed_writer, written[0].id, written[0].created_at) is None


async def test_the_job_inside_the_process_destroys_them(app: ASGIApp, written: list[Post | Comment]) -> None:
    """The hourly job, as the application runs it."""
    folder = settings.current().keys_dir
    today = folder / clock.today().isoformat()
    old = folder / (clock.today() - timedelta(days=40)).isoformat()
    os.link(today, folder.parent / "kept")
    old.write_bytes(b"k" * 32)
    running_jobs = asyncio.create_task(jobs.run_hourly())
    for _ in range(200):
        await asyncio.sleep(0.01)
        if not old.exists():
            break
    running_jobs.cancel()
    assert not old.exists()
    assert today.exists()
