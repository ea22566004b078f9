"""Revealing something about yourself, and taking it back."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon.chats import reveals
from arcanon.chats.access import find_membership
from arcanon.chats.forms import RevealForm
from arcanon.chats.models import ChatEndedError
from arcanon.chats.pieces import chat_context
from arcanon.text.translation import gettext as _
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def reveal(request: Request) -> Response:
    """Seals what the viewer would reveal. It is open to both once both have sealed something."""
    membership = await find_membership(request)
    form = RevealForm() if request.method == "GET" else await RevealForm.read(request)
    if request.method == "POST" and not form.errors:
        try:
            is_open = await reveals.seal(membership, form.values["line"])
            return redirect(request, "chats:reveal", chat=membership.chat.id, flash="opened" if is_open else "sealed")
        except ChatEndedError:
            form.errors["line"] = _("The chat has ended, so nothing was sealed.")
        except reveals.RevealedError:
            form.errors["line"] = _("What you both wrote is open now and can't be changed.")
    status = 422 if form.errors else 200
    context = {**chat_context(await find_membership(request)), "form": form}
    return render(request, "chats/reveal.html", context, status=status)


async def withdraw(request: Request) -> Response:
    """Takes back what the viewer would reveal, unless it is open already."""
    membership = await find_membership(request)
    try:
        await reveals.withdraw(membership)
    except reveals.RevealedError:
        return redirect(request, "chats:reveal", chat=membership.chat.id, flash="revealed")
    return redirect(request, "chats:reveal", chat=membership.chat.id, flash="reveal-withdrawn")
