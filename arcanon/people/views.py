"""Joining, signing in, signing out, and what is one's own."""

import asyncio

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from arcanon import database, errors, forms, leaving, live, pages
from arcanon.comments.models import Comment
from arcanon.pages import go_to, render
from arcanon.people import drafts, keys, session
from arcanon.people.forms import Offer, ProofForm, SignInForm, ordinal
from arcanon.people.models import Person, Session, Viewer
from arcanon.posts.models import Post

# The fields of a form that are carried through joining, and the forms that have them.
KEPT = ("title", "body", "topic", "warning", "reply_to", "line", "key")
TAKES_WORDS = (
    "posts:create",
    "posts:edit",
    "comments:create",
    "comments:edit",
    "rooms:say",
    "asks:post",
    "asks:comment",
)
SHOWN = 20  # of one's own posts and comments each
HIDDEN_SHOWN = 50
HASTE = 0.5  # seconds that whoever leaves in a hurry waits for the session to end


async def join(request: Request) -> Response:
    """What joining is; and on POST, seven new words."""
    if request.method == "GET":
        return render(request, "people/join.html", {"carried": _carried(request, request.query_params)})
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
    return await _welcome(request, await Person.join(offer.passphrase), "?said=joined")


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
        return _ask_words(request, SignInForm(), request.query_params)
    data = await forms.sent(request)
    if "words" not in data:  # sent here with what was typed elsewhere
        return _ask_words(request, SignInForm(), data)
    form = SignInForm.checked(data)
    viewer = None if form.errors else await Person.sign_in(form.values["words"])
    if viewer:
        return await _welcome(request, viewer)
    form.errors.setdefault("words", "These words open nothing. At least one is not right: look at them once more.")
    return _ask_words(request, form, data, status=422)


def _ask_words(request: Request, form: SignInForm, data: QueryParams | FormData, status: int = 200) -> Response:
    context = {"form": form, "carried": _carried(request, data)}
    return render(request, "people/sign_in.html", context, status=status)


def _carried(request: Request, data: QueryParams | FormData) -> dict[str, str]:
    """What joining or signing in interrupts: the page to come back to, and the form with what was typed in it.

    An address may name the page only. The words come from a form of ours, and go to a form that takes words:
    else a link could have somebody press "Publish" on what they never wrote.
    """
    names = ("next", *KEPT, "to") if isinstance(data, FormData) else ("next",)
    carried = {name: str(data[name]) for name in names if data.get(name)}
    if not pages.is_ours(request, carried.get("next", "/")):
        del carried["next"]
    if "to" in carried and pages.route_name(request, carried["to"], "POST") not in TAKES_WORDS:
        del carried["to"]
    return carried


async def _welcome(request: Request, viewer: Viewer, said: str = "") -> Response:
    """Back to what was interrupted: to the words that were typed, or to the page."""
    if request.user.is_signed_in:
        await _leave(request.user)
    request.scope["user"] = viewer
    carried = _carried(request, await forms.sent(request))
    response: Response
    if forms.has_words(carried):
        response = render(request, "people/your_words.html", {"carried": carried})
    else:
        address = str(carried.get("next", request.app.url_path_for("posts:index")))
        response = RedirectResponse(address if "?" in address else address + said, 303)
    return session.remember(response, viewer)


async def sign_out(request: Request) -> Response:
    """Signs out here, or everywhere."""
    if request.user.is_signed_in:
        await _leave(request.user, everywhere=request.url.path.endswith("/everywhere"))
    return session.forget(go_to(request, "posts:index"))


async def exit(request: Request) -> Response:
    """Leaves in a hurry; on GET, the page one was led to, once more."""
    if request.method == "POST" and request.user.is_signed_in:
        # Begun, and done in any case; but nobody stands there waiting for a database that is busy.
        await asyncio.wait([database.in_background(lambda: _leave(request.user))], timeout=HASTE)
    return leaving.page(request)


async def _leave(viewer: Viewer, *, everywhere: bool = False) -> None:
    """Ends the session, or all of the person's, and has their sockets close."""
    if everywhere:
        ended = await Session.end_all(viewer.person_id)
    else:
        await viewer.session.end()
        ended = [viewer.session_id]
    await asyncio.gather(*(live.nudge(keys.session_topic(session_id)) for session_id in ended))


async def me(request: Request) -> Response:
    """What is one's own, newest first. Nobody else can make this list, and neither can we."""
    errors.required(request)
    vault = request.user.vault
    start = _start(request)
    posts, comments = _some(vault.posts, start), _some(vault.comments, start)
    hidden = vault.hidden_posts[::-1][:HIDDEN_SHOWN]
    found_posts = {post.id: post for post in await Post.filter(id__in=[*posts, *hidden])}
    found_comments = {one.id: one for one in await Comment.filter(id__in=comments).select_related("post")}
    context = {
        "posts": [found_posts[one] for one in posts if one in found_posts],
        "comments": [found_comments[one] for one in comments if one in found_comments],
        "hidden": [found_posts[one] for one in hidden if one in found_posts],
        "drafts": [(draft, drafts.address(request, draft)) for draft in reversed(vault.drafts)],
        "has": {"posts": bool(vault.posts), "comments": bool(vault.comments)},
        "start": start,
        "older": start + SHOWN if max(len(vault.posts), len(vault.comments)) > start + SHOWN else 0,
    }
    return render(request, "people/me.html", context)


async def my_likes(request: Request) -> Response:
    """What one has liked, newest first."""
    errors.required(request)
    likes = request.user.vault.likes
    start = _start(request)
    some = _some(likes, start)
    posts = {post.id: post for post in await Post.filter(id__in=some)}
    comments = {one.id: one for one in await Comment.filter(id__in=some).select_related("post")}
    liked = [posts.get(one) or comments[one] for one in some if one in posts or one in comments]
    older = start + SHOWN if len(likes) > start + SHOWN else 0
    return render(request, "people/likes.html", {"liked": liked, "has": bool(likes), "start": start, "older": older})


def _start(request: Request) -> int:
    """How many of the newest are left out."""
    typed = request.query_params.get("start", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0


def _some(ids: list[str], start: int) -> list[str]:
    return ids[::-1][start : start + SHOWN]
