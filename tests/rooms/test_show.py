from tests.cast import Browser


async def test_it_shows_the_conversation(alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Hello")
    page = await bob.page(f"/rooms/{room}")
    assert page.select_one(".message__words").text == "Hello"
