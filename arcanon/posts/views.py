"""The feed, and writing posts. A post's page is its thread: see comments."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import atom, errors, markdown, paging, settings
from arcanon.database import KeyUsedError
from arcanon.forms import sent
from arcanon.pages import go_to, render, route_name
from arcanon.posts.forms import PostForm
from arcanon.posts.models import SORTS, SPANS, Post

FEED_SIZE = 20
PREVIEW_TOP = 4  # the highest heading in a preview, which has a heading and a title above it


async def index(request: Request) -> Response:
    """The feed: new, active, or most liked; of all topics or one."""
    asked = request.query_params
    topic, cursor = asked.get("topic", ""), asked.get("before", "")
    sort = asked.get("sort", "new") if asked.get("sort") in SORTS else "new"
    over = asked.get("over", "week") if asked.get("over") in SPANS else "week"
    topics = settings.current().topics
    if topic and topic not in topics:
        raise HTTPException(404)
    posts = Post.feed(request.user, sort=sort, over=over, topic=topic)
    context = {
        "page": await paging.page(posts, cursor, order=SORTS[sort], size=FEED_SIZE),
        "cursor": cursor,
        "sort": sort,
        "over": over,
        "topic": topic,
        "topics": topics,
        "liked": set(request.user.vault.likes),
    }
    return render(request, "posts/index.html#feed", context)


async def feed(request: Request) -> Response:
    """The newest posts for a feed reader, of all topics or one. What is behind a warning stays there."""
    topic, topics = request.query_params.get("topic", ""), settings.current().topics
    if topic and topic not in topics:
        raise HTTPException(404)
    posts = Post.visible_to(request.user)
    found = await (posts.filter(topic=topic) if topic else posts).order_by(*SORTS["new"]).limit(FEED_SIZE)
    entries = [
        atom.Entry(
            address=str(request.app.url_path_for("posts:show", post=post.id)),
            title=post.heading,
            day=post.created_at.date(),
            author=post.name,
            html=f"<p>{atom.escaped(post.warning)}</p>" if post.warning else post.html,
        )
        for post in found
    ]
    here = str(request.app.url_path_for("posts:index")) + (f"?topic={topic}" if topic else "")
    return atom.answer(request, f"arcanon: {topics[topic]}" if topic else "arcanon", here, entries)


async def new(request: Request) -> Response:
    """A form for a post: empty, or as a draft has it."""
    draft = request.user.vault.draft(request.query_params.get("draft", ""))
    topic = request.query_params.get("topic", "")
    form = PostForm(draft or {**PostForm.empty().typed, "topic": topic if topic in settings.current().topics else ""})
    return _write(request, form, drafts=[] if draft else request.user.vault.drafts_for(_address(request)))


async def preview(request: Request) -> Response:
    """What the words will look like; nothing is kept, and nothing refused."""
    data = await sent(request)
    form = PostForm.checked(data)
    to = str(data.get("to", ""))
    if route_name(request, to, "POST") not in ("posts:create", "posts:edit"):
        to = _address(request)
    shown = markdown.render(form.values["body"], top=PREVIEW_TOP)
    form.errors = {}
    return _write(request, form, to=to, shown=shown, template="posts/new.html#preview")


async def create(request: Request) -> Response:
    form = await PostForm.read(request)
    if form.errors:
        return _write(request, form, status=422)
    errors.required(request)  # after the form, so that nobody joins to hear that a title is too long

    try:
        post = await Post.publish(request.user, form.writing, form.values["key"])
    except KeyUsedError:
        form.renew()
        return _write(request, form, status=422)
    return go_to(request, "posts:show", post=post.id, query="said=published")


def _address(request: Request) -> str:
    """Where posts are sent."""
    return str(request.app.url_path_for("posts:create"))


def _write(
    request: Request,
    form: PostForm,
    *,
    to: str = "",
    shown: str | None = None,
    drafts: list[dict[str, str]] | None = None,
    template: str = "posts/new.html#form",
    status: int = 200,
) -> Response:
    context = {
        "form": form,
        "to": to or _address(request),
        "shown": None if shown is None else markdown.Rendered(shown),
        "drafts": drafts or [],
    }
    return render(request, template, context, status=status)


async def edit(request: Request) -> Response:
    """Changes one's own post; on GET, the form in its place, as it is or as a draft has it."""
    errors.required(request)
    post = await _own(request)
    if request.method == "GET":
        draft = request.user.vault.newest_draft(request.url.path)
        is_begun = draft is not None and "anew" not in request.query_params
        form = PostForm(draft) if draft and is_begun else PostForm.of(post)
        return render(request, "posts/edit.html#form", {"form": form, "post": post, "is_begun": is_begun})
    form = await PostForm.read(request)
    form.keep_topic(post)
    if form.errors:
        return render(request, "posts/edit.html#form", {"form": form, "post": post, "is_begun": False}, status=422)

    await post.rewrite(request.user, form.writing, form.values["key"])
    return go_to(request, "posts:show", post=post.id, query="said=saved")


async def delete(request: Request) -> Response:
    """Deletes one's own post with its answers; asks first."""
    errors.required(request)
    post = await _own(request)
    if request.method == "GET":
        return render(request, "posts/delete.html#question", {"post": post})
    await post.remove(request.user)
    return go_to(request, "posts:index", query="said=deleted")


async def hide(request: Request) -> Response:
    """Keeps a post out of one's own sight, or lets it back: `hidden=yes` or `no`."""
    errors.required(request)
    post = await Post.visible_to(request.user).get_or_none(id=request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    wanted = (await sent(request)).get("hidden")
    if wanted not in ("yes", "no"):
        raise HTTPException(400)
    post_id = post.id
    await request.user.change_vault(
        lambda vault: vault.keep("hidden_posts", post_id) if wanted == "yes" else vault.forget("hidden_posts", post_id)
    )
    if wanted == "yes":
        return go_to(request, "posts:index", query="said=hidden")
    return go_to(request, "posts:show", post=post_id, query="said=shown")


async def _own(request: Request) -> Post:
    post = await Post.written_by(request.user, request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    return post
