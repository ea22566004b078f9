"""Followers: sockets and streams that wait for something to happen on a channel of the bus."""

import asyncio
from collections import deque

MAX_SIGNALS = 32  # that wait for one follower; the newest are kept


class Follower:
    """Waits for nudges and signals. It holds a flag and a few signals but no queue, so a slow one costs no memory."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._was_nudged = False
        self._signals: deque[str] = deque(maxlen=MAX_SIGNALS)

    def nudge(self, signal: str = "") -> None:
        if not signal:
            self._was_nudged = True
        else:
            # Each is kept once, at its last place: the latest of "here" and "away" is the one that is true.
            if signal in self._signals:
                self._signals.remove(signal)
            self._signals.append(signal)
        self._event.set()

    def take_nudge(self) -> bool:
        """Whether there was a nudge since this was last called. Signals do not count."""
        was_nudged, self._was_nudged = self._was_nudged, False
        return was_nudged

    def take_signals(self) -> list[str]:
        """Returns the signals since this was last called, each once, in order."""
        signals = list(self._signals)
        self._signals.clear()
        return signals

    async def wait(self, *, timeout: float) -> bool:
        """Waits for a nudge or a signal, at most this many seconds. Returns whether there was one."""
        try:
            # Not `wait_for`, which in Python 3.11 loses a cancellation if the event is set in the same moment.
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True
