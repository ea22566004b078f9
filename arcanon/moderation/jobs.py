"""What is done and forgotten about moderation every hour."""

from arcanon.moderation.deciding import carry_out
from arcanon.moderation.models import ModeratorInvitation
from arcanon.reports.models import Case
from arcanon.server.jobs import hourly, hourly_whatever_the_clock_says


@hourly
async def delete_expired_invitations() -> None:
    await ModeratorInvitation.delete_expired()


@hourly_whatever_the_clock_says
async def carry_out_decisions() -> None:
    """Finishes what was interrupted between a decision and what it lays on a person."""
    for case_id in map(str, await Case.exclude(state="open").values_list("id", flat=True)):
        await carry_out(case_id)
