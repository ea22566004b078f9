"""Which chats have new messages: it follows from numbers, a seat's `seen` against the chat's last one."""

from arcanon.chats.seats import change_name
from arcanon.db.statements import placeholders
from arcanon.db.transactions import fetch
from arcanon.notifications.unread import count_chats_with
from arcanon.people.models import Viewer, chat_scope

MAX_LOOKED_AT = 60  # chats, the newest


class ChatCounter:
    """Counts the chats in which the other person has said something new."""

    def names(self, viewer: Viewer) -> list[str]:
        return [change_name(chat_id) for chat_id in viewer.vault.chats[-MAX_LOOKED_AT:]]

    async def count(self, viewer: Viewer, except_chat: str) -> int:
        """One query, or none."""
        chat_ids = [chat_id for chat_id in viewer.vault.chats[-MAX_LOOKED_AT:] if chat_id != except_chat]
        if not chat_ids:
            return 0
        count = len(chat_ids)
        sql = f"""
            SELECT s.id FROM seats s JOIN chats c ON c.id = s.chat_id
            WHERE s.chat_id IN ({placeholders(1, count)}) AND s.tag IN ({placeholders(1 + count, count)})
                AND c.last_number > s.seen AND c.deleted_at IS NULL"""  # noqa: S608 (places for values)
        return len(await fetch(sql, *chat_ids, *(viewer.tag(chat_scope(chat_id)) for chat_id in chat_ids)))


count_chats_with(ChatCounter())
