"""Moderators in tests: invited as a host invites them, with their seven words typed again."""

from collections.abc import Awaitable

from arcanon.db.transactions import transaction
from arcanon.moderation.models import ModeratorInvitation
from arcanon.reports.models import Case
from tests.support.cast import Browser


async def moderator(browser: Browser, call_sign: str) -> Browser:
    token = await ModeratorInvitation.make()
    assert (await browser.act(f"/moderation/join/{token}", {"call_sign": call_sign})).status_code == 303
    response = await browser.act("/moderation/confirm", {"words": browser.words, "next": "/moderation"})
    assert response.headers["location"] == "/moderation"
    return browser


async def report(browser: Browser, address: str, rule: str = "kind", words: str = "") -> str:
    """Reports a post or comment. Returns the case's id."""
    response = await browser.act(f"{address}/report", {"rule": rule, "details": words})
    assert response.status_code == 303, response.text
    kind, subject = address.strip("/").split("/")
    found = Case.filter(kind=kind.removesuffix("s"), subject=subject)
    return (await found.order_by("-opened_on", "-decision").first()).id


async def decide(browser: Browser, case: str, **ruling: str) -> None:
    fields = {"text": "leave", "rule": "kind", "note": "Please be kind to others.", **ruling}
    response = await browser.act(f"/moderation/cases/{case}", fields)
    assert response.status_code == 303, response.text


@transaction
async def change(query: Awaitable[object]) -> None:
    """Writes to the database what no page could."""
    await query
