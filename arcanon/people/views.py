"""Joining, signing in, signing out, and the page with everything that is yours."""

import asyncio
from functools import partial

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from arcanon import settings
from arcanon.comments.models import Comment
from arcanon.db.background import in_background
from arcanon.moderation.models import Moderator
from arcanon.people import session_cookie
from arcanon.people.drafts import draft_address, draft_text
from arcanon.people.forms import Offer, ProofForm, SignInForm
from arcanon.people.models import LIFTED, Person, Session, Viewer
from arcanon.posts.models import Post
from arcanon.web import cookies, quick_exit
from arcanon.web.carrying import carried
from arcanon.web.errors import require_account
from arcanon.web.forms import KeptForm, read_form_data
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render

PAGE_SIZE = 20  # posts, and comments
MAX_HIDDEN_SHOWN = 50  # posts
EXIT_TIMEOUT = 0.5  # seconds that a quick exit waits for the session to end


async def join(request: Request) -> Response:
    """What joining means; a POST makes seven new words."""
    if request.method == "GET":
        return render(request, "people/join.html", carried(request, request.query_params))
    return await _show_words(request, Offer.make())


async def words(request: Request) -> Response:
    """Shows the same seven words again."""
    offer = await _read_offer(request)
    return await _show_words(request, offer) if offer else await _start_again(request)


async def _show_words(request: Request, offer: Offer) -> Response:
    context = {"offer": offer, **carried(request, await read_form_data(request))}
    return render(request, "people/words.html", context)


async def prove(request: Request) -> Response:
    """Asks for two of the words."""
    offer = await _read_offer(request)
    if offer is None:
        return await _start_again(request)
    return await _ask_for_proof(request, ProofForm.for_offer(offer))


async def confirm(request: Request) -> Response:
    """Makes the account, if the two words are right."""
    offer = await _read_offer(request)
    if offer is None:
        return await _start_again(request)
    form = ProofForm.for_offer(offer, await read_form_data(request))
    if form.errors:
        return await _ask_for_proof(request, form, status=422)
    return await _welcome(request, await Person.join(offer.passphrase), flash="joined")


async def _ask_for_proof(request: Request, form: ProofForm, status: int = 200) -> Response:
    context = {"form": form, **carried(request, await read_form_data(request))}
    return render(request, "people/prove.html", context, status=status)


async def _read_offer(request: Request) -> Offer | None:
    return Offer.unseal(str((await read_form_data(request)).get("offer", "")))


async def _start_again(request: Request) -> Response:
    context = {**carried(request, await read_form_data(request)), "is_too_late": True}
    return render(request, "people/join.html", context, status=422)


async def sign_in(request: Request) -> Response:
    if request.method == "GET":
        return _ask_for_words(request, SignInForm(), request.query_params)
    data = await read_form_data(request)
    if "words" not in data:  # sent here with what was typed on another page
        return _ask_for_words(request, SignInForm(), data)
    form = SignInForm.from_data(data)
    viewer = None if form.errors else await Person.sign_in(form.values["words"])
    if viewer and viewer.ban:
        await Session.end(viewer.token)
        return render(request, "people/banned.html", {"terms": viewer.ban}, status=403)
    if viewer:
        return await _welcome(request, viewer, flash="signed-in")
    form.report_unknown_words()
    return _ask_for_words(request, form, data, status=422)


def _ask_for_words(request: Request, form: SignInForm, data: QueryParams | FormData, status: int = 200) -> Response:
    return render(request, "people/sign_in.html", {"form": form, **carried(request, data)}, status=status)


async def _welcome(request: Request, viewer: Viewer, flash: str) -> Response:
    """Goes back to what was interrupted: to the text that was typed, to the button that was pressed, or to the page.

    A page that is opened with the flash, and without the cookie, says that the browser keeps none.
    """
    await _end_session(request)
    request.scope["user"] = viewer
    interrupted = carried(request, await read_form_data(request))
    kept, next_path = interrupted["kept"], str(interrupted["next_path"])
    response: Response
    if isinstance(kept, KeptForm) and kept.typed:
        response = render(request, "people/your_text.html", interrupted)
    elif isinstance(kept, KeptForm) and kept.form and kept.form.is_sent_after_joining:
        # 307 has the browser send the same form there, with what the button says, and the cookie.
        response = RedirectResponse(str(interrupted["to"]), 307)
    elif next_path:
        response = RedirectResponse(f"{next_path}{'&' if '?' in next_path else '?'}flash={flash}", 303)
    else:
        response = redirect(request, "posts:index", flash=flash)
    return session_cookie.remember(response, viewer.token)


async def sign_out(request: Request) -> Response:
    """Signs this browser out, even if the database is away."""
    await _end_session(request)
    return session_cookie.forget(redirect(request, "posts:index"))


async def _end_session(request: Request) -> None:
    """Ends the session that the cookie names, if there is one. It need not be known who is signed in."""
    if token := cookies.read(request, cookies.SESSION):
        await Session.end(token)


async def sign_out_everywhere(request: Request) -> Response:
    """Signs every browser of this person out."""
    if request.user.is_signed_in:
        await Session.end_all(request.user.person_id)
    return session_cookie.forget(redirect(request, "posts:index"))


async def exit(request: Request) -> Response:
    """Quick exit. A GET shows once more the page that it leads to."""
    if request.method == "POST":
        # The session ends in any case; but nobody in a hurry waits for a database that is busy.
        await asyncio.wait([in_background(partial(_end_session, request))], timeout=EXIT_TIMEOUT)
    return quick_exit.exit_response(request)


async def me(request: Request) -> Response:
    """Everything of yours, newest first. Nobody else can make this list, and neither can we."""
    require_account(request)
    vault = request.user.vault
    start = whole_number(request.query_params.get("start"), default=0)
    post_ids, comment_ids = newest(vault.posts, start, PAGE_SIZE), newest(vault.comments, start, PAGE_SIZE)
    hidden_ids = newest(vault.hidden_posts, 0, MAX_HIDDEN_SHOWN)
    posts = {post.id: post for post in await Post.filter(id__in=[*post_ids, *hidden_ids])}
    comments = {comment.id: comment for comment in await Comment.filter(id__in=comment_ids).select_related("post")}
    drafts = reversed(vault.drafts)
    context = {
        "sanctions": [terms for terms in request.user.sanctions if terms.has_begun and terms.action != LIFTED],
        "reasons": settings.current().reasons,
        "is_moderator": await Moderator.find(request.user) is not None,
        "posts": [posts[id_] for id_ in post_ids if id_ in posts],
        "comments": [comments[id_] for id_ in comment_ids if id_ in comments],
        "hidden": [posts[id_] for id_ in hidden_ids if id_ in posts],
        "drafts": [(draft, draft_address(request, draft), draft_text(request, draft)) for draft in drafts],
        "has_posts": bool(vault.posts),
        "has_comments": bool(vault.comments),
        "start": start,
        "next_start": start + PAGE_SIZE if max(len(vault.posts), len(vault.comments)) > start + PAGE_SIZE else 0,
    }
    return render(request, "people/me.html", context)


def newest(ids: list[str], start: int, size: int) -> list[str]:
    """Returns some of the newest ids, leaving out the first `start` of them."""
    return ids[::-1][start : start + size]
