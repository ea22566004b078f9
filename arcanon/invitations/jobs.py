"""What is forgotten about invitations every hour."""

from arcanon.invitations.models import Invitation
from arcanon.server.jobs import hourly


@hourly
async def delete_expired_invitations() -> None:
    await Invitation.delete_expired()
