"""What is forgotten about moderators every hour."""

from arcanon.moderation.models import ModeratorInvitation
from arcanon.server.jobs import hourly


@hourly
async def delete_expired_invitations() -> None:
    await ModeratorInvitation.delete_expired()
