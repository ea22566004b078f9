"""What is forgotten about match requests every hour."""

import asyncio

from arcanon.chats.models import chat_keys
from arcanon.matches.models import MatchRequest
from arcanon.server.jobs import hourly


@hourly
async def delete_expired_match_requests() -> None:
    await asyncio.to_thread(chat_keys.destroy_keys, *await MatchRequest.delete_expired())
