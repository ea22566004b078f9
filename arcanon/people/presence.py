"""Who is here: people's keys and vaults are kept in memory for a minute after their last request.

Opening a session takes its row, a vault and two seals. Somebody who reads page after page is opened once. A session
that ends, here or in another process, ends at once all the same: `Viewer.refresh` asks whether anything has changed.
"""

import asyncio
import time

from arcanon.people.viewer import Viewer

STAY = 60.0  # seconds after the last request
SWEEP_INTERVAL = 5.0  # seconds
MAX_PEOPLE = 1_000  # that are kept; beyond, those who have not been seen for the longest time are forgotten

_here: dict[str, tuple[Viewer, float]] = {}  # by the session's token, the last seen last
_sweep: asyncio.TimerHandle | None = None


async def find(token: str) -> Viewer | None:
    """Returns who holds this token, or None if it belongs to nobody (any more). Raises `BrokenSealError`."""
    kept = _here.get(token)
    viewer = kept[0] if kept else await Viewer.find(token)
    if viewer is None or (kept and not await viewer.refresh()):
        _here.pop(token, None)
        return None
    _here.pop(token, None)  # moves the person to the end: the last seen stands last
    _here[token] = viewer, time.monotonic()
    if len(_here) > MAX_PEOPLE:
        del _here[next(iter(_here))]
    _plan_sweep()
    return viewer


def viewers() -> list[Viewer]:
    """Returns one viewer for each of the people who are here."""
    return list({viewer.person_id: viewer for viewer, _seen in _here.values()}.values())


def forget(session_id: str) -> None:
    """Forgets somebody whose session has ended."""
    for token in [token for token, (viewer, _seen) in _here.items() if viewer.session_id == session_id]:
        del _here[token]


def forget_all() -> None:
    """Forgets everybody: when the process ends."""
    global _sweep
    _here.clear()
    if _sweep:
        _sweep.cancel()
    _sweep = None


def _plan_sweep() -> None:
    global _sweep
    if _sweep is None:
        _sweep = asyncio.get_running_loop().call_later(SWEEP_INTERVAL, _forget_absent)


def _forget_absent() -> None:
    global _sweep
    _sweep = None
    oldest = time.monotonic() - STAY
    for token, (_viewer, seen) in list(_here.items()):
        if seen > oldest:
            _plan_sweep()
            break
        del _here[token]
