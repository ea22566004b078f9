"""What search engines and those who pass a link on are told."""

import re

import pytest

from arcanon.routes import routes
from arcanon.web.robots import PERSONAL
from tests.support.cast import Browser


async def test_robots_keep_out_of_what_is_personal(visitor: Browser) -> None:
    lines = (await visitor.get("/robots.txt")).text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /chats" in lines
    assert "Allow: /" in lines
    paths = [route.path for route in routes]
    assert [path for path in PERSONAL if not any(known.startswith(path) for known in paths)] == []


@pytest.mark.parametrize("address", ["/", "/?topic=grief", "/rules", "/privacy", "/accessibility", "/join", "/search"])
async def test_pages_describe_themselves(visitor: Browser, address: str) -> None:
    page, other = await visitor.page(address), await visitor.page("/login")
    said = page.select_one("meta[name=description]")["content"]
    assert len(said) > 20
    assert said != other.select_one("meta[name=description]")["content"]


async def test_a_passed_on_link_shows_nothing_of_what_is_written(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("A heavy title", "Heavy words")
    page = await visitor.page(f"/posts/{post}")
    cards = [
        one["content"] for one in page.select("meta[property^='og:'], meta[name=description], meta[name^=twitter]")
    ]
    assert not [card for card in cards if re.search("heavy", card, re.IGNORECASE)]
    image = page.select_one("meta[property='og:image']")["content"]
    assert image.startswith("http://localhost:8000/static/")
    assert (await visitor.get(image)).headers["content-type"] == "image/png"
