"""Tasks that are finished even if nobody waits for them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")

running: set[asyncio.Future[Any]] = set()


def in_background(work: Callable[[], Awaitable[None]]) -> asyncio.Future[None]:
    """Starts something that nobody has to wait for. If it fails, nothing else is affected."""
    return keep(asyncio.ensure_future(work()))


async def finish_running(timeout: float) -> None:
    """Waits for the tasks in progress, at most this many seconds."""
    if running:
        await asyncio.wait(running, timeout=timeout)


def keep(task: asyncio.Future[T]) -> asyncio.Future[T]:
    """Holds on to a task until it ends, as the event loop does not."""
    running.add(task)
    task.add_done_callback(_discard)
    return task


def _discard(task: asyncio.Future[Any]) -> None:
    running.discard(task)
    if not task.cancelled():
        task.exception()  # a waiting caller sees it; without one, asyncio must not complain
