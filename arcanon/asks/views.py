"""Asking a writer to talk, and answering those who ask."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, live
from arcanon.asks.forms import AskForm
from arcanon.asks.models import Ask, AskedError
from arcanon.comments.models import subject as find
from arcanon.notices.models import topic
from arcanon.pages import go_to, render
from arcanon.posts.models import Post
from arcanon.rooms.models import Seat


async def ask(request: Request) -> Response:
    """Asks whoever wrote a post or a comment."""
    errors.required(request)
    subject = await find(request.user, request.path_params)
    if subject.is_by(request.user):
        raise HTTPException(404)
    post_id = subject.id if isinstance(subject, Post) else subject.post_id
    earlier = await Ask.by(request.user).filter(post_id=post_id).first()
    context = {"subject": subject, "kind": subject.kind, "earlier": earlier}
    if request.method == "GET":
        return render(request, "asks/ask.html", {**context, "form": AskForm.empty()})
    form = await AskForm.read(request)
    if not form.errors:
        try:
            sent = await Ask.send(request.user, subject, form.values["line"], form.values["key"])
        except AskedError:
            form.errors["line"] = "You have asked in this thread already. One ask at a time; you can take it back."
    if form.errors:
        return render(request, "asks/ask.html", {**context, "form": form}, status=422)

    await live.nudge(topic(sent.to_tag))
    return go_to(request, "asks:index", query="said=asked")


async def index(request: Request) -> Response:
    """Who asks me, and whom I have asked."""
    errors.required(request)
    own = request.user.vault.asks
    asks, alive = await Ask.concerning(request.user)
    gone = [one for one in own if one not in alive]
    rooms = await Seat.rooms_of(request.user, gone) if gone else set()
    sent = [(one, alive.get(one), one in rooms) for one in reversed(own)]
    return render(request, "asks/index.html", {"asks": asks, "sent": sent})


async def accept(request: Request) -> Response:
    """Opens a room with who asked."""
    ask = await _open(request)
    room = await ask.accept(request.user)
    await live.nudge(topic(ask.reply_tag))
    return go_to(request, "rooms:show", room=room.id, anchor="latest")


async def decline(request: Request) -> Response:
    await (await _open(request)).decline()
    return go_to(request, "asks:index", query="said=declined")


async def withdraw(request: Request) -> Response:
    """Takes one's own ask back."""
    errors.required(request)
    await Ask.withdraw(request.user, request.path_params["ask"])
    return go_to(request, "asks:index", query="said=withdrawn")


async def _open(request: Request) -> Ask:
    """The ask of the address, if it is the viewer's to answer."""
    errors.required(request)
    ask = await Ask.to(request.user, request.path_params["ask"])
    if ask is None:
        raise HTTPException(404)
    return ask
