"""A thread: a post with its answers, and the answers one by one."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import errors, live, sockets
from arcanon.comments import tree
from arcanon.comments.forms import CommentForm
from arcanon.comments.models import Comment
from arcanon.database import KeyUsedError
from arcanon.notices.bell import Bell
from arcanon.notices.models import topic as notice_topic
from arcanon.pages import draw, go_to, render, wants_fragment
from arcanon.paging import whole_number
from arcanon.posts.models import Post
from arcanon.posts.models import thread as scope

THREAD_SIZE = 20  # first answers on a page, each with those below it
BRANCH_SIZE = 50


async def thread_page(request: Request) -> Response:
    """A post with its answers; in part, the post alone, or with `after` the answers that follow."""
    post = await _post(request)
    asked = request.query_params
    cursor = asked.get("after", "")
    if wants_fragment(request) and not cursor:
        return render(request, "posts/show.html#post", {"post": post, "liked": _liked(request), "landed": True})
    sort = asked.get("sort", "oldest") if asked.get("sort") in tree.SORTS else "oldest"
    page = await tree.under(post, cursor, sort=sort, size=THREAD_SIZE)
    drafts = request.user.vault.drafts_for(_address(request, post))
    draft = request.user.vault.draft(asked.get("draft", "")) or (drafts[-1] if drafts else None)
    context = {
        **_drawing(request, post, page.rows),
        "next": page.next,
        "cursor": cursor,
        "sort": sort,
        "branch": None,
        "form": CommentForm(draft) if draft else CommentForm.empty(),
        "drafts": drafts,
        "landed": False,
    }
    return render(request, "posts/show.html#more", context)


async def show(request: Request) -> Response:
    """One answer with what it answers and those after it; in part, that answer alone."""
    comment = await Comment.all().select_related("post").get_or_none(id=request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    cursor = request.query_params.get("after", "")
    if wants_fragment(request) and not cursor:
        context = {**_drawing(request, comment.post, [comment]), "comment": comment, "landed": True}
        return render(request, "comments/show.html#comment", context)
    page = await tree.branch_of(comment, cursor, size=BRANCH_SIZE)
    context = {
        **_drawing(request, comment.post, page.rows),
        "next": page.next,
        "cursor": cursor,
        "sort": "oldest",
        "branch": comment,
        "form": CommentForm.empty(),
        "drafts": [],
        "landed": False,
    }
    return render(request, "posts/show.html#more", context)


def _drawing(request: HTTPConnection, post: Post, comments: Sequence[Comment]) -> dict[str, Any]:
    """What drawing comments of a thread needs."""
    return {
        "post": post,
        "starter": post.tag,
        "branches": tree.of(comments),
        "here_ids": {comment.id for comment in comments},
        "liked": _liked(request),
    }


def _liked(request: HTTPConnection) -> set[str]:
    return set(request.user.vault.likes)


def _address(request: Request, post: Post) -> str:
    """Where answers to a post are sent."""
    return str(request.app.url_path_for("comments:create", post=post.id))


async def fresh(request: Request) -> Response:
    """What others have answered after a number, one below the other."""
    post = await _post(request)
    after = whole_number(request.query_params.get("after"), default=0)
    found = await Comment.since(post.id, after, request.user).limit(BRANCH_SIZE + 1)
    shown = found[:BRANCH_SIZE]
    context = {
        **_drawing(request, post, []),
        "comments": shown,
        "here_ids": {comment.id for comment in shown},
        "last": shown[-1].number if shown else after,
        "has_more": len(found) > BRANCH_SIZE,
        "landed": False,
    }
    return render(request, "comments/fresh.html#fresh", context)


async def follow(socket: WebSocket) -> None:
    """Tells how many answers of others have come after the number `after`; anybody may follow."""
    post = await Post.visible_to(socket.user).get_or_none(id=socket.path_params["post"])
    if post is None:
        await sockets.refuse(socket)
        return
    await sockets.push(socket, ThreadBell(socket, post, whole_number(socket.query_params.get("after"), default=0)))


class ThreadBell(Bell):
    """What the page of a post hears: how many answers are new, and how much else."""

    def __init__(self, socket: WebSocket, post: Post, after: int) -> None:
        super().__init__(socket)
        self.post, self.after, self.count = post, after, 0
        self.topics.append(scope(post.id))

    async def tell(self) -> AsyncIterator[str]:
        count = await Comment.since(self.post.id, self.after, self.socket.user).count()
        if count != self.count:
            self.count = count
            context = {"post": self.post, "count_new": count, "after": self.after}
            yield draw(self.socket, "comments/news.html", context)
        async for frame in super().tell():
            yield frame


async def answer(request: Request) -> Response:
    """The form for an answer to an answer: empty, or as a draft has it."""
    comment = (
        await Comment.visible_to(request.user).select_related("post").get_or_none(id=request.path_params["comment"])
    )
    if comment is None:
        raise HTTPException(404)
    draft = request.user.vault.newest_draft(_address(request, comment.post), reply_to=comment.id)
    form = CommentForm(draft) if draft else CommentForm({**CommentForm.empty().typed, "reply_to": comment.id})
    return _ask_anew(request, form, comment.post, comment)


async def create(request: Request) -> Response:
    post = await _post(request)
    form = await CommentForm.read(request)
    to = form.values["reply_to"]
    above = await Comment.visible_to(request.user).get_or_none(id=to, post_id=post.id) if to else None
    if to and above is None:
        form.errors["body"] = "The answer you write to has been deleted. Copy your words, or answer the post itself."
    if form.errors:
        return _ask_anew(request, form, post, above, status=422)
    errors.required(request)  # after the form, as for posts

    try:
        comment = await Comment.answer(post, request.user, form.values["body"], form.values["key"], to)
    except KeyUsedError:
        form.renew()
        return _ask_anew(request, form, post, above, status=422)
    await live.nudge(scope(post.id))
    if comment.told:
        await live.nudge(notice_topic(comment.told))
    if wants_fragment(request):
        context = {**_drawing(request, post, [comment]), "comment": comment, "above": above, "landed": False}
        return render(request, "comments/create.html", {**context, "form": CommentForm.empty()})
    return go_to(request, "comments:show", comment=comment.id, query="said=answered", anchor=f"comment-{comment.id}")


def _ask_anew(request: Request, form: CommentForm, post: Post, above: Comment | None, status: int = 200) -> Response:
    context = {"form": form, "post": post, "above": above}
    return render(request, "comments/new.html#form", context, status=status)


async def edit(request: Request) -> Response:
    """Changes one's own answer; on GET, the form in its place, as it is or as a draft has it."""
    errors.required(request)
    comment = await _own(request)
    if request.method == "GET":
        draft = request.user.vault.newest_draft(request.url.path)
        is_begun = draft is not None and "anew" not in request.query_params
        form = CommentForm(draft) if draft and is_begun else CommentForm.of(comment)
        return render(request, "comments/edit.html#form", {"form": form, "comment": comment, "is_begun": is_begun})
    form = await CommentForm.read(request)
    if form.errors:
        return render(
            request, "comments/edit.html#form", {"form": form, "comment": comment, "is_begun": False}, status=422
        )

    await comment.rewrite(request.user, form.values["body"], form.values["key"])
    return go_to(request, "comments:show", comment=comment.id, query="said=saved", anchor=f"comment-{comment.id}")


async def delete(request: Request) -> Response:
    """Deletes one's own answer; asks first."""
    errors.required(request)
    comment = await _own(request)
    if request.method == "GET":
        return render(request, "comments/delete.html#question", {"comment": comment})
    await comment.remove(request.user)
    return go_to(request, "posts:show", post=comment.post_id, query="said=deleted", anchor="told")


async def _own(request: Request) -> Comment:
    comment = await Comment.written_by(request.user, request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    return comment


async def _post(request: Request) -> Post:
    post = await Post.visible_to(request.user).get_or_none(id=request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    return post
