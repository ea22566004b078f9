"""All that the environment decides. Nobody else reads it."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from snowballstemmer import algorithms

from arcanon import languages, origin, secret, topics
from arcanon.origin import is_loopback
from arcanon.topics import USUAL


class SettingsError(Exception):
    """A setting is wrong; the message is one line that says what to do."""


@dataclass(frozen=True)
class Settings:
    """What one running arcanon needs to know. Made by `read`; every field has a safe default."""

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("data")
    database_url: str = field(default="", repr=False)
    redis_url: str | None = field(default=None, repr=False)
    secret: bytes = field(default=b"", repr=False)
    public_url: str = ""
    trusted_proxies: tuple[str, ...] = ()
    topics: Mapping[str, str] = field(default_factory=lambda: USUAL)
    language: str = "english"  # what most people write here: searches know its word forms
    authorship_days: int = 30  # so long, and no longer, a block can reach who wrote something
    room_days: int = 7  # so long after its last message a conversation is erased
    languages: Mapping[str, str] = field(default_factory=lambda: languages.USUAL)  # that people may talk in
    kept_keys: Path | None = None
    exit_url: str = "https://www.wikipedia.org/"  # where "Quick exit" leads; "" for a page without words

    @property
    def keys_dir(self) -> Path:
        """Where the keys of the days are kept: apart from the database, and left out of backups."""
        return self.kept_keys or self.data_dir / "keys"

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def is_plain_http_abroad(self) -> bool:
        """Whether people reach us over plain http from other machines: allowed only when asked for."""
        return not self.is_https and not is_loopback(urlsplit(self.public_url).hostname)

    @property
    def public_host(self) -> str:
        return urlsplit(self.public_url).netloc

    @property
    def hosts(self) -> list[str]:
        """The names we answer to, without ports: our public one, and this machine's own."""
        public = urlsplit(self.public_url).hostname or "localhost"
        return [public, f"[{public}]", "localhost", "127.0.0.1", "::1", "[::1]"]

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def sqlite_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite://"))


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Reads `ARCANON_*`, makes the data directory and the secret where there are none.

    Raises `SettingsError` with one line for the first value that is wrong.
    """

    def get(name: str, default: str = "") -> str:
        return environ.get(f"ARCANON_{name}", "").strip() or default

    data_dir = _folder(get("DATA_DIR", "data"), "ARCANON_DATA_DIR")
    port = _port(get("PORT") or environ.get("PORT", "") or "8000")
    return Settings(
        host=get("HOST", "127.0.0.1"),
        port=port,
        data_dir=data_dir,
        database_url=_database_url(get("DATABASE_URL"), data_dir),
        redis_url=_redis_url(get("REDIS_URL")),
        secret=_secret(get("SECRET"), data_dir),
        public_url=_public_url(get("PUBLIC_URL", f"http://localhost:{port}"), get("INSECURE_HTTP")),
        trusted_proxies=_proxies(get("TRUSTED_PROXIES")),
        topics=_topics(get("TOPICS")),
        language=_language(get("LANGUAGE", "english")),
        authorship_days=_days(get("AUTHORSHIP_DAYS", "30"), "ARCANON_AUTHORSHIP_DAYS", 365),
        room_days=_days(get("ROOM_DAYS", "7"), "ARCANON_ROOM_DAYS", 7),
        languages=_languages(get("LANGUAGES")),
        exit_url=_exit_url(get("EXIT_URL", Settings.exit_url)),
        kept_keys=_folder(get("KEYS_DIR"), "ARCANON_KEYS_DIR") if get("KEYS_DIR") else None,
    )


def _folder(value: str, name: str) -> Path:
    path = Path(value).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{name}: {path} cannot be made ({error.strerror}). Name a folder arcanon may write to."
        ) from None
    if not os.access(path, os.W_OK):
        raise SettingsError(f"{name}: {path} is not writable. Name a folder arcanon may write to.")
    return path


def _topics(value: str) -> Mapping[str, str]:
    try:
        return topics.read(value) if value else topics.USUAL
    except ValueError as error:
        raise SettingsError(
            f"ARCANON_TOPICS: {str(error)!r} is not understood. Give up to {topics.AT_MOST} topics such as "
            "work=School and work; good=Something good"
        ) from None


def _exit_url(value: str) -> str:
    if value == "none":
        return ""
    is_plain = value.isascii() and value.isprintable() and " " not in value
    if not is_plain or not value.startswith(("https://", "http://")) or not urlsplit(value).hostname:
        raise SettingsError(f"ARCANON_EXIT_URL: {value!r} is no address such as https://example.org/, and not none.")
    return value


def _language(value: str) -> str:
    if value not in algorithms():
        raise SettingsError(f"ARCANON_LANGUAGE: {value!r} is not one of: {', '.join(sorted(algorithms()))}.")
    return value


def _days(value: str, name: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= most:
        raise SettingsError(f"{name}: {value!r} is not a number of days from 1 to {most}.")
    return int(value)


def _languages(value: str) -> Mapping[str, str]:
    try:
        return languages.read(value) if value else languages.USUAL
    except ValueError as error:
        raise SettingsError(
            f"ARCANON_LANGUAGES: {str(error)!r} is not one of: {' '.join(languages.NAMES)}. Give some of them."
        ) from None


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError(f"ARCANON_PORT: {value!r} is not a port. Give a number from 1 to 65535.")
    return int(value)


def _database_url(value: str, data_dir: Path) -> str:
    if not value:
        return f"sqlite://{data_dir / 'arcanon.sqlite3'}"
    if re.fullmatch(r"sqlite:///[^?\s]+", value):
        folder = Path(value.removeprefix("sqlite://")).parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise SettingsError(f"ARCANON_DATABASE_URL: {folder} is not a folder arcanon may write to. Make it first.")
        return value
    if re.fullmatch(r"postgres(ql)?://[^/\s]+(:\d+)?/[^/\s?]+", value) and _has_port(value):
        return value.replace("postgresql://", "postgres://", 1)
    raise SettingsError(
        "ARCANON_DATABASE_URL: give sqlite:///absolute/path or postgres://user:password@host:5432/name."
    )


def _has_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _redis_url(value: str) -> str | None:
    if not value:
        return None
    if not re.match(r"rediss?://\S+", value):
        raise SettingsError("ARCANON_REDIS_URL: give redis://host:6379/0, or leave it out for one process.")
    return value


def _secret(value: str, data_dir: Path) -> bytes:
    path = data_dir / "secret"
    try:
        if value:
            return secret.long_enough(value.encode(), "ARCANON_SECRET")
        return secret.kept(path)
    except ValueError as error:
        raise SettingsError(str(error)) from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be used ({error.strerror}). Let arcanon read and write it.") from None


def _public_url(value: str, insecure_http: str) -> str:
    try:
        address = origin.read(value)
    except ValueError:
        raise SettingsError(
            f"ARCANON_PUBLIC_URL: {value!r} is not an address such as https://talk.example.org"
        ) from None
    if insecure_http not in ("", "0", "1"):
        raise SettingsError("ARCANON_INSECURE_HTTP: give 1 to allow plain http, or leave it out.")
    if address.startswith("http://") and not is_loopback(urlsplit(address).hostname) and insecure_http != "1":
        raise SettingsError(
            f"ARCANON_PUBLIC_URL: {value} is plain http, which anyone on the way can read. "
            "Use https, or set ARCANON_INSECURE_HTTP=1 to accept that."
        )
    return address


def _proxies(value: str) -> tuple[str, ...]:
    proxies = tuple(filter(None, re.split(r"[\s,]+", value)))
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            raise SettingsError(
                f"ARCANON_TRUSTED_PROXIES: {proxy!r} is not an address or network such as 127.0.0.1 or 10.0.0.0/8."
            ) from None
    return proxies


_current: Settings | None = None


def use(settings: Settings) -> Settings:
    """Makes these the settings of this process."""
    global _current
    _current = settings
    return settings


def current() -> Settings:
    """The settings of this process; read from the environment at the first call."""
    return _current or use(read())
