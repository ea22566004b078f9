"""Ending what runs beside."""

import asyncio
from typing import Any

AGAIN_AFTER = 0.5  # seconds


async def stop(*tasks: asyncio.Task[Any]) -> None:
    """Cancels tasks and waits for their end, and cancels those again that do not seem to have heard it.

    redis-py sends with `asyncio.wait_for`, which in Python 3.11 loses a cancellation that comes in the same moment as
    what it waits for.
    """
    running = {task for task in tasks if not task.done()}
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=AGAIN_AFTER)
