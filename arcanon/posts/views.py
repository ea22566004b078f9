"""The feed, and writing posts. A post's page is its thread: see comments."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, paging
from arcanon.database import KeyUsedError
from arcanon.likes.models import Like
from arcanon.pages import go_to, render
from arcanon.posts.forms import PostForm
from arcanon.posts.models import Post

FEED_SIZE = 20


async def index(request: Request) -> Response:
    """The feed, newest first."""
    cursor = request.query_params.get("before", "")
    page = await paging.page(Post.visible_to(request.user), cursor, size=FEED_SIZE, newest_first=True)
    liked = await Like.of(request.user, *page.rows)
    return render(request, "posts/index.html#feed", {"page": page, "liked": liked, "cursor": cursor})


async def new(request: Request) -> Response:
    """An empty form for a post."""
    return render(request, "posts/new.html", {"form": PostForm.empty()})


async def create(request: Request) -> Response:
    errors.required(request)
    form = await PostForm.read(request)
    if form.errors:
        return render(request, "posts/new.html#form", {"form": form}, status=422)

    try:
        post = await Post.publish(request.user, form.values["title"], form.values["body"], form.values["key"])
    except KeyUsedError:
        form.renew()
        return render(request, "posts/new.html#form", {"form": form}, status=422)
    return go_to(request, "posts:show", post=post.id)


async def edit(request: Request) -> Response:
    """Changes one's own post; on GET, the form in its place."""
    errors.required(request)
    post = await _own(request)
    if request.method == "GET":
        form = PostForm({"title": post.title, "body": post.body})
        return render(request, "posts/edit.html#form", {"form": form, "post": post})
    form = await PostForm.read(request)
    if form.errors:
        return render(request, "posts/edit.html#form", {"form": form, "post": post}, status=422)

    await post.rewrite(form.values["title"], form.values["body"])
    return go_to(request, "posts:show", post=post.id)


async def delete(request: Request) -> Response:
    """Deletes one's own post with its answers; asks first."""
    errors.required(request)
    post = await _own(request)
    if request.method == "GET":
        return render(request, "posts/delete.html", {"post": post})
    await post.remove(request.user)
    return go_to(request, "posts:index")


async def _own(request: Request) -> Post:
    post = await Post.written_by(request.user, request.path_params["post"])
    if post is None:
        raise HTTPException(404)
    return post
