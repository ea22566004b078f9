from starlette.types import ASGIApp

from tests.cast import Browser
from tests.sockets import Socket


async def test_who_waits_is_told(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    await alice.act("/match", {"wish": "talk"})
    async with Socket(app, alice, "/live") as socket:
        room = (await bob.act("/match", {"wish": "listen"})).headers["location"]
        assert f'href="{room}"' in await socket.receive()
