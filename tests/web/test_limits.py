"""Rate limits count what they should, in bounded memory."""

import pytest
from limits import parse

from arcanon.web import rate_limits
from arcanon.web.rate_limits import WindowCounts
from tests.support.cast import Browser


def test_each_window_counts_anew_and_the_past_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, limit, now = WindowCounts(), parse("2/minute"), 60_000.0
    monkeypatch.setattr(rate_limits, "now", lambda: now)
    assert [counts.hit(limit, "one") for _ in range(4)] == [True, True, False, False]
    assert counts.hit(limit, "other")
    now += 60
    assert counts.hit(limit, "one")
    assert len(counts._windows) == 1


def test_memory_is_bounded_and_nobody_is_uncounted(monkeypatch: pytest.MonkeyPatch, one_window: None) -> None:
    monkeypatch.setattr(rate_limits, "MAX_KEYS", 10)
    monkeypatch.setattr(rate_limits, "SHARED_KEYS", 3)
    counts, limit = WindowCounts(), parse("2/hour")
    passed = [counts.hit(limit, f"key {number}") for number in range(100)]
    assert sum(len(window) for window in counts._windows.values()) <= 13
    assert passed[:10] == [True] * 10
    assert sum(passed) == 10 + 3 * 2, "those beyond share their counts"
    assert not all(counts.hit(limit, "key 1") for _ in range(2)), "those who were counted one by one still are"


async def test_joining_counts_for_the_place_whoever_is_signed_in(
    alice: Browser, visitor: Browser, one_window: None
) -> None:
    """Eighty accounts came from one address in a second, since each new account had a count of its own."""
    answers = []
    for _ in range(40):
        try:
            await alice.join()
            answers.append(303)
        except AssertionError:
            answers.append(429)
    assert 0 < answers.count(303) <= 30
    assert answers[-1] == 429
    # A visitor from the same place shares the count; reading and signing in go on.
    assert (await visitor.act("/join/confirm", {"offer": "x"})).status_code == 429
    assert (await visitor.get("/")).status_code == 200
    assert (await alice.act("/login", {"words": alice.words})).status_code == 303


async def test_wrong_words_lock_nobody_out_for_long(alice: Browser, visitor: Browser, one_window: None) -> None:
    answers = [(await visitor.act("/login", {"words": "seven wrong words"})) for _ in range(61)]
    assert [answers[0].status_code, answers[-1].status_code] == [422, 429]
    assert int(answers[-1].headers["retry-after"]) <= 60, "everybody behind one address waits a minute at most"
    assert (await alice.get("/me")).status_code == 200
