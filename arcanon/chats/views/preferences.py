"""The settings of a chat: what the other person sees, and how messages are announced."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon.chats.access import find_membership
from arcanon.chats.pieces import chat_context
from arcanon.chats.seats import SIGNALS
from arcanon.people.models import ANNOUNCEMENTS, Vault
from arcanon.web.forms import read_form_data
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def preferences(request: Request) -> Response:
    """What the other person sees of the viewer in this chat, and how messages are announced in every chat."""
    membership = await find_membership(request)
    if request.method == "GET":
        return render(request, "chats/settings.html", {**chat_context(membership), "vault": request.user.vault})
    data = await read_form_data(request)
    announcements, plays_sound = str(data.get("announcements")), data.get("sound") == "yes"

    def change(vault: Vault) -> None:
        vault.announcements = announcements if announcements in ANNOUNCEMENTS else "aloud"
        vault.plays_sound = plays_sound

    await membership.show_signals([signal for signal in SIGNALS if signal in data.getlist("signals")])
    await request.user.change_vault(change)
    return redirect(request, "chats:show", chat=membership.chat.id, flash="settings-saved")
