"""Reads the environment. A wrong value stops the start with one line that says what to do."""

import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from snowballstemmer import algorithms

from arcanon.crypto import key_files
from arcanon.settings import help_lines, languages, public_urls, topics
from arcanon.settings.current import Settings, SettingsError
from arcanon.settings.names import check_names
from arcanon.text.translation import gettext as _

MAX_AUTHORSHIP_DAYS = 365
MAX_CHAT_DAYS = 7
MAX_PIECES_MIB = 4096
MAX_REPORTS_TO_HIDE = 100


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Reads `ARCANON_*`, and makes the data directory and the secret if they are missing.

    Raises `SettingsError`, with one line about the first value that is wrong.
    """
    check_names(environ)

    def get(name: str, default: str = "") -> str:
        return environ.get(f"ARCANON_{name}", "").strip() or default

    data_dir = _folder(get("DATA_DIR", "data"), "ARCANON_DATA_DIR")
    # Kubernetes sets it to such an address in every container beside a service called arcanon.
    own_port = "" if get("PORT").startswith(("tcp://", "udp://")) else get("PORT")
    port = _port(own_port or environ.get("PORT", "") or "8000")
    urls = public_urls.read(get("PUBLIC_URL", f"http://localhost:{port}"), get("INSECURE_HTTP"))
    return Settings(
        host=get("HOST", "127.0.0.1"),
        port=port,
        data_dir=data_dir,
        database_url=_database_url(get("DATABASE_URL"), data_dir),
        redis_url=_redis_url(get("REDIS_URL")),
        secret=_secret(get("SECRET"), data_dir),
        public_url=urls[0],
        other_urls=urls[1:],
        trusted_proxies=_proxies(get("TRUSTED_PROXIES")),
        topics=_topics(get("TOPICS")),
        rules=_rules(get("RULES")),
        help_lines=help_lines.read(data_dir),
        reports_to_hide=_number(get("REPORTS_TO_HIDE", "3"), "ARCANON_REPORTS_TO_HIDE", MAX_REPORTS_TO_HIDE),
        evidence_days=_days(get("EVIDENCE_DAYS", "30"), "ARCANON_EVIDENCE_DAYS", MAX_AUTHORSHIP_DAYS),
        language=_language(get("LANGUAGE", "english")),
        authorship_days=_days(get("AUTHORSHIP_DAYS", "30"), "ARCANON_AUTHORSHIP_DAYS", MAX_AUTHORSHIP_DAYS),
        chat_days=_days(get("CHAT_DAYS", "7"), "ARCANON_CHAT_DAYS", MAX_CHAT_DAYS),
        languages=_languages(get("LANGUAGES")),
        pieces_mib=_number(get("PIECES_MIB", "64"), "ARCANON_PIECES_MIB", MAX_PIECES_MIB),
        exit_url=_exit_url(get("EXIT_URL", Settings.exit_url)),
        custom_keys_dir=_folder(get("KEYS_DIR"), "ARCANON_KEYS_DIR") if get("KEYS_DIR") else None,
    )


def _folder(value: str, name: str) -> Path:
    path = Path(value).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            _(
                "%(name)s: the folder %(path)s cannot be created (%(reason)s). "
                "Name a folder that arcanon can write to.",
                name=name,
                path=path,
                reason=error.strerror,
            )
        ) from None
    if not os.access(path, os.W_OK):
        raise SettingsError(
            _("%(name)s: %(path)s is not writable. Name a folder that arcanon can write to.", name=name, path=path)
        )
    return path


def _topics(value: str) -> Mapping[str, str]:
    try:
        return topics.parse(value) if value else topics.DEFAULT_TOPICS
    except ValueError as error:
        example = "work=School and work; good=Something good"
        raise _bad_list("ARCANON_TOPICS", error, topics.MAX_TOPICS, example) from None


def _rules(value: str) -> Mapping[str, str]:
    try:
        most = topics.MAX_RULES
        return topics.parse(value, most=most, length=topics.MAX_RULE_LENGTH) if value else topics.DEFAULT_RULES
    except ValueError as error:
        raise _bad_list("ARCANON_RULES", error, most, "kind=Be kind.; selling=No selling, no threats.") from None


def _bad_list(name: str, error: ValueError, most: int, example: str) -> SettingsError:
    return SettingsError(
        _(
            "%(name)s: %(value)s does not belong into this list. Give up to %(most)s entries, like this: %(example)s",
            name=name,
            value=repr(str(error)),
            most=most,
            example=example,
        )
    )


def _exit_url(value: str) -> str:
    if value == "none":
        return ""
    is_plain = value.isascii() and value.isprintable() and " " not in value
    if not is_plain or not value.startswith(("https://", "http://")) or not urlsplit(value).hostname:
        raise SettingsError(
            _(
                "ARCANON_EXIT_URL: %(value)s is not an address. Give one like https://example.org/, or none.",
                value=repr(value),
            )
        )
    return value


def _language(value: str) -> str:
    if value not in algorithms():
        known = ", ".join(sorted(algorithms()))
        raise SettingsError(
            _("ARCANON_LANGUAGE: %(value)s is unknown. Choose one of: %(known)s.", value=repr(value), known=known)
        )
    return value


def _days(value: str, name: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= most:
        raise SettingsError(
            _(
                "%(name)s: %(value)s is not a number of days from 1 to %(most)s.",
                name=name,
                value=repr(value),
                most=most,
            )
        )
    return int(value)


def _number(value: str, name: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= most:
        raise SettingsError(
            _("%(name)s: %(value)s is not a number from 1 to %(most)s.", name=name, value=repr(value), most=most)
        )
    return int(value)


def _languages(value: str) -> Mapping[str, str]:
    try:
        return languages.parse(value) if value else languages.DEFAULT_LANGUAGES
    except ValueError as error:
        raise SettingsError(
            _(
                "ARCANON_LANGUAGES: %(value)s is unknown. Choose from: %(known)s.",
                value=repr(str(error)),
                known=" ".join(languages.NAMES),
            )
        ) from None


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError(
            _("ARCANON_PORT: %(value)s is not a port. Give a number from 1 to 65535.", value=repr(value))
        )
    return int(value)


def _database_url(value: str, data_dir: Path) -> str:
    if not value:
        return f"sqlite://{data_dir / 'arcanon.sqlite3'}"
    if re.fullmatch(r"sqlite:///[^?\s]+", value):
        folder = Path(value.removeprefix("sqlite://")).parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise SettingsError(
                _("ARCANON_DATABASE_URL: arcanon cannot write to the folder %(path)s. Create it first.", path=folder)
            )
        return value
    if re.fullmatch(r"postgres(ql)?://[^/\s]+(:\d+)?/[^/\s?]+", value) and _has_valid_port(value):
        return value.replace("postgresql://", "postgres://", 1)
    raise SettingsError(
        _("ARCANON_DATABASE_URL: give sqlite:///absolute/path or postgres://user:password@host:5432/name.")
    )


def _has_valid_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _redis_url(value: str) -> str | None:
    if not value:
        return None
    if not re.match(r"rediss?://\S+", value):
        raise SettingsError(_("ARCANON_REDIS_URL: give redis://host:6379/0, or leave it out for one process."))
    return value


def _secret(value: str, data_dir: Path) -> bytes:
    path = data_dir / "secret"
    try:
        secret = value.encode() or key_files.read_or_make_secret(path)
    except key_files.ExposedFileError:
        raise SettingsError(
            _("%(path)s can be read by others on this machine. Run: chmod 600 %(path)s", path=path)
        ) from None
    except OSError as error:
        raise SettingsError(
            _(
                "%(path)s cannot be used (%(reason)s). Let arcanon read and write it.",
                path=path,
                reason=error.strerror,
            )
        ) from None
    if len(secret) < key_files.MIN_SECRET_BYTES:
        raise SettingsError(
            _(
                "%(source)s: the secret has %(count)s bytes; give at least %(least)s random ones.",
                source="ARCANON_SECRET" if value else path,
                count=len(secret),
                least=key_files.MIN_SECRET_BYTES,
            )
        )
    return secret


def _proxies(value: str) -> tuple[str, ...]:
    proxies = tuple(filter(None, re.split(r"[\s,]+", value)))
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            raise SettingsError(
                _(
                    "ARCANON_TRUSTED_PROXIES: %(value)s is not an address or network like 127.0.0.1 or 10.0.0.0/8.",
                    value=repr(proxy),
                )
            ) from None
    return proxies
