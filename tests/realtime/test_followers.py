"""What waits for a follower: a flag, and the latest of each signal."""

from arcanon.realtime.followers import MAX_SIGNALS, Follower


def test_the_latest_signal_is_the_last_one() -> None:
    """Somebody who was away for a moment is here."""
    follower = Follower()
    for signal in ("here", "away", "here"):
        follower.nudge(signal)
    assert follower.take_signals() == ["away", "here"]
    assert follower.take_signals() == []


def test_a_slow_follower_keeps_few_signals_and_one_nudge() -> None:
    follower = Follower()
    for number in range(MAX_SIGNALS * 3):
        follower.nudge(f"signal {number}")
        follower.nudge()
    assert len(follower.take_signals()) == MAX_SIGNALS
    assert follower.take_nudge()
    assert not follower.take_nudge()
