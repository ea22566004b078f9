"""What people do with invitations."""

from tests.support.cast import Browser


async def invite(person: Browser, address: str, line: str = "May I ask you something?") -> None:
    """Invites the writer of the post or comment at an address."""
    form = (await person.page(f"{address}/invite")).select_one("main form")
    response = await person.submit(form, line=line)
    assert response.headers["location"] == "/invitations?flash=invited", response.text


async def received(person: Browser) -> list[str]:
    """The texts of the invitations that somebody has received."""
    page = await person.page("/invitations")
    return [one.text for one in page.select("section[aria-labelledby=received] .invitation")]


async def sent(person: Browser) -> list[str]:
    """The texts of the invitations that somebody has sent."""
    page = await person.page("/invitations")
    return [" ".join(one.text.split()) for one in page.select("section[aria-labelledby=sent] .invitation")]
