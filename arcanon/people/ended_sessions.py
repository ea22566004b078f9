"""Sessions that have ended although the database could not be told yet: this process does not accept them any more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger("arcanon")

RETRY_INTERVAL = 5.0  # seconds

_ended: set[str] = set()  # their ids
_retrying: asyncio.Task[None] | None = None


def has_ended(session_id: str) -> bool:
    return session_id in _ended


async def end(session_id: str, delete: Callable[[str], Awaitable[None]], tell: Callable[[], Awaitable[None]]) -> None:
    """Ends a session here and now; if it cannot be deleted from the database, that is tried again until it can.

    `tell` has its sockets look whether it has ended. Other processes learn of it only from the database.
    """
    global _retrying
    _ended.add(session_id)
    await tell()
    try:
        await delete(session_id)
    except Exception as error:
        log.warning("a session has ended, but cannot be deleted yet: %s", type(error).__name__)
        if _retrying is None or _retrying.done():
            _retrying = asyncio.create_task(_retry(delete))
    else:
        _ended.discard(session_id)
        await tell()


async def _retry(delete: Callable[[str], Awaitable[None]]) -> None:
    while _ended:
        await asyncio.sleep(RETRY_INTERVAL)
        for session_id in [*_ended]:
            try:
                await delete(session_id)
            except Exception as error:
                log.debug("a session still cannot be deleted: %s", type(error).__name__)
            else:
                _ended.discard(session_id)
