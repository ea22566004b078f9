"""Tasks are ended for certain."""

import asyncio
from contextlib import suppress

from arcanon.realtime.cancellation import cancel_and_wait


async def test_a_task_that_misses_its_cancellation_is_cancelled_again() -> None:
    async def is_deaf_once() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async def ends() -> None:
        pass

    deaf, ended = asyncio.create_task(is_deaf_once()), asyncio.create_task(ends())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await cancel_and_wait(deaf, ended)
    assert deaf.cancelled()
    assert not ended.cancelled()
