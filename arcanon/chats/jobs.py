"""What is erased of chats every hour."""

import asyncio

from tortoise.expressions import Q

from arcanon import settings
from arcanon.chats import keys
from arcanon.chats.models import Chat
from arcanon.db.transactions import empty_log_after_commit, transaction
from arcanon.notifications.models import Notification
from arcanon.server.jobs import hourly
from arcanon.text import clock


@hourly
async def erase_old_chats() -> None:
    """Erases the chats whose days are over, and the keys of those that are gone."""
    expired = await _delete_expired()
    await asyncio.to_thread(keys.destroy_keys, *expired)
    deleted = map(str, await Chat.filter(deleted_at__isnull=False).values_list("id", flat=True))
    existing = set(map(str, await Chat.all().values_list("id", flat=True)))
    orphaned = set(await asyncio.to_thread(keys.old_keys)) - existing
    ready = await asyncio.to_thread(keys.orphaned_long_enough, orphaned)
    await asyncio.to_thread(keys.destroy_keys, *deleted, *ready)


@transaction
async def _delete_expired() -> list[str]:
    limit = clock.days_ago(settings.current().chat_days)
    is_silent = Q(last_message_at__lte=limit) | Q(last_message_at=None, created_at__lte=limit)
    # Rows rather than values, since only rows are locked: nothing can be sent in between.
    expired = [chat.id for chat in await Chat.filter(is_silent).order_by("id").select_for_update()]
    if expired:
        empty_log_after_commit()
        await Notification.withdraw("accepted", *expired)
        await Chat.filter(id__in=expired).delete()
    return expired
