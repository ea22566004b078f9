"""What is forgotten about notifications every hour."""

from arcanon.notifications.models import Notification
from arcanon.server.jobs import hourly


@hourly
async def delete_expired_notifications() -> None:
    await Notification.delete_expired()
