"""Followers: sockets and streams that wait for something to happen on a channel of the bus."""

import asyncio

MAX_SIGNALS = 32  # that wait for one follower; the newest are kept


class Follower:
    """Waits for nudges and signals, in one place at a time.

    It holds a flag and a few signals but no queue, so a slow one costs no memory. Thousands of them wait for hours:
    each holds as little as can be (an `asyncio.Event` takes six hundred bytes even if nobody ever waits for it).
    """

    __slots__ = ("__weakref__", "_has_news", "_signals", "_waiter", "_was_nudged")

    def __init__(self) -> None:
        self._waiter: asyncio.Future[bool] | None = None
        self._has_news = self._was_nudged = False
        self._signals: list[str] = []

    def nudge(self, signal: str = "") -> None:
        if not signal:
            self._was_nudged = True
        else:
            # Each is kept once, at its last place: the latest of "here" and "away" is the one that is true.
            if signal in self._signals:
                self._signals.remove(signal)
            self._signals.append(signal)
            del self._signals[:-MAX_SIGNALS]
        self._has_news = True
        if self._waiter:
            _finish(self._waiter, True)

    def take_nudge(self) -> bool:
        """Whether there was a nudge since this was last called. Signals do not count."""
        was_nudged, self._was_nudged = self._was_nudged, False
        return was_nudged

    def take_signals(self) -> list[str]:
        """Returns the signals since this was last called, each once, in order."""
        signals, self._signals = self._signals, []
        return signals

    async def wait(self, *, timeout: float) -> bool:
        """Waits for a nudge or a signal, at most this many seconds. Returns whether there was one."""
        if not self._has_news:
            loop = asyncio.get_running_loop()
            self._waiter = loop.create_future()
            timer = loop.call_later(timeout, _finish, self._waiter, False)
            try:
                if not await self._waiter:
                    return False
            finally:
                timer.cancel()
                self._waiter = None
        self._has_news = False
        return True


def _finish(waiter: asyncio.Future[bool], has_news: bool) -> None:
    if not waiter.done():
        waiter.set_result(has_news)


class Following:
    """Follows channels of a bus while it is entered: a class, which takes half the memory of `contextmanager`."""

    __slots__ = ("_channels", "_follower", "_followers")

    def __init__(self, followers: dict[str, set[Follower]], channels: tuple[str, ...]) -> None:
        """`followers` are those of the bus, by channel."""
        self._followers = followers
        self._channels = channels
        self._follower = Follower()

    def __enter__(self) -> Follower:
        for channel in self._channels:
            self._followers.setdefault(channel, set()).add(self._follower)
        return self._follower

    def __exit__(self, *error: object) -> None:
        for channel in self._channels:
            self._followers[channel].discard(self._follower)
            if not self._followers[channel]:
                del self._followers[channel]
