"""Those who wait on the bus."""

import asyncio
from collections import deque

SIGNS_AT_MOST = 32  # that wait for a follower; the newest stay


class Follower:
    """Somebody who follows topics. Owns a flag and a few signs, and no queue, so that a slow one costs no memory."""

    def __init__(self) -> None:
        self._flag = asyncio.Event()
        self._is_due = False
        self._signs: deque[str] = deque(maxlen=SIGNS_AT_MOST)

    def nudge(self, sign: str = "") -> None:
        if not sign:
            self._is_due = True
        elif sign not in self._signs:
            self._signs.append(sign)
        self._flag.set()

    def was_nudged(self) -> bool:
        """Whether there was a nudge since it was last asked; signs do not count."""
        was_due, self._is_due = self._is_due, False
        return was_due

    def signs(self) -> list[str]:
        """The signs since it was last asked, each once, in order."""
        signs = list(self._signs)
        self._signs.clear()
        return signs

    async def woken(self, *, within: float) -> bool:
        """Waits for a nudge or a sign, at most so many seconds. Returns whether there was one."""
        try:
            # Not `wait_for`, which in Python 3.11 forgets that it was cancelled when the flag is set just then.
            async with asyncio.timeout(within):
                await self._flag.wait()
        except TimeoutError:
            return False
        self._flag.clear()
        return True
