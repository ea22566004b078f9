"""Liking, and taking it back."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, live
from arcanon.comments.models import subject as find
from arcanon.forms import sent
from arcanon.likes.models import Like
from arcanon.notices.models import topic
from arcanon.pages import go_back, render, wants_fragment


async def like(request: Request) -> Response:
    """Sets the like to what the form says, `liked=yes` or `no`: sent twice, it is the same."""
    errors.required(request)
    subject = await find(request.user, request.path_params)
    wanted = (await sent(request)).get("liked")
    if wanted not in ("yes", "no"):
        raise HTTPException(400)
    if await Like.set(request.user, subject, liked=wanted == "yes"):
        await live.nudge(topic(subject.tag))

    if wants_fragment(request):
        liked = {subject.id} if wanted == "yes" else set()
        return render(request, "likes/_like.html", {"subject": subject, "kind": subject.kind, "liked": liked})
    instead = str(request.app.url_path_for(f"{subject.kind}s:show", **{subject.kind: subject.id}))
    return go_back(request, anchor=f"like-{subject.id}", instead=instead)
