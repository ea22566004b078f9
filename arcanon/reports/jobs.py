"""What is forgotten about cases every hour."""

from arcanon.reports.models import Case
from arcanon.server.jobs import hourly


@hourly
async def forget_old_cases() -> None:
    await Case.forget_old()
