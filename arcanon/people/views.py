"""Joining, signing in, signing out, and what is one's own."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from arcanon import errors, forms, live, pages
from arcanon.comments.models import Comment
from arcanon.pages import go_to, render
from arcanon.people import session
from arcanon.people.forms import Offer, ProofForm, SignInForm, ordinal
from arcanon.people.models import Person, Session, Viewer
from arcanon.posts.models import Post

KEPT = ("title", "body", "key")  # the fields of a form that are carried through joining
SHOWN = 20  # of one's own posts and comments each


async def join(request: Request) -> Response:
    """What joining is; and on POST, seven new words."""
    if request.method == "GET":
        return render(request, "people/join.html", {"carried": _carried(request, FormData(request.query_params))})
    return await _show_words(request, Offer.make())


async def words(request: Request) -> Response:
    """The same seven words once more."""
    offer = await _offer(request)
    return await _show_words(request, offer) if offer else await _start_again(request)


async def _show_words(request: Request, offer: Offer) -> Response:
    carried = _carried(request, await forms.sent(request))
    return render(request, "people/words.html", {"offer": offer, "carried": carried})


async def prove(request: Request) -> Response:
    """Asks two of the words back."""
    offer = await _offer(request)
    if offer is None:
        return await _start_again(request)
    return await _ask_proof(request, ProofForm.of(offer))


async def confirm(request: Request) -> Response:
    """Makes the account, when the two words are right."""
    offer = await _offer(request)
    if offer is None:
        return await _start_again(request)
    form = ProofForm.of(offer, await forms.sent(request))
    if form.errors:
        return await _ask_proof(request, form, status=422)
    return await _welcome(request, await Person.join(offer.passphrase))


async def _ask_proof(request: Request, form: ProofForm, status: int = 200) -> Response:
    carried = _carried(request, await forms.sent(request))
    labels = [f"The {ordinal(place)} word" for place in form.offer.asked]
    context = {"form": form, "labels": labels, "carried": carried}
    return render(request, "people/prove.html", context, status=status)


async def _offer(request: Request) -> Offer | None:
    return Offer.unseal(str((await forms.sent(request)).get("offer", "")))


async def _start_again(request: Request) -> Response:
    carried = _carried(request, await forms.sent(request))
    return render(request, "people/join.html", {"carried": carried, "too_late": True}, status=422)


async def sign_in(request: Request) -> Response:
    if request.method == "GET":
        return _ask_words(request, SignInForm(), FormData(request.query_params))
    data = await forms.sent(request)
    if "words" not in data:  # sent here with what was typed elsewhere
        return _ask_words(request, SignInForm(), data)
    form = SignInForm.checked(data)
    viewer = None if form.errors else await Person.sign_in(form.values["words"])
    if viewer:
        return await _welcome(request, viewer)
    form.errors.setdefault("words", "These words open nothing. At least one is not right: look at them once more.")
    return _ask_words(request, form, data, status=422)


def _ask_words(request: Request, form: SignInForm, data: FormData, status: int = 200) -> Response:
    context = {"form": form, "carried": _carried(request, data)}
    return render(request, "people/sign_in.html", context, status=status)


def _carried(request: Request, data: FormData) -> dict[str, str]:
    """What joining or signing in interrupts: the page to come back to, and the form with what was typed in it."""
    carried = {name: str(data[name]) for name in (*KEPT, "next", "to") if data.get(name)}
    if not pages.is_ours(request, carried.get("next", "/")):
        del carried["next"]
    if not pages.is_ours(request, carried.get("to", "/posts"), "POST"):
        del carried["to"]
    return carried


async def _welcome(request: Request, viewer: Viewer) -> Response:
    """Back to what was interrupted: to the words that were typed, or to the page."""
    if request.user.is_signed_in:
        await _leave(request.user)
    request.scope["user"] = viewer
    carried = _carried(request, await forms.sent(request))
    response: Response
    if "to" in carried and "body" in carried:
        response = render(request, "people/your_words.html", {"carried": carried})
    else:
        response = RedirectResponse(carried.get("next", request.app.url_path_for("posts:index")), 303)
    return session.remember(response, viewer)


async def sign_out(request: Request) -> Response:
    """Signs out here, or everywhere."""
    if request.user.is_signed_in:
        await _leave(request.user, everywhere=request.url.path.endswith("/everywhere"))
    return session.forget(go_to(request, "posts:index"))


async def _leave(viewer: Viewer, *, everywhere: bool = False) -> None:
    """Ends the session, or all of the person's, and has their sockets close."""
    if everywhere:
        ended = await Session.end_all(viewer.person_id)
    else:
        await viewer.session.end()
        ended = [viewer.session_id]
    for session_id in ended:
        await live.nudge(f"session {session_id}")


async def me(request: Request) -> Response:
    """What is one's own, newest first. Nobody else can make this list, and neither can we."""
    errors.required(request)
    vault = await request.user.vault()
    posts = {post.id: post for post in await Post.filter(id__in=vault.posts[-SHOWN:])}
    comments = {
        comment.id: comment for comment in await Comment.filter(id__in=vault.comments[-SHOWN:]).select_related("post")
    }
    return render(
        request,
        "people/me.html",
        {
            "posts": [posts[one] for one in reversed(vault.posts) if one in posts],
            "comments": [comments[one] for one in reversed(vault.comments) if one in comments],
            "post_total": len(vault.posts),
            "comment_total": len(vault.comments),
        },
    )


async def my_likes(request: Request) -> Response:
    """What one has liked, newest first."""
    errors.required(request)
    liked = (await request.user.vault()).likes[-5 * SHOWN :]
    posts = {post.id: post for post in await Post.filter(id__in=liked)}
    comments = {one.id: one for one in await Comment.filter(id__in=liked).select_related("post")}
    found = [posts.get(one) or comments[one] for one in reversed(liked) if one in posts or one in comments]
    return render(request, "people/likes.html", {"liked": found})
