"""Comments: each on a page of its own, those that are new, and writing them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon.comments.channel import ThreadChannel
from arcanon.comments.forms import CommentForm
from arcanon.comments.models import Comment
from arcanon.comments.pieces import draw_list, thread_context
from arcanon.db.errors import ChangedError, GoneError, KeyUsedError
from arcanon.posts.models import Post
from arcanon.realtime import channels
from arcanon.web.errors import require_account
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render, wants_fragment

PAGE_SIZE = 50  # comments


async def show(request: Request) -> Response:
    """A comment with everything above it and the replies below it. A fragment is the comment alone."""
    comment = await Comment.all().select_related("post").get_or_none(id=request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    cursor = request.query_params.get("after", "")
    if wants_fragment(request) and not cursor:
        context = {**thread_context(request, comment.post, [comment], is_returning=True), "comment": comment}
        return render(request, "comments/show.html#comment", context)
    page = await Comment.page_from(comment, cursor, size=PAGE_SIZE)
    comments = draw_list(
        request,
        comment.post,
        page.rows,
        following=page.next,
        sort="oldest",
        focus=comment,
        is_fragment=wants_fragment(request),
    )
    context = {
        "post": comment.post,
        "comments": comments,
        "has_comments": bool(page.rows),
        "is_continued": bool(cursor),
        "is_own": comment.post.is_by(request.user) or comment.is_by(request.user),
        "sort": "oldest",
        "focus": comment,
        "form": CommentForm.empty(),
        "drafts": [],
    }
    return render(request, "posts/show.html#more", context)


async def index(request: Request) -> Response:
    """What others have written after a number, one below the other."""
    post = await Post.find_visible(request.user, request.path_params["post"])
    after = whole_number(request.query_params.get("after"), default=0)
    found = await Comment.by_others_after(post.id, after, request.user).limit(PAGE_SIZE + 1)
    comments = found[:PAGE_SIZE]
    context = {
        **thread_context(request, post, comments),
        "comments": comments,
        "last_number": comments[-1].number if comments else after,
        "has_more": len(found) > PAGE_SIZE,
    }
    return render(request, "comments/index.html#comments", context)


async def live(socket: WebSocket) -> None:
    """Sends how many comments are new. Visitors may follow, too."""
    post = await Post.visible_to(socket.user).get_or_none(id=socket.path_params["post"])
    if post is None:
        await channels.reject(socket, "no such post")
        return
    after = whole_number(socket.query_params.get("after"), default=0)
    await channels.run(socket, ThreadChannel(socket, post, after))


async def reply(request: Request) -> Response:
    """The form for a reply to a comment: empty, or as a draft has it."""
    comments = Comment.visible_to(request.user).select_related("post")
    parent = await comments.get_or_none(id=request.path_params["comment"])
    if parent is None:
        raise HTTPException(404)
    address = str(request.app.state.addresses("comments:create", post=parent.post.id))
    draft = request.user.vault.newest_draft(address, parent_id=parent.id)
    form = CommentForm(draft) if draft else CommentForm({**CommentForm.empty().typed, "reply_to": parent.id})
    return _show_form(request, form, parent.post, parent)


async def create(request: Request) -> Response:
    post = await Post.find_visible(request.user, request.path_params["post"])
    form = await CommentForm.read(request)
    parent_id = form.values["reply_to"]
    comments = Comment.visible_to(request.user)
    parent = await comments.get_or_none(id=parent_id, post_id=post.id) if parent_id else None
    if parent_id and parent is None:
        form.report_deleted_parent()
    if form.errors:
        return _show_form(request, form, post, parent, status=422)
    require_account(request)  # after the form, as for posts

    try:
        comment = await Comment.create_under(post, request.user, form.values["body"], form.values["key"], parent_id)
    except KeyUsedError:
        form.ask_again()
        return _show_form(request, form, post, parent, status=422)
    if wants_fragment(request):
        context = {
            **thread_context(request, post, [comment]),
            "comment": comment,
            "parent": parent,
            "form": CommentForm.empty(),
        }
        return render(request, "comments/frames/created.html", context)
    return redirect(request, "comments:show", comment=comment.id, flash="replied", anchor=f"comment-{comment.id}")


def _show_form(request: Request, form: CommentForm, post: Post, parent: Comment | None, status: int = 200) -> Response:
    context = {"form": form, "post": post, "parent": parent}
    return render(request, "comments/reply.html#form", context, status=status)


async def edit(request: Request) -> Response:
    """Edits the viewer's own comment. A GET shows the form: as the comment is, or as a draft has it."""
    require_account(request)
    comment = await _own_comment(request)
    if comment.hidden:
        raise GoneError(comment.id)
    if request.method == "GET":
        draft = request.user.vault.newest_draft(request.url.path)
        is_draft = draft is not None and "anew" not in request.query_params
        form = CommentForm(draft) if draft and is_draft else CommentForm.from_comment(comment)
        context = {"form": form, "comment": comment, "is_draft": is_draft}
        return render(request, "comments/edit.html#form", context)
    form = await CommentForm.read(request)
    if not form.errors:
        try:
            await comment.edit(request.user, form.values["body"], form.values["key"], form.values["version"])
        except ChangedError as changed:
            form.report_newer(changed.version)
    if form.errors:
        context = {"form": form, "comment": comment, "is_draft": False}
        return render(request, "comments/edit.html#form", context, status=422)

    return redirect(request, "comments:show", comment=comment.id, flash="saved", anchor=f"comment-{comment.id}")


async def delete(request: Request) -> Response:
    """Deletes the viewer's own comment; asks first."""
    require_account(request)
    comment = await _own_comment(request)
    if request.method == "GET":
        return render(request, "comments/delete.html#question", {"comment": comment})
    await comment.remove(request.user)
    return redirect(request, "posts:show", post=comment.post_id, flash="comment-deleted", anchor="flash")


async def _own_comment(request: Request) -> Comment:
    comment = await Comment.written_by(request.user, request.path_params["comment"])
    if comment is None:
        raise HTTPException(404)
    return comment
