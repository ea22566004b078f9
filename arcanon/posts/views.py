"""The feed, a post with its comments, and writing posts."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.comments.forms import CommentForm
from arcanon.comments.models import SORTS as COMMENT_SORTS
from arcanon.comments.pieces import draw_thread
from arcanon.comments.threads import read_thread
from arcanon.db.errors import ChangedError, GoneError, KeyUsedError
from arcanon.posts.feeds import FEED_SIZE, Feed, read_page, read_post
from arcanon.posts.forms import PostForm
from arcanon.posts.models import PERIODS, SORTS, Post
from arcanon.posts.pieces import draw_list, draw_post
from arcanon.text import markdown
from arcanon.web import atom
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.pieces import as_markup, hole
from arcanon.web.redirects import redirect, route_name
from arcanon.web.rendering import render, render_piece, render_shell, wants_fragment

IN_SHELL = ("is_continued", "sort", "has_comments", "is_own")  # by what a thread's page differs around its texts
PREVIEW_TOP_HEADING = 4  # the highest heading in a preview, which has a heading and a title above it


async def index(request: Request) -> Response:
    """The feed: newest, recently active, or most liked; of all topics or one."""
    params = request.query_params
    topic, cursor = params.get("topic", ""), params.get("before", "")
    sort = params.get("sort", "new") if params.get("sort") in SORTS else "new"
    period = params.get("over", "week") if params.get("over") in PERIODS else "week"
    topics = settings.current().topics
    if topic and topic not in topics:
        raise HTTPException(404)
    page = await read_page(request.user, Feed(sort, period, topic), cursor)
    is_part = wants_fragment(request)
    context = {
        "is_continued": bool(cursor),
        "sort": sort,
        "period": period,
        "topic": topic,
        "topics": topics,
    }
    state = (bool(page.rows), page.next, bool(cursor), sort, period, topic, is_part)
    pager = render_piece(
        request,
        "posts/_pager.html",
        state,
        {**context, "has_posts": bool(page.rows), "next": page.next, "is_part": is_part},
    )
    has_welcome = not request.user.is_signed_in and not topic and sort == "new"
    level = 3 if has_welcome and (is_part or not cursor) else 2
    posts = draw_list(request, page, level=level, is_fragment=is_part, pager=pager)
    key = (sort, period, topic, bool(cursor))
    return render_shell(request, "posts/index.html#feed", key, context, {"posts": posts})


async def feed(request: Request) -> Response:
    """The newest posts for a feed reader, of all topics or one. What is behind a warning stays there."""
    topic, topics = request.query_params.get("topic", ""), settings.current().topics
    if topic and topic not in topics:
        raise HTTPException(404)
    posts = Post.visible_to(request.user).filter(hidden="")
    found = await (posts.filter(topic=topic) if topic else posts).order_by(*SORTS["new"]).limit(FEED_SIZE)
    entries = [
        atom.Entry(
            address=str(request.app.state.addresses("posts:show", post=post.id)),
            title=post.heading,
            day=post.created_at.date(),
            author=post.name,
            html=f"<p>{atom.escape(post.warning)}</p>" if post.warning else post.rendered.markup,
        )
        for post in found
    ]
    page = str(request.app.state.addresses("posts:index")) + (f"?topic={topic}" if topic else "")
    return atom.feed_response(request, f"arcanon: {topics[topic]}" if topic else "arcanon", page, entries)


async def show(request: Request) -> Response:
    """A post with its comments. A fragment is the post alone, or the comments after a cursor."""
    post = await read_post(request.user, request.path_params["post"])
    params = request.query_params
    cursor = params.get("after", "")
    if wants_fragment(request) and not cursor:
        context = {"post": post, "whole_post": draw_post(request, post, is_returning=True)}
        return render(request, "posts/show.html#post", context)
    sort = params.get("sort", "oldest") if params.get("sort") in COMMENT_SORTS else "oldest"
    page = await read_thread(post.id, cursor, sort)
    drafts = request.user.vault.drafts_for(request.app.state.addresses("comments:create", post=post.id))
    draft = request.user.vault.draft(params.get("draft", "")) or (drafts[-1] if drafts else None)
    context = {
        "post": post,
        "is_continued": bool(cursor),
        "sort": sort,
        "focus": None,
        "has_comments": bool(page.rows),
        "is_own": post.is_by(request.user),
        "drafts": drafts,
    }
    whole_post = draw_post(request, post, is_returning=False)
    comments = draw_thread(request, post, page, sort=sort, is_fragment=wants_fragment(request))
    if draft:
        texts = {"whole_post": whole_post, "comments": as_markup(comments), "form": CommentForm(draft)}
        return render(request, "posts/show.html#more", {**context, **texts})
    # The one-time key of the form is another one each time, and put in at the end.
    form = CommentForm.empty()
    holes: dict[str, str | bytes] = {"whole_post": whole_post, "comments": comments, "form_key": form.typed["key"]}
    form.typed["key"] = hole("form_key")
    key = (post.heading, post.last_number, post.comment_count > 1, *(context[name] for name in IN_SHELL))
    return render_shell(request, "posts/show.html#more", key, {**context, "form": form}, holes)


async def new(request: Request) -> Response:
    """The form for a post: empty, or as a draft has it."""
    draft = request.user.vault.draft(request.query_params.get("draft", ""))
    topic = request.query_params.get("topic", "")
    form = PostForm(draft or {**PostForm.empty().typed, "topic": topic if topic in settings.current().topics else ""})
    return _show_form(request, form, drafts=[] if draft else request.user.vault.drafts_for(_create_address(request)))


async def preview(request: Request) -> Response:
    """Shows what the post will look like. Nothing is stored, and nothing is refused."""
    data = await read_form_data(request)
    form = PostForm.from_data(data)
    to = str(data.get("to", ""))
    if route_name(request, to, "POST") not in ("posts:create", "posts:edit"):
        to = _create_address(request)
    html = markdown.render(form.values["body"], top=PREVIEW_TOP_HEADING)
    form.errors = {}
    return _show_form(request, form, to=to, preview_html=html, template="posts/new.html#preview")


async def create(request: Request) -> Response:
    form = await PostForm.read(request)
    if form.errors:
        return _show_form(request, form, status=422)
    require_account(request)  # after the form, so that nobody joins only to hear that a title is too long

    try:
        post = await Post.publish(request.user, form.content, form.values["key"])
    except KeyUsedError:
        form.ask_again()
        return _show_form(request, form, status=422)
    return redirect(request, "posts:show", post=post.id, flash="published")


def _create_address(request: Request) -> str:
    return str(request.app.state.addresses("posts:create"))


def _show_form(
    request: Request,
    form: PostForm,
    *,
    to: str = "",
    preview_html: str | None = None,
    drafts: list[dict[str, str]] | None = None,
    template: str = "posts/new.html#form",
    status: int = 200,
) -> Response:
    context = {
        "form": form,
        "to": to or _create_address(request),
        "preview": None if preview_html is None else markdown.Rendered(preview_html),
        "drafts": drafts or [],
    }
    return render(request, template, context, status=status)


async def edit(request: Request) -> Response:
    """Edits the viewer's own post. A GET shows the form: as the post is, or as a draft has it."""
    require_account(request)
    post = await _own_post(request)
    if post.hidden:
        raise GoneError(post.id)
    if request.method == "GET":
        draft = request.user.vault.newest_draft(request.url.path)
        is_draft = draft is not None and "anew" not in request.query_params
        form = PostForm(draft) if draft and is_draft else PostForm.from_post(post)
        context = {"form": form, "post": post, "is_draft": is_draft}
        return render(request, "posts/edit.html#form", context)
    form = await PostForm.read(request)
    form.allow_topic_of(post)
    if not form.errors:
        try:
            await post.edit(request.user, form.content, form.values["key"], form.values["version"])
        except ChangedError as changed:
            form.report_newer(changed.version)
    if form.errors:
        return render(request, "posts/edit.html#form", {"form": form, "post": post, "is_draft": False}, status=422)

    return redirect(request, "posts:show", post=post.id, flash="saved")


async def delete(request: Request) -> Response:
    """Deletes the viewer's own post with its comments; asks first."""
    require_account(request)
    post = await _own_post(request)
    if request.method == "GET":
        return render(request, "posts/delete.html#question", {"post": post})
    await post.remove(request.user)
    return redirect(request, "posts:index", flash="post-deleted")


async def hide(request: Request) -> Response:
    """Hides a post from the viewer's lists, or shows it again: `hidden=yes` or `no`."""
    require_account(request)
    post_id = (await Post.find_visible(request.user, request.path_params["post"])).id
    hidden = (await read_form_data(request)).get("hidden")
    if hidden not in ("yes", "no"):
        raise HTTPException(400)
    await request.user.change_vault(
        lambda vault: vault.keep("hidden_posts", post_id) if hidden == "yes" else vault.forget("hidden_posts", post_id)
    )
    if hidden == "yes":
        return redirect(request, "posts:index", flash="hidden")
    return redirect(request, "posts:show", post=post_id, flash="shown")


async def _own_post(request: Request) -> Post:
    post = await Post.written_by(request.user, request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    return post
