"""Where somebody's search for a match stands."""

from typing import Any

from arcanon import settings
from arcanon.chats.models import Chat
from arcanon.matches.criteria import AGES, GENDERS
from arcanon.matches.forms import MatchForm
from arcanon.matches.models import LIFETIME, MatchRequest
from arcanon.people.models import Viewer
from arcanon.text import clock
from arcanon.text.translation import gettext as _


async def match_state(viewer: Viewer) -> dict[str, Any]:
    """Returns what the template of the match page needs. `state` is "none", "waiting", "matched" or "expired"."""
    chat_id, current = viewer.vault.pending_match, settings.current()
    own = await MatchRequest.find_own(viewer)
    chat = await Chat.get_or_none(id=chat_id) if chat_id and not own else None
    is_recent = chat is not None and not chat.ended_at and chat.created_at > clock.now() - LIFETIME
    return {
        "state": "waiting" if own else "matched" if is_recent else "expired" if chat_id and not chat else "none",
        "criteria": own.criteria if own else None,
        "waiting_count": await MatchRequest.waiting().count(),
        "chat": chat,
        "form": MatchForm(),
        "topics": current.topics,
        "languages": current.languages,
        "ages": {value: _(label) for value, label in AGES.items()},
        "genders": {value: _(label) for value, label in GENDERS.items()},
    }
