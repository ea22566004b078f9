"""What the two may do with their conversation: show themselves, reveal, end, erase."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import live
from arcanon.forms import sent
from arcanon.pages import go_to, render
from arcanon.people.vault import Vault
from arcanon.rooms import reveals
from arcanon.rooms.door import room_of
from arcanon.rooms.forms import RevealForm
from arcanon.rooms.models import EndedError
from arcanon.rooms.reveals import OpenedError
from arcanon.rooms.seats import SIGNS
from arcanon.settings import current as here

READS = ("aloud", "count", "silent")


async def settings(request: Request) -> Response:
    """What the other sees of one in this conversation, and how one hears of messages in all."""
    room = await room_of(request)
    if request.method == "GET":
        context = {"room": room, "seat": room.seat_of(request.user), "vault": request.user.vault}
        return render(request, "rooms/settings.html", context)
    data = await sent(request)
    await room.show_signs(request.user, [sign for sign in SIGNS if sign in data.getlist("shows")])
    reads, has_sound = str(data.get("reads")), data.get("sound") == "yes"

    def change(vault: Vault) -> None:
        vault.reads = reads if reads in READS else "aloud"
        vault.has_sound = has_sound

    await request.user.change_vault(change)
    await live.nudge(room.topic)
    return go_to(request, "rooms:show", room=room.id, query="said=kept")


async def reveal(request: Request) -> Response:
    """Writes what one would reveal; open to both when both have."""
    room = await room_of(request)
    form = RevealForm() if request.method == "GET" else await RevealForm.read(request)
    if request.method == "POST" and not form.errors:
        try:
            await reveals.offer(room, request.user, form.values["line"])
            await live.nudge(room.topic)
            return go_to(request, "rooms:reveal", room=room.id, query="said=sealed")
        except EndedError:
            form.errors["line"] = "The conversation has ended, so nothing was sealed."
        except OpenedError:
            form.errors["line"] = "What you both wrote is open by now and stays as it is."
    status = 422 if form.errors else 200
    context = {"room": await room_of(request), "seat": room.seat_of(request.user), "form": form}
    return render(request, "rooms/reveal_page.html", context, status=status)


async def withdraw(request: Request) -> Response:
    """Takes back what one would have revealed, as long as it is not open."""
    room = await room_of(request)
    try:
        await reveals.withdraw(room, request.user)
    except OpenedError:
        return go_to(request, "rooms:reveal", room=room.id, query="said=open")
    await live.nudge(room.topic)
    return go_to(request, "rooms:reveal", room=room.id, query="said=unsealed")


async def end(request: Request) -> Response:
    """Closes the conversation for both; asks first."""
    room = await room_of(request)
    if request.method == "GET":
        context = {"room": room, "other": room.other(request.user), "room_days": here().room_days}
        return render(request, "rooms/end.html#question", context)
    await room.end()
    await live.nudge(room.topic)
    return go_to(request, "rooms:show", room=room.id, query="said=over")


async def burn(request: Request) -> Response:
    """Erases the conversation for both; asks first."""
    room = await room_of(request)
    if request.method == "GET":
        return render(request, "rooms/burn.html#question", {"room": room, "other": room.other(request.user)})
    await room.burn()
    await live.nudge(room.topic)
    return go_to(request, "rooms:show", room=room.id, query="said=erased")
