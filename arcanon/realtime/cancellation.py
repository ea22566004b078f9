"""Ending tasks for certain. (Background jobs are in each feature's `jobs.py`.)"""

import asyncio
from typing import Any

RETRY_INTERVAL = 0.5  # seconds


async def cancel_and_wait(*tasks: asyncio.Task[Any]) -> None:
    """Cancels tasks and waits until they have ended; those that seem to have missed it are cancelled again.

    redis-py sends with `asyncio.wait_for`, which in Python 3.11 loses a cancellation that comes in the same moment as
    what it waits for.
    """
    running = {task for task in tasks if not task.done()}
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=RETRY_INTERVAL)
