"""Help lines: of the host, by country, and wrong files that stop the start with one line."""

from dataclasses import replace
from pathlib import Path

import pytest

from arcanon import settings
from arcanon.settings import SettingsError, help_lines
from arcanon.settings.help_lines import SHIPPED, HelpLine
from tests.support.cast import Browser

OWN = """
[[line]]
name = "A quiet line"
number = "+44 20 7946 0000, then 2"
country = "Elsewhere"

[[line]]
name = "A chat"
chat = "https://www.example.org/chat/"
"""


def test_without_a_file_there_are_some_known_ones(tmp_path: Path) -> None:
    assert help_lines.read(tmp_path) is SHIPPED
    assert all(line.source and line.checked and (line.number or line.chat) for line in SHIPPED)


def test_the_host_chooses(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(OWN)
    own = help_lines.read(tmp_path)
    assert [line.name for line in own] == ["A quiet line", "A chat"]
    assert own[0].dialled == "+442079460000"
    assert HelpLine("x", number="119 ext. 8").dialled == "119"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[line", "help.toml"),
        ("line = 1", "[[line]]"),
        ("[[other]]", "[[line]]"),
        ("[[line]]\nname = 'x'", "a number or a chat"),
        ("[[line]]\nnumber = '1'", "needs a name"),
        ("[[line]]\nname = 'x'\nnumber = 1", "each a text"),
        ("[[line]]\nname = 'x'\nnumber = '1'\ncolour = 'red'", "each a text"),
        ("[[line]]\nname = 'x'\nchat = 'javascript:alert(1)'", "begins with https://"),
        (f"[[line]]\nname = 'x'\nnumber = '{'1' * 201}'", "200 characters"),
    ],
)
def test_a_wrong_file_stops_the_start_with_one_line(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "help.toml").write_text(content)
    with pytest.raises(SettingsError, match="has an example") as error:
        help_lines.read(tmp_path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


async def test_the_country_is_chosen_and_never_guessed(visitor: Browser) -> None:
    settings.use(replace(settings.current(), help_lines=SHIPPED))
    page = await visitor.page("/help", headers={"Accept-Language": "id"})
    places = ["In many countries", "Indonesia", "Ireland", "United Kingdom", "United States"]
    assert [one.text for one in page.select("main section h2")] == places
    assert page.select_one("a[href='tel:116123']").text == "116 123"
    chosen = await visitor.page("/help?country=Indonesia")
    assert [one.text for one in chosen.select("main section h2")] == ["Indonesia", "In many countries"]
    assert len((await visitor.page("/help?country=<b>")).select("main section h2")) == 5
    assert (await visitor.page("/")).select_one("footer a[href='/help']")
