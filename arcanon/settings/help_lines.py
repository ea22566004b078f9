"""Help lines: the host's own, in `help.toml` in the data directory, or a few that are known in many countries."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from arcanon.settings.current import SettingsError
from arcanon.text.translation import gettext as _

FILE = "help.toml"
MAX_LINES = 300
MAX_LENGTH = 200  # characters of one entry
EVERYWHERE = ""  # the country of a line that is for every country


@dataclass(frozen=True)
class HelpLine:
    """Where somebody can turn to. `checked` is the day when the host last looked whether it is right."""

    name: str
    country: str = EVERYWHERE  # in words, such as "Indonesia"
    number: str = ""
    hours: str = ""
    chat: str = ""  # an address
    language: str = ""
    source: str = ""  # an address
    checked: str = ""  # a day (ISO 8601)

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it (RFC 3966): its digits, up to the first word."""
        digits = self.number.partition(",")[0].partition("ext")[0]
        return "".join(one for one in digits if one.isdigit() or one == "+")


def read(data_dir: Path) -> tuple[HelpLine, ...]:
    """Reads the host's file, or returns what arcanon brings along. Raises `SettingsError` with one line."""
    path = data_dir / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return SHIPPED
    except (OSError, ValueError) as error:
        raise _wrong(path, str(error)) from None
    lines = content.get("line")
    if not isinstance(lines, list) or not 0 < len(lines) <= MAX_LINES or set(content) != {"line"}:
        raise _wrong(path, _("it needs up to %(most)s tables called [[line]], and nothing else", most=MAX_LINES))
    return tuple(_read_line(path, entry) for entry in lines)


def _read_line(path: Path, entry: object) -> HelpLine:
    known = {one.name for one in fields(HelpLine)}
    if (
        not isinstance(entry, dict)
        or not known >= set(entry)
        or not all(isinstance(one, str) for one in entry.values())
    ):
        raise _wrong(path, _("a line has these entries, each a text: %(known)s", known=", ".join(sorted(known))))
    line = HelpLine(**{name: value.strip() for name, value in entry.items()}) if entry.get("name") else None
    if line is None or not (line.number or line.chat):
        raise _wrong(path, _("each line needs a name, and a number or a chat address"))
    if any(len(value) > MAX_LENGTH or not value.isprintable() for value in entry.values()):
        raise _wrong(path, _("%(name)s: keep each entry to %(most)s characters", name=line.name, most=MAX_LENGTH))
    for address in filter(None, (line.chat, line.source)):
        if urlsplit(address).scheme not in ("https", "http") or not urlsplit(address).hostname:
            raise _wrong(path, _("%(address)s is no address; it begins with https://", address=address))
    return line


def _wrong(path: Path, why: str) -> SettingsError:
    return SettingsError(_("%(path)s: %(why)s. README.md has an example.", path=path, why=why.rstrip(".")))


def countries(lines: Iterable[HelpLine]) -> list[str]:
    """Returns the countries that have a line of their own, in order."""
    return sorted({line.country for line in lines} - {EVERYWHERE})


SHIPPED = (
    HelpLine(
        name="Find A Helpline",
        chat="https://findahelpline.com/",
        source="https://findahelpline.com/",
        checked="2026-11-28",
    ),
    HelpLine(
        name="healing119.id",
        country="Indonesia",
        number="119 ext. 8",
        chat="https://www.healing119.id/",
        language="Bahasa Indonesia",
        source="https://kesprimkom.kemkes.go.id/konten/158/151/0/cegah-bunuh-diri-dukung-kesehatan-jiwa-kenali-layanan-healing119-id",
        checked="2026-11-28",
    ),
    HelpLine(
        name="Samaritans",
        country="Ireland",
        number="116 123",
        hours="24 h",
        language="English",
        source="https://www.samaritans.org/how-we-can-help/contact-samaritan/",
        checked="2026-11-28",
    ),
    HelpLine(
        name="Samaritans",
        country="United Kingdom",
        number="116 123",
        hours="24 h",
        language="English",
        source="https://www.samaritans.org/how-we-can-help/contact-samaritan/",
        checked="2026-11-28",
    ),
    HelpLine(
        name="988 Suicide & Crisis Lifeline",
        country="United States",
        number="988",
        hours="24 h",
        chat="https://988lifeline.org/",
        language="English, Español",
        source="https://988lifeline.org/",
        checked="2026-11-28",
    ),
)
