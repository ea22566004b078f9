"""A small TCP proxy in front of several servers, which takes them in turn, and can cut its clients off."""

import asyncio
import random
from contextlib import suppress


class Proxy:
    """Use as `async with Proxy([port, ...]) as proxy`; clients connect to `proxy.port` on 127.0.0.1."""

    def __init__(self, ports: list[int], port: int) -> None:
        self.ports = ports
        self.port = port
        self._turn = 0
        self._clients: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def cut(self, share: float, rng: random.Random) -> int:
        """Resets so large a share of the clients' connections. Returns how many."""
        chosen = [client for client in self._clients if rng.random() < share]
        for client in chosen:
            client.transport.abort()
        return len(chosen)

    async def _serve(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self._clients.add(client)
        server: asyncio.StreamWriter | None = None
        passing: list[asyncio.Task[None]] = []
        # With no server there the client sees a connection that is closed.
        with suppress(OSError, asyncio.CancelledError):
            from_server, server = await self._connect()
            passing = [asyncio.create_task(_pass(reader, server)), asyncio.create_task(_pass(from_server, client))]
            await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
            # What one side had still to say when the other left.
            await asyncio.wait(passing, timeout=0.5)
        for one in passing:
            one.cancel()
        for writer in filter(None, (client, server)):
            writer.close()
        self._clients.discard(client)
        self._tasks.discard(task)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the next server that answers. Raises `OSError` when none does."""
        for _ in self.ports:
            self._turn += 1
            with suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", self.ports[self._turn % len(self.ports)])
        raise OSError("no server answers")


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
