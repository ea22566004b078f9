"""A wrong setting is one line that says what to do."""

import re
import stat
from pathlib import Path

import pytest

from arcanon import settings
from arcanon.settings import SettingsError, environment, names
from tests.support.services import ROOT


def read(data: Path, **given: str) -> settings.Settings:
    return settings.read({"ARCANON_DATA_DIR": str(data), **{f"ARCANON_{name}": value for name, value in given.items()}})


def test_everything_has_a_default(tmp_path: Path) -> None:
    site = read(tmp_path / "data")
    assert (site.host, site.port, site.redis_url) == ("127.0.0.1", 8000, None)
    assert site.database_url == f"sqlite://{tmp_path}/data/arcanon.sqlite3"
    assert site.public_url == "http://localhost:8000"
    assert len(site.secret) >= 32


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = read(tmp_path)
    assert read(tmp_path).secret == first.secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "eighty", "not a port"),
        ("PORT", "0", "not a port"),
        ("PORT", "65536", "not a port"),
        ("PORT", "²", "not a port"),
        ("SECRET", "x" * 31, "at least 32"),
        ("DATABASE_URL", "mysql://somewhere/else", "sqlite:///absolute/path"),
        ("DATABASE_URL", "sqlite://relative.sqlite3", "sqlite:///absolute/path"),
        ("REDIS_URL", "localhost:6379", "redis://host"),
        ("PUBLIC_URL", "talk.example.org", "not an address"),
        ("PUBLIC_URL", "https://talk.example.org/path", "arcanon needs a name for itself"),
        ("PUBLIC_URL", "https://talk.example.org http://other.example.org", "http://other.example.org is plain http"),
        ("PUBLIC_URL", "https://talk.example.org, nonsense", "'nonsense' is not an address"),
        ("PUBLIC_URL", "https://a.b;script-src *", "not an address"),
        ("PUBLIC_URL", "https://me@talk.example.org", "not an address"),
        ("PUBLIC_URL", "http://[bad", "not an address"),
        ("REDIS_URL", "unix:///run/redis", "redis://host"),
        ("PUBLIC_URL", "http://talk.lan", "ARCANON_INSECURE_HTTP=1"),
        ("INSECURE_HTTP", "yes", "give 1"),
        ("TRUSTED_PROXIES", "everyone", "not an address or network"),
        ("DATA_DIR", "/proc/nowhere", "cannot be created"),
    ],
)
def test_a_wrong_value_says_what_to_do(tmp_path: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as refused:
        read(tmp_path, **{name: value})
    assert "\n" not in str(refused.value)


def test_plain_http_abroad_works_when_asked_for(tmp_path: Path) -> None:
    site = read(tmp_path, PUBLIC_URL="http://talk.lan:8000", INSECURE_HTTP="1")
    assert settings.is_insecure(site.public_url)
    assert not settings.is_insecure(read(tmp_path).public_url)
    assert not settings.is_insecure(read(tmp_path, PUBLIC_URL="https://talk.example.org").public_url)


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://Talk.Example.org:443/", "https://talk.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_address_is_written_as_browsers_write_it(tmp_path: Path, given: str, origin: str) -> None:
    assert read(tmp_path, PUBLIC_URL=given).public_url == origin


def test_secrets_do_not_show(tmp_path: Path) -> None:
    site = read(tmp_path, DATABASE_URL="postgres://me:password@host/name", SECRET="s" * 40)
    assert "password" not in repr(site)
    assert "ssss" not in repr(site)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be created"):
        read(tmp_path / "file")


def test_a_misspelled_setting_stops_the_start(tmp_path: Path) -> None:
    """It would be ignored, and a promise of the host with it."""
    for name, says in (
        ("ARCANON_ROOM_DAYS", "Did you mean ARCANON_CHAT_DAYS?"),
        ("ARCANON_TOPIC", "Did you mean ARCANON_TOPICS?"),
        ("ARCANON_XYZZY_PLUGH", "README.md lists them all."),
    ):
        with pytest.raises(SettingsError, match=f"{name} is not a setting. {re.escape(says)}"):
            settings.read({"ARCANON_DATA_DIR": str(tmp_path), name: "1"})


def test_the_names_of_the_settings_are_those_that_are_read() -> None:
    source = Path(environment.__file__).read_text()
    assert set(re.findall(r'get\("([A-Z_]+)"', source)) == set(names.NAMES)
    readme = (ROOT / "README.md").read_text()
    assert {name for name in names.NAMES if f"`ARCANON_{name}`" not in readme} == set()
