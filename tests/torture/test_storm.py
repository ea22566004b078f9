"""A thousand pages that lose their line at once, and come back."""

import asyncio
import random
import signal
import time
from contextlib import AsyncExitStack
from itertools import pairwise

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.support.cast import Browser, match
from tests.support.services import Arcanon, started
from tests.torture.torture import Server

PEOPLE, EACH = 100, 10
GIVEN_UP = 60.0  # seconds; on two idle cores they are back in a few (run it with -s to see)


@pytest.mark.timeout(150)
async def test_a_thousand_come_back_after_a_restart() -> None:
    with started(Server(trusted_proxies="127.0.0.1")) as server:
        async with AsyncExitStack() as stack:
            people = await gather(stack, server)
            lines = [(browser, chat) for browser, chat in people for _ in range(EACH)]
            sockets = await asyncio.gather(*(come(server, *line) for line in lines))
            assert len(sockets) == PEOPLE * EACH
            closed = [asyncio.create_task(socket.wait_closed()) for socket in sockets]
            await asyncio.to_thread(server.stop, signal.SIGTERM)
            await asyncio.wait(closed, timeout=5)
            assert {socket.close_code for socket in sockets} == {1012}, "a code that browsers come back from"
            await asyncio.to_thread(server.start)
            began = time.monotonic()
            async with asyncio.timeout(GIVEN_UP):
                back = await asyncio.gather(*(come_back(server, *line) for line in lines))
            print(f"{len(back)} sockets back {time.monotonic() - began:.1f} s after the restart")
            browser, chat = people[0]
            assert (await browser.say(chat, "All are back")).status_code == 303
            async with asyncio.timeout(20):
                for socket in back[:EACH]:
                    while "All are back" not in str(await socket.recv()):
                        pass
            await asyncio.gather(*(socket.close() for socket in back))
        assert "ERROR" not in server.log.read_text()


async def gather(stack: AsyncExitStack, server: Arcanon) -> list[tuple[Browser, str]]:
    """People and the chats they are in, two and two."""
    browsers = []
    for number in range(PEOPLE):
        browser = await stack.enter_async_context(Browser(url=server.url))
        browser.headers["X-Forwarded-For"] = f"10.0.1.{number + 1}"
        browsers.append(await browser.join())
    found = []
    for one, other in list(pairwise(browsers))[::2]:
        chat = await match(one, other)
        found += [(one, chat), (other, chat)]
    return found


async def come(server: Arcanon, browser: Browser, chat: str) -> ClientConnection:
    """Opens a socket and waits for its first frame: the page is live."""
    socket = await connect(
        f"ws://127.0.0.1:{server.port}/chats/{chat}/live?after=0&retraction=0",
        origin=server.url,
        additional_headers={"Cookie": f"arcanon-session={browser.cookies['arcanon-session']}"},
        compression=None,
        ping_interval=None,
    )
    await socket.recv()
    return socket


async def come_back(server: Arcanon, browser: Browser, chat: str) -> ClientConnection:
    """As a browser does: after a moment, and again when nobody answers. A refusal is an error of ours."""
    attempt = 0
    while True:
        await asyncio.sleep(min(0.5 * 2**attempt, 2.0) * random.uniform(0.7, 1.3))
        attempt += 1
        try:
            return await come(server, browser, chat)
        except OSError:
            pass
