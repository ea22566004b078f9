"""What is drawn of comments, and kept: each by all that it shows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from arcanon.comments.models import Comment
from arcanon.comments.threads import ThreadPage
from arcanon.comments.tree import build_tree
from arcanon.posts.models import Post
from arcanon.text import translation
from arcanon.web.pieces import Key
from arcanon.web.rendering import render_piece

BYLINE_LEVEL = 3  # of the heading that a comment has in its thread


def thread_context(
    request: Request, post: Post, comments: Sequence[Comment], *, is_returning: bool = False
) -> dict[str, Any]:
    """Returns what the templates need to draw some comments of a thread."""
    shown_ids = {comment.id for comment in comments}
    return {
        "post": post,
        "branches": build_tree(comments),
        "draw_comment": partial(_draw, request, post, shown_ids, is_returning),
        "draw_like": partial(draw_like, request),
    }


def _draw(
    request: Request,
    post: Post,
    shown_ids: set[str],
    is_returning: bool,
    comment: Comment,
    *,
    has_focus: bool = False,
    level: int = BYLINE_LEVEL,
) -> Markup:
    context = {
        "comment": comment,
        "post": post,
        "is_parent_shown": comment.parent_id in shown_ids,
        "is_own": comment.is_by(request.user),
        "is_liked": comment.id in request.user.liked,
        "has_blocked": comment.id in request.user.blocked_subjects,
        "has_focus": has_focus,
        "is_returning": is_returning,
        "level": level,
    }
    key = (*_key(request, post, comment, shown_ids), has_focus, is_returning, level)
    return render_piece(request, "comments/_comment.html", key, context)


def _key(request: Request, post: Post, comment: Comment, shown_ids: set[str]) -> Key:
    viewer = request.user
    own = (
        viewer.is_signed_in,
        comment.is_by(viewer),
        comment.id in viewer.liked,
        comment.id in viewer.blocked_subjects,
    )
    return (*comment.shown, comment.tag == post.tag, comment.parent_id in shown_ids, *own)


def draw_list(
    request: Request,
    post: Post,
    comments: Sequence[Comment],
    *,
    following: str,
    sort: str,
    focus: Comment | None = None,
    is_fragment: bool = False,
) -> Markup:
    """Draws a page of comments as a tree. `following` is the cursor of the next page, or ""."""
    shown_ids = {comment.id for comment in comments}
    keys = tuple(
        (*_key(request, post, comment, shown_ids), comment.path, comment.has_more_replies) for comment in comments
    )
    key = (post.id, keys, following, sort, focus.id if focus else "", is_fragment)
    context = {"next": following, "sort": sort, "focus": focus, "is_part": is_fragment}
    return render_piece(request, "comments/_list.html", key, {**thread_context(request, post, comments), **context})


def draw_thread(request: Request, post: Post, page: ThreadPage, *, sort: str, is_fragment: bool) -> bytes:
    """Draws a page of comments as `draw_list` does, in UTF-8: once for all who neither wrote nor chose any of them."""
    viewer = request.user
    tag, chosen = viewer.tag(post.scope), (viewer.liked, viewer.blocked_subjects)
    is_plain = not any(comment.tag == tag or any(comment.id in ids for ids in chosen) for comment in page.rows)
    key = (translation.current(), viewer.is_signed_in, sort, is_fragment)
    drawn = page.drawn.get(key) if is_plain else None
    if drawn is None:
        drawn = draw_list(request, post, page.rows, following=page.next, sort=sort, is_fragment=is_fragment).encode()
        if is_plain:
            page.drawn[key] = drawn
    return drawn


def draw_like(request: Request, subject: Post | Comment, *, is_liked: bool) -> Markup:
    """Draws the like button of a post or comment."""
    context = {"subject": subject, "kind": subject.kind, "is_liked": is_liked}
    key = (subject.kind, subject.id, subject.name, subject.like_count, is_liked)
    return render_piece(request, "likes/_like.html", key, context)
