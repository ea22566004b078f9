"""Liking, and taking it back."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, live
from arcanon.comments.models import Comment
from arcanon.forms import sent
from arcanon.likes.models import Like
from arcanon.notices.models import topic
from arcanon.pages import go_back, render, wants_fragment
from arcanon.posts.models import Post


async def like_post(request: Request) -> Response:
    errors.required(request)
    post = await Post.visible_to(request.user).get_or_none(id=request.path_params["post"])
    return await _like(request, post, "posts:show")


async def like_comment(request: Request) -> Response:
    errors.required(request)
    comment = await Comment.visible_to(request.user).get_or_none(id=request.path_params["comment"])
    return await _like(request, comment, "comments:show")


async def _like(request: Request, subject: Post | Comment | None, page: str) -> Response:
    """Sets the like to what the form says, `liked=yes` or `no`: sent twice, it is the same."""
    if subject is None:
        raise HTTPException(404)
    wanted = (await sent(request)).get("liked")
    if wanted not in ("yes", "no"):
        raise HTTPException(400)
    if await Like.set(request.user, subject, liked=wanted == "yes"):
        await live.nudge(topic(subject.tag))

    kind = page.partition(":")[0].removesuffix("s")
    if wants_fragment(request):
        liked = {subject.id} if wanted == "yes" else set()
        return render(request, "likes/_like.html", {"subject": subject, "kind": kind, "liked": liked})
    instead = str(request.app.url_path_for(page, **{kind: subject.id}))
    return go_back(request, anchor=f"like-{subject.id}", instead=instead)
