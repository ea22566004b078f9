"""People who talk all the time, by the browser's own protocol: POST with a key, and a socket that comes back."""

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from bs4 import BeautifulSoup, Tag
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.support.cast import PARTIAL, Browser, new_key

SILENCE = 40.0  # seconds, as in live.js
PASSING = (OSError, WebSocketException, httpx.TransportError, TimeoutError, EOFError)


@dataclass
class Talker:
    """One of the two in a chat: says things until they are acknowledged, and reads what arrives."""

    browser: Browser
    url: str
    name: str
    rng: random.Random
    chat: str = ""
    acknowledged: dict[str, int] = field(default_factory=dict)  # words, and the number they were told to have
    seen: list[tuple[int, str]] = field(default_factory=list)
    reconnects: int = 0
    waits: list[float] = field(default_factory=list)  # seconds from saying something to its acknowledgement
    frozen_until: float = 0.0
    is_done: bool = False

    @property
    def last(self) -> int:
        return self.seen[-1][0] if self.seen else 0

    async def talk(self, every: float) -> None:
        count = 0
        while not self.is_done:
            count += 1
            words = f"{self.name} says {count}"
            began = time.monotonic()
            self.acknowledged[words] = await self._say(words, new_key())
            self.waits.append(time.monotonic() - began)
            await asyncio.sleep(every * self.rng.uniform(0.7, 1.3))

    async def _say(self, words: str, key: str) -> int:
        """Sends until there is an answer; sometimes twice at once, and sometimes leaving before the answer."""
        while True:
            try:
                whim = self.rng.random()
                if whim < 0.1:
                    answers = await asyncio.gather(self._post(words, key), self._post(words, key))
                    assert answers[0] == answers[1] or None in answers
                    number = next(filter(None, answers), None)
                else:
                    number = await asyncio.wait_for(self._post(words, key), 0.02 if whim < 0.2 else 10)
                if number:
                    return number
            except PASSING:
                pass
            await asyncio.sleep(self.rng.uniform(0.2, 0.6))

    async def _post(self, words: str, key: str) -> int | None:
        form = {"body": words, "key": key, "optimistic": "yes", "seen": "0"}
        response = await self.browser.act(f"/chats/{self.chat}/messages", form, headers=PARTIAL)
        if response.status_code == 429:
            await asyncio.sleep(float(response.headers["Retry-After"]))
            return None
        if response.status_code == 200:
            return int(re.search(r'data-sent="(\d+)"', response.text)[1])
        assert response.status_code in (500, 502, 503), (response.status_code, response.text)
        assert response.status_code != 500, "an error of ours"
        return None

    async def read(self) -> None:
        """A page's socket: asks for what came since, and comes back when it is closed."""
        attempt = 0
        while True:
            try:
                async with self._socket() as socket:
                    attempt = 0
                    await socket.send("here")
                    while True:
                        if self.frozen_until > time.monotonic():
                            await asyncio.sleep(self.frozen_until - time.monotonic())
                        self._take(str(await asyncio.wait_for(socket.recv(), SILENCE)))
            except PASSING:
                self.reconnects += 1
            attempt += 1
            await asyncio.sleep(min(0.5 * 2 ** (attempt - 1), 2.0) * self.rng.uniform(0.7, 1.3))

    @asynccontextmanager
    async def _socket(self) -> AsyncIterator[ClientConnection]:
        address = self.url.replace("http://localhost", "ws://127.0.0.1")
        cookie = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        headers = {"Cookie": cookie, "X-Forwarded-For": self.browser.headers["X-Forwarded-For"]}
        async with connect(
            f"{address}/chats/{self.chat}/live?after={self.last}&retraction=0",
            origin=self.url,
            additional_headers=headers,
            compression=None,
            open_timeout=10,
            ping_interval=None,
            max_queue=1,
            close_timeout=1,
        ) as socket:
            yield socket

    def _take(self, frame: str) -> None:
        for item in BeautifulSoup(frame, "html.parser").select("li.message"):
            self.seen.append(said_in(item))

    async def truth(self) -> list[tuple[int, str]]:
        """All that is in the chat, as its pages show it."""
        said: list[tuple[int, str]] = []
        while True:
            page = await self.browser.page(f"/chats/{self.chat}/messages?after={said[-1][0] if said else 0}")
            found = list(map(said_in, page.select(".message")))
            if not found:
                return said
            said += found


def said_in(item: Tag) -> tuple[int, str]:
    """The number and the words of a message as it is drawn."""
    return int(item["data-number"]), item.select_one(".message__text").text
