"""The settings of this process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from arcanon.settings.languages import DEFAULT_LANGUAGES
from arcanon.settings.topics import DEFAULT_RULES, DEFAULT_TOPICS, OTHER_REASONS
from arcanon.text.translation import gettext as _

if TYPE_CHECKING:
    from arcanon.settings.help_lines import HelpLine


class SettingsError(Exception):
    """A setting is wrong. The message is one line that says what to do."""


@dataclass(frozen=True)
class Settings:
    """What a running arcanon needs to know. `environment.read` makes it; every field has a safe default."""

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("data")
    database_url: str = field(default="", repr=False)
    redis_url: str | None = field(default=None, repr=False)
    secret: bytes = field(default=b"", repr=False)
    public_url: str = ""  # the address of the site, which feeds name it by
    other_urls: tuple[str, ...] = ()  # by which it is reached, too
    trusted_proxies: tuple[str, ...] = ()
    topics: Mapping[str, str] = field(default_factory=lambda: DEFAULT_TOPICS)
    rules: Mapping[str, str] = field(default_factory=lambda: DEFAULT_RULES)
    reports_to_hide: int = 3  # reports by different members that hide a text until a moderator has looked
    evidence_days: int = 30  # days for which a decided case keeps its copy of what was reported
    help_lines: "tuple[HelpLine, ...]" = ()
    language: str = "english"  # the language whose word forms a search knows
    authorship_days: int = 30  # days during which a block can still reach an author
    chat_days: int = 7  # days after the last message when a chat is erased
    languages: Mapping[str, str] = field(default_factory=lambda: DEFAULT_LANGUAGES)  # to find a match in
    custom_keys_dir: Path | None = None
    pieces_mib: int = 64  # of memory for parts of pages that are kept after they were drawn
    exit_url: str = "https://www.wikipedia.org/"  # where "Quick exit" leads; "" for an empty page

    @property
    def keys_dir(self) -> Path:
        """The folder of the key files: apart from the database, and left out of backups."""
        return self.custom_keys_dir or self.data_dir / "keys"

    def rule_name(self, rule: str) -> str:
        """Returns what a rule is called, given its short name; "" for a rule that the host has removed."""
        if rule in OTHER_REASONS:
            return _(OTHER_REASONS[rule])
        return _(self.rules[rule]).partition(".")[0] if rule in self.rules else ""

    @property
    def reasons(self) -> dict[str, str]:
        """What somebody can report: against which rule something is, or what else is wrong with it."""
        return {rule: self.rule_name(rule) for rule in (*self.rules, *OTHER_REASONS)}

    @property
    def public_urls(self) -> tuple[str, ...]:
        return (self.public_url, *self.other_urls)

    @property
    def hosts(self) -> list[str]:
        """The host names that are answered, without ports: the public ones, and this machine's own."""
        public = [urlsplit(url).hostname or "localhost" for url in self.public_urls]
        return [*(f"[{name}]" if ":" in name else name for name in public), "localhost", "127.0.0.1", "[::1]"]

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def sqlite_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite://"))


_current: Settings | None = None


def use(settings: Settings) -> Settings:
    """Makes these the settings of this process."""
    global _current
    _current = settings
    return settings


def forget() -> None:
    """Leaves this process without settings. For tests, which run many sites in one process."""
    global _current
    _current = None


def current() -> Settings:
    """Returns the settings of this process. Raises `RuntimeError` before `use` has been called."""
    if _current is None:
        raise RuntimeError("no settings yet: call settings.use first")
    return _current
