"""The keys of the days: made once, kept apart, and destroyed."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from arcanon import settings
from arcanon.crypto import key_files
from arcanon.db import backup
from arcanon.people import day_keys
from arcanon.settings import Settings
from arcanon.text import clock


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    yield settings.use(Settings(data_dir=tmp_path, secret=b"x" * 32, authorship_days=30))
    settings.forget()


def test_a_day_has_one_key_for_its_owners_eyes(kept: Settings) -> None:
    key = day_keys.key_for_today()
    assert day_keys.key_for_today() == key == day_keys.key_for_day(clock.today())
    assert len(key) == 32
    (path,) = kept.keys_dir.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert kept.keys_dir.stat().st_mode & 0o077 == 0
    assert day_keys.key_for_day(clock.today() - timedelta(days=1)) is None


def test_it_is_destroyed_when_its_window_is_over(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    made = clock.today()
    key = day_keys.key_for_today()
    for days, is_there in ((30, True), (31, False)):
        monkeypatch.setattr(clock, "today", lambda days=days: made + timedelta(days=days))
        assert (day_keys.key_for_day(made) == key) is is_there  # as soon as its day is over, not when the job has run
        day_keys.destroy_expired()
        assert bool(list(kept.keys_dir.iterdir())) is is_there
    day_keys.destroy_expired()


def test_its_bytes_are_overwritten_before_they_go(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    key = day_keys.key_for_today()
    (path,) = kept.keys_dir.iterdir()
    os.link(path, kept.data_dir / "same bytes")
    made = clock.today()
    monkeypatch.setattr(clock, "today", lambda: made + timedelta(days=60))
    day_keys.destroy_expired()
    assert (kept.data_dir / "same bytes").read_bytes() != key


def test_what_a_crash_left_behind_goes_too(kept: Settings) -> None:
    day_keys.key_for_today()
    draft = kept.keys_dir / f"{key_files.UNFINISHED_PREFIX}x"
    draft.write_bytes(b"half")
    day_keys.destroy_expired()
    assert draft.exists(), "another process may just be writing it"
    os.utime(draft, (0, 0))
    day_keys.destroy_expired()
    assert not draft.exists()
    assert day_keys.key_for_day(clock.today())


def test_it_is_in_no_backup(sqlite: Settings) -> None:
    settings.use(sqlite)
    key = day_keys.key_for_today()
    copy = backup.back_up(sqlite)
    assert copy
    assert key not in copy.read_bytes()
    assert key not in sqlite.sqlite_path.read_bytes()
    settings.forget()


def test_nothing_else_in_the_folder_is_touched(kept: Settings) -> None:
    """Whatever folder the host names: a file of theirs, a folder, a name that is no day."""
    day_keys.key_for_today()
    others = [kept.keys_dir / name for name in ("arcanon.sqlite3", "secret", "2026-99-99", "20200101", ".hidden")]
    for path in others:
        path.write_text("theirs")
        os.utime(path, (0, 0))
    (kept.keys_dir / "lost+found").mkdir()
    (kept.keys_dir / "2020-01-01").mkdir()
    (kept.keys_dir / "2020-01-02").symlink_to(kept.keys_dir / "secret")
    old = kept.keys_dir / "2020-01-03"
    old.write_bytes(b"k" * 32)
    day_keys.destroy_expired()
    assert not old.exists()
    assert [path.read_text() for path in others] == ["theirs"] * len(others)
    assert (kept.keys_dir / "lost+found").is_dir()
