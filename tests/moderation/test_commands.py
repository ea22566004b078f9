"""The host's commands for moderators and their log, as a host types them beside a running server."""

import re
import sqlite3
import subprocess
from collections.abc import Iterator

import pytest

from tests.support.services import Arcanon, started


@pytest.fixture
def server() -> Iterator[Arcanon]:
    with started(Arcanon()) as service:
        yield service


def test_moderators_are_invited_listed_and_revoked(server: Arcanon) -> None:
    assert server.runs("moderator", "list") == "There are no moderators yet. Invite one: arcanon moderator invite\n"
    said = server.runs("moderator", "invite").splitlines()
    assert said[0] == "Open this address within a day, signed in. It works once:"
    assert re.fullmatch(rf"http://localhost:{server.port}/moderation/join/[\w-]{{32}}", said[1])
    database = sqlite3.connect(server.folder / "data" / "arcanon.sqlite3")
    with database:
        database.execute("INSERT INTO moderators VALUES ('a tag', 'Owl', '2026-11-28')")
    assert server.runs("moderator", "list") == "Owl, since 28 November 2026\n"
    assert server.runs("moderator", "revoke", "Owl") == "Owl moderates no more.\n"
    with pytest.raises(subprocess.CalledProcessError) as refused:
        server.runs("moderator", "revoke", "Owl")
    assert refused.value.returncode == 1
    assert refused.value.stderr == "arcanon: there is no moderator called Owl. See: arcanon moderator list\n"


def test_the_log_is_verified(server: Arcanon) -> None:
    assert server.runs("moderation", "verify") == "No decision was changed.\n"
    database = sqlite3.connect(server.folder / "data" / "arcanon.sqlite3")
    with database:
        database.execute(
            "INSERT INTO decisions VALUES (1, '2026-11-28', 'post', 'kind', 'hide', NULL, 'not its digest')"
        )
    with pytest.raises(subprocess.CalledProcessError) as refused:
        server.runs("moderation", "verify")
    assert refused.value.stderr == "arcanon: decision 1 was changed, or one before it is missing.\n"
