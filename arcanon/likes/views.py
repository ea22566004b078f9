"""Liking, taking a like back, and the list of what you like."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from arcanon.comments.models import Comment
from arcanon.comments.pieces import draw_like
from arcanon.comments.threads import find_subject
from arcanon.likes.forms import LikeForm
from arcanon.likes.models import Like
from arcanon.posts.models import Post
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect_back
from arcanon.web.rendering import render, wants_fragment

PAGE_SIZE = 20


async def like(request: Request) -> Response:
    """Sets the like to what the form says, `liked=yes` or `no`. Sending it twice changes nothing."""
    require_account(request)
    subject = await find_subject(request.user, request.path_params)
    data = await read_form_data(request)
    liked = LikeForm.from_data(data).values["liked"]
    if liked not in ("yes", "no"):
        raise HTTPException(400)
    await Like.set(request.user, subject, liked=liked == "yes")

    if wants_fragment(request):
        return HTMLResponse(draw_like(request, subject, is_liked=liked == "yes"))
    default = str(request.app.state.addresses(f"{subject.kind}s:show", **{subject.kind: subject.id}))
    if "to" in data:  # after joining or signing in: do not go back to that page
        return RedirectResponse(f"{default}#like-{subject.id}", 303)
    return redirect_back(request, anchor=f"like-{subject.id}", default=default)


async def index(request: Request) -> Response:
    """The posts and comments that the viewer likes, newest like first."""
    require_account(request)
    likes = request.user.vault.likes
    start = whole_number(request.query_params.get("start"), default=0)
    ids = likes[::-1][start : start + PAGE_SIZE]
    subjects: dict[str, Post | Comment] = {post.id: post for post in await Post.filter(id__in=ids)}
    subjects |= {comment.id: comment for comment in await Comment.filter(id__in=ids).select_related("post")}
    context = {
        "liked": [subjects[id_] for id_ in ids if id_ in subjects],
        "has_likes": bool(likes),
        "start": start,
        "next_start": start + PAGE_SIZE if len(likes) > start + PAGE_SIZE else 0,
    }
    return render(request, "likes/index.html", context)
