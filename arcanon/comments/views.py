"""A thread: a post with its answers, and the answers one by one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, paging
from arcanon.comments.forms import CommentForm
from arcanon.comments.models import Comment
from arcanon.database import KeyUsedError
from arcanon.likes.models import Like
from arcanon.pages import go_to, render, wants_fragment
from arcanon.posts.models import Post

THREAD_SIZE = 50


async def thread(request: Request) -> Response:
    """A post with its answers, oldest first; in part, the post alone."""
    post = await Post.visible_to(request.user).get_or_none(id=request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    if wants_fragment(request):
        liked = await Like.of(request.user, post)
        return render(request, "posts/show.html#post", {"post": post, "liked": liked, "landed": True})
    return await _thread(request, post, request.query_params.get("after", ""))


async def show(request: Request) -> Response:
    """The same page, from one of its answers on; in part, that answer alone."""
    comments = Comment.visible_to(request.user).select_related("post")
    comment = await comments.get_or_none(id=request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    if wants_fragment(request):
        context = {"comment": comment, "liked": await Like.of(request.user, comment), "landed": True}
        return render(request, "comments/show.html#comment", {**context, "starter": comment.post.tag})
    return await _thread(request, comment.post, paging.cursor_at(comment), comment)


async def _thread(request: Request, post: Post, cursor: str, first: Comment | None = None) -> Response:
    comments = Comment.visible_to(request.user).filter(post_id=post.id)
    page = await paging.page(comments, cursor, size=THREAD_SIZE, newest_first=False, including=first is not None)
    context = {
        "post": post,
        "starter": post.tag,
        "page": page,
        "first": first,
        "cursor": cursor,
        "liked": await Like.of(request.user, post, *page.rows),
        "form": CommentForm.empty(),
        "landed": False,
    }
    return render(request, "posts/show.html", context)


async def create(request: Request) -> Response:
    errors.required(request)
    post = await Post.visible_to(request.user).get_or_none(id=request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    form = await CommentForm.read(request)
    if form.errors:
        return render(request, "comments/new.html#form", {"form": form, "post": post}, status=422)

    try:
        comment = await Comment.answer(post, request.user, form.values["body"], form.values["key"])
    except KeyUsedError:
        form.renew()
        return render(request, "comments/new.html#form", {"form": form, "post": post}, status=422)
    if wants_fragment(request):
        context = {"comment": comment, "post": post, "starter": post.tag, "liked": set(), "form": CommentForm.empty()}
        return render(request, "comments/create.html", {**context, "landed": False})
    return go_to(request, "comments:show", comment=comment.id, anchor=f"comment-{comment.id}")


async def edit(request: Request) -> Response:
    """Changes one's own answer; on GET, the form in its place."""
    errors.required(request)
    comment = await _own(request)
    if request.method == "GET":
        form = CommentForm({"body": comment.body})
        return render(request, "comments/edit.html#form", {"form": form, "comment": comment})
    form = await CommentForm.read(request)
    if form.errors:
        return render(request, "comments/edit.html#form", {"form": form, "comment": comment}, status=422)

    await comment.rewrite(form.values["body"])
    return go_to(request, "comments:show", comment=comment.id, anchor=f"comment-{comment.id}")


async def delete(request: Request) -> Response:
    """Deletes one's own answer; asks first."""
    errors.required(request)
    comment = await _own(request)
    if request.method == "GET":
        return render(request, "comments/delete.html", {"comment": comment})
    await comment.remove(request.user)
    return go_to(request, "posts:show", post=comment.post_id, anchor="answers")


async def _own(request: Request) -> Comment:
    comment = await Comment.written_by(request.user, request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    return comment
