"""Appearance: chosen with scripts and without, remembered in a cookie that says nothing else."""

import re

import pytest

from arcanon.web.static_files import STATIC
from tests.support.cast import PARTIAL, Browser, match


async def scheme_of(person: Browser, address: str = "/") -> str:
    return (await person.page(address)).select_one("meta[name=color-scheme]")["content"]


async def test_it_is_remembered_for_a_visitor_and_a_member(visitor: Browser, alice: Browser) -> None:
    for person in (visitor, alice):
        assert await scheme_of(person) == "light dark"
        for chosen, content, colours in (("dark", "dark", 1), ("light", "light", 1), ("", "light dark", 2)):
            response = await person.act("/appearance", {"scheme": chosen})
            assert response.headers["location"] == "/appearance"
            page = await person.page("/appearance")
            assert page.select_one("[aria-pressed=true]")["value"] == chosen
            assert await scheme_of(person) == await scheme_of(person, "/rules") == content
            assert len({one["content"] for one in (await person.page("/")).select("meta[name=theme-color]")}) == colours


async def test_the_cookie_says_nothing_else(visitor: Browser) -> None:
    cookie = (await visitor.act("/appearance", {"scheme": "dark"})).headers["set-cookie"]
    assert cookie.startswith("arcanon-scheme=dark;")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "scheme" not in (await visitor.act("/appearance", {"scheme": ""})).cookies
    assert "scheme" not in visitor.cookies


@pytest.mark.parametrize("value", ["purple", "light dark", "dark; content=x", "<script>", "\x00"])
async def test_anything_else_counts_as_nothing(visitor: Browser, value: str) -> None:
    await visitor.act("/appearance", {"scheme": value})
    assert await scheme_of(visitor) == "light dark"
    page = await visitor.page("/", headers={"Cookie": "scheme=purple"})
    assert page.select_one("meta[name=color-scheme]")["content"] == "light dark"


async def test_in_place_only_what_changes_comes(visitor: Browser) -> None:
    opened = await visitor.page("/appearance", headers=PARTIAL)
    assert opened.select_one("form#appearance button[autofocus]")["value"] == ""
    assert not opened.select("main, header")
    response = await visitor.act("/appearance", {"scheme": "dark"}, partial=True)
    assert response.status_code == 200
    assert '<meta name="color-scheme" id="scheme" content="dark">' in response.text
    assert visitor.cookies["arcanon-scheme"] == "dark"


async def test_a_phones_bar_has_the_colour_of_the_paper(visitor: Browser) -> None:
    paper = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", (STATIC / "css" / "tokens.css").read_text())
    assert [one["content"] for one in (await visitor.page("/")).select("meta[name=theme-color]")] == list(
        paper.groups()
    )
    assert (await visitor.get("/manifest.webmanifest")).json()["theme_color"] == paper[1]


async def test_the_live_page_without_scripts_has_it_too(alice: Browser, bob: Browser) -> None:
    chat = await match(alice, bob)
    await alice.act("/appearance", {"scheme": "dark"})
    await alice.act(f"/chats/{chat}/end")
    page = await alice.page(f"/chats/{chat}/stream")
    assert page.select_one("meta[name=color-scheme]")["content"] == "dark"
