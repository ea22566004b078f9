"""Redirects, and the one sentence that they bring to the next page."""

import pytest
from starlette.requests import Request

from arcanon.application import create_application
from arcanon.settings import Settings
from arcanon.web import flash
from arcanon.web.redirects import redirect
from tests.support.cast import Browser
from tests.support.services import ROOT


def test_an_unknown_flash_is_an_error_where_it_is_written(sqlite: Settings) -> None:
    app = create_application(sqlite)
    site = app.app
    request = Request({"type": "http", "app": site, "method": "POST", "path": "/", "headers": []})
    assert redirect(request, "posts:index", flash="published").headers["location"] == "/?flash=published"
    with pytest.raises(KeyError):
        redirect(request, "posts:index", flash="publshed")


def test_addresses_are_those_that_starlette_makes(sqlite: Settings) -> None:
    site = create_application(sqlite).app
    for name, params in (
        ("posts:index", {}),
        ("chats:unsend", {"chat": "abc", "number": 3}),
        ("posts:show", {"post": "x"}),
    ):
        assert site.state.addresses(name, **params) == site.url_path_for(name, **params)
    with pytest.raises(KeyError):
        site.state.addresses("posts:nowhere")
    with pytest.raises(KeyError):
        site.state.addresses("posts:show")


def test_every_flash_is_used() -> None:
    code = "".join(path.read_text() for path in (ROOT / "arcanon").rglob("*.py") if path.name != "flash.py")
    assert [name for name in flash.MESSAGES if f'"{name}"' not in code] == []


async def test_an_unknown_flash_in_an_address_says_nothing(visitor: Browser) -> None:
    assert not (await visitor.page("/?flash=<b>")).select("#flash")
    assert (await visitor.page("/?flash=published")).select_one("#flash").text.strip() == "Your post was published."
