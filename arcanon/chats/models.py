"""Chats: who may open one, and what is said in it. Each model has a file of its own."""

from arcanon.chats import keys as chat_keys
from arcanon.chats.chat import ID_LENGTH, About, Chat, chat_channel
from arcanon.chats.membership import MAX_OPEN_CHATS, ChatEndedError, Membership
from arcanon.chats.messages import Message
from arcanon.chats.seats import Seat, pair_tag
from arcanon.chats.unread import ChatCounter
from arcanon.people.models import chat_scope

__all__ = [
    "ID_LENGTH",
    "MAX_OPEN_CHATS",
    "About",
    "Chat",
    "ChatCounter",
    "ChatEndedError",
    "Membership",
    "Message",
    "Seat",
    "chat_channel",
    "chat_keys",
    "chat_scope",
    "pair_tag",
]
